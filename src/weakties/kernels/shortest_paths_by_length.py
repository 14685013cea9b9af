"""Shortest paths over ties that have lengths (Dijkstra, then Brandes 2001, 2008).

The dependency of a source on a person is the sum, over all targets, of the share of shortest
paths to the target that pass through the person. Summed over sources it is the betweenness, with
every ordered pair counted.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from weakties._typing import FloatArray, IntArray, PositionArray
from weakties.kernels.path_search import Graph
from weakties.kernels.shortest_paths import Targets

#: Two lengths of paths count as equal if they differ by less than this share of themselves.
SAME_LENGTH = 1e-12


class LengthSearch:
    """Room for searches from one source after the other over ties that have lengths.

    Every arc has a positive length.
    """

    lanes = 1

    def __init__(self, graph: Graph, length: FloatArray) -> None:
        nodes, arcs = len(graph.indptr) - 1, len(graph.indices)
        self.graph, self.length = graph, length
        self._room = _Room(
            distance=np.empty(nodes),
            rank=np.empty(nodes, dtype=np.int32),
            order=np.empty(nodes, dtype=np.int32),
            paths=np.empty(nodes),
            share=np.empty(nodes),
            onward=np.empty(arcs, dtype=np.int64),
            pointer=np.zeros(nodes + 1, dtype=np.int64),
            keys=np.empty(arcs + 1),
            items=np.empty(arcs + 1, dtype=np.int32),
        )
        self._reached = 0

    def run(self, source: int, longest: float) -> None:
        """Search from a source, along paths that are not longer than ``longest``."""
        self._reached = _search(self.graph, self.length, source, longest, self._room)

    def add(self, targets: Targets, node: FloatArray, arc: FloatArray) -> None:
        """Add what passes through nodes and along arcs; an empty ``arc`` leaves arcs out.

        The values of the targets are those of one lane.
        """
        _add_up(self.graph.indices, self._reached, self._room, targets, node, arc)

    def add_ends(self, targets: Targets, node: FloatArray) -> None:
        """Add to every node what counts of the pairs whose end it is."""
        near = self._room.order[: self._reached]
        value = targets.value[targets.kind[near[1:]], 0]
        node[near[1:]] += value
        node[near[:1]] += value.sum()


class _Room(NamedTuple):
    """What a search writes down."""

    distance: FloatArray  #: per node
    rank: PositionArray  #: per node, its place in ``order``; -1 if it was not reached
    order: PositionArray  #: nodes by distance
    paths: FloatArray  #: per node, number of shortest paths
    share: FloatArray  #: per node, dependency a path
    onward: IntArray  #: arcs on shortest paths
    pointer: IntArray  #: per place in ``order``, where its arcs begin
    keys: FloatArray  #: the heap: distances
    items: PositionArray  #: the heap: nodes


@njit(nogil=True, cache=True)
def _search(graph: Graph, length: FloatArray, source: int, longest: float, room: _Room) -> int:
    """Find distances, then numbers of paths; how many nodes were reached."""
    indptr, indices = graph.indptr, graph.indices
    reached = _settle(indptr, indices, length, source, longest, room)
    _count_paths(indptr, indices, length, reached, room)
    return reached


@njit(nogil=True, cache=True)
def _settle(
    indptr: IntArray,
    indices: PositionArray,
    length: FloatArray,
    source: int,
    longest: float,
    room: _Room,
) -> int:
    """Dijkstra: distances, and nodes in order of distance; how many were reached."""
    distance, rank, order = room.distance, room.rank, room.order
    keys, items = room.keys, room.items
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
            if reach < distance[far] and reach <= longest:
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
    indptr: IntArray, indices: PositionArray, length: FloatArray, reached: int, room: _Room
) -> None:
    """Numbers of shortest paths to everybody reached, and the arcs on these paths."""
    distance, paths = room.distance, room.paths
    for place in range(reached):
        paths[room.order[place]] = 1.0 if place == 0 else 0.0
    used = 0
    for place in range(reached):
        near = room.order[place]
        for arc in range(indptr[near], indptr[near + 1]):
            far = indices[arc]
            reach = distance[near] + length[arc]
            if room.rank[far] > place and reach <= distance[far] * (1.0 + SAME_LENGTH):
                paths[far] += paths[near]
                room.onward[used] = arc
                used += 1
        room.pointer[place + 1] = used


@njit(nogil=True, cache=True)
def _add_up(
    indices: PositionArray,
    reached: int,
    room: _Room,
    targets: Targets,
    node: FloatArray,
    arcs: FloatArray,
) -> None:
    """Go back from the farthest node to the source."""
    share, paths = room.share, room.paths
    for place in range(reached - 1, -1, -1):
        near = room.order[place]
        total = 0.0
        for step in range(room.pointer[place], room.pointer[place + 1]):
            arc = room.onward[step]
            part = paths[near] * share[indices[arc]]
            total += part
            if len(arcs) > 0:
                arcs[arc] += part
        share[near] = (targets.value[targets.kind[near], 0] + total) / paths[near]
        if place > 0:
            node[near] += total
