"""graph-tool (https://graph-tool.skewed.de), which has packages for systems but not for pip."""

from typing import Any, NamedTuple

import numpy as np

from benchmarks.graphs import Ties
from benchmarks.peers._method import Answers, Method

PACKAGE, MODULE = "graph-tool", "graph_tool"


class Built(NamedTuple):
    """The graph, and the ties that its edges have the order of."""

    graph: Any
    ties: Ties


def build(ties: Ties) -> Built:
    """graph-tool takes its number of threads from OMP_NUM_THREADS."""
    import graph_tool

    graph = graph_tool.Graph(directed=False)
    graph.add_vertex(ties.people)
    graph.add_edge_list(ties.pairs)
    return Built(graph, ties)


def _betweenness(built: Built, _: int) -> Any:
    from graph_tool.centrality import betweenness

    return betweenness(built.graph, norm=False)


def _of_people(_: Built, found: Any) -> Answers:
    return {"betweenness": np.array(found[0].a)}


def _of_people_and_ties(built: Built, found: Any) -> Answers:
    return {**_of_people(built, found), "edge_betweenness": np.array(found[1].a)}


METHODS = [
    Method("betweenness", "betweenness", _betweenness, _of_people),
    Method("betweenness-ties", "betweenness", _betweenness, _of_people_and_ties),
]
