"""A table of ties beside a table of people: Netzschleuder, Gephi, tidygraph, Kumu and others."""

import csv
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from weakties._columns import find_roles, plain_name
from weakties._typing import Progress
from weakties.connections import Connections, Provenance
from weakties.errors import ReadError, UnknownFormatError
from weakties.importers._content import describe, name_content
from weakties.importers._format import FORMATS, Format
from weakties.importers._log import Log
from weakties.importers._privacy import Privacy
from weakties.importers._record_tables import people_table, typed_texts
from weakties.importers._source import Member, Source, open_source
from weakties.importers.edge_list import read_columns
from weakties.importers.edge_list._cells import SEPARATORS, split_line

__all__ = ["read_node_edge_tables"]

_SURE = 0.9
_TABLE = re.compile(r"\.(csv|tsv|tab|txt)$", re.IGNORECASE)
_TIES = re.compile(r"edge|link|tie|relation|arc", re.IGNORECASE)
_PEOPLE = re.compile(r"node|vert|actor|people|person|attribute|point", re.IGNORECASE)
#: Columns that name people, best first.
_IDS = ("id", "nodeid", "node", "index", "key", "vertex", "userid", "name", "label")
#: Where people are drawn, in files of Netzschleuder.
_PLACES = {"_pos", "pos"}
_MOST_MEMBERS = 50
_LONGEST_LINE = 1 << 24


def read_node_edge_tables(
    path: str | os.PathLike[str], *, directed: bool = False, progress: Progress | None = None
) -> Connections:
    r"""Read a folder or archive with a table of ties and a table of people.

    Parameters
    ----------
    path : path
        Folder or zip (such as a ``csv.zip`` of Netzschleuder) with a file called after edges, links
        or ties, and one called after nodes, vertices or people; CSV or TSV with a header.
    directed : bool, default: False
        Whether a tie leads from source to target. Without it, ties are directed only where a column
        ``Type`` says so, as Gephi writes it.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with characters read and an estimate of all.

    Returns
    -------
    Connections
        Ties as `weakties.importers.read_edge_list` reads them. Everybody in the table of people is
        a person, with ties or without; its columns are attributes, ``label`` or ``name`` the label.

    Raises
    ------
    ReadError
        A file is missing, damaged, unsafe or cannot be decoded.
    UnknownFormatError
        There is no such pair of tables, or more than one.
    NothingUsableError
        The table of ties has no row that can be used.

    Notes
    -----
    Rows without id and those with more cells than columns are left out and counted in
    ``provenance.dropped``; so are repeated rows for one person. Takes time in proportion to the
    rows, and sorting.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> _ = Path(folder.name, "edges.csv").write_text("# source, target, value\n0, 1, 2\n")
    >>> _ = Path(folder.name, "nodes.csv").write_text("# index, name\n0, Ana\n1, Ben\n2, Chi\n")
    >>> found = read_node_edge_tables(folder.name)
    >>> found.people["label"].to_dict(), found.ties["weight"].tolist()
    ({'0': 'Ana', '1': 'Ben', '2': 'Chi'}, [2.0])
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read_as(source, directed=directed, progress=progress)


@dataclass(frozen=True, kw_only=True)
class _Head:
    """The first row of a table."""

    member: Member
    separator: str
    names: tuple[str, ...]

    @property
    def has_ties(self) -> bool:
        """Whether it names both people of a tie."""
        return {"source", "target"} <= find_roles(self.names).keys()

    @property
    def id_column(self) -> int | None:
        """The column that names people."""
        plain = [plain_name(name) for name in self.names]
        return next((plain.index(name) for name in _IDS if name in plain), None)


def _read(source: Source, progress: Progress | None) -> Connections:
    return _read_as(source, directed=False, progress=progress)


def _read_as(source: Source, *, directed: bool, progress: Progress | None) -> Connections:
    pair = _find_pair(source)
    if pair is None:
        message = (
            f"{source.path} is {describe(source)}. To be read as two tables it needs one file called "
            "after edges or links, with columns source and target, and one called after nodes, with "
            "a column id (or index, or name)."
        )
        raise UnknownFormatError(message)
    ties, people = pair
    found = read_columns(ties.member, {}, directed=directed, progress=progress)
    return _with_people(found, people)


def _find_pair(source: Source) -> tuple[_Head, _Head] | None:
    """The table of ties and that of people, if there is one of each."""
    if not 1 < len(source.members) <= _MOST_MEMBERS:
        return None
    named = [one for one in source.members if _TABLE.search(one.name) and one.size]
    ties = [one for one in named if _TIES.search(PurePosixPath(one.name).name)]
    people = [one for one in named if _PEOPLE.search(PurePosixPath(one.name).name)]
    with_ties = [head for head in map(_head, ties) if head is not None and head.has_ties]
    with_people = [
        head
        for head in map(_head, people)
        if head is not None and not head.has_ties and head.id_column is not None
    ]
    if len(with_ties) != 1 or len(with_people) != 1:
        return None
    return with_ties[0], with_people[0]


def _head(member: Member) -> _Head | None:
    if name_content(member.head()):
        return None
    lines = [line for line in member.head_lines(20) if line.strip("# \ufeff")]
    for separator in SEPARATORS[:-1]:
        cells = split_line(lines[0].lstrip("# \ufeff"), separator) if lines else []
        head = _Head(member=member, separator=separator, names=tuple(cells))
        if len(cells) > 1 and (head.has_ties or head.id_column is not None):
            return head
    return None


def _with_people(found: Connections, head: _Head) -> Connections:
    """The ties with everybody that the table of people names, and their attributes."""
    log = Log()
    privacy = Privacy()
    people: dict[str, Mapping[str, Any]] = {one: {} for one in found.people.index}
    listed = _read_people(head, log)
    unlisted = len(people.keys() - listed.keys())
    if unlisted:
        log.warn(f"{unlisted:,} people are named by ties alone, not in {head.member.name}.")
    table = people_table(people | listed, {}, log, privacy)
    privacy.report(log, ())
    ties = found.ties.assign(
        **{
            end: pd.Categorical(found.ties[end], categories=table.index)
            for end in ("source", "target")
        }
    )
    origin = [found.provenance, log.provenance("node_edge_tables")]
    return replace(found, people=table, ties=ties, provenance=_joined(*origin))


def _joined(ties: Provenance, people: Provenance) -> Provenance:
    reasons = sorted({*ties.dropped, *people.dropped})
    dropped = {why: ties.dropped.get(why, 0) + people.dropped.get(why, 0) for why in reasons}
    return replace(
        people,
        files={**ties.files, **people.files},
        dropped=dropped,
        problems=[*ties.problems, *people.problems],
        warnings=[*ties.warnings, *people.warnings],
    )


def _read_people(head: _Head, log: Log) -> dict[str, dict[str, Any]]:
    """Attributes of everybody in the table."""
    member, names, at = head.member, head.names, head.id_column or 0
    known: dict[str, list[str]] = {}
    for line, cells in _rows(head):
        log.files[member.name] += 1
        cells = [cell.strip() for cell in cells]
        if at >= len(cells) or not cells[at]:
            log.refuse(member, line, "person without id")
        elif len(cells) > len(names):
            log.refuse(member, line, "more columns than others")
        else:
            row = [*cells, *[""] * (len(names) - len(cells))]
            if cells[at] in known:
                log.refuse(member, line, "person given again", cells[at])
                # What both rows say, in either order.
                both = zip(known[cells[at]], row)
                row = [min(filter(None, pair), default="") for pair in both]
            known[cells[at]] = row
    log.warn_of_encoding(member)
    attributes = {
        name: typed_texts([row[column] for row in known.values()])
        for column, name in enumerate(names)
        if name and plain_name(name) not in _PLACES and (column != at or plain_name(name) in _NAMES)
    }
    return {
        one: {name: values[row] for name, values in attributes.items() if values[row] is not None}
        for row, one in enumerate(known)
    }


#: An id that is a name as well.
_NAMES = {"name", "label"}


def _rows(head: _Head) -> Iterator[tuple[int, list[str]]]:
    """The rows below the head, with their lines."""
    where = head.member.where
    with head.member.open_text() as stream:
        lines = (line for line in iter(lambda: stream.readline(_LONGEST_LINE), ""))
        reader = csv.reader(lines, delimiter=head.separator, skipinitialspace=True)
        try:
            first = True
            for cells in reader:
                if any(cell.strip("# \ufeff") for cell in cells):
                    if not first:
                        yield reader.line_num, cells
                    first = False
        except csv.Error as error:
            message = f"{where}, line {reader.line_num}: {error}. Save the table again, as CSV."
            raise ReadError(message) from None


FORMATS.add(
    "node_edge_tables",
    Format(
        name="node_edge_tables",
        title="table of ties with a table of people (folder or zip; Netzschleuder, Gephi, ...)",
        read=_read,
        sniff=lambda source: _SURE * (_find_pair(source) is not None),
        how_to_get=(
            "networks.skewed.de (Netzschleuder): csv.zip of a network. Gephi: Data Laboratory, "
            "Export table, once for nodes and once for edges; put both files into one folder."
        ),
    ),
)
