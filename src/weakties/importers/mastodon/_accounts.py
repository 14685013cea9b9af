"""Accounts of the Fediverse: addresses such as @ana@some.example, and the URIs that stand for them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from weakties.importers._files.json_text import fields, objects, text

_ADDRESS = re.compile(r"@?(?P<name>[^@\s/]+)@(?P<host>[^@\s/]+\.[^@\s/]+)")
#: Paths from which an account can be told: those of Mastodon and what looks like them.
_PATH = re.compile(r"/(?:users/|@|u/)(?P<name>[^/@]+)(?:/.*)?")
_NOBODY = ("#Public", "as:Public", "/followers", "/following")


def address_of(written: str) -> str:
    """An address in one spelling, nothing if it is none.

    >>> address_of("Mia@O.example"), address_of("@mia@o.example"), address_of("mia")
    ('@mia@o.example', '@mia@o.example', '')
    """
    found = _ADDRESS.fullmatch(written.strip())
    return f"@{found['name']}@{found['host']}".lower() if found else ""


def host_of(person: str) -> str:
    """The server of an address, nothing for a URI that names nobody."""
    return person.rpartition("@")[2] if person.startswith("@") else ""


@dataclass(kw_only=True)
class Accounts:
    """Which address a URI stands for."""

    known: dict[str, str] = field(default_factory=dict)

    def learn(self, mentions: Iterable[Mapping[str, Any]]) -> None:
        """Take addresses from mentions, which give them beside URIs."""
        for mention in mentions:
            uri, name = text(mention.get("href")), text(mention.get("name"))
            address = address_of(name) or address_of(f"{name}@{_host(uri)}")
            if uri and address:
                self.known[uri] = address

    def id_of(self, uri: str) -> str:
        """The address, from a mention or else from the path; the URI itself where neither tells."""
        if uri in self.known:
            return self.known[uri]
        return self._from_path(uri) or uri

    def author_of(self, status: str) -> str:
        """The author of a post, nothing if its URI does not tell."""
        above = status
        while "/" in above:
            above = above.rpartition("/")[0]
            if above in self.known:
                return self.known[above]
        return self._from_path(status)

    def _from_path(self, uri: str) -> str:
        host = _host(uri)
        found = _PATH.fullmatch(_split(uri)[1])
        return address_of(f"{found['name']}@{host}") if found and host else ""


def _split(uri: str) -> tuple[str, str]:
    """Host and path of an address of the web; empty for anything else."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return "", ""
    return (parts.hostname or "", parts.path) if parts.scheme in {"http", "https"} else ("", "")


def _host(uri: str) -> str:
    return _split(uri)[0]


def is_somebody(uri: str) -> bool:
    """Whether a URI may stand for an account, not for everybody or somebody's followers."""
    return bool(uri) and uri != "Public" and not uri.endswith(_NOBODY)


def mentions_in(note: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The mentions among the tags of a post."""
    return [tag for tag in objects(note.get("tag")) if text(tag.get("type")) == "Mention"]


def owner_address(actor: Mapping[str, Any]) -> str:
    """The address of whoever an archive is of."""
    host = _host(text(actor.get("id")))
    return address_of(f"{text(actor.get('preferredUsername'))}@{host}") if host else ""


def author_uri(activity: Mapping[str, Any]) -> str:
    """Who did what an activity says, as a URI."""
    return text(activity.get("actor")) or text(note_of(activity).get("attributedTo"))


def note_of(activity: Mapping[str, Any]) -> Mapping[str, Any]:
    """The post that an activity made; nothing if it is only named."""
    return fields(activity.get("object"))
