"""Label propagation: everyone takes over the label that is strongest among the contacts."""

import numpy as np
from numba import njit

from weakties._typing import FloatArray, IntArray, PositionArray

#: A label is stronger only by more than this share; less is a rounding error.
ROUNDING = 1e-10


@njit(nogil=True, cache=True)
def propagate(
    indptr: IntArray,
    indices: PositionArray,
    strength: FloatArray,
    order: IntArray,
    luck: IntArray,
    label: PositionArray,
) -> int:
    """Let everyone in ``order`` take over a label, in place; how many changed theirs.

    Adjacency is symmetric. Of equally strong labels the own one is kept, else the one with most
    ``luck`` wins. O(n + m).
    """
    toward = np.zeros(len(label))
    near = np.empty(len(label), dtype=np.int32)
    changes = 0
    for person in order:
        count = 0
        for arc in range(indptr[person], indptr[person + 1]):
            one = label[indices[arc]]
            if toward[one] == 0.0:
                near[count] = one
                count += 1
            toward[one] += strength[arc]
        own = label[person]
        best = own
        for at in range(count):
            one = near[at]
            more = toward[one] - toward[best]
            least = ROUNDING * toward[one]
            if more > least or (best != own and more > -least and luck[one] > luck[best]):
                best = one
        for at in range(count):
            toward[near[at]] = 0.0
        if best != own:
            label[person] = best
            changes += 1
    return changes
