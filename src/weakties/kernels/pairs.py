"""Putting pairs of people into order, and counting those that stand there both ways."""

import numpy as np
from numba import njit

from weakties._typing import IntArray, PositionArray

#: Keys are sorted by so many bits at a time: as many heaps as the fast memory has room for.
_BITS = 11
_MASK = (1 << _BITS) - 1


@njit(nogil=True, cache=True)
def sort_pairs(
    source: PositionArray, target: PositionArray, people: int, rows: PositionArray
) -> tuple[PositionArray, PositionArray]:
    """Sort pairs of numbers below ``people`` by source, then target; equal ones stay as they stand.

    ``rows`` is put into the same order, in place; it may be empty where nobody asks.
    """
    bits = _width(people)
    keys = np.empty(len(source), dtype=np.int64)
    for at in range(len(source)):
        keys[at] = (np.int64(source[at]) << bits) | target[at]
    keys = _sort(keys, 0, 2 * bits, rows)
    first = np.empty(len(keys), dtype=np.int32)
    second = np.empty(len(keys), dtype=np.int32)
    for at in range(len(keys)):
        first[at] = keys[at] >> bits
        second[at] = keys[at] & ((np.int64(1) << bits) - 1)
    return first, second


@njit(nogil=True, cache=True)
def count_both_ways(source: PositionArray, target: PositionArray, people: int) -> tuple[int, int]:
    """How many pairs of two people stand here both ways, and how many in all.

    They are sorted by source, then target, and may repeat.
    """
    bits = _width(people)
    end = 0
    for at in range(len(source)):
        end += source[at] > target[at]
    back = np.empty(end, dtype=np.int64)
    end = 0
    for at in range(len(source)):
        if source[at] > target[at]:
            back[end] = (np.int64(target[at]) << bits) | source[at]
            end += 1
    # Sources are in order already, so that only the targets are left to be sorted by.
    back = _sort(back, bits, 2 * bits, np.empty(0, dtype=np.int32))
    pairs = _count_distinct(back)
    both = end = 0
    before = np.int64(-1)
    for at in range(len(source)):
        key = (np.int64(source[at]) << bits) | target[at]
        if source[at] >= target[at] or key == before:
            continue
        before = key
        while end < len(back) and back[end] < key:
            end += 1
        if end < len(back) and back[end] == key:
            both += 1
        else:
            pairs += 1
    return both, pairs


@njit(nogil=True, cache=True)
def _count_distinct(keys: IntArray) -> int:
    """How many different ones there are among sorted numbers."""
    distinct = 0
    for at in range(len(keys)):
        distinct += at == 0 or keys[at] != keys[at - 1]
    return distinct


@njit(nogil=True, cache=True)
def _width(people: int) -> int:
    """Bits of the numbers below this."""
    bits = 1
    while people > 1 << bits:
        bits += 1
    return bits


@njit(nogil=True, cache=True)
def _sort(keys: IntArray, low: int, high: int, rows: PositionArray) -> IntArray:
    """Sort numbers by these bits of theirs; equal ones stay as they stand, and rows go along."""
    spare = np.empty(len(keys), dtype=np.int64)
    moved = np.empty(len(rows), dtype=np.int32)
    given, carry, shift = rows, len(rows) > 0, low
    while shift < high:
        place = _places(keys, shift)
        for at in range(len(keys)):
            heap = (keys[at] >> shift) & _MASK
            spare[place[heap]] = keys[at]
            if carry:
                moved[place[heap]] = rows[at]
            place[heap] += 1
        keys, spare = spare, keys
        rows, moved = moved, rows
        shift += _BITS
    for at in range(len(rows)):
        given[at] = rows[at]
    return keys


@njit(nogil=True, cache=True)
def _places(keys: IntArray, shift: int) -> IntArray:
    """Where the heap of each value of these bits begins."""
    place = np.zeros((1 << _BITS) + 1, dtype=np.int64)
    for key in keys:
        place[((key >> shift) & _MASK) + 1] += 1
    for heap in range(_MASK):
        place[heap + 1] += place[heap]
    return place
