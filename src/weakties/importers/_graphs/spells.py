"""When people and ties were there: the periods of a graph file, as times or as plain numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from weakties._typing import BoolArray, FloatArray, IntArray
from weakties.importers._cells.times import FIRST_SECOND, numbers_of, parse_moments, unknown_times

#: How formats write that a period has no beginning or no end.
_OPEN = {"", "*", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"}
#: One period or moment in a cell.
_BRACKET = re.compile(r"[\[(]([^\[\]()<>]*)[\])]")
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
    unread: BoolArray  #: which rows have a text that is no time

    def take(self, rows: IntArray) -> "Periods":
        """The periods of these rows, in their order."""
        numbers, spells = self.numbers, self.spells
        return Periods(
            start=self.start[rows],
            end=self.end[rows],
            numbers=None if numbers is None else (numbers[0][rows], numbers[1][rows]),
            spells=None if spells is None else [spells[row] for row in rows.tolist()],
            unread=self.unread[rows],
        )


def resolve_spells(rows: Sequence[Sequence[Spell]]) -> Periods:
    """Read the periods of all rows at once, since only all of them tell in what they are counted."""
    if not any(rows):
        return unknown_periods(len(rows))
    owners = np.repeat(np.arange(len(rows)), [len(spells) for spells in rows])
    every = [spell for spells in rows for spell in spells]
    parsed = _parse([spell.start for spell in every], [spell.end for spell in every])
    starts, ends = parsed.starts, parsed.ends
    order = np.lexsort((ends, starts, owners))
    starts, ends = starts[order], ends[order]
    first = np.flatnonzero(np.diff(owners, prepend=-1))
    start, end = _empty(len(rows), parsed), _empty(len(rows), parsed)
    # An open bound of one period is that of all.
    start[owners[first]] = np.minimum.reduceat(starts, first)
    end[owners[first]] = np.maximum.reduceat(ends, first)
    several = len(first) < len(owners)
    listed = _listed(owners, starts, ends, len(rows)) if several else None
    unread = np.zeros(len(rows), dtype=bool)
    unread[owners[parsed.unread]] = True
    return _periods(start, end, parsed, spells=listed, unread=unread)


def unknown_periods(count: int) -> Periods:
    """Periods of so many rows of which nothing is said."""
    unknown, none = unknown_times(count), np.zeros(count, dtype=bool)
    return Periods(start=unknown, end=unknown, numbers=None, spells=None, unread=none)


def resolve_bounds(starts: Sequence[str], ends: Sequence[str]) -> Periods:
    """Read one period a row."""
    parsed = _parse(starts, ends)
    return _periods(parsed.starts, parsed.ends, parsed, spells=None, unread=parsed.unread)


def split_cell(text: str) -> list[tuple[str, ...]]:
    """The brackets of a cell as Gephi writes it, ``<[2007, 2009]; [2010, 2011]>``, each in parts."""
    return [
        tuple(part.strip() for part in re.split("[,;]", inner)) for inner in _BRACKET.findall(text)
    ]


class _Parsed(NamedTuple):
    starts: Any
    ends: Any
    in_steps: bool  #: whether both are numbers that count steps
    unread: BoolArray  #: where a text is no time


def _parse(starts: Sequence[str], ends: Sequence[str]) -> _Parsed:
    codes, distinct = pd.factorize(np.array([*starts, *ends], dtype=object))
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
    at_start, at_end = codes[: len(starts)], codes[len(starts) :]
    return _Parsed(values[at_start], until[at_end], steps, wrong[at_start] | wrong[at_end])


def _periods(
    start: Any,
    end: Any,
    parsed: _Parsed,
    *,
    spells: list[tuple[Any, ...]] | None,
    unread: BoolArray,
) -> Periods:
    unknown = unknown_times(len(start))
    return Periods(
        start=unknown if parsed.in_steps else start,
        end=unknown if parsed.in_steps else end,
        numbers=(start, end) if parsed.in_steps else None,
        spells=spells,
        unread=unread,
    )


def _empty(count: int, parsed: _Parsed) -> Any:
    return np.full(count, np.nan) if parsed.in_steps else unknown_times(count)


def _listed(owners: IntArray, starts: Any, ends: Any, count: int) -> list[tuple[Any, ...]]:
    listed: list[list[Any]] = [[] for _ in range(count)]
    bounds = [pd.Series(part).astype(object) for part in (starts, ends)]
    known = [bound.where(bound.notna(), None).tolist() for bound in bounds]
    for owner, start, end in zip(owners.tolist(), *known):
        listed[owner].append((start, end))
    return [tuple(periods) for periods in listed]
