"""Triangles: what two tied people share through everybody tied to both."""

import numpy as np
from numba import njit

from weakties._typing import FloatArray, IntArray, PositionArray

#: People whose triangles are visited between two chances to interrupt.
PEOPLE_PER_CALL = 4096


def triangle_sums(
    indptr: IntArray,
    indices: PositionArray,
    reverse: IntArray,
    first: FloatArray,
    second: FloatArray,
) -> FloatArray:
    """For every arc i-j the sum of ``first[i-q] * second[q-j]`` over all q tied to both i and j.

    Adjacency is symmetric; ``reverse`` holds the arc that leads back. Every triangle is visited
    once, from its person of lowest degree: O(m^1.5) time, O(m) memory.
    """
    pointer, arcs = _arcs_to_higher(indptr, indices)
    sums = np.zeros(len(indices))
    mark = np.full(len(indptr) - 1, -1, dtype=np.int64)
    for start in range(0, len(mark), PEOPLE_PER_CALL):
        stop = min(start + PEOPLE_PER_CALL, len(mark))
        _add_triangles(start, stop, pointer, arcs, indices, reverse, first, second, mark, sums)
    return sums


def reverse_arcs(indices: PositionArray) -> IntArray:
    """The arc j-i for every arc i-j of a symmetric adjacency with ascending rows."""
    # Sorted by (target, source), the arcs i-j stand where sorted rows have the arcs j-i.
    return np.argsort(indices, kind="stable")


def _arcs_to_higher(indptr: IntArray, indices: PositionArray) -> tuple[IntArray, IntArray]:
    """Per person the arcs to people of higher degree (or position), as rows of a new adjacency."""
    degree = np.diff(indptr)
    source = np.repeat(np.arange(len(degree)), degree)
    here, there = degree[source], degree[indices]
    arcs = np.flatnonzero((there > here) | ((there == here) & (indices > source)))
    pointer = np.zeros(len(indptr), dtype=np.int64)
    np.cumsum(np.bincount(source[arcs], minlength=len(degree)), out=pointer[1:])
    return pointer, arcs


@njit(nogil=True, cache=True)
def _add_triangles(
    start: int,
    stop: int,
    pointer: IntArray,
    arcs: IntArray,
    indices: PositionArray,
    reverse: IntArray,
    first: FloatArray,
    second: FloatArray,
    mark: IntArray,
    sums: FloatArray,
) -> None:
    """Add what the triangles give whose lowest person is in ``start..stop``."""
    for near in range(start, stop):
        for place in range(pointer[near], pointer[near + 1]):
            mark[indices[arcs[place]]] = arcs[place]
        for place in range(pointer[near], pointer[near + 1]):
            uv = arcs[place]
            middle = indices[uv]
            for further in range(pointer[middle], pointer[middle + 1]):
                vw = arcs[further]
                uw = mark[indices[vw]]
                if uw >= 0:
                    _add_triangle(uv, vw, uw, reverse, first, second, sums)
        for place in range(pointer[near], pointer[near + 1]):
            mark[indices[arcs[place]]] = -1


@njit(nogil=True, cache=True)
def _add_triangle(
    uv: int,
    vw: int,
    uw: int,
    reverse: IntArray,
    first: FloatArray,
    second: FloatArray,
    sums: FloatArray,
) -> None:
    """Add what a triangle u, v, w gives to its six arcs."""
    vu, wv, wu = reverse[uv], reverse[vw], reverse[uw]
    sums[uv] += first[uw] * second[wv]
    sums[vu] += first[vw] * second[wu]
    sums[uw] += first[uv] * second[vw]
    sums[wu] += first[wv] * second[vu]
    sums[vw] += first[vu] * second[uw]
    sums[wv] += first[wu] * second[uv]
