"""Ranks in which what is equal stands equal."""

from typing import Literal

import numpy as np
import pandas as pd

from weakties._typing import FloatArray, IntArray
from weakties.errors import ArgumentError, NotFoundError
from weakties.measures import MEASURES

#: Decimal digits that count; beyond them two values differ by the order of a sum alone.
_DIGITS = 10


_WHOM = {"person": "people", "tie": "ties"}


def check_ranks(by: str, level: Literal["person", "tie"]) -> None:
    """Refuse to rank people or ties by what is no measure of them."""
    known = [name for name, entry in MEASURES.items() if entry.level == level]
    if by not in known:
        message = (
            f"by={by!r} is not a measure of {_WHOM[level]}. Choose one of: {', '.join(known)}."
        )
        raise ArgumentError(message) if by in MEASURES else NotFoundError(message)


def ranked_positions(
    values: pd.Series, *, ascending: bool, top: int | None
) -> tuple[IntArray, IntArray]:
    """Positions in order of their value and the rank of each; equal values share a rank.

    Those without a value come into no ranking. With ``top``, everyone whose rank is at most
    ``top`` is kept, so that nobody is cut off from people of equal standing.
    """
    if top is not None and top < 1:
        message = f"top={top} asks for no rows; give a number from 1 up, or None for all."
        raise ArgumentError(message)
    numbers = _rounded(values.to_numpy(dtype=np.float64))
    usable = np.flatnonzero(~np.isnan(numbers))
    keys = numbers[usable] if ascending else -numbers[usable]
    order = usable[np.argsort(keys, kind="stable")]
    ranks = pd.Series(np.sort(keys)).rank(method="min").to_numpy(dtype=np.int64)
    kept = ranks <= top if top is not None else np.ones(len(ranks), dtype=bool)
    return order[kept].astype(np.int64), ranks[kept].astype(np.int64)


def _rounded(values: FloatArray) -> FloatArray:
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = 10.0 ** (_DIGITS - 1 - np.floor(np.log10(np.abs(values))))
        rounded = np.round(values * scale) / scale
    return np.where(np.isfinite(rounded), rounded, values)
