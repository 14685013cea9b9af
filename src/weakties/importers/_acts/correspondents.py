"""Which addresses are one person's, and whose mailbox or calendar it is."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from weakties._counting import count
from weakties.errors import ArgumentError
from weakties.importers._acts.addresses import (
    Names,
    id_of_address,
    normal_address,
    number_the_unnamed,
)
from weakties.importers._acts.records import Records

#: Words of names that belong to offices, which many people have.
_OFFICES = {
    *("service", "support", "team", "info", "office", "sales", "admin", "help", "desk", "news"),
    *("marketing", "billing", "customer", "orders", "order", "reception", "newsletter", "mail"),
    *("shop", "events", "press", "jobs", "account", "accounts", "group", "department"),
}
#: The share of the owner's acts in one mailbox that makes somebody its owner.
_SHARE_OF_ACTS = 0.1
#: The share of letters that were delivered to one address, where nothing is known to be the owner's act.
_SHARE_DELIVERED = 0.5
#: The share of letters that one address has part in, where nothing else tells, and the fewest letters.
_SHARE_PRESENT, _FEWEST = 0.9, 10


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in plain if one.isalpha())


def full_name(name: str) -> str:
    """A name as it is compared: without accents and case, first names first; nothing if it is not full.

    >>> full_name("Okafor, Ben") == full_name("Ben OKAFOR")
    True
    >>> full_name("Ben")
    ''
    """
    last, comma, first = name.partition(",")
    words = re.split(r"[\s.]+", f"{first} {last}" if comma else name)
    plain = [word for word in map(_letters, words) if word]
    # A number tells apart what is no person: Room 1, Team 2.
    whole = len(plain) >= 2 and len(plain[-1]) >= 3 and not any(map(str.isdigit, name))
    whole = whole and not _OFFICES & set(plain)
    return " ".join(plain) if whole else ""


def fits(name: str, address: str) -> bool:
    """Whether an address is made from a full name: its last word, and the first or its initial."""
    words = name.split()
    local = _letters(address.rpartition("@")[0])
    before, found, after = local.partition(words[-1])
    rest = before or after
    return bool(found) and rest.startswith(words[0][0])


@dataclass(kw_only=True)
class Evidence:
    """What tells whose mailbox or calendar it is: counts by id."""

    acting: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    #: acts of the owner's alone, such as letters in a folder of sent ones, by mailbox or calendar
    delivered: Counter[str] = field(default_factory=Counter)
    #: letters by the address that they were delivered to
    delivered_all: int = 0  #: letters that say where they were delivered
    present: Counter[str] = field(default_factory=Counter)
    #: letters or meetings by who has part in them
    all: int = 0  #: letters or meetings

    def owners(self, names: Names) -> list[set[str]]:
        """The ids of each owner; those that share an id or a full name are one."""
        groups: list[set[str]] = []
        for senders in self.acting.values():
            most = senders.total() * _SHARE_OF_ACTS
            groups.append({one for one, acts in senders.items() if acts >= most})
        # Where very many sent letters from one folder, none of them tells whose it is.
        groups = [one for one in groups if one]
        if not groups:
            groups = [{one} for one in self._without_acts()]
        return _joined(groups, names)

    def _without_acts(self) -> Iterable[str]:
        for counts, least in (
            (self.delivered, max(1.0, self.delivered_all * _SHARE_DELIVERED)),
            (self.present, max(_FEWEST, self.all * _SHARE_PRESENT)),
        ):
            first = counts.most_common(2)
            # Two who are in every letter may be either.
            if (
                first
                and first[0][1] >= least
                and len({number for _, number in first}) == len(first)
            ):
                return [first[0][0]]
        return []


@dataclass(kw_only=True)
class Correspondents:
    """Everybody known by an address in one reading."""

    names: Names = field(default_factory=Names)
    ids: dict[str, str] = field(default_factory=dict)  #: ids by address
    evidence: Evidence = field(default_factory=Evidence)

    def person(self, address: str) -> str:
        """The id of an address, as `normal_address` gives it."""
        if address not in self.ids:
            self.ids[address] = id_of_address(address)
        return self.ids[address]

    def owners(self, owner: str | Sequence[str] | None, nothing: str, what: str) -> list[set[str]]:
        """The ids of the owner's addresses, as given or found; of each owner, if there are several.

        ``nothing`` and ``what`` are words for the error: "no letter in FILE", "mailbox".
        """
        if owner is None:
            return self.evidence.owners(self.names)
        given = [owner] if isinstance(owner, str) else list(owner)
        ids = {id_of_address(normal_address(one)) for one in given}
        if not ids or not ids <= self.evidence.present.keys():
            message = (
                f"owner={owner!r}: {nothing} names such an address. Give the address, or a list of "
                f"addresses, of the person whose {what} it is."
            )
            raise ArgumentError(message)
        return [ids]

    def unite(
        self, together: Iterable[Iterable[str]], owners: Sequence[set[str]]
    ) -> dict[str, str]:
        """For ids of one person's addresses, the id that stands for all of them."""
        one_id = join_addresses(self.ids, self.names, together)
        for ids in owners:
            # Whoever is joined with one of the owner's addresses is the owner.
            stand_ins = {one_id.get(one, one) for one in ids}
            everybody = ids | {one for one, other in one_id.items() if other in stand_ins}
            one_id.update(dict.fromkeys(everybody, min(everybody)))
        return one_id

    def introduce(
        self, records: Records, one_id: Mapping[str, str], owners: Sequence[set[str]]
    ) -> str | None:
        """Give everybody in the records a name and the number of their addresses; the owner's id."""
        addresses: dict[str, set[str]] = defaultdict(set)
        for one in self.ids.values():
            addresses[one_id.get(one, one)].add(one)
        owner = None
        if len(owners) == 1:
            first = min(owners[0])
            owner = one_id.get(first, first)
        names = {one: self.names.best(sorted(addresses[one])) for one in records.people}
        if owner in names:
            names[owner] = names[owner] or "you"
        for person, name in number_the_unnamed(names).items():
            records.know(person, name, addresses=len(addresses[person]))
        joined = sum(len(addresses[one]) > 1 for one in names)
        if joined:
            records.log.warn(
                f"{count(joined, 'person has', 'people have')} several addresses that were taken for "
                "one person's (same full name, addresses made from it; or the owner's): see the "
                "column addresses."
            )
        return owner


def _joined(groups: Iterable[set[str]], names: Names) -> list[set[str]]:
    """The groups, those joined that share a member or the full name of one."""
    joined: list[tuple[set[str], set[str]]] = []
    for group in groups:
        ids, marks = set(group), {*group, *(full_name(names.best([one])) for one in group)} - {""}
        apart = []
        for other_ids, other_marks in joined:
            if marks & other_marks:
                ids, marks = ids | other_ids, marks | other_marks
            else:
                apart.append((other_ids, other_marks))
        joined = [*apart, (ids, marks)]
    return sorted((ids for ids, _ in joined), key=min)


def join_addresses(
    addresses: Mapping[str, str], names: Names, together: Iterable[Iterable[str]]
) -> dict[str, str]:
    """For the ids of addresses that are one person's, the id that stands for all of them.

    Two addresses are one person's if both go with the same full name and are made from it, and no
    letter names both: whoever is named twice in one letter may be two people of one name.
    """
    groups: dict[str, set[str]] = defaultdict(set)
    for address, person in addresses.items():
        name = full_name(names.best([person]))
        if name and fits(name, address):
            groups[name].add(person)
    several = {name: ids for name, ids in groups.items() if len(ids) > 1}
    group_of = {one: name for name, ids in several.items() for one in ids}
    for people in together:
        met = Counter(group_of[one] for one in set(people) if one in group_of)
        for name, people_met in met.items():
            if people_met > 1:
                several.pop(name, None)
    return {one: min(ids) for ids in several.values() for one in ids}
