"""python-louvain (https://github.com/taynaud/python-louvain)."""

from typing import Any

import numpy as np

from benchmarks.graphs import Ties
from benchmarks.peers._method import Answers, Method
from benchmarks.peers.networkx import build as build_networkx

PACKAGE, MODULE = "python-louvain", "community"


def build(ties: Ties) -> Any:
    """It works on graphs of NetworkX."""
    return build_networkx(ties).graph


def _louvain(graph: Any, seed: int) -> Any:
    import community

    return community.best_partition(graph, random_state=seed)


def _labels(graph: Any, found: dict[int, int]) -> Answers:
    return {"community": np.array([found[person] for person in range(len(graph))])}


METHODS = [Method("communities", "best_partition", _louvain, _labels)]
