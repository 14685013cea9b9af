"""VNA files of NetDraw: tables of people and of ties in one text."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from weakties._columns import find_roles, plain_name
from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import ReadError, UnknownFormatError
from weakties.importers._cells.numbers import number_of
from weakties.importers._files.sole import sniff_members, sole_member
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.text import read_text, start_of
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.matrix import are_mutual
from weakties.importers._graphs.record_tables import typed_texts
from weakties.importers._graphs.tie_columns import Tie

__all__ = ["read_vna"]

_START = re.compile(r"\s*\*\s*(?:node|tie|ego|alter)\s*(?:data|properties)", re.IGNORECASE)
_WORD = re.compile(r'"((?:[^"]|"")*)"|([^\s,"]+)')


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
    and places are not read. Takes time in proportion to the file, which is held in memory.

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


class _Row(NamedTuple):
    line: int
    cells: list[str]


@dataclass(kw_only=True)
class _Table:
    """A section with its header and rows."""

    name: str  #: nodedata, nodeproperties, tiedata, tieproperties
    line: int
    header: list[str] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)


def _read(source: Source, progress: Progress | None) -> Connections:
    member = sole_member(source, "a VNA file", _is_vna)
    records = Records(member=member)
    tables = list(_tables(read_text(member, records.log, "VNA", progress)))
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
            records.log.warn(f"Section *{table.name} ({len(table.rows):,} rows) was not read.")
    if any(table.name.endswith("properties") for table in tables):
        records.log.warn("Positions, shapes and colours were not read.")
    return records.connections("vna")


def _tables(text: str) -> Iterator[_Table]:
    table: _Table | None = None
    for line, row in enumerate(text.split("\n"), start=1):
        stripped = row.strip().lstrip("\ufeff")
        if stripped.startswith("*"):
            if table is not None:
                yield table
            table = _Table(name=plain_name(stripped[1:]), line=line)
        elif stripped and table is not None:
            cells = _split(stripped)
            if table.header:
                table.rows.append(_Row(line, cells))
            else:
                table.header = cells
    if table is not None:
        yield table


def _split(row: str) -> list[str]:
    """Cells between blanks or commas, whichever this row has; two quotation marks are one."""
    if "," in re.sub(r'"[^"]*"', "", row):
        parts = re.findall(r'\s*("(?:[^"]|"")*"|[^,]*)\s*(?:,|$)', row)
        cells = [part.strip() for part in (parts if row.endswith(",") else parts[:-1])]
        return [_unquoted(cell) for cell in cells]
    return [_unquoted(found[0]) for found in _WORD.finditer(row)]


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


def _whole_rows(table: _Table, records: Records) -> Iterator[_Row]:
    """Rows as long as the header; the others are counted."""
    for row in table.rows:
        short = len(table.header) - len(row.cells)
        if short == 0:
            yield row
        elif short > 0 and len(row.cells) == 1 and table.name == "nodedata":
            yield _Row(row.line, [*row.cells, *[""] * short])
        else:
            found = f"{len(row.cells)} cells, not {len(table.header)}"
            records.refuse(row.line, "wrong number of cells", found)


def _add_people(table: _Table, records: Records) -> None:
    rows = list(_whole_rows(table, records))
    columns = {
        name: typed_texts([row.cells[at] for row in rows])
        for at, name in enumerate(table.header)
        if at > 0
    }
    for place, row in enumerate(rows):
        attributes = {
            name: values[place] for name, values in columns.items() if values[place] is not None
        }
        records.add_person(row.cells[0], row.line, attributes=attributes)


def _add_drawn(table: _Table, records: Records) -> None:
    """Add people who are drawn, but for whom there are no data."""
    for row in table.rows:
        if row.cells and row.cells[0] not in records.people:
            records.add_person(row.cells[0], row.line)


def _add_ties(table: _Table, records: Records) -> None:
    rows = list(_whole_rows(table, records))
    others = table.header[2:]
    values = {name: [row.cells[at] for row in rows] for at, name in enumerate(others, start=2)}
    roles = find_roles(others)
    numeric = all(
        text == "" or number_of(text) is not None for texts in values.values() for text in texts
    )
    if "weight" in roles or not numeric or not others:
        weight = others[roles["weight"]] if "weight" in roles else None
        _add_relation(rows, values.pop(weight) if weight else None, "", values, records)
        return
    for name, strengths in values.items():
        given = [at for at, text in enumerate(strengths) if number_of(text)]
        chosen = [rows[at] for at in given]
        kind = name if len(values) > 1 else ""
        _add_relation(chosen, [strengths[at] for at in given], kind, {}, records)


def _add_relation(
    rows: Sequence[_Row],
    strengths: Sequence[str] | None,
    kind: str,
    attributes: dict[str, list[str]],
    records: Records,
) -> None:
    """Add the ties of one relation, once where each is listed in both directions."""
    weights = ["1"] * len(rows) if strengths is None else list(strengths)
    place = {one: at for at, one in enumerate(sorted({end for r in rows for end in r.cells[:2]}))}
    ends = [[place[row.cells[at]] for row in rows] for at in (0, 1)]
    source, target = (np.array(end, dtype=np.int64) for end in ends)
    numbers = np.array([number_of(weight) or 0.0 for weight in weights], dtype=np.float64)
    mutual = not attributes and are_mutual(source, target, numbers)
    for at, row in enumerate(rows):
        if not mutual or source[at] <= target[at]:
            said = {name: texts[at] for name, texts in attributes.items() if texts[at]}
            weight = None if strengths is None else weights[at]
            one, two = row.cells[:2]
            tie = Tie(one, two, row.line, directed=not mutual, weight=weight, kind=kind)
            records.add_tie(tie, said)


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
