"""Shortest paths from many sources at once: who and which arcs stand between (Brandes 2001, 2008).

The dependency of a source on a person is the sum, over all targets, of the share of shortest
paths to the target that pass through the person. Summed over sources it is the betweenness, with
every ordered pair counted.

Up to 64 sources are searched side by side, each in a *lane* of its own: a bit in a mask that says
for which sources a person stands on the present level (Then et al. 2014, The more the merrier,
https://doi.org/10.14778/2735496.2735507), and a place in a row of numbers of paths. One look at an
arc then serves all lanes, and what is done to a row is done by vector instructions.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from weakties._typing import FloatArray, IntArray, PositionArray

MaskArray = NDArray[np.uint64]

#: Sources searched side by side, at most: the bits of a mask.
MOST_LANES = 64

#: Memory that the rows of one batch may take, in bytes.
MOST_MEMORY = 2**30

#: Rows of numbers that a batch keeps for every person.
_ROWS = 5

_BIT = np.uint64(1) << np.arange(MOST_LANES, dtype=np.uint64)


def lane_count(people: int) -> int:
    """Sources to search side by side, so that their rows fit into memory: a power of two."""
    lanes = MOST_LANES
    while lanes > 1 and people * lanes * 8 * _ROWS > MOST_MEMORY:
        lanes //= 2
    return lanes


class Level(NamedTuple):
    """The people at one distance, and a mask for each that says from which sources."""

    people: PositionArray
    masks: MaskArray


def path_dependencies(
    indptr: IntArray, indices: PositionArray, sources: IntArray, community: IntArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Dependencies of at most 64 different sources on people, people between communities, and arcs.

    Every arc has length one. With an empty ``community`` the second result is empty; otherwise it
    counts only targets of another community than the source's.
    """
    people, lanes = len(indptr) - 1, len(sources)
    paths = np.zeros((people, lanes))
    levels = _search(indptr, indices, sources, paths)
    arcs = np.zeros(len(indices))
    nowhere, everywhere = np.full(lanes, -1), np.zeros(people, dtype=np.int64)
    person = _add_up(indptr, indices, levels, paths, nowhere, everywhere, arcs)
    bridging = np.zeros(len(community))
    if len(community) > 0:
        home = community[sources]
        bridging = _add_up(indptr, indices, levels, paths, home, community, np.empty(0))
    return person, bridging, arcs


def _search(
    indptr: IntArray, indices: PositionArray, sources: IntArray, paths: FloatArray
) -> list[Level]:
    """Search from all sources, level by level, and fill in the numbers of shortest paths."""
    here, there = np.zeros_like(paths), np.zeros_like(paths)
    lanes = np.arange(len(sources))
    paths[sources, lanes] = here[sources, lanes] = 1.0
    seen, mask = np.zeros(len(paths), dtype=np.uint64), np.zeros(len(paths), dtype=np.uint64)
    seen[sources] = _BIT[lanes]
    found = np.empty(len(paths), dtype=np.int32)
    levels = []
    level = Level(sources.astype(np.int32), _BIT[lanes])
    while len(level.people) > 0:
        levels.append(level)
        count = _expand(indptr, indices, *level, seen, mask, paths, here, there, found)
        people = found[:count].copy()
        level = Level(people, mask[people])
        mask[people] = 0
        here, there = there, here
    return levels


@njit(nogil=True, cache=True)
def _expand(
    indptr: IntArray,
    indices: PositionArray,
    people: PositionArray,
    masks: MaskArray,
    seen: MaskArray,
    mask: MaskArray,
    paths: FloatArray,
    here: FloatArray,
    there: FloatArray,
    found: PositionArray,
) -> int:
    """Go one step on: who is reached for the first time, in which lanes, by how many paths."""
    lanes, count = paths.shape[1], 0
    for at in range(len(people)):
        near = people[at]
        for arc in range(indptr[near], indptr[near + 1]):
            far = indices[arc]
            new = masks[at] & ~seen[far]
            if new == 0:
                continue
            if mask[far] == 0:
                found[count] = far
                count += 1
                for lane in range(lanes):
                    there[far, lane] = here[near, lane]
            else:
                for lane in range(lanes):
                    there[far, lane] += here[near, lane]
            mask[far] |= new
    for at in range(count):
        far = found[at]
        seen[far] |= mask[far]
        for lane in range(lanes):
            # A row also got numbers in lanes that had reached the person before.
            number = there[far, lane] if mask[far] & _BIT[lane] else 0.0
            there[far, lane] = number
            paths[far, lane] += number
    return count


def _add_up(
    indptr: IntArray,
    indices: PositionArray,
    levels: list[Level],
    paths: FloatArray,
    home: IntArray,
    community: IntArray,
    arcs: FloatArray,
) -> FloatArray:
    """Dependencies on people, over targets of other communities than the home of each lane.

    Adds those on arcs to ``arcs``, unless it is empty.
    """
    sums, mask = np.zeros(len(paths)), np.zeros(len(paths), dtype=np.uint64)
    here, beyond = np.zeros_like(paths), np.zeros_like(paths)
    for distance in range(len(levels) - 1, -1, -1):
        # A source does not stand between itself and others.
        counted = sums if distance > 0 else sums.copy()
        level = levels[distance]
        _collect(indptr, indices, *level, mask, paths, here, beyond, home, community, counted, arcs)
        if distance + 1 < len(levels):
            mask[levels[distance + 1].people] = 0
        mask[level.people] = level.masks
        here, beyond = beyond, here
    return sums


@njit(nogil=True, cache=True, fastmath={"contract", "nsz", "reassoc"}, error_model="numpy")
def _collect(
    indptr: IntArray,
    indices: PositionArray,
    people: PositionArray,
    masks: MaskArray,
    mask: MaskArray,
    paths: FloatArray,
    here: FloatArray,
    beyond: FloatArray,
    home: IntArray,
    community: IntArray,
    sums: FloatArray,
    arcs: FloatArray,
) -> None:
    """Take in what the next level depends on, per path; ``mask`` says who is on that level."""
    lanes = paths.shape[1]
    total, own = np.empty(lanes), np.empty(lanes)
    for at in range(len(people)):
        near = people[at]
        for lane in range(lanes):
            total[lane] = 0.0
            own[lane] = paths[near, lane] if masks[at] & _BIT[lane] else 0.0
        for arc in range(indptr[near], indptr[near + 1]):
            far = indices[arc]
            if mask[far] & masks[at] == 0:
                continue
            if len(arcs) > 0:
                along = 0.0
                for lane in range(lanes):
                    total[lane] += beyond[far, lane]
                    along += beyond[far, lane] * own[lane]
                arcs[arc] += along
            else:
                for lane in range(lanes):
                    total[lane] += beyond[far, lane]
        through = 0.0
        for lane in range(lanes):
            through += own[lane] * total[lane]
            end = 1.0 / own[lane] if home[lane] != community[near] else 0.0
            here[near, lane] = end + total[lane] if own[lane] > 0.0 else 0.0
        sums[near] += through
