"""Address books as vCards (versions 2.1, 3 and 4): people, their groups, and relations between cards."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._acts.addresses import ADDRESS_IDS, normal_address
from weakties.importers._acts.contacts import Contact, connections_of, enter
from weakties.importers._acts.records import Bond, Records, Stay
from weakties.importers._cells.labels import label_of
from weakties.importers._files.content import describe
from weakties.importers._files.decoding import decode_start
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._steps import steps
from weakties.importers.vcard._cards import Card, name_of, plain, read_cards

__all__ = ["read_vcard"]

_HOW_TO_GET = (
    "Apple Contacts: File, Export, Export vCard. Google Contacts: Export, vCard. Outlook, Nextcloud and "
    "telephones export contacts as .vcf as well."
)
_MEMBERS = ("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")
_KINDS = ("KIND", "X-ADDRESSBOOKSERVER-KIND")
#: Relations by name alone, as Apple and others write them.
_RELATED_NAMES = ("X-ABRELATEDNAMES", "X-ASSISTANT", "X-MANAGER", "X-SPOUSE")
_BEGINNING = re.compile(r"\s*BEGIN:VCARD\s", re.IGNORECASE)


def read_vcard(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read an address book of vCards.

    Parameters
    ----------
    path : path
        A ``.vcf`` file, or a zip or folder with several.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with files done.

    Returns
    -------
    Connections
        ``people``: ids are digests of addresses, the same as in mail, or names where there is no
        address; with ``company`` and ``position``. ``ties``: the owner's to every contact, and where
        a card says that it is related to another (``RELATED``), from the one to the other, with the
        relation as ``kind``. ``memberships`` of kind ``group``: categories, groups and
        organisations. The owner is ``you``, the view ``"ego"``.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is no vCard.
    NothingUsableError
        It names nobody.

    Notes
    -----
    Addresses, telephone numbers, birthdays, places, notes and pictures are not kept. Cards with the same
    address of mail are one person, unless their first names differ. Cards of organisations and places, and
    relations by name alone or to whoever has no card in the file, are counted and left out.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "contacts.vcf")
    >>> _ = file.write_text(
    ...     "BEGIN:VCARD\nVERSION:4.0\nFN:Ana Ruiz\nUID:urn:uuid:1\n"
    ...     "RELATED;TYPE=colleague:urn:uuid:2\nEND:VCARD\n"
    ...     "BEGIN:VCARD\nVERSION:4.0\nFN:Ben Ito\nUID:urn:uuid:2\nEND:VCARD\n"
    ... )
    >>> read_vcard(file).ties[["source", "target", "kind"]]
         source    target       kind
    0  Ana Ruiz   Ben Ito  colleague
    1       you  Ana Ruiz    contact
    2       you   Ben Ito    contact
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    members = _files(source)
    if not members:
        message = f"{source.path} is {describe(source)}, no vCard. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    records = Records()
    records.log.warn_of_unread(source)
    people, groups = [], []
    for member in steps(members, "reading cards", progress):
        for card in read_cards(member, records.log):
            kind = "".join(card.values(*_KINDS)).casefold()
            if kind == "group":
                groups.append(card)
            elif kind in {"org", "location", "application"} or _is_company(card):
                records.log.pass_over("card: not of a person")
            elif not (name_of(card) or card.values("EMAIL")):
                records.log.refuse(member, None, "card: without name and address")
            else:
                people.append(card)
    entered = enter([_contact(card) for card in people], records)
    known = _keys(people, entered)
    _add_relations(people, [person for _, person in entered], known, records)
    _add_groups(groups, known, records)
    nobody = f"{source.path} holds vCards, but none of a person. {_HOW_TO_GET}"
    return connections_of(records, "vcard", nobody)


def _contact(card: Card) -> Contact:
    addresses = {normal_address(one.removeprefix("mailto:")) for one in card.values("EMAIL")} - {""}
    companies = [parts[0] for parts in card.parts("ORG", ";") if parts[0]]
    return Contact(
        name=name_of(card),
        addresses=tuple(sorted(addresses)),
        company=next(iter(companies), ""),
        position=next((plain(one) for one in card.values("TITLE")), ""),
        groups=tuple(one for parts in card.parts("CATEGORIES", ",") for one in parts),
    )


def _is_company(card: Card) -> bool:
    return "company" in "".join(card.values("X-ABSHOWAS")).casefold()


def _keys(people: Sequence[Card], entered: Sequence[tuple[Contact, str]]) -> dict[str, str]:
    """Ids by what cards call each other: numbers, and addresses of mail."""
    known = {}
    for card, (contact, person) in zip(people, entered, strict=True):
        known.update({_key(one): person for one in card.values("UID")})
        known.update(dict.fromkeys(contact.addresses, person))
    return known


def _key(value: str) -> str:
    key = value.strip().casefold().removeprefix("urn:uuid:")
    return normal_address(key[7:]) if key.startswith("mailto:") else key


def _add_relations(
    people: Sequence[Card], ids: Sequence[str], known: Mapping[str, str], records: Records
) -> None:
    for card, person in zip(people, ids, strict=True):
        records.log.pass_over("relation: a name alone", len(card.values(*_RELATED_NAMES)))
        for line in (one for one in card.lines if one.name == "RELATED"):
            other = known.get(_key(line.value))
            if other is None:
                records.log.pass_over("relation: to somebody without a card in the file")
                continue
            kinds = set(filter(None, re.split(r"\s*,\s*", line.parameters.get("TYPE", ""))))
            kind = label_of(", ".join(sorted(map(str.casefold, kinds)))) or "related"
            records.bond(Bond(person, other, kind))


def _add_groups(groups: Sequence[Card], known: Mapping[str, str], records: Records) -> None:
    for card in groups:
        name = label_of(name_of(card)) or "group"
        for value in card.values(*_MEMBERS):
            if person := known.get(_key(value)):
                records.stay(Stay(person, name, "group"))
            else:
                records.log.pass_over("group: member without a card in the file")


def _files(source: Source) -> list[Member]:
    named = [
        one
        for one in source.members
        if one is source.only or PurePosixPath(one.name).suffix.lower() in {".vcf", ".vcard"}
    ]
    return [one for one in named if _BEGINNING.match(decode_start(one.head()))]


def _sniff(source: Source) -> float:
    """How sure the source is an address book: by its beginning."""
    found = _files(source)
    return 0.0 if not found else 1.0 if len(found) == len(source.members) else 0.93


FORMATS.add(
    "vcard",
    Format(
        name="vcard",
        title="Address book (vCard, .vcf)",
        gives=("ties", "memberships"),
        lasting_ids=ADDRESS_IDS,
        read=_read,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
        usual_names=("contacts",),
        endings=(".vcf", ".vcard"),
    ),
)
