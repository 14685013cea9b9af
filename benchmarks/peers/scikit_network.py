"""scikit-network (https://scikit-network.readthedocs.io)."""

from typing import Any

import numpy as np

from benchmarks.graphs import Ties
from benchmarks.peers._method import Answers, Method

PACKAGE, MODULE = "scikit-network", "sknetwork"


def build(ties: Ties) -> Any:
    """A symmetric matrix."""
    from scipy.sparse import csr_matrix

    rows = np.concatenate((ties.source, ties.target))
    columns = np.concatenate((ties.target, ties.source))
    ones = np.ones(len(rows))
    return csr_matrix((ones, (rows, columns)), shape=(ties.people, ties.people))


def _betweenness(matrix: Any, _: int) -> Any:
    from sknetwork.ranking import Betweenness

    return Betweenness().fit_predict(matrix)


def _communities(name: str) -> Any:
    def call(matrix: Any, seed: int) -> Any:
        from sknetwork import clustering

        return getattr(clustering, name)(random_state=seed).fit_predict(matrix)

    return call


def _labels(_: Any, found: Any) -> Answers:
    return {"community": np.asarray(found)}


METHODS = [
    Method(
        "betweenness",
        "Betweenness",
        _betweenness,
        lambda _, found: {"betweenness": np.asarray(found, dtype=np.float64)},
    ),
    Method("communities", "Leiden", _communities("Leiden"), _labels),
    Method("communities", "Louvain", _communities("Louvain"), _labels),
]
