"""How a matrix is laid out: its separator, and where labels stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import TextIOWrapper

from weakties.errors import ReadError
from weakties.importers._files.source import Member
from weakties.importers._files.text import LONGEST_LINE
from weakties.importers.edge_list._cells import (
    SEPARATORS,
    is_comment,
    is_number,
    named_separator,
    split_line,
)

#: Wider matrices do not fit into memory, and are none.
MOST_COLUMNS = 100_000
#: Rows looked at to recognise a matrix.
_SAMPLE = 20
#: Lines among which these are looked for before all of a file is gone through for its encoding.
_START = 1000
#: Smaller squares of numbers without labels may as well be lists of ties.
_SMALLEST = 5
#: What rows without any value are made of.
_BLANKS = " \t\r\n,;"
_MISSING = {"", "na", "n/a", "nan", ".", "-", "null"}


@dataclass(frozen=True, kw_only=True)
class Layout:
    """What the first rows say."""

    separator: str
    columns: tuple[str, ...] | None  #: labels of the columns; None where there are none
    blank: bool  #: whether nothing stands above the labels of the rows
    skip: int  #: lines before the first row of numbers
    certain: bool  #: whether it can be nothing but a matrix
    width: int  #: columns of numbers
    trailing: int = 0  #: empty columns behind them, as spreadsheets leave them


def open_lines(member: Member) -> TextIOWrapper:
    """The text with all line ends alike."""
    stream = member.open_text()
    stream.reconfigure(newline=None)
    return stream


def find_layout(member: Member) -> Layout | None:
    """The layout of a matrix, if the first lines look like one."""
    lines, skipped = _first_lines(member)
    for separator in SEPARATORS:
        if lines and lines[0].count(separator) > MOST_COLUMNS and separator != " ":
            return _too_wide(lines[0], separator, skipped)
        rows = [row for row in (split_line(line, separator) for line in lines) if any(row)]
        if len(rows) > 1 and len(rows[0]) > 1:
            found = _find_in(rows, separator, skipped, member)
            if found is not None:
                return found
    return None


def _find_in(rows: list[list[str]], separator: str, skipped: int, member: Member) -> Layout | None:
    """The layout of these rows, if need be without empty columns at their end."""
    found = _labelled(rows, separator, skipped) or _bare(rows, separator, skipped, member)
    trailing = min(next((at for at, cell in enumerate(reversed(row)) if cell), 0) for row in rows)
    if found is not None or trailing == 0:
        return found
    cut = [row[: len(row) - trailing] for row in rows]
    found = _labelled(cut, separator, skipped) or _bare(cut, separator, skipped, member)
    return None if found is None else replace(found, trailing=trailing)


def _too_wide(line: str, separator: str, skipped: int) -> Layout:
    """A layout to be refused, without taking apart what is in it."""
    width = line.count(separator)
    return Layout(
        separator=separator, columns=None, blank=True, skip=skipped + 1, certain=True, width=width
    )


def _first_lines(member: Member) -> tuple[list[str], int]:
    """Some lines from the first that is neither blank nor a comment, and how many came before."""
    if member.head().isascii():
        found = _take_rows(member.head_lines(_START)[:-1])
        if len(found[0]) == _SAMPLE:
            return found
    with open_lines(member) as stream:
        return _take_rows(iter(lambda: stream.readline(LONGEST_LINE), ""))


def _take_rows(stream: Iterable[str]) -> tuple[list[str], int]:
    lines: list[str] = []
    skipped = 0
    for line in stream:
        if len(line) == LONGEST_LINE:
            return [], 0
        is_row = line.strip() and not is_comment(line)
        if is_row and (lines or skipped or named_separator(line) is None):
            lines.append(line)
        elif not lines:
            skipped += 1
        if len(lines) == _SAMPLE:
            break
    return lines, skipped


def is_value(cell: str) -> bool:
    """Whether a cell is a number, also with a decimal comma, or says that there is none."""
    return is_number(cell.replace(",", ".")) or cell.casefold() in _MISSING


def is_missing(cell: str) -> bool:
    """Whether a cell says that there is no value."""
    return cell.casefold() in _MISSING


def _labelled(rows: Sequence[Sequence[str]], separator: str, skipped: int) -> Layout | None:
    head, *body = rows
    width = len(body[0])
    corner = len(head) == width
    if not corner and len(head) != width - 1:
        return None
    labels = tuple(head[1:] if corner else head)
    blank = not (corner and head[0])
    numbers = all(len(row) == width and all(map(is_value, row[1:])) for row in body)
    named = any(not is_number(label) for label in labels) or (corner and not head[0])
    if not numbers or not named or not all(labels) or any(not row[0] for row in body):
        return None
    return Layout(
        separator=separator,
        columns=labels,
        blank=blank,
        skip=skipped + 1,
        certain=_is_certain([row[0] for row in body], labels, body, blank=blank),
        width=len(labels),
    )


def _is_certain(
    names: Sequence[str], labels: Sequence[str], body: Sequence[Sequence[str]], *, blank: bool
) -> bool:
    """Whether rows are called as columns are, or a table without corner holds 0 and 1 alone.

    Other tables may hold the age and height of people as well as who is tied to what.
    """
    if set(names) & set(labels):
        return blank or list(names) == list(labels[: len(names)])
    marks = {cell for row in body for cell in row[1:]}
    return blank and len(labels) > 1 and marks <= {"0", "1", ""} and "1" in marks


def _bare(
    rows: Sequence[Sequence[str]], separator: str, skipped: int, member: Member
) -> Layout | None:
    """A square of numbers alone."""
    width = len(rows[0])
    numbers = all(len(row) == width and all(map(is_value, row)) for row in rows)
    square = len(rows) <= width and _count_rows(member, most=width + 1) == width
    if not numbers or not square:
        return None
    return Layout(
        separator=separator,
        columns=None,
        blank=True,
        skip=skipped,
        certain=width >= _SMALLEST,
        width=width,
    )


def _count_rows(member: Member, *, most: int) -> int:
    count = 0
    with open_lines(member) as stream:
        while count < most and (line := stream.readline(LONGEST_LINE)):
            count += bool(line.strip(_BLANKS)) and not is_comment(line)
    return count


def check_width(layout: Layout, member: Member) -> None:
    """Refuse a matrix that is wider than any that fits into memory."""
    if layout.width > MOST_COLUMNS:
        message = (
            f"{member.where}, line {layout.skip}: {layout.width:,} columns, where at most "
            f"{MOST_COLUMNS:,} are read. Save a network of that size as an edge list."
        )
        raise ReadError(message)
