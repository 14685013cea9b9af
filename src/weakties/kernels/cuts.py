"""What holds a network together: components, blocks, bridges and articulation points."""

from typing import NamedTuple

import numpy as np
from numba import njit

from weakties._typing import BoolArray, IntArray, PositionArray


def components(indptr: IntArray, indices: PositionArray) -> IntArray:
    """Number of the component of every person, counted by the lowest position in each.

    Adjacency is symmetric. O(n + m) time and O(n) memory.
    """
    people = len(indptr) - 1
    component, queue = np.full(people, -1, dtype=np.int64), np.empty(people, dtype=np.int64)
    _flood(indptr, indices, component, queue)
    return component


@njit(nogil=True, cache=True)
def _flood(indptr: IntArray, indices: PositionArray, component: IntArray, queue: IntArray) -> None:
    """Number everybody who can be reached from the first person without a number, and so on."""
    count = 0
    for root in range(len(component)):
        if component[root] >= 0:
            continue
        component[root] = count
        queue[0] = root
        done, reached = 0, 1
        while done < reached:
            near = queue[done]
            done += 1
            for arc in range(indptr[near], indptr[near + 1]):
                far = indices[arc]
                if component[far] < 0:
                    component[far] = count
                    queue[reached] = far
                    reached += 1
        count += 1


class Blocks(NamedTuple):
    """Largest parts that no single person cuts; each tie is in one, who is where they meet in more.

    A depth-first search meets one person of every block before all others, its *top*; everybody
    else is in one block below its top, and those who begin a component in none. Blocks are numbered
    so that all that hang below a block come before it.
    """

    entered: IntArray  #: per person, when the search met them
    block: IntArray  #: per person, the block below whose top they are; -1 if there is none
    top: IntArray  #: per block, its top
    size: IntArray  #: per block, people below its top, through this block or those beyond
    behind: IntArray  #: per person, themselves and all people in blocks of which they are the top
    component: IntArray  #: per person, how many people there are in the component


def blocks(indptr: IntArray, indices: PositionArray) -> Blocks:
    """Blocks of a symmetric adjacency without parallel arcs.

    One depth-first search on a stack of its own (Hopcroft and Tarjan 1973,
    https://doi.org/10.1145/362248.362272): O(n + m) time, O(n) memory, on graphs of any depth.
    """
    people = len(indptr) - 1
    entered, block, start = np.full((3, people), -1, dtype=np.int64)
    top, size = np.empty((2, people), dtype=np.int64)
    behind = np.ones(people, dtype=np.int64)
    lowest, path, open_people = np.empty((3, people), dtype=np.int64)
    space = lowest, path, open_people, indptr[:-1].copy()
    count = _explore(indptr, indices, entered, block, start, top, size, behind, *space)
    return Blocks(entered, block, top[:count], size[:count], behind, behind[start])


@njit(nogil=True, cache=True)
def _explore(
    indptr: IntArray,
    indices: PositionArray,
    entered: IntArray,
    block: IntArray,
    start: IntArray,
    top: IntArray,
    size: IntArray,
    behind: IntArray,
    lowest: IntArray,
    path: IntArray,
    open_people: IntArray,
    next_arc: IntArray,
) -> int:
    """Search every component from its first person; how many blocks there are.

    ``open_people`` are those met whose block is not complete, in the order in which they were met.
    """
    clock, count = 0, 0
    for root in range(len(entered)):
        if entered[root] >= 0:
            continue
        entered[root] = lowest[root] = clock
        start[root] = path[0] = root
        clock += 1
        depth, waiting = 0, 0
        while depth >= 0:
            near = path[depth]
            above = path[depth - 1] if depth > 0 else -1
            if next_arc[near] < indptr[near + 1]:
                far = indices[next_arc[near]]
                next_arc[near] += 1
                if entered[far] < 0:
                    entered[far] = lowest[far] = clock
                    start[far] = root
                    clock += 1
                    depth += 1
                    path[depth] = open_people[waiting] = far
                    waiting += 1
                elif far != above:
                    lowest[near] = min(lowest[near], entered[far])
                continue
            depth -= 1
            if above < 0:
                break
            lowest[above] = min(lowest[above], lowest[near])
            if lowest[near] >= entered[above]:
                waiting = _close(near, above, count, block, top, size, behind, open_people, waiting)
                count += 1
    return count


@njit(nogil=True, cache=True)
def _close(
    near: int,
    above: int,
    number: int,
    block: IntArray,
    top: IntArray,
    size: IntArray,
    behind: IntArray,
    open_people: IntArray,
    waiting: int,
) -> int:
    """Make a block of everybody met since ``near``; how many people are still open."""
    top[number], size[number] = above, 0
    last = -1
    while last != near:
        waiting -= 1
        last = open_people[waiting]
        block[last] = number
        size[number] += behind[last]
    behind[above] += size[number]
    return waiting


class Cuts(NamedTuple):
    """What falls apart without whom, and without which tie."""

    articulation: BoolArray  #: per person, whether others are apart without them
    bridge_to: PositionArray  #: per person, where their bridge towards the start leads; -1: nowhere
    held: IntArray  #: per person, how many could no longer reach the largest part that is left


def cuts(indptr: IntArray, indices: PositionArray) -> Cuts:
    """Articulation points, bridges, and how many people everybody holds.

    Every bridge stands at one of its two people, the one whom the search met last, and nobody is the
    last of two bridges. Adjacency is symmetric without parallel arcs. O(n + m) time and O(n) memory.
    """
    found = blocks(indptr, indices)
    below = found.block >= 0
    branches = np.bincount(found.top, minlength=len(found.block)) + below
    members = np.bincount(found.block[below], minlength=len(found.top))
    # A bridge is a block of two people: its top, and one below.
    last = np.flatnonzero(below)
    last = last[members[found.block[last]] == 1]
    bridge_to = np.full(len(found.block), -1, dtype=np.int32)
    bridge_to[last] = found.top[found.block[last]]
    # Without a person each block below falls off, and so does what is above.
    largest = found.component - found.behind
    np.maximum.at(largest, found.top, found.size)
    return Cuts(branches > 1, bridge_to, found.component - 1 - largest)
