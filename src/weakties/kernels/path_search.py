"""The search for shortest paths from many sources at once, level by level.

See `weakties.kernels.shortest_paths`, which lets it go and then follows its notes back.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from weakties._typing import BoolArray, FloatArray, IntArray, PositionArray
from weakties.kernels.lanes import spread

MaskArray = NDArray[np.unsignedinteger]

#: Places that are gone through before asking whether anybody still waits for the result.
NODES_AT_ONCE = 2**12


class Graph(NamedTuple):
    """Nodes and arcs; a node may stand for several people who have the same neighbours."""

    indptr: IntArray
    indices: PositionArray
    copies: FloatArray  #: people for whom every node stands


class Rows(NamedTuple):
    """What is known of every node in every lane."""

    bits: MaskArray  #: the bit of every lane
    seen: MaskArray  #: lanes in which a node was met
    found: MaskArray  #: lanes in which it was met on the level in the making
    paths: FloatArray  #: numbers of shortest paths from the sources, of nodes that were met
    shares: FloatArray  #: dependencies a path, once they are known


class Notes(NamedTuple):
    """How the last search went, level by level.

    On level ``d`` stand the nodes ``order[limits[d]:limits[d + 1]]`` in the lanes ``masks``. From
    the one at place ``at`` lead the steps ``pointer[at]:pointer[at + 1]``.
    """

    limits: IntArray
    order: PositionArray
    masks: MaskArray
    pointer: IntArray
    far: PositionArray  #: where a step leads
    along: MaskArray  #: in which lanes
    arcs: PositionArray  #: along which arc


@njit(nogil=True, cache=True)
def search_levels(
    graph: Graph,
    rows: Rows,
    notes: Notes,
    sources: PositionArray,
    most_steps: int,
    given_up: BoolArray,
) -> bool:
    """Search level by level; false if there is too little room, and then nothing is left behind."""
    indptr, limits = graph.indptr, notes.limits
    limits[0], limits[1], notes.pointer[0] = 0, _put_sources(rows, notes, sources), 0
    limits[2], level = limits[1], 0
    while limits[level + 1] > limits[level] and level < most_steps:
        begun = notes.pointer[limits[level]]
        arcs = 0
        for at in range(limits[level], limits[level + 1]):
            arcs += indptr[notes.order[at] + 1] - indptr[notes.order[at]]
        if max(begun, limits[level + 1]) + arcs > len(notes.far):
            limits[1], limits[2] = limits[level + 1], limits[level + 1]
            forget(rows, notes)
            return False
        limits[level + 2] = limits[level + 1]
        for start in range(limits[level], limits[level + 1], NODES_AT_ONCE):
            if given_up[0]:
                return True
            _step(graph, rows, notes, start, min(start + NODES_AT_ONCE, limits[level + 1]))
        limits[level + 2] = _meet(rows, notes, begun, limits[level + 1])
        for start in range(limits[level], limits[level + 1], NODES_AT_ONCE):
            if given_up[0]:
                return True
            _go_on(graph, rows, notes, start, min(start + NODES_AT_ONCE, limits[level + 1]))
        level += 1
    if level == most_steps:
        # Nobody went on from the last level.
        for at in range(limits[level], limits[level + 1]):
            notes.pointer[at + 1] = notes.pointer[at]
        limits[level + 2] = limits[level + 1]
    return True


@njit(nogil=True, cache=True)
def _put_sources(rows: Rows, notes: Notes, sources: PositionArray) -> int:
    """Make the first level; how many nodes it has."""
    for lane in range(len(sources)):
        source = sources[lane]
        notes.order[lane] = source
        notes.masks[lane] = rows.seen[source] = rows.bits[lane]
        _clear(rows.paths, source)
        rows.paths[source, lane] = 1.0
    return len(sources)


@njit(nogil=True, cache=True)
def _step(graph: Graph, rows: Rows, notes: Notes, first: int, stop: int) -> None:
    """Note where the nodes of a level lead in lanes that were not there before."""
    steps = np.uint64(notes.pointer[first])
    for at in range(first, stop):
        near, own = notes.order[at], notes.masks[at]
        for arc in range(np.uint64(graph.indptr[near]), np.uint64(graph.indptr[near + 1])):
            far = graph.indices[arc]
            new = own & ~rows.seen[far]
            # Written always and kept if new: a branch here could not be foreseen.
            notes.far[steps], notes.along[steps], notes.arcs[steps] = far, new, arc
            steps += np.uint64(new != 0)
        notes.pointer[at + 1] = steps


@njit(nogil=True, cache=True)
def _meet(rows: Rows, notes: Notes, begun: int, first: int) -> np.int64:
    """Make the next level of those whom the steps from ``begun`` on reach; where it ends."""
    end = np.uint64(first)
    for step in range(np.uint64(begun), np.uint64(notes.pointer[first])):
        far = np.uint32(notes.far[step])
        notes.order[end] = far
        end += np.uint64(rows.found[far] == 0)
        rows.found[far] |= notes.along[step]
    for at in range(first, np.int64(end)):
        far = notes.order[at]
        notes.masks[at] = rows.found[far]
        if rows.seen[far] == 0:
            # Not sooner, when all were forgotten: numbers of paths are added here next.
            _clear(rows.paths, far)
        rows.seen[far] |= rows.found[far]
        rows.found[far] = 0
    return np.int64(end)


@njit(nogil=True, cache=True)
def _clear(paths: FloatArray, node: int) -> None:
    for lane in range(paths.shape[1]):
        paths[node, lane] = 0.0


@njit(nogil=True, cache=True)
def _go_on(graph: Graph, rows: Rows, notes: Notes, first: int, stop: int) -> None:
    """Add the paths to these places to those whom the steps from there reach."""
    for at in range(first, stop):
        near = notes.order[at]
        factor = graph.copies[near] if at >= notes.limits[1] else 1.0
        begun, ended = notes.pointer[at], notes.pointer[at + 1]
        spread(rows.paths, near, factor, notes.far, notes.along, begun, ended)


@njit(nogil=True, cache=True)
def forget(rows: Rows, notes: Notes) -> None:
    """Nobody was met."""
    for at in range(end_of(notes)):
        rows.seen[notes.order[at]] = 0


@njit(nogil=True, cache=True)
def end_of(notes: Notes) -> int:
    """How many places of the order the last search took."""
    level = 0
    while notes.limits[level + 1] > notes.limits[level]:
        level += 1
    end: int = notes.limits[level]
    return end
