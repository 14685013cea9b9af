"""Messages of Teams as Microsoft Graph gives them, in pages, lists or line by line."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from weakties.importers._acts.records import Records
from weakties.importers._cells.moments import from_iso
from weakties.importers._cells.titles import unique_titles
from weakties.importers._files.json_text import fields, items, objects, text

_WRITTEN = {"message", ""}
_PAIR = re.compile(r"19:([^_@]+)_([^_@]+)@unq\.gbl\.spaces")


class Message(NamedTuple):
    """One message and the conversation that it belongs to."""

    context: str
    is_channel: bool
    one: Mapping[str, Any]


def messages_in(document: Any, context: str = "") -> Iterator[Message]:
    """Every message in a document, whether it is a page, a list of pages, a list or one alone."""
    if isinstance(document, list):
        for one in document:
            yield from messages_in(one, context)
        return
    about = fields(document)
    if "value" in about:
        yield from messages_in(about["value"], text(about.get("@odata.context")) or context)
    elif "createdDateTime" in about and "from" in about:
        channel = fields(about.get("channelIdentity"))
        place = text(about.get("chatId")) or text(channel.get("channelId")) or context or "chat"
        is_channel = bool(channel) or ("replyToId" in about and bool(text(about["replyToId"])))
        yield Message(place, is_channel, about)
        # Asked for them, Graph puts answers inside the message that they answer.
        yield from messages_in(list(items(about.get("replies"))), place)


def topics_in(document: Any) -> Iterator[tuple[str, str]]:
    """Names of chats and channels, by their ids, from lists of these."""
    if isinstance(document, list):
        for one in document:
            yield from topics_in(one)
        return
    about = fields(document)
    yield from topics_in(list(items(about.get("value"))))
    if "chatType" in about or "membershipType" in about:
        yield text(about.get("id")), text(about.get("topic")) or text(about.get("displayName"))


def add_messages(messages: Sequence[Message], topics: Mapping[str, str], records: Records) -> None:
    """Turn messages into acts; the same message in two mailboxes counts once."""
    unique: dict[tuple[str, str], Message] = {}
    for at, message in enumerate(messages):
        key = (message.context, text(message.one.get("id")) or f"\0{at}")
        records.log.duplicates += key in unique
        unique[key] = message
    authors = {key: _user(message.one.get("from"))[0] for key, message in unique.items()}
    channels = {message.context for message in unique.values() if message.is_channel}
    people: dict[str, set[str]] = {}
    for (context, _), author in authors.items():
        known = people.setdefault(context, set(_both(context)))
        known.update({author} - {""})
    # Ids end like addresses of mail, with the name of a server that tells nothing.
    short = {context: context.partition("@")[0] for context in people}
    titles = unique_titles({one: topics.get(one, "") or short[one] for one in people})
    for key, message in unique.items():
        everybody = set() if message.context in channels else people[message.context]
        _add(message, key, authors, everybody, titles[message.context], records)


def _both(context: str) -> tuple[str, ...]:
    """The two people whose ids make the id of their chat."""
    found = _PAIR.fullmatch(context)
    return found.groups() if found else ()


def _add(
    message: Message,
    key: tuple[str, str],
    authors: Mapping[tuple[str, str], str],
    everybody: set[str],
    context: str,
    records: Records,
) -> None:
    one = message.one
    author, name = _user(one.get("from"))
    if text(one.get("messageType")) not in _WRITTEN or not author:
        records.log.pass_over("message: notice of the program, or of a bot")
        return
    if text(one.get("deletedDateTime")):
        records.log.pass_over("message: deleted")
        return
    records.hear_of(author, name)
    time = from_iso(one.get("createdDateTime"))
    root = text(one.get("replyToId")) or _quoted(one)
    thread = (root or key[1]) if message.is_channel else None
    if len(everybody) == 2:
        records.act(time, author, everybody - {author}, "message", context=context)
    else:
        records.speak(time, author, context=context, thread=thread)
        answered = authors.get((message.context, root), "")
        if root and not answered:
            records.log.pass_over("reply: to a message that is not in the file, or to a bot")
        mentioned = set(_people(one, "mentions", "mentioned", records)) - {answered}
        for kind, targets in (("reply", {answered} - {""}), ("mention", mentioned)):
            if targets:
                records.act(time, author, targets, kind, context=context, thread=thread)
    for reaction in objects(one.get("reactions")):
        person, shown = _user(reaction.get("user"))
        if person:
            records.hear_of(person, shown)
            when = from_iso(reaction.get("createdDateTime")) or time
            records.act(when, person, [author], "reaction", context=context, thread=thread)


def _user(value: Any) -> tuple[str, str]:
    """Id and name of a person; nothing for programs and devices."""
    user = fields(fields(value).get("user"))
    return text(user.get("id")), text(user.get("displayName"))


def _people(one: Mapping[str, Any], key: str, inside: str, records: Records) -> Iterator[str]:
    for entry in objects(one.get(key)):
        person, name = _user(entry.get(inside))
        if person:
            records.hear_of(person, name)
            yield person


def _quoted(one: Mapping[str, Any]) -> str:
    """The message that one in a chat quotes, which is how chats answer."""
    for attachment in objects(one.get("attachments")):
        if text(attachment.get("contentType")) == "messageReference":
            try:
                return text(fields(json.loads(text(attachment.get("content")))).get("messageId"))
            except (ValueError, RecursionError):
                return ""
    return ""
