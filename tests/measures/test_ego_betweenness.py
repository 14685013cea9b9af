import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import weakties as wt
from weakties.measures import betweenness, ego_betweenness


@given(seed=st.integers(0, 10**6), ties=st.integers(0, 90), directed=st.booleans())
def test_it_is_the_betweenness_among_the_contacts(seed: int, ties: int, directed: bool) -> None:
    graph = nx.gnm_random_graph(10, ties, seed=seed, directed=directed)
    expected = []
    for person in graph:
        circle = graph.subgraph({person, *nx.all_neighbors(graph, person)})
        expected.append(nx.betweenness_centrality(circle, normalized=False)[person])
    np.testing.assert_allclose(ego_betweenness(wt.as_network(graph)), expected, atol=1e-12)


def test_who_is_everybodys_contact_sees_the_whole_network() -> None:
    graph = nx.gnm_random_graph(30, 60, seed=2)
    graph.add_edges_from((30, one) for one in range(30))
    network = wt.as_network(graph)
    np.testing.assert_allclose(ego_betweenness(network)[30], betweenness(network)[30])


def test_isolates_and_closed_circles_stand_between_nobody() -> None:
    graph = nx.complete_graph(5)
    graph.add_node(5)
    assert ego_betweenness(wt.as_network(graph)).tolist() == [0.0] * 6


def test_strength_does_not_matter() -> None:
    graph = nx.cycle_graph(5)
    nx.set_edge_attributes(graph, dict(zip(graph.edges, range(1, 6))), "weight")
    found = ego_betweenness(wt.as_network(graph, strength="weight"))
    assert found.tolist() == [1.0] * 5
