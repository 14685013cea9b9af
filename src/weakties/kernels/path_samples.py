"""All shortest paths between pairs of people drawn at random: what each person and tie carries.

The search for the paths of a pair goes from both ends at once, always from the end where it will
meet fewer arcs, until the two halves meet (Borassi & Natale 2019, https://doi.org/10.1145/3284359).
Each half numbers the shortest paths, as in Brandes (2001); going back from where the halves meet
then gives everybody between the share of the pair's shortest paths that passes. Taking all paths of
a pair rather than one of them makes the shares vary less (Riondato & Upfal 2018,
https://doi.org/10.1145/3208351) and costs little more: nearly all time goes into the search.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from weakties._typing import FloatArray, IntArray, PositionArray
from weakties.kernels.random_pairs import Pairs, draw_pair


class Rows(NamedTuple):
    """The arcs of every person: to whom, and of which tie. Without ties, nothing is kept on them."""

    indptr: IntArray
    indices: PositionArray
    ties: IntArray


class Room(NamedTuple):
    """Where one thread searches and adds up; all zero before a batch and after it."""

    level: PositionArray  #: steps from the first person of the pair + 1; from the second, negative
    paths: FloatArray  #: number of shortest paths from the end of the pair where the search began
    beyond: FloatArray  #: number of shortest paths from here to the other end
    found: PositionArray  #: people found from each end, in the order of their levels, (2, n)
    between: PositionArray  #: people on shortest paths of the pair, on each side, (2, n)
    person: FloatArray  #: sums for every person, see `sample_paths`, (n, 4)
    tie: FloatArray  #: sums for every tie, (m, 2)
    people_met: PositionArray  #: people with sums
    ties_met: IntArray  #: ties with sums


class Batch(NamedTuple):
    """What a batch of pairs adds up to, for those people and ties that are on any of their paths."""

    people: PositionArray
    person: FloatArray  #: see `sample_paths`
    ties: IntArray
    tie: FloatArray
    arcs: int  #: arcs looked at
    most_paths: float  #: largest number of shortest paths between two people


def make_room(people: int, ties: int) -> Room:
    """Room for one thread; of ties none are needed if nothing is kept on them."""
    return Room(
        level=np.zeros(people, dtype=np.int32),
        paths=np.zeros(people),
        beyond=np.zeros(people),
        found=np.empty((2, people), dtype=np.int32),
        between=np.empty((2, people), dtype=np.int32),
        person=np.zeros((people, 4)),
        tie=np.zeros((ties, 2)),
        people_met=np.empty(people, dtype=np.int32),
        ties_met=np.empty(ties, dtype=np.int64),
    )


def sample_paths(
    outward: Rows,
    inward: Rows,
    pairs: Pairs,
    community: IntArray,
    seed: np.uint64,
    samples: tuple[int, int],
    room: Room,
) -> Batch:
    """Draw the pairs numbered from the first to before the second of ``samples``.

    For each person between the two of a pair let x be the share of the pair's shortest paths that
    pass, and c be 1 if the two are of different communities, else 0. A row of ``person`` holds the
    sums of x, x², c x and c x²; one of ``tie`` those of x and x² for the share that runs along it.
    Without communities c is 0. A pair that no path joins counts as a sample with no one between.
    """
    start, stop = samples
    found = _sample(outward, inward, pairs, community, seed, start, stop, room)
    people = np.sort(room.people_met[: int(found[0])])
    ties = np.sort(room.ties_met[: int(found[1])])
    batch = Batch(people, room.person[people], ties, room.tie[ties], int(found[2]), found[3])
    room.person[people] = 0.0
    room.tie[ties] = 0.0
    return batch


@njit(nogil=True, cache=True)
def _sample(
    outward: Rows,
    inward: Rows,
    pairs: Pairs,
    community: IntArray,
    seed: np.uint64,
    start: int,
    stop: int,
    room: Room,
) -> tuple[int, int, int, float]:
    """Add up samples; returns the numbers of people and ties met, of arcs, and the most paths."""
    met = np.zeros(2, dtype=np.int64)
    ends = np.empty(2, dtype=np.int64)
    tails = np.empty(2, dtype=np.int64)
    arcs, most_paths = 0, 0.0
    for sample in range(start, stop):
        draw_pair(pairs, seed, sample, ends)
        total, side, middle, looked_at = _search(outward, inward, ends, tails, room)
        arcs += looked_at
        most_paths = max(most_paths, total)
        if total > 0.0:
            crosses = len(community) > 0 and community[ends[0]] != community[ends[1]]
            near, far = (outward, inward) if side == 0 else (inward, outward)
            other = _join(near, side, middle, total, met, room)
            _go_back(far, side, middle, total, crosses, met, room)
            _go_back(near, 1 - side, other, total, crosses, met, room)
        for one in range(2):
            for at in range(tails[one]):
                room.level[room.found[one, at]] = 0
    return met[0], met[1], arcs, most_paths


@njit(nogil=True, cache=True)
def _search(
    outward: Rows, inward: Rows, ends: IntArray, tails: IntArray, room: Room
) -> tuple[float, int, int, int]:
    """Search from both ends until the halves meet.

    Returns the number of shortest paths (0 if there are none), the side that met the other, how
    many of its people did so (they stand in ``between``), and the number of arcs looked at.
    """
    heads, depth, ahead = np.zeros(2, np.int64), np.ones(2, np.int32), np.empty(2, np.int64)
    for side in range(2):
        end = ends[side]
        room.found[side, 0] = end
        room.level[end] = 1 - 2 * side
        room.paths[end] = 1.0
        rows = outward if side == 0 else inward
        ahead[side] = rows.indptr[end + 1] - rows.indptr[end]
        tails[side] = 1
    arcs = 0
    while ahead[0] > 0 and ahead[1] > 0:
        side = 0 if ahead[0] <= ahead[1] else 1
        rows = outward if side == 0 else inward
        arcs += ahead[side]
        depth[side] += 1
        head, heads[side] = heads[side], tails[side]
        total, middle, tails[side], ahead[side] = _expand(
            rows, side, depth[side], head, tails[side], room
        )
        if total > 0.0:
            return total, side, middle, arcs
    return 0.0, 0, 0, arcs


@njit(nogil=True, cache=True)
def _expand(
    rows: Rows, side: int, depth: int, head: int, tail: int, room: Room
) -> tuple[float, int, int, int]:
    """Go one step on from one side.

    Returns the number of paths that met the other side, by how many people, and the new end of
    ``found`` with the number of arcs that lead on from those found now.
    """
    level, paths, found = room.level, room.paths, room.found[side]
    sign = 1 - 2 * side
    total, middle, end, ahead = 0.0, 0, tail, 0
    for at in range(head, tail):
        near = found[at]
        here, across = paths[near], 0.0
        for arc in range(rows.indptr[near], rows.indptr[near + 1]):
            far = rows.indices[arc]
            there = level[far] * sign
            if there == depth:
                paths[far] += here
            elif there < 0:
                # All who are met stand on the last level of the other side: an earlier one would
                # have led it here.
                across += paths[far]
            elif there == 0 and total == 0.0:
                level[far] = depth * sign
                paths[far] = here
                found[end] = far
                end += 1
                ahead += rows.indptr[far + 1] - rows.indptr[far]
        if across > 0.0:
            total += here * across
            room.between[side, middle] = near
            room.beyond[near] = across
            middle += 1
    return total, middle, end, ahead


@njit(nogil=True, cache=True)
def _join(rows: Rows, side: int, middle: int, total: float, met: IntArray, room: Room) -> int:
    """Pass the paths over from the side that met the other; how many people of that it met."""
    sign = 1 - 2 * side
    other = 0
    for at in range(middle):
        near = room.between[side, at]
        here = room.paths[near]
        for arc in range(rows.indptr[near], rows.indptr[near + 1]):
            far = rows.indices[arc]
            if room.level[far] * sign >= 0:
                continue
            if room.beyond[far] == 0.0:
                room.between[1 - side, other] = far
                other += 1
            room.beyond[far] += here
            if len(rows.ties) > 0:
                _add_tie(rows.ties[arc], here * room.paths[far] / total, met, room)
    return other


@njit(nogil=True, cache=True)
def _go_back(
    rows: Rows, side: int, middle: int, total: float, crosses: bool, met: IntArray, room: Room
) -> None:
    """Go back from the middle to the end of one side, and count what everyone on the way carries.

    ``rows`` lead towards the end.
    """
    sign = 1 - 2 * side
    level, beyond, between = room.level, room.beyond, room.between[side]
    at, last = 0, middle
    while at < last:
        near = between[at]
        at += 1
        on, beyond[near] = beyond[near], 0.0
        if level[near] == sign:
            continue
        _add_person(near, on * room.paths[near] / total, crosses, met, room)
        for arc in range(rows.indptr[near], rows.indptr[near + 1]):
            far = rows.indices[arc]
            if level[far] != level[near] - sign:
                continue
            if beyond[far] == 0.0:
                between[last] = far
                last += 1
            beyond[far] += on
            if len(rows.ties) > 0:
                _add_tie(rows.ties[arc], on * room.paths[far] / total, met, room)


@njit(nogil=True, cache=True)
def _add_person(person: int, share: float, crosses: bool, met: IntArray, room: Room) -> None:
    sums = room.person[person]
    if sums[0] == 0.0 and share > 0.0:
        room.people_met[met[0]] = person
        met[0] += 1
    sums[0] += share
    sums[1] += share * share
    if crosses:
        sums[2] += share
        sums[3] += share * share


@njit(nogil=True, cache=True)
def _add_tie(tie: int, share: float, met: IntArray, room: Room) -> None:
    sums = room.tie[tie]
    if sums[0] == 0.0 and share > 0.0:
        room.ties_met[met[1]] = tie
        met[1] += 1
    sums[0] += share
    sums[1] += share * share
