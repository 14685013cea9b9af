"""Triangles: what two tied people share through everybody tied to both."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from weakties._typing import FloatArray, IntArray, PositionArray, Progress
from weakties.kernels.batches import run_balanced
from weakties.kernels.orientation import Unsigned, Upward, longest_row, orient, values_above
from weakties.kernels.rows import over_rows

#: Numbers of shared contacts, for every arc.
Counts = NDArray[np.int32]


def shared_contacts(
    indptr: IntArray, indices: PositionArray, *, progress: Progress | None = None
) -> Counts:
    """For every arc i-j of a symmetric adjacency the number of people tied to both i and j.

    O(m^1.5) time at most, and O(n + m) memory.
    """
    upward = orient(indptr, indices)
    shared = np.empty(len(indices), dtype=np.int32)
    longest = longest_row(upward)
    targets = indices.view(np.uint32)

    def count(start: int, stop: int) -> None:
        _count_shared(start, stop, indptr, targets, upward, longest, shared)

    for _ in run_balanced(count, upward.cost, what="shared contacts", progress=progress):
        pass
    copy_to_both_arcs(indptr, targets, upward.rank, shared)
    return shared


def triangle_products(
    indptr: IntArray,
    indices: PositionArray,
    value: FloatArray,
    *,
    progress: Progress | None = None,
) -> FloatArray:
    """For every arc i-j the sum of ``value[i-q] * value[q-j]`` over all q tied to both i and j.

    Adjacency is symmetric, and so are the values. Time and memory as for shared contacts.
    """
    upward, targets = orient(indptr, indices), indices.view(np.uint32)
    longest, above = longest_row(upward), values_above(upward, value)
    sums = np.empty(len(indices))

    def add(start: int, stop: int) -> None:
        _add_products(start, stop, indptr, targets, upward, longest, value, above, sums)

    for _ in run_balanced(add, upward.cost, what="triangles", progress=progress):
        pass
    copy_to_both_arcs(indptr, targets, upward.rank, sums)
    return sums


def ties_among_contacts(indptr: IntArray, shared: Counts) -> FloatArray:
    """Number of ties among the contacts of every person, from what they share with each."""
    # Each such tie counts twice, so that sums stay below the number of arcs, which 32 bits hold.
    return over_rows(np.add, indptr, shared.view(np.uint32)) / 2


@njit(nogil=True, cache=True)
def _count_shared(
    start: int,
    stop: int,
    indptr: IntArray,
    targets: Unsigned,
    upward: Upward,
    longest: int,
    shared: Counts,
) -> None:
    """Count for the ties that lead down from the people in ``start..stop``.

    Whoever is not the lowest of a triangle finds it among the contacts of the lowest. Of the three
    ties each is counted by its upper person, once for every triangle, so batches share nothing.
    Arcs that lead up get numbers without meaning.
    """
    mark = np.zeros(len(indptr) - 1, dtype=np.uint32)
    found = np.empty(longest + 1, dtype=np.uint32)
    for person in range(start, stop):
        first, last = indptr[person], indptr[person + 1]
        for arc in range(first, last):
            # Marks of the people before are lower than any of these: none has to be erased.
            mark[upward.rank[targets[arc]]] = arc + 1
            shared[arc] = 0
        for row in range(first - upward.pointer[person], last - upward.pointer[person + 1]):
            size = np.uint32(0)
            for place in range(upward.begin[row], upward.end[row]):
                marked = mark[upward.above[place]]
                # Keeping all and moving on for those marked needs no guess which they are.
                found[size] = marked - np.uint32(1)
                size += np.uint32(marked > first)
            for place in range(size):
                shared[found[place]] += 1
            shared[upward.below[row]] += size


@njit(nogil=True, cache=True)
def _add_products(
    start: int,
    stop: int,
    indptr: IntArray,
    targets: Unsigned,
    upward: Upward,
    longest: int,
    value: FloatArray,
    above: FloatArray,
    sums: FloatArray,
) -> None:
    """Add up the products in the same way."""
    mark = np.zeros(len(indptr) - 1, dtype=np.uint32)
    found, where = np.empty((2, longest + 1), dtype=np.uint32)
    for person in range(start, stop):
        first, last = indptr[person], indptr[person + 1]
        for arc in range(first, last):
            mark[upward.rank[targets[arc]]] = arc + 1
            sums[arc] = 0.0
        for row in range(first - upward.pointer[person], last - upward.pointer[person + 1]):
            size = np.uint32(0)
            for place in range(upward.begin[row], upward.end[row]):
                marked = mark[upward.above[place]]
                found[size], where[size] = marked - np.uint32(1), place
                size += np.uint32(marked > first)
            arc = upward.below[row]
            down, total = value[arc], 0.0
            for place in range(size):
                sums[found[place]] += down * above[where[place]]
                total += value[found[place]] * above[where[place]]
            sums[arc] += total


@njit(nogil=True, cache=True)
def copy_to_both_arcs(
    indptr: IntArray, targets: Unsigned, rank: Unsigned, values: Counts | FloatArray
) -> None:
    """Give the arc of every tie that leads up what the one that leads down has."""
    back = np.empty(len(rank), dtype=np.int64)
    for person in range(len(rank)):
        arc = indptr[person]
        while arc < indptr[person + 1] and targets[arc] < person:
            other = targets[arc]
            # People come in order, and so do the arcs that lead back to them.
            reverse = back[other]
            back[other] += 1
            if rank[other] < rank[person]:
                values[reverse] = values[arc]
            else:
                values[arc] = values[reverse]
            arc += 1
        back[person] = arc
