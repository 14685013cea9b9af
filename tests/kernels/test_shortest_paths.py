import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.kernels import shortest_paths
from weakties.kernels.path_search import Graph
from weakties.kernels.shortest_paths import ANY_LENGTH, Search, Targets, lane_count
from weakties.kernels.shortest_paths_by_length import LengthSearch


def rows(graph: nx.Graph) -> Graph:
    matrix = nx.to_scipy_sparse_array(graph, nodelist=range(len(graph)), format="csr")
    matrix.sort_indices()
    ones = np.ones(len(graph))
    return Graph(matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32), ones)


def everybody_counts(graph: Graph, lanes: int) -> Targets:
    return Targets(np.zeros(len(graph.copies), dtype=np.int64), np.ones((1, lanes)))


def search(
    graph: Graph, sources: np.ndarray, most_steps: int = ANY_LENGTH
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What passes through nodes and along arcs, and what ends at nodes."""
    room = Search(graph)
    node, arc, ends = (
        np.zeros(len(graph.copies)),
        np.zeros(len(graph.indices)),
        np.zeros(len(graph.copies)),
    )
    for start in range(0, len(sources), room.lanes):
        room.run(sources[start : start + room.lanes].astype(np.int32), most_steps)
        room.add(everybody_counts(graph, room.lanes), node, arc)
        room.add_ends(everybody_counts(graph, room.lanes), ends)
        room.forget()
    return node, arc, ends


def test_one_source_gives_its_own_dependencies() -> None:
    node, arc, ends = search(rows(nx.path_graph(4)), np.array([0]))
    assert node.tolist() == [0.0, 2.0, 1.0, 0.0]
    assert arc.tolist() == [3.0, 0.0, 2.0, 0.0, 1.0, 0.0]  # only arcs that lead away
    assert ends.tolist() == [3.0, 1.0, 1.0, 1.0]


def test_paths_of_more_steps_than_allowed_do_not_count() -> None:
    node, arc, ends = search(rows(nx.path_graph(4)), np.array([0]), most_steps=2)
    assert node.tolist() == [0.0, 1.0, 0.0, 0.0]
    assert arc.tolist() == [2.0, 0.0, 1.0, 0.0, 0.0, 0.0]
    assert ends.tolist() == [2.0, 1.0, 1.0, 0.0]


def test_a_node_without_arcs_reaches_nobody() -> None:
    node, arc, ends = search(rows(nx.empty_graph(3)), np.arange(3))
    assert node.tolist() == ends.tolist() == [0.0] * 3
    assert len(arc) == 0


def test_a_node_can_stand_for_several_people() -> None:
    # 0 and 3 are joined through 1 and 2 alike, so one node may stand for both.
    whole, _, _ = search(rows(nx.Graph([(0, 1), (0, 2), (1, 3), (2, 3)])), np.array([0, 3]))
    small = rows(nx.path_graph(3))._replace(copies=np.array([1.0, 2.0, 1.0]))
    node, arc, _ = search(small, np.array([0, 2]))
    assert node.tolist() == [0.0, whole[1], 0.0]
    assert arc.tolist() == [3.0, 0.5, 0.5, 3.0]  # to both of them and beyond; from one of them


def test_what_it_counts_to_reach_a_node_can_depend_on_the_source() -> None:
    graph = rows(nx.path_graph(4))
    room, node = Search(graph), np.zeros(4)
    value = np.zeros((2, room.lanes))
    value[:, 0], value[:, 1] = [0.0, 1.0], [5.0, 0.0]
    room.run(np.array([0, 3], dtype=np.int32))
    room.add(Targets(np.array([0, 0, 0, 1]), value), node, np.empty(0))
    assert node.tolist() == [0.0, 1.0 + 5.0, 1.0 + 10.0, 0.0]


@pytest.mark.parametrize("memory", [2**30, 4000, 2000, 0])
def test_neither_lanes_nor_room_make_a_difference(
    memory: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = rows(nx.gnm_random_graph(90, 150, seed=5))
    expected = search(graph, np.arange(90))
    monkeypatch.setattr(shortest_paths, "MOST_MEMORY", memory)
    room = Search(graph)
    room._notes = room._room_for(room.lanes)  # far too little: it must grow
    node, arc = np.zeros(90), np.zeros(300)
    for start in range(0, 90, room.lanes):
        room.run(np.arange(start, min(90, start + room.lanes), dtype=np.int32))
        room.add(everybody_counts(graph, room.lanes), node, arc)
        room.forget()
    np.testing.assert_allclose(node, expected[0], rtol=1e-12)
    np.testing.assert_allclose(arc, expected[1], rtol=1e-12)


@pytest.mark.parametrize("directed", [False, True])
@given(seed=st.integers(0, 10**6))
def test_equal_lengths_are_no_lengths(seed: int, directed: bool) -> None:
    graph = rows(nx.gnm_random_graph(12, 20, seed=seed, directed=directed))
    node, arc, ends = np.zeros(12), np.zeros(len(graph.indices)), np.zeros(12)
    room = LengthSearch(graph, np.full(len(graph.indices), 0.7))
    for source in range(12):
        room.run(source, 0.7 * 3.5)
        room.add(everybody_counts(graph, 1), node, arc)
        room.add_ends(everybody_counts(graph, 1), ends)
    for one, other in zip((node, arc, ends), search(graph, np.arange(12), 3)):
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-12)


def by_length(graph: Graph, length: np.ndarray) -> np.ndarray:
    node, room = np.zeros(len(graph.copies)), LengthSearch(graph, length)
    for source in range(len(node)):
        room.run(source, np.inf)
        room.add(everybody_counts(graph, 1), node, np.empty(0))
    return node


def test_lengths_that_vanish_beside_others_break_nothing() -> None:
    length = np.array([1e9, 1e9, 1e-30, 1e-30, 1.0, 1.0])
    assert by_length(rows(nx.path_graph(4)), length).tolist() == [0.0, 4.0, 4.0, 0.0]


def test_many_lengths_keep_the_heap_in_order() -> None:
    graph = nx.gnm_random_graph(60, 400, seed=5, directed=True)
    lengths = np.random.default_rng(5).random(400)
    for (_, _, attributes), length in zip(sorted(graph.edges(data=True)), lengths):
        attributes["length"] = float(length)
    expected = nx.betweenness_centrality(graph, normalized=False, weight="length")
    found = by_length(rows(graph), lengths)
    np.testing.assert_allclose(found, [expected[one] for one in range(60)], rtol=1e-9)


def test_lanes_grow_fewer_with_more_people_and_never_none() -> None:
    assert lane_count(4_000) == 64
    assert lane_count(4_000_000) == 16
    assert lane_count(10**9) == 8


def test_a_search_that_was_given_up_ends_and_adds_nothing() -> None:
    graph = rows(nx.complete_graph(70))
    given_up = np.ones(1, dtype=np.bool_)
    room, node, arc = Search(graph, given_up), np.zeros(70), np.zeros(len(graph.indices))
    room.run(np.arange(room.lanes, dtype=np.int32))
    room.add(everybody_counts(graph, room.lanes), node, arc)
    assert not node.any()
    assert not arc.any()
