"""The meetings of several calendars, each once, and how they become memberships and invitations."""

import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from weakties.importers._acts.addresses import normal_address
from weakties.importers._acts.correspondents import Correspondents
from weakties.importers._acts.records import Records, Stay
from weakties.importers._files.source import Member
from weakties.importers.calendar._blocks import Calendar
from weakties.importers.calendar._meetings import Found, name_of_meeting, occurrences

#: Meetings of all calendars together.
MOST_MEETINGS = 500_000
_MINUTE = timedelta(minutes=1)


@dataclass
class _Meeting:
    """One occurrence of an event, as all calendars together have it. People are ids."""

    latest: Found
    people: set[str] = field(default_factory=set)
    declined: set[str] = field(default_factory=set)


@dataclass
class _Series:
    """Whom the occurrences of an event invite, all together."""

    organisers: set[str] = field(default_factory=set)
    invited: set[str] = field(default_factory=set)
    left_out: set[tuple[str, str]] = field(default_factory=set)
    created: set[datetime] = field(default_factory=set)
    started: set[datetime] = field(default_factory=set)


class Diary:
    """All meetings of one reading."""

    def __init__(self, records: Records) -> None:
        self.people = Correspondents()
        self._records = records
        self._meetings: dict[tuple[str, datetime], _Meeting] = {}
        self._series: dict[str, _Series] = defaultdict(_Series)

    def add(self, uid: str, calendar: Calendar, until: datetime, member: Member) -> None:
        """Add the occurrences of the events of one UID in one calendar."""
        if len(self._meetings) >= MOST_MEETINGS:
            self._records.log.refuse(member, None, f"event: after {MOST_MEETINGS:,} meetings")
            return
        # Without a UID, events of two files are two.
        number = f"{member.name}{uid}" if uid.startswith("\0") else uid
        with warnings.catch_warnings():
            # What the packages guess about time zones is of no use to whoever reads a calendar.
            warnings.simplefilter("ignore")
            log = self._records.log
            for found in occurrences(calendar.events[uid], calendar, until, member, log):
                self._add(number, found)

    def _add(self, uid: str, found: Found) -> None:
        meeting = self._meetings.get((uid, found.key))
        if meeting is None:
            meeting = self._meetings[uid, found.key] = _Meeting(found)
        else:
            self._records.log.duplicates += 1
            meeting.latest = max(meeting.latest, found, key=_how_late)
        series = self._series[uid]
        series.left_out |= found.invited.left_out
        series.started.add(found.start)
        if found.created is not None:
            series.created.add(found.created)
        for address, name, declined in found.invited.people:
            person = self.people.person(address)
            self.people.names.note(person, name, own=False)
            (meeting.declined if declined else meeting.people).add(person)
            series.invited.add(person)
            if address == found.invited.organiser:
                series.organisers.add(person)

    def look_for_owners(self, calendars: Mapping[Member, Calendar]) -> None:
        """Take note of whom calendars are called after, and of who was invited how often."""
        evidence = self.people.evidence
        for member, calendar in calendars.items():
            named = [normal_address(name) for name in (calendar.name, member.stem)]
            known = next((one for one in named if one in self.people.ids), None)
            if known is not None:
                evidence.acting[member.name][self.people.person(known)] += 1
        evidence.present = Counter(one for people in self.together() for one in people)
        evidence.all = sum(len(people) > 1 for people in self.together())

    def together(self) -> Iterator[set[str]]:
        """Who was invited to each meeting."""
        return (meeting.people | meeting.declined for meeting in self._meetings.values())

    def enter(self, one_id: Mapping[str, str]) -> None:
        """Put all meetings and invitations into the records."""
        log = self._records.log
        for (uid, _), meeting in self._meetings.items():
            declined = {one_id.get(one, one) for one in meeting.declined}
            people = {one_id.get(one, one) for one in meeting.people} - declined
            log.pass_over("invited: declined", len(declined))
            if len(people) < 2:
                log.pass_over("meeting: of nobody, or of one person")
                continue
            start, end = meeting.latest.start, meeting.latest.end
            focus = name_of_meeting(uid, start)
            minutes = max(1.0, (end - start) / _MINUTE)
            for person in people:
                self._records.stay(Stay(person, focus, "meeting", start, end, minutes))
        for series in self._series.values():
            self._invite(series, one_id)

    def _invite(self, series: _Series, one_id: Mapping[str, str]) -> None:
        for reason, _ in series.left_out:
            self._records.log.pass_over(reason)
        invited = {one_id.get(one, one) for one in series.invited}
        time = min(series.created or series.started)
        for organiser in sorted({one_id.get(one, one) for one in series.organisers}):
            if others := invited - {organiser}:
                self._records.act(time, organiser, others, "invitation")


def _how_late(found: Found) -> tuple[int, datetime, datetime]:
    return found.sequence, found.start, found.end
