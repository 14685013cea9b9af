"""A table of ties beside a table of people: Netzschleuder, Gephi, tidygraph, Kumu and others."""

import csv
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from weakties._columns import find_roles, plain_name
from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import ReadError, UnknownFormatError
from weakties.importers._files.content import describe, name_content
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.text import LONGEST_LINE
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.people_rows import PeopleRows, find_id_column, with_people
from weakties.importers._log import Log
from weakties.importers.edge_list import read_columns
from weakties.importers.edge_list._cells import SEPARATORS, split_line

__all__ = ["read_node_edge_tables"]

_SURE = 0.9
_TABLE = re.compile(r"\.(csv|tsv|tab|txt)$", re.IGNORECASE)
_TIES = re.compile(r"edge|link|tie|relation|arc", re.IGNORECASE)
_PEOPLE = re.compile(r"node|vert|actor|people|person|attribute|point", re.IGNORECASE)
#: Where people are drawn, in files of Netzschleuder.
_PLACES = {"_pos", "pos"}
_MOST_MEMBERS = 50


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
        return find_id_column(self.names)


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
    log = Log()
    return with_people(found, _read_people(people, log), log, "node_edge_tables")


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
    alone = (lines[0].strip("# \ufeff\r\n"),) if lines else ()
    head = _Head(member=member, separator=SEPARATORS[0], names=alone)
    return head if head.id_column is not None else None


def _read_people(head: _Head, log: Log) -> PeopleRows:
    """Attributes of everybody in the table."""
    names = [name if plain_name(name) not in _PLACES else "" for name in head.names]
    if len(list(filter(None, names))) < len(list(filter(None, head.names))):
        log.warn("Positions were not read.")
    rows = PeopleRows(names=names, id_column=head.id_column or 0, member=head.member, log=log)
    for line, cells in _rows(head):
        rows.add(line, cells)
    log.warn_of_encoding(head.member)
    return rows


def _rows(head: _Head) -> Iterator[tuple[int, list[str]]]:
    """The rows below the head, with their lines."""
    where = head.member.where
    with head.member.open_text() as stream:
        lines = (line for line in iter(lambda: stream.readline(LONGEST_LINE), ""))
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
        gives=("ties",),
        read=_read,
        sniff=lambda source: _SURE * (_find_pair(source) is not None),
        how_to_get=(
            "networks.skewed.de (Netzschleuder): csv.zip of a network. Gephi: Data Laboratory, "
            "Export table, once for nodes and once for edges; put both files into one folder."
        ),
        usual_names=("edges", "nodes"),
    ),
)
