"""Who stands on the ways from one contact of a person to another, where ties have directions.

A contact may need several steps to reach the person, or be reached from them in several. So from
every contact the others are searched breadth first, without the person, as far as a way through the
person could be as short. With a for the steps to the person, b for those from the person on, and
numbers of shortest paths for each, the rest is arithmetic.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from weakties._typing import FloatArray, IntArray, PositionArray, Progress
from weakties.kernels.among_contacts import (
    STEPS_PER_ARC,
    Size,
    mark_contacts,
    measure_contacts,
    number_contacts,
    pieces_of_work,
    restart,
)
from weakties.kernels.batches import run_batches
from weakties.kernels.orientation import Unsigned, Upward, orient, values_above
from weakties.kernels.triads import Counts

#: Which ways there are along an arc: 1 along it, 2 back, 3 both.
Ways = NDArray[np.uint8]


class _Lists(NamedTuple):
    """Whom every numbered contact has a tie to, or from, list after list."""

    start: IntArray
    end: IntArray
    people: Unsigned


class _Distance(NamedTuple):
    """How every numbered contact reaches the person, or is reached; zero steps if not at all."""

    steps: IntArray
    paths: FloatArray


class _Room(NamedTuple):
    """What is known of the contacts of one person; those with ties to others are numbered."""

    mark: Unsigned  #: one more than the arc that leads to a contact, by rank
    number: Unsigned  #: number of a contact, by place in the person's row
    to: _Lists
    back: _Lists
    before: _Distance  #: from the contact to the person
    after: _Distance  #: from the person to the contact
    here: _Distance  #: from the contact in turn to each other, one step too many
    queue: Unsigned


def ordered_pairs_between(
    indptr: IntArray,
    indices: PositionArray,
    ways: Ways,
    shared: Counts,
    *,
    progress: Progress | None = None,
) -> FloatArray:
    """Ordered pairs of contacts that every person stands between, by the share of shortest paths.

    The adjacency is that of the network without directions, and ``shared`` counts in it. O(m^1.5 +
    ∑ k t) time at most for people with k contacts and t ties among them, and O(n + m) memory.
    """
    upward, targets = orient(indptr, indices), indices.view(np.uint32)
    above = values_above(upward, ways)
    contacts, size = np.diff(indptr), Size(*np.empty((3, len(indptr) - 1), dtype=np.int64))
    measure_contacts(indptr, shared, *size)
    work = upward.cost_of_all + size.busy * size.twice_ties // STEPS_PER_ARC
    pieces = pieces_of_work(work, np.ones(len(contacts), dtype=np.bool_))
    between = np.zeros(len(contacts))

    def count(first: int, _: int) -> tuple[int, FloatArray]:
        piece = pieces[first]
        some = slice(piece.start, piece.stop)
        room = _room(
            len(contacts), contacts[some].max(initial=0), size.twice_ties[some].max(initial=0)
        )
        found = np.zeros(piece.stop - piece.start)
        _count(*piece, indptr, targets, upward, ways, above, shared, room, found)
        return piece.start, found

    batches = run_batches(count, len(pieces), size=1, what="ego betweenness", progress=progress)
    for start, found in batches:
        between[start : start + len(found)] += found
    return between


def _room(people: int, contacts: int, twice_ties: int) -> _Room:
    """Room for the greatest of some people."""
    start, end_to, end_back = np.zeros((3, contacts + 1), dtype=np.int64)
    to, back = np.empty((2, twice_ties), dtype=np.uint32)
    steps, paths = np.zeros((3, contacts), dtype=np.int64), np.empty((3, contacts))
    return _Room(
        mark=np.zeros(people, dtype=np.uint32),
        number=np.empty(contacts, dtype=np.uint32),
        to=_Lists(start, end_to, to),
        back=_Lists(start, end_back, back),
        before=_Distance(steps[0], paths[0]),
        after=_Distance(steps[1], paths[1]),
        here=_Distance(steps[2], paths[2]),
        queue=np.empty(contacts, dtype=np.uint32),
    )


@njit(nogil=True, cache=True)
def _count(
    start: int,
    stop: int,
    part: int,
    parts: int,
    indptr: IntArray,
    targets: Unsigned,
    upward: Upward,
    ways: Ways,
    above: Ways,
    shared: Counts,
    room: _Room,
    found: FloatArray,
) -> None:
    """Fill in the sums of the people in ``start..stop``, for pairs whose first is in this part."""
    for person in range(start, stop):
        first, last = indptr[person], indptr[person + 1]
        busy, _, _ = number_contacts(first, last, shared, room.number, room.to.start)
        mark_contacts(first, last, targets, upward.rank, room.mark)
        _list_arcs(first, last, busy, targets, upward, above, shared, room)
        senders, _ = _search_from(first, last, busy, 2, ways, shared, room, room.back, room.before)
        heard, far = _search_from(first, last, busy, 1, ways, shared, room, room.to, room.after)
        both = 0
        for arc in range(first, last):
            if shared[arc] == 0:
                both += ways[arc] == 3
        lost = 0.0
        for one in range(busy):
            both += room.before.steps[one] > 0 and room.after.steps[one] > 0
            if room.before.steps[one] > 0 and one % parts == part:
                lost += _lost_to_others(one, far, room)
        # All pairs would count if there were no ties among the contacts.
        found[person - start] = (senders * heard - both if part == 0 else 0) - lost


@njit(nogil=True, cache=True)
def _list_arcs(
    first: int,
    last: int,
    busy: int,
    targets: Unsigned,
    upward: Upward,
    above: Ways,
    shared: Counts,
    room: _Room,
) -> None:
    """List the ties among the contacts by both of their ends."""
    restart(busy, room.to.start, room.to.end)
    restart(busy, room.back.start, room.back.end)
    for arc in range(first, last):
        if shared[arc] == 0:
            continue
        contact, one = targets[arc], room.number[arc - first]
        for place in range(upward.pointer[contact], upward.pointer[contact + 1]):
            marked = room.mark[upward.above[place]]
            if marked > first:
                other = room.number[marked - 1 - first]
                if above[place] & 1:
                    _list_arc(one, other, room)
                if above[place] & 2:
                    _list_arc(other, one, room)


@njit(nogil=True, cache=True)
def _list_arc(source: int, target: int, room: _Room) -> None:
    """Write a tie down with both of its people."""
    room.to.people[room.to.end[source]] = target
    room.to.end[source] += 1
    room.back.people[room.back.end[target]] = source
    room.back.end[target] += 1


@njit(nogil=True, cache=True)
def _search_from(
    first: int,
    last: int,
    busy: int,
    way: int,
    ways: Ways,
    shared: Counts,
    room: _Room,
    lists: _Lists,
    distance: _Distance,
) -> tuple[int, int]:
    """Search all contacts from the person; how many were reached, and in how many steps at most."""
    for one in range(busy):
        distance.steps[one] = 0
    reached, size, done = 0, 0, 0
    for arc in range(first, last):
        if ways[arc] & way:
            reached += 1
            if shared[arc] > 0:
                one = room.number[arc - first]
                distance.steps[one], distance.paths[one] = 1, 1.0
                room.queue[size] = one
                size += 1
    direct = size
    while done < size:
        size = _step(room.queue[done], size, lists, distance, room.queue)
        done += 1
    furthest = distance.steps[room.queue[size - 1]] if size > 0 else 1
    return reached + size - direct, furthest


@njit(nogil=True, cache=True)
def _step(one: int, size: int, lists: _Lists, distance: _Distance, queue: Unsigned) -> int:
    """Go on to everybody whom this one leads to; the new end of the queue."""
    steps = distance.steps[one] + 1
    for place in range(lists.start[one], lists.end[one]):
        other = lists.people[place]
        if distance.steps[other] == 0:
            distance.steps[other], distance.paths[other] = steps, 0.0
            queue[size] = other
            size += 1
        if distance.steps[other] == steps:
            distance.paths[other] += distance.paths[one]
    return size


@njit(nogil=True, cache=True)
def _lost_to_others(one: int, far: int, room: _Room) -> float:
    """Of the pairs that a contact is the first of, what is led past the person.

    ``far`` is the distance of the contacts furthest from the person.
    """
    room.here.steps[one], room.here.paths[one] = 1, 1.0
    room.queue[0] = one
    size, done, lost = 1, 0, 0.0
    while done < size and room.here.steps[room.queue[done]] <= room.before.steps[one] + far:
        size = _step(room.queue[done], size, room.to, room.here, room.queue)
        done += 1
    for place in range(size):
        other = room.queue[place]
        if place > 0 and room.after.steps[other] > 0:
            through = room.before.steps[one] + room.after.steps[other]
            past = room.here.steps[other] - 1
            mine = room.before.paths[one] * room.after.paths[other]
            if past < through:
                lost += 1.0
            elif past == through:
                lost += room.here.paths[other] / (room.here.paths[other] + mine)
        room.here.steps[other] = 0
    return lost
