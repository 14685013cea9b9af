"""What holds a network together: components, bridges, articulation points; without recursion."""

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


def cuts(indptr: IntArray, indices: PositionArray) -> tuple[BoolArray, BoolArray]:
    """Whether every person is an articulation point, and whether every arc is a bridge.

    Adjacency is symmetric without parallel arcs. Of the two arcs of a bridge one is marked. One
    depth-first search on a stack of its own (Tarjan 1972, 1974): O(n + m) time, O(n) memory.
    """
    people = len(indptr) - 1
    articulation = np.zeros(people, dtype=np.bool_)
    bridge = np.zeros(len(indices), dtype=np.bool_)
    entered, lowest = np.full((2, people), -1, dtype=np.int64)
    arc_into, stack = np.full((2, people), -1, dtype=np.int64)
    next_arc = indptr[:-1].copy()
    _explore(indptr, indices, entered, lowest, arc_into, stack, next_arc, articulation, bridge)
    return articulation, bridge


@njit(nogil=True, cache=True)
def _explore(
    indptr: IntArray,
    indices: PositionArray,
    entered: IntArray,
    lowest: IntArray,
    arc_into: IntArray,
    stack: IntArray,
    next_arc: IntArray,
    articulation: BoolArray,
    bridge: BoolArray,
) -> None:
    """Search every component from its first person."""
    clock = 0
    for root in range(len(entered)):
        if entered[root] >= 0:
            continue
        entered[root] = lowest[root] = clock
        stack[0] = root
        depth, branches = 0, 0
        while depth >= 0:
            near = stack[depth]
            above = stack[depth - 1] if depth > 0 else -1
            if next_arc[near] < indptr[near + 1]:
                arc = next_arc[near]
                next_arc[near] += 1
                far = indices[arc]
                if entered[far] < 0:
                    clock += 1
                    entered[far] = lowest[far] = clock
                    arc_into[far] = arc
                    depth += 1
                    stack[depth] = far
                elif far != above:
                    lowest[near] = min(lowest[near], entered[far])
                continue
            depth -= 1
            if above >= 0:
                branches += above == root
                _close(near, above, root, entered, lowest, arc_into, articulation, bridge)
        articulation[root] = branches > 1
        clock += 1


@njit(nogil=True, cache=True)
def _close(
    near: int,
    above: int,
    root: int,
    entered: IntArray,
    lowest: IntArray,
    arc_into: IntArray,
    articulation: BoolArray,
    bridge: BoolArray,
) -> None:
    """Tell the person above what was found below ``near``."""
    lowest[above] = min(lowest[above], lowest[near])
    bridge[arc_into[near]] = lowest[near] > entered[above]
    if above != root and lowest[near] >= entered[above]:
        articulation[above] = True
