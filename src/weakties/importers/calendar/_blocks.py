"""Events of a calendar file (iCalendar, RFC 5545), taken apart line by line, without their texts."""

from collections import defaultdict
from dataclasses import dataclass, field

from weakties.importers._files.folds import unfolded, with_whole_letters
from weakties.importers._files.source import Member
from weakties.importers._log import Log

#: What is kept of an event. Titles, descriptions and places are not.
_KEPT = {
    *("UID", "SEQUENCE", "STATUS", "RECURRENCE-ID", "DTSTART", "DTEND", "DURATION", "CREATED"),
    *("DTSTAMP", "LAST-MODIFIED", "RRULE", "RDATE", "EXDATE", "ORGANIZER", "ATTENDEE"),
    "X-MICROSOFT-CDO-ALLDAYEVENT",
}
#: Parts of a calendar that are taken as a whole.
_WHOLE = {"VEVENT", "VTIMEZONE"}
#: Lines of one event or time zone, once those are left out that are not kept.
_MOST_LINES = 10_000


@dataclass
class Calendar:
    """What is kept of one file."""

    name: str = ""  #: as the program calls it, which may be an address
    zones: list[str] = field(default_factory=list)  #: time zones as they stand
    events: dict[str, list[list[str]]] = field(default_factory=lambda: defaultdict(list))
    #: lines of events by UID; those of one UID are one series


def read_blocks(member: Member, log: Log) -> Calendar:
    """The time zones and events of a file; what is cut short is counted."""
    calendar = Calendar()
    open_ones: list[str] = []
    lines: list[str] = []
    member = with_whole_letters(member)
    log.warn_of_encoding(member)
    with member.open_text() as stream:
        for line in unfolded(stream):
            name, value = _name_of(line), line.partition(":")[2].strip()
            if name == "BEGIN":
                if value.upper() in _WHOLE:
                    _refuse_open(open_ones, member, log)
                    open_ones, lines = [], []
                open_ones.append(value.upper())
            if name == "X-WR-CALNAME" and not open_ones[1:]:
                calendar.name = value
            if len(lines) <= _MOST_LINES and _is_kept(open_ones, name):
                lines.append(line)
            if name == "END" and open_ones and open_ones.pop() in _WHOLE:
                _close(calendar, member, log, lines)
                lines = []
    _refuse_open(open_ones, member, log)
    return calendar


def _refuse_open(open_ones: list[str], member: Member, log: Log) -> None:
    """Count an event that has no end: events do not stand in each other."""
    if open_ones and open_ones[0] == "VEVENT":
        log.refuse(member, None, "event: cut short")


def _is_kept(open_ones: list[str], name: str) -> bool:
    """Whether a line belongs to a time zone, or to an event itself and not to its alarm."""
    if not open_ones:
        return False
    return open_ones[0] == "VTIMEZONE" or (
        open_ones == ["VEVENT"] and (name in _KEPT or name in {"BEGIN", "END"})
    )


def _close(calendar: Calendar, member: Member, log: Log, lines: list[str]) -> None:
    if lines[0].upper().endswith("VTIMEZONE"):
        if len(lines) <= _MOST_LINES:
            calendar.zones.append("\r\n".join(lines))
        return
    log.files[member.name] += 1
    if len(lines) > _MOST_LINES:
        log.refuse(member, None, f"event: over {_MOST_LINES:,} lines")
        return
    number = sum(map(len, calendar.events.values()))
    uids = [line.partition(":")[2].strip() for line in lines if _name_of(line) == "UID"]
    # Without a UID every event is one of its own.
    calendar.events[uids[0] if uids and uids[0] else f"\0{number}"].append(lines)


def _name_of(line: str) -> str:
    """The name of a property, without its parameters."""
    return line.partition(":")[0].partition(";")[0].strip().upper()
