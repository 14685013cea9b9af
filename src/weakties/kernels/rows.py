"""Numbers of every arc put together for the person whose row the arcs stand in."""

import numpy as np

from weakties._typing import FloatArray, IntArray


def over_rows(combine: np.ufunc, indptr: IntArray, values: np.ndarray) -> FloatArray:
    """Combine the values of every person's arcs, as `numpy.add` does; zero for isolates."""
    combined = np.zeros(len(indptr) - 1)
    tied = np.diff(indptr) > 0
    if tied.any():
        combined[tied] = combine.reduceat(values, indptr[:-1][tied], dtype=np.float64)
    return combined
