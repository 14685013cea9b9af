"""How far apart the shared contacts of two tied people are."""

import numpy as np
from numba import njit

from weakties._typing import IntArray, PositionArray


def dispersed_pairs(
    indptr: IntArray, indices: PositionArray, start: int, stop: int
) -> tuple[IntArray, IntArray]:
    """For every arc of the people in ``start..stop`` its dispersed pairs, and its shared contacts.

    A pair of the contacts that ego and alter share is dispersed if the two are neither tied nor
    share another contact within ego's network (Backstrom and Kleinberg 2014, section 3). Adjacency
    is symmetric. Time is the number of paths of two ties within the networks of all egos.
    """
    arcs = indptr[stop] - indptr[start]
    pairs, shared = np.zeros(arcs, dtype=np.int64), np.zeros(arcs, dtype=np.int64)
    place = np.full(len(indptr) - 1, -1, dtype=np.int64)
    _search_egos(indptr, indices, start, stop, place, pairs, shared)
    return pairs, shared


@njit(nogil=True, cache=True)
def _search_egos(
    indptr: IntArray,
    indices: PositionArray,
    start: int,
    stop: int,
    place: IntArray,
    pairs: IntArray,
    shared: IntArray,
) -> None:
    """Make the network of every ego's contacts, and count in it."""
    for ego in range(start, stop):
        first, last = indptr[ego], indptr[ego + 1]
        alters = indices[first:last]
        for at in range(len(alters)):
            place[alters[at]] = at
        limits = np.zeros(len(alters) + 1, dtype=np.int64)
        _count_within(indptr, indices, alters, place, limits)
        within = np.empty(limits[-1], dtype=np.int64)
        _fill_within(indptr, indices, alters, place, within)
        low, high = first - indptr[start], last - indptr[start]
        shared[low:high] = np.diff(limits)
        _count_dispersed(limits, within, pairs[low:high])
        for alter in alters:
            place[alter] = -1


@njit(nogil=True, cache=True)
def _count_within(
    indptr: IntArray,
    indices: PositionArray,
    alters: PositionArray,
    place: IntArray,
    limits: IntArray,
) -> None:
    """Limits of the rows of the alters, in which only alters stand."""
    for at in range(len(alters)):
        count = 0
        for arc in range(indptr[alters[at]], indptr[alters[at] + 1]):
            count += place[indices[arc]] >= 0
        limits[at + 1] = limits[at] + count


@njit(nogil=True, cache=True)
def _fill_within(
    indptr: IntArray,
    indices: PositionArray,
    alters: PositionArray,
    place: IntArray,
    within: IntArray,
) -> None:
    """The rows of the alters."""
    used = 0
    for alter in alters:
        for arc in range(indptr[alter], indptr[alter + 1]):
            if place[indices[arc]] >= 0:
                within[used] = place[indices[arc]]
                used += 1


@njit(nogil=True, cache=True)
def _count_dispersed(limits: IntArray, within: IntArray, pairs: IntArray) -> None:
    """Give every untied pair with a single contact in common to this contact."""
    alters = len(limits) - 1
    ways, middle = np.zeros(alters, dtype=np.int64), np.empty(alters, dtype=np.int64)
    tied, found = np.full(alters, -1, dtype=np.int64), np.empty(alters, dtype=np.int64)
    for one in range(alters):
        row = within[limits[one] : limits[one + 1]]
        for other in row:
            tied[other] = one
        count = 0
        for between in row:
            for arc in range(limits[between], limits[between + 1]):
                other = within[arc]
                if other > one and tied[other] != one:
                    if ways[other] == 0:
                        found[count] = other
                        count += 1
                        middle[other] = between
                    ways[other] += 1
        for at in range(count):
            pairs[middle[found[at]]] += ways[found[at]] == 1
            ways[found[at]] = 0
