"""EasyGraph (https://easy-graph.github.io), by its functions in C++."""

from typing import Any

import numpy as np

from benchmarks.graphs import Ties
from benchmarks.peers._method import Method

PACKAGE, MODULE = "Python-EasyGraph", "easygraph"


def build(ties: Ties) -> Any:
    """People are added in their order, which is that of the answers."""
    import easygraph

    graph = easygraph.GraphC()
    graph.add_nodes(list(range(ties.people)))
    graph.add_edges([(one, other) for one, other in ties.pairs.tolist()])
    return graph


def _betweenness(graph: Any, _: int) -> Any:
    import easygraph

    return easygraph.betweenness_centrality(graph, normalized=False)


def _constraint(graph: Any, _: int) -> Any:
    import easygraph

    # Without a list of people, the answers come in an order that is not told.
    return easygraph.constraint(graph, nodes=list(range(graph.number_of_nodes())))


# Its effective_size in C++ keeps to no order even with such a list, so nothing could be compared.
METHODS = [
    Method(
        "betweenness",
        "betweenness_centrality",
        _betweenness,
        lambda _, found: {"betweenness": np.array(found)},
    ),
    Method(
        "holes",
        "constraint",
        _constraint,
        lambda _, found: {"constraint": np.array(found)},
    ),
]
