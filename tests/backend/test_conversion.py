"""What is made of a graph, and how long NetworkX keeps it."""

from typing import Any

import networkx as nx
import pytest

from weakties.backend import interface
from weakties.backend._convert import convert_from_nx, convert_to_nx
from weakties.backend._graph import ConvertedGraph
from weakties.backend._offer import can_run, should_run


@pytest.fixture
def conversions(monkeypatch: pytest.MonkeyPatch) -> list[ConvertedGraph]:
    """Everything that is converted from now on."""
    made = []

    def convert(*args: Any, **kwargs: Any) -> ConvertedGraph:
        made.append(convert_from_nx(*args, **kwargs))
        return made[-1]

    monkeypatch.setattr(interface, "convert_from_nx", convert)
    return made


@pytest.fixture(autouse=True)
def _quiet() -> Any:
    with nx.config(warnings_to_ignore={"cache"}):
        yield


def test_a_graph_is_converted_once(conversions: list[ConvertedGraph]) -> None:
    graph = nx.karate_club_graph()
    for function in (nx.triangles, nx.betweenness_centrality, nx.constraint, nx.is_connected):
        function(graph, backend="weakties")
    assert len(conversions) == 1


def test_a_changed_graph_is_converted_again(conversions: list[ConvertedGraph]) -> None:
    graph = nx.path_graph(3)
    assert nx.triangles(graph, backend="weakties") == {0: 0, 1: 0, 2: 0}
    graph.add_edge(0, 2)
    assert nx.triangles(graph, backend="weakties") == {0: 1, 1: 1, 2: 1}
    graph.remove_node(1)
    assert nx.triangles(graph, backend="weakties") == {0: 0, 2: 0}
    assert len(conversions) == 3


def test_weights_that_were_asked_for_serve_calls_without(conversions: list[ConvertedGraph]) -> None:
    graph = nx.karate_club_graph()
    nx.constraint(graph, weight="weight", backend="weakties")
    nx.constraint(graph, backend="weakties")
    assert len(conversions) == 1


def test_without_the_cache_every_call_converts(conversions: list[ConvertedGraph]) -> None:
    graph = nx.path_graph(3)
    with nx.config(cache_converted_graphs=False):
        for _ in range(2):
            nx.triangles(graph, backend="weakties")
    assert len(conversions) == 2


def test_a_converted_graph_can_be_passed_itself() -> None:
    converted = convert_from_nx(nx.path_graph(3))
    assert nx.betweenness_centrality(converted) == {0: 0.0, 1: 1.0, 2: 0.0}
    assert list(nx.bridges(converted)) == [(0, 1), (1, 2)]
    with pytest.raises(nx.NetworkXNotImplemented):
        nx.bridges(convert_from_nx(nx.DiGraph([(0, 1)])))
    for fallback in (False, True):
        with nx.config(fallback_to_nx=fallback), pytest.raises(NotImplementedError):
            nx.pagerank(converted)


def test_a_view_is_converted_as_what_it_shows() -> None:
    graph = nx.path_graph(5)
    part = graph.subgraph([1, 2, 4])
    assert nx.triangles(part, backend="weakties") == dict.fromkeys(part, 0)
    assert list(nx.connected_components(part, backend="weakties")) == [{1, 2}, {4}]
    graph.add_edge(2, 4)
    assert list(nx.connected_components(part, backend="weakties")) == [{1, 2, 4}]


def test_rows_keep_the_order_of_networkx() -> None:
    graph = nx.MultiGraph([("b", "a"), ("b", "c"), ("b", "a"), ("c", "c")])
    converted = convert_from_nx(graph)
    assert converted.nodes == ["b", "a", "c"]
    assert converted.indices.tolist() == [1, 1, 2, 0, 0, 0, 2]
    assert converted.keys == [0, 1, 0, 0, 1, 0, 0]
    assert list(converted.names(converted.edges)) == list(graph.edges(keys=False))
    assert converted.along.target.tolist() == [1, 2, 0, 0]
    assert converted.along.number.tolist() == [0, 0, 1, 2, 2, 3, -1]


def test_missing_attributes_have_their_default() -> None:
    graph = nx.DiGraph()
    graph.add_edge(0, 1, weight=5)
    graph.add_edge(1, 2)
    graph.add_node(0, team="red")
    converted = convert_from_nx(graph, edge_attrs={"weight": 1}, node_attrs={"team": None})
    assert converted.values("weight").tolist() == [5.0, 1.0]
    assert converted.node_values == {"team": ["red", None, None]}


def test_all_attributes_are_not_taken() -> None:
    with pytest.raises(NotImplementedError, match="by name"):
        convert_from_nx(nx.path_graph(2), preserve_edge_attrs=True)


def test_results_are_given_as_they_are_and_graphs_not_at_all() -> None:
    result = {"a": [1]}
    assert convert_to_nx(result) is result
    with pytest.raises(NotImplementedError, match="original"):
        convert_to_nx(convert_from_nx(nx.path_graph(2)))


def test_small_graphs_and_questions_about_a_part_are_left_to_networkx() -> None:
    ring = nx.cycle_graph(10_000)
    assert should_run("betweenness_centrality", (ring,), {}) is True
    assert "nodes" in str(should_run("betweenness_centrality", (nx.path_graph(3),), {}))
    assert "some nodes" in str(should_run("constraint", (ring, [0]), {}))
    assert should_run("constraint", (ring, list(ring)), {}) is True
    assert "the answer" in str(should_run("is_connected", (ring,), {}))
    nx.triangles(ring, backend="weakties")
    assert should_run("constraint", (ring, [0]), {}) is True
    assert should_run("is_connected", (ring,), {}) is True


def test_wrong_arguments_are_no_reason_to_fail() -> None:
    assert "missing" in str(can_run("local_constraint", (nx.path_graph(2), 0), {}))
