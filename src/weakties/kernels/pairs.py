"""Putting pairs of people into order, and finding those that stand there both ways."""

import numpy as np
from numba import njit

from weakties._typing import BoolArray, PositionArray


def order_pairs(source: PositionArray, target: PositionArray, people: int) -> PositionArray:
    """Order that sorts by source, then target, and keeps equal ones as they are: O(n + m)."""
    by_target = _order(target, np.arange(len(target), dtype=np.int32), people)
    return np.asarray(_order(source, by_target, people))


@njit(nogil=True, cache=True)
def _order(keys: PositionArray, rows: PositionArray, people: int) -> PositionArray:
    """The rows by their keys, which are below the number of people; a stable counting sort."""
    place = np.zeros(people + 1, dtype=np.int64)
    for key in keys:
        place[key + 1] += 1
    for key in range(people):
        place[key + 1] += place[key]
    order = np.empty(len(rows), dtype=np.int32)
    for row in rows:
        key = keys[row]
        order[place[key]] = row
        place[key] += 1
    return order


@njit(nogil=True, cache=True)
def count_both_ways(
    source: PositionArray, target: PositionArray, counts: BoolArray, people: int
) -> tuple[int, int]:
    """How many pairs of two people stand in these rows both ways, and how many in all.

    Rows are sorted by source, then target, may repeat, and count where ``counts`` says so.
    """
    begin = np.zeros(people + 1, dtype=np.int64)
    for one in source:
        begin[one + 1] += 1
    for one in range(people):
        begin[one + 1] += begin[one]
    cursor = begin.copy()
    both = pairs = row = 0
    while row < len(source):
        one, other, counted = source[row], target[row], False
        while row < len(source) and source[row] == one and target[row] == other:
            counted |= counts[row]
            row += 1
        if not counted or one == other:
            continue
        pairs += 1
        if one < other:
            continue
        # Sources come in order, so that the row of the other one is gone through once.
        at = cursor[other]
        while at < begin[other + 1] and target[at] < one:
            at += 1
        cursor[other] = at
        while at < begin[other + 1] and target[at] == one:
            if counts[at]:
                both += 1
                break
            at += 1
    return both, pairs - both
