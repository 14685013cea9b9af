"""Invitations, endorsements and recommendations: single acts between the owner and others."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from weakties.importers._files.source import Member
from weakties.importers._files.tables import Place, read_table
from weakties.importers._log import Log
from weakties.importers.linkedin._directory import Directory
from weakties.importers.linkedin._members import LAYOUTS, Tables
from weakties.importers.linkedin._messages import Event, read_times
from weakties.importers.linkedin._names import Party, join_name, slug_of


class Act(NamedTuple):
    """Something the owner did to somebody, or somebody to the owner."""

    kind: str
    time: datetime | None
    other: Party
    by_owner: bool
    place: Place
    context: str | None = None
    owner: str | None = None  #: the owner's profile, where the row gives it


class _Table(NamedTuple):
    kind: str
    date: str  #: name of the column
    prefix: str = ""  #: what stands before the columns of the other's name
    by_owner: bool = False


_TABLES = {
    "endorsementreceivedinfo": _Table("endorsement", "endorsementdate", "endorser"),
    "endorsementgiveninfo": _Table("endorsement", "endorsementdate", "endorsee", by_owner=True),
    "recommendationsreceived": _Table("recommendation", "creationdate"),
    "recommendationsgiven": _Table("recommendation", "creationdate", by_owner=True),
}


def read_acts(tables: Tables, log: Log) -> list[Act]:
    """All acts of the archive, of all kinds."""
    acts = [act for member in tables.get("invitations", ()) for act in _invitations(member, log)]
    for kind, table in _TABLES.items():
        for member in tables.get(kind, ()):
            acts += _named_acts(member, kind, table, log)
    return acts


def _invitations(member: Member, log: Log) -> Iterable[Act]:
    rows = read_table(member, LAYOUTS["invitations"], log)
    times = read_times([row.fields["sentat"] for row in rows], rows, member, log)
    for row, time in zip(rows, times, strict=True):
        direction = row.fields.get("direction", "").upper()
        if direction not in {"INCOMING", "OUTGOING"}:
            log.refuse(member, row.line, "invitation: direction not understood")
            continue
        inviter = _party(row.fields, "from", "inviterprofileurl")
        invitee = _party(row.fields, "to", "inviteeprofileurl")
        out = direction == "OUTGOING"
        other, own = (invitee, inviter) if out else (inviter, invitee)
        yield Act("invitation", time, other, out, Place(member, row.line), owner=own.slug)


def _party(fields: Mapping[str, str], name: str, address: str) -> Party:
    return Party(slug_of(fields.get(address, "")), fields[name])


def _named_acts(member: Member, kind: str, table: _Table, log: Log) -> Iterable[Act]:
    rows = read_table(member, LAYOUTS[kind], log)
    dates = [row.fields.get(table.date, "") for row in rows]
    times = read_times(dates, rows, member, log)
    prefix = table.prefix
    for row, time in zip(rows, times, strict=True):
        first, last = (row.fields.get(f"{prefix}{part}", "") for part in ("firstname", "lastname"))
        slug = slug_of(row.fields.get(f"{prefix}publicurl", ""))
        other = Party(slug, join_name(first, last))
        skill = row.fields.get("skillname") or None
        place = Place(member, row.line)
        yield Act(table.kind, time, other, table.by_owner, place, context=skill)


def act_events(acts: Sequence[Act], who: Directory, log: Log) -> list[Event]:
    """Acts between the owner and contacts; the others are counted."""
    events = []
    for act in acts:
        other = who.find(act.other)
        if other is None or other == who.owner:
            log.refuse(*act.place, f"{act.kind}: not with a contact")
            continue
        actor, target = (who.owner, other) if act.by_owner else (other, who.owner)
        events.append(Event(act.time, actor, (target,), act.kind, act.context))
    return events
