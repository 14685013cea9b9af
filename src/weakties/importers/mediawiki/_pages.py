"""Pages of a wiki with their editors, one after the other, from the XML of MediaWiki."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from ipaddress import ip_address
from typing import NamedTuple

from weakties._typing import Progress
from weakties.importers._cells.labels import blank_mail, visible
from weakties.importers._cells.moments import from_iso
from weakties.importers._files.source import Member
from weakties.importers._files.xml_text import Step, read_xml
from weakties.importers._log import Log

#: Accounts that the software makes for visitors, and addresses as very old wikis wrote them.
_VISITOR = re.compile(r"~\d{4}-[\d-]+|(\d{1,3}\.){3}(\d{1,3}|xxx)", re.IGNORECASE)
#: "Citation bot", "ClueBot NG", "AnomieBOT", "DangSunBot2"; as one word also "Xqbot".
_BOT = re.compile(r"(?i:\bbot\d*\b|^\S*bot\d*$)|B[oO][tT](?![a-z])")
#: Names of people that end like those of programs, alone or behind another name.
_PEOPLE = "Abbot|Barbot|Cabot|Chabot|Herbot|Ribot|Talbot"
_NO_BOT = re.compile(rf"(?<![^\W\d_])(?i:{_PEOPLE})(?![a-z])|(?<=[a-z])(?:{_PEOPLE})(?![a-z])")


class Edit(NamedTuple):
    """One version of a page."""

    time: datetime | None
    editor: str  #: name of an account; empty where it is hidden
    known: bool  #: whether it is an account, not the address of a visitor


@dataclass
class Page:
    """A page, as far as it matters who wrote it."""

    title: str = ""
    namespace: int | None = None
    line: int = 0
    edits: list[Edit] = field(default_factory=list)


@lru_cache(maxsize=1 << 16)
def is_visitor(name: str) -> bool:
    """Whether a name is an address, or one that the software gave to a visitor."""
    if _VISITOR.fullmatch(name):
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def is_bot(name: str) -> bool:
    """Whether an account is called like a program."""
    return _BOT.search(_NO_BOT.sub(" ", name)) is not None


def account_name(text: str) -> str:
    """The name of an account, however it is written."""
    return visible(text.replace("_", " "))


def read_pages(member: Member, log: Log, progress: Progress | None) -> Iterator[Page]:
    """All pages of a file, in its order."""
    reader = _Reader()
    for step in read_xml(member, log, "pages", progress):
        if step.kind == "start":
            reader.open(step)
        elif (page := reader.close(step)) is not None:
            log.files[member.name] += len(page.edits)
            yield page


class _Reader:
    """What is known of the page that is being read, and where in it the reading is."""

    def __init__(self) -> None:
        self._path: list[str] = []
        self._namespaces: dict[str, int] = {}
        self._key = ""
        self._page = Page()
        self._time: datetime | None = None
        self._editor = ""
        self._visitor = False

    def open(self, step: Step) -> None:
        self._path.append(step.name)
        if step.name == "page":
            self._page = Page(line=step.line)
        elif step.name == "revision":
            self._time, self._editor, self._visitor = None, "", False
        elif step.name == "namespace":
            self._key = step.attributes.get("key", "")

    def close(self, step: Step) -> Page | None:
        """Take in what an element says; the page, where one ends."""
        self._path.pop()
        parent = self._path[-1] if self._path else ""
        text = step.text.strip()
        if parent == "page":
            self._take_of_page(step.name, text)
        elif parent == "revision" and step.name == "timestamp":
            self._time = from_iso(text)
        elif self._path[-2:] == ["revision", "contributor"]:
            self._take_of_editor(step.name, text)
        elif step.name == "namespace" and self._key.lstrip("-").isdecimal():
            self._namespaces[text.casefold()] = int(self._key)
        if step.name != "page":
            return None
        if self._page.namespace is None:
            self._page.namespace = self._namespace_of(self._page.title)
        return self._page

    def _take_of_page(self, name: str, text: str) -> None:
        if name == "title":
            self._page.title = blank_mail(visible(text.replace("_", " ")))
        elif name == "ns" and text.lstrip("-").isdecimal():
            self._page.namespace = int(text)
        elif name == "revision":
            known = not self._visitor and not is_visitor(self._editor)
            self._page.edits.append(Edit(self._time, self._editor, known))

    def _take_of_editor(self, name: str, text: str) -> None:
        if name == "username":
            self._editor = account_name(text)
        elif name == "ip":
            self._visitor = True

    def _namespace_of(self, title: str) -> int:
        """What old exports say in the title alone."""
        prefix, colon, _ = title.partition(":")
        return self._namespaces.get(prefix.casefold(), 0) if colon else 0
