"""Numbers of every arc put together for the person whose row the arcs stand in."""

import numpy as np

from weakties._typing import FloatArray, IntArray


def over_rows(combine: np.ufunc, indptr: IntArray, values: np.ndarray) -> FloatArray:
    """Combine the values of every person's arcs, as `numpy.add` does; zero for isolates.

    They are combined in the type they have, which has to hold the results: another type would take
    a copy of all values.
    """
    combined = np.zeros(len(indptr) - 1)
    tied = np.diff(indptr) > 0
    if tied.any():
        combined[tied] = combine.reduceat(values, indptr[:-1][tied], dtype=values.dtype)
    return combined
