import networkx as nx
import numpy as np
import pytest

import weakties as wt
from weakties.errors import ArgumentError
from weakties.measures import constraint


@pytest.mark.parametrize(("size", "value"), [(2, 1), (3, 1.125), (4, 0.9259), (5, 0.7656)])
def test_complete_graphs(size: int, value: float) -> None:
    found = constraint(wt.as_network(nx.complete_graph(size)))
    assert found.tolist() == pytest.approx([value] * size, abs=5e-5)


def test_star() -> None:
    assert constraint(wt.as_network(nx.star_graph(5))).tolist() == pytest.approx([0.2] + [1.0] * 5)


def test_directed_ties_are_added_up() -> None:
    graph = nx.DiGraph([(0, 1), (0, 2), (1, 2), (3, 2)])
    found = constraint(wt.as_network(graph))
    assert found.tolist() == pytest.approx([1.0069, 1.0069, 0.6111, 1.0], abs=5e-5)


def test_isolates_are_undefined() -> None:
    assert np.isnan(constraint(wt.as_network(nx.empty_graph(1)))[0])


def test_scopes_differ_where_contacts_have_ties_elsewhere() -> None:
    graph = nx.Graph([(0, 1), (0, 2), (1, 2), (2, 3), (2, 4)])
    network = wt.as_network(graph)
    assert constraint(network, scope="ego")[0] == pytest.approx(1.125)  # the triangle it can see
    assert constraint(network)[0] < 1.125


def test_another_scope_is_refused() -> None:
    with pytest.raises(ArgumentError, match="'network'; choose one of: 'whole', 'ego'"):
        constraint(wt.as_network(nx.path_graph(3)), scope="network")  # type: ignore[arg-type]
