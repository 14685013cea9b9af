"""Arithmetic of the map: where forces put the people of an island."""

import math

import numpy as np
from numba import njit

from weakties._typing import FloatArray, IntArray

#: Pull towards the mean place of one's neighbours, and towards the middle of the island. Repulsion
#: of even strength against a harmonic pull of about pi fills a disc evenly, one person a unit.
COHESION = 2.6
GRAVITY = 0.9

#: Share of the cohesion that is lost step by step: first find the groups, then give them room.
FADING = 0.75

# Loops over single numbers throughout: array expressions compile several times more slowly.


@njit(nogil=True, cache=True)
def _sort_into_cells(
    x: FloatArray,
    y: FloatArray,
    side: int,
    cell: IntArray,
    order: IntArray,
    starts: IntArray,
) -> None:
    """Put every person in a cell of a square grid; people in order of cells; where cells start."""
    low_x, low_y, high = x[0], y[0], 0.0
    for person in range(len(x)):
        low_x, low_y = min(low_x, x[person]), min(low_y, y[person])
    for person in range(len(x)):
        high = max(high, x[person] - low_x, y[person] - low_y)
    scale = side / (high * 1.000001 + 1e-9)
    starts[:] = 0
    for person in range(len(x)):
        cell[person] = int((y[person] - low_y) * scale) * side + int((x[person] - low_x) * scale)
        starts[cell[person] + 1] += 1
    for one in range(side * side):
        starts[one + 1] += starts[one]
    # Filling moves every start to the next one; the last loop moves them back.
    for person in range(len(x)):
        order[starts[cell[person]]] = person
        starts[cell[person]] += 1
    for one in range(side * side, 0, -1):
        starts[one] = starts[one - 1]
    starts[0] = 0


@njit(nogil=True, cache=True)
def _add_repulsion(
    x: FloatArray,
    y: FloatArray,
    side: int,
    cell: IntArray,
    order: IntArray,
    starts: IntArray,
    middle: FloatArray,
    force: FloatArray,
) -> None:
    """Add the push of everybody on everybody: of people near singly, of far cells as a whole."""
    for one in range(side * side):
        people = max(starts[one + 1] - starts[one], 1)
        middle[one, 0] = middle[one, 1] = 0.0
        for at in range(starts[one], starts[one + 1]):
            middle[one, 0] += x[order[at]] / people
            middle[one, 1] += y[order[at]] / people
    for person in range(len(x)):
        row, column = cell[person] // side, cell[person] % side
        for up_to in range(side):
            for along in range(side):
                other = up_to * side + along
                first, last = starts[other], starts[other + 1]
                if abs(up_to - row) > 1 or abs(along - column) > 1:
                    across, up = x[person] - middle[other, 0], y[person] - middle[other, 1]
                    push = (last - first) / (across * across + up * up + 0.01)
                    force[person, 0] += push * across
                    force[person, 1] += push * up
                    continue
                for at in range(first, last):
                    across, up = x[person] - x[order[at]], y[person] - y[order[at]]
                    push = 1.0 / (across * across + up * up + 0.01)
                    force[person, 0] += push * across
                    force[person, 1] += push * up


@njit(nogil=True, cache=True)
def _relax(
    x: FloatArray,
    y: FloatArray,
    indptr: IntArray,
    indices: IntArray,
    closeness: FloatArray,
    pull: FloatArray,
    steps: int,
    heat: float,
    cooling: float,
) -> None:
    """Move people in place, ``heat`` at most in the first step."""
    n = len(x)
    side = max(1, round(n ** (1 / 3)))
    cell, order = np.empty(n, np.int64), np.empty(n, np.int64)
    starts = np.empty(side * side + 1, np.int64)
    middle, force = np.empty((side * side, 2)), np.empty((n, 2))
    for step in range(steps):
        cohesion = COHESION * (1 - FADING * step / steps)
        for person in range(n):
            force[person, 0] = pull[person, 0] - GRAVITY * x[person]
            force[person, 1] = pull[person, 1] - GRAVITY * y[person]
            total, across, up = 1e-300, 0.0, 0.0
            for arc in range(indptr[person], indptr[person + 1]):
                total += closeness[arc]
                across += closeness[arc] * (x[indices[arc]] - x[person])
                up += closeness[arc] * (y[indices[arc]] - y[person])
            force[person, 0] += cohesion * across / total
            force[person, 1] += cohesion * up / total
        _sort_into_cells(x, y, side, cell, order, starts)
        _add_repulsion(x, y, side, cell, order, starts, middle, force)
        for person in range(n):
            size = math.hypot(force[person, 0], force[person, 1])
            move = min(0.15, heat / (size + 1e-12))
            x[person] += force[person, 0] * move
            y[person] += force[person, 1] * move
        heat *= cooling


def relax_island(
    start: FloatArray,
    indptr: IntArray,
    indices: IntArray,
    closeness: FloatArray,
    pull: FloatArray,
    steps: int,
) -> FloatArray:
    """Places of the people of one island after ``steps`` steps of falling size.

    ``pull`` is a constant force on each person; the unit of length is the room of one person.
    """
    x, y = start[:, 0].copy(), start[:, 1].copy()
    heat = 0.5 * math.sqrt(len(x)) + 0.5
    cooling = (0.1 / heat) ** (1 / steps)
    _relax(x, y, indptr, indices, closeness, pull, steps, heat, cooling)
    return np.column_stack([x, y])
