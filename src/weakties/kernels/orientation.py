"""Every tie with the one of its people who has fewer contacts: what triangles are sought in.

Ranked by their number of contacts, people have few contacts of higher rank: at most the root of
twice the number of ties, however many contacts the greatest hub has. A triangle stands as two
contacts of higher rank of its lowest person, who are tied to each other; its two upper people find
it there (Chiba and Nishizeki 1985, https://doi.org/10.1137/0214017, bound the time by O(m^1.5)).
"""

from typing import NamedTuple, TypeVar

import numpy as np
from numba import njit
from numpy.typing import NDArray

from weakties._typing import IntArray, PositionArray

T = TypeVar("T", bound=np.generic)

#: Numbers that index arrays fastest: compiled code need not ask whether they are negative.
Unsigned = NDArray[np.uint32]

#: Arcs that 32 bits can tell apart, with one number to spare.
MOST_ARCS = 2**32 - 2

#: What it costs to turn to a contact, in contacts read: their row stands elsewhere.
_TURN = 4


class Upward(NamedTuple):
    """The ties of an undirected network, sorted by which of their people has the higher rank."""

    rank: Unsigned  #: place of every person by number of contacts; people of as many, as they come
    pointer: IntArray  #: where the row of every person starts in ``above``
    above: Unsigned  #: ranks of the contacts of higher rank, row after row
    below: Unsigned  #: arcs to the contacts of lower rank, row after row
    begin: Unsigned  #: where in ``above`` the row of each contact in ``below`` starts
    end: Unsigned  #: and where it ends
    cost: IntArray  #: contacts to read for all triangles of which a person is not the lowest
    cost_of_all: IntArray  #: contacts to read for all triangles of a person


def orient(indptr: IntArray, indices: PositionArray) -> Upward:
    """Rank the people of a symmetric adjacency and sort their arcs by where they lead.

    The row of a person in ``below`` starts at ``indptr[person] - pointer[person]``.
    """
    ties = len(indices) // 2
    if len(indices) > MOST_ARCS:
        message = f"{ties} ties are more than the {MOST_ARCS // 2} that can be told apart"
        raise OverflowError(message)
    rank = np.empty(len(indptr) - 1, dtype=np.uint32)
    pointer = np.zeros(len(indptr), dtype=np.int64)
    # Each on its own, so that what is no longer needed can be given up.
    lists = tuple(np.empty(ties + 1, dtype=np.uint32) for _ in range(4))
    costs = np.empty((2, len(rank)), dtype=np.int64)
    targets = indices.view(np.uint32)
    _rank(indptr, rank)
    _count_above(indptr, targets, rank, pointer)
    _sort_arcs(indptr, targets, rank, pointer, lists, costs)
    above, below, begin, end = (one[:ties] for one in lists)
    return Upward(rank, pointer, above, below, begin, end, *costs)


def longest_row(upward: Upward) -> int:
    """The highest number of contacts of higher rank that somebody has."""
    return int(np.diff(upward.pointer).max(initial=0))


@njit(nogil=True, cache=True)
def most_contacts(indptr: IntArray, start: int, stop: int) -> int:
    """The highest number of contacts of somebody in ``start..stop``."""
    most = 0
    for person in range(start, stop):
        most = max(most, indptr[person + 1] - indptr[person])
    return most


def values_above(upward: Upward, values: NDArray[T]) -> NDArray[T]:
    """Of a value for every arc those of the arcs that lead up, in the order of ``above``."""
    leads_up = np.ones(len(values), dtype=np.bool_)
    leads_up[upward.below] = False
    return values[leads_up]


@njit(nogil=True, cache=True)
def _rank(indptr: IntArray, rank: Unsigned) -> None:
    """Sort the people by their number of contacts, by counting how many have as many."""
    most = most_contacts(indptr, 0, len(rank))
    place = np.zeros(most + 2, dtype=np.int64)
    for person in range(len(rank)):
        place[indptr[person + 1] - indptr[person] + 1] += 1
    for contacts in range(most):
        place[contacts + 1] += place[contacts]
    for person in range(len(rank)):
        contacts = indptr[person + 1] - indptr[person]
        rank[person] = place[contacts]
        place[contacts] += 1


@njit(nogil=True, cache=True)
def _count_above(indptr: IntArray, targets: Unsigned, rank: Unsigned, pointer: IntArray) -> None:
    """Sum up the numbers of contacts of higher rank."""
    for person in range(len(rank)):
        own, count = rank[person], 0
        for arc in range(indptr[person], indptr[person + 1]):
            count += rank[targets[arc]] > own
        pointer[person + 1] = pointer[person] + count


@njit(nogil=True, cache=True)
def _sort_arcs(
    indptr: IntArray,
    targets: Unsigned,
    rank: Unsigned,
    pointer: IntArray,
    lists: tuple[Unsigned, ...],
    costs: IntArray,
) -> None:
    """Write every arc to all lists and move on in the right ones: no branch has to be foreseen.

    So the lists need room for one more.
    """
    above, below, begin, end = lists
    up, down = 0, 0
    for person in range(len(rank)):
        own, read, read_of_all = rank[person], 0, 0
        for arc in range(indptr[person], indptr[person + 1]):
            contact = targets[arc]
            above[up], below[down] = rank[contact], arc
            begin[down], end[down] = pointer[contact], pointer[contact + 1]
            size = pointer[contact + 1] - pointer[contact]
            leads_up = rank[contact] > own
            up += leads_up
            down += not leads_up
            read += (not leads_up) * size
            read_of_all += size
        turns = _TURN * (indptr[person + 1] - indptr[person])
        costs[0, person], costs[1, person] = turns + read, turns + read_of_all
