"""Which numbers can be the strength of a tie."""

from weakties._typing import BoolArray, FloatArray

#: Squares and products of sums of strengths must stay within what a float can hold.
FAINTEST, STRONGEST = 1e-100, 1e100

ALLOWED = "positive numbers from 1e-100 to 1e100 (more is closer)"


def are_usable(strength: FloatArray) -> BoolArray:
    """Which numbers can be strengths: positive, finite, and neither too small nor too large."""
    usable: BoolArray = (strength >= FAINTEST) & (strength <= STRONGEST)
    return usable
