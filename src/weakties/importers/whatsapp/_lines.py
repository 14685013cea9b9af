"""Lines of an exported chat: which begin a message, who wrote it and whom it mentions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from weakties.importers._cells.labels import visible
from weakties.importers.whatsapp._words import half_of_day, is_notice, is_unfinished

#: Marks that steer the direction of writing, and stand within dates as well.
_MARKS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
#: Those that the program puts before its own words.
_OWN_MARKS = ("\u200e", "\u200f", "\ufeff")
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\t", " "))
_M = f"[{_MARKS}]{{0,4}}"
_DATE = (
    rf"(?P<first>\d{{1,4}}){_M}(?P<mark>[-/.]){_M} ?(?P<second>\d{{1,2}}){_M}[-/.]{_M} ?"
    rf"(?P<third>\d{{1,4}}){_M}"
)
_CLOCK = r"(?P<hour>\d{1,2})(?:[:.]| ?h ?)(?P<minute>\d\d)(?:[:.](?P<s>\d\d))?"
#: A word after the time, with which the header ends for sure, or which is known without.
_AFTER = rf"(?:{_M} ?{_M}(?P<after>[^\d\[\]:]{{1,14}}?)(?={_M}(?:\]| [-\u2013] )))?{_M}"
_ENGLISH = r"(?: ?(?P<half>[ap])\.? ?m\.?)?"
_END = rf"(?P<close>\]| [-\u2013]|:)?{_M} "
#: A date, a word as some languages have it, and a time of day; then how the header ends.
_HEADER = re.compile(
    rf"(?P<open>\[)?{_M}{_DATE}[,.\u060c]?{_M} (?P<before>[^\d\[\]]{{0,16}}?){_CLOCK}"
    rf"{_ENGLISH}{_AFTER}{_END}",
    re.IGNORECASE,
)
#: As it is copied from WhatsApp in a browser, and as some languages have it: the time before the date.
_TIME_FIRST = re.compile(
    rf"(?P<open>\[)?{_M}(?P<before>){_CLOCK}{_ENGLISH}(?: ?(?P<after>[^\d\[\],]{{1,14}}?))?, {_DATE}"
    rf"(?P<close>\]| [-\u2013]) ",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"(?P<author>[^:]{1,200}(?::[^\s:][^:]{0,100})*?):(?: (?P<body>.*))?$", re.DOTALL
)
#: Signs that stand around the name of somebody mentioned.
_MENTION = re.compile("@\u2068([^\u2069]{1,200})\u2069")


class Stamp(NamedTuple):
    """Date and time of a message as written."""

    parts: tuple[int, int, int]
    year_first: bool
    dotted: bool
    hour: int
    minute: int
    second: int


@dataclass
class Line:
    """A message or notice: its beginning, without its text."""

    number: int
    stamp: Stamp
    author: str | None  #: None for a notice of the program
    marked: (
        bool  #: whether the text begins with the sign that the program puts before its own words
    )
    notice: bool  #: whether the text reads like a notice of the program
    mentions: set[str] = field(default_factory=set)


def is_header(line: str) -> str | None:
    """How the header of a line ends ("]", " -", ":" or nothing), None if there is no header."""
    found = _match(_plain(line))
    return None if found is None or _stamp(found) is None else found["close"] or ""


def name_of(written: str) -> str:
    """A name without the sign that says that it is not one of the telephone's contacts.

    >>> name_of("~\u202fBen Ito"), name_of("Ana")
    ('Ben Ito', 'Ana')
    """
    shown = visible(written.translate(_SPACES))
    return shown.removeprefix("~").strip() or shown


def read_lines(lines: Iterable[str]) -> Iterator[Line]:
    """Every message and notice; lines without a header go on with the one before."""
    current: Line | None = None
    for number, line in enumerate(lines, start=1):
        plain = _plain(line)
        found = _match(plain)
        stamp = _stamp(found) if found else None
        if found is not None and stamp is not None:
            if current is not None:
                yield current
            current = _begin(number, stamp, plain[found.end() :])
        if current is not None:
            current.mentions.update(name_of(one) for one in _MENTION.findall(line))
    if current is not None:
        yield current


def _plain(line: str) -> str:
    return line.lstrip(_MARKS + " \r\n").translate(_SPACES)


def _match(plain: str) -> re.Match[str] | None:
    return _HEADER.match(plain) or _TIME_FIRST.match(plain)


def _begin(number: int, stamp: Stamp, rest: str) -> Line:
    found = _AUTHOR.match(rest.rstrip("\r\n"))
    author = name_of(found["author"]) if found else ""
    # A notice such as: Ana changed the name to "Plans: 2025".
    if found is None or not author or is_unfinished(author):
        return Line(number, stamp, None, marked=False, notice=True)
    body = found["body"] or ""
    marked = body.startswith(_OWN_MARKS)
    return Line(number, stamp, author, marked, notice=marked and is_notice(body))


def _stamp(found: re.Match[str]) -> Stamp | None:
    """Numbers of a header, None if they are no date and time in any order."""
    digits = found.group("first", "second", "third")
    parts = (int(digits[0]), int(digits[1]), int(digits[2]))
    half = (
        found["half"] or half_of_day(found["before"]) or half_of_day(found["after"] or "")
    ).lower()
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["s"] or 0)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    year_first = len(digits[0]) == 4
    lengths = {len(digits[0]), len(digits[2])}
    if hour > 23 or minute > 59 or second > 59 or not (lengths & {4} or len(digits[2]) == 2):
        return None
    return Stamp(parts, year_first, found["mark"] == ".", hour, minute, second)
