"""Numbers as graph files write them."""

import math
import re
from typing import Any

_WHOLE = re.compile(r"[+-]?\d{1,300}")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eEdD][+-]?\d+)?")


def number_of(value: Any) -> float | None:
    """A number or the text of one; None for everything else, infinity and NaN among it."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        number = _float(value)
        return number if number is not None and math.isfinite(number) else None
    text = str(value).strip()
    # Fortran writes 1.5D+02.
    if _NUMBER.fullmatch(text) is None:
        return None
    number = float(text.upper().replace("D", "E"))
    return number if math.isfinite(number) else None


def whole_of(text: str) -> int | float | None:
    """A number that is declared to be whole: every digit of it, where a float would lose some."""
    if _WHOLE.fullmatch(text) is not None:
        return int(text)
    number = number_of(text)
    return int(number) if number is not None and number == int(number) else number


def _float(value: float) -> float | None:
    try:
        return float(value)
    except OverflowError:
        return None
