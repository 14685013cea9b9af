"""Archives with several formats of the same people: one is read, and the others are named."""

import zipfile

import pytest

from weakties import pool, read
from weakties.importers import FORMATS

MAIL = (
    "From 1@xxx Mon Mar 04 11:20:34 +0000 2024\nX-Gmail-Labels: Sent\n"
    "From: Ana Ruiz <ana@example.org>\nTo: Ben Ito <ben@example.org>\n"
    "Date: Mon, 4 Mar 2024 11:20:34 +0000\nMessage-ID: <1@example.org>\n\nHi\n"
)
CALENDAR = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20240304T100000Z\nDTEND:20240304T103000Z\n"
    "ORGANIZER;CN=Ana Ruiz:mailto:ana@example.org\nATTENDEE;CN=Cy Ode:mailto:cy@example.org\n"
    "END:VEVENT\nEND:VCALENDAR\n"
)
CARDS = "BEGIN:VCARD\nVERSION:3.0\nFN:Ben Ito\nEMAIL:ben@example.org\nEND:VCARD\n"


@pytest.fixture
def takeout(tmp_path):
    """What Google gives to whoever asks for everything."""
    path = tmp_path / "takeout.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Takeout/Mail/All mail.mbox", MAIL)
        archive.writestr("Takeout/Calendar/ana@example.org.ics", CALENDAR)
        archive.writestr("Takeout/Contacts/All Contacts/All Contacts.vcf", CARDS)
    return path


def test_what_is_not_read_beside_mail_is_named_and_can_be_pooled_as_told(takeout) -> None:
    pytest.importorskip("icalendar")
    found = read(takeout)
    assert found.provenance.format == "mail"
    told = found.provenance.warnings[-1]
    formats = ["mail", "calendar", "vcard"]
    assert all(f"format={name!r}" in told for name in formats)
    assert all(FORMATS[name].title in told for name in formats)
    pooled = pool([read(takeout, format=name) for name in formats], same_owner=True)
    assert sorted(pooled.people["label"]) == ["Ana Ruiz", "Ben Ito", "Cy Ode"]
    assert pooled.people["label"][pooled.owner] == "Ana Ruiz"


def test_whoever_names_the_format_is_told_nothing_of_others(takeout) -> None:
    assert not any("not read" in one for one in read(takeout, format="mail").provenance.warnings)


def test_other_files_beside_are_nothing_to_speak_of(tmp_path) -> None:
    (tmp_path / "All mail.mbox").write_text(MAIL)
    (tmp_path / "archive_browser.html").write_text("<html></html>")
    assert not any("not read" in one for one in read(tmp_path).provenance.warnings)
