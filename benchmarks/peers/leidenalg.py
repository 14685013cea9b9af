"""leidenalg (https://leidenalg.readthedocs.io), by the authors of the Leiden algorithm."""

from typing import Any

import numpy as np

from benchmarks.graphs import Ties
from benchmarks.peers._method import Answers, Method

PACKAGE, MODULE = "leidenalg", "leidenalg"


def build(ties: Ties) -> Any:
    """It works on graphs of igraph."""
    import igraph

    return igraph.Graph(ties.people, ties.pairs.tolist())


def _leiden(graph: Any, seed: int) -> Any:
    import leidenalg

    return leidenalg.find_partition(graph, leidenalg.ModularityVertexPartition, seed=seed)


def _membership(_: Any, found: Any) -> Answers:
    return {"community": np.array(found.membership)}


METHODS = [Method("communities", "find_partition", _leiden, _membership)]
