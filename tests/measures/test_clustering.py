import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import weakties as wt
from weakties.measures import clustering, degree, effective_size


def test_known_graphs() -> None:
    assert clustering(wt.as_network(nx.complete_graph(4))).tolist() == [1.0] * 4
    assert clustering(wt.as_network(nx.star_graph(3)))[0] == 0.0


def test_with_fewer_than_two_contacts_there_is_no_pair_to_know_each_other() -> None:
    graph = nx.path_graph(3)
    graph.add_node(3)
    found = clustering(wt.as_network(graph))
    np.testing.assert_array_equal(found, [np.nan, 0.0, np.nan, np.nan])


def test_neither_direction_nor_strength_matters() -> None:
    graph = nx.DiGraph()
    graph.add_weighted_edges_from([(0, 1, 5), (1, 0, 2), (2, 0, 1), (1, 2, 9), (3, 0, 1)])
    found = clustering(wt.as_network(graph, strength="weight"))
    np.testing.assert_array_equal(found.round(4), [0.3333, 1.0, 1.0, np.nan])


@given(seed=st.integers(0, 10**6), ties=st.integers(0, 100))
def test_it_is_that_of_networkx_and_igraph(seed: int, ties: int) -> None:
    igraph = pytest.importorskip("igraph")
    graph = nx.gnm_random_graph(15, ties, seed=seed)
    found = clustering(wt.as_network(graph))
    oracle = igraph.Graph(15, list(graph.edges))
    np.testing.assert_allclose(found, oracle.transitivity_local_undirected(mode="nan"), rtol=1e-12)
    assert found.fillna(0.0).to_dict() == pytest.approx(nx.clustering(graph), rel=1e-12)


def test_effective_size_says_the_same_in_other_words() -> None:
    network = wt.as_network(nx.karate_club_graph())
    contacts, several = degree(network), degree(network) > 1
    size = contacts - (contacts - 1) * clustering(network)
    np.testing.assert_allclose(size[several], effective_size(network, weighted=False)[several])
