"""Messages of a Slack export: who wrote, answered, mentioned and reacted. Texts are never kept."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from weakties.importers._acts.records import Records
from weakties.importers._cells.moments import from_seconds
from weakties.importers._files.json_text import fields, items, objects, read_json_or_warn, text
from weakties.importers._files.source import Member
from weakties.importers._log import Log

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
#: Kinds of messages that somebody wrote; all others are notices of the program.
_WRITTEN = {"", "me_message", "thread_broadcast", "file_share", "file_comment"}


class Place(NamedTuple):
    """A channel or direct conversation."""

    context: str
    direct: bool
    members: frozenset[str]


class Message(NamedTuple):
    """What is kept of a message."""

    ts: str
    author: str
    thread: str | None
    parent: str | None  #: author of the message that began the thread, where it is named
    mentions: frozenset[str]
    reactions: tuple[str, ...]


def name_of(profile: Mapping[str, Any]) -> str:
    """The name of a person's profile, the full one if there is one."""
    names = (text(profile.get(key)) for key in ("real_name", "display_name", "name"))
    return next(filter(None, names), "")


def read_messages(
    members: Sequence[Member], records: Records, bots: frozenset[str]
) -> dict[str, Message]:
    """Messages of a conversation by their time stamp, which is their id."""
    messages: dict[str, Message] = {}
    listed: dict[str, str] = {}
    for member in members:
        found = list(objects(read_json_or_warn(member, records.log)))
        records.log.files[member.name] += len(found)
        for one in found:
            message = _message(one, records, bots)
            if message is None:
                continue
            if message.ts in messages:
                records.log.duplicates += 1
            messages[message.ts] = message
            # Exports of some years name the thread of an answer only in the message it answers.
            answers = (text(answer.get("ts")) for answer in objects(one.get("replies")))
            listed.update(dict.fromkeys(answers, message.ts))
    return {ts: one._replace(thread=one.thread or listed.get(ts)) for ts, one in messages.items()}


def _message(one: Mapping[str, Any], records: Records, bots: frozenset[str]) -> Message | None:
    """The message, or None and a count where nobody wrote it."""
    subtype = text(one.get("subtype"))
    author = text(one.get("user")) or text(fields(one.get("comment")).get("user"))
    if text(one.get("bot_id")) or subtype == "bot_message" or author in bots:
        records.log.pass_over("message: of a bot")
    elif subtype not in _WRITTEN:
        records.log.pass_over("message: notice of the program")
    elif not author or from_seconds(one.get("ts")) is None:
        records.log.pass_over("message: without author or time")
    else:
        records.hear_of(author, name_of(fields(one.get("user_profile"))))
        return Message(
            ts=_stamp(one.get("ts")),
            author=author,
            thread=_stamp(one.get("thread_ts")) or None,
            parent=text(one.get("parent_user_id")) or None,
            mentions=frozenset(_mentions(one)) - bots,
            reactions=tuple(sorted({*_reacting(one)} - bots)),
        )
    return None


def _stamp(value: Any) -> str:
    """A time stamp as Slack writes it, also where a program has made a number of it."""
    return f"{value:.6f}" if isinstance(value, float) else text(value)


def _reacting(one: Mapping[str, Any]) -> Iterator[str]:
    for reaction in objects(one.get("reactions")):
        yield from filter(None, map(text, items(reaction.get("users"))))


def _mentions(one: Mapping[str, Any]) -> Iterator[str]:
    """Everybody mentioned, in the text or in what the text was made from."""
    yield from _MENTION.findall(text(one.get("text")))
    parts = list(items(one.get("blocks")))
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            if part.get("type") == "user" and (person := text(part.get("user_id"))):
                yield person
            parts.extend(items(part.get("elements")))


def add_messages(
    messages: Mapping[str, Message], place: Place, records: Records, bots: frozenset[str]
) -> None:
    """Turn the messages of one conversation into acts."""
    for one in messages.values():
        time, context = from_seconds(one.ts), place.context
        where = {"context": context, "thread": one.thread}
        for person in one.reactions:
            records.act(time, person, [one.author], "reaction", **where)
        if place.direct:
            others = place.members - {one.author}
            if others:
                records.act(time, one.author, others, "message", context=context)
            else:
                records.log.pass_over("message: to a bot, or to oneself")
            continue
        records.speak(time, one.author, context=context, thread=one.thread)
        answered = _answered(one, messages, records.log)
        if answered and answered not in bots:
            records.act(time, one.author, [answered], "reply", **where)
        if named := one.mentions - {answered}:
            records.act(time, one.author, named, "mention", **where)


def _answered(message: Message, messages: Mapping[str, Message], log: Log) -> str | None:
    """Who began the thread that a message belongs to, if it did not begin it itself."""
    if message.thread is None or message.thread == message.ts:
        return None
    first = messages.get(message.thread)
    found = message.parent or (first.author if first else None)
    if found is None:
        log.pass_over("reply: to a bot, or to a message outside the export")
    return found
