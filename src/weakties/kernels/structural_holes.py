"""Structural holes: what people's contacts give them that other contacts do not (Burt 1992).

With z_ij for the strength of a tie, s_i for the sum of a person's strengths and M_i for the greatest
of them, constraint takes b_ij = z_ij + ∑_q z_iq z_qj / s_q, the same for both people of a tie, and
effective size takes r_i = ∑_j ∑_q z_iq z_jq / M_j, over the contacts q that i and j share. Both are
sums over triangles, which are found as in `weakties.kernels.triads`.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from weakties._typing import FloatArray, IntArray, PositionArray, Progress
from weakties.kernels.batches import run_balanced
from weakties.kernels.orientation import (
    Unsigned,
    Upward,
    longest_row,
    most_contacts,
    orient,
    values_above,
)
from weakties.kernels.rows import over_rows
from weakties.kernels.triads import Counts, copy_to_both_arcs, ties_among_contacts

_WHAT = "structural holes"


class Constraint(NamedTuple):
    """Sums over the contacts j of every person i, zero for isolates."""

    total: FloatArray  #: ∑_j c_ij with c_ij = (b_ij / s_i)²
    spread: FloatArray  #: ∑_j c_ij ln c_ij


class Holes(NamedTuple):
    """What triangles say about people and arcs."""

    constraint: Constraint
    redundancy: FloatArray  #: r_i / s_i of every person i, zero for isolates
    shared: Counts  #: for every arc the number of people tied to both ends


def find_holes(
    indptr: IntArray,
    indices: PositionArray,
    strength: FloatArray,
    *,
    progress: Progress | None = None,
) -> Holes:
    """Sums for a symmetric adjacency whose ties have these strengths, positive and finite.

    O(m^1.5) time at most, and O(n + m) memory.
    """
    upward, targets = orient(indptr, indices), indices.view(np.uint32)
    shared, through = np.empty(len(indices), dtype=np.int32), np.empty(len(indices))
    even = len(strength) == 0 or bool((strength == strength[0]).all())
    if even:
        inverse, own, lent = _inverse(np.diff(indptr).astype(np.float64)), np.empty(0), np.empty(0)
        _find_even(indptr, targets, upward, inverse, shared, through, progress)
    else:
        inverse = _inverse(over_rows(np.add, indptr, strength))
        own, lent = np.empty(len(inverse)), np.empty(len(indices) // 2)
        filled = shared, through, lent, own
        _find(indptr, targets, upward, strength, inverse, filled, progress)
    pointer, below = upward.pointer, upward.below
    copy_to_both_arcs(indptr, targets, upward.rank, shared)
    del upward  # the rest of it is as large as what follows
    sums = np.zeros((len(inverse), 2))
    _sum_up(indptr, targets, pointer, below, inverse, through, lent, sums, own)
    redundant = 2.0 * ties_among_contacts(indptr, shared) if even else own
    total, logarithms = sums.T
    # ln c_ij is 2 (ln b_ij - ln s_i).
    per_strength = np.log(inverse, out=np.zeros_like(inverse), where=inverse > 0)
    spread = 2 * (logarithms + per_strength * total)
    return Holes(Constraint(total.copy(), spread), redundant * inverse, shared)


def _find_even(
    indptr: IntArray,
    targets: Unsigned,
    upward: Upward,
    inverse: FloatArray,
    shared: Counts,
    through: FloatArray,
    progress: Progress | None,
) -> None:
    """Fill in ``shared`` and ``through`` where all ties are equally strong."""
    longest = longest_row(upward)

    def add(start: int, stop: int) -> None:
        _add_even(start, stop, indptr, targets, upward, longest, inverse, shared, through)

    for _ in run_balanced(add, upward.cost, what=_WHAT, progress=progress):
        pass


def _find(
    indptr: IntArray,
    targets: Unsigned,
    upward: Upward,
    strength: FloatArray,
    inverse: FloatArray,
    filled: tuple[Counts, FloatArray, FloatArray, FloatArray],
    progress: Progress | None,
) -> None:
    """Fill in ``shared``, ``through``, ``lent`` and ``own``."""
    longest, above = longest_row(upward), values_above(upward, strength)
    least = _inverse(over_rows(np.maximum, indptr, strength))
    both = np.column_stack([inverse, least])

    def add(start: int, stop: int) -> None:
        _add_by_strength(
            start, stop, indptr, targets, upward, longest, strength, above, both, *filled
        )

    for _ in run_balanced(add, upward.cost, what=_WHAT, progress=progress):
        pass


def _inverse(values: FloatArray) -> FloatArray:
    """One divided by every value; zero for zero."""
    return np.divide(1.0, values, out=np.zeros(len(values)), where=values > 0)


@njit(nogil=True, cache=True)
def _add_even(
    start: int,
    stop: int,
    indptr: IntArray,
    targets: Unsigned,
    upward: Upward,
    longest: int,
    inverse: FloatArray,
    shared: Counts,
    through: FloatArray,
) -> None:
    """Fill in the arcs that lead down from the people in ``start..stop``."""
    mark = np.zeros(len(indptr) - 1, dtype=np.uint32)
    found = np.empty(longest + 1, dtype=np.uint32)
    share = np.empty(most_contacts(indptr, start, stop))
    for person in range(start, stop):
        first, last = indptr[person], indptr[person + 1]
        for arc in range(first, last):
            mark[upward.rank[targets[arc]]] = arc + 1
            share[arc - first] = inverse[targets[arc]]
            shared[arc], through[arc] = 0, 1.0
        for row in range(first - upward.pointer[person], last - upward.pointer[person + 1]):
            size = np.uint32(0)
            for place in range(upward.begin[row], upward.end[row]):
                marked = mark[upward.above[place]]
                found[size] = marked - np.uint32(1)
                size += np.uint32(marked > first)
            arc = upward.below[row]
            down, total = share[arc - first], 0.0
            for place in range(size):
                shared[found[place]] += 1
                through[found[place]] += down
                total += share[found[place] - np.uint32(first)]
            shared[arc] += size
            through[arc] += total


@njit(nogil=True, cache=True)
def _add_by_strength(
    start: int,
    stop: int,
    indptr: IntArray,
    targets: Unsigned,
    upward: Upward,
    longest: int,
    strength: FloatArray,
    above: FloatArray,
    inverse: FloatArray,
    shared: Counts,
    through: FloatArray,
    lent: FloatArray,
    own: FloatArray,
) -> None:
    """The same with strengths; fill in ``lent`` and ``own`` too.

    ``inverse`` holds 1/s and 1/M of everybody. In a triangle whose lowest person is u, the others x
    and y each meet the term of r_u once: what x lends is z_xy z_uy / M_x, what y lends the other.
    """
    mark = np.zeros(len(indptr) - 1, dtype=np.uint32)
    found, where = np.empty((2, longest + 1), dtype=np.uint32)
    share = np.empty((most_contacts(indptr, start, stop), 2))
    for person in range(start, stop):
        first, last = indptr[person], indptr[person + 1]
        for arc in range(first, last):
            mark[upward.rank[targets[arc]]] = arc + 1
            share[arc - first, 0] = inverse[targets[arc], 0]
            share[arc - first, 1] = inverse[targets[arc], 1]
            shared[arc], through[arc] = 0, strength[arc]
        own[person] = 0.0
        for row in range(first - upward.pointer[person], last - upward.pointer[person + 1]):
            size = np.uint32(0)
            for place in range(upward.begin[row], upward.end[row]):
                marked = mark[upward.above[place]]
                found[size], where[size] = marked - np.uint32(1), place
                size += np.uint32(marked > first)
            arc = upward.below[row]
            down, total, lends = strength[arc], 0.0, 0.0
            down_total, down_most = share[arc - first]
            for place in range(size):
                other = found[place]
                across, far = strength[other], above[where[place]]
                far_total, far_most = share[other - np.uint32(first)]
                shared[other] += 1
                through[other] += down * (far * down_total)
                total += across * (far * far_total)
                lends += across * (far * inverse[person, 1])
                own[person] += far * (down * far_most + across * down_most)
            shared[arc] += size
            through[arc] += total
            lent[row] = lends


@njit(nogil=True, cache=True)
def _sum_up(
    indptr: IntArray,
    targets: Unsigned,
    pointer: IntArray,
    below: Unsigned,
    inverse: FloatArray,
    through: FloatArray,
    lent: FloatArray,
    sums: FloatArray,
    own: FloatArray,
) -> None:
    """Add to both people of every tie c_ij and c_ij ln b_ij, and to the lower one what is lent.

    Where ties are even, nothing is lent.
    """
    for person in range(len(inverse)):
        squares, logarithms = 0.0, 0.0
        for row in range(
            indptr[person] - pointer[person], indptr[person + 1] - pointer[person + 1]
        ):
            arc = below[row]
            other = targets[arc]
            logarithm = np.log(through[arc])
            upper, lower = through[arc] * inverse[person], through[arc] * inverse[other]
            squares += upper * upper
            logarithms += upper * upper * logarithm
            sums[other, 0] += lower * lower
            sums[other, 1] += lower * lower * logarithm
            if len(lent) > 0:
                own[other] += lent[row]
        sums[person, 0] += squares
        sums[person, 1] += logarithms
