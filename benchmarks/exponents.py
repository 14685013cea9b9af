"""How time and memory grow with the number of ties."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np


class PowerLaw(NamedTuple):
    """``factor * size ** exponent``."""

    exponent: float
    factor: float

    def at(self, size: float) -> float:
        """The value at a size."""
        return float(self.factor * size**self.exponent)


def fit(sizes: Sequence[float], values: Sequence[float], *, least: float = 0.0) -> PowerLaw:
    """The power law nearest to the values by least squares of logarithms.

    Sizes below ``least`` are left out, as are values that are unknown or not positive; NaN if fewer
    than two sizes remain.
    """
    x, y = np.asarray(sizes, dtype=np.float64), np.asarray(values, dtype=np.float64)
    usable = (x >= least) & (y > 0)
    if len(np.unique(x[usable])) < 2:
        return PowerLaw(np.nan, np.nan)
    exponent, logarithm = np.polyfit(np.log(x[usable]), np.log(y[usable]), 1)
    return PowerLaw(float(exponent), float(np.exp(logarithm)))
