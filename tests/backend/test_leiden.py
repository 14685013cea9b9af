"""Communities, held to NetworkX's measures of them."""

import random
from collections.abc import Callable
from itertools import combinations
from typing import Any

import networkx as nx
import pytest

from weakties.backend import interface
from weakties.backend._convert import convert_from_nx


def leiden(graph: Any, metric: str = "modularity", **how: Any) -> list[set[Any]]:
    converted = convert_from_nx(graph, edge_attrs={"weight": 1})
    return interface.leiden_communities(converted, seed=random.Random(1), metric=metric, **how)


def potts(graph: nx.Graph, found: list[set[Any]], resolution: float) -> float:
    """Weights within communities, less the resolution for half the squares of their sizes."""
    within = sum(
        graph.edges[one, other].get("weight", 1)
        for community in found
        for one, other in combinations(community, 2)
        if graph.has_edge(one, other)
    )
    return within - resolution * sum(len(one) ** 2 / 2 for one in found)


GRAPHS: list[Callable[[], nx.Graph]] = [
    nx.karate_club_graph,
    nx.les_miserables_graph,
    nx.florentine_families_graph,
    lambda: nx.planted_partition_graph(5, 20, 0.5, 0.05, seed=1),
]


@pytest.mark.parametrize("make", GRAPHS)
@pytest.mark.parametrize("loops", [0, 9])
@pytest.mark.parametrize("resolution", [0.5, 1, 2])
def test_modularity_is_no_less_than_that_of_louvain(
    make: Any, loops: int, resolution: float
) -> None:
    graph = make()
    graph.add_weighted_edges_from((node, node, 5) for node in list(graph)[:loops])
    others = [
        nx.community.louvain_communities(graph, resolution=resolution, seed=seed)
        for seed in range(5)
    ]
    found = leiden(graph, resolution=resolution)
    assert nx.community.is_partition(graph, found)
    assert all(nx.is_connected(graph.subgraph(one)) for one in found)
    best = max(nx.community.modularity(graph, one, resolution=resolution) for one in others)
    assert nx.community.modularity(graph, found, resolution=resolution) >= best - 1e-12


def test_loops_count_in_the_degrees() -> None:
    """So heavy a node is worth more alone."""
    graph = nx.barbell_graph(3, 0)
    assert leiden(graph) == [{0, 1, 2}, {3, 4, 5}]
    graph.add_edge(0, 0, weight=50)
    assert {0} in leiden(graph)


@pytest.mark.parametrize(("resolution", "known"), [(0.1, 180.0), (0.2, 152.6), (0.3, 133.1)])
def test_the_constant_potts_model(resolution: float, known: float) -> None:
    """Values that NetworkX 3.7 finds at best."""
    graph = nx.karate_club_graph()
    found = leiden(graph, metric="cpm", resolution=resolution)
    assert potts(graph, found, resolution) == pytest.approx(known)
    directed = leiden(graph.to_directed(), metric="cpm", resolution=resolution)
    assert potts(graph, directed, resolution) == pytest.approx(known)


def test_the_order_of_nodes_and_edges_changes_nothing() -> None:
    graph = nx.les_miserables_graph()
    expected = {frozenset(one) for one in leiden(graph)}
    for seed in range(3):
        nodes, edges = list(graph), list(graph.edges(data=True))
        random.Random(seed).shuffle(nodes)
        random.Random(seed).shuffle(edges)
        shuffled = nx.Graph()
        shuffled.add_nodes_from(nodes)
        shuffled.add_edges_from(edges)
        assert {frozenset(one) for one in leiden(shuffled)} == expected


def test_nodes_that_cannot_be_sorted_and_edges_without_weight() -> None:
    graph = nx.relabel_nodes(nx.barbell_graph(3, 0), {0: "zero", 1: (1,)})
    graph.add_edge("zero", 5, weight=0)
    assert leiden(graph) == [{"zero", (1,), 2}, {3, 4, 5}]


def test_nobody_and_nothing() -> None:
    assert leiden(nx.Graph()) == []
    assert leiden(nx.empty_graph(3)) == [{0}, {1}, {2}]
