"""Shortest paths from many sources at once: who and which arcs stand between (Brandes 2001, 2008).

The dependency of a source on a person is the sum, over all targets, of the share of shortest
paths to the target that pass through the person. Summed over sources it is the betweenness, with
every ordered pair counted.

Up to 64 sources are searched side by side, each in a *lane* of its own: a bit in a mask that says
for which sources a person stands on the present level (Then et al. 2014, The more the merrier,
https://doi.org/10.14778/2735496.2735507), and a place in a row of numbers of paths. One look at an
arc then serves all lanes. The search notes every step it takes from one level to the next, with
its lanes; on the way back dependencies follow these notes and look at no other arc.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from weakties._typing import BoolArray, FloatArray, IntArray, PositionArray
from weakties.kernels.lanes import collect, collect_along, spread

MaskArray = NDArray[np.unsignedinteger]

#: Memory that the rows of one search may take, in bytes; two rows a node.
MOST_MEMORY = 2**30

#: Types of the masks, by the number of lanes.
_MASKS = {64: np.uint64, 32: np.uint32, 16: np.uint16, 8: np.uint8}

#: Steps of the longest path, if there is no limit.
ANY_LENGTH = 2**62


def lane_count(nodes: int) -> int:
    """Sources to search side by side, so that their rows fit into memory: 8, 16, 32 or 64."""
    fitting = (lanes for lanes in _MASKS if 2 * nodes * lanes * 8 <= MOST_MEMORY)
    return next(fitting, 8)


class Graph(NamedTuple):
    """Nodes and arcs; a node may stand for several people who have the same neighbours."""

    indptr: IntArray
    indices: PositionArray
    copies: FloatArray  #: people for whom every node stands


class Targets(NamedTuple):
    """How much it counts to reach somebody: ``value[kind[node]]``, in every lane."""

    kind: IntArray  #: shape (nodes,)
    value: FloatArray  #: shape (kinds, lanes)


class _Rows(NamedTuple):
    """What is known of every node in every lane."""

    bits: MaskArray  #: the bit of every lane
    seen: MaskArray  #: lanes in which a node was met
    found: MaskArray  #: lanes in which it was met on the level in the making
    paths: FloatArray  #: numbers of shortest paths from the sources, of nodes that were met
    shares: FloatArray  #: dependencies a path, once they are known


class _Notes(NamedTuple):
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


class Search:
    """Room for one search at a time through a graph; it is used again for the next sources."""

    def __init__(self, graph: Graph, given_up: BoolArray | None = None) -> None:
        """``given_up[0]`` is set by whoever no longer wants results: a search then ends soon."""
        self._given_up = np.zeros(1, dtype=np.bool_) if given_up is None else given_up
        nodes, arcs = len(graph.indptr) - 1, len(graph.indices)
        # Unsigned numbers index faster: nobody has to ask whether they are negative.
        self.graph = graph._replace(indices=graph.indices.view(np.uint32))
        self.lanes = lane_count(nodes)
        mask = _MASKS[self.lanes]
        self._rows = _Rows(
            bits=mask(1) << np.arange(self.lanes, dtype=mask),
            seen=np.zeros(nodes, dtype=mask),
            found=np.zeros(nodes, dtype=mask),
            paths=np.empty((nodes, self.lanes)),
            shares=np.empty((nodes, self.lanes)),
        )
        self._notes = self._room_for(2 * arcs + nodes + self.lanes)

    def _room_for(self, steps: int) -> _Notes:
        """Memory for so many steps; what of it is not used costs nothing."""
        mask = self._rows.bits.dtype
        return _Notes(
            limits=np.empty(len(self.graph.indptr) + 2, dtype=np.int64),
            order=np.empty(steps, dtype=np.int32),
            masks=np.empty(steps, dtype=mask),
            pointer=np.empty(steps + 1, dtype=np.int64),
            far=np.empty(steps, dtype=np.int32),
            along=np.empty(steps, dtype=mask),
            arcs=np.empty(steps, dtype=np.int32),
        )

    def run(self, sources: PositionArray, most_steps: int = ANY_LENGTH) -> None:
        """Search from as many different sources as there are lanes, or fewer."""
        graph, rows = self.graph, self._rows
        while not _search(graph, rows, self._notes, sources, most_steps, self._given_up):
            self._notes = self._room_for(2 * len(self._notes.far))

    def add(self, targets: Targets, node: FloatArray, arc: FloatArray) -> None:
        """Add what passes through nodes and along arcs; an empty ``arc`` leaves arcs out.

        What passes is that of one of the people for whom a node stands, and the sum over all of
        them as sources.
        """
        _add_up(self.graph, self._rows, self._notes, targets, node, arc, self._given_up)

    def add_ends(self, targets: Targets, node: FloatArray) -> None:
        """Add to every node what counts of the pairs whose end it is."""
        _add_ends(self._rows, self._notes, targets, node)

    def forget(self) -> None:
        """Clear what the last search left behind, before the next one."""
        _forget(self._rows, self._notes)


@njit(nogil=True, cache=True)
def _search(
    graph: Graph,
    rows: _Rows,
    notes: _Notes,
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
            _forget(rows, notes)
            return False
        _step(graph, rows, notes, limits[level], limits[level + 1], given_up)
        limits[level + 2] = _meet(rows, notes, begun, limits[level + 1])
        for at in range(limits[level], limits[level + 1]):
            if given_up[0]:
                break
            near = notes.order[at]
            factor = graph.copies[near] if level > 0 else 1.0
            first, stop = notes.pointer[at], notes.pointer[at + 1]
            spread(rows.paths, near, factor, notes.far, notes.along, first, stop)
        level += 1
    if level == most_steps:
        # Nobody went on from the last level.
        for at in range(limits[level], limits[level + 1]):
            notes.pointer[at + 1] = notes.pointer[at]
        limits[level + 2] = limits[level + 1]
    return True


@njit(nogil=True, cache=True)
def _put_sources(rows: _Rows, notes: _Notes, sources: PositionArray) -> int:
    """Make the first level; how many nodes it has."""
    for lane in range(len(sources)):
        source = sources[lane]
        notes.order[lane] = source
        notes.masks[lane] = rows.seen[source] = rows.bits[lane]
        _clear(rows.paths, source)
        rows.paths[source, lane] = 1.0
    return len(sources)


@njit(nogil=True, cache=True)
def _step(
    graph: Graph, rows: _Rows, notes: _Notes, first: int, stop: int, given_up: BoolArray
) -> None:
    """Note where the nodes of a level lead in lanes that were not there before."""
    steps = np.uint64(notes.pointer[first])
    for at in range(first, stop):
        if given_up[0]:
            notes.pointer[at + 1 : stop + 1] = steps
            break
        near, own = notes.order[at], notes.masks[at]
        for arc in range(np.uint64(graph.indptr[near]), np.uint64(graph.indptr[near + 1])):
            far = graph.indices[arc]
            new = own & ~rows.seen[far]
            # Written always and kept if new: a branch here could not be foreseen.
            notes.far[steps], notes.along[steps], notes.arcs[steps] = far, new, arc
            steps += np.uint64(new != 0)
        notes.pointer[at + 1] = steps


@njit(nogil=True, cache=True)
def _meet(rows: _Rows, notes: _Notes, begun: int, first: int) -> np.int64:
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
def _forget(rows: _Rows, notes: _Notes) -> None:
    """Nobody was met."""
    for at in range(_end(notes)):
        rows.seen[notes.order[at]] = 0


@njit(nogil=True, cache=True)
def _add_up(
    graph: Graph,
    rows: _Rows,
    notes: _Notes,
    targets: Targets,
    node: FloatArray,
    arc: FloatArray,
    given_up: BoolArray,
) -> None:
    """Go back from the farthest level to the sources."""
    for at in range(_end(notes) - 1, -1, -1):
        if given_up[0]:
            break
        near, own = notes.order[at], notes.masks[at]
        first, stop = notes.pointer[at], notes.pointer[at + 1]
        factor, end = graph.copies[near], targets.kind[near]
        if len(arc) > 0:
            # One of the people for whom a source stands sends along its own arcs only.
            scale = 1.0 / factor if at < notes.limits[1] else 1.0
            through = collect_along(
                *(rows.shares, near, own, notes.far, notes.along, first, stop, rows.paths),
                *(targets.value, end, factor, arc, notes.arcs, scale),
            )
        else:
            through = collect(
                *(rows.shares, near, own, notes.far, notes.along, first, stop, rows.paths),
                *(targets.value, end, factor, arc, notes.arcs, 1.0),
            )
        if at >= notes.limits[1]:
            node[near] += through


@njit(nogil=True, cache=True)
def _add_ends(rows: _Rows, notes: _Notes, targets: Targets, node: FloatArray) -> None:
    """Count every pair at its target and at its source."""
    for at in range(notes.limits[1], _end(notes)):
        far = notes.order[at]
        for lane in range(len(rows.bits)):
            if notes.masks[at] & rows.bits[lane]:
                value = targets.value[targets.kind[far], lane]
                node[far] += value
                node[notes.order[lane]] += value


@njit(nogil=True, cache=True)
def _end(notes: _Notes) -> int:
    """How many places of the order the last search took."""
    level = 0
    while notes.limits[level + 1] > notes.limits[level]:
        level += 1
    end: int = notes.limits[level]
    return end
