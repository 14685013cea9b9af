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

from weakties._typing import BoolArray, FloatArray, IntArray, PositionArray
from weakties.kernels.lanes import collect, collect_along
from weakties.kernels.path_search import (
    NODES_AT_ONCE,
    Graph,
    Notes,
    Rows,
    end_of,
    forget,
    search_levels,
)

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


class Targets(NamedTuple):
    """How much it counts to reach somebody: ``value[kind[node]]``, in every lane."""

    kind: IntArray  #: shape (nodes,)
    value: FloatArray  #: shape (kinds, lanes)


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
        self._rows = Rows(
            bits=mask(1) << np.arange(self.lanes, dtype=mask),
            seen=np.zeros(nodes, dtype=mask),
            found=np.zeros(nodes, dtype=mask),
            paths=np.empty((nodes, self.lanes)),
            shares=np.empty((nodes, self.lanes)),
        )
        self._notes = self._room_for(2 * arcs + nodes + self.lanes)

    def _room_for(self, steps: int) -> Notes:
        """Memory for so many steps; what of it is not used costs nothing."""
        mask = self._rows.bits.dtype
        return Notes(
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
        while not search_levels(graph, rows, self._notes, sources, most_steps, self._given_up):
            self._notes = self._room_for(2 * len(self._notes.far))

    def add(self, targets: Targets, node: FloatArray, arc: FloatArray) -> None:
        """Add what passes through nodes and along arcs; an empty ``arc`` leaves arcs out.

        What passes is that of one of the people for whom a node stands, and the sum over all of
        them as sources.
        """
        add = _add_nodes_and_arcs if len(arc) else _add_nodes
        for end in range(end_of(self._notes), 0, -NODES_AT_ONCE):
            if self._given_up[0]:
                return
            start = max(0, end - NODES_AT_ONCE)
            add(self.graph, self._rows, self._notes, start, end, targets, node, arc)

    def add_ends(self, targets: Targets, node: FloatArray) -> None:
        """Add to every node what counts of the pairs whose end it is."""
        _add_ends(self._rows, self._notes, targets, node)

    def forget(self) -> None:
        """Clear what the last search left behind, before the next one."""
        forget(self._rows, self._notes)


@njit(nogil=True, cache=True)
def _add_nodes(
    graph: Graph,
    rows: Rows,
    notes: Notes,
    start: int,
    end: int,
    targets: Targets,
    node: FloatArray,
    arc: FloatArray,
) -> None:
    """Go back from the farther of these places to the nearer."""
    for at in range(end - 1, start - 1, -1):
        near, own = notes.order[at], notes.masks[at]
        first, stop = notes.pointer[at], notes.pointer[at + 1]
        through = collect(
            *(rows.shares, near, own, notes.far, notes.along, first, stop, rows.paths),
            *(targets.value, targets.kind[near], graph.copies[near], arc, notes.arcs, 1.0),
        )
        if at >= notes.limits[1]:
            node[near] += through


@njit(nogil=True, cache=True)
def _add_nodes_and_arcs(
    graph: Graph,
    rows: Rows,
    notes: Notes,
    start: int,
    end: int,
    targets: Targets,
    node: FloatArray,
    arc: FloatArray,
) -> None:
    """The same with what passes along every arc."""
    for at in range(end - 1, start - 1, -1):
        near, own = notes.order[at], notes.masks[at]
        first, stop = notes.pointer[at], notes.pointer[at + 1]
        factor = graph.copies[near]
        # One of the people for whom a source stands sends along its own arcs only.
        scale = 1.0 / factor if at < notes.limits[1] else 1.0
        through = collect_along(
            *(rows.shares, near, own, notes.far, notes.along, first, stop, rows.paths),
            *(targets.value, targets.kind[near], factor, arc, notes.arcs, scale),
        )
        if at >= notes.limits[1]:
            node[near] += through


@njit(nogil=True, cache=True)
def _add_ends(rows: Rows, notes: Notes, targets: Targets, node: FloatArray) -> None:
    """Count every pair at its target and at its source."""
    for at in range(notes.limits[1], end_of(notes)):
        far = notes.order[at]
        for lane in range(len(rows.bits)):
            if notes.masks[at] & rows.bits[lane]:
                value = targets.value[targets.kind[far], lane]
                node[far] += value
                node[notes.order[lane]] += value
