"""How likely each person is in each focus, given how many each has: the bipartite configuration model."""

import numpy as np
from scipy.linalg import LinAlgError, lstsq, solve
from scipy.special import expit, logit

from weakties._typing import FloatArray, IntArray

#: Expected sums may miss the observed ones by this share.
TOLERANCE = 1e-10
#: Newton's method needs about ten steps; the line search halves a step so often at most.
_MOST_STEPS, _MOST_HALVINGS = 200, 60


def cell_probabilities(
    rows: IntArray, row_counts: IntArray, columns: IntArray, column_counts: IntArray
) -> FloatArray:
    """Probability of a one in each cell of a random 0-1 matrix with given expected sums.

    Of all distributions over matrices whose row and column sums are on average the observed ones,
    this is the one of the largest entropy (Saracco et al. 2015, DOI 10.1038/srep10595): a cell is one
    with probability x y / (1 + x y), x being of the row and y of the column. Rows with the same sum
    have the same x, so only different sums count.

    Where sums leave no choice, as in a full row or in columns that only the fullest rows have, there
    is no finite x. These cells are found first (sums for which an inequality of Gale and Ryser is
    an equation) and are 0 or 1; what is between them are matrices of their own, for each of which
    the likelihood is strictly concave with a finite maximum, and Newton's method with a line
    search finds it.

    Parameters
    ----------
    rows, columns : ndarray
        The different sums of rows and of columns, of some 0-1 matrix.
    row_counts, column_counts : ndarray
        How many rows and columns have each.

    Returns
    -------
    ndarray, shape (len(rows), len(columns))
        Probabilities. Cost: O((r + c)^3) for r and c different sums.
    """
    order = np.argsort(-rows)
    filled = np.cumsum(row_counts[order])
    demand = np.cumsum((row_counts * rows)[order])
    room = np.minimum(filled[:, None], columns) @ column_counts
    bounds = np.concatenate([[0], filled[room == demand]])
    block = np.empty(len(rows), dtype=np.int64)
    block[order] = np.searchsorted(bounds, filled, side="left")
    cells = (columns >= bounds[block][:, None]).astype(np.float64)
    for number in range(1, len(bounds)):
        low, high = bounds[number - 1], bounds[number]
        inside = np.flatnonzero(block == number)
        free = np.flatnonzero((columns > low) & (columns < high))
        if len(free):
            full = int(column_counts[columns >= high].sum())
            cells[np.ix_(inside, free)] = _fit(
                (rows[inside] - full).astype(np.float64),
                row_counts[inside].astype(np.float64),
                (columns[free] - low).astype(np.float64),
                column_counts[free].astype(np.float64),
            )
    return cells


def _fit(
    rows: FloatArray, row_counts: FloatArray, columns: FloatArray, column_counts: FloatArray
) -> FloatArray:
    """The probabilities where every cell is free."""
    # log x and log y; adding to one and taking from the other changes nothing, so the last y stays.
    start = np.concatenate([logit(rows / column_counts.sum()), logit(columns / row_counts.sum())])
    start[len(rows) :] -= logit(rows @ row_counts / (row_counts.sum() * column_counts.sum()))
    fitness, sums = start, np.concatenate([rows, columns])
    counts = np.concatenate([row_counts, column_counts])

    def likelihood(at: FloatArray) -> float:
        exponents = at[: len(rows), None] + at[len(rows) :]
        free = row_counts @ np.logaddexp(0.0, exponents) @ column_counts
        return float(at @ (counts * sums) - free)

    value = likelihood(fitness)
    for _ in range(_MOST_STEPS):
        cells = expit(fitness[: len(rows), None] + fitness[len(rows) :])
        expected = np.concatenate([cells @ column_counts, row_counts @ cells])
        if (np.abs(sums - expected) <= TOLERANCE * np.maximum(sums, 1.0)).all():
            break
        slope = counts * (sums - expected)
        step = _newton_step(slope, cells, row_counts, column_counts)
        gain, size = float(slope @ step), 1.0
        for _ in range(_MOST_HALVINGS):
            found = likelihood(fitness + size * step)
            # So near to the top the likelihood is flat but for rounding.
            if found >= value + 1e-4 * size * gain or gain < 1e-9:
                break
            size /= 2
        fitness, value = fitness + size * step, found
    return np.asarray(cells)


def _newton_step(
    slope: FloatArray, cells: FloatArray, row_counts: FloatArray, column_counts: FloatArray
) -> FloatArray:
    """The step to the top of the parabola that fits the likelihood here."""
    spread = row_counts[:, None] * (cells * (1.0 - cells)) * column_counts
    curvature = np.block(
        [[np.diag(spread.sum(axis=1)), spread], [spread.T, np.diag(spread.sum(axis=0))]]
    )[:-1, :-1]
    try:
        step = solve(curvature, slope[:-1], assume_a="pos")
    except LinAlgError:
        step = lstsq(curvature, slope[:-1])[0]
    return np.append(step, 0.0)
