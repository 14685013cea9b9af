"""Putting pairs of people into order, and finding those that stand there both ways."""

import numpy as np
from numba import njit

from weakties._typing import BoolArray, IntArray, PositionArray

#: Rows of so many pairs are sorted by insertion.
_FEW = 24
_ROW = (1 << 32) - 1


@njit(nogil=True, cache=True)
def order_pairs(
    source: PositionArray, target: PositionArray, people: int
) -> tuple[IntArray, PositionArray, PositionArray]:
    """Sort pairs by source, then target, equal ones as they stand.

    Returns where the pairs of each source begin, their targets, and the row of each pair before.
    """
    begin = np.zeros(people + 1, dtype=np.int64)
    for one in source:
        begin[one + 1] += 1
    for one in range(people):
        begin[one + 1] += begin[one]
    place = begin.copy()
    # Target and row in one number, so that they are sorted together.
    both = np.empty(len(source), dtype=np.int64)
    for row in range(len(source)):
        one = source[row]
        both[place[one]] = (np.int64(target[row]) << 32) | row
        place[one] += 1
    targets = np.empty(len(source), dtype=np.int32)
    order = np.empty(len(source), dtype=np.int32)
    for one in range(people):
        first, last = begin[one], begin[one + 1]
        if last - first > _FEW:
            both[first:last].sort()
        else:
            _insert(both, first, last)
        for at in range(first, last):
            targets[at] = both[at] >> 32
            order[at] = both[at] & _ROW
    return begin, targets, order


@njit(nogil=True, cache=True)
def _insert(values: IntArray, first: int, last: int) -> None:
    """Sort a few values in place."""
    for at in range(first + 1, last):
        value, to = values[at], at
        while to > first and values[to - 1] > value:
            values[to] = values[to - 1]
            to -= 1
        values[to] = value


@njit(nogil=True, cache=True)
def count_both_ways(
    begin: IntArray, target: PositionArray, counts: BoolArray, people: int
) -> tuple[int, int]:
    """How many pairs of two people stand in these rows both ways, and how many in all.

    Rows are sorted by source, then target, may repeat, and count where ``counts`` says so.
    """
    # How far the row of each person is gone through, and where it ends, side by side.
    cursor = np.empty((people, 2), dtype=np.int64)
    cursor[:, 0], cursor[:, 1] = begin[:-1], begin[1:]
    both = pairs = 0
    for one in range(people):
        row = begin[one]
        while row < begin[one + 1]:
            other, counted = target[row], False
            while row < begin[one + 1] and target[row] == other:
                counted |= counts[row]
                row += 1
            if not counted or one == other:
                continue
            pairs += 1
            if one < other:
                continue
            # Sources come in order, so that the row of the other one is gone through once.
            at, end = cursor[other, 0], cursor[other, 1]
            while at < end and target[at] < one:
                at += 1
            cursor[other, 0] = at
            while at < end and target[at] == one:
                if counts[at]:
                    both += 1
                    break
                at += 1
    return both, pairs - both
