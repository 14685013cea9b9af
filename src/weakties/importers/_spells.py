"""When people and ties were there: the periods of a graph file, as times or as plain numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from weakties._typing import BoolArray, FloatArray, IntArray
from weakties.importers._times import FIRST_SECOND, numbers_of, parse_moments, unknown_times

#: How formats write that a period has no beginning or no end.
_OPEN = {"", "*", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"}
_DAY = np.timedelta64(1, "D")


class Spell(NamedTuple):
    """One period as the file writes it; an empty text is a bound that is open or unknown."""

    start: str
    end: str


@dataclass(frozen=True, kw_only=True)
class Periods:
    """First beginning and last end of every row."""

    start: Any  #: datetime64[us]; NaT where open, unknown, or no time but a number
    end: Any  #: datetime64[us]; a year as an end is its last day
    numbers: tuple[FloatArray, FloatArray] | None  #: both, where the file counts steps, not times
    spells: list[tuple[Any, ...]] | None  #: all periods of every row, where a row has several
    unread: IntArray  #: rows with a text that is no time


def resolve_spells(rows: Sequence[Sequence[Spell]]) -> Periods:
    """Read the periods of all rows at once, since only all of them tell in what they are counted."""
    owners = np.repeat(np.arange(len(rows)), [len(spells) for spells in rows])
    starts, ends, in_steps, unread = _parse([spell for spells in rows for spell in spells])
    order = np.lexsort((ends, starts, owners)) if len(owners) else owners
    starts, ends = starts[order], ends[order]
    first = np.flatnonzero(np.diff(owners, prepend=-1))
    start, end = _empty(len(rows), steps=in_steps), _empty(len(rows), steps=in_steps)
    if len(owners):
        # An open bound of one period is that of all.
        start[owners[first]] = np.minimum.reduceat(starts, first)
        end[owners[first]] = np.maximum.reduceat(ends, first)
    several = len(first) < len(owners)
    unknown = unknown_times(len(rows))
    return Periods(
        start=unknown if in_steps else start,
        end=unknown if in_steps else end,
        numbers=(start, end) if in_steps else None,
        spells=_listed(owners, starts, ends, len(rows)) if several else None,
        unread=np.unique(owners[unread]),
    )


def _parse(spells: Sequence[Spell]) -> tuple[Any, Any, bool, BoolArray]:
    """Beginnings and ends, whether they are steps, and which periods have a text that is no time."""
    texts = [text for spell in spells for text in spell]
    codes, distinct = pd.factorize(np.array(texts, dtype=object))
    plain = ["" if one.strip().casefold() in _OPEN else one.strip() for one in distinct]
    values: Any = parse_moments(plain)
    given = np.array([bool(one) for one in plain], dtype=bool)
    numbers = numbers_of([one for one, is_given in zip(plain, given) if is_given])
    all_numbers = bool(len(numbers) and np.isfinite(numbers).all())
    steps = bool(all_numbers and np.isnat(values).all())
    if steps:
        values = np.full(len(plain), np.nan)
        values[given] = numbers
    until = values
    if all_numbers and not steps and numbers.max() < FIRST_SECOND:
        # These are years, which last until their last day.
        until = (values.astype("datetime64[Y]") + 1).astype("datetime64[us]") - _DAY
    wrong = given & (np.isnan(values) if steps else np.isnat(values))
    in_pairs = wrong[codes].reshape(-1, 2).any(axis=1)
    return values[codes[0::2]], until[codes[1::2]], steps, in_pairs


def _empty(count: int, *, steps: bool) -> Any:
    return np.full(count, np.nan) if steps else unknown_times(count)


def _listed(owners: IntArray, starts: Any, ends: Any, count: int) -> list[tuple[Any, ...]]:
    listed: list[list[Any]] = [[] for _ in range(count)]
    bounds = [pd.Series(part).astype(object) for part in (starts, ends)]
    known = [bound.where(bound.notna(), None).tolist() for bound in bounds]
    for owner, start, end in zip(owners.tolist(), *known):
        listed[owner].append((start, end))
    return [tuple(periods) for periods in listed]
