"""Calendars as .ics files (iCalendar): who was invited to which meeting, by whom, and for how long."""

import os
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import PurePosixPath

from weakties._typing import Progress, View
from weakties.connections import Connections
from weakties.errors import MissingPackageError, UnknownFormatError
from weakties.importers._acts.addresses import ADDRESS_IDS
from weakties.importers._acts.records import Records
from weakties.importers._files.content import describe
from weakties.importers._files.decoding import decode_start
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._steps import steps
from weakties.importers.calendar._blocks import Calendar, read_blocks
from weakties.importers.calendar._diary import Diary

__all__ = ["read_calendar"]

_HOW_TO_GET = (
    "Google: takeout.google.com, Calendar (give the zip). Apple Calendar: File, Export. Outlook: "
    "File, Save Calendar. Thunderbird: Events and Tasks, Export. Give the .ics, or several in a folder."
)
_ENDINGS = (".ics", ".ical", ".icalendar", ".ifb")
_BEGINNING = re.compile(r"\s*BEGIN:VCALENDAR\s", re.IGNORECASE)
_NEVER = datetime(1, 1, 1)
#: Times of a file that say how recent it is.
_STAMP = re.compile(r"^(?:DTSTAMP|CREATED|LAST-MODIFIED)[^:]*:(\d{8})T(\d{6})Z?$", re.IGNORECASE)
_START = re.compile(r"^DTSTART[^:]*:(\d{8})T(\d{6})Z?$", re.IGNORECASE)


def read_calendar(
    path: str | os.PathLike[str],
    *,
    owner: str | Sequence[str] | None = None,
    progress: Progress | None = None,
) -> Connections:
    r"""Read calendars (.ics): meetings with those invited, and who invited them.

    Parameters
    ----------
    path : path
        An ``.ics`` file, or a zip or folder with several (Google Takeout).
    owner : str or sequence of str, optional
        The address, or addresses, of the person whose calendar it is. None: found, see Notes.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with events done.

    Returns
    -------
    Connections
        ``people``: ids are digests of addresses, the same as in mail; ``label`` is the name most
        used, ``unnamed 1``, ... where there is none, and ``addresses`` how many addresses were taken
        for one person's. ``memberships`` of kind ``meeting``: everybody invited who did not decline,
        and who invited them, with ``start``, ``end`` and as ``weight`` the minutes. ``events`` of
        kind ``invitation``: once for each series, to everybody invited. Times are UTC, or as written
        where no zone is. The view is ``"ego"`` with an owner, else ``"sample"``.

    Raises
    ------
    MissingPackageError
        The packages ``icalendar`` and ``recurring-ical-events`` are not installed.
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is no calendar.
    NothingUsableError
        Nobody met anybody in it.
    ArgumentError
        No meeting names the owner's address.

    Notes
    -----
    What is repeated is followed until something in the files was last written (``DTSTAMP``), which is when
    they were exported or before. Left out and counted: cancelled meetings, those of whole days, of one
    person, occurrences beyond 5,000 of one series; rooms, resources and groups. A meeting in several
    calendars counts once, and whoever declined in one of them was not there.

    The owner is whose address the calendar is called after, as Google does it; else the one person who is
    in nine of ten meetings. Addresses of one person are joined as in `read_mail`. Titles, texts and
    places are not kept.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "work.ics")
    >>> _ = file.write_text(
    ...     "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20240304T100000Z\nDTEND:20240304T103000Z\n"
    ...     "ORGANIZER;CN=Ana Ruiz:mailto:ana@example.org\n"
    ...     "ATTENDEE;CN=Ben Ito;PARTSTAT=ACCEPTED:mailto:ben@example.org\n"
    ...     "END:VEVENT\nEND:VCALENDAR\n"
    ... )
    >>> read_calendar(file).memberships[["kind", "start", "weight"]]
          kind               start  weight
    0  meeting 2024-03-04 10:00:00    30.0
    1  meeting 2024-03-04 10:00:00    30.0
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read_as(source, owner=owner, progress=progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    return _read_as(source, owner=None, progress=progress)


def _read_as(
    source: Source, *, owner: str | Sequence[str] | None, progress: Progress | None
) -> Connections:
    members = _calendars(source)
    if not members:
        message = f"{source.path} is {describe(source)}, no calendar. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    _require_packages(source)
    records = Records()
    records.log.warn_of_unread(source)
    calendars = {member: read_blocks(member, records.log) for member in members}
    diary = Diary(records)
    until = _latest(calendars.values())
    todo = [(member, uid) for member, one in calendars.items() for uid in one.events]
    for member, uid in steps(todo, "Reading events", progress):
        diary.add(uid, calendars[member], until, member)
    diary.look_for_owners(calendars)
    owners = diary.people.owners(owner, f"no meeting in {source.path}", "calendar")
    one_id = diary.people.unite(diary.together(), owners)
    diary.enter(one_id)
    whose = diary.people.introduce(records, one_id, owners)
    if whose is None:
        records.log.warn(_whose(owners))
    nobody = f"{source.path} is a calendar, but nobody met anybody in it. {_HOW_TO_GET}"
    view: View = "sample" if whose is None else "ego"
    return records.connections("calendar", view=view, owner=whose, nobody=nobody)


def _require_packages(source: Source) -> None:
    try:
        import icalendar  # noqa: F401
        import recurring_ical_events  # noqa: F401
    except ImportError:
        message = (
            f"{source.path} is a calendar, which takes the packages icalendar and "
            "recurring-ical-events to read. Install them: pip install 'weakties[calendar]'."
        )
        raise MissingPackageError(message) from None


def _whose(owners: Sequence[set[str]]) -> str:
    what = (
        f"They are calendars of {len(owners):,} people" if owners else "Nothing tells whose it is"
    )
    return (
        f"{what}, so nobody is taken for the owner. If it is one person's, say so: "
        "weakties.importers.read_calendar takes owner=ADDRESS, and leaves the owner out."
    )


def _latest(calendars: Iterable[Calendar]) -> datetime:
    """When something in the files was last written; without that, the latest start of a single event."""
    stamps, starts = [_NEVER], [_NEVER]
    for lines in (
        one for calendar in calendars for some in calendar.events.values() for one in some
    ):
        single = not any(line.upper().startswith(("RRULE", "RDATE")) for line in lines)
        for line in lines:
            if found := _STAMP.match(line):
                stamps.append(_time(found))
            elif single and (found := _START.match(line)):
                starts.append(_time(found))
    return max(stamps) if max(stamps) > _NEVER else max(starts)


def _time(found: re.Match[str]) -> datetime:
    try:
        return datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S")
    except ValueError:
        return _NEVER


def _calendars(source: Source) -> list[Member]:
    """Files that begin as calendars do."""
    named = [
        one
        for one in source.members
        if one is source.only or PurePosixPath(one.name).suffix.lower() in _ENDINGS
    ]
    return [one for one in named if _BEGINNING.match(decode_start(one.head()))]


def _sniff(source: Source) -> float:
    """How sure the source is a calendar: by its beginning; less where it is one file among others."""
    found = _calendars(source)
    return 0.0 if not found else 1.0 if len(found) == len(source.members) else 0.95


FORMATS.add(
    "calendar",
    Format(
        name="calendar",
        title="Calendar (.ics)",
        gives=("events", "memberships"),
        lasting_ids=ADDRESS_IDS,
        extra="calendar",
        read=_read,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
        usual_names=("calendar", "basic"),
        endings=_ENDINGS,
    ),
)
