"""The Leiden kernels, held to the definition of modularity and to brute force."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from weakties.kernels import leiden as kernel
from weakties.kernels.leiden_levels import Level, near_to_near

Arrays = tuple[np.ndarray, np.ndarray, np.ndarray]


def arrays_of(matrix: np.ndarray) -> Arrays:
    sparse = csr_array(matrix)
    sparse.sort_indices()
    return sparse.indptr.astype(np.int64), sparse.indices.astype(np.int32), sparse.data


def labels_of(matrix: np.ndarray, *, resolution: float = 1.0, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return kernel.leiden(*arrays_of(matrix), resolution, rng, [].append)


def modularity_of(matrix: np.ndarray, label: np.ndarray, resolution: float) -> float:
    total, ends = matrix.sum(), matrix.sum(axis=0)
    same = label[:, None] == label[None, :]
    return ((matrix / total - resolution * np.outer(ends, ends) / total**2) * same).sum()


def level_of(matrix: np.ndarray) -> Level:
    indptr, indices, strength = arrays_of(matrix)
    weight = matrix.sum(axis=0).astype(np.float64)
    return Level(indptr.view(np.uint64), indices.view(np.uint32), strength, weight)


def search_in(level: Level, *, resolution: float = 1.0, seed: int = 0) -> kernel.Search:
    return kernel.Search(level, resolution, np.random.default_rng(seed), lambda: None)


@st.composite
def matrices(draw: st.DrawFn, most: int = 12) -> np.ndarray:
    n = draw(st.integers(2, most))
    strengths = st.one_of(st.just(0.0), st.sampled_from([1.0, 2.0, 0.1, 7.5]))
    upper = draw(st.lists(strengths, min_size=n * (n - 1) // 2, max_size=n * (n - 1) // 2))
    matrix = np.zeros((n, n))
    matrix[np.triu_indices(n, 1)] = upper
    return matrix + matrix.T


@given(matrices(), st.sampled_from([0.3, 1.0, 2.5]), st.integers(0, 3))
def test_the_quality_of_groups_is_their_modularity(
    matrix: np.ndarray, resolution: float, seed: int
) -> None:
    if not matrix.any():
        return
    level = level_of(matrix)
    search = search_in(level, resolution=resolution, seed=seed)
    groups = search.afresh(level)
    expected = modularity_of(matrix, groups.label, resolution)
    assert search.quality(level, groups) == pytest.approx(expected, abs=1e-12)


@given(matrices(), st.integers(0, 3))
def test_no_pass_makes_groups_worse(matrix: np.ndarray, seed: int) -> None:
    if not matrix.any():
        return
    level = level_of(matrix)
    search = search_in(level, seed=seed)
    alone = search.settle(level, np.arange(len(matrix), dtype=np.uint32))
    found = [search.quality(level, one) for one in (alone, *search.passes(level, alone))]
    assert all(later >= before - 1e-12 for before, later in pairwise(found))


@given(matrices(), st.sampled_from([0.3, 1.0, 2.5]), st.integers(0, 3))
def test_every_label_is_connected(matrix: np.ndarray, resolution: float, seed: int) -> None:
    label = labels_of(matrix, resolution=resolution, seed=seed)
    for one in np.unique(label):
        inside = np.flatnonzero(label == one)
        assert connected_components(matrix[np.ix_(inside, inside)])[0] == 1


@given(matrices(), st.sampled_from([0.3, 1.0, 2.5]))
def test_no_node_gains_by_moving(matrix: np.ndarray, resolution: float) -> None:
    if not matrix.any():
        return
    label = labels_of(matrix, resolution=resolution)
    here = modularity_of(matrix, label, resolution)
    for node, other in product(range(len(label)), [*np.unique(label), -1]):
        moved = label.copy()
        moved[node] = other
        assert modularity_of(matrix, moved, resolution) <= here + 1e-6


@given(matrices(most=5))
def test_small_networks_reach_the_optimum_with_some_seed(matrix: np.ndarray) -> None:
    if not matrix.any():
        return
    every = (np.array(one) for one in product(range(len(matrix)), repeat=len(matrix)))
    firsts = (one for one in every if all(v <= max([-1, *one[:i]]) + 1 for i, v in enumerate(one)))
    optimum = max(modularity_of(matrix, one, 1.0) for one in firsts)
    found = [modularity_of(matrix, labels_of(matrix, seed=seed), 1.0) for seed in range(5)]
    assert max(found) <= optimum + 1e-12
    assert max(found) == pytest.approx(optimum, abs=1e-9)


@given(matrices(), st.sampled_from([0.25, 2.0, 1024.0]))
def test_the_scale_of_strengths_makes_no_difference(matrix: np.ndarray, scale: float) -> None:
    assert np.array_equal(labels_of(matrix), labels_of(matrix * scale))


@given(matrices(most=8), st.data())
def test_merging_adds_up_the_ties_between_parts(matrix: np.ndarray, data: st.DataObject) -> None:
    n = len(matrix)
    drawn = data.draw(st.lists(st.integers(0, n - 1), min_size=n, max_size=n))
    part = np.unique(drawn, return_inverse=True)[1].astype(np.uint32)
    count = int(part.max()) + 1
    level = level_of(matrix)
    with np.errstate(divide="ignore", invalid="ignore"):
        merged = search_in(level).merge(level, part, count)
    member = (part[None, :] == np.arange(count)[:, None]).astype(float)
    expected = member @ matrix @ member.T
    np.fill_diagonal(expected, 0.0)
    rows = merged.strength, merged.indices.view(np.int32), merged.indptr.view(np.int64)
    assert csr_array(rows, shape=(count, count)).toarray() == pytest.approx(expected)
    assert merged.weight == pytest.approx(member @ matrix.sum(axis=0))


def test_parts_stay_within_their_groups_and_are_connected() -> None:
    # Two paths that are one group: the group is not connected inside.
    matrix = np.zeros((6, 6))
    for one, two in [(0, 1), (1, 2), (3, 4), (4, 5)]:
        matrix[one, two] = matrix[two, one] = 1.0
    level = level_of(matrix)
    groups = kernel.Groups(
        np.zeros(6, dtype=np.uint32), np.array([matrix.sum()]), matrix.sum(axis=0)
    )
    part, parts = search_in(level, resolution=0.1).refine(level, groups)
    assert len(set(part[:3]) & set(part[3:])) == 0
    assert parts == len(set(part)) < 6


def test_groups_that_fall_into_pieces_are_split() -> None:
    matrix = np.zeros((4, 4))
    matrix[0, 1] = matrix[1, 0] = matrix[2, 3] = matrix[3, 2] = 1.0
    level = level_of(matrix)
    whole = kernel.Groups(np.zeros(4, dtype=np.uint32), np.array([4.0]), np.ones(4))
    label = search_in(level).connected(level, whole).label
    assert label[0] == label[1] != label[2] == label[3]


def test_nodes_near_each_other_come_together_and_nothing_else_changes() -> None:
    matrix = np.zeros((6, 6))
    for one, two in [(0, 5), (5, 2), (2, 4), (1, 3)]:
        matrix[one, two] = matrix[two, one] = one + two
    level, number = near_to_near(level_of(matrix))
    assert number.tolist() == [0, 4, 2, 5, 3, 1]
    rows = level.strength, level.indices.view(np.int32), level.indptr.view(np.int64)
    back = csr_array(rows, shape=(6, 6)).toarray()[np.ix_(number, number)]
    assert back.tolist() == matrix.tolist()


def test_no_ties_no_groups() -> None:
    assert labels_of(np.zeros((3, 3))).tolist() == [0, 1, 2]
    assert labels_of(np.zeros((0, 0))).tolist() == []


def test_reports_every_pass_in_order() -> None:
    matrix = np.ones((4, 4)) - np.eye(4)
    seen: list[int] = []
    kernel.leiden(*arrays_of(matrix), 1.0, np.random.default_rng(0), seen.append)
    assert seen == sorted(seen)
    assert 0 <= seen[0] <= seen[-1] <= kernel.MOST_PASSES
