"""Entries of an address book: whom its owner knows, and what is written down about them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from weakties.connections import Connections, unnamed
from weakties.importers._acts.addresses import id_of_address
from weakties.importers._acts.correspondents import full_name
from weakties.importers._acts.records import Bond, Records, Stay
from weakties.importers._cells.labels import label_of
from weakties.importers._log import Log

#: Whose address book it is, which no address book says.
OWNER = "you"
#: Groups that programs make, in which everybody is or nobody need be.
_NO_GROUPS = {"mycontacts", "starred", "allcontacts", "other", "othercontacts"}


@dataclass(frozen=True)
class Contact:
    """An entry."""

    name: str
    addresses: tuple[str, ...] = ()  #: of mail, as `normal_address` gives them; never kept
    company: str = ""
    position: str = ""
    groups: tuple[str, ...] = ()


def enter(contacts: Sequence[Contact], records: Records) -> list[tuple[Contact, str]]:
    """Put all entries into the records; each with the addresses that are its own, and its id."""
    own = _without_shared(contacts, records.log)
    ids = _ids_of(own)
    _enter(own, ids, records)
    return list(zip(own, ids, strict=True))


def _without_shared(contacts: Sequence[Contact], log: Log) -> list[Contact]:
    """The entries without addresses that different people share, as families and offices do.

    Full names are of different people if their first names differ, and neither begins the other.
    """
    names: dict[str, set[str]] = defaultdict(set)
    for one in contacts:
        if name := full_name(one.name):
            for address in one.addresses:
                names[address].add(name.partition(" ")[0])
    shared = {address for address, firsts in names.items() if not _are_one(firsts)}
    if shared:
        log.warn(
            "Addresses that people with different names share, and that tell nobody apart: "
            f"{len(shared):,}."
        )
    return [
        replace(one, addresses=tuple(each for each in one.addresses if each not in shared))
        for one in contacts
    ]


def _are_one(firsts: Collection[str]) -> bool:
    longest = max(firsts, key=len)
    return all(map(longest.startswith, firsts))


def _ids_of(contacts: Sequence[Contact]) -> list[str]:
    """An id for every entry: that of an address, as in mail, else the name.

    Entries that share an address are one person. Entries without address that share a name are
    not: they get numbers.
    """
    parent: dict[str, str] = {}
    for one in contacts:
        ids = sorted(map(id_of_address, one.addresses))
        for other in ids:
            first, second = sorted((_root(parent, ids[0]), _root(parent, other)))
            parent[second] = first
    named = defaultdict(list)
    for at, one in enumerate(contacts):
        if not one.addresses:
            named[label_of(one.name) or "unnamed"].append(at)
    found = [_root(parent, min(map(id_of_address, one.addresses), default="")) for one in contacts]
    for name, places in named.items():
        alone = len(places) == 1 and name not in {"unnamed", OWNER}
        order = sorted(places, key=lambda at: (*_order(contacts[at]), contacts[at].groups))
        for number, at in enumerate(order, start=1):
            found[at] = name if alone else f"{name} ({number})"
    return found


def _root(parent: dict[str, str], one: str) -> str:
    while (above := parent.setdefault(one, one)) != one:
        parent[one] = parent[above]
        one = above
    return one


def _enter(contacts: Sequence[Contact], ids: Sequence[str], records: Records) -> None:
    """Put the entries into the records, in an order that does not depend on the file's."""
    both = sorted(zip(ids, contacts, strict=True), key=lambda one: (one[0], _order(one[1])))
    nameless = 0
    for person, one in both:
        name = label_of(one.name)
        if records.knows(person):
            records.log.duplicates += 1
        else:
            nameless += not name
            name = name or unnamed(nameless)
            records.bond(Bond(OWNER, person, "contact", directed=False))
        records.know(person, name, company=one.company, position=one.position)
        for group in sorted(_groups(one)):
            records.stay(Stay(person, group, "group"))


def _order(contact: Contact) -> tuple[str, str, str]:
    return contact.name, contact.company, contact.position


def _groups(contact: Contact) -> Iterable[str]:
    """Labels of the owner's own, and the organisation."""
    shown = {label_of(one.strip().lstrip("*").strip()) for one in contact.groups}
    own = {one for one in shown if one.replace(" ", "").casefold() not in _NO_GROUPS}
    return (own | {label_of(contact.company)}) - {""}


def connections_of(records: Records, format_name: str, nobody: str) -> Connections:
    """An address book, which is its owner's view."""
    records.log.warn(
        "An address book says whom its owner knows, and not who of them knows whom: all ties "
        "between contacts are concluded from what they share, or stated on a card."
    )
    return records.connections(format_name, view="ego", owner=OWNER, nobody=nobody)
