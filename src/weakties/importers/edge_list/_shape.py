"""What the first lines of an edge list say: separator, header, and which column is what."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from weakties._columns import find_roles, plain_name
from weakties.errors import NothingUsableError, UnknownFormatError
from weakties.importers.edge_list._cells import (
    SEPARATORS,
    is_comment,
    is_number,
    named_separator,
    split_line,
)
from weakties.importers.edge_list._places import Wanted, find_places, is_people_word

#: Data lines looked at.
SAMPLE = 1000
#: Share of the lines that must have the same number of columns.
_REGULAR = 0.5
#: A matrix is told from an edge list from so many columns up.
_SMALLEST_MATRIX = 5
#: Below one row of numbers a word may be a strength that is lacking.
_FEW = 2
#: A contact with a dictionary of attributes, as NetworkX lists them below a person.
_LISTED = re.compile(r"[^\s,;]+ \{(?:'.*)?\}")
_MISSING = {"na", "nan", "null", "none", "inf", "missing"}


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How to read the rows of one file."""

    separator: str
    skip: int  #: physical lines before the first data row
    width: int  #: columns
    header: tuple[str, ...] | None  #: names of the columns, if the file gives them
    places: Mapping[str, int]  #: role -> column, from 0
    unnamed: Sequence[int] = ()  #: columns that may hold weights or times, for want of a header
    decisions: Sequence[str] = field(default=())  #: what was decided, in sentences
    directed: bool = False  #: whether a comment says that the graph is directed

    @property
    def used(self) -> list[int]:
        """The columns to read."""
        return sorted({*self.places.values(), *self.unnamed})

    @property
    def certain(self) -> bool:
        """Whether the header names both people."""
        roles = find_roles(self.header or ())
        return {"source", "target"} <= roles.keys()


@dataclass(frozen=True, kw_only=True)
class _Header:
    names: tuple[str, ...] | None  #: None if the first row is data
    is_row: bool = False  #: whether it takes the place of the first row
    decision: str = ""


def find_shape(lines: Sequence[str], wanted: Wanted, *, where: str) -> Shape:
    """Decide how to read a file from its first lines, or say why it is no edge list."""
    named = named_separator(lines[0]) if lines else None
    data = [
        (at, line)
        for at, line in enumerate(lines)
        if line.strip() and not is_comment(line) and (at > 0 or named is None)
    ]
    if not data:
        message = (
            f"{where} holds no rows, only blank lines or comments. Give a file with ties in it."
        )
        raise NothingUsableError(message)
    start = data[0][0]
    _refuse_parts(lines, start, where)
    sample = [line for _, line in data[:SAMPLE]]
    separator = named or _find_separator(sample, where)
    rows = [split_line(line, separator) for line in sample]
    comments = [line for line in lines[:start] if is_comment(line)]
    header = _find_header(comments, rows, separator, wanted)
    body = rows[1:] if header.is_row else rows
    width = common_width(body or rows)
    names = _with_row_names(header, width)
    _refuse_matrix(names, body, width, where)
    places, decisions = find_places(names, wanted, width, where)
    if not {"source", "target"} <= find_roles(names or ()).keys() and not any(wanted.values()):
        _refuse_unrelated(body or rows, places, where)
    said = [one for one in (header.decision, *decisions) if one]
    free = [at for at in range(width) if at not in places.values()]
    if names is not None and free:
        unread = ", ".join(names[at] or f"column {at + 1}" for at in free if at < len(names))
        said += [f"Columns not read: {unread}."] if unread else []
    return Shape(
        separator=separator,
        skip=start + header.is_row,
        width=max(width, len(names or ())),
        header=names,
        places=places,
        unnamed=free[:2] if names is None else (),
        decisions=said,
        directed=any(map(_says_directed, comments)),
    )


def shape_of_table(names: Sequence[str], wanted: Wanted, *, where: str) -> Shape:
    """How to read the rows of a table whose columns have names."""
    places, decisions = find_places(tuple(names), wanted, len(names), where)
    unread = [name for at, name in enumerate(names) if at not in places.values() and name]
    said = [f"Columns not read: {', '.join(unread)}."] if unread else []
    return Shape(
        separator="",
        skip=0,
        width=len(names),
        header=tuple(names),
        places=places,
        decisions=[*decisions, *said],
    )


def _refuse_parts(lines: Sequence[str], start: int, where: str) -> None:
    """Refuse what lines of other kinds divide: lists for each person, or a # before the ties."""
    if any(_LISTED.fullmatch(line.strip()) for line in lines[start:]):
        message = (
            f"{where} looks like a multiline adjacency list of NetworkX. Write it again with "
            "write_graphml, write_adjlist or write_edgelist."
        )
        raise UnknownFormatError(message)
    if any(line.strip() == "#" for line in lines[start:]):
        message = (
            f"{where} has a line that is # alone between its rows, as graphs in TGF have: above it "
            "stand people, below it ties. Export it as GraphML, or keep the rows below that line."
        )
        raise UnknownFormatError(message)


def _refuse_unrelated(rows: Sequence[Sequence[str]], places: Mapping[str, int], where: str) -> None:
    """Without names of columns, only people who come up again tell ties from other rows."""
    ends = places["source"], places["target"]
    ids = [row[at] for row in rows for at in ends if at < len(row) and row[at]]
    if len(set(ids)) == len(ids):
        message = (
            f"{where} may be no edge list: no column is called source or target, and nobody comes "
            "up twice. If its rows are ties, give it a header with source and target."
        )
        raise UnknownFormatError(message)


def _says_directed(comment: str) -> bool:
    """Whether a comment says so, as in files of SNAP: ``# Directed graph: wiki-Vote.txt``."""
    words = plain_name(comment.lstrip("\ufeff #%"))
    return words.startswith("directedgraph")


def common_width(rows: Sequence[Sequence[str]]) -> int:
    """The usual number of columns; of two that are as usual, the smaller."""
    counts = Counter(len(row) for row in rows)
    return max(counts, key=lambda width: (counts[width], -width))


def _find_separator(sample: Sequence[str], where: str) -> str:
    shares, widest = {}, 1
    for separator in SEPARATORS:
        rows = [split_line(line, separator) for line in sample]
        if {"source", "target"} <= find_roles(rows[0]).keys():
            return separator
        width = common_width(rows)
        regular = sum(len(row) == width for row in rows) / len(rows)
        shares[separator] = regular if width > 1 else 0.0
        widest = max(widest, *map(len, rows))
    # Names of people hold blanks, so another separator goes first wherever it makes sense.
    others = [one for one in SEPARATORS if one != " " and shares[one] >= _REGULAR]
    if others:
        return max(others, key=lambda one: shares[one])
    if shares[" "] >= _REGULAR:
        return " "
    seen = "one column only" if widest == 1 else "no regular rows"
    message = (
        f"{where} is no edge list: it has {seen}. An edge list has a row a tie, with the two "
        "people in columns of their own, separated by a comma, semicolon, tab or blanks."
    )
    raise UnknownFormatError(message)


def _find_header(
    comments: Sequence[str], rows: Sequence[Sequence[str]], separator: str, wanted: Wanted
) -> _Header:
    """The header: a comment or the first row, if its names or its kind say so."""
    asked = {plain_name(name) for name in wanted.values() if isinstance(name, str)}
    for comment in reversed(comments):
        cells = split_line(comment.lstrip("\ufeff #%"), separator)
        if _names_ties(cells, asked):
            return _Header(names=tuple(cells))
    first, body = tuple(rows[0]), rows[1:]
    ids_below = not asked and _names_ties(first, asked) and _recur(first, body)
    named = bool(asked) or _names_ties(first, asked) or _names_values(first, body)
    above = _is_above_numbers(first, body) or _is_above_strengths(first, body)
    if (named and not ids_below) or is_people_word(first) or above:
        return _Header(names=first, is_row=True)
    if all(any(map(is_number, row[:2])) for row in rows):
        return _Header(names=None)
    # Neither a cell nor what is special about the first row: rows are people, in any order.
    return _Header(
        names=None,
        decision=(
            "The first row was read as a tie, not as a header. If it is a header, call its two "
            "columns of people source and target."
        ),
    )


def _is_above_numbers(first: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether words stand above ids that are all numbers."""
    words = not any(map(is_number, first[:2]))
    return words and bool(body) and all(map(_starts_with_numbers, body))


def _is_above_strengths(first: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether a word stands above numbers alone, and its row names nobody who comes up again."""
    if len(body) < _FEW or {*first[:2]} & {one for row in body for one in row[:2]}:
        return False
    words = [at for at, one in enumerate(first) if at > 1 and one[:1].isalpha()]
    return any(
        first[at].casefold() not in _MISSING
        and all(at < len(row) and is_number(row[at]) for row in body)
        for at in words
    )


def _names_ties(cells: Sequence[str], asked: set[str]) -> bool:
    if asked:
        return asked <= set(map(plain_name, cells))
    return {"source", "target"} <= find_roles(cells).keys()


def _names_values(first: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether a column after the first two is called a weight, time or type, and never holds that."""
    roles = find_roles(first)
    places = [
        at for role in ("weight", "time", "end", "kind", "type") if (at := roles.get(role, 0)) > 1
    ]
    words = [at for at in places if len(first[at]) > 1]
    return any(all(at >= len(row) or row[at] != first[at] for row in body) for at in words)


def _recur(first: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether names of one letter, which could be ids, stand among the ids as well."""
    roles = find_roles(first)
    ends = [roles["source"], roles["target"]]
    letters = {first[at] for at in ends if len(first[at]) == 1}
    return any(row[at] in letters for row in body for at in ends if at < len(row))


def _starts_with_numbers(row: Sequence[str]) -> bool:
    return len(row) > 1 and is_number(row[0]) and is_number(row[1])


def _with_row_names(header: _Header, width: int) -> tuple[str, ...] | None:
    """The names of all columns: R leaves out that of the row names, which come first."""
    if header.names is not None and header.is_row and len(header.names) == width - 1:
        return ("", *header.names)
    return header.names


def _refuse_matrix(
    names: Sequence[str] | None, body: Sequence[Sequence[str]], width: int, where: str
) -> None:
    roles = find_roles(names or ())
    labelled = names is not None and not names[0] and not {"source", "target"} <= roles.keys()
    square = len(body) == width >= _SMALLEST_MATRIX and all(
        len(row) == width and all(map(is_number, row)) for row in body
    )
    if labelled or (names is None and (square or not body[0][0])):
        message = (
            f"{where} looks like a matrix or a table with row names, not like a list of ties. A "
            "matrix is read by weakties.importers.read_adjacency_matrix, if its rows are as long "
            "as its header and hold numbers."
        )
        raise UnknownFormatError(message)
