"""People known by an address of mail: ids that say nothing by themselves, and names to show."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from weakties.connections import unnamed
from weakties.importers._cells.labels import is_telephone, label_of
from weakties.importers._cells.privacy import is_address

#: Pattern of `id_of_address`: such ids are one person's in files of every format.
ADDRESS_IDS = r"mail:[0-9a-f]{16}"
_LONGEST_ADDRESS = 320
#: What the part before the @ holds where no person writes or reads.
_MACHINE = re.compile(
    r"(?:^|[._+=-])(?:no[._-]?reply|do[._-]?not[._-]?reply|noreply|mailer[._-]?daemon|postmaster"
    r"|bounces?|notifications?|notify|newsletters?|news|alerts?|automailer|auto[._-]?reply"
    r"|unsubscribe|no\.address)(?:$|[\d._+=@-])"
    r"|^(?:root|cron|daemon|nobody|www-data|listserv|majordomo|mailman|undisclosed-recipients)@"
    r"|^owner-|^reply\+|-(?:request|bounces|owner|subscribe|unsubscribe)@",
)
#: Signs around an address that are none of it.
_AROUND = " \t\r\n<>'\"`.,;:()[]"


def normal_address(text: str) -> str:
    """An address in the one spelling that is compared; nothing if the text is none.

    >>> normal_address("<Ana.Ruiz@Example.org>")
    'ana.ruiz@example.org'
    >>> normal_address("Ana Ruiz")
    ''
    """
    address = text.strip(_AROUND).casefold()
    name, _, place = address.rpartition("@")
    fits = bool(name.strip(_AROUND) and place) and len(address) <= _LONGEST_ADDRESS
    return address if fits and not any(map(str.isspace, address)) else ""


def id_of_address(address: str) -> str:
    """The id of whoever has an address: the same in every file, and not the address.

    A digest without a key: who guesses an address can test the guess. Pseudonyms have a key.
    """
    return f"mail:{hashlib.sha256(address.encode('utf-8', 'replace')).hexdigest()[:16]}"


def harmless_ids(ids: Iterable[str]) -> dict[str, str]:
    """For each id of a platform one that tells neither an address of mail nor a telephone number.

    >>> harmless_ids(["8:live:ana", "4:+447700900123"])
    {'4:+447700900123': 'unnamed 1', '8:live:ana': '8:live:ana'}
    """
    found: dict[str, str] = {}
    numbered = 0
    for one in sorted(set(ids)):
        bare = one.rpartition(":")[2]
        if is_address(one):
            found[one] = id_of_address(normal_address(bare))
        elif is_telephone(bare):
            numbered += 1
            found[one] = unnamed(numbered)
        else:
            found[one] = one
    return found


def is_machine(address: str) -> bool:
    """Whether an address, as `normal_address` gives it, is one at which no person writes or reads.

    >>> is_machine("no-reply@books.example"), is_machine("norah@books.example")
    (True, False)
    """
    return _MACHINE.search(address) is not None


@dataclass(kw_only=True)
class Names:
    """Names that go with ids: those that people give themselves, and those that others give them."""

    own: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    given: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def note(self, person: str, name: str, *, own: bool) -> None:
        """Take note of a name; what is no name to show is passed over."""
        if name and (shown := label_of(name).strip("'\"` ")):
            (self.own if own else self.given)[person][shown] += 1

    def best(self, people: Iterable[str]) -> str:
        """The name most used by the person with these ids themselves, else by others for them."""
        ids = list(people)
        for known in (self.own, self.given):
            names: Counter[str] = Counter()
            for one in ids:
                names.update(known.get(one, {}))
            if names:
                return min(names, key=lambda name: (-names[name], name))
        return ""


def number_the_unnamed(names: Mapping[str, str]) -> dict[str, str]:
    """The names, and numbers for whoever has none, in order of id."""
    nameless = sorted(person for person, name in names.items() if not name)
    return {**names, **{one: unnamed(number) for number, one in enumerate(nameless, start=1)}}
