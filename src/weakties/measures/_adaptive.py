"""How many pairs of people to draw for a given error, and what is then known.

The scheme is that of Borassi & Natale (2019), https://doi.org/10.1145/3284359, with other limits.
Every value is a mean over pairs. What may fail, with probability 1 - confidence, is shared out among
all values before those pairs are drawn that count:

- A *pilot* shows who stands on many paths. It decides the shares and how many pairs to draw, and is
  then thrown away, so that what follows is independent of both.
- Half of what may fail is shared out evenly among the values of each kind, half in proportion to
  their size in the pilot: large values decide when to stop, and so get narrow limits (as Pellegrina
  & Vandin 2023, https://doi.org/10.1145/3628601, peel off the small ones).
- When as many pairs have been drawn as the pilot foresaw, the limits are computed. If they are not
  narrow enough more pairs are drawn, up to one of the next numbers in a series that is fixed
  beforehand. The j-th number of the series has the part 1/(j (j + 1)) of what may fail; these parts
  add up to 1.

By the union bound all limits hold at all numbers of the series together, and therefore when the
drawing stops, with at least the confidence asked for.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from weakties._typing import FloatArray, Progress
from weakties.errors import ArgumentError
from weakties.measures._sampling import PathSampler, Places, Sums
from weakties.measures._tail_bounds import FAILURES, mean_limits

#: Pairs of the pilot, at least; and what part it is of the pairs that are then foreseen.
_LEAST_PILOT, _PILOT_PART = 1000, 20

#: Stands for no limit to the number of pairs.
NO_LIMIT = 2**62

#: How much more is drawn than foreseen, and the growth of the numbers in the series after that.
_MARGIN, _GROWTH = 1.1, 1.25

#: Values that a forecast looks at, the largest ones; where it begins and how near it goes.
_FORESEEN_FROM, _LEAST_FORESEEN, _NEAR = 10_000, 100, 1.05


class Values(NamedTuple):
    """Means over the pairs drawn, and the limits between which the means over all pairs lie."""

    mean: FloatArray
    low: FloatArray
    high: FloatArray

    @property
    def error(self) -> float:
        """How far the mean over all pairs may be from that over the pairs drawn, at most."""
        return float(np.maximum(self.high - self.mean, self.mean - self.low).max(initial=0.0))


#: Tells from the values of all kinds whether enough is known.
Goal = Callable[[Values], bool]


def check_wishes(**wishes: float) -> None:
    """Refuse errors and confidences that are not between 0 and 1."""
    for name, value in wishes.items():
        if not 0 < value < 1:
            message = f"{name}={value}; it must lie between 0 and 1, as 0.01 and 0.9 do."
            raise ArgumentError(message)


def estimate(
    sampler: PathSampler,
    goal: Goal,
    *,
    confidence: float,
    most: int,
    progress: Progress | None,
) -> tuple[Values, int]:
    """Draw pairs until the goal is reached; the values, and how many pairs they rest on.

    At most so many pairs are drawn in all, the pilot included, whether the goal is reached or not.
    """
    if sampler.pairs == 0:
        nothing = np.zeros(len(sampler.places.possible))
        return Values(nothing, nothing, nothing), 0
    pilot, strictness = _fly_pilot(sampler, goal, confidence, most, progress)
    first, allowed = pilot.samples, most - pilot.samples
    foreseen = least = _foresee(pilot, strictness + _spent(1), goal)
    seen, look = Sums(0, np.zeros_like(pilot.total), np.zeros_like(pilot.total)), 1
    while True:
        while least * _GROWTH ** (look - 1) < min(foreseen, allowed):
            look += 1
        wanted = min(int(least * _GROWTH ** (look - 1)), allowed)
        seen = _plus(seen, sampler.draw(first + seen.samples, first + wanted, progress))
        values = _values(seen, strictness + _spent(look))
        if goal(values) or wanted == allowed:
            return values, wanted
        look += 1
        foreseen = _foresee(seen, strictness + _spent(look), goal)


def _fly_pilot(
    sampler: PathSampler,
    goal: Goal,
    confidence: float,
    most: int,
    progress: Progress | None,
) -> tuple[Sums, FloatArray]:
    """Pairs that decide how strict the limits of every value are; not to be used otherwise."""
    pilot = sampler.draw(0, min(_LEAST_PILOT, most // 2), progress)
    while True:
        strictness = _strictness(pilot, sampler.places, confidence)
        foreseen = _foresee(pilot, strictness + _spent(1), goal)
        part = min(foreseen, most) // _PILOT_PART
        if part <= pilot.samples:
            return pilot, strictness
        # Few pairs foresee badly, so the pilot grows step by step.
        stop = min(part, 4 * pilot.samples)
        pilot = _plus(pilot, sampler.draw(pilot.samples, stop, progress))


def _plus(one: Sums, other: Sums) -> Sums:
    return Sums(one.samples + other.samples, one.total + other.total, one.square + other.square)


def _spent(look: int) -> float:
    """How much stricter the limits of one look are than those of all looks together."""
    return float(np.log(look * (look + 1)))


def _strictness(pilot: Sums, places: Places, confidence: float) -> FloatArray:
    """How strict limits have to be, for each value: infinitely where it can only be 0."""
    kinds = [one for one in (places.people, places.bridging, places.ties) if one.start < one.stop]
    strictness = np.full(len(pilot.total), np.inf)
    for kind in kinds:
        possible = places.possible[kind]
        sizes = np.where(possible, pilot.total[kind], 0.0)
        even = possible / max(1, int(np.count_nonzero(possible)))
        parts = (even + sizes / sizes.sum()) / 2 if sizes.any() else even
        may_fail = (1.0 - confidence) / len(kinds) * parts[possible]
        strictness[kind][possible] = np.log(FAILURES / may_fail)
    return strictness


def _values(seen: Sums, strictness: FloatArray) -> Values:
    """The means, and the limits that are as strict as they have to be."""
    mean = seen.total / seen.samples
    low = np.zeros_like(mean)
    possible = np.isfinite(strictness)
    # What the general limits come to where nothing was met.
    high = np.where(possible, -np.expm1(-strictness / seen.samples), 0.0)
    met = np.flatnonzero(possible & (mean > 0.0))
    square = seen.square[met] / seen.samples
    low[met], high[met] = mean_limits(mean[met], square, seen.samples, strictness[met])
    return Values(mean, low, high)


def _foresee(seen: Sums, strictness: FloatArray, goal: Goal) -> int:
    """About how many pairs reach the goal, if the means stay as they are."""
    largest = np.argsort(-seen.total, kind="stable")[:_FORESEEN_FROM]
    # One more stands for all that are smaller.
    strictest = strictness[np.isfinite(strictness)].max(initial=0.0)
    strict = np.append(strictness[largest], strictest)
    mean = np.append(seen.total[largest], 0.0) / seen.samples
    square = np.append(seen.square[largest], 0.0) / seen.samples

    def enough(count: int) -> bool:
        return goal(_values(Sums(count, mean * count, square * count), strict))

    few = many = _LEAST_FORESEEN
    while not enough(many):
        few, many = many, 2 * many
    while many > few * _NEAR:
        between = int(np.sqrt(few * many))
        few, many = (few, between) if enough(between) else (between, many)
    return int(many * _MARGIN) + 1
