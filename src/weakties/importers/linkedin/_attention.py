"""Comments, reactions, shares and follows: what the owner attended to. Texts are never kept.

None of these tables says whose post it was, so that they tie the owner to nobody; they say when the
owner was there, and what was followed.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from weakties.importers._cells.moments import from_pattern
from weakties.importers._files.source import Member
from weakties.importers._files.tables import Row, read_table
from weakties.importers._log import Log
from weakties.importers.linkedin._directory import Directory
from weakties.importers.linkedin._history import Stay
from weakties.importers.linkedin._members import LAYOUTS, Tables
from weakties.importers.linkedin._messages import Event, read_times
from weakties.importers.linkedin._names import Party

#: Tables of acts towards posts: kind of the act, and the column that says which post.
_ACTS = {
    "comments": ("comment", "link"),
    "reactions": ("reaction", "link"),
    "shares": ("share", "sharelink"),
}
#: How dates are written in the list of companies.
_LONG = "%a %b %d %H:%M:%S UTC %Y"


def attention_events(tables: Tables, who: Directory, log: Log) -> list[Event]:
    """What the owner did towards posts (without targets), and which contacts the owner follows."""
    events = [
        event
        for table, (kind, link) in _ACTS.items()
        for member in tables.get(table, ())
        for event in _acts(member, table, kind, link, who.owner, log)
    ]
    for member in tables.get("memberfollows", ()):
        events += _follows(member, who, log)
    return events


def _acts(
    member: Member, table: str, kind: str, link: str, owner: str, log: Log
) -> Iterator[Event]:
    rows = read_table(member, LAYOUTS[table], log)
    for row, time in zip(rows, _times(rows, "date", member, log), strict=True):
        yield Event(time, owner, (), kind, row.fields[link] or None)


def _follows(member: Member, who: Directory, log: Log) -> Iterator[Event]:
    rows = read_table(member, LAYOUTS["memberfollows"], log)
    for row, time in zip(rows, _times(rows, "date", member, log), strict=True):
        person = who.find(Party(None, row.fields["fullname"]))
        if row.fields["status"].casefold() != "active":
            log.refuse(member, row.line, "follow: no longer")
        elif person is None or person == who.owner:
            log.refuse(member, row.line, "follow: not of a contact")
        else:
            yield Event(time, who.owner, (person,), "follow", None)


def _times(rows: Sequence[Row], column: str, member: Member, log: Log) -> list[datetime | None]:
    """A column of times in either of the two ways in which these tables write them."""
    known = [from_pattern(row.fields[column], _LONG) for row in rows]
    others = [row for row, time in zip(rows, known, strict=True) if time is None]
    rest = iter(read_times([row.fields[column] for row in others], others, member, log))
    return [next(rest) if time is None else time for time in known]


def followed_companies(tables: Tables, log: Log) -> list[Stay]:
    """Companies that the owner follows, since when."""
    stays = []
    for member in tables.get("companyfollows", ()):
        rows = read_table(member, LAYOUTS["companyfollows"], log)
        for row, start in zip(rows, _times(rows, "followedon", member, log), strict=True):
            if row.fields["organization"]:
                stays.append(Stay(row.fields["organization"], "followed company", start, None))
            else:
                log.refuse(member, row.line, "follow: without a name")
    return stays
