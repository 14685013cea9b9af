"""Bursts of connection dates against the owner's own rate."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from weakties.build.bursts import (
    IMPORT_DAY,
    between,
    chance_of_as_many,
    expected_by_chance,
    find_bursts,
)

DAYS = st.lists(st.integers(10_000, 14_000), max_size=120).map(lambda days: np.array(days, int))


def test_a_steady_owner_has_no_bursts() -> None:
    assert (find_bursts(np.arange(0, 3000, 5)).burst == -1).all()


def test_the_same_cluster_counts_only_against_a_quiet_time() -> None:
    cluster = np.array([1500, 1500, 1501, 1501, 1502])
    quiet = np.concatenate([np.arange(0, 3000, 60), cluster])
    busy = np.concatenate([np.repeat(np.arange(0, 3000), 2), cluster])
    assert (find_bursts(quiet).burst[-5:] == 0).all()
    assert (find_bursts(busy).burst[-5:] == -1).all()


def test_chance_alone_seldom_looks_like_a_burst() -> None:
    rng = np.random.default_rng(7)
    found = [find_bursts(rng.integers(0, 5000, 600)) for _ in range(20)]
    inside = np.mean([(one.burst >= 0).mean() for one in found])
    assert inside < 0.02


def test_days_of_imports_belong_to_no_burst() -> None:
    days = np.concatenate([np.arange(0, 3000, 60), np.full(IMPORT_DAY + 1, 1500)])
    found = find_bursts(days)
    assert found.imports == 1
    assert (found.burst == -1).all()


def test_rate_around_a_window_leaves_the_window_out() -> None:
    days = np.array([0, 50, 100, 100, 100, 150, 900])
    first = np.array([100])
    assert between(days, first, first).tolist() == [3]
    np.testing.assert_allclose(expected_by_chance(days, first, first), [3 / 180])


@given(DAYS, st.randoms())
def test_bursts_are_near_in_time_numbered_by_date_and_independent_of_order(days, random) -> None:
    found = find_bursts(days)
    assert len(found.excess) == found.burst.max(initial=-1) + 1
    assert ((found.excess >= 0) & (found.excess <= 1)).all()
    starts = [days[found.burst == at].min() for at in range(len(found.excess))]
    assert starts == sorted(starts)
    for at in range(len(found.excess)):
        assert np.ptp(days[found.burst == at]) < 8
    order = np.array(random.sample(range(len(days)), len(days)), dtype=int)
    np.testing.assert_array_equal(find_bursts(days[order]).burst, found.burst[order])


def test_the_chance_of_a_count_is_that_of_the_poisson_distribution() -> None:
    count, expected = np.arange(1, 40), np.linspace(0.01, 30.0, 39)
    np.testing.assert_allclose(
        chance_of_as_many(count, expected), poisson.sf(count - 1, expected), rtol=1e-9
    )
