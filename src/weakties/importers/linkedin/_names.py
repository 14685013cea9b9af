"""Profile addresses and names: what makes two mentions the same member."""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import unquote

#: Matches however addresses are joined: by commas, semicolons or spaces.
_PROFILE = re.compile(
    r"linkedin\.com/(?:in|pub|profile/view\?id=)/?([^/?#\s,;\"'<>]+)", re.IGNORECASE
)
#: What LinkedIn writes for members who closed their account or hide from the owner.
HIDDEN_NAME = "linkedin member"


class Party(NamedTuple):
    """Somebody as a row mentions them."""

    slug: str | None
    name: str = ""


_ASCII_QUOTES = str.maketrans(dict.fromkeys("\"'`", " "))

#: The owner, in rows that do not name them.
OWNER = Party(None, "")


def slugs_in(text: str) -> tuple[str, ...]:
    """Every profile in a text, each once, in order of appearance."""
    found = (_plain_slug(match) for match in _PROFILE.findall(text))
    return tuple(dict.fromkeys(slug for slug in found if slug))


def slug_of(text: str) -> str | None:
    """The one profile an address leads to."""
    return next(iter(slugs_in(text)), None)


def _plain_slug(part: str) -> str:
    plain = unquote(part) if "%" in part else part
    return unicodedata.normalize("NFC", plain).strip().lower()


def join_name(first: str, last: str) -> str:
    """First and last name as one label."""
    return " ".join(f"{first} {last}".split())


def full_key(name: str) -> str:
    """A name without case, emoji and quotation marks, for comparing."""
    if name.isascii():
        return " ".join(name.translate(_ASCII_QUOTES).lower().split())
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_ASCII_QUOTES)
    words = plain.split()
    if not "".join(words).isalnum():
        words = "".join(filter(_counts, plain)).split()
    return " ".join(words)


def name_key(name: str) -> str:
    """As `full_key`, and without what follows the first comma (credentials, as a rule)."""
    return full_key(name.split(",", 1)[0])


def _counts(character: str) -> bool:
    """Whether a character is part of a name: letters, marks, digits, punctuation, spaces."""
    return unicodedata.category(character)[0] in "LMNPZ" and character != "\ufe0f"
