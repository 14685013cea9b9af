"""Contacts of Google as a table (CSV), in the layouts of all years: people, and what groups they are in."""

import os
from collections.abc import Mapping

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._acts.addresses import ADDRESS_IDS, normal_address
from weakties.importers._acts.contacts import Contact, connections_of, enter
from weakties.importers._acts.records import Records
from weakties.importers._files.content import describe
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.tables import HEADER_LINES, Layout, find_header, read_table
from weakties.importers._format import FORMATS, Format
from weakties.importers._steps import steps

__all__ = ["read_google_contacts"]

_HOW_TO_GET = "Google Contacts (contacts.google.com): Export, Google CSV. Or takeout.google.com, Contacts, CSV."
#: What stands between several values in one cell.
_BETWEEN = " ::: "
#: Columns of the parts of a name, in the layouts since 2024 and before.
_NAMES = (
    ("firstname", "middlename", "lastname"),
    ("givenname", "additionalname", "familyname"),
)
_LABELS = ("labels", "groupmembership")
_COMPANY = ("organizationname", "organization1name")
_POSITION = ("organizationtitle", "organization1title")
#: Lines that a row may take: notes are kept in it.
_LONGEST = 2000


def _is_header(names: frozenset[str]) -> bool:
    has_name = any(names >= {first, last} for first, _, last in _NAMES)
    return has_name and bool(names & set(_LABELS)) and bool(names & {"email1value", "nickname"})


_LAYOUT = Layout(
    accepts=_is_header,
    expects="First Name, Last Name, Labels and E-mail 1 - Value",
    longest=_LONGEST,
    aliases={},
    essential=True,
)


def read_google_contacts(
    path: str | os.PathLike[str], *, progress: Progress | None = None
) -> Connections:
    r"""Read the contacts of a Google account, exported as Google CSV.

    Parameters
    ----------
    path : path
        ``contacts.csv``, or a zip or folder with such tables.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with tables done.

    Returns
    -------
    Connections
        ``people``: ids are digests of addresses, the same as in mail, or names where there is no
        address; with ``company`` and ``position``. ``ties``: the owner's to every contact.
        ``memberships`` of kind ``group``: labels and organisations. The owner is ``you``, the
        view ``"ego"``. A file of contacts holds no tie between them.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is no such table.
    NothingUsableError
        It names nobody.

    Notes
    -----
    Addresses, telephone numbers, birthdays, places and notes are not kept. Entries with the same address of
    mail are one person, unless their first names differ. Entries of organisations are counted and left
    out. Relations (``Relation 1 - Value``) are names alone and are counted.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "contacts.csv")
    >>> _ = file.write_text(
    ...     "First Name,Last Name,Organization Name,Labels,E-mail 1 - Value\n"
    ...     "Ana,Ruiz,Acme,Choir ::: * myContacts,ana@example.org\n"
    ... )
    >>> read_google_contacts(file).memberships[["focus", "kind"]]
       focus   kind
    0   Acme  group
    1  Choir  group
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    members = _tables(source)
    if not members:
        message = f"{source.path} is {describe(source)}, no contacts of Google. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    records = Records()
    records.log.warn_of_unread(source)
    contacts = []
    for member in steps(members, "reading contacts", progress):
        for line, fields in read_table(member, _LAYOUT, records.log):
            contact = _contact(fields)
            if contact.name or contact.addresses:
                contacts.append(contact)
            elif contact.company:
                records.log.pass_over("contact: not of a person")
            else:
                records.log.refuse(member, line, "contact: without name and address")
            related = sum(bool(value) for name, value in fields.items() if _is_relation(name))
            records.log.pass_over("relation: a name alone", related)
    enter(contacts, records)
    nobody = f"{source.path} is a table of contacts, but names nobody. {_HOW_TO_GET}"
    return connections_of(records, "google_contacts", nobody)


def _is_relation(name: str) -> bool:
    return name.startswith("relation") and name.endswith("value")


def _contact(fields: Mapping[str, str]) -> Contact:
    parts = next((names for names in _NAMES if names[0] in fields), _NAMES[0])
    name = " ".join(filter(None, (fields.get(one, "") for one in parts))) or fields.get("name", "")
    written = [value for key, value in fields.items() if key.startswith("email") and "value" in key]
    addresses = {normal_address(one) for value in written for one in value.split(_BETWEEN)} - {""}
    return Contact(
        name=name or fields.get("nickname") or fields.get("fileas", ""),
        addresses=tuple(sorted(addresses)),
        company=_first(fields, _COMPANY),
        position=_first(fields, _POSITION),
        groups=tuple(_first(fields, _LABELS, whole=True).split(_BETWEEN)),
    )


def _first(fields: Mapping[str, str], names: tuple[str, ...], *, whole: bool = False) -> str:
    text = next((fields[name] for name in names if fields.get(name)), "")
    return text if whole else text.split(_BETWEEN)[0].strip()


def _tables(source: Source) -> list[Member]:
    named = [
        one for one in source.members if one is source.only or one.name.lower().endswith(".csv")
    ]
    return [one for one in named if _is_table(one)]


def _is_table(member: Member) -> bool:
    return find_header(member.head_lines(HEADER_LINES), _is_header, {}) is not None


def _sniff(source: Source) -> float:
    """How sure the source is a table of contacts: by the names of its columns."""
    found = _tables(source)
    return 0.0 if not found else 1.0 if len(found) == len(source.members) else 0.9


FORMATS.add(
    "google_contacts",
    Format(
        name="google_contacts",
        title="Google Contacts (Google CSV)",
        gives=("ties", "memberships"),
        lasting_ids=ADDRESS_IDS,
        read=_read,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
        usual_names=("contacts", "allcontacts", "mycontacts"),
    ),
)
