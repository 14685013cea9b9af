"""VNA files of NetDraw: tables of people and of ties in one text."""

import os
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np

from weakties._columns import find_roles, plain_name
from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import ReadError, UnknownFormatError
from weakties.importers._cells.numbers import number_of
from weakties.importers._files.sole import sniff_members, sole_member
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.text import read_lines, start_of
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.matrix import are_mutual
from weakties.importers._graphs.record_tables import typed_texts
from weakties.importers._graphs.tie_columns import Tie

__all__ = ["read_vna"]

_START = re.compile(r"\s*\*\s*(?:node|tie|ego|alter)\s*(?:data|properties)", re.IGNORECASE)
_WORD = re.compile(r'"(?:[^"]|"")*"|[^\s,"]+')


def read_vna(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read a VNA file of NetDraw.

    Parameters
    ----------
    path : path
        Text, plain, gz, or alone in a zip.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with characters read and an estimate of all.

    Returns
    -------
    Connections
        Everybody in ``*Node data`` or ``*Node properties`` is a person, with the columns of the
        data as attributes. A row of ``*Tie data`` is a tie with the strength in the column called
        so (or weight, value); without such a column every column of numbers is a relation, and a
        tie for each number but 0. Where every tie of a relation is listed in both directions, ties
        have none, else they lead from the first to the second.

    Raises
    ------
    ReadError
        The file is missing or damaged, or a table has no header.
    UnknownFormatError
        The file is no VNA, or one of E-Net, in which everybody has contacts of their own.
    NothingUsableError
        It holds nobody.

    Notes
    -----
    Rows with more or fewer cells than columns (but for people of whom nothing is said but their id),
    and strengths that are not positive, are left out and counted in ``provenance.dropped``. Colours
    and places are not read. Takes time in proportion to the file.

    References
    ----------
    S. Borgatti (2002), NetDraw: graph visualization software. Analytic Technologies.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "two.vna")
    >>> _ = file.write_text(
    ...     '*Node data\nID team\n"Ana R" x\nBen y\n*Tie data\nfrom to strength\n"Ana R" Ben 2\n'
    ... )
    >>> read_vna(file).ties[["source", "target", "weight"]]
      source target  weight
    0  Ana R    Ben     2.0
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


@dataclass(kw_only=True)
class _Table:
    """A section with its header and the rows that are as long as it, column by column."""

    name: str  #: nodedata, nodeproperties, tiedata, tieproperties
    line: int
    header: list[str] = field(default_factory=list)
    lines: "array[int]" = field(default_factory=lambda: array("q"))
    columns: list[list[str]] = field(default_factory=list)
    odd: list[tuple[int, list[str]]] = field(default_factory=list)  #: other rows, with their lines
    tabs: int = 0  #: in the header

    def add(self, line: int, row: str, known: dict[str, str]) -> None:
        """Add the header or a row; a text that is known is kept once."""
        # Where all rows have as many tabs, blanks are parts of names.
        cells = _split(row, "\t" if self.tabs and row.count("\t") == self.tabs else None)
        if not self.header:
            self.tabs = row.count("\t")
            cells = _split(row, "\t") if self.tabs else cells
            self.header = cells
            self.columns = [[] for _ in cells]
            return
        if len(cells) == 1 and self.name == "nodedata":
            cells = [*cells, *[""] * (len(self.header) - 1)]
        if len(cells) != len(self.header):
            self.odd.append((line, cells))
        else:
            self.lines.append(line)
            for column, cell in zip(self.columns, cells):
                column.append(known.setdefault(cell, cell))

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.lines) + len(self.odd)


def _read(source: Source, progress: Progress | None) -> Connections:
    member = sole_member(source, "a VNA file", _is_vna)
    records = Records(member=member)
    tables = list(_tables(read_lines(member, records.log, "VNA", progress)))
    egocentric = [table.name for table in tables if table.name.startswith(("ego", "alter"))]
    if egocentric:
        message = (
            f"{member.where} is a file of E-Net: it holds the contacts of many people, each of whom "
            "has a network apart, not one network. Export each, or the ties, as an edge list."
        )
        raise UnknownFormatError(message)
    for table in tables:
        _check(table, member)
        if table.name == "nodedata":
            _add_people(table, records)
        elif table.name == "tiedata":
            _add_ties(table, records)
        elif table.name == "nodeproperties":
            _add_drawn(table, records)
        elif table.name != "tieproperties":
            records.log.warn(f"Section *{table.name} ({table.rows:,} rows) was not read.")
    if any(table.name.endswith("properties") for table in tables):
        records.log.warn("Positions, shapes and colours were not read.")
    return records.connections("vna")


def _tables(lines: Iterable[tuple[int, str]]) -> Iterator[_Table]:
    table: _Table | None = None
    known: dict[str, str] = {}
    for line, row in lines:
        stripped = row.strip().lstrip("\ufeff")
        if stripped.startswith("*"):
            if table is not None:
                yield table
            table = _Table(name=plain_name(stripped[1:]), line=line)
        elif stripped and table is not None:
            table.add(line, stripped, known)
    if table is not None:
        yield table


def _split(row: str, separator: str | None = None) -> list[str]:
    """Cells between blanks or commas, whichever this row has; two quotation marks are one."""
    if separator is not None:
        return [_unquoted(cell.strip()) for cell in row.split(separator)]
    if '"' not in row:
        return [" ".join(cell.split()) for cell in row.split(",")] if "," in row else row.split()
    if "," in row and "," in re.sub(r'"[^"]*"', "", row):
        parts = re.findall(r'\s*("(?:[^"]|"")*"|[^,]*)\s*(?:,|$)', row)
        cells = [part.strip() for part in (parts if row.endswith(",") else parts[:-1])]
        return [_unquoted(cell) for cell in cells]
    return [_unquoted(word) for word in _WORD.findall(row)]


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        cell = cell[1:-1].replace('""', '"')
    return " ".join(cell.split())


def _check(table: _Table, member: Member) -> None:
    least = 2 if table.name.startswith("tie") else 1
    if table.rows and len(table.header) < least:
        message = (
            f"{member.where}, line {table.line + 1}: the header of *{table.name} names "
            f"{len(table.header)} column(s), where at least {least} should stand."
        )
        raise ReadError(message)


def _refuse_odd(table: _Table, records: Records) -> None:
    """Count the rows that are not as long as the header."""
    for line, cells in table.odd:
        found = f"{len(cells)} cells, not {len(table.header)}"
        records.refuse(line, "wrong number of cells", found)


def _add_people(table: _Table, records: Records) -> None:
    _refuse_odd(table, records)
    columns = {name: typed_texts(table.columns[at]) for at, name in enumerate(table.header) if at}
    people = table.columns[0] if table.columns else []
    for place, (line, person) in enumerate(zip(table.lines, people)):
        attributes = {
            name: values[place] for name, values in columns.items() if values[place] is not None
        }
        records.add_person(person, line, attributes=attributes)


def _add_drawn(table: _Table, records: Records) -> None:
    """Add people who are drawn, but for whom there are no data."""
    people = table.columns[0] if table.columns else []
    odd = ((line, cells[0]) for line, cells in table.odd if cells)
    for line, person in chain(zip(table.lines, people), odd):
        if person not in records.people:
            records.add_person(person, line)


def _add_ties(table: _Table, records: Records) -> None:
    _refuse_odd(table, records)
    if not table.lines:
        return
    others = table.header[2:]
    values = dict(zip(others, table.columns[2:]))
    roles = find_roles(others)
    numeric = all(
        text == "" or number_of(text) is not None
        for texts in values.values()
        for text in set(texts)
    )
    if "weight" in roles or not numeric or not others:
        weight = others[roles["weight"]] if "weight" in roles else None
        strengths = values.pop(weight) if weight else None
        _add_relation(table, range(len(table.lines)), strengths, values, records)
        return
    for name, strengths in values.items():
        zero = {text for text in set(strengths) if not number_of(text)}
        given = [at for at, text in enumerate(strengths) if text not in zero]
        kind = name if len(values) > 1 else ""
        _add_relation(table, given, strengths, {}, records, kind=kind)


def _add_relation(
    table: _Table,
    rows: Sequence[int],
    strengths: Sequence[str] | None,
    attributes: Mapping[str, list[str]],
    records: Records,
    *,
    kind: str = "",
) -> None:
    """Add the ties of one relation, once where each is listed in both directions."""
    sources, targets = table.columns[:2]
    place = {one: at for at, one in enumerate(sorted({*sources, *targets}))}
    chosen = np.array(rows, dtype=np.int64)
    source, target = (
        np.array([place[one] for one in ends], dtype=np.int64)[chosen]
        for ends in (sources, targets)
    )
    numbers = np.ones(len(chosen))
    if strengths is not None:
        values = {text: number_of(text) or 0.0 for text in set(strengths)}
        numbers = np.array([values[text] for text in strengths], dtype=np.float64)[chosen]
    mutual = not attributes and are_mutual(source, target, numbers)
    kept = (chosen[source <= target] if mutual else chosen).tolist()
    columns: dict[str, Sequence[Any]] = {
        "source": [sources[at] for at in kept],
        "target": [targets[at] for at in kept],
        "line": [table.lines[at] for at in kept],
    }
    if strengths is not None:
        columns["weight"] = [strengths[at] for at in kept]
    said = {name: [texts[at] or None for at in kept] for name, texts in attributes.items()}
    like = Tie("", "", directed=not mutual, kind=kind)
    records.add_ties(columns, like=like, attributes=said)


def _is_vna(member: Member) -> bool:
    return _START.match(start_of(member)) is not None


FORMATS.add(
    "vna",
    Format(
        name="vna",
        title="VNA (text of NetDraw)",
        gives=("ties",),
        read=_read,
        sniff=lambda source: sniff_members(source, _is_vna),
        how_to_get="NetDraw: File, Save data as, VNA, complete.",
        endings=(".vna",),
    ),
)
