"""Numbers as graph files write them."""

import math
import re
from typing import Any

_WHOLE = re.compile(r"[+-]?\d{1,300}")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eEdD][+-]?\d+)?")
#: As C prints a float to the last bit, and graph-tool with it: 0x1.8p+1 is 3.
_BITS = re.compile(r"[+-]?0x[\da-f]+\.?[\da-f]*p[+-]?\d{1,4}", re.IGNORECASE)
_NOT_FINITE = {"nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"}


def number_of(value: Any) -> float | None:
    """A number or the text of one; None for everything else, infinity and NaN among it."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        number = _float(value)
        return number if number is not None and math.isfinite(number) else None
    text = str(value).strip()
    if _NUMBER.fullmatch(text) is not None:
        # Fortran writes 1.5D+02.
        number = _float(text.upper().replace("D", "E"))
    else:
        number = _float(text) if _BITS.fullmatch(text) is not None else None
    return number if number is not None and math.isfinite(number) else None


def measure_of(text: str) -> float | None:
    """A number that is no strength but a measure of somebody, which may be NaN or infinite."""
    if text.casefold() in _NOT_FINITE:
        return float(text)
    return number_of(text)


def whole_of(text: str) -> int | float | None:
    """A number that is declared to be whole: every digit of it, where a float would lose some."""
    if _WHOLE.fullmatch(text) is not None:
        return int(text)
    number = number_of(text)
    return int(number) if number is not None and number == int(number) else number


def _float(value: float | str) -> float | None:
    try:
        is_bits = isinstance(value, str) and "x" in value.casefold()
        return float.fromhex(str(value)) if is_bits else float(value)
    except OverflowError:
        return None
