"""The tables of a Stack Exchange site: XML of the dump, or CSV of the Data Explorer."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from weakties._typing import Progress
from weakties.errors import ReadError
from weakties.importers._files.content import name_content
from weakties.importers._files.source import Member, Source
from weakties.importers._files.tables import Header, Layout, find_header, read_table
from weakties.importers._files.xml_text import has_root, read_xml
from weakties.importers._log import Log

#: Columns that tell a table, by plain name, in the order in which tables are recognised.
TELLING = {
    "posts": frozenset({"id", "posttypeid", "owneruserid"}),
    "comments": frozenset({"id", "postid", "userid"}),
    "users": frozenset({"id", "displayname", "reputation"}),
}
#: Columns that are read; texts, places and pages of people are dropped at once.
_READ = {
    *("id", "posttypeid", "parentid", "owneruserid", "creationdate"),
    *("postid", "userid", "displayname", "reputation"),
}
#: The columns of a first row that tell a table in XML, where some may be missing.
_FIRST = {"posts": "PostTypeId", "comments": "PostId", "users": "DisplayName"}
_ENDINGS = (".xml", ".csv")
_HEADER_LINES = 3
#: Lines that the text of one post may take.
_LONGEST_ROW = 20_000


class Line(NamedTuple):
    """A row of a table: the columns that are read, by plain name."""

    number: int | None
    cells: Mapping[str, str]


def find_tables(source: Source, most: int | None = None) -> dict[str, list[Member]]:
    """The members that hold each table, among the first so many."""
    found: dict[str, list[Member]] = {}
    named = [
        one
        for one in source.members
        if one is source.only or PurePosixPath(one.name).suffix.lower() in _ENDINGS
    ]
    for member in named[:most]:
        if table := _table_in(member):
            found.setdefault(table, []).append(member)
    return found


def sole_tables(source: Source) -> dict[str, Member]:
    """The tables of the one site that a source holds."""
    found = find_tables(source)
    for table, members in found.items():
        if len(members) > 1:
            names = ", ".join(member.name for member in members[:5])
            message = (
                f"{source.path} holds {len(members)} tables of {table} ({names}). Everybody has "
                "another number on every site: give the folder of one site."
            )
            raise ReadError(message)
    return {table: members[0] for table, members in found.items()}


def read_lines(member: Member, table: str, log: Log, progress: Progress | None) -> Iterator[Line]:
    """The rows of a table, in the order of the file."""
    if not is_dump(member):
        for row in read_table(member, _layout(table), log):
            yield Line(row.line, row.fields)
        if progress is not None:
            progress(f"Reading {table}", member.size, member.size)
        return
    for step in read_xml(member, log, table, progress):
        if step.kind == "start" and step.name == "row":
            log.files[member.name] += 1
            given = ((name.lower(), value) for name, value in step.attributes.items())
            yield Line(step.line, {name: value.strip() for name, value in given if name in _READ})


def is_dump(member: Member) -> bool:
    """Whether a table is one of a dump, in XML."""
    return any(has_root(member.head(), table) for table in TELLING)


def _table_in(member: Member) -> str | None:
    head = member.head()
    for table, column in _FIRST.items():
        first_row = rb"<row\s[^<]*?\b" + column.encode() + rb"\s*="
        if has_root(head, table) and re.search(first_row, head):
            return table
    if name_content(head):
        return None
    lines = member.head_lines(_HEADER_LINES)
    return next((table for table in TELLING if _header(lines, table)), None)


def _header(lines: Sequence[str], table: str) -> Header | None:
    return find_header(lines, TELLING[table].issubset, {})


def _layout(table: str) -> Layout:
    return Layout(
        accepts=TELLING[table].issubset,
        expects=", ".join(sorted(TELLING[table])),
        longest=_LONGEST_ROW,
        aliases={},
        essential=True,
    )
