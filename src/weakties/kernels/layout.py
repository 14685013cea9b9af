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


# Part of its caller: as a function of its own it is compiled twice, with sums in two orders, and
# which of the two runs depends on whether the cache was there.
@njit(inline="always")
def _add_repulsion(
    x: FloatArray,
    y: FloatArray,
    side: int,
    cell: IntArray,
    order: IntArray,
    starts: IntArray,
    work: FloatArray,
    force: FloatArray,
) -> None:
    """Add the push of everybody on everybody: of people near singly, of far cells as a whole."""
    near_x, near_y, middle_x, middle_y, weight = work
    for at in range(len(x)):
        near_x[at], near_y[at] = x[order[at]], y[order[at]]
    for one in range(side * side):
        sum_x, sum_y = 0.0, 0.0
        for at in range(starts[one], starts[one + 1]):
            sum_x += near_x[at]
            sum_y += near_y[at]
        weight[one] = starts[one + 1] - starts[one]
        middle_x[one], middle_y[one] = sum_x / max(weight[one], 1.0), sum_y / max(weight[one], 1.0)
    for person in range(len(x)):
        row, column = cell[person] // side, cell[person] % side
        first_row, last_row = max(row - 1, 0), min(row + 2, side)
        first, last = max(column - 1, 0), min(column + 2, side)
        total_x, total_y = 0.0, 0.0
        for other in range(side * side):
            across, up = x[person] - middle_x[other], y[person] - middle_y[other]
            push = weight[other] / (across * across + up * up + 0.01)
            total_x += push * across
            total_y += push * up
        for near in range(first_row, last_row):
            # What the cells nearby pushed as a whole is taken back, and pushed one by one.
            for other in range(near * side + first, near * side + last):
                across, up = x[person] - middle_x[other], y[person] - middle_y[other]
                push = weight[other] / (across * across + up * up + 0.01)
                total_x -= push * across
                total_y -= push * up
            for at in range(starts[near * side + first], starts[near * side + last]):
                across, up = x[person] - near_x[at], y[person] - near_y[at]
                push = 1.0 / (across * across + up * up + 0.01)
                total_x += push * across
                total_y += push * up
        force[person, 0] += total_x
        force[person, 1] += total_y


# Sums may be taken in another order: several pushes at a time, the same order every time.
@njit(nogil=True, cache=True, fastmath={"reassoc", "nsz"})
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
    work, force = np.empty((5, max(n, side * side))), np.empty((n, 2))
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
        _add_repulsion(x, y, side, cell, order, starts, work, force)
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
