"""messages.csv: the conversations as the archive writes them, with the rubbish every inbox holds."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from archive import Dialect, Row, table
from conversations import OWNER, Conversation
from draw import chance, choose
from names import Name
from owner import day_in

HEADER = (
    "CONVERSATION ID",
    "CONVERSATION TITLE",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "RECIPIENT PROFILE URLS",
    "DATE",
    "SUBJECT",
    "CONTENT",
    "FOLDER",
    "ATTACHMENTS",
    "IS MESSAGE DRAFT",
    "IS CONVERSATION DRAFT",
)
SPONSORED = '<p class="spinmail-quill-editor__spin-break">Hi {name},</p><p class="spinmail-quill-editor__spin-break">grow your library!</p>'
SPONSORS = ("Shelf Growth Team", "Conference Marketing", "Learn Faster")
UNWANTED = (
    "Dear Sir or Madam,\nI can bring you 300 leads a month.",
    "Exciting role, are you open to a chat?",
)
UNKNOWN = "LinkedIn Member"


def _conversation_id(rng: np.random.Generator) -> str:
    """LinkedIn's ids: a digit and base64."""
    raw = bytes(rng.integers(0, 256, 19).astype(np.uint8))
    return f"2-{base64.b64encode(raw).decode('ascii')}"


def _stamp(at: dt.datetime) -> str:
    """The only dates of the archive that name their zone."""
    return at.strftime("%Y-%m-%d %H:%M:%S UTC")


@dataclass(frozen=True)
class _Message:
    """One row; `sides` is the sender, the sender's address, the recipients, their addresses."""

    key: str
    title: str
    sides: tuple[str, str, str, str]
    at: dt.datetime
    content: str
    subject: str = ""
    folder: str = "INBOX"
    draft: str = ""

    def row(self, attachment: str) -> Row:
        """The row as it is written."""
        unsent = "Yes" if self.draft else "No"
        begun = "Yes" if self.draft == "conversation" else "No"
        lead = (self.key, self.title, *self.sides, _stamp(self.at), self.subject, self.content)
        return (*lead, self.folder, attachment, unsent, begun)


@dataclass(frozen=True)
class _Cast:
    """Who may write."""

    owner: Name
    names: Sequence[Name]
    strangers: Sequence[Name]

    def sides(self, sender: int, members: Sequence[int]) -> tuple[str, str, str, str]:
        """Sender and all the others of a conversation."""
        source, *others = (
            self.owner if person == OWNER else self.names[person]
            for person in (sender, *(p for p in (OWNER, *members) if p != sender))
        )
        addressed = ", ".join(n.full for n in others), ",".join(n.url for n in others)
        return source.full, source.url, *addressed

    def to_owner(self, name: str, url: str) -> tuple[str, str, str, str]:
        """Somebody writes to the owner alone."""
        return name, url, self.owner.full, self.owner.url


def _talk(rng: np.random.Generator, cast: _Cast, talk: Conversation) -> list[_Message]:
    """All messages of one conversation; now and then without an id, archived, or with a draft."""
    key = "" if talk.kind == "pair" and chance(rng, 0.012) else _conversation_id(rng)
    folder = "ARCHIVE" if chance(rng, 0.05) else "INBOX"
    vanished = talk.kind == "pair" and chance(rng, 0.03)
    made = []
    for line in talk.lines:
        sides = cast.sides(line.sender, talk.members)
        if vanished:
            mine = line.sender == OWNER
            sides = (*sides[:2], UNKNOWN, "") if mine else (UNKNOWN, "", *sides[2:])
        subject = "Re: catching up" if chance(rng, 0.03) else ""
        made.append(_Message(key, talk.title, sides, line.at, line.text, subject, folder))
    if talk.kind != "blast" and chance(rng, 0.03):
        sides = cast.sides(OWNER, talk.members)
        at = talk.lines[-1].at + dt.timedelta(hours=5)
        made.append(_Message(key, talk.title, sides, at, "I was about to wri", draft="message"))
    return made


def _any_moment(rng: np.random.Generator) -> dt.datetime:
    """Some moment of the last ten years."""
    day = day_in(rng, 2015 * 12 + int(rng.integers(131)))
    clock = dt.time(int(rng.integers(24)), int(rng.integers(60)), int(rng.integers(60)))
    return dt.datetime.combine(day, clock)


def _sponsored(rng: np.random.Generator, cast: _Cast) -> _Message:
    """Paid mail: no address of the sender, and a body of its own kind."""
    sides = cast.to_owner(choose(rng, SPONSORS), "")
    text = SPONSORED.format(name=cast.owner.first)
    key, at = _conversation_id(rng), _any_moment(rng)
    return _Message(key, "Sponsored", sides, at, text, "A special offer")


def _unwanted(rng: np.random.Generator, cast: _Cast) -> _Message:
    """Spam by strangers and, less often, by contacts; a quarter of it slips into the inbox."""
    sender = choose(rng, cast.strangers if chance(rng, 0.67) else cast.names)
    folder = "SPAM" if chance(rng, 0.75) else "INBOX"
    sides = cast.to_owner(sender.full, sender.url)
    text = choose(rng, UNWANTED)
    return _Message(_conversation_id(rng), "", sides, _any_moment(rng), text, folder=folder)


def _never_sent(rng: np.random.Generator, cast: _Cast) -> _Message:
    """A conversation that the owner began and did not send."""
    target = choose(rng, cast.names)
    sides = (cast.owner.full, cast.owner.url, target.full, target.url)
    key = _conversation_id(rng)
    return _Message(key, "", sides, _any_moment(rng), "Dear", draft="conversation")


def _left_group(rng: np.random.Generator, cast: _Cast) -> _Message:
    """A group in which only somebody whose account is gone ever spoke."""
    group = (cast.owner, choose(rng, cast.names), choose(rng, cast.names))
    sides = (UNKNOWN, "", ", ".join(n.full for n in group), ",".join(n.url for n in group))
    text = "This account has left, the words stay."
    return _Message(_conversation_id(rng), "", sides, _any_moment(rng), text)


def _nameless(rng: np.random.Generator, cast: _Cast) -> _Message:
    """No id, no sender, no text, no folder."""
    return _Message("", "", cast.to_owner(UNKNOWN, ""), _any_moment(rng), "", folder="")


def _rubbish(rng: np.random.Generator, cast: _Cast) -> list[_Message]:
    """What every inbox holds besides talk."""
    amount = max(6, len(cast.names) // 60)
    made = [_sponsored(rng, cast) for _ in range(amount)]
    made += [_unwanted(rng, cast) for _ in range(amount)]
    made += [_never_sent(rng, cast) for _ in range(max(2, amount // 3))]
    made += [_nameless(rng, cast) for _ in range(max(2, amount // 4))]
    return [*made, _left_group(rng, cast)]


def messages_member(
    rng: np.random.Generator,
    owner: Name,
    names: Sequence[Name],
    strangers: Sequence[Name],
    talks: Sequence[Conversation],
) -> bytes:
    """The whole file, newest first, every field quoted."""
    cast = _Cast(owner, names, strangers)
    made = [message for talk in talks for message in _talk(rng, cast, talk)]
    made += _rubbish(rng, cast)
    made.sort(key=lambda message: message.at, reverse=True)
    rows = [m.row("https://example.org/file.pdf" if chance(rng, 0.01) else "") for m in made]
    return table(HEADER, rows, Dialect(quote_all=True))
