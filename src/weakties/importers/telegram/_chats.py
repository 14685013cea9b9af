"""Chats of a Telegram export: who wrote, answered, mentioned and reacted. Texts are never kept."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from weakties.importers._acts.records import Records
from weakties.importers._cells.moments import from_iso, from_seconds
from weakties.importers._files.json_text import objects, text

#: What is done with the messages of a chat, by its type.
GROUPS = {"private_group", "private_supergroup", "public_supergroup"}
_LEFT_OUT = {
    "bot_chat": "message: chat with a bot",
    "saved_messages": "message: to oneself",
    "replies": "message: chat with a bot",
    "verification_codes": "message: chat with a bot",
    "private_channel": "message: broadcast of a channel",
    "public_channel": "message: broadcast of a channel",
}
TYPES = GROUPS | _LEFT_OUT.keys() | {"personal_chat"}


class Chat(NamedTuple):
    """A chat and its messages, those given twice taken once."""

    name: str
    number: str
    kind: str
    messages: Mapping[str, Mapping[str, Any]]  #: by their number


class _Owner(NamedTuple):
    person: str | None
    handle: str


def person_of(value: Any) -> str:
    """The id of a person, nothing for a channel; older exports write the number alone."""
    shown = text(value)
    if shown.isdecimal():
        return f"user{shown}"
    return shown if shown.startswith("user") else ""


def read_chat(one: Mapping[str, Any], records: Records) -> Chat:
    """A chat as it stands in the file."""
    messages: dict[str, Mapping[str, Any]] = {}
    for at, message in enumerate(objects(one.get("messages"))):
        number = text(message.get("id")) or f"\0{at}"
        records.log.duplicates += number in messages
        messages[number] = message
    return Chat(text(one.get("name")), text(one.get("id")), text(one.get("type")), messages)


def add_chat(
    chat: Chat, title: str, records: Records, *, owner: str | None, handle: str = ""
) -> None:
    """Turn the messages of a chat into acts."""
    if chat.kind not in GROUPS | {"personal_chat"}:
        reason = _LEFT_OUT.get(chat.kind, "message: chat of a kind that is not known")
        records.log.pass_over(reason, len(chat.messages))
        return
    authors = {number: person_of(one.get("from_id")) for number, one in chat.messages.items()}
    both = {owner or "", person_of(chat.number), *authors.values()} - {""}
    for number, message in chat.messages.items():
        author = authors[number]
        if not _is_written(message, author, records):
            continue
        records.hear_of(author, text(message.get("from")))
        time, offset = _time(message)
        if chat.kind == "personal_chat":
            others = both - {author}
            records.act(time, author, others, "message", context=title)
        else:
            records.speak(time, author, context=title)
            _add_named(message, author, authors, time, title, records, _Owner(owner, handle))
        for person, name, when in _reactions(message, offset):
            records.hear_of(person, name)
            records.act(when or time, person, [author], "reaction", context=title)


def _is_written(message: Mapping[str, Any], author: str, records: Records) -> bool:
    if text(message.get("type")) != "message":
        records.log.pass_over("message: notice of the program")
    elif not author:
        records.log.pass_over("message: written as a channel, or by nobody")
    else:
        return True
    return False


def _time(message: Mapping[str, Any]) -> tuple[datetime | None, timedelta]:
    """UTC, and by how much the clock of the exporting computer was ahead of it."""
    local, exact = from_iso(message.get("date")), from_seconds(message.get("date_unixtime"))
    if local is None or exact is None:
        return exact or local, timedelta()
    return exact, local - exact


def _add_named(
    message: Mapping[str, Any],
    author: str,
    authors: Mapping[str, str],
    time: datetime | None,
    title: str,
    records: Records,
    owner: _Owner,
) -> None:
    """The answer and the mentions that a message of a group holds."""
    answered = ""
    parent = text(message.get("reply_to_message_id"))
    if parent and not text(message.get("reply_to_peer_id")):
        answered = authors.get(parent, "")
        if answered:
            records.act(time, author, [answered], "reply", context=title)
        else:
            records.log.pass_over("reply: to a message that is not in the export")
    mentioned = set(_mentions(message, records, owner)) - {answered}
    if mentioned:
        records.act(time, author, mentioned, "mention", context=title)


def _mentions(message: Mapping[str, Any], records: Records, owner: _Owner) -> Iterator[str]:
    """People mentioned by number; handles say nothing, unless it is the owner's."""
    parts = message.get("text_entities") or message.get("text")
    for part in objects(parts):
        kind = text(part.get("type"))
        if kind == "mention_name" and (person := person_of(part.get("user_id"))):
            yield person
        elif kind == "mention":
            if owner.person and text(part.get("text")).casefold() == owner.handle.casefold():
                yield owner.person
            else:
                records.log.pass_over("mention: of a handle that the file does not explain")


def _reactions(
    message: Mapping[str, Any], offset: timedelta
) -> Iterator[tuple[str, str, datetime | None]]:
    for reaction in objects(message.get("reactions")):
        for one in objects(reaction.get("recent")):
            if person := person_of(one.get("from_id")):
                local = from_iso(one.get("date"))
                yield person, text(one.get("from")), _shifted(local, offset)


def _shifted(local: datetime | None, offset: timedelta) -> datetime | None:
    try:
        return None if local is None else local - offset
    except OverflowError:
        return None
