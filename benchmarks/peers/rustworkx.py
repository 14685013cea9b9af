"""rustworkx (https://www.rustworkx.org)."""

from typing import Any

import numpy as np

from benchmarks.graphs import Ties
from benchmarks.peers._method import Answers, Method

PACKAGE, MODULE = "rustworkx", "rustworkx"


def build(ties: Ties) -> Any:
    """Edges have the order of the ties."""
    import rustworkx

    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(ties.people))
    graph.add_edges_from_no_data([(one, other) for one, other in ties.pairs.tolist()])
    return graph


def _betweenness(graph: Any, _: int) -> Any:
    import rustworkx

    return rustworkx.graph_betweenness_centrality(graph, normalized=False)


def _betweenness_and_ties(graph: Any, seed: int) -> Any:
    import rustworkx

    along = rustworkx.graph_edge_betweenness_centrality(graph, normalized=False)
    return _betweenness(graph, seed), along


def _in_order(found: Any) -> np.ndarray:
    return np.array([found[place] for place in range(len(found))])


def _of_people(_: Any, found: Any) -> Answers:
    return {"betweenness": _in_order(found)}


def _of_people_and_ties(_: Any, found: Any) -> Answers:
    return {"betweenness": _in_order(found[0]), "edge_betweenness": _in_order(found[1])}


METHODS = [
    Method("betweenness", "betweenness_centrality", _betweenness, _of_people),
    Method(
        "betweenness-ties",
        "betweenness_centrality, edge_betweenness_centrality",
        _betweenness_and_ties,
        _of_people_and_ties,
    ),
]
