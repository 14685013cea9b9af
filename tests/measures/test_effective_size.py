import networkx as nx
import pytest

import weakties as wt
from weakties.measures import effective_size, efficiency


def test_hand_checked_weighted_values() -> None:
    graph = nx.Graph()
    graph.add_weighted_edges_from([(0, 1, 3), (0, 2, 1), (1, 2, 2), (2, 3, 5), (0, 3, 1)])
    found = effective_size(wt.as_network(graph, strength="weight"))
    assert found.tolist() == pytest.approx([2.2267, 1.7467, 2.3917, 1.6889], abs=5e-5)


def test_contacts_who_do_not_know_each_other_all_count() -> None:
    network = wt.as_network(nx.star_graph(5))
    assert effective_size(network).tolist() == [5.0, 1.0, 1.0, 1.0, 1.0, 1.0]
    assert efficiency(network).tolist() == [1.0] * 6


def test_isolates_are_undefined() -> None:
    network = wt.as_network(nx.empty_graph(2))
    assert effective_size(network).isna().all()
    assert efficiency(network).isna().all()


def test_efficiency_divides_by_contacts_not_by_strength() -> None:
    graph = nx.Graph()
    graph.add_weighted_edges_from([(0, 1, 10), (0, 2, 10)])
    assert efficiency(wt.as_network(graph, strength="weight"))[0] == 1.0
