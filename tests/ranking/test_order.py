"""Ranks: equal stands equal, nobody without a value is ranked."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.ranking._order import ranked_positions


def rank(values: list[float], *, ascending: bool = False, top: int | None = None):
    rows, ranks = ranked_positions(pd.Series(values, dtype=float), ascending=ascending, top=top)
    return rows.tolist(), ranks.tolist()


def test_high_values_come_first_and_equal_ones_share_a_rank():
    assert rank([1, 3, 3, 2]) == ([1, 2, 3, 0], [1, 1, 3, 4])


def test_low_values_come_first_if_asked():
    assert rank([1, 3, 2], ascending=True) == ([0, 2, 1], [1, 2, 3])


def test_the_undefined_are_left_out():
    assert rank([np.nan, 1.0, np.nan]) == ([1], [1])


def test_the_endless_are_ranked():
    assert rank([1.0, np.inf, np.inf]) == ([1, 2, 0], [1, 1, 3])


def test_the_last_bits_of_a_sum_do_not_decide():
    assert rank([0.1 + 0.2, 0.3]) == ([0, 1], [1, 1])


def test_small_differences_that_are_real_do_decide():
    assert rank([1.0, 1.00000001]) == ([1, 0], [1, 2])


def test_everyone_who_shares_the_last_rank_is_kept():
    assert rank([5, 4, 4, 4, 1], top=2) == ([0, 1, 2, 3], [1, 2, 2, 2])


@given(st.lists(st.floats(allow_nan=True, allow_infinity=True, width=32)))
def test_ranks_count_those_who_stand_before(values):
    rows, ranks = rank(values)
    ordered = [values[row] for row in rows]
    assert ordered == sorted((one for one in values if not math.isnan(one)), reverse=True)
    assert all(ranks[i] <= i + 1 for i in range(len(ranks)))
    assert ranks == sorted(ranks)


@pytest.mark.parametrize("values", [[], [np.nan]])
def test_nobody_to_rank(values):
    assert rank(values) == ([], [])
