import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.kernels.shortest_paths import lane_count, path_dependencies
from weakties.kernels.shortest_paths_by_length import path_dependencies_by_length

NO_COMMUNITY = np.empty(0, dtype=np.int64)


def rows(graph: nx.Graph) -> tuple[np.ndarray, np.ndarray]:
    matrix = nx.to_scipy_sparse_array(graph, nodelist=range(len(graph)), format="csr")
    matrix.sort_indices()
    return matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32)


def test_one_source_gives_its_own_dependencies() -> None:
    people, ties = rows(nx.path_graph(4))
    person, between, arcs = path_dependencies(people, ties, np.array([0]), NO_COMMUNITY)
    assert person.tolist() == [0.0, 2.0, 1.0, 0.0]
    assert arcs.tolist() == [3.0, 0.0, 2.0, 0.0, 1.0, 0.0]  # only arcs that lead away
    assert between.tolist() == []


def test_batches_add_up_to_the_whole() -> None:
    people, ties = rows(nx.gnm_random_graph(40, 70, seed=3))
    community = np.arange(40) % 3
    whole = path_dependencies(people, ties, np.arange(40), community)
    sources = np.split(np.arange(40), 2)
    halves = [path_dependencies(people, ties, half, community) for half in sources]
    for total, first, second in zip(whole, *halves):
        np.testing.assert_allclose(first + second, total, rtol=1e-12)


def test_targets_of_the_own_community_do_not_count() -> None:
    people, ties = rows(nx.path_graph(4))
    everyone = np.arange(4)
    person, between, _ = path_dependencies(people, ties, everyone, np.zeros(4, dtype=np.int64))
    assert between.tolist() == [0.0] * 4
    person, between, _ = path_dependencies(people, ties, everyone, everyone)
    assert between.tolist() == person.tolist()


@pytest.mark.parametrize("directed", [False, True])
@given(seed=st.integers(0, 10**6))
def test_equal_lengths_are_no_lengths(seed: int, directed: bool) -> None:
    people, ties = rows(nx.gnm_random_graph(12, 20, seed=seed, directed=directed))
    community, everyone = np.arange(12) % 2, np.arange(12)
    plain = path_dependencies(people, ties, everyone, community)
    same = path_dependencies_by_length(people, ties, np.full(len(ties), 0.7), everyone, community)
    for one, other in zip(plain, same):
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-12)


def test_lengths_that_vanish_beside_others_break_nothing() -> None:
    people, ties = rows(nx.path_graph(4))
    length = np.array([1e9, 1e9, 1e-30, 1e-30, 1.0, 1.0])
    person, _, _ = path_dependencies_by_length(people, ties, length, np.arange(4), NO_COMMUNITY)
    assert person.tolist() == [0.0, 4.0, 4.0, 0.0]


def test_many_lengths_keep_the_heap_in_order() -> None:
    graph = nx.gnm_random_graph(60, 400, seed=5, directed=True)
    lengths = np.random.default_rng(5).random(400)
    for (_, _, attributes), length in zip(sorted(graph.edges(data=True)), lengths):
        attributes["length"] = float(length)
    people, ties = rows(graph)
    person, _, _ = path_dependencies_by_length(people, ties, lengths, np.arange(60), NO_COMMUNITY)
    expected = nx.betweenness_centrality(graph, normalized=False, weight="length")
    np.testing.assert_allclose(person, [expected[one] for one in range(60)], rtol=1e-9)


def test_the_number_of_lanes_makes_no_difference() -> None:
    people, ties = rows(nx.gnm_random_graph(90, 150, seed=5))
    community = np.arange(90) % 4
    wide = [path_dependencies(people, ties, np.arange(a, a + 45), community) for a in (0, 45)]
    single = [path_dependencies(people, ties, np.array([a]), community) for a in range(90)]
    for column in range(3):
        np.testing.assert_allclose(
            sum(part[column] for part in wide), sum(part[column] for part in single), rtol=1e-12
        )


def test_lanes_grow_fewer_with_more_people_and_never_none() -> None:
    assert lane_count(4_000) == 64
    assert lane_count(2_000_000) == 8
    assert lane_count(10**9) == 1
