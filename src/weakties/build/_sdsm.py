"""How often chance alone would let two people share as many foci as they do."""

from typing import Literal, TypeAlias

import numpy as np
from scipy.special import bdtrc, gammaln, xlog1py, xlogy

from weakties._typing import FloatArray, IntArray
from weakties.build._bicm import cell_probabilities

#: How p-values are corrected for their number, after the same names in R's ``p.adjust``.
Correction: TypeAlias = Literal["none", "holm", "fdr"]
CORRECTIONS: tuple[Correction, ...] = ("none", "holm", "fdr")

#: Numbers that a table of sums holds at once.
_MOST_CELLS = 4_000_000


def chance_of_sharing(
    degree: IntArray, size: IntArray, one: IntArray, other: IntArray, shared: IntArray
) -> FloatArray:
    """Probability that two people share at least so many foci in the stochastic degree sequence model.

    The number of foci shared is a sum of independent trials, one a focus, with the probability that
    both are in it, each on their own: its distribution is Poisson-binomial. The tail is summed
    from positive terms alone, so that small values are right to their last digits.

    Parameters
    ----------
    degree : ndarray
        Number of foci of every person.
    size : ndarray
        Number of people in every focus.
    one, other : ndarray
        Positions of the two people of every pair.
    shared : ndarray
        Number of foci that each pair shares, one or more.
    """
    degrees, place, people = np.unique(degree, return_inverse=True, return_counts=True)
    sizes, foci = np.unique(size, return_counts=True)
    cells = cell_probabilities(degrees, people, sizes, foci)
    # People with the same number of foci are alike to the model.
    low, high = np.minimum(place[one], place[other]), np.maximum(place[one], place[other])
    kinds, back = np.unique(
        (shared * len(degrees) + low) * len(degrees) + high, return_inverse=True
    )
    kinds = np.column_stack(
        np.unravel_index(kinds, (int(shared.max(initial=0)) + 1, len(degrees), len(degrees)))
    )
    tail = np.empty(len(kinds))
    begin = 0
    while begin < len(kinds):
        least = int(kinds[begin, 0])
        rows = max(1, _MOST_CELLS // (least + len(sizes)))
        end = min(begin + rows, int(np.searchsorted(kinds[:, 0], least, side="right")))
        both = cells[kinds[begin:end, 1]] * cells[kinds[begin:end, 2]]
        tail[begin:end] = _upper_tail(both, foci, least)
        begin = end
    return tail[back.reshape(-1)]


def _upper_tail(chance: FloatArray, trials: IntArray, least: int) -> FloatArray:
    """Probability of at least so many successes, a row a sum of trials of several chances."""
    tail = np.zeros(len(chance))
    below = np.zeros((len(chance), least))  # probability of 0, 1, ... successes so far
    below[:, 0] = 1.0
    counts = np.arange(least)
    for column, number in enumerate(trials.tolist()):
        each = chance[:, column, None]
        missing = least - 1 - counts
        reach = np.where(missing < number, bdtrc(np.minimum(missing, number), number, each), 0.0)
        tail += (below * reach).sum(axis=1)
        exactly = _binomial(counts, number, each)
        below = _added(below, exactly[:, : number + 1])
    return np.minimum(tail, 1.0)


def _added(one: FloatArray, other: FloatArray) -> FloatArray:
    """Probabilities of the sums of two numbers, row by row, as far as the first go."""
    most = one.shape[1]
    if len(one) < other.shape[1]:
        return np.stack([np.convolve(a, b)[:most] for a, b in zip(one, other, strict=True)])
    moved = np.zeros_like(one)
    for more in range(other.shape[1]):
        moved[:, more:] += one[:, : most - more] * other[:, more, None]
    return moved


def _binomial(successes: IntArray, trials: int, chance: FloatArray) -> FloatArray:
    possible = np.minimum(successes, trials)
    ways = gammaln(trials + 1) - gammaln(possible + 1) - gammaln(trials - possible + 1)
    logs = ways + xlogy(possible, chance) + xlog1py(trials - possible, -chance)
    return np.where(successes <= trials, np.exp(logs), 0.0)


def corrected(p_values: FloatArray, correction: Correction) -> FloatArray:
    """The p-values made larger for their number: by Holm (1979), or Benjamini and Hochberg (1995)."""
    number = len(p_values)
    if correction == "none" or number == 0:
        return p_values
    order = np.argsort(p_values, kind="stable")
    rank = np.arange(number)
    result = np.empty(number)
    if correction == "holm":
        result[order] = np.maximum.accumulate(p_values[order] * (number - rank))
    else:
        falling = (p_values[order] * number / (rank + 1))[::-1]
        result[order] = np.minimum.accumulate(falling)[::-1]
    return np.minimum(result, 1.0)
