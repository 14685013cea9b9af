"""Pairs of people drawn at random, each by its number alone.

Pair number i is the same whoever draws it and whatever was drawn before: its random numbers are a
hash of the seed and of i (the finaliser of SplitMix64, Steele, Lea & Flood 2014,
https://doi.org/10.1145/2660193.2660195). So threads need not agree on anything.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from weakties._typing import FloatArray, IntArray

_STRIDE, _FIRST, _SECOND = (
    np.uint64(number) for number in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
)
_FLIP = np.uint64(0x5851F42D4C957F2D)


class Pairs(NamedTuple):
    """The pairs to draw from: two people of one component. Its people stand in one range."""

    start: IntArray  #: first person of every component with pairs
    people: IntArray  #: number of its people
    share: FloatArray  #: share of all pairs that are in this component or an earlier one


@njit(nogil=True, cache=True)
def draw_pair(pairs: Pairs, seed: np.uint64, sample: int, ends: IntArray) -> None:
    """Two different people of one component, all ordered pairs being equally likely."""
    key = _hash(seed + np.uint64(sample) * _STRIDE)
    where, component, after = _fraction(key, 1), 0, len(pairs.share) - 1
    while component < after:
        half = (component + after) // 2
        if where < pairs.share[half]:
            after = half
        else:
            component = half + 1
    start, people = pairs.start[component], pairs.people[component]
    one = int(_fraction(key, 2) * people)
    other = int(_fraction(key, 3) * (people - 1))
    ends[0] = start + one
    ends[1] = start + other + (1 if other >= one else 0)


@njit(nogil=True, cache=True)
def _hash(number: np.uint64) -> np.uint64:
    """Spread the bits of a number over all 64."""
    number = (number ^ (number >> np.uint64(30))) * _FIRST
    number = (number ^ (number >> np.uint64(27))) * _SECOND
    return number ^ (number >> np.uint64(31))


@njit(nogil=True, cache=True)
def _fraction(key: np.uint64, which: int) -> float:
    """A number from 0 to below 1 with 53 random bits."""
    return float(_hash(key + np.uint64(which) * _FLIP) >> np.uint64(11)) * 2.0**-53
