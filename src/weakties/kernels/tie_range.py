"""The shortest way round a tie."""

import numpy as np
from numba import njit

from weakties._typing import FloatArray, IntArray, PositionArray, Progress
from weakties.kernels.batches import ARCS_PER_BATCH, run_batches
from weakties.kernels.orientation import Unsigned

#: Ties of a batch: many, and fewer and fewer of those left over where searches went far.
TIES_PER_BATCH = (4096, 64, 1)


def ways_round(
    indptr: IntArray,
    indices: PositionArray,
    source: PositionArray,
    target: PositionArray,
    *,
    progress: Progress | None = None,
) -> FloatArray:
    """Length of the shortest path between the people of every tie that does not use the tie.

    Adjacency is symmetric. Infinite where there is no other way. Searches breadth first from both
    ends, from the side first whose people have fewer contacts. O(n + m) time at most for each tie,
    and O(n) memory for each thread.
    """
    near, far = _ends(indptr, source, target)
    lengths = np.zeros(len(near))
    # Ties of the same person share what is known of this person's contacts.
    left = np.argsort(far.astype(np.uint64) * np.uint64(len(indptr)) + near)
    for size in TIES_PER_BATCH:

        def search(start: int, stop: int, ties: IntArray = left) -> FloatArray:
            chosen = ties[start:stop]
            return _search_batch(indptr, indices, near[chosen], far[chosen])

        batches = run_batches(search, len(left), size=size, what="tie range", progress=progress)
        for found, start in zip(batches, range(0, len(left), size)):
            lengths[left[start : start + size]] = found
        left = left[lengths[left] == 0]
    return lengths


def _ends(
    indptr: IntArray, source: PositionArray, target: PositionArray
) -> tuple[Unsigned, Unsigned]:
    """Who of the people of every tie has fewer contacts, and who has more."""
    contacts = np.diff(indptr)
    turned = contacts[source] > contacts[target]
    near, far = np.where(turned, target, source), np.where(turned, source, target)
    return near.view(np.uint32), far.view(np.uint32)


def _search_batch(
    indptr: IntArray, indices: PositionArray, near: Unsigned, far: Unsigned
) -> FloatArray:
    """Lengths of the ways round these ties, zero for those that the time of a batch did not reach.

    The first is always reached.
    """
    people = len(indptr) - 1
    found = np.zeros(len(near))
    known, seen = np.zeros(people, dtype=np.uint32), np.zeros(2 * people, dtype=np.uint32)
    queue = np.empty(2 * people, dtype=np.uint32)
    targets = indices.view(np.uint32)
    _search_all(indptr, targets, near, far, ARCS_PER_BATCH, known, seen, queue, found)
    return found


@njit(nogil=True, cache=True)
def _search_all(
    indptr: IntArray,
    targets: Unsigned,
    near: Unsigned,
    far: Unsigned,
    budget: int,
    known: Unsigned,
    seen: Unsigned,
    queue: Unsigned,
    found: FloatArray,
) -> None:
    """Search for every tie; marks are its number, or for ``known`` that of the first of its far end.

    The second half of ``seen`` and of ``queue`` belongs to the far side.
    """
    read, first, reach = 0, 0, 0
    for tie in range(len(near)):
        if tie > 0 and read > budget:
            break
        if tie == 0 or far[tie] != far[tie - 1]:
            first, reach = tie + 1, 0
            for arc in range(indptr[far[tie]], indptr[far[tie] + 1]):
                contact = targets[arc]
                known[contact] = first
                reach += indptr[contact + 1] - indptr[contact]
                read += 1
        found[tie], more = _search(
            indptr, targets, near[tie], far[tie], tie + 1, first, reach, known, seen, queue
        )
        read += more


@njit(nogil=True, cache=True)
def _search(
    indptr: IntArray,
    targets: Unsigned,
    near: int,
    far: int,
    mark: int,
    first: int,
    reach: int,
    known: Unsigned,
    seen: Unsigned,
    queue: Unsigned,
) -> tuple[float, int]:
    """Steps of the way round, and how many contacts were read for it.

    ``reach`` is the number of contacts of the contacts of ``far``, which are not lined up before
    it is their turn.
    """
    people = len(indptr) - 1
    queue[0] = near
    seen[near] = seen[people + far] = mark
    side, start, stop, contacts = 0, 0, 1, 0
    other_start, other_stop, other_contacts = 0, 0, reach - (indptr[near + 1] - indptr[near])
    steps, total = 1, 0
    end = stop
    while True:
        steps += 1
        end, contacts, read = _step(
            indptr, targets, near, far, mark, first, side, start, stop, known, seen, queue
        )
        total += read
        if end <= stop:
            return (float(steps) if end < 0 else np.inf), total
        start, stop = stop, end
        if contacts > other_contacts:
            if other_stop == 0:
                other_start, other_stop = people, people
                for arc in range(indptr[far], indptr[far + 1]):
                    queue[other_stop] = targets[arc]
                    other_stop += targets[arc] != near
            side = people - side
            start, other_start = other_start, start
            stop, other_stop = other_stop, stop
            contacts, other_contacts = other_contacts, contacts


@njit(nogil=True, cache=True)
def _step(
    indptr: IntArray,
    targets: Unsigned,
    near: int,
    far: int,
    mark: int,
    first: int,
    side: int,
    start: int,
    stop: int,
    known: Unsigned,
    seen: Unsigned,
    queue: Unsigned,
) -> tuple[int, int, int]:
    """Go one step from one side.

    The new end of its queue, or -1 if it met the other side; how many contacts those reached have;
    how many contacts were read.
    """
    people = len(indptr) - 1
    end, contacts, read = stop, 0, 0
    for place in range(start, stop):
        person = queue[place]
        for arc in range(indptr[person], indptr[person + 1]):
            other = targets[arc]
            read += 1
            if person == near and other == far:
                continue
            from_near = seen[other] == mark
            from_far = seen[people + other] == mark or (known[other] == first and other != near)
            if (from_near and side > 0) or (from_far and side == 0):
                return -1, contacts, read
            if not (from_near or from_far):
                seen[side + other] = mark
                queue[end] = other
                end += 1
                contacts += indptr[other + 1] - indptr[other]
    return end, contacts, read
