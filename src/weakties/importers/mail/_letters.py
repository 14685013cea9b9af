"""What is kept of a letter: who wrote to whom, when, in answer to what, and why it may not count."""

import hashlib
import re
from datetime import datetime
from typing import NamedTuple

from weakties.importers._acts.addresses import is_machine
from weakties.importers._acts.correspondents import Correspondents
from weakties.importers.mail._headers import Headers, ids_in, text_of, texts_of, time_of
from weakties.importers.mail._mailboxes import mailboxes

#: A letter to more people than this is a mailing; nobody in it is told apart.
MOST_RECIPIENTS = 100

MACHINE = "message: of a machine"
LISTED = "message: through a mailing list"
BULK = "message: one of many alike, from which one can unsubscribe"
MAILING = f"message: to more than {MOST_RECIPIENTS} people"

_IN_BULK = re.compile(r"\b(?:bulk|list|junk)\b", re.IGNORECASE)
_LIST_ID = re.compile(r"<([^<>@\s.]+)\.([^<>@\s]+)>")
#: How a list calls whoever wrote to it, where it does so under its own address.
_VIA = re.compile(r"(.+?) via .")
_MAIL_TO = re.compile(r"mailto:([^>?\s]+)", re.IGNORECASE)


class Letter(NamedTuple):
    """A letter, without its subject and text."""

    time: datetime | None
    sender: str
    to: tuple[str, ...]  #: those in To and Cc, whom everybody sees
    blind: tuple[str, ...]  #: those in Bcc
    parent: int | None  #: the letter that it answers
    root: int  #: the letter that its conversation began with
    reason: str  #: why it does not count; nothing if it does
    list_name: str  #: of the mailing list that it came through


class Reader:
    """Turn headers into letters, and take note of names and of addresses of lists."""

    def __init__(self) -> None:
        self.people = Correspondents()
        self.lists: set[str] = set()  #: ids of addresses that are lists
        self._machines: dict[str, bool] = {}

    def people_in(self, headers: Headers, name: str) -> list[str]:
        """Ids of everybody a field names, machines left out."""
        return [
            self.people.person(address)
            for _, address in mailboxes(text_of(headers, name))
            if not self._is_machine(address)
        ]

    def read(self, headers: Headers, beginning: bytes, place: str) -> tuple[int, Letter] | None:
        """A number that copies of a letter share, and the letter; None if it has no sender."""
        senders = list(mailboxes(text_of(headers, "from")))
        if not senders:
            return None
        list_name = self._list_of(headers, place)
        name, address = _author(headers, *senders[0]) if list_name else senders[0]
        sender = self.people.person(address)
        self.people.names.note(sender, name or _other_name(headers), own=True)
        to, blind = self._recipients(headers, "to", "cc"), self._recipients(headers, "bcc")
        blind = [one for one in blind if one not in to]
        many = len(to) + len(blind) > MOST_RECIPIENTS
        reason = self._why_not(headers, address, list_name)
        key, parent, root = _thread(headers)
        letter = Letter(
            time=time_of(headers, beginning),
            sender=sender,
            to=() if many else tuple(sorted(to)),
            blind=() if many else tuple(sorted(blind)),
            parent=parent,
            root=root,
            reason=reason or (MAILING if many else ""),
            list_name=list_name,
        )
        return key, letter

    def _recipients(self, headers: Headers, *fields: str) -> set[str] | list[str]:
        found = {}
        for field in fields:
            for name, address in mailboxes(text_of(headers, field)):
                if not self._is_machine(address):
                    found[self.people.person(address)] = name
        if len(found) <= MOST_RECIPIENTS:
            for person, name in found.items():
                self.people.names.note(person, name, own=False)
        return set(found)

    def _is_machine(self, address: str) -> bool:
        if address not in self._machines:
            self._machines[address] = is_machine(address)
        return self._machines[address]

    def _why_not(self, headers: Headers, address: str, list_name: str) -> str:
        """Why a letter is none from one person to others; nothing if it is."""
        if self._is_automatic(headers, address):
            return MACHINE
        if list_name:
            return LISTED
        return BULK if headers.get("list-unsubscribe") else ""

    def _is_automatic(self, headers: Headers, address: str) -> bool:
        """Whether no person wrote it."""
        automatic = text_of(headers, "auto-submitted").casefold().strip()
        bounced = any(value == "<>" for value in texts_of(headers, "return-path"))
        report = "multipart/report" in text_of(headers, "content-type")[:100].casefold()
        answering = bool(headers.get("x-autoreply"))
        told = automatic not in ("", "no")
        return told or bounced or report or answering or self._is_machine(address)

    def _list_of(self, headers: Headers, place: str) -> str:
        """The mailing list that a letter came through; nothing if it did not."""
        named = text_of(headers, "list-id") or text_of(headers, "mailing-list")
        for text in texts_of(headers, "list-post"):
            self.lists.update(self.people.person(one.casefold()) for one in _MAIL_TO.findall(text))
        if found := _LIST_ID.search(named):
            self.lists.add(self.people.person(f"{found[1]}@{found[2]}".casefold()))
            return f"{found[1]}.{found[2]}".casefold()
        in_bulk = _IN_BULK.search(text_of(headers, "precedence"))
        # Archives of lists on the web leave out whom a letter is to.
        private = any(headers.get(field) for field in ("to", "cc", "bcc", "delivered-to"))
        return place if named or in_bulk or not private else ""


def _other_name(headers: Headers) -> str:
    """The sender's name as Exchange has it, without what stands for the server."""
    return re.split(r"[</@]", text_of(headers, "x-from"), maxsplit=1)[0].strip(" '\"")


def _author(headers: Headers, name: str, address: str) -> tuple[str, str]:
    """Who wrote to a list that sends letters on under its own address, as "Ana Ruiz via readers"."""
    via = _VIA.match(name)
    if via is None:
        return name, address
    real = via[1].strip(" '\"")
    for field in ("x-original-from", "reply-to", "cc"):
        others = [one for one in mailboxes(text_of(headers, field)) if one[1] != address]
        called_so = [one for one in others if one[0] == real]
        alone = others if len(others) == 1 and field != "cc" else []
        for _, own in called_so or alone:
            return real, own
    return name, address


def likeness(headers: Headers, letter: Letter) -> int | None:
    """A number that letters share which were sent at one second, by and to the same, on one subject.

    Programs that give every copy a number of its own leave these alone; None without a time.
    """
    if letter.time is None:
        return None
    fields = (text_of(headers, field) for field in ("from", "to", "cc", "subject"))
    return _number("\0".join([letter.time.isoformat(), *fields]))


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest())


def _thread(headers: Headers) -> tuple[int, int | None, int]:
    """Numbers of a letter, of the one that it answers, and of the first of all."""
    own = ids_in(text_of(headers, "message-id"))
    if own:
        key = _number(own[0])
    else:
        # Without an id, copies of a letter have the same headers.
        fields = ("date", "from", "to", "cc")
        key = _number("\0".join(text_of(headers, field) for field in fields))
    before = ids_in(text_of(headers, "references"))
    answered = ids_in(text_of(headers, "in-reply-to")) or before[-1:]
    root = [*before, *answered][:1]
    parent = _number(answered[0]) if answered else None
    return key, parent, _number(root[0]) if root else key
