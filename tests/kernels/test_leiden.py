"""The three modules of the Leiden kernels, held to the definition of modularity and to brute force."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from weakties.kernels import leiden as kernel
from weakties.kernels import leiden_levels as levels
from weakties.kernels import leiden_moves as moves

Arrays = tuple[np.ndarray, np.ndarray, np.ndarray]

resolutions = st.sampled_from([0.3, 1.0, 2.5])


@contextmanager
def treated_as(size: str) -> Iterator[None]:
    """Treat networks of a few nodes as the kernel treats larger ones.

    A middling one is not searched again as a whole, a large one neither where its parts are merged,
    and a huge one is taken in several turns and in runs of nodes besides.
    """
    with pytest.MonkeyPatch.context() as patch:
        if size != "small":
            patch.setattr(kernel, "ARCS_OF_WHOLE_AGAIN", 0)
        if size in ("large", "huge"):
            patch.setattr(kernel, "ARCS_SEARCHED_AGAIN", 4)
        if size == "huge":
            patch.setattr(levels, "ARCS_PER_TURN", 3)
            patch.setattr(kernel, "RUNS_OF_NODES", 3)
        yield


sizes = pytest.mark.parametrize("size", ["small", "middling", "large", "huge"])


def arrays_of(matrix: np.ndarray) -> Arrays:
    sparse = csr_array(matrix)
    sparse.sort_indices()
    return sparse.indptr.astype(np.int64), sparse.indices.astype(np.int32), sparse.data


def labels_of(matrix: np.ndarray, *, resolution: float = 1.0, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return kernel.leiden(*arrays_of(matrix), resolution, rng, lambda _: None)


def level_of(matrix: np.ndarray) -> levels.Level:
    indptr, indices, strength = arrays_of(matrix)
    arcs = indptr.view(np.uint64), indices.view(np.uint32), strength
    return levels.Level(*arcs, matrix.sum(axis=0).astype(np.float64))


def matrix_of(level: levels.Level) -> np.ndarray:
    arrays = level.strength, level.indices.view(np.int32), level.indptr.view(np.int64)
    return csr_array(arrays, shape=2 * (len(level.weight),)).toarray()


def search_of(matrix: np.ndarray, resolution: float = 1.0) -> tuple[kernel.Search, levels.Level]:
    level = level_of(matrix)
    return kernel.Search(level, resolution, np.random.default_rng(0), lambda: None), level


def modularity_of(matrix: np.ndarray, label: np.ndarray, resolution: float) -> float:
    total, ends = matrix.sum(), matrix.sum(axis=0)
    same = label[:, None] == label[None, :]
    return ((matrix / total - resolution * np.outer(ends, ends) / total**2) * same).sum()


def gains_by_moving(matrix: np.ndarray, label: np.ndarray, resolution: float) -> list[float]:
    """What every node gains in any other group, and alone."""
    here, gains = modularity_of(matrix, label, resolution), []
    for node, other in product(range(len(label)), [*np.unique(label), len(label)]):
        moved = label.copy()
        moved[node] = other
        gains.append(modularity_of(matrix, moved, resolution) - here)
    return gains


@st.composite
def matrices(draw: st.DrawFn, most: int = 12) -> np.ndarray:
    n = draw(st.integers(2, most))
    strengths = st.one_of(st.just(0.0), st.sampled_from([1.0, 2.0, 0.1, 7.5]))
    upper = draw(st.lists(strengths, min_size=n * (n - 1) // 2, max_size=n * (n - 1) // 2))
    matrix = np.zeros((n, n))
    matrix[np.triu_indices(n, 1)] = upper
    matrix[0, 1] = draw(st.sampled_from([1.0, 7.5]))  # there is always a tie
    return matrix + matrix.T


@st.composite
def labelled(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """A network, and groups of its nodes numbered from 0 without gaps."""
    matrix = draw(matrices())
    n = len(matrix)
    drawn = draw(st.lists(st.integers(0, n - 1), min_size=n, max_size=n))
    return matrix, np.unique(drawn, return_inverse=True)[1].astype(np.uint32)


@sizes
@given(matrix=matrices(), resolution=resolutions, seed=st.integers(0, 3))
def test_every_label_is_connected(
    size: str, matrix: np.ndarray, resolution: float, seed: int
) -> None:
    with treated_as(size):
        label = labels_of(matrix, resolution=resolution, seed=seed)
    for one in np.unique(label):
        inside = np.flatnonzero(label == one)
        assert connected_components(matrix[np.ix_(inside, inside)])[0] == 1


@sizes
@given(matrix=matrices(), resolution=resolutions)
def test_no_node_gains_by_moving(size: str, matrix: np.ndarray, resolution: float) -> None:
    with treated_as(size):
        label = labels_of(matrix, resolution=resolution)
    assert max(gains_by_moving(matrix, label, resolution)) <= 1e-9


@sizes
@given(matrix=matrices(most=5))
def test_small_networks_reach_the_optimum_with_some_seed(size: str, matrix: np.ndarray) -> None:
    every = (np.array(one) for one in product(range(len(matrix)), repeat=len(matrix)))
    firsts = (one for one in every if all(v <= max([-1, *one[:i]]) + 1 for i, v in enumerate(one)))
    optimum = max(modularity_of(matrix, one, 1.0) for one in firsts)
    with treated_as(size):
        found = [modularity_of(matrix, labels_of(matrix, seed=seed), 1.0) for seed in range(5)]
    assert max(found) <= optimum + 1e-12
    assert max(found) == pytest.approx(optimum, abs=1e-9)


@sizes
@given(matrix=matrices(), scale=st.sampled_from([0.25, 2.0, 1024.0]))
def test_the_scale_of_strengths_makes_no_difference(
    size: str, matrix: np.ndarray, scale: float
) -> None:
    with treated_as(size):
        assert np.array_equal(labels_of(matrix), labels_of(matrix * scale))


@given(matrices(), st.integers(1, 40))
def test_the_length_of_a_turn_makes_no_difference(matrix: np.ndarray, arcs: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(levels, "ARCS_PER_TURN", arcs)
        in_turns = labels_of(matrix)
    assert np.array_equal(in_turns, labels_of(matrix))


@given(matrices(), resolutions)
def test_ties_weigh_what_nodes_weigh_unless_that_is_given(
    matrix: np.ndarray, resolution: float
) -> None:
    rng, arrays = np.random.default_rng(0), arrays_of(matrix)
    weight = matrix.sum(axis=0)
    given_weight = kernel.leiden_on(*arrays, weight, resolution, rng, lambda _: None)
    assert np.array_equal(given_weight, labels_of(matrix, resolution=resolution))


def test_no_ties_no_groups() -> None:
    assert labels_of(np.zeros((3, 3))).tolist() == [0, 1, 2]
    assert labels_of(np.zeros((0, 0))).tolist() == []


def test_tells_of_the_passes_that_are_done() -> None:
    matrix = np.kron(np.eye(5), np.ones((4, 4))) + np.eye(20, k=4) + np.eye(20, k=-4)
    np.fill_diagonal(matrix, 0.0)
    seen: list[int] = []
    kernel.leiden(*arrays_of(matrix), 1.0, np.random.default_rng(0), seen.append)
    assert seen == sorted(seen)
    assert seen[0] == 0
    assert 1 <= seen[-1] <= kernel.MOST_PASSES


@sizes
@given(drawn=labelled(), resolution=resolutions)
def test_a_pass_gives_better_groups_and_knows_their_modularity(
    size: str, drawn: tuple[np.ndarray, np.ndarray], resolution: float
) -> None:
    matrix, label = drawn
    search, level = search_of(matrix, resolution)
    before = modularity_of(matrix, label, resolution)
    with treated_as(size):
        settled = search.settle(level, label)
        better = search.search(level, settled)
    for groups, least in ((settled, before), (better, search.quality(level, settled))):
        quality = search.quality(level, groups)
        assert quality == pytest.approx(modularity_of(matrix, groups.label, resolution), abs=1e-12)
        assert quality >= least - 1e-12
        assert set(groups.label.tolist()) == set(range(len(groups.total)))


def test_a_search_leaves_an_optimum_that_moving_cannot_leave() -> None:
    # Two squares, one of them cut along the wrong line: no node gains by moving.
    matrix = np.zeros((8, 8))
    for one, two in [(0, 1), (1, 2), (2, 3), (3, 0), (4, 5), (5, 6), (6, 7), (7, 4), (0, 4)]:
        matrix[one, two] = matrix[two, one] = 1.0
    stuck = np.array([0, 0, 1, 1, 2, 2, 2, 2], dtype=np.uint32)
    search, level = search_of(matrix)
    groups = search.settle(level, stuck.copy())
    assert groups.label.tolist() == stuck.tolist()
    best = search.search(level, groups)
    assert len(set(best.label[:4].tolist())) == 1


@given(labelled())
def test_groups_that_fall_into_pieces_are_mended(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    matrix, label = drawn
    search, level = search_of(matrix)
    inside = (matrix * (label[:, None] == label[None, :])).sum(axis=1)
    found = search.connected(level, kernel.Groups(label, np.zeros(label.max() + 1), inside))
    for one in np.unique(found.label):
        members = np.flatnonzero(found.label == one)
        assert connected_components(matrix[np.ix_(members, members)])[0] == 1


@given(labelled())
def test_parts_stay_within_their_groups_and_are_connected(
    drawn: tuple[np.ndarray, np.ndarray],
) -> None:
    matrix, label = drawn
    search, level = search_of(matrix)
    total = np.bincount(label, weights=matrix.sum(axis=0))
    inside = (matrix * (label[:, None] == label[None, :])).sum(axis=1)
    part, parts = search.refine(level, kernel.Groups(label, total, inside))
    assert set(part.tolist()) == set(range(parts))
    for one in range(parts):
        members = np.flatnonzero(part == one)
        assert len(set(label[members].tolist())) == 1
        assert connected_components(matrix[np.ix_(members, members)])[0] == 1


def test_a_group_that_falls_into_pieces_is_merged_in_pieces() -> None:
    matrix = np.zeros((6, 6))
    for one, two in [(0, 1), (1, 2), (3, 4), (4, 5)]:
        matrix[one, two] = matrix[two, one] = 1.0
    search, level = search_of(matrix, resolution=0.1)
    total, inside = np.array([matrix.sum()]), matrix.sum(axis=0)
    groups = kernel.Groups(np.zeros(6, dtype=np.uint32), total, inside)
    part, parts = search.refine(level, groups)
    assert len(set(part[:3]) & set(part[3:])) == 0
    assert parts < 6


@pytest.mark.parametrize("arcs", [1, 5, 10**6])
@given(drawn=labelled())
def test_merging_adds_up_the_ties_between_parts(
    arcs: int, drawn: tuple[np.ndarray, np.ndarray]
) -> None:
    matrix, part = drawn
    parts = int(part.max()) + 1
    search, level = search_of(matrix)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(levels, "ARCS_PER_TURN", arcs)
        merged = search.merge(level, part, parts)
    member = (part[None, :] == np.arange(parts)[:, None]).astype(float)
    expected = member @ matrix @ member.T
    np.fill_diagonal(expected, 0.0)
    assert matrix_of(merged) == pytest.approx(expected)
    assert merged.weight == pytest.approx(member @ matrix.sum(axis=0))
    assert len(merged.indices) == np.count_nonzero(expected)


@pytest.mark.parametrize("arcs", [1, 5, 10**6])
@given(matrix=matrices(), seed=st.integers(0, 9))
def test_numbered_breadth_first_it_is_the_same_network(
    arcs: int, matrix: np.ndarray, seed: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(levels, "ARCS_PER_TURN", arcs)
        found, number = levels.near_to_near(level_of(matrix), np.random.default_rng(seed))
    assert sorted(number.tolist()) == list(range(len(matrix)))
    assert np.array_equal(matrix_of(found)[np.ix_(number, number)], matrix)
    assert np.array_equal(found.weight[number], level_of(matrix).weight)
    firsts = [np.flatnonzero(row).min(initial=at) for at, row in enumerate(matrix_of(found))]
    # Nodes come in the order of their first neighbours, and every component without a break.
    reached = [first for at, first in enumerate(firsts) if first < at]
    assert reached == sorted(reached)
    assert len(matrix) - len(reached) == connected_components(matrix)[0]


def test_a_row_can_begin_with_any_tie() -> None:
    star = np.zeros((5, 5))
    star[0, 1:] = star[1:, 0] = 1.0
    begins = set()
    for seed in range(60):
        found, number = levels.near_to_near(level_of(star), np.random.default_rng(seed))
        first = found.indices[found.indptr[number[0]]]
        begins.add(int(np.flatnonzero(number == first)[0]))
    assert begins == {1, 2, 3, 4}


def test_equally_good_choices_are_made_either_way() -> None:
    # A person with one tie to each of two triangles.
    matrix = np.zeros((7, 7))
    matrix[:3, :3] = matrix[4:, 4:] = 1.0
    matrix[3, [2, 4]] = matrix[[2, 4], 3] = 1.0
    np.fill_diagonal(matrix, 0.0)
    sides = [labels_of(matrix, seed=seed) for seed in range(200)]
    left = np.mean([one[3] == one[0] for one in sides])
    assert 0.4 < left < 0.6
    assert all((one[3] == one[0]) != (one[3] == one[6]) for one in sides)


@given(labelled())
def test_pieces_are_the_connected_components_of_the_groups(
    drawn: tuple[np.ndarray, np.ndarray],
) -> None:
    matrix, label = drawn
    n, level = len(label), level_of(matrix)
    piece, stack = np.full(n, n, dtype=np.uint32), np.empty(n, dtype=np.uint32)
    count = levels.split(level.indptr, level.indices, label, piece, stack)
    within = np.where(label[:, None] == label[None, :], matrix, 0.0)
    expected, component = connected_components(within)
    assert count == expected
    assert np.array_equal(piece[:, None] == piece[None, :], component[:, None] == component)
    assert set(piece.tolist()) == set(range(count))


@pytest.mark.parametrize(("count", "arcs"), [(0, 0), (1, 0), (7, 3), (7, 100), (10, 30)])
def test_turns_cover_everything_once(
    count: int, arcs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(levels, "ARCS_PER_TURN", 10)
    ranges = list(levels.turns(count, arcs))
    assert [at for begin, stop in ranges for at in range(begin, stop)] == list(range(count))
    assert all(stop - begin == 1 or arcs * (stop - begin) <= 10 * count for begin, stop in ranges)


@given(labelled(), resolutions)
def test_a_survey_tells_what_holds_nodes_and_who_may_leave(
    drawn: tuple[np.ndarray, np.ndarray], resolution: float
) -> None:
    matrix, label = drawn
    level, rate = level_of(matrix), resolution / matrix.sum()
    total = np.bincount(label, weights=level.weight)
    inside, restless = np.empty(len(label)), np.empty(len(label), dtype=np.bool_)
    moves.survey(*level, rate, label, total, inside, restless)
    same = label[:, None] == label[None, :]
    assert inside == pytest.approx((matrix * same).sum(axis=1))
    out = (matrix * ~same).any(axis=1)
    assert restless[out].all()
    for node in np.flatnonzero(~out):
        alone = label.copy()
        alone[node] = len(label)
        gain = modularity_of(matrix, alone, resolution) - modularity_of(matrix, label, resolution)
        assert restless[node] == (gain > 0.0) or gain == pytest.approx(0.0, abs=1e-12)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12))
def test_labels_are_counted_without_gaps_in_the_same_order(drawn: list[int]) -> None:
    label = np.array(drawn, dtype=np.uint32)
    count = moves.renumber(label, np.zeros(10, dtype=np.uint32))
    values, expected = np.unique(drawn, return_inverse=True)
    assert count == len(values)
    assert label.tolist() == expected.tolist()


def test_a_tally_counts_groups_and_lists_free_numbers() -> None:
    label, weight = np.array([0, 2, 2, 0], dtype=np.uint32), np.array([1.0, 2.0, 3.0, 4.0])
    total, size = np.zeros(4), np.zeros(4, dtype=np.int32)
    free = np.empty(5, dtype=np.uint32)
    assert moves.tally(label, weight, total, size, free) == 2
    assert total.tolist() == [5.0, 0.0, 5.0, 0.0]
    assert size.tolist() == [2, 0, 2, 0]
    assert free[:2].tolist() == [1, 3]
