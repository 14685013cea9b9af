"""Read tables of separated values whose header may stand anywhere near the top.

Rows keep the number of the physical line they start on, and a row that cannot be read never takes
the following ones with it.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from typing import NamedTuple

from weakties._columns import plain_name
from weakties.errors import ReadError
from weakties.importers._files.content import name_content
from weakties.importers._files.source import Member
from weakties.importers._files.text import LONGEST_LINE
from weakties.importers._log import Log

SEPARATORS = ",;\t|"
#: The header stands within so many lines.
HEADER_LINES = 20
_MOST_COLUMNS = 1000
#: How often a row may be taken apart again after a stray quotation mark.
_MOST_REPAIRS = 500


class Row(NamedTuple):
    """One data row."""

    line: int  #: physical line it starts on, from 1
    fields: Mapping[str, str]  #: plain column name -> text, stripped


class Place(NamedTuple):
    """Where a row stands."""

    member: Member
    line: int


class Header(NamedTuple):
    """Where the columns are named."""

    line: int
    separator: str
    columns: tuple[str, ...]


def find_header(
    lines: Sequence[str],
    accepts: Callable[[frozenset[str]], bool],
    aliases: Mapping[str, str],
    name_of: Callable[[str], str] = plain_name,
) -> Header | None:
    """The first of these lines whose names are accepted, under any separator."""
    for number, line in enumerate(lines[:HEADER_LINES], start=1):
        for separator in SEPARATORS:
            cells = next(csv.reader([line], delimiter=separator), [])
            names = [name_of(cell) for cell in cells]
            columns = tuple(aliases.get(name, name) for name in names)
            if accepts(frozenset(columns)):
                return Header(number, separator, columns)
    return None


@dataclass(frozen=True, kw_only=True)
class Layout:
    """What is known about the rows of one kind of table."""

    accepts: Callable[[frozenset[str]], bool]  #: whether these column names are its header
    expects: str  #: the columns that make the header, for messages
    longest: int  #: physical lines that one row may take
    aliases: Mapping[str, str]
    whole: Callable[[Mapping[str, str]], bool] = lambda fields: True  # noqa: ARG005
    #: whether a row of several lines is one row, not two that a stray quotation mark joined
    essential: bool = False  #: whether nothing can be done without this table
    escape: str | None = None  #: what stands before a quotation mark that ends no field
    name_of: Callable[[str], str] = plain_name  #: what a column is called, from its cell


class _HeaderError(Exception):
    """No header, or one that cannot be used; the message follows the name of the file."""


def read_table(member: Member, layout: Layout, log: Log) -> list[Row]:
    """All readable rows of a member; the others are reported in the log.

    A table whose header cannot be used is an error if it is essential, else left out.
    """
    with member.open_text() as stream:
        try:
            header = _read_header(stream, member, layout)
        except _HeaderError as error:
            if layout.essential:
                message = f"{member.where}{error} Give the file as it was downloaded."
                raise ReadError(message) from None
            log.warn(f"{member.name}{error} It was left out.")
            return []
        lines = _Lines(stream, member, header.line, layout.longest)
        with _large_fields():
            rows = list(_read_rows(lines, header, member, layout, log))
    log.files[member.name] += len(rows)
    log.warn_of_encoding(member)
    return rows


def _read_header(stream: TextIOWrapper, member: Member, layout: Layout) -> Header:
    lines: list[str] = []
    with _large_fields():
        while len(lines) < HEADER_LINES and (line := _read_line(stream, member, len(lines) + 1)):
            lines.append(line)
            if found := find_header([line], layout.accepts, layout.aliases, layout.name_of):
                return _checked(found._replace(line=len(lines)))
    what = name_content(member.head())
    # A warning goes into the results; only an error, shown once, may quote the file.
    line_1 = _excerpt(lines) if layout.essential else "something else"
    seen = f"it is {what}" if what else f"line 1 is {line_1}"
    message = f" has no header row with {layout.expects} in its first {HEADER_LINES} lines; {seen}."
    raise _HeaderError(message)


def _excerpt(lines: Sequence[str]) -> str:
    text = " ".join(lines[0].split()) if lines else ""
    if not text:
        return "empty"
    # A row without header may hold an address that must not be repeated on a screen.
    return f"{len(text):,} characters long" if "@" in text else repr(text[:60])


def _checked(header: Header) -> Header:
    if len(header.columns) > _MOST_COLUMNS:
        message = (
            f", line {header.line}: {len(header.columns):,} columns, where at most "
            f"{_MOST_COLUMNS:,} make sense."
        )
        raise _HeaderError(message)
    named = [column for column in header.columns if column]
    twice = sorted({column for column in named if named.count(column) > 1})
    if twice:
        message = (
            f", line {header.line}: the header names {', '.join(twice)} more than once, so it is "
            "unclear which column is meant."
        )
        raise _HeaderError(message)
    return header


@contextmanager
def _large_fields() -> Iterator[None]:
    """Let the csv module take long message texts, and put its limit back."""
    before = csv.field_size_limit(LONGEST_LINE)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _read_line(stream: TextIOWrapper, member: Member, number: int) -> str:
    line = stream.readline(LONGEST_LINE)
    if len(line) == LONGEST_LINE and not line.endswith("\n"):
        message = (
            f"{member.where}, line {number}: over {LONGEST_LINE:,} characters without a line end. "
            "This is no table of people; give the file as it was downloaded."
        )
        raise ReadError(message)
    return line


class _TooManyLinesError(Exception):
    """A row goes on beyond what any honest row does."""


class _Lines:
    """Physical lines, counted, of which those of the current row can be given back."""

    def __init__(self, stream: TextIOWrapper, member: Member, number: int, longest: int) -> None:
        self.number = number
        self._stream = stream
        self._member = member
        self._longest = longest
        self._taken: list[str] = []
        self._returned: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._taken) >= self._longest:
            raise _TooManyLinesError
        line = self._returned.pop() if self._returned else self._read_next()
        if not line:
            raise StopIteration
        self.number += 1
        self._taken.append(line)
        return line

    def _read_next(self) -> str:
        return _read_line(self._stream, self._member, self.number + 1)

    @property
    def span(self) -> int:
        """Lines taken since the row began."""
        return len(self._taken)

    def begin_row(self) -> None:
        self._taken.clear()

    def give_back(self) -> None:
        """Return all lines of the row but the first."""
        self.number -= len(self._taken) - 1
        self._returned.extend(reversed(self._taken[1:]))


def _read_rows(
    lines: _Lines, header: Header, member: Member, layout: Layout, log: Log
) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=header.separator, escapechar=layout.escape)
    repairs = _MOST_REPAIRS
    while True:
        lines.begin_row()
        start = lines.number + 1
        try:
            cells: list[str] | None = next(reader)
        except StopIteration:
            return
        except (csv.Error, _TooManyLinesError):
            cells = None
        row, reason = _check_row(cells, start, header, layout, lines.span)
        if row is not None:
            yield row
        elif reason is None:
            continue
        elif lines.span > 1 and repairs:
            repairs -= 1
            log.refuse(member, start, "stray quotation mark")
            lines.give_back()
        else:
            found = "" if cells is None else f"{len(cells)} fields, not {len(header.columns)}"
            log.refuse(member, start, reason, found)


def _check_row(
    cells: list[str] | None, start: int, header: Header, layout: Layout, span: int
) -> tuple[Row | None, str | None]:
    """The row, or why it is none; neither where the line holds nothing."""
    if cells is None:
        return None, "field too long"
    texts = [cell.strip() for cell in cells]
    while len(texts) > len(header.columns) and not texts[-1]:
        texts.pop()
    if _is_void(texts, header, layout):
        return None, None
    if any("\0" in text for text in texts):
        return None, "NUL byte in the row"
    if len(texts) != len(header.columns):
        return None, "wrong number of fields"
    fields = dict(zip(header.columns, texts, strict=True))
    whole = span == 1 or layout.whole(fields)
    return (Row(start, fields), None) if whole else (None, "stray quotation mark")


def _is_void(texts: list[str], header: Header, layout: Layout) -> bool:
    """Whether a line is blank or the header once more, as where files were joined."""
    if not any(texts):
        return True
    first = layout.name_of(texts[0]) == header.columns[0]
    return first and tuple(layout.name_of(text) for text in texts) == header.columns
