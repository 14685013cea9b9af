"""Dates as LinkedIn, Excel and people write them, without guessing.

Whether 4/5/2021 is in April or May is decided from the whole column; where no row decides it, the
dates stay unknown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: What spreadsheets in German, French, Spanish, Portuguese, Italian and Dutch write otherwise.
_ELSEWHERE = (
    "ene gen",
    "fév fev",
    "mrz mär mrt",
    "abr avr",
    "mai mag mei may",
    "juin giu",
    "juil lug",
    "aoû ago",
    "set",
    "okt out ott",
    "",
    "dez déc dic",
)
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)} | {
    name: number for number, names in enumerate(_ELSEWHERE, start=1) for name in names.split()
}
_CLOCK = (
    r"(?:(?:,? |T)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:[.,]\d+)?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?(?: ?(?P<zone>UTC|GMT|Z|[+-]\d\d:?\d\d))?)?"
)
_NAMED = re.compile(
    r"(?P<day>\d{1,2})[ .\-/]+(?P<name>[^\W\d_]{3,10})\.?[ .,\-/]+(?P<year>\d{4}|\d\d)" + _CLOCK
)
_AMERICAN = re.compile(
    r"(?P<name>[^\W\d_]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})" + _CLOCK
)
_ISO = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})" + _CLOCK)
_NUMERIC = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second_number>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)"
    + _CLOCK
)
_MONTH_YEAR = re.compile(r"(?P<name>[^\W\d_]{3,9})\.?[ ,]+(?P<year>\d{4})")
_YEAR_MONTH = re.compile(r"(?P<year>\d{4})(?:[-/](?P<month>\d{1,2}))?")
#: Two-digit years from here on are of the last century, as strptime has it.
_PIVOT = 69

Order = Literal["day first", "month first"]


class _Open(NamedTuple):
    """A date whose order of day and month is not known by itself."""

    first: int
    second: int
    year: int
    clock: timedelta


@dataclass(frozen=True, kw_only=True)
class Times:
    """A column of times: UTC where the file gives a zone, else as written."""

    values: list[datetime | None]
    unread: list[int]  #: rows whose text is no date
    undecided: list[int]  #: rows where day and month could be either


def parse_times(texts: Sequence[str], *, usual: Order | None = None) -> Times:
    """Read a column of dates; ``usual`` is the order a producer documents, if it does."""
    known = {text: _parse_one(text) for text in dict.fromkeys(texts)}
    order = _find_order([one for one in known.values() if isinstance(one, _Open)], usual)
    solved = {
        text: _solve(one, order) if isinstance(one, _Open) else one for text, one in known.items()
    }
    values = [solved[text] for text in texts]
    missing = [row for row, text in enumerate(texts) if text and solved[text] is None]
    undecided = [row for row in missing if isinstance(known[texts[row]], _Open)]
    unread = [row for row in missing if not isinstance(known[texts[row]], _Open)]
    return Times(values=values, unread=unread, undecided=undecided)


def parse_period(text: str) -> tuple[datetime, datetime] | None:
    """First and last day of a day, month or year such as "Jan 2024", "2024-01" or "2024"."""
    plain = " ".join(text.split())
    exact = _parse_one(plain)
    if isinstance(exact, datetime):
        return exact, exact
    for pattern in (_MONTH_YEAR, _YEAR_MONTH):
        if found := pattern.fullmatch(plain):
            return _period(int(found["year"]), _month(found.groupdict()))
    return None


def _month(parts: dict[str, str | None]) -> int | None:
    """Month number, 0 for one that does not exist, None where there is none."""
    name, number = parts.get("name"), parts.get("month")
    if name is not None:
        plain = name.casefold()
        return _MONTHS.get(plain[:4]) or _MONTHS.get(plain[:3], 0)
    return None if number is None else int(number)


def _period(year: int, month: int | None) -> tuple[datetime, datetime] | None:
    try:
        if month is None:
            return datetime(year, 1, 1), datetime(year, 12, 31)
        first = datetime(year, month, 1)
        after = datetime(year + month // 12, month % 12 + 1, 1)
    except ValueError:
        return None
    return first, after - timedelta(days=1)


def _parse_one(text: str) -> datetime | _Open | None:
    plain = " ".join(text.split())
    for pattern in (_NAMED, _ISO, _AMERICAN):
        if found := pattern.fullmatch(plain):
            month = _month(found.groupdict()) or 0
            return _build(_full_year(found["year"]), month, int(found["day"]), _clock(found))
    if found := _NUMERIC.fullmatch(plain):
        first, second = int(found["first"]), int(found["second_number"])
        year, clock = _full_year(found["year"]), _clock(found)
        # Dots are written by those who put the day first.
        if found["mark"] == ".":
            return _build(year, second, first, clock)
        return _Open(first, second, year, clock) if min(first, second) <= 12 else None
    return None


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= _PIVOT else 2000)


def _clock(found: re.Match[str]) -> timedelta:
    """Time of day, shifted to UTC where a zone is given."""
    if found["hour"] is None:
        return timedelta()
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"] in "Pp" else 0)
    clock = timedelta(hours=hour, minutes=int(found["minute"]), seconds=int(found["second"] or 0))
    zone = found["zone"] or ""
    if zone[:1] not in {"+", "-"}:
        return clock
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return clock - offset if zone[0] == "+" else clock + offset


def _build(year: int, month: int, day: int, clock: timedelta) -> datetime | None:
    try:
        return datetime(year, month, day) + clock
    except (ValueError, OverflowError):
        return None


def _find_order(dates: Sequence[_Open], usual: Order | None) -> Order | None:
    day_first = any(date.first > 12 for date in dates)
    month_first = any(date.second > 12 for date in dates)
    if day_first and month_first:
        return None
    if day_first or month_first:
        return "day first" if day_first else "month first"
    return usual


def _solve(date: _Open, order: Order | None) -> datetime | None:
    if date.first == date.second or date.first > 12 or date.second > 12:
        month, day = sorted((date.first, date.second))
    elif order is None:
        return None
    else:
        pair = (date.first, date.second)
        month, day = pair if order == "month first" else pair[::-1]
    return _build(date.year, month, day, date.clock)
