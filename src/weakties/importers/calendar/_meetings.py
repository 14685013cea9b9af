"""Events as meetings: who was invited, when each one took place, and which did not."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple, TypeAlias

from weakties.importers._acts.addresses import is_machine, normal_address
from weakties.importers._cells.moments import as_utc
from weakties.importers._files.source import Member
from weakties.importers._log import Log
from weakties.importers.calendar._blocks import Calendar

#: An event of the package icalendar, whose properties have no type that is known before.
Event: TypeAlias = Any

#: Occurrences of one series; what is repeated every day has as many in thirteen years.
MOST_OCCURRENCES = 5_000
_SLICE = timedelta(days=366)
#: What malformed events make the libraries raise; `RecursionError` and `MemoryError` are not among them.
DAMAGE = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    AssertionError,
)

_ROOMS = {"ROOM", "RESOURCE", "GROUP"}
#: Addresses of calendars, which are no people.
_CALENDARS = ("calendar.google.com",)
_TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
_WITHIN_A_DAY = {"BYHOUR", "BYMINUTE", "BYSECOND"}
_EARLIEST = 1970


class Person(NamedTuple):
    """Somebody invited, or who invites."""

    address: str
    name: str
    declined: bool


class Invited(NamedTuple):
    """Everybody that an event names."""

    people: tuple[Person, ...]
    organiser: str  #: address of who invites, who is one of the people; nothing if nobody does
    left_out: frozenset[tuple[str, str]]  #: why somebody is left out, and who


class Found(NamedTuple):
    """An occurrence of an event as one calendar has it."""

    key: datetime  #: when it was to take place, which stays the same where it is moved
    start: datetime
    end: datetime
    created: datetime | None
    sequence: int  #: how often it was changed
    invited: Invited


def people_of(event: Event) -> Invited:
    """Everybody an event names, without rooms and machines."""
    found: dict[str, Person] = {}
    left_out = set()
    for one in _listed(event.get("ATTENDEE")):
        person = _person(one)
        kind = str(one.params.get("CUTYPE", "")).upper()
        if kind in _ROOMS or (person and _is_nobody(person.address)):
            left_out.add(("invited: a room, a group or a machine", str(one)))
        elif str(one.params.get("ROLE", "")).upper() == "NON-PARTICIPANT":
            left_out.add(("invited: only informed", str(one)))
        elif person is None:
            left_out.add(("invited: without an address", str(one)))
        else:
            found[person.address] = person
    organisers = [one for one in map(_person, _listed(event.get("ORGANIZER"))) if one]
    organiser = next((one for one in organisers if not _is_nobody(one.address)), None)
    if organiser is not None:
        known = found.get(organiser.address, organiser)
        found[organiser.address] = known._replace(name=known.name or organiser.name)
    address = "" if organiser is None else organiser.address
    return Invited(tuple(found.values()), address, frozenset(left_out))


def _listed(value: Any) -> list[Any]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if hasattr(one, "params")]


def _person(value: Any) -> Person | None:
    params = value.params
    address = _address(str(value)) or _address(str(params.get("EMAIL", "")))
    declined = str(params.get("PARTSTAT", "")).upper() == "DECLINED"
    return Person(address, str(params.get("CN", "")), declined) if address else None


def _address(text: str) -> str:
    plain = text.strip()
    return normal_address(plain[7:] if plain[:7].casefold() == "mailto:" else plain)


def _is_nobody(address: str) -> bool:
    return address.endswith(_CALENDARS) or is_machine(address)


def occurrences(
    blocks: Sequence[Sequence[str]], calendar: Calendar, until: datetime, member: Member, log: Log
) -> Iterator[Found]:
    """Every time that the events of one UID take place, until some time if they are repeated."""
    import icalendar

    lines = [line for block in blocks for line in block]
    text = "\r\n".join(["BEGIN:VCALENDAR", *_zones(calendar, lines), *lines, "END:VCALENDAR", ""])
    try:
        whole: Any = icalendar.Calendar.from_ical(text)
        events = list(whole.walk("VEVENT"))
        repeated = any(one.get("RRULE") or one.get("RDATE") for one in events)
        reason = "" if not repeated else _too_much(events)
        if reason:
            log.refuse(member, None, reason)
            return
        _note_unknown_zones(events, member, log)
        _end_with_last_day(events)
        times = _expanded(whole, events, until) if repeated else iter(events)
        shifts = _shifts(events)
        seen: set[str] = set()
        for event in times:
            planned = _planned(event, shifts)
            if repeated and str(planned) in seen:
                continue
            if len(seen) >= MOST_OCCURRENCES:
                log.refuse(member, None, f"event: repeated over {MOST_OCCURRENCES:,} times")
                return
            seen.add(str(planned))
            if found := _occurrence(event, planned, log):
                yield found
    except DAMAGE:
        log.refuse(member, None, "event: damaged")


def _zones(calendar: Calendar, lines: Iterable[str]) -> list[str]:
    """The time zones that these lines name."""
    named = "\n".join(line for line in lines if "TZID" in line.upper())
    return [zone for zone in calendar.zones if named and _zone_id(zone) in named]


def _zone_id(zone: str) -> str:
    found = next((line for line in zone.splitlines() if line.upper().startswith("TZID")), ":")
    return found.partition(":")[2].strip() or "\0"


def _too_much(events: Sequence[Event]) -> str:
    """Why a series is not followed; nothing if it is."""
    for event in events:
        start = event.get("DTSTART")
        if start is None or start.dt.year < _EARLIEST:
            return "event: repeated since nobody knows when"
        for rule in _rules(event.get("RRULE")):
            frequency = {str(one).upper() for one in rule.get("FREQ", [])}
            if frequency & _TOO_OFTEN or _WITHIN_A_DAY & {str(key).upper() for key in rule}:
                return "event: repeated more than once a day"
            if any(int(one) < 1 for one in rule.get("INTERVAL", [])):
                return "event: damaged"
    return ""


def _rules(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _expanded(whole: Event, events: Sequence[Event], until: datetime) -> Iterator[Event]:
    import recurring_ical_events

    query = recurring_ical_events.of(whole)
    first = min(_day(one["DTSTART"].dt) for one in events) - timedelta(days=2)
    last = _day(until) + timedelta(days=1)
    # Year by year, so that whoever has had enough need not wait for the rest.
    while first < last:
        after = min(first + _SLICE, last)
        yield from query.between(first, after)
        first = after


def _end_with_last_day(events: Sequence[Event]) -> None:
    """Let rules that end on a day end with it: the day belongs to them, in the zone of the event."""
    for event in events:
        start = event["DTSTART"].dt if event.get("DTSTART") is not None else None
        for rule in _rules(event.get("RRULE")):
            days = [one for one in rule.get("UNTIL", ()) if not isinstance(one, datetime)]
            if days and isinstance(start, datetime):
                last = datetime.combine(max(days), time.max.replace(microsecond=0), start.tzinfo)
                rule["UNTIL"] = [last if start.tzinfo is None else last.astimezone(UTC)]


def _note_unknown_zones(events: Sequence[Event], member: Member, log: Log) -> None:
    """Say once for each series which of its time zones neither the file nor anybody else explains."""
    starts = [one["DTSTART"] for one in events if one.get("DTSTART") is not None]
    named = {
        str(start.params.get("TZID", ""))
        for start in starts
        if isinstance(start.dt, datetime) and start.dt.tzinfo is None
    }
    for zone in sorted(named - {""}):
        log.note(member, None, "event: time zone not known (time kept as written)", zone)


def _shifts(events: Sequence[Event]) -> Mapping[str, timedelta]:
    """How far changes move this and all later occurrences, by the time of the first that they move."""
    changed = [(one["DTSTART"], one["RECURRENCE-ID"]) for one in events if _moves_later_ones(one)]
    return {str(planned.dt): start.dt - planned.dt for start, planned in changed}


def _moves_later_ones(event: Event) -> bool:
    planned = event.get("RECURRENCE-ID")
    return planned is not None and str(planned.params.get("RANGE", "")).upper() == "THISANDFUTURE"


def _planned(event: Event, shifts: Mapping[str, timedelta]) -> date | None:
    """When an occurrence was to take place before anybody moved it."""
    start, planned = event.get("DTSTART"), event.get("RECURRENCE-ID")
    when: date | None = None if start is None else start.dt
    if planned is not None:
        # All that such a change moves have the number of the first.
        moved = _moves_later_ones(event)
        when = start.dt - shifts[str(planned.dt)] if moved else planned.dt
    return when


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _occurrence(event: Event, planned: date | None, log: Log) -> Found | None:
    """When and with whom it takes place; None and a count if it does not, or is no meeting."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        log.pass_over("meeting: cancelled")
        return None
    times = _times(event)
    if times is None:
        log.pass_over("event: without a time that can be understood")
        return None
    start, end = times
    all_day = str(event.get("X-MICROSOFT-CDO-ALLDAYEVENT", "")).upper() == "TRUE"
    if all_day or not (isinstance(start, datetime) and isinstance(end, datetime)):
        log.pass_over("event: of whole days")
        return None
    began, ended = as_utc(start), as_utc(end)
    key = as_utc(planned) if isinstance(planned, datetime) else began
    if began is None or ended is None or key is None:
        log.pass_over("event: without a time that can be understood")
        return None
    return Found(
        key=key,
        start=began,
        end=max(began, ended),
        created=_moment(event.get("CREATED")),
        sequence=int(event.get("SEQUENCE", 0)),
        invited=people_of(event),
    )


def _moment(value: Any) -> datetime | None:
    moment = getattr(value, "dt", None)
    return as_utc(moment) if isinstance(moment, datetime) else None


def _times(event: Event) -> tuple[date, date] | None:
    start, end, length = (event.get(name) for name in ("DTSTART", "DTEND", "DURATION"))
    if start is None:
        return None
    if end is not None:
        return start.dt, end.dt
    return start.dt, start.dt + length.dt if length is not None else start.dt


def name_of_meeting(uid: str, start: datetime) -> str:
    """What a meeting is called: when it was, and a digest of its number, which may hold an address."""
    digest = hashlib.blake2b(uid.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return f"meeting of {start:%Y-%m-%d %H:%M} ({digest})"
