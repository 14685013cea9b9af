"""Adjacency lists: a line a person, with everybody they are tied to."""

import os
from collections.abc import Iterator, Sequence

import numpy as np

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import ReadError, UnknownFormatError
from weakties.importers._files.content import describe, name_content
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.text import LONGEST_LINE
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.matrix import are_mutual
from weakties.importers._graphs.tie_columns import Tie
from weakties.importers.edge_list._cells import SEPARATORS, is_comment, split_line

__all__ = ["read_adjacency_list"]

#: Less than any list of ties is sure of itself.
_LEAST = 0.1
#: What a list of ties without header and numbers makes of the same rows leaves cells out.
_PLAIN = 0.3
#: In a list of ties nobody stands in a row alone.
_ALONE = 0.6
#: Cells of a row with more than one contact.
_SEVERAL = 3
#: Rows looked at to recognise a list.
_SAMPLE = 1000
#: Share of those who are named as contacts that must have a row of their own.
_OWN_ROW = 0.5


def read_adjacency_list(
    path: str | os.PathLike[str], *, directed: bool = False, progress: Progress | None = None
) -> Connections:
    r"""Read an adjacency list, as Gephi, NetworkX and igraph know it.

    Parameters
    ----------
    path : path
        Text, plain, gz, or alone in a zip: a row a person, then everybody they are tied to, between
        commas, semicolons, tabs or blanks. Comment lines (``#``, ``%``) are passed over.
    directed : bool, default: False
        Whether ties lead from the person of a row to the others.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with rows read and an estimate of all.

    Returns
    -------
    Connections
        Everybody named is a person. Without direction, a tie that both its people list is one if
        all are listed so; otherwise every mention is a tie.

    Raises
    ------
    ReadError
        The file is missing, damaged, unsafe or cannot be decoded.
    UnknownFormatError
        It is no text.
    NothingUsableError
        There is no row.

    Notes
    -----
    `weakties.read` takes a text for an adjacency list only if its rows have different lengths, each
    begins with somebody else, and most of those named have a row of their own. Where all of them do,
    it goes before a list of ties.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "list.txt")
    >>> _ = file.write_text("ana;ben;chi\nben;chi\nchi\n")
    >>> read_adjacency_list(file).ties[["source", "target"]]
      source target
    0    ana    ben
    1    ana    chi
    2    ben    chi
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read_as(source, directed=directed, progress=progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    return _read_as(source, directed=False, progress=progress)


def _read_as(source: Source, *, directed: bool, progress: Progress | None) -> Connections:
    member = source.only
    if member is None or name_content(member.head()):
        message = f"{source.path} is {describe(source)}, not an adjacency list. Give one."
        raise UnknownFormatError(message)
    records = Records(member=member, lists_people=False)
    separator = _separator([line for _, line in _lines(member, _SAMPLE)])
    ends: list[tuple[str, str]] = []
    for number, (line, text) in enumerate(_lines(member), start=1):
        person, *others = split_line(text, separator) or [""]
        if not person:
            records.refuse(line, "person without id")
            continue
        if person not in records.people:
            records.add_person(person, line)
        ends += [(person, other) for other in others if other]
        if progress is not None and number % _SAMPLE == 0:
            progress("Reading an adjacency list", number, max(number, member.size))
    records.log.warn_of_encoding(member)
    _add_ties(ends, records, directed=directed)
    return records.connections("adjacency_list")


def _add_ties(ends: Sequence[tuple[str, str]], records: Records, *, directed: bool) -> None:
    place = {one: at for at, one in enumerate(dict.fromkeys(end for pair in ends for end in pair))}
    table = np.array([(place[one], place[two]) for one, two in ends], dtype=np.int64)
    source, target = table.reshape(-1, 2).T
    once = not directed and are_mutual(source, target, np.ones(len(source)))
    kept = [(one, two) for one, two in ends if not once or one <= two]
    columns = {"source": [one for one, _ in kept], "target": [two for _, two in kept]}
    records.add_ties(columns, like=Tie("", "", directed=directed))


def _lines(member: Member, most: int | None = None) -> Iterator[tuple[int, str]]:
    """Lines that are no comments, with their numbers."""
    found = 0
    with member.open_text() as stream:
        stream.reconfigure(newline=None)
        for line, text in enumerate(iter(lambda: stream.readline(LONGEST_LINE), ""), start=1):
            if len(text) == LONGEST_LINE:
                message = f"{member.where}, line {line}: over {LONGEST_LINE:,} characters long."
                raise ReadError(message)
            if not _is_row(text):
                continue
            yield line, text.lstrip("\ufeff ")
            found += 1
            if found == most:
                return


def _is_row(text: str) -> bool:
    return bool(text.lstrip("\ufeff ").strip()) and not is_comment(text)


def _first_lines(member: Member) -> list[str]:
    """The first rows, from the first bytes where these hold enough of them."""
    lines = [line for line in member.head_lines(2 * _SAMPLE)[:-1] if _is_row(line)]
    if len(lines) < _SAMPLE:
        return [line for _, line in _lines(member, _SAMPLE)]
    return [line.lstrip("\ufeff ") for line in lines[:_SAMPLE]]


def _separator(lines: Sequence[str]) -> str:
    """The first sign that separates anything, blanks last."""
    return next((one for one in SEPARATORS if any(one in line.strip() for line in lines)), " ")


def _sniff(source: Source) -> float:
    member = source.only
    if member is None or name_content(member.head()):
        return 0.0
    try:
        return _certainty(member)
    except ReadError:
        return 0.0


def _certainty(member: Member) -> float:
    lines = _first_lines(member)
    separator = _separator(lines)
    cells = [split_line(line, separator) for line in lines]
    rows = [[cell for cell in row if cell] for row in cells]
    widths = {len(row) for row in rows}
    # A spreadsheet makes all rows as long as the longest.
    padded = len(set(map(len, cells))) == 1
    people = {row[0] for row in rows if row}
    if len(widths) < 2 or len(people) < len(rows) or (padded and max(widths) < _SEVERAL):
        return 0.0
    if len(lines) == _SAMPLE:
        people = {split_line(line, separator)[0] for _, line in _lines(member)}
    others = [cell for row in rows for cell in row[1:]]
    own = sum(one in people for one in others)
    if own == len(others) and max(widths) >= _SEVERAL:
        return _ALONE if 1 in widths else _PLAIN
    return _LEAST if own > _OWN_ROW * len(others) and not padded else 0.0


FORMATS.add(
    "adjacency_list",
    Format(
        name="adjacency_list",
        title="adjacency list (text: a row a person, then those they are tied to)",
        gives=("ties",),
        read=_read,
        sniff=_sniff,
        how_to_get="NetworkX: write_adjlist. Gephi takes the same with semicolons.",
        endings=(".adjlist",),
    ),
)
