"""The shortest way round a tie."""

import numpy as np
from numba import njit

from weakties._typing import FloatArray, IntArray, PositionArray


def ways_round(
    indptr: IntArray, indices: PositionArray, source: PositionArray, target: PositionArray
) -> FloatArray:
    """Length of the shortest path between the people of every tie that does not use the tie.

    Adjacency is symmetric. Searches breadth first from both ends, the smaller side first; infinite
    if there is no other way.
    """
    people = len(indptr) - 1
    found = np.empty(len(source))
    seen = np.full(2 * people, -1, dtype=np.int64)
    queue = np.empty(2 * people, dtype=np.int64)
    _search_all(indptr, indices, source, target, seen, queue, found)
    return found


@njit(nogil=True, cache=True)
def _search_all(
    indptr: IntArray,
    indices: PositionArray,
    source: PositionArray,
    target: PositionArray,
    seen: IntArray,
    queue: IntArray,
    found: FloatArray,
) -> None:
    """Search for every tie; ``seen`` holds the number of the tie that last reached a person.

    The second half of ``seen`` and of ``queue`` belongs to the target's side.
    """
    people = len(indptr) - 1
    for tie in range(len(source)):
        here, there = source[tie], target[tie]
        start, stop, other_start, other_stop = 0, 1, people, people + 1
        queue[start], queue[other_start] = here, there
        seen[here] = seen[people + there] = tie
        side, steps = 0, 1
        while True:
            reached = _step(indptr, indices, tie, here, there, side, start, stop, seen, queue)
            if reached <= stop:
                break
            start, stop = stop, reached
            steps += 1
            if stop - start > other_stop - other_start:
                here, there, side = there, here, people - side
                start, stop, other_start, other_stop = other_start, other_stop, start, stop
        found[tie] = steps if reached < 0 else np.inf


@njit(nogil=True, cache=True)
def _step(
    indptr: IntArray,
    indices: PositionArray,
    tie: int,
    here: int,
    there: int,
    side: int,
    start: int,
    stop: int,
    seen: IntArray,
    queue: IntArray,
) -> int:
    """Go one step from one side; the new end of its queue, or -1 if it met the other side."""
    other = len(indptr) - 1 - side
    reached = stop
    for place in range(start, stop):
        near = queue[place]
        for arc in range(indptr[near], indptr[near + 1]):
            far = indices[arc]
            if near == here and far == there:
                continue
            if seen[other + far] == tie:
                return -1
            if seen[side + far] != tie:
                seen[side + far] = tie
                queue[reached] = far
                reached += 1
    return reached
