"""Profile.csv, Positions.csv, Education.csv and Events.csv: the owner's own life."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from weakties.importers._cells.dates import parse_period
from weakties.importers._files.source import Member
from weakties.importers._files.tables import Row, read_table
from weakties.importers._log import Log
from weakties.importers.linkedin._members import LAYOUTS, Tables
from weakties.importers.linkedin._names import join_name


class Stay(NamedTuple):
    """Time the owner spent at an employer, school or event."""

    focus: str
    kind: str
    start: datetime | None
    end: datetime | None


class _Columns(NamedTuple):
    kind: str
    focus: str
    start: str
    end: str


_COLUMNS = {
    "positions": _Columns("employer", "companyname", "startedon", "finishedon"),
    "education": _Columns("school", "schoolname", "startdate", "enddate"),
    "events": _Columns("event", "eventname", "eventtime", "eventtime"),
}


def read_owner_name(tables: Tables, log: Log) -> str | None:
    """The owner's name, if Profile.csv is there."""
    rows = [
        row
        for member in tables.get("profile", ())
        for row in read_table(member, LAYOUTS["profile"], log)
    ]
    names = [join_name(row.fields["firstname"], row.fields["lastname"]) for row in rows]
    return min((name for name in names if name), default=None)


def read_stays(tables: Tables, log: Log) -> list[Stay]:
    """Employers, schools and events of the owner."""
    return [
        stay
        for kind, columns in _COLUMNS.items()
        for member in tables.get(kind, ())
        for stay in _read_member(member, kind, columns, log)
    ]


def _read_member(member: Member, kind: str, columns: _Columns, log: Log) -> Iterator[Stay]:
    for row in read_table(member, LAYOUTS[kind], log):
        focus = row.fields[columns.focus]
        if not focus:
            log.refuse(member, row.line, f"{columns.kind}: without a name")
            continue
        first, last = _bounds(row, columns)
        start, end = (_day(text, row, member, log) for text in (first, last))
        yield Stay(focus, columns.kind, start and start[0], end and end[1])


def _bounds(row: Row, columns: _Columns) -> tuple[str, str]:
    first, last = row.fields.get(columns.start, ""), row.fields.get(columns.end, "")
    if columns.start != columns.end:
        return first, last
    begin, _, finish = first.partition(" - ")
    return begin, finish or begin


def _day(text: str, row: Row, member: Member, log: Log) -> tuple[datetime, datetime] | None:
    if not text:
        return None
    period = parse_period(text)
    if period is None:
        log.note(member, row.line, "date not understood (row kept)", text)
    return period
