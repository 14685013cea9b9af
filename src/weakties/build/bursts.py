"""Bursts of connections: days on which the owner added more people than the owner's own rate explains."""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammainc

from weakties._typing import FloatArray, IntArray

#: Lengths, in days, of the windows in which a burst is looked for.
WINDOWS = (1, 2, 3, 5, 8)
#: Days before and after a window from which the owner's rate at the time is taken.
SURROUNDING = 90
#: Share of windows called a burst that may be none (Benjamini and Hochberg 1995).
FALSE_SHARE = 0.05
#: A day with more people than this is an address book sent in, not people met.
IMPORT_DAY = 25


@dataclass(frozen=True, eq=False, kw_only=True)
class Bursts:
    """Which connection belongs to which burst."""

    burst: IntArray  #: burst of every connection, numbered by date; -1 if it is in none
    excess: FloatArray  #: for every burst, the share of its people beyond the owner's usual rate
    imports: int  #: days of address-book imports, which are left out


def find_bursts(days: IntArray) -> Bursts:
    """Find windows of days with more new connections than the owner's rate around them explains.

    A window of at most eight days is a burst if, with new connections falling at random on the days
    around it (a Poisson count with the rate of the 90 days before and after), so many would
    be unlikely: the windows are tested together so that at most one in twenty is called a burst by chance
    (Benjamini & Hochberg 1995, DOI 10.1111/j.2517-6161.1995.tb02031.x). The least likely window
    is taken first, and no later one may overlap it. Days with more than 25 new connections are
    address books sent in; they are left out beforehand.

    Parameters
    ----------
    days : ndarray of int64, shape (n,)
        Day of every connection, in any order.

    Returns
    -------
    Bursts

    Examples
    --------
    >>> found = find_bursts(np.array([0, 400, 800, 801, 801, 802, 802, 1200]))
    >>> found.burst.tolist()
    [-1, -1, 0, 0, 0, 0, 0, -1]
    """
    burst = np.full(len(days), -1, dtype=np.int64)
    day, size = np.unique(days, return_counts=True)
    imports = day[size > IMPORT_DAY]
    usable = np.sort(days[~np.isin(days, imports)])
    windows = _chosen(*_unlikely(usable))
    excess = np.empty(len(windows))
    for number, (first, last, expected) in enumerate(windows):
        inside = (days >= first) & (days <= last) & ~np.isin(days, imports)
        burst[inside] = number
        excess[number] = 1.0 - min(expected / inside.sum(), 1.0)
    return Bursts(burst=burst, excess=excess, imports=len(imports))


def between(days: IntArray, first: IntArray, last: IntArray) -> IntArray:
    """How many of the sorted days fall into each window, both ends included."""
    found = np.searchsorted(days, last, side="right") - np.searchsorted(days, first, side="left")
    return found.astype(np.int64)


def expected_by_chance(days: IntArray, first: IntArray, last: IntArray) -> FloatArray:
    """How many of the sorted days each window would hold at the rate of the days around it."""
    around = between(days, first - SURROUNDING, last + SURROUNDING) - between(days, first, last)
    # One more than counted: in a silent time no window would be infinitely unlikely otherwise.
    return (around + 1.0) / (2 * SURROUNDING) * (last - first + 1)


def chance_of_as_many(count: IntArray, expected: FloatArray) -> FloatArray:
    """Chance that a Poisson count reaches each of these, given what is expected."""
    # scipy.stats says the same and takes longer to import than all else together.
    return np.asarray(gammainc(count, expected), dtype=np.float64)


def _unlikely(days: IntArray) -> tuple[IntArray, IntArray, FloatArray, FloatArray]:
    """First and last day, expected count and chance of the windows that are bursts."""
    start = np.unique(days)
    first = np.tile(start, len(WINDOWS))
    length = np.repeat(np.array(WINDOWS, dtype=np.int64), len(start))
    last = first + length - 1
    count = between(days, first, last)
    expected = expected_by_chance(days, first, last)
    chance = chance_of_as_many(count, expected)
    kept = (count >= 2) & (chance <= _bound(chance))
    return first[kept], last[kept], expected[kept], chance[kept]


def _bound(chance: FloatArray) -> float:
    """Largest chance that still counts as unlikely among so many."""
    ordered = np.sort(chance)
    allowed = FALSE_SHARE * np.arange(1, len(ordered) + 1) / max(len(ordered), 1)
    passed = ordered[ordered <= allowed]
    return float(passed[-1]) if len(passed) else -1.0


def _chosen(
    first: IntArray, last: IntArray, expected: FloatArray, chance: FloatArray
) -> list[tuple[int, int, float]]:
    """Windows that do not overlap, the least likely first; of equals the earlier and shorter."""
    taken: list[tuple[int, int, float]] = []
    free = np.ones(len(first), dtype=bool)
    for at in np.lexsort((last, first, chance)):
        if free[at]:
            taken.append((int(first[at]), int(last[at]), float(expected[at])))
            free &= (last < first[at]) | (first > last[at])
    return sorted(taken)
