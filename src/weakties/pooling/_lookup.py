"""Who is meant: people by id, by the address of their profile, or by their exact name."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import pandas as pd

from weakties._columns import plain_name
from weakties.errors import ArgumentError

#: Columns that hold addresses of profiles.
ADDRESS_COLUMNS = ("url", "profile", "profileurl", "address", "web", "website", "homepage")

#: Where a profile's address ends with the id that an export gives the person.
HOSTS = {
    "bluesky": "bsky.app/profile/",
    "github": "github.com/",
    "linkedin": "linkedin.com/in/",
    "reddit": "reddit.com/user/",
}
#: What stands behind the ``?`` of an address and says nothing about whose it is; any other part
#: does, as in ``profile.php?id=7``.
_NO_PART_OF_IT = re.compile(r"(?:utm_.+|trk.*|ref|fbclid|gclid|igshid|hl|lang|locale)")
#: Candidates for one name that a message lists.
_MOST_LISTED = 5
_MOST_NAMES = 10


def plain_address(text: object) -> str:
    """An address of the web in the form that is compared; "" if it is none.

    >>> plain_address("https://WWW.LinkedIn.com/in/Ana-Ruiz/?trk=1")
    'linkedin.com/in/ana-ruiz'
    >>> plain_address("https://scholar.example/citations?hl=en&user=Ana7")
    'scholar.example/citations?user=Ana7'
    """
    if not isinstance(text, str) or "." not in text or " " in text.strip() or "@" in text:
        return ""
    stripped = text.strip()
    try:
        parts = urlsplit(stripped if "://" in stripped else f"//{stripped}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    path = unquote(parts.path).strip("/")
    if "." not in host or not path:
        return ""
    address = f"{host}/{path}".casefold()
    if address.startswith(tuple(HOSTS.values())):
        return address
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = sorted(part for part in asked if not _NO_PART_OF_IT.fullmatch(part[0]))
    return f"{address}?{urlencode(kept)}" if kept else address


class Lookup:
    """Finds people of a table, and never guesses."""

    def __init__(self, people: pd.DataFrame, format_name: str) -> None:
        self._host = HOSTS.get(format_name)
        self._by_id: dict[str, Hashable] = {str(one): one for one in people.index}
        self._by_ending = {text.casefold(): one for text, one in self._by_id.items()}
        self._by_address: dict[str, set[Hashable]] = defaultdict(set)
        self._by_name: dict[str, set[Hashable]] = defaultdict(set)
        for column in people.columns:
            if plain_name(column) in ADDRESS_COLUMNS:
                for one, text in people[column].items():
                    self._by_address[plain_address(text)].add(one)
        for one, name in people["label"].items():
            self._by_name[_plain(name)].add(one)
        for known in (self._by_address, self._by_name):
            known.pop("", None)

    def candidates(self, text: Any) -> list[Hashable]:
        """Everybody who may be meant: one if it is clear, none if nobody is found."""
        plain = _plain(text)
        if plain in self._by_id:
            return [self._by_id[plain]]
        address = plain_address(plain)
        if address:
            known = self._by_address.get(address, set())
            ending = address.removeprefix(self._host) if self._host else address
            if ending != address and ending in self._by_ending:
                known = {*known, self._by_ending[ending]}
            return sorted(known, key=str)
        return sorted(self._by_name.get(plain, ()), key=str)

    def find(self, texts: Sequence[Any], *, what: str) -> list[Hashable | None]:
        """The person of every text, None where nobody is found.

        Raises `ArgumentError` with the candidates where several people may be meant.
        """
        found = {text: self.candidates(text) for text in dict.fromkeys(map(_plain, texts))}
        unclear = {text: people for text, people in found.items() if len(people) > 1}
        if unclear:
            listed = "; ".join(_listed(unclear))
            message = (
                f"{what}: it is unclear who is meant. {listed}. Write the id instead of the name."
            )
            raise ArgumentError(message)
        return [next(iter(found[_plain(text)]), None) for text in texts]


def _listed(unclear: dict[str, list[Hashable]]) -> Iterator[str]:
    for name in sorted(unclear)[:_MOST_NAMES]:
        people = [str(one) for one in unclear[name]]
        more = f" and {len(people) - _MOST_LISTED} more" * (len(people) > _MOST_LISTED)
        yield f"{name} may be {', '.join(people[:_MOST_LISTED])}{more}"
    if len(unclear) > _MOST_NAMES:
        yield f"and {len(unclear) - _MOST_NAMES} other names"


def _plain(text: Any) -> str:
    return "" if text is None or text is pd.NA or text != text else " ".join(str(text).split())  # noqa: PLR0124
