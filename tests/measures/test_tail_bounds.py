"""Limits for means, held to exact probabilities of failing."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import rel_entr
from scipy.stats import binom, multinomial

from weakties.measures._tail_bounds import FAILURES, highest, lowest, mean_limits

STRICTNESS = [2.0, 4.0, 8.0]


def kl(one: float, other: float) -> float:
    return float(rel_entr(one, other) + rel_entr(1 - one, 1 - other))


shares = st.floats(0.0, 1.0)
slacks = st.floats(1e-6, 50.0)


@given(mean=shares, each=slacks)
def test_the_highest_value_is_as_far_as_the_divergence_allows(mean: float, each: float) -> None:
    found = float(highest(np.array([mean]), np.array([each]))[0])
    assert mean <= found <= 1.0
    assert kl(mean, max(mean, found - 1e-9)) <= each
    assert kl(mean, min(1.0, found + 1e-12)) >= each or mean == 1.0


@given(mean=shares, each=slacks)
def test_the_lowest_value_is_as_far_as_the_divergence_allows(mean: float, each: float) -> None:
    found = float(lowest(np.array([mean]), np.array([each]))[0])
    assert 0.0 <= found <= mean
    assert kl(mean, min(mean, found + 1e-9)) <= each
    assert kl(mean, max(0.0, found - 1e-12)) >= each or mean == 0.0


@pytest.mark.parametrize("strictness", STRICTNESS)
@pytest.mark.parametrize("samples", [1, 7, 40, 300])
def test_limits_of_a_share_fail_no_more_often_than_they_may(
    samples: int, strictness: float
) -> None:
    counts = np.arange(samples + 1)
    means = counts / samples
    low, high = mean_limits(means, means, samples, np.full(len(means), strictness))
    for truth in np.linspace(0.0, 1.0, 401):
        outside = (truth < low) | (truth > high)
        fails = binom.pmf(counts[outside], samples, truth).sum()
        assert fails <= FAILURES * np.exp(-strictness)


@pytest.mark.parametrize("strictness", STRICTNESS)
def test_limits_of_numbers_that_are_no_shares_fail_no_more_often_than_they_may(
    strictness: float,
) -> None:
    """0, a quarter and 1, in every mixture: all samples of 30 with their probabilities."""
    samples = 30
    counts = np.array([(a, b) for a, b in product(range(31), range(31)) if a + b <= samples])
    mean = (counts[:, 0] / 4 + counts[:, 1]) / samples
    square = (counts[:, 0] / 16 + counts[:, 1]) / samples
    low, high = mean_limits(mean, square, samples, np.full(len(mean), strictness))
    every = np.column_stack([samples - counts.sum(axis=1), counts])
    for nought, quarter in product(np.linspace(0, 1, 21), np.linspace(0, 1, 21)):
        if nought + quarter > 1:
            continue
        one = max(0.0, 1 - nought - quarter)
        truth = quarter / 4 + one
        outside = (truth < low - 1e-12) | (truth > high + 1e-12)
        chances = multinomial.pmf(every[outside], samples, [nought, quarter, one])
        assert chances.sum() <= FAILURES * np.exp(-strictness)


def test_numbers_that_vary_little_have_narrower_limits() -> None:
    strict, samples = np.array([10.0]), 1_000_000
    mean = np.array([0.01])
    widths = []
    for square in (0.01, 0.005, 0.001):
        low, high = mean_limits(mean, np.array([square]), samples, strict)
        widths.append(float((high - low)[0]))
    assert widths[0] > widths[1] > widths[2]
    # In the limit of many samples: ± sqrt(2 q s / N).
    assert widths[2] == pytest.approx(2 * np.sqrt(2 * 0.001 * 10 / samples), rel=0.1)


def test_where_nothing_was_met_little_is_possible() -> None:
    low, high = mean_limits(np.zeros(1), np.zeros(1), 1000, np.array([10.0]))
    assert low[0] == 0.0
    assert high[0] == pytest.approx(-np.expm1(-10 / 1000))


@given(mean=shares, square=shares, samples=st.integers(1, 10**9), strictness=st.floats(0.1, 60.0))
def test_limits_lie_around_the_mean(
    mean: float, square: float, samples: int, strictness: float
) -> None:
    arguments = np.array([mean]), np.array([mean * square]), samples, np.array([strictness])
    low, high = mean_limits(*arguments)
    assert 0.0 <= low[0] <= mean <= high[0] <= 1.0
