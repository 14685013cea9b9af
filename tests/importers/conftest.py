"""Invented archives, built in code or kept as samples: nobody in them exists."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from weakties.connections import Connections

CONNECTIONS = (
    "First Name",
    "Last Name",
    "URL",
    "Email Address",
    "Company",
    "Position",
    "Connected On",
)
MESSAGES = (
    "CONVERSATION ID",
    "CONVERSATION TITLE",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "RECIPIENT PROFILE URLS",
    "DATE",
    "SUBJECT",
    "CONTENT",
    "FOLDER",
    "ATTACHMENTS",
    "IS MESSAGE DRAFT",
)
PREAMBLE = 'Notes:\n"When exporting your connection data, some e-mail addresses are missing."\n\n'

Rows = Sequence[Sequence[str]]
WriteZip = Callable[..., Path]
WriteFile = Callable[..., Path]


def profile(slug: str) -> str:
    return f"https://www.linkedin.com/in/{slug}"


def write_table(
    header: Sequence[str], rows: Rows, *, separator: str = ",", newline: str = "\n"
) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=newline)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


#: Five contacts; the owner is Jo Pike.
CONTACTS: Rows = (
    (
        "Inés",
        "Okafor, PhD",
        profile("ines-okafor-3b2a"),
        "",
        "Northwind, Inc.",
        'Engineer "Platform"',
        "08 Feb 2026",
    ),
    ("Al", "Ito", profile("al-ito"), "", "Contoso", "Analyst", "09 Feb 2024"),
    ("Mara 🌱", "Quill", profile("maraquill"), "m@example.org", "Contoso", "", "10 Feb 2024"),
    ("Bo", "", profile("bo-1"), "", "", "Librarian", "28 Nov 2019"),
    ("Zoë", "van Dam", profile("zo%C3%AB-van-dam"), "", "Harbour Books", "Owner", "01 Jan 2020"),
)
HIDDEN = ("", "", "", "", "", "", "07 Jun 2025")


def message(
    conversation: str,
    sender: str,
    slug: str,
    to: str,
    slugs: Sequence[str],
    date: str = "2025-06-01 14:03:22 UTC",
    *,
    content: str = "Hi",
    folder: str = "INBOX",
    draft: str = "",
) -> tuple[str, ...]:
    address = profile(slug) if slug else ""
    addresses = ",".join(profile(one) for one in slugs)
    return (conversation, "", sender, address, to, addresses, date, "", content, folder, "", draft)


TALKS: Rows = (
    message("c1", "Jo Pike", "jopike", "Al Ito", ["al-ito"], content="Hello,\n\nhow are you?"),
    message("c1", "Al Ito", "al-ito", "Jo Pike", ["jopike"], "2025-06-02 09:00:00 UTC"),
    message("c2", "Mara 🌱 Quill", "maraquill", "Jo Pike, Al Ito", ["jopike", "al-ito"]),
)
INVITATIONS: Rows = (
    (
        "Jo Pike",
        "Inés Okafor",
        "1/29/26, 2:37 PM",
        "Secret",
        "OUTGOING",
        profile("jopike"),
        profile("ines-okafor-3b2a"),
    ),
    ("Al Ito", "Jo Pike", "2/9/24, 8:05 AM", "", "INCOMING", profile("al-ito"), profile("jopike")),
)
INVITED = (
    "From",
    "To",
    "Sent At",
    "Message",
    "Direction",
    "inviterProfileUrl",
    "inviteeProfileUrl",
)
PROFILE = ("First Name", "Last Name", "Maiden Name", "Headline")
POSITIONS = ("Company Name", "Title", "Description", "Location", "Started On", "Finished On")


class Invented:
    """An invented archive and the parts to make others from."""

    CONNECTIONS = CONNECTIONS
    MESSAGES = MESSAGES
    CONTACTS = CONTACTS
    HIDDEN = HIDDEN
    PREAMBLE = PREAMBLE
    profile = staticmethod(profile)
    table = staticmethod(write_table)
    message = staticmethod(message)

    def connections(self, rows: Rows = CONTACTS) -> str:
        return PREAMBLE + write_table(CONNECTIONS, rows)

    def members(self) -> dict[str, str]:
        """The text of every member of a small archive of today's shape."""
        stay = ("Northwind", "Data lead", "", "Berlin", "Jan 2021", "Mar 2024")
        return {
            "Connections.csv": self.connections([*CONTACTS, HIDDEN]),
            "messages.csv": write_table(MESSAGES, TALKS),
            "Invitations.csv": write_table(INVITED, INVITATIONS),
            "Profile.csv": write_table(PROFILE, [("Jo", "Pike", "", "Reader")]),
            "Positions.csv": write_table(POSITIONS, [stay]),
        }


@pytest.fixture(scope="session")
def invented() -> Invented:
    return Invented()


def write_members(path: Path, members: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return path


@pytest.fixture
def write_zip(tmp_path: Path) -> WriteZip:
    """Write members into a zip and give its path."""

    def write(members: Mapping[str, str | bytes], name: str = "archive.zip") -> Path:
        return write_members(tmp_path / name, members)

    return write


@pytest.fixture
def write_file(tmp_path: Path) -> WriteFile:
    """Write one file and give its path."""

    def write(content: str | bytes, name: str = "Connections.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


#: Exports of platforms as invented people would get them: a folder each, FORMAT-ERA OR DIALECT.
SAMPLES = Path(__file__).parent / "samples"
SAMPLE_NAMES = sorted(folder.name for folder in SAMPLES.iterdir())


@pytest.fixture(params=SAMPLE_NAMES)
def sample_name(request: pytest.FixtureRequest) -> str:
    """The name of every sample, one after the other."""
    return str(request.param)


def members_of(folder: Path) -> dict[str, bytes]:
    """Content of every file in a folder, by its path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="session")
def sample_members() -> Callable[[str], dict[str, bytes]]:
    """Content of every file of a sample, by its path."""
    return lambda name: members_of(SAMPLES / name)


@pytest.fixture
def sample(tmp_path: Path) -> Callable[..., Path]:
    """Put a sample into a folder, some of its files given otherwise or left out (None)."""

    def put(name: str, changes: Mapping[str, object] | None = None) -> Path:
        members: dict[str, object] = {**members_of(SAMPLES / name), **(changes or {})}
        for path, content in members.items():
            place = tmp_path / name / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                place.write_bytes(content)
            elif content is not None:
                text = content if isinstance(content, str) else json.dumps(content)
                place.write_text(text, encoding="utf-8")
        return tmp_path / name

    return put


@pytest.fixture
def acts_of() -> Callable[..., list[tuple[str, tuple[str, ...], str]]]:
    """Actor, targets and kind of every event, in order, or of those of one kind."""

    def give(found: Connections, kind: str | None = None) -> list[tuple[str, tuple[str, ...], str]]:
        events = found.events
        events = events if kind is None else events[events["kind"] == kind]
        columns = (events[name] for name in ("actor", "targets", "kind"))
        return list(zip(*columns, strict=True))

    return give
