"""Room for the ties among the contacts of one person after another, and how to share the work.

The ties among a person's contacts stand in the rows of these contacts, each with its person of lower
rank. So reading the contacts' rows of contacts of higher rank finds each such tie once, in O(m^1.5)
for all people together: hubs have many contacts, but few of higher rank.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from weakties._typing import BoolArray, IntArray
from weakties.kernels.batches import ARCS_PER_BATCH, balanced_limits
from weakties.kernels.orientation import Unsigned
from weakties.kernels.triads import Counts

#: Steps among contacts that take no longer than reading an arc elsewhere: all of them are near.
STEPS_PER_ARC = 16


class Size(NamedTuple):
    """What there is among the contacts of every person."""

    busy: IntArray  #: contacts with ties to other contacts
    twice_ties: IntArray  #: twice the ties among contacts
    squares: IntArray  #: sum over the contacts of the square of how many others each is tied to


@njit(nogil=True, cache=True)
def measure_contacts(
    indptr: IntArray, shared: Counts, busy: IntArray, twice_ties: IntArray, squares: IntArray
) -> None:
    """Fill in the three fields of `Size`, without arrays for arcs."""
    for person in range(len(busy)):
        count, total, square = 0, 0, 0
        for arc in range(indptr[person], indptr[person + 1]):
            ties = int(shared[arc])
            count += ties > 0
            total += ties
            square += ties * ties
        busy[person], twice_ties[person], squares[person] = count, total, square


class Room(NamedTuple):
    """What is known of the contacts of one person; those with ties to others are numbered."""

    mark: Unsigned  #: one more than the arc that leads to a contact, by rank
    number: Unsigned  #: number of a contact, by place in the person's row
    start: IntArray  #: where the list of a numbered contact starts
    filled: IntArray  #: how far it is filled, or was read
    listed: Unsigned  #: numbers of those whom each is tied to, list after list
    ordered: Unsigned  #: the same, each list ascending
    paths: Unsigned  #: through how many others the contact in turn is joined with each
    reached: Unsigned  #: those whom the contact in turn is joined with
    rows: NDArray[np.uint64]  #: those whom each is tied to, as a row of bits
    counts: IntArray  #: how many pairs are joined through so many


def room_for(people: int, contacts: IntArray, twice_ties: IntArray, in_bits: IntArray) -> Room:
    """Room for the greatest of some people.

    Given are the contacts of each, twice the ties among them, and how many become rows of bits.
    """
    most, ties = int(contacts.max(initial=0)), int(twice_ties.max(initial=0))
    bits = int(in_bits.max(initial=0))
    start, filled = np.zeros((2, most + 1), dtype=np.int64)
    number, paths, reached = np.zeros((3, most + 1), dtype=np.uint32)
    listed, ordered = np.empty((2, ties), dtype=np.uint32)
    rows = np.empty(bits * ((bits + 63) // 64), dtype=np.uint64)
    mark, counts = np.zeros(people, dtype=np.uint32), np.zeros(most + 1, dtype=np.int64)
    return Room(mark, number, start, filled, listed, ordered, paths, reached, rows, counts)


class Piece(NamedTuple):
    """People whose turn it is together, and which part of the work for them."""

    start: int
    stop: int
    part: int
    parts: int


def pieces_of_work(cost: IntArray, divisible: BoolArray) -> list[Piece]:
    """Cut the work into pieces of about equal cost.

    Where the work for a single person takes too long, and can be divided, it is.
    """
    pieces = []
    for start, stop in pairwise(balanced_limits(cost).tolist()):
        alone = stop - start == 1 and divisible[start]
        parts = 1 + int(cost[start]) // ARCS_PER_BATCH if alone else 1
        pieces += [Piece(start, stop, part, parts) for part in range(parts)]
    return pieces


@njit(nogil=True, cache=True)
def number_contacts(
    first: int, last: int, shared: Counts, number: Unsigned, start: IntArray
) -> tuple[int, int, int]:
    """Number the contacts who have ties to other contacts and set limits to their lists.

    How many there are, how many ties one of them has at most, and how many all have together.
    """
    busy, most, total = 0, 0, 0
    for arc in range(first, last):
        number[arc - first] = busy
        if shared[arc] > 0:
            total += shared[arc]
            busy += 1
            start[busy] = total
            most = max(most, shared[arc])
    return busy, most, total


@njit(nogil=True, cache=True)
def mark_contacts(first: int, last: int, targets: Unsigned, rank: Unsigned, mark: Unsigned) -> None:
    """Mark each with its arc: marks of people before are lower, so none has to be erased."""
    for arc in range(first, last):
        mark[rank[targets[arc]]] = arc + 1


@njit(nogil=True, cache=True)
def restart(busy: int, start: IntArray, filled: IntArray) -> None:
    """Begin to fill or read the lists from their start."""
    for one in range(busy):
        filled[one] = start[one]


@njit(nogil=True, cache=True)
def share_of_others(most: int, counts: IntArray) -> float:
    """Add up c / (c + 1) over all pairs joined through c contacts, and forget them."""
    total = 0.0
    for between in range(1, most + 1):
        total += counts[between] * (between / (between + 1.0))
        counts[between] = 0
    return total
