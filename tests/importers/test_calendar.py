"""Calendars of all programs: meetings with whoever was there, and who invited them."""

import re
import sys
import zipfile

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from weakties.build import build_network
from weakties.connections import Connections
from weakties.errors import (
    ArgumentError,
    MissingPackageError,
    NothingUsableError,
    UnknownFormatError,
    WeakTiesError,
)
from weakties.importers import identify, read, read_calendar
from weakties.importers.calendar import _diary

pytest.importorskip("icalendar")
pytest.importorskip("recurring_ical_events")

BEN = "ATTENDEE;CN=Ben Ito;PARTSTAT=ACCEPTED:mailto:ben@example.org"
CY = "ATTENDEE;CN=Cy Ode;PARTSTAT=NEEDS-ACTION:mailto:cy@example.org"
ANA = "ORGANIZER;CN=Ana Ruiz:mailto:ana@example.org"
TIMES = ("DTSTART:20240304T100000Z", "DTEND:20240304T103000Z")


def event(*lines, uid="1", times=TIMES, people=(ANA, BEN, CY)):
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *times, *people, *lines, "END:VEVENT"])


def calendar(*parts):
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""])


@pytest.fixture
def read_text(write_file):
    """Read the text of a calendar."""
    return lambda text, **how: read_calendar(write_file(text, name="work.ics"), **how)


def starts(found):
    """When meetings began."""
    return sorted(set(found.memberships["start"].astype(str)))


def labels(found):
    return sorted(found.people["label"][list(set(found.memberships["person"]))])


def test_takeout_with_a_series_changed_in_places(sample) -> None:
    found = read(sample("calendar-takeout"))
    assert starts(found) == [
        "2024-03-18 09:00:00",
        "2024-03-20 08:00:00",
        "2024-04-01 08:00:00",
        "2024-04-02 12:00:00",  # moved; the one of 8 April is cancelled, that of 25 March left out
        "2024-04-15 08:00:00",  # after the change of clocks, and the last before the export
    ]
    assert found.provenance.dropped == {
        "event: of whole days": 1,
        "invited: a room, a group or a machine": 1,
        "invited: declined": 1,
        "meeting: cancelled": 1,
        "meeting: of nobody, or of one person": 1,
    }
    assert found.provenance.duplicates == 1


def test_a_calendar_called_after_its_owner(sample) -> None:
    found = read(sample("calendar-takeout"))
    assert (found.people["label"][found.owner], found.view) == ("Ana Ruiz", "ego")
    assert "Takeout/Calendar/....ics" in found.provenance.files


def test_who_declined_was_not_there_but_was_invited(sample) -> None:
    found = read(sample("calendar-takeout"))
    names = found.people["label"]
    moved = found.memberships[found.memberships["start"] == "2024-04-02 12:00"]
    assert sorted(names[moved["person"]]) == ["Ana Ruiz", "Okafor, Ben"]
    assert set(moved["weight"]) == {60.0}
    first = found.events.iloc[0]
    assert (names[first["actor"]], first["kind"]) == ("Ana Ruiz", "invitation")
    assert sorted(names[one] for one in first["targets"]) == ["Okafor, Ben", "unnamed 1"]
    assert first["time"] == pd.Timestamp("2024-03-01 09:00")


def test_meetings_make_ties(sample) -> None:
    network = build_network(read(sample("calendar-takeout")))
    names = network.people["label"]
    ties = {tuple(sorted((names[a], names[b]))) for a, b in network.ties.index}
    assert ties == {("Okafor, Ben", "unnamed 1"), ("Eva Lund", "Okafor, Ben")}
    assert set(network.ties["evidence"]) == {"co_presence"}


def test_outlook_with_zones_of_windows_and_floating_times(sample) -> None:
    found = read(sample("calendar-outlook"))
    assert starts(found) == ["2024-06-12 08:00:00", "2024-06-14 09:00:00"]
    assert sorted(set(found.memberships["weight"])) == [45.0, 90.0]
    assert found.provenance.dropped["event: of whole days"] == 1


def test_apple_with_addresses_beside_the_links(sample) -> None:
    found = read(sample("calendar-apple"))
    assert labels(found) == ["Ben Ito", "Zoë van Dam"]
    assert len(starts(found)) == 3


def test_a_zone_of_windows_that_the_file_does_not_explain(read_text) -> None:
    zone = "TZID=W. Europe Standard Time"
    times = (f"DTSTART;{zone}:20240704T100000", f"DTEND;{zone}:20240704T103000")
    assert starts(read_text(calendar(event(times=times)))) == ["2024-07-04 08:00:00"]


def test_what_is_repeated_without_end_ends_with_the_file(read_text) -> None:
    found = read_text(calendar(event("RRULE:FREQ=WEEKLY", "DTSTAMP:20240401T000000Z")))
    assert len(starts(found)) == 5
    other = event(uid="2", times=("DTSTART:20240320T100000Z", "DTEND:20240320T110000Z"))
    found = read_text(calendar(event("RRULE:FREQ=WEEKLY"), other))
    assert len(starts(found)) == 4


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("RRULE:FREQ=SECONDLY",), "event: repeated more than once a day"),
        (("RRULE:FREQ=DAILY;BYHOUR=1,2,3",), "event: repeated more than once a day"),
        (("RRULE:FREQ=NEVER",), "event: damaged"),
        (("STATUS:CANCELLED",), "meeting: cancelled"),
    ],
)
def test_what_does_not_take_place_is_counted(read_text, lines, reason) -> None:
    found = read_text(calendar(event(*lines, "DTSTAMP:20240401T000000Z"), event(uid="2")))
    assert found.provenance.dropped == {reason: 1}
    assert len(starts(found)) == 1


@pytest.mark.parametrize(
    ("times", "reason"),
    [
        (("DTSTART;VALUE=DATE:20240304",), "event: of whole days"),
        (("DTSTART:yesterday",), "event: without a time that can be understood"),
        ((), "event: without a time that can be understood"),
        (("DTSTART:00010101T000000Z",), "event: without a time that can be understood"),
    ],
)
def test_events_without_a_time_of_day(read_text, times, reason) -> None:
    found = read_text(calendar(event(uid="2", times=times), event()))
    assert len(starts(found)) == 1
    assert sum(found.provenance.dropped.values()) == 1
    assert reason in found.provenance.dropped or "event: damaged" in found.provenance.dropped


def test_a_change_of_this_and_all_later_occurrences_moves_each_of_them(read_text) -> None:
    series = event("RRULE:FREQ=DAILY;COUNT=5", "DTSTAMP:20240601T000000Z")
    moved = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20240306T100000Z",
        times=("DTSTART:20240306T150000Z", "DTEND:20240306T160000Z"),
        people=(ANA, CY),
    )
    found = read_text(calendar(series, moved))
    assert starts(found) == [
        *(f"2024-03-0{day} 10:00:00" for day in (4, 5)),
        *(f"2024-03-0{day} 15:00:00" for day in (6, 7, 8)),
    ]


def test_a_moved_series_is_one_with_the_same_in_a_calendar_that_knows_nothing_of_it(
    tmp_path,
) -> None:
    series = event("RRULE:FREQ=DAILY;COUNT=3", "DTSTAMP:20240601T000000Z")
    moved = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20240305T100000Z",
        "SEQUENCE:1",
        times=("DTSTART:20240305T150000Z", "DTEND:20240305T160000Z"),
    )
    (tmp_path / "new.ics").write_text(calendar(series, moved))
    (tmp_path / "old.ics").write_text(calendar(series))
    assert starts(read_calendar(tmp_path)) == [
        "2024-03-04 10:00:00",
        "2024-03-05 15:00:00",
        "2024-03-06 15:00:00",
    ]


@pytest.mark.parametrize(
    ("start", "days", "hour"),
    [
        (";TZID=Europe/Berlin:20240304T100000", (4, 5, 6), "09"),
        (";TZID=America/Los_Angeles:20240304T200000", (5, 6, 7), "04"),
        (";TZID=Pacific Standard Time:20240304T200000", (5, 6, 7), "04"),
        (";TZID=Asia/Tokyo:20240304T020000", (3, 4, 5), "17"),
        (":20240304T100000Z", (4, 5, 6), "10"),
        (":20240304T235000", (4, 5, 6), "23"),
    ],
)
def test_the_day_on_which_a_series_ends_belongs_to_it(read_text, start, days, hour) -> None:
    rule = ("RRULE:FREQ=DAILY;UNTIL=20240306", "DTSTAMP:20240601T000000Z", "DURATION:PT5M")
    found = read_text(calendar(event(*rule, times=(f"DTSTART{start}",))))
    assert [one[:13] for one in starts(found)] == [f"2024-03-0{day} {hour}" for day in days]


def test_a_time_zone_that_nobody_knows_is_said(read_text) -> None:
    zone = "TZID=Nowhere/Land:20240304T1"
    found = read_text(calendar(event(times=(f"DTSTART;{zone}00000", f"DTEND;{zone}03000"))))
    assert starts(found) == ["2024-03-04 10:00:00"]
    (problem,) = found.provenance.problems
    assert (problem.reason, problem.found) == (
        "event: time zone not known (time kept as written)",
        "Nowhere/Land",
    )


def test_a_zone_called_after_whoever_wrote_it_says_nothing_on_the_screen(read_text) -> None:
    zone = "TZID=/freeassociation.sourceforge.net/Europe/Berlin:20240304T1"
    found = read_text(calendar(event(times=(f"DTSTART;{zone}00000", f"DTEND;{zone}03000"))))
    assert starts(found) == ["2024-03-04 09:00:00"]


def test_a_series_that_goes_on_too_long(read_text) -> None:
    long = event(
        "RRULE:FREQ=DAILY",
        "DTSTAMP:20240401T000000Z",
        times=("DTSTART:19800101T100000Z", "DTEND:19800101T110000Z"),
    )
    found = read_text(calendar(long))
    assert found.provenance.dropped == {"event: repeated over 5,000 times": 1}
    assert len(starts(found)) == 5_000


def test_there_is_an_end_to_all_meetings_together(read_text, monkeypatch) -> None:
    monkeypatch.setattr(_diary, "MOST_MEETINGS", 2)
    found = read_text(calendar(*(event(uid=str(number)) for number in range(4))))
    assert len(set(found.memberships["focus"])) == 2
    assert found.provenance.dropped == {"event: after 2 meetings": 2}


def test_one_meeting_in_two_calendars(tmp_path) -> None:
    for name, status in (("a", "ACCEPTED"), ("b", "DECLINED")):
        text = calendar(event().replace("NEEDS-ACTION", status))
        (tmp_path / f"{name}.ics").write_text(text)
    found = read(tmp_path)
    assert labels(found) == ["Ana Ruiz", "Ben Ito"]
    assert (found.provenance.duplicates, len(found.events)) == (1, 1)


def test_events_without_a_number_are_different_ones(tmp_path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.ics").write_text(calendar(event().replace("UID:1\n", "")))
    assert read(tmp_path).provenance.duplicates == 0


def test_an_alarm_invites_nobody(read_text) -> None:
    alarm = "BEGIN:VALARM\nATTENDEE:mailto:dee@example.org\nEND:VALARM"
    assert len(read_text(calendar(event(alarm))).people) == 3


def test_whose_calendar_it_is(read_text) -> None:
    days = [
        event(uid=str(day), times=(f"DTSTART:202403{day}T100000Z", f"DTEND:202403{day}T110000Z"),
              people=(ANA, BEN.replace("ben@", f"ben{day % 3}@")))
        for day in range(10, 21)
    ]  # fmt: skip
    found = read_text(calendar(*days))
    assert found.people["label"][found.owner] == "Ana Ruiz"
    assert read_text(calendar(event())).owner is None
    found = read_text(calendar(event()), owner="BEN@example.org")
    assert found.people["label"][found.owner] == "Ben Ito"
    with pytest.raises(ArgumentError, match="no meeting in"):
        read_text(calendar(event()), owner="dee@example.org")


def test_line_ends_folds_and_case_are_nothing(read_text) -> None:
    text = calendar(event("RRULE:FREQ=DAILY;COUNT=2", "DTSTAMP:20240401T000000Z"))
    folded = text.replace("mailto:", "MAILTO\n :").replace("CN=Ben Ito", "CN=\n  Ben Ito")
    folded = folded.replace("MAILTO\n :", "MAIL\n TO:")
    one = read_text(text)
    small = re.sub(r"^[A-Z]+", lambda found: found[0].lower(), text, flags=re.MULTILINE)
    for other in (folded, text.replace("\n", "\r\n"), "\ufeff" + text, small):
        again = read_text(other)
        pd.testing.assert_frame_equal(one.memberships, again.memberships)


def test_an_event_that_is_cut_short_does_not_stop_the_rest(read_text) -> None:
    cut = event(uid="9").removesuffix("END:VEVENT")
    found = read_text(calendar(cut + event(), event(uid="3")) + cut)
    assert found.provenance.dropped == {"event: cut short": 2}
    assert len(found.memberships) == 6


def test_without_the_packages_it_says_what_to_install(write_file, monkeypatch) -> None:
    path = write_file(calendar(event()), name="work.ics")
    for name in ("icalendar", "recurring_ical_events"):
        monkeypatch.setitem(sys.modules, name, None)
        with pytest.raises(MissingPackageError, match=r"pip install 'weakties\[calendar\]'"):
            read(path)


def test_a_calendar_of_one_person_alone(read_text) -> None:
    with pytest.raises(NothingUsableError, match="nobody met anybody"):
        read_text(calendar(event(people=()), event(uid="2", people=(ANA,))))


def test_something_else(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="no calendar"):
        read_calendar(write_file("BEGIN:VCARD\nEND:VCARD\n", name="x.ics"))


def test_calendars_among_other_files(tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "takeout.zip", "w") as archive:
        archive.writestr("Takeout/Calendar/Work.ics", calendar(event()))
        archive.writestr("Takeout/archive_browser.html", "<html></html>")
    assert identify(tmp_path / "takeout.zip").name == "calendar"


LINES = st.sampled_from(
    [
        *("DTSTART:20240304T100000", "DTSTART;VALUE=DATE:20240304", "DTEND:20240101T000000Z"),
        *("DURATION:-PT5M", "DURATION:P1000000W", "DTSTART;TZID=Nowhere:20240304T100000"),
        *("RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "RRULE:", "RDATE:x"),
        *("RRULE:FREQ=WEEKLY;INTERVAL=0", "RRULE:FREQ=MONTHLY;UNTIL=20250101", "EXDATE:20240305"),
        *("RECURRENCE-ID:20240304T100000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20240304T100000Z"),
        *("RDATE;VALUE=PERIOD:20240305T100000Z/PT1H", "SEQUENCE:x", "SEQUENCE:99999999999999999999"),
        *("ATTENDEE:", "ATTENDEE;CN=:mailto:", "ORGANIZER:mailto:@", 'ATTENDEE;CN="x:mailto:a@b.c'),
        *("UID:2", "CREATED:x", "DTSTAMP:20240501T000000Z", "BEGIN:VEVENT", "END:VEVENT", ":", ""),
        *(" folded", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "TZID:Nowhere", "BEGIN:DAYLIGHT", CY),
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(lines=st.lists(LINES, max_size=12))
@example(lines=["RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "DTSTAMP:20240501T000000Z"])
@example(lines=["DURATION:P1000000W"])
@example(lines=["RRULE:FREQ=WEEKLY;INTERVAL=0", "DTSTAMP:20240501T000000Z"])
def test_any_lines(tmp_path_factory, lines) -> None:
    path = tmp_path_factory.getbasetemp() / "any.ics"
    path.write_text(calendar(event(*lines), event("RRULE:FREQ=DAILY", *lines, uid="2")))
    try:
        found = read(path)
    except WeakTiesError:
        return
    assert isinstance(found, Connections)
