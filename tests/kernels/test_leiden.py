"""The Leiden kernels, held to the definition of modularity and to brute force."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from weakties.kernels import leiden as kernel

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


def level_of(matrix: np.ndarray) -> kernel.Level:
    return kernel.Level(*arrays_of(matrix), matrix.sum(axis=0).astype(np.float64))


@st.composite
def matrices(draw: st.DrawFn, most: int = 12) -> np.ndarray:
    n = draw(st.integers(2, most))
    strengths = st.one_of(st.just(0.0), st.sampled_from([1.0, 2.0, 0.1, 7.5]))
    upper = draw(st.lists(strengths, min_size=n * (n - 1) // 2, max_size=n * (n - 1) // 2))
    matrix = np.zeros((n, n))
    matrix[np.triu_indices(n, 1)] = upper
    return matrix + matrix.T


@given(matrices(), st.sampled_from([0.3, 1.0, 2.5]), st.integers(0, 3))
def test_the_quality_of_a_pass_is_the_modularity_of_its_labels(
    matrix: np.ndarray, resolution: float, seed: int
) -> None:
    if not matrix.any():
        return
    alone = np.arange(len(matrix), dtype=np.int32)
    rng = np.random.default_rng(seed)
    label, quality = kernel._pass(level_of(matrix), alone, resolution, rng)
    assert quality == pytest.approx(modularity_of(matrix, label, resolution), abs=1e-12)


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
    part, count = kernel._numbered(np.array(drawn, dtype=np.int32))
    merged = kernel._merged(level_of(matrix), part, count)
    member = (part[None, :] == np.arange(count)[:, None]).astype(float)
    expected = member @ matrix @ member.T
    np.fill_diagonal(expected, 0.0)
    found = csr_array((merged.strength, merged.indices, merged.indptr), shape=(count, count))
    assert found.toarray() == pytest.approx(expected)
    assert merged.weight == pytest.approx(member @ matrix.sum(axis=0))


def test_parts_stay_within_their_groups_and_are_connected() -> None:
    # Two ties between the ends of a path that is one group: the group is not connected inside.
    matrix = np.zeros((6, 6))
    for one, two in [(0, 1), (1, 2), (3, 4), (4, 5)]:
        matrix[one, two] = matrix[two, one] = 1.0
    label = np.zeros(6, dtype=np.int32)
    total = np.array([matrix.sum(), 0, 0, 0, 0, 0])
    part = kernel._parts(level_of(matrix), label, total, 0.01, np.random.default_rng(0))
    assert len(set(part[:3]) & set(part[3:])) == 0
    assert len(set(part)) < 6


def test_no_ties_no_groups() -> None:
    assert labels_of(np.zeros((3, 3))).tolist() == [0, 1, 2]
    assert labels_of(np.zeros((0, 0))).tolist() == []


def test_reports_every_pass_in_order() -> None:
    matrix = np.ones((4, 4)) - np.eye(4)
    seen: list[int] = []
    kernel.leiden(*arrays_of(matrix), 1.0, np.random.default_rng(0), seen.append)
    assert seen == list(range(1, len(seen) + 1))
    assert len(seen) > 2 * kernel.STARTS
