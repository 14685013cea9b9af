"""Which members of an archive hold which table, and how each is laid out."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from weakties._columns import plain_name
from weakties.errors import ReadError
from weakties.importers._files.source import Member, Source
from weakties.importers._files.tables import HEADER_LINES, Layout, find_header
from weakties.importers.linkedin._names import slugs_in

#: Tables of an archive by kind, in the order they are read.
Tables = Mapping[str, Sequence[Member]]

#: German column names; LinkedIn itself seems to write English ones in every language.
_ALIASES = {
    "vorname": "firstname",
    "nachname": "lastname",
    "emailadresse": "emailaddress",
    "unternehmen": "company",
    "verbundenam": "connectedon",
}
_ENDINGS = {".csv", ".tsv", ".txt"}
_NUMBERED = re.compile(r"\(?\d+\)?$")
_ROW_OF_CONNECTIONS = re.compile(r"linkedin\.com/in/|\b\d{1,2} [A-Z][a-z]{2} \d{4}\"?\s*$")


def _needs(*names: str) -> Callable[[frozenset[str]], bool]:
    return frozenset(names).issubset


def _names_connections(columns: frozenset[str]) -> bool:
    return {"firstname", "lastname"} <= columns and bool(columns & {"connectedon", "url"})


def _names_messages(columns: frozenset[str]) -> bool:
    return {"from", "date"} <= columns and bool(columns & {"conversationid", "senderprofileurl"})


def _is_one_contact(fields: Mapping[str, str]) -> bool:
    """Whether a contact of several lines is one: nobody has the address of another in a field."""
    found = [slugs_in(text) for name, text in fields.items() if name != "url"]
    return not any(found) and "\n" not in fields.get("connectedon", "")


def _layout(expects: str, accepts: Callable[[frozenset[str]], bool], longest: int = 500) -> Layout:
    return Layout(accepts=accepts, expects=expects, longest=longest, aliases=_ALIASES)


LAYOUTS: Mapping[str, Layout] = {
    "connections": Layout(
        accepts=_names_connections,
        expects="First Name, Last Name and Connected On",
        longest=20,
        aliases=_ALIASES,
        whole=_is_one_contact,
        essential=True,
    ),
    "messages": _layout("From, Date and Conversation ID", _names_messages, 20_000),
    "invitations": _layout("From, To and Sent At", _needs("from", "to", "sentat")),
    "endorsementreceivedinfo": _layout(
        "Skill Name and Endorser First Name", _needs("skillname", "endorserfirstname")
    ),
    "endorsementgiveninfo": _layout(
        "Skill Name and Endorsee First Name", _needs("skillname", "endorseefirstname")
    ),
    "recommendationsreceived": _layout(
        "First Name, Last Name, Job Title and Text",
        _needs("firstname", "lastname", "jobtitle", "text"),
    ),
    "recommendationsgiven": _layout(
        "First Name, Last Name, Job Title and Text",
        _needs("firstname", "lastname", "jobtitle", "text"),
    ),
    "profile": _layout(
        "First Name, Last Name and Headline", _needs("firstname", "lastname", "headline")
    ),
    "positions": _layout("Company Name and Started On", _needs("companyname", "startedon")),
    "education": _layout("School Name and Start Date", _needs("schoolname", "startdate")),
    "events": _layout("Event Name and Event Time", _needs("eventname", "eventtime")),
    # In this table alone LinkedIn writes a quotation mark within a text as \".
    "comments": replace(
        _layout("Date, Link and Message", _needs("date", "link", "message"), 20_000), escape="\\"
    ),
    "reactions": _layout("Date, Type and Link", _needs("date", "type", "link")),
    "shares": _layout("Date and ShareLink", _needs("date", "sharelink"), 20_000),
    "memberfollows": _layout("Date, Status and Full Name", _needs("date", "status", "fullname")),
    "companyfollows": _layout("Organization and Followed On", _needs("organization", "followedon")),
}

#: Tables whose columns others have as well: they count as LinkedIn's only beside the rest.
_NOT_TELLING = {"comments", "reactions", "shares", "memberfollows"}


def find_tables(source: Source) -> Tables:
    """Members by kind of table: of a single file by its header, of an archive by their names."""
    if source.only is not None and source.kind in {"file", "packed"}:
        kind = kind_by_header(source.only)
        if kind is None and looks_like_connections(source.only):
            kind = "connections"
        return {kind: [source.only]} if kind else {}
    found: dict[str, list[Member]] = defaultdict(list)
    for member in source.members:
        kind = kind_by_name(member)
        if kind is not None:
            found[kind].append(member)
    return _of_one_archive(found, source)


def kind_by_name(member: Member) -> str | None:
    """The kind of table that a file name says, however it is written or numbered."""
    path = PurePosixPath(member.name)
    if path.suffix.lower() not in _ENDINGS:
        return None
    plain = plain_name(path.stem).removesuffix(".csv")
    plain = _NUMBERED.sub("", plain)
    return plain if plain in LAYOUTS else None


def kind_by_header(member: Member) -> str | None:
    """The kind of table whose header stands near the top of a member."""
    lines = member.head_lines(HEADER_LINES)
    for kind, layout in LAYOUTS.items():
        if kind not in _NOT_TELLING and find_header(lines, layout.accepts, layout.aliases):
            return kind
    return None


def looks_like_connections(member: Member) -> bool:
    """Whether rows without header are surely LinkedIn's contacts."""
    lines = [line for line in member.head_lines(HEADER_LINES) if line.strip()]
    return sum(bool(_ROW_OF_CONNECTIONS.search(line)) for line in lines) > len(lines) / 2


def _of_one_archive(found: Mapping[str, list[Member]], source: Source) -> Tables:
    """Only members that lie beside Connections.csv; several such folders are several archives."""
    folders = sorted({_folder(member) for member in found.get("connections", ())})
    if not folders:
        return found
    if len(folders) > 1:
        shown = ", ".join(folder or "." for folder in folders[:4])
        message = (
            f"{source.path} holds the Connections.csv of {len(folders)} archives (in {shown}). "
            "Give one of them."
        )
        raise ReadError(message)
    beside = {
        kind: [member for member in members if _folder(member) == folders[0]]
        for kind, members in found.items()
    }
    return {kind: members for kind, members in beside.items() if members}


def _folder(member: Member) -> str:
    parent = str(PurePosixPath(member.name).parent)
    return "" if parent == "." else parent
