"""Who stands between the contacts of one person, for everybody in turn.

Of two contacts who are not tied to each other, a person holds 1 / (1 + c) of the shortest paths, if
c other contacts are tied to both. Pairs with c > 0 have to be found, all others count one. They are
found along the ties among the contacts or, where these are dense, by comparing rows of bits. How
often each c occurs is counted before it is added up, so that sums do not depend on the way.
"""

import numpy as np
from numba import njit

from weakties._typing import BoolArray, FloatArray, IntArray, PositionArray, Progress
from weakties.kernels.among_contacts import (
    STEPS_PER_ARC,
    Room,
    Size,
    mark_contacts,
    measure_contacts,
    number_contacts,
    pieces_of_work,
    restart,
    room_for,
    share_of_others,
)
from weakties.kernels.batches import run_batches
from weakties.kernels.orientation import Unsigned, Upward, orient
from weakties.kernels.triads import Counts

#: Contacts with ties among them, at most, whose rows of bits are compared.
MOST_IN_BITS = 1024

_ONE = np.uint64(1)
_ODD_BITS = np.uint64(0x5555555555555555)
_PAIRS = np.uint64(0x3333333333333333)
_NIBBLES = np.uint64(0x0F0F0F0F0F0F0F0F)
_EACH_BYTE = np.uint64(0x0101010101010101)


def pairs_between(
    indptr: IntArray,
    indices: PositionArray,
    shared: Counts,
    *,
    progress: Progress | None = None,
) -> FloatArray:
    """Pairs of contacts that every person stands between, each by the share of shortest paths.

    Adjacency is symmetric; ``shared`` holds for every arc i-j the number of people tied to both.
    O(m^1.5 + ∑ shared²) time at most, and O(n + m) memory.
    """
    upward, targets = orient(indptr, indices), indices.view(np.uint32)
    size = Size(*np.empty((3, len(indptr) - 1), dtype=np.int64))
    measure_contacts(indptr, shared, *size)
    in_bits, work = _way(size)
    pieces = pieces_of_work(upward.cost_of_all + work, ~in_bits)
    contacts = np.diff(indptr)
    between: FloatArray = (contacts * (contacts - 1) - size.twice_ties) / 2

    def count(first: int, _: int) -> tuple[int, FloatArray]:
        piece = pieces[first]
        some = slice(piece.start, piece.stop)
        in_rows = size.busy[some] * in_bits[some]
        room = room_for(len(contacts), contacts[some], size.twice_ties[some], in_rows)
        lost = np.zeros(piece.stop - piece.start)
        _count(*piece, indptr, targets, upward, shared, in_bits, room, lost)
        return piece.start, lost

    batches = run_batches(count, len(pieces), size=1, what="ego betweenness", progress=progress)
    for start, lost in batches:
        between[start : start + len(lost)] -= lost
    return between


def steps_among_contacts(indptr: IntArray, shared: Counts) -> IntArray:
    """What the ties among the contacts of every person cost, in arcs read."""
    size = Size(*np.empty((3, len(indptr) - 1), dtype=np.int64))
    measure_contacts(indptr, shared, *size)
    return _way(size)[1]


def _way(size: Size) -> tuple[BoolArray, IntArray]:
    """Whether to compare rows of bits, for every person, and what the better way costs in arcs."""
    # Counted in steps, comparing two rows costs two, and one more for every 128 bits.
    by_rows = size.busy * size.busy / 2 * (2 + size.busy / 128)
    steps = size.squares / 2
    in_bits = (size.busy <= MOST_IN_BITS) & (by_rows < steps)
    cost: IntArray = (np.where(in_bits, by_rows, steps) / STEPS_PER_ARC).astype(np.int64)
    return in_bits, cost


@njit(nogil=True, cache=True)
def _count(
    start: int,
    stop: int,
    part: int,
    parts: int,
    indptr: IntArray,
    targets: Unsigned,
    upward: Upward,
    shared: Counts,
    in_bits: BoolArray,
    room: Room,
    lost: FloatArray,
) -> None:
    """Fill in what others have of the pairs that people in ``start..stop`` stand between."""
    for person in range(start, stop):
        first, last = indptr[person], indptr[person + 1]
        busy, most, twice_ties = number_contacts(first, last, shared, room.number, room.start)
        if most < 2 or twice_ties == (last - first) * (last - first - 1):
            continue  # nobody is tied to two contacts, or everybody to all
        mark_contacts(first, last, targets, upward.rank, room.mark)
        if in_bits[person]:
            words = (busy + 63) // 64
            for word in range(busy * words):
                room.rows[word] = np.uint64(0)
            _write_rows(first, last, words, targets, upward, shared, room)
            _compare_rows(busy, words, room)
        else:
            _list_ties(first, last, busy, targets, upward, shared, room)
            _follow_ties(busy, part, parts, room)
        lost[person - start] = share_of_others(most, room.counts)


@njit(nogil=True, cache=True)
def _write_rows(
    first: int,
    last: int,
    words: int,
    targets: Unsigned,
    upward: Upward,
    shared: Counts,
    room: Room,
) -> None:
    """Set the bits of all ties among the contacts."""
    for arc in range(first, last):
        if shared[arc] == 0:
            continue
        contact, one = targets[arc], room.number[arc - first]
        for place in range(upward.pointer[contact], upward.pointer[contact + 1]):
            marked = room.mark[upward.above[place]]
            if marked > first:
                other = room.number[marked - 1 - first]
                room.rows[one * words + (other >> 6)] |= _ONE << np.uint64(other & 63)
                room.rows[other * words + (one >> 6)] |= _ONE << np.uint64(one & 63)


@njit(nogil=True, cache=True)
def _compare_rows(busy: int, words: int, room: Room) -> None:
    """Count all pairs by what they share, except those tied to each other."""
    for one in range(busy):
        for other in range(one + 1, busy):
            if (room.rows[one * words + (other >> 6)] >> np.uint64(other & 63)) & _ONE:
                continue
            both = np.uint64(0)
            for word in range(words):
                both += _ones(room.rows[one * words + word] & room.rows[other * words + word])
            room.counts[both] += 1


@njit(nogil=True, cache=True)
def _ones(word: np.uint64) -> np.uint64:
    """Number of bits that are set, in a form that compilers know a single instruction for."""
    word = word - ((word >> np.uint64(1)) & _ODD_BITS)
    word = (word & _PAIRS) + ((word >> np.uint64(2)) & _PAIRS)
    word = (word + (word >> np.uint64(4))) & _NIBBLES
    return (word * _EACH_BYTE) >> np.uint64(56)


@njit(nogil=True, cache=True)
def _list_ties(
    first: int,
    last: int,
    busy: int,
    targets: Unsigned,
    upward: Upward,
    shared: Counts,
    room: Room,
) -> None:
    """List all ties among the contacts with both of their people, in ascending order."""
    restart(busy, room.start, room.filled)
    for arc in range(first, last):
        if shared[arc] == 0:
            continue
        contact, one = targets[arc], room.number[arc - first]
        for place in range(upward.pointer[contact], upward.pointer[contact + 1]):
            marked = room.mark[upward.above[place]]
            if marked > first:
                other = room.number[marked - 1 - first]
                room.listed[room.filled[one]] = other
                room.listed[room.filled[other]] = one
                room.filled[one] += 1
                room.filled[other] += 1
    # Listed with all others in the order of the ones, the ones stand in ascending order.
    restart(busy, room.start, room.filled)
    for one in range(busy):
        for place in range(room.start[one], room.start[one + 1]):
            other = room.listed[place]
            room.ordered[room.filled[other]] = one
            room.filled[other] += 1


@njit(nogil=True, cache=True)
def _follow_ties(busy: int, part: int, parts: int, room: Room) -> None:
    """Count the pairs by what they share whose first is in this part, except those tied.

    Every list is read from behind the contact in turn, so that each pair is met once.
    """
    restart(busy, room.start, room.filled)
    for one in range(busy):
        steps = 0
        for place in range(room.start[one], room.start[one + 1]):
            between = room.ordered[place]
            room.filled[between] += 1
            steps += room.start[between + 1] - room.filled[between]
        if one % parts != part:
            continue
        if steps < busy:
            _reach_few(one, room)
        else:
            _reach_many(one, busy, room)


@njit(nogil=True, cache=True)
def _reach_few(one: int, room: Room) -> None:
    """Take down whom the contact in turn reaches."""
    size = 0
    for place in range(room.start[one], room.start[one + 1]):
        between = room.ordered[place]
        for step in range(room.filled[between], room.start[between + 1]):
            other = room.ordered[step]
            room.reached[size] = other
            size += room.paths[other] == 0
            room.paths[other] += 1
    for place in range(room.start[one], room.start[one + 1]):
        room.paths[room.ordered[place]] = 0
    for place in range(size):
        room.counts[room.paths[room.reached[place]]] += 1
        room.paths[room.reached[place]] = 0


@njit(nogil=True, cache=True)
def _reach_many(one: int, busy: int, room: Room) -> None:
    """Look at everybody afterwards, where almost all are reached."""
    for place in range(room.start[one], room.start[one + 1]):
        between = room.ordered[place]
        for step in range(room.filled[between], room.start[between + 1]):
            room.paths[room.ordered[step]] += 1
    for place in range(room.start[one], room.start[one + 1]):
        room.paths[room.ordered[place]] = 0
    for other in range(one + 1, busy):
        room.counts[room.paths[other]] += 1
        room.paths[other] = 0
