"""Excel workbooks with a sheet of ties, such as those of NodeXL."""

import os
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import numpy as np

from weakties._columns import find_roles, plain_name
from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import MissingPackageError, ReadError, UnknownFormatError
from weakties.importers._files.content import describe
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.people_rows import PeopleRows, find_id_column, with_people
from weakties.importers._log import Log
from weakties.importers.edge_list import read_table_of_ties

__all__ = ["read_excel"]

_WORKBOOK = "xl/workbook.xml"
#: NodeXL puts captions above its header.
_HEADER_ROWS = 5
_MOST_COLUMNS = 1000
#: Columns of NodeXL that say how to draw, by `plain_name`.
_DRAWING = {
    *("color", "shape", "size", "width", "style", "opacity", "visibility", "imagefile", "tooltip"),
    *(
        "labelfillcolor",
        "labelposition",
        "labeltextcolor",
        "labelfontsize",
        "layoutorder",
        "locked?",
    ),
    *(
        "x",
        "y",
        "polarr",
        "polarangle",
        "custommenuitemtext",
        "custommenuitemaction",
        "dynamicfilter",
    ),
    *("addyourowncolumnshere", "marked?"),
}


def read_excel(
    path: str | os.PathLike[str], *, directed: bool = False, progress: Progress | None = None
) -> Connections:
    r"""Read an Excel workbook with a sheet of ties: NodeXL, or any other.

    Parameters
    ----------
    path : path
        The file ``.xlsx`` or ``.xlsm``. Needs openpyxl: ``pip install weakties[excel]``.
    directed : bool, default: False
        Whether a tie leads from the first person to the second. Without it, ties are directed only
        where a column ``Type`` says so.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with sheets read and all.

    Returns
    -------
    Connections
        Ties of the one sheet that has a column for each of the two people (``Vertex 1`` and
        ``Vertex 2`` in NodeXL, source and target, or as is usual) among its first five rows, with
        strength, time and kind (``Relationship``) where columns are called so. A sheet called
        Vertices, Nodes or People gives everybody and their attributes.

    Raises
    ------
    MissingPackageError
        openpyxl is not installed.
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is no workbook, or has no sheet of ties, or several.
    NothingUsableError
        The sheet of ties has no row that can be used.

    Notes
    -----
    Texts of messages (``Tweet``) and columns that say how to draw are not read. A tie of a person
    to themselves, as NodeXL writes for a message to nobody, is kept here and dropped by
    `weakties.build_network`. Takes time in proportion to the cells.

    Examples
    --------
    With openpyxl installed::

        found = weakties.importers.read_excel("network.xlsx", directed=True)
    """
    with open_source(path) as source:
        return _read_as(source, directed=directed, progress=progress)


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """A sheet with its header and the rows below."""

    name: str
    line: int  #: of the header
    names: Sequence[str]
    rows: Sequence[Sequence[str]]

    @property
    def has_ties(self) -> bool:
        """Whether it names both people of a tie."""
        return {"source", "target"} <= find_roles(self.names).keys()

    @property
    def has_people(self) -> bool:
        """Whether it is a table of people."""
        called = plain_name(self.name) in ("vertices", "nodes", "people", "actors")
        return called and not self.has_ties and find_id_column(self.names) is not None


def _read(source: Source, progress: Progress | None) -> Connections:
    return _read_as(source, directed=False, progress=progress)


def _read_as(source: Source, *, directed: bool, progress: Progress | None) -> Connections:
    if not _is_workbook(source):
        message = f"{source.path} is {describe(source)}, not an Excel workbook (.xlsx). Give one."
        raise UnknownFormatError(message)
    _refuse_entities(source)
    sheets = list(_sheets(source, progress))
    ties = [sheet for sheet in sheets if sheet.has_ties]
    people = [sheet for sheet in sheets if sheet.has_people]
    if len(ties) != 1:
        names = ", ".join(sheet.name for sheet in (ties or sheets)) or "none names them"
        which = "several sheets have" if ties else "no sheet has"
        message = (
            f"{source.path} is an Excel workbook in which {which} a column for each of the two "
            f"people of a tie ({names}). Call these columns source and target in one sheet, or save "
            "it as CSV."
        )
        raise UnknownFormatError(message)
    found = _read_ties(source, ties[0], directed=directed)
    found = replace(found, provenance=replace(found.provenance, format="excel"))
    if len(people) != 1:
        return found
    log = Log()
    return with_people(found, _read_people(source, people[0], log), log, "excel")


def _member(source: Source, sheet: _Sheet) -> Member:
    """A name for a sheet in messages."""
    workbook = next(one for one in source.members if one.name == _WORKBOOK)
    where = f"{source.path}, sheet {sheet.name}"
    return replace(workbook, name=f"{source.path.name}: {sheet.name}", where=where)


def _read_ties(source: Source, sheet: _Sheet, *, directed: bool) -> Connections:
    width = len(sheet.names)
    table = np.full((len(sheet.rows), width), "", dtype=object)
    for at, row in enumerate(sheet.rows):
        table[at, : len(row)] = row[:width]
    lines = np.arange(len(sheet.rows), dtype=np.int32) + sheet.line + 1
    names = [name or f"column {at + 1}" for at, name in enumerate(sheet.names)]
    return read_table_of_ties(
        _member(source, sheet),
        [f"{name} ({at + 1})" if names.count(name) > 1 else name for at, name in enumerate(names)],
        lambda used: (lines, {at: table[:, at] for at in used}),
        {},
        directed=directed,
    )


def _read_people(source: Source, sheet: _Sheet, log: Log) -> PeopleRows:
    drawn = [plain_name(name) in _DRAWING for name in sheet.names]
    rows = PeopleRows(
        names=["" if is_drawn else name for name, is_drawn in zip(sheet.names, drawn)],
        id_column=find_id_column(sheet.names) or 0,
        member=_member(source, sheet),
        log=log,
    )
    for line, cells in enumerate(sheet.rows, start=sheet.line + 1):
        if any(cells):
            rows.add(line, cells)
    return rows


def _sheets(source: Source, progress: Progress | None) -> Iterator[_Sheet]:
    """All sheets with a header that could be of ties or people."""
    try:
        import openpyxl
    except ImportError:
        message = (
            f"{source.path} is an Excel workbook, which takes the package openpyxl to read. Install "
            "it: pip install 'weakties[excel]'. Or save its sheet of ties as CSV."
        )
        raise MissingPackageError(message) from None
    try:
        # An opened file, for openpyxl goes by the ending of a name.
        with warnings.catch_warnings(), source.path.open("rb") as file:
            # On parts of a workbook that are of no concern, such as its rules for input.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            for done, sheet in enumerate(book.worksheets, start=1):
                yield from _sheet(sheet, source)
                if progress is not None:
                    progress("Reading sheets", done, len(book.worksheets))
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever damage leads to
        message = (
            f"{source.path} is a damaged Excel workbook ({type(error).__name__}: {error}). Open it "
            "in Excel and save it again, or save its sheet of ties as CSV."
        )
        raise ReadError(message) from None


def _sheet(sheet: Any, source: Source) -> Iterator[_Sheet]:
    """The sheet, if one of its first rows names the columns of ties or people."""
    # What a sheet says of its own size may be anything.
    sheet.reset_dimensions()
    found: _Sheet | None = None
    rows: list[list[str]] = []
    for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if found is None:
            head = _Sheet(name=sheet.title, line=line, names=_cells(row[:_MOST_COLUMNS]), rows=rows)
            found = head if head.has_ties or head.has_people else None
            if found is None and line == _HEADER_ROWS:
                return
        elif len(row) > _MOST_COLUMNS:
            message = (
                f"{source.path}, sheet {sheet.title}, line {line}: {len(row):,} columns, where at "
                f"most {_MOST_COLUMNS:,} make sense in a list of ties or people. Delete what stands "
                "far to the right."
            )
            raise ReadError(message)
        else:
            rows.append(_cells(row))
    if found is not None:
        yield found


def _cells(row: Sequence[Any]) -> list[str]:
    """Cells as texts, without the empty ones at the end."""
    texts = [_text(value) for value in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def _is_workbook(source: Source) -> bool:
    return source.kind == "zip" and any(one.name == _WORKBOOK for one in source.members)


def _refuse_entities(source: Source) -> None:
    """Refuse a document type, which no workbook has: it can make a small file grow without end."""
    for member in source.members:
        if not member.name.lower().endswith((".xml", ".rels")):
            continue
        head = member.head().replace(b"\0", b"").upper()
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            message = (
                f"{member.where} declares a document type, as no workbook does. It was not read; "
                "open the workbook in Excel and save it again."
            )
            raise ReadError(message)


FORMATS.add(
    "excel",
    Format(
        name="excel",
        title="Excel workbook with a sheet of ties (NodeXL, ...; needs openpyxl)",
        gives=("ties",),
        extra="excel",
        read=_read,
        sniff=lambda source: float(_is_workbook(source)),
        how_to_get="NodeXL: the workbook itself. Any other: call two columns source and target.",
        endings=(".xlsx", ".xlsm"),
    ),
)
