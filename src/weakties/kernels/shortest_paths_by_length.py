"""Shortest paths over ties that have lengths (Dijkstra, then Brandes 2001, 2008).

The dependency of a source on a person is the sum, over all targets, of the share of shortest
paths to the target that pass through the person. Summed over sources it is the betweenness, with
every ordered pair counted.
"""

import numpy as np
from numba import njit

from weakties._typing import FloatArray, IntArray, PositionArray

#: Two lengths of paths count as equal if they differ by less than this share of themselves.
SAME_LENGTH = 1e-12


def path_dependencies_by_length(
    indptr: IntArray,
    indices: PositionArray,
    length: FloatArray,
    sources: IntArray,
    community: IntArray,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Dependencies of these sources on people, on people between communities, and on arcs.

    Every arc has a positive length. With an empty ``community`` the second result is empty;
    otherwise it counts only targets of another community than the source's.
    """
    people, arcs = len(indptr) - 1, len(indices)
    sums = np.zeros(people), np.zeros(len(community)), np.zeros(arcs)
    distance, rank = np.empty(people), np.empty(people, dtype=np.int32)
    order, paths, share = np.empty(people, dtype=np.int32), np.empty(people), np.empty(people)
    onward, pointer = np.empty(arcs, dtype=np.int64), np.zeros(people + 1, dtype=np.int64)
    heap = np.empty(arcs + 1), np.empty(arcs + 1, dtype=np.int32)
    search = distance, rank, order, paths, onward, pointer
    _add_sources(indptr, indices, length, sources, community, *search, *heap, share, *sums)
    return sums


@njit(nogil=True, cache=True)
def _add_sources(
    indptr: IntArray,
    indices: PositionArray,
    length: FloatArray,
    sources: IntArray,
    community: IntArray,
    distance: FloatArray,
    rank: PositionArray,
    order: PositionArray,
    paths: FloatArray,
    onward: IntArray,
    pointer: IntArray,
    keys: FloatArray,
    items: PositionArray,
    share: FloatArray,
    person: FloatArray,
    bridging: FloatArray,
    arcs: FloatArray,
) -> None:
    """Search from every source and add what it gives to the sums."""
    for source in sources:
        reached = _settle(indptr, indices, length, source, distance, rank, order, keys, items)
        _count_paths(
            indptr, indices, length, reached, distance, rank, order, paths, onward, pointer
        )
        _add_all(indices, reached, order, paths, onward, pointer, share, person, arcs)
        if len(community) > 0:
            _add_between(
                indices, reached, order, paths, onward, pointer, share, community, bridging
            )


@njit(nogil=True, cache=True)
def _settle(
    indptr: IntArray,
    indices: PositionArray,
    length: FloatArray,
    source: int,
    distance: FloatArray,
    rank: PositionArray,
    order: PositionArray,
    keys: FloatArray,
    items: PositionArray,
) -> int:
    """Dijkstra: distances, and people in order of distance; how many were reached."""
    distance[:] = np.inf
    rank[:] = -1
    distance[source] = 0.0
    keys[0], items[0] = 0.0, source
    size, reached = 1, 0
    while size > 0:
        near = items[0]
        size -= 1
        _sift_down(keys, items, size)
        if rank[near] >= 0:
            continue
        rank[near] = reached
        order[reached] = near
        reached += 1
        for arc in range(indptr[near], indptr[near + 1]):
            far = indices[arc]
            reach = distance[near] + length[arc]
            if reach < distance[far]:
                distance[far] = reach
                _sift_up(keys, items, size, reach, far)
                size += 1
    return reached


@njit(nogil=True, cache=True)
def _sift_up(keys: FloatArray, items: PositionArray, place: int, key: float, item: int) -> None:
    """Put an item into a binary heap that has ``place`` items."""
    while place > 0:
        above = (place - 1) // 2
        if keys[above] <= key:
            break
        keys[place], items[place] = keys[above], items[above]
        place = above
    keys[place], items[place] = key, item


@njit(nogil=True, cache=True)
def _sift_down(keys: FloatArray, items: PositionArray, size: int) -> None:
    """Remove the first of the ``size + 1`` items of a binary heap."""
    key, item = keys[size], items[size]
    place = 0
    while 2 * place + 1 < size:
        below = 2 * place + 1
        if below + 1 < size and keys[below + 1] < keys[below]:
            below += 1
        if keys[below] >= key:
            break
        keys[place], items[place] = keys[below], items[below]
        place = below
    keys[place], items[place] = key, item


@njit(nogil=True, cache=True)
def _count_paths(
    indptr: IntArray,
    indices: PositionArray,
    length: FloatArray,
    reached: int,
    distance: FloatArray,
    rank: PositionArray,
    order: PositionArray,
    paths: FloatArray,
    onward: IntArray,
    pointer: IntArray,
) -> None:
    """Numbers of shortest paths to everybody reached, and the arcs on these paths."""
    for place in range(reached):
        paths[order[place]] = 1.0 if place == 0 else 0.0
    used = 0
    for place in range(reached):
        near = order[place]
        for arc in range(indptr[near], indptr[near + 1]):
            far = indices[arc]
            reach = distance[near] + length[arc]
            if rank[far] > place and reach <= distance[far] * (1.0 + SAME_LENGTH):
                paths[far] += paths[near]
                onward[used] = arc
                used += 1
        pointer[place + 1] = used


@njit(nogil=True, cache=True)
def _add_all(
    indices: PositionArray,
    reached: int,
    order: PositionArray,
    paths: FloatArray,
    onward: IntArray,
    pointer: IntArray,
    share: FloatArray,
    person: FloatArray,
    arcs: FloatArray,
) -> None:
    """Add the dependencies of one source on people and arcs."""
    for place in range(reached - 1, -1, -1):
        near = order[place]
        total = 0.0
        for step in range(pointer[place], pointer[place + 1]):
            arc = onward[step]
            part = paths[near] * share[indices[arc]]
            arcs[arc] += part
            total += part
        share[near] = (1.0 + total) / paths[near]
        if place > 0:
            person[near] += total


@njit(nogil=True, cache=True)
def _add_between(
    indices: PositionArray,
    reached: int,
    order: PositionArray,
    paths: FloatArray,
    onward: IntArray,
    pointer: IntArray,
    share: FloatArray,
    community: IntArray,
    bridging: FloatArray,
) -> None:
    """Add the dependencies of one source on people, for targets of other communities."""
    home = community[order[0]]
    for place in range(reached - 1, 0, -1):
        near = order[place]
        total = 0.0
        for step in range(pointer[place], pointer[place + 1]):
            total += share[indices[onward[step]]]
        total *= paths[near]
        bridging[near] += total
        share[near] = (total + (community[near] != home)) / paths[near]
