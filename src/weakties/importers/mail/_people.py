"""Which addresses are one person's, and whose mailbox it is."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from weakties.importers._addresses import Names

#: Words of names that belong to offices, which many people have.
_OFFICES = {
    *("service", "support", "team", "info", "office", "sales", "admin", "help", "desk", "news"),
    *("marketing", "billing", "customer", "orders", "order", "reception", "newsletter", "mail"),
    *("shop", "events", "press", "jobs", "account", "accounts", "group", "department"),
}
#: The share of the letters of a folder of sent ones that makes a sender its owner.
_SHARE_OF_SENT = 0.1
#: The share of letters that were delivered to one address, where no folder holds sent ones.
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
    """What tells whose mailbox it is: counts by id."""

    sent: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    #: senders of letters in folders of sent ones, by mailbox
    delivered: Counter[str] = field(
        default_factory=Counter
    )  #: letters by where they were delivered
    delivered_all: int = 0  #: letters that say where they were delivered
    present: Counter[str] = field(default_factory=Counter)  #: letters that somebody has part in
    letters: int = 0

    def owners(self, names: Names) -> list[set[str]]:
        """The ids of each owner of a mailbox; those that share an id or a full name are one."""
        groups: list[set[str]] = []
        for senders in self.sent.values():
            most = senders.total() * _SHARE_OF_SENT
            groups.append({one for one, count in senders.items() if count >= most})
        if not groups:
            groups = [{one} for one in self._without_sent()]
        return _joined(groups, names)

    def _without_sent(self) -> Iterable[str]:
        for counts, least in (
            (self.delivered, max(1.0, self.delivered_all * _SHARE_DELIVERED)),
            (self.present, max(_FEWEST, self.letters * _SHARE_PRESENT)),
        ):
            first = counts.most_common(2)
            # Two who are in every letter may be either.
            if first and first[0][1] >= least and len({count for _, count in first}) == len(first):
                return [first[0][0]]
        return []


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
        for name, count in met.items():
            if count > 1:
                several.pop(name, None)
    return {one: min(ids) for ids in several.values() for one in ids}
