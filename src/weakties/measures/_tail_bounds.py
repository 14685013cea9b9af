"""Between which values a mean lies, given a sample of numbers from 0 to 1.

Let X_1 ... X_N be independent draws of X in [0, 1], p the mean of X, q that of X², and a "^" mark
means over the sample. With kl(a, b) = a ln(a/b) + (1-a) ln((1-a)/(1-b)) and
h(u) = (1+u) ln(1+u) - u, each of these fails with a probability of at most exp(-s):

1. p <  p^ and N kl(p^, p) > s   (Hoeffding 1963, theorem 1, for [0, 1])
2. p >  p^ and N kl(p^, p) > s   (the same, of 1 - X)
3. q >  q^ and N kl(q^, q) > s   (the same, of 1 - X²)
4. p^ > p and N q h((p^ - p)/q) > s   (Bennett 1962; the variance is at most q)
5. p > p^ and N (p - p^)² / (2 q) > s   (Maurer 2003, for numbers that are never negative)

So all five hold with probability at least 1 - 5 exp(-s). Then 3 gives a largest q; this one put into
4 and 5 for the unknown q makes them weaker; and p lies within the limits that 1, 2, 4 and 5 leave.
The first two are good where few numbers differ from 0, the last two where they vary little.

Hoeffding, W. (1963). https://doi.org/10.1080/01621459.1963.10500830
Bennett, G. (1962). https://doi.org/10.1080/01621459.1962.10482149
Maurer, A. (2003). A bound on the deviation probability for sums of non-negative random variables.
Journal of Inequalities in Pure and Applied Mathematics 4(1), 15.
"""

from collections.abc import Callable

import numpy as np
from scipy.special import rel_entr

from weakties._typing import FloatArray

#: Ways in which limits can fail, each with probability exp(-strictness).
FAILURES = 5

#: Steps of Newton's method, at most; it comes from the safe side, so stopping early is safe.
_STEPS = 60

#: Share of the target that may be missing at the end.
_NEAR = 1e-9

#: Stands for zero where something is divided by it.
_SMALLEST = 1e-300


def mean_limits(
    mean: FloatArray, mean_square: FloatArray, samples: int, strictness: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Lowest and highest value that the mean of X may have.

    ``mean`` and ``mean_square`` are those of the sample; the limits fail with a probability of at
    most ``FAILURES * exp(-strictness)``.
    """
    # Sums of many numbers may stand above what they stand for by rounding.
    mean = np.clip(mean, 0.0, 1.0)
    each = strictness / samples
    square = highest(np.clip(mean_square, 0.0, mean), each)
    low = np.maximum(lowest(mean, each), mean - _bennett(square, each))
    high = np.minimum(highest(mean, each), mean + np.sqrt(2 * square * each))
    return np.clip(low, 0.0, mean), np.clip(high, mean, 1.0)


def highest(mean: FloatArray, each: FloatArray) -> FloatArray:
    """The largest b with kl(mean, b) <= each, or a little more."""
    # kl(a, b) is at least (b - a)²/(2 b) and (1-a) (ln((1-a)/(1-b)) - 1), so the solution is not
    # beyond either of these.
    start = mean + each + np.sqrt(each * (each + 2 * mean))
    rest = np.maximum(1.0 - mean, _SMALLEST)
    start = np.minimum(start, 1.0 - rest * np.exp(-1.0 - each / rest))
    return np.where(mean >= 1.0, 1.0, _newton(_kl_excess, start, mean, each))


def lowest(mean: FloatArray, each: FloatArray) -> FloatArray:
    """The smallest b with kl(mean, b) <= each, or a little less."""
    safe = np.maximum(mean, _SMALLEST)
    # kl(a, b) >= a (ln(a/b) - 1) for b < a, so the solution is not before this.
    start = safe * np.exp(-1.0 - each / safe)
    # Where everything was 1, kl(1, b) = -ln b.
    return np.where(mean >= 1.0, np.exp(-each), _newton(_kl_excess, start, mean, each))


def _kl_excess(b: FloatArray, mean: FloatArray, each: FloatArray) -> tuple[FloatArray, FloatArray]:
    """kl(mean, b) - each and its slope in b."""
    value = rel_entr(mean, b) + rel_entr(1.0 - mean, 1.0 - b) - each
    return value, (b - mean) / (b * (1.0 - b))


def _bennett(square: FloatArray, each: FloatArray) -> FloatArray:
    """The largest e with square h(e/square) <= each, or a little more."""
    safe = np.maximum(square, _SMALLEST)
    target = each / safe
    # Bernstein's bound, which is weaker: h(u) >= u²/(2 + 2u/3).
    start = target / 3 + np.sqrt(target * (target / 9 + 2))
    return safe * _newton(_bennett_excess, start, safe, target)


def _bennett_excess(
    u: FloatArray, _: FloatArray, target: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """h(u) - target and its slope."""
    growth = np.log1p(u)
    return (1.0 + u) * growth - u - target, growth


def _newton(
    excess: Callable[..., tuple[FloatArray, FloatArray]],
    start: FloatArray,
    mean: FloatArray,
    target: FloatArray,
) -> FloatArray:
    """The root of a convex function, approached from where it is positive, for each element."""
    root, left = start.copy(), np.arange(len(start))
    for _ in range(_STEPS):
        here = root[left]
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            value, slope = excess(here, mean[left], target[left])
            step = value / slope
        # No number where the start is as near to an end of the range as numbers go.
        goes_on = (value > _NEAR * target[left]) & np.isfinite(step)
        left = left[goes_on]
        root[left] = here[goes_on] - step[goes_on]
        if len(left) == 0:
            break
    return root
