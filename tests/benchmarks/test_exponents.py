"""Power laws through measurements."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.exponents import fit


@given(st.floats(-3, 3), st.floats(1e-6, 1e6))
def test_a_power_law_is_found_again(exponent: float, factor: float) -> None:
    sizes = [1e4, 1e5, 1e6, 1e7]
    found = fit(sizes, [factor * size**exponent for size in sizes])
    assert found.exponent == pytest.approx(exponent, abs=1e-9)
    assert found.at(1e5) == pytest.approx(factor * 1e5**exponent)


def test_small_sizes_and_what_is_unknown_are_left_out() -> None:
    sizes, values = [10, 1e4, 1e5, 1e6, 1e7], [5.0, 1.0, np.nan, 100.0, 0.0]
    assert fit(sizes, values, least=1e4).exponent == pytest.approx(1.0)


@pytest.mark.parametrize("sizes", [[], [1e4], [1e4, 1e4]])
def test_one_size_has_no_exponent(sizes: list[float]) -> None:
    assert np.isnan(fit(sizes, np.ones(len(sizes))).exponent)
