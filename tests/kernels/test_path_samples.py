"""Sampled pairs, held to all shortest paths that NetworkX finds for the same pairs."""

from collections import Counter

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.kernels import path_samples as kernel
from weakties.kernels.random_pairs import Pairs, draw_pair

NO_COMMUNITY = np.empty(0, dtype=np.int64)


def rows_of(graph: nx.Graph) -> kernel.Rows:
    """Rows of a graph on 0 ... n-1 whose edges carry their number."""
    matrix = nx.to_scipy_sparse_array(
        graph, nodelist=range(len(graph)), weight="number", format="csr", dtype=np.int64
    )
    matrix.sort_indices()
    return kernel.Rows(matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32), matrix.data)


def numbered(graph: nx.Graph) -> nx.Graph:
    """Edges numbered from 1, since a sparse matrix would drop a 0."""
    for number, (one, other) in enumerate(graph.edges, start=1):
        graph[one][other]["number"] = number
    return graph


def everybody(graph: nx.Graph) -> Pairs:
    return Pairs(np.array([0]), np.array([len(graph)]), np.array([1.0]))


def draw(
    graph: nx.Graph,
    samples: tuple[int, int],
    *,
    community: np.ndarray = NO_COMMUNITY,
    seed: int = 0,
) -> tuple[np.ndarray, np.ndarray]:
    """Sums for all people and all ties."""
    size = len(graph), graph.number_of_edges() + 1
    room = kernel.make_room(*size)
    outward = rows_of(graph)
    inward = rows_of(graph.reverse()) if graph.is_directed() else outward
    batch = kernel.sample_paths(
        outward, inward, everybody(graph), community, np.uint64(seed), samples, room
    )
    for rest in (room.level, room.beyond, room.person, room.tie):
        assert not rest.any()  # or the next batch would be wrong
    person, tie = np.zeros((size[0], 4)), np.zeros((size[1], 2))
    person[batch.people], tie[batch.ties] = batch.person, batch.tie
    return person, tie


def drawn_pairs(graph: nx.Graph, count: int, seed: int = 0) -> list[tuple[int, int]]:
    ends = np.empty(2, dtype=np.int64)
    found = []
    for sample in range(count):
        draw_pair(everybody(graph), np.uint64(seed), sample, ends)
        found.append((int(ends[0]), int(ends[1])))
    return found


def expected(
    graph: nx.Graph, pairs: list[tuple[int, int]], community: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The sums, from the list of all shortest paths of each pair."""
    person, tie = np.zeros((len(graph), 4)), np.zeros((graph.number_of_edges() + 1, 2))
    for one, other in pairs:
        if not nx.has_path(graph, one, other):
            continue
        paths = list(nx.all_shortest_paths(graph, one, other))
        crosses = len(community) > 0 and community[one] != community[other]
        between = Counter(someone for path in paths for someone in path[1:-1])
        for someone, passing in between.items():
            share = passing / len(paths)
            person[someone] += [share, share**2, crosses * share, crosses * share**2]
        along = Counter(
            graph.edges[step]["number"] for path in paths for step in nx.utils.pairwise(path)
        )
        for number, passing in along.items():
            share = passing / len(paths)
            tie[number] += [share, share**2]
    return person, tie


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph:
    size, directed = draw(st.integers(2, 14)), draw(st.booleans())
    most = size * (size - 1) // (1 if directed else 2)
    edges = draw(st.integers(0, min(most, 3 * size)))
    return numbered(
        nx.gnm_random_graph(size, edges, draw(st.integers(0, 10**6)), directed=directed)
    )


@given(graph=graphs(), seed=st.integers(0, 2**63))
def test_the_sums_are_those_of_all_shortest_paths(graph: nx.Graph, seed: int) -> None:
    community = np.arange(len(graph)) % 2
    found = draw(graph, (0, 40), community=community, seed=seed)
    pairs = drawn_pairs(graph, 40, seed)
    for one, other in zip(found, expected(graph, pairs, community)):
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(
    "graph",
    [nx.grid_2d_graph(6, 7), nx.path_graph(30), nx.star_graph(9), nx.cycle_graph(12)],
    ids=["grid", "path", "star", "circle"],
)
def test_many_paths_and_long_ones(graph: nx.Graph) -> None:
    graph = numbered(nx.convert_node_labels_to_integers(graph))
    found = draw(graph, (0, 200))
    wanted = expected(graph, drawn_pairs(graph, 200), NO_COMMUNITY)
    for one, other in zip(found, wanted):
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-12)


def test_a_sample_is_the_same_in_every_batch() -> None:
    graph = numbered(nx.gnm_random_graph(30, 60, seed=2))
    whole = draw(graph, (5, 65))
    parts = [draw(graph, limits) for limits in [(5, 6), (6, 40), (40, 65)]]
    for at, sums in enumerate(whole):
        np.testing.assert_allclose(sum(part[at] for part in parts), sums, rtol=1e-12)


def test_nothing_is_kept_on_ties_that_have_no_numbers() -> None:
    graph = numbered(nx.gnm_random_graph(20, 40, seed=3))
    rows = rows_of(graph)._replace(ties=np.empty(0, dtype=np.int64))
    room = kernel.make_room(20, 0)
    arguments = rows, rows, everybody(graph), NO_COMMUNITY, np.uint64(0), (0, 50), room
    batch = kernel.sample_paths(*arguments)
    assert len(batch.ties) == 0
    person, _ = draw(graph, (0, 50))
    np.testing.assert_array_equal(batch.person, person[batch.people])


def test_more_paths_than_can_be_counted_are_told() -> None:
    # Each of 3,000 squares in a row doubles the number of shortest paths.
    graph: nx.Graph = nx.Graph()
    for at in range(3000):
        left, right = 3 * at, 3 * at + 3
        graph.add_edges_from(
            [(left, left + 1), (left, left + 2), (left + 1, right), (left + 2, right)]
        )
    graph = numbered(graph)
    rows, room = rows_of(graph), kernel.make_room(len(graph), graph.number_of_edges() + 1)
    arguments = rows, rows, everybody(graph), NO_COMMUNITY, np.uint64(0), (0, 40), room
    assert kernel.sample_paths(*arguments).most_paths == np.inf
