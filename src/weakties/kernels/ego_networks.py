"""What happens among the contacts of one person, for everybody in turn.

The ties among a person's contacts stand in the rows of these contacts, each with its person of lower
rank. So reading the rows of contacts of higher rank finds each such tie once, in O(m^1.5) for all
people together: hubs have long rows, but few contacts of higher rank.
"""

import numpy as np
from numba import njit

from weakties._typing import FloatArray, IntArray, PositionArray, Progress
from weakties.kernels.batches import run_balanced
from weakties.kernels.orientation import Unsigned, Upward, orient, values_above
from weakties.kernels.structural_holes import Constraint


def constraint_inside(
    indptr: IntArray,
    indices: PositionArray,
    strength: FloatArray,
    *,
    progress: Progress | None = None,
) -> Constraint:
    """Constraint of every person by what can be seen inside the network of their contacts.

    Of a contact q of i only ties to i and to other contacts of i count: b_ij = z_ij + ∑_q z_iq z_qj
    / s_q with s_q the sum of these. The adjacency is symmetric. O(m^1.5) time at most, O(n + m)
    memory.
    """
    upward, targets = orient(indptr, indices), indices.view(np.uint32)
    above = values_above(upward, strength)
    constraint = Constraint(np.empty(len(indptr) - 1), np.empty(len(indptr) - 1))

    def look(start: int, stop: int) -> None:
        _look_inside(start, stop, indptr, targets, upward, strength, above, *constraint)

    for _ in run_balanced(look, upward.cost_of_all, what="ego networks", progress=progress):
        pass
    return constraint


@njit(nogil=True, cache=True)
def _look_inside(
    start: int,
    stop: int,
    indptr: IntArray,
    targets: Unsigned,
    upward: Upward,
    strength: FloatArray,
    above: FloatArray,
    constraint: FloatArray,
    spread: FloatArray,
) -> None:
    """Fill in constraint and spread of the people in ``start..stop``."""
    mark = np.zeros(len(indptr) - 1, dtype=np.uint32)
    most = 0
    for person in range(start, stop):
        most = max(most, indptr[person + 1] - indptr[person])
    seen, through = np.empty(most), np.empty(most)
    for person in range(start, stop):
        first, last = indptr[person], indptr[person + 1]
        own = 0.0
        for arc in range(first, last):
            mark[upward.rank[targets[arc]]] = arc + 1
            seen[arc - first] = through[arc - first] = strength[arc]
            own += strength[arc]
        _add_seen(first, last, targets, upward, above, mark, seen)
        _add_through(first, last, targets, upward, strength, above, mark, seen, through)
        constraint[person] = spread[person] = 0.0
        for place in range(last - first):
            share = through[place] / own
            constraint[person] += share * share
            spread[person] += 2.0 * share * share * np.log(share)


@njit(nogil=True, cache=True)
def _add_seen(
    first: int,
    last: int,
    targets: Unsigned,
    upward: Upward,
    above: FloatArray,
    mark: Unsigned,
    seen: FloatArray,
) -> None:
    """Add to every contact the strength of the ties to other contacts."""
    for arc in range(first, last):
        lower = targets[arc]
        for place in range(upward.pointer[lower], upward.pointer[lower + 1]):
            marked = mark[upward.above[place]]
            if marked > first:
                seen[arc - first] += above[place]
                seen[marked - 1 - first] += above[place]


@njit(nogil=True, cache=True)
def _add_through(
    first: int,
    last: int,
    targets: Unsigned,
    upward: Upward,
    strength: FloatArray,
    above: FloatArray,
    mark: Unsigned,
    seen: FloatArray,
    through: FloatArray,
) -> None:
    """Add to every contact what the person gives them through other contacts."""
    for arc in range(first, last):
        lower = targets[arc]
        for place in range(upward.pointer[lower], upward.pointer[lower + 1]):
            marked = mark[upward.above[place]]
            if marked > first:
                here, there = arc - first, marked - 1 - first
                through[there] += strength[arc] * (above[place] / seen[here])
                through[here] += strength[marked - 1] * (above[place] / seen[there])
