"""Cards of a file, taken apart line by line, without what is not kept."""

import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from weakties.importers._files.folds import unfolded, with_whole_letters
from weakties.importers._files.source import Member
from weakties.importers._log import Log

#: What is kept of a card. Telephone numbers, places, notes and pictures are not.
_KEPT = {
    *("FN", "N", "NICKNAME", "ORG", "TITLE", "EMAIL", "CATEGORIES", "UID", "RELATED", "KIND"),
    *("MEMBER", "X-ADDRESSBOOKSERVER-KIND", "X-ADDRESSBOOKSERVER-MEMBER", "X-ABSHOWAS"),
    *("X-ABRELATEDNAMES", "X-ASSISTANT", "X-MANAGER", "X-SPOUSE"),
}
_MOST_LINES = 10_000
#: What stands before the colon; one in quotation marks is part of it.
_HEAD = re.compile(r'(?:[^:"]|"[^"]*"|")*?(?=:|$)')
_ESCAPED = re.compile(r"\\(.)")


class Line(NamedTuple):
    """A property."""

    name: str
    parameters: Mapping[str, str]  #: as written, names in capitals
    value: str


@dataclass
class Card:
    """What is kept of a card."""

    lines: list[Line] = field(default_factory=list)

    def values(self, *names: str) -> list[str]:
        """Values of all properties of some names."""
        return [line.value for line in self.lines if line.name in names and line.value]

    def parts(self, name: str, mark: str) -> list[list[str]]:
        """Values of all properties of a name, taken apart."""
        return [split_value(value, mark) for value in self.values(name)]


def read_cards(member: Member, log: Log) -> Iterator[Card]:
    """Every card of a file; one that is cut short is counted."""
    member = with_whole_letters(member)
    log.warn_of_encoding(member)
    card: Card | None = None
    with member.open_text() as stream:
        for text in unfolded(stream):
            line = _line(text)
            is_card = line.value.strip().upper() == "VCARD"
            if line.name == "BEGIN" and is_card:
                if card is not None:
                    log.refuse(member, None, "card: cut short")
                card = Card()
            elif line.name == "END" and is_card and card is not None:
                log.files[member.name] += 1
                yield card
                card = None
            elif card is not None and line.name in _KEPT and len(card.lines) < _MOST_LINES:
                card.lines.append(line)
    if card is not None:
        log.refuse(member, None, "card: cut short")


def _line(text: str) -> Line:
    """A property, without the group that Apple puts before its name."""
    found = _HEAD.match(text)
    head = found[0] if found else ""
    value = text[len(head) + 1 :]
    name, *written = head.split(";")
    parameters: dict[str, str] = {}
    for one in written:
        key, mark, said = one.partition("=")
        # Version 2.1 leaves out what a parameter is.
        key, said = (key.strip().upper(), said.strip('" ')) if mark else ("TYPE", one)
        known = parameters.get(key)
        # Some write each of several types as a parameter of its own.
        parameters[key] = f"{known},{said}" if known and key == "TYPE" else said
    if "QUOTED-PRINTABLE" in head.upper():
        value = _unquoted(value, parameters.get("CHARSET", "utf-8"))
    return Line(name.rpartition(".")[2].strip().upper(), parameters, value.strip())


def _unquoted(value: str, charset: str) -> str:
    content = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        return content.decode(charset, "replace")
    except (LookupError, ValueError):
        return content.decode("utf-8", "replace")


def split_value(value: str, mark: str) -> list[str]:
    """A value taken apart at a sign that is not escaped."""
    parts = re.split(rf"(?<!\\){mark}", value)
    return [plain(part).strip() for part in parts]


def plain(value: str) -> str:
    """A value without the signs that stand before others."""
    return _ESCAPED.sub(r"\1", value)


def name_of(card: Card) -> str:
    """The name to show, else the parts of the name, else a nickname."""
    for whole in card.values("FN"):
        return plain(whole)
    for family, given, *_ in ([*parts, ""] for parts in card.parts("N", ";")):
        return f"{given} {family}".strip()
    return next(iter(card.values("NICKNAME")), "")
