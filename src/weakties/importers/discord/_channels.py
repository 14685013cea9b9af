"""Channels as DiscordChatExporter writes them: who wrote, answered, mentioned and reacted."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from weakties.importers._acts.records import Records
from weakties.importers._cells.moments import from_iso
from weakties.importers._cells.titles import unique_titles
from weakties.importers._files.json_text import fields, objects, read_json, read_json_or_warn, text
from weakties.importers._files.source import Member
from weakties.importers._log import Log

#: Kinds of messages that somebody wrote, by name or by Discord's number.
_WRITTEN = {"Default", "Reply", "0", "19"}
_ANSWERS = {"Reply", "19"}
#: The one account that stands for all that are gone.
_GONE = "456226577798135808"


class Channel(NamedTuple):
    """A channel, thread or direct conversation, all parts of it together."""

    name: str
    number: str
    parent: str | None  #: number of the channel that a thread belongs to
    direct: bool
    messages: dict[str, Mapping[str, Any]]  #: by their number


def is_channel(member: Member) -> bool:
    """Whether a document begins as such a channel does."""
    head = member.head(4096)
    starts = head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")
    return starts and all(sign in head for sign in (b'"guild"', b'"channel"', b'"id"'))


def read_channels(members: Sequence[Member], log: Log) -> list[Channel]:
    """All channels; parts of one are put together."""
    channels: dict[str, Channel] = {}
    load = read_json if len(members) == 1 else read_json_or_warn
    for member in members:
        document = fields(load(member, log))
        about = fields(document.get("channel"))
        number = text(about.get("id")) or member.name
        channel = channels.setdefault(number, _channel(about, number))
        for at, message in enumerate(objects(document.get("messages"))):
            log.files[member.name] += 1
            key = text(message.get("id")) or f"{member.name}\0{at}"
            log.duplicates += key in channel.messages
            channel.messages[key] = message
    return [channels[number] for number in sorted(channels)]


def _channel(about: Mapping[str, Any], number: str) -> Channel:
    kind = text(about.get("type"))
    is_thread = "Thread" in kind
    # What is called the category of a thread is the channel it belongs to.
    name = text(about.get("category" if is_thread else "name")) or number
    parent = (text(about.get("categoryId")) or number) if is_thread else None
    return Channel(name, number, parent, kind == "DirectTextChat", {})


def titles_of(channels: Sequence[Channel]) -> dict[str, str]:
    """Titles by the number of a channel; threads have that of the channel they belong to."""
    names = {channel.parent or channel.number: channel.name for channel in channels}
    return unique_titles(names, nameless="channel")


def add_channel(channel: Channel, titles: Mapping[str, str], records: Records) -> None:
    """Turn the messages of a channel into acts."""
    context = titles[channel.parent or channel.number]
    thread = channel.number if channel.parent else None
    authors = {number: _person(one.get("author")) for number, one in channel.messages.items()}
    everybody = {*authors.values()} - {""}
    for number, one in channel.messages.items():
        author = authors[number]
        if not _is_written(one, author, records):
            continue
        _hear_of(one.get("author"), records)
        time = from_iso(one.get("timestamp"))
        others = everybody - {author}
        if channel.direct and others:
            records.act(time, author, others, "message", context=context)
        else:
            records.speak(time, author, context=context, thread=thread)
            answered = _answered(one, authors, records)
            mentioned = {*_people(one.get("mentions"), records)} - {answered}
            for kind, targets in (("reply", {answered} - {""}), ("mention", mentioned)):
                if targets:
                    records.act(time, author, targets, kind, context=context, thread=thread)
        for reaction in objects(one.get("reactions")):
            for person in _people(reaction.get("users"), records):
                records.act(time, person, [author], "reaction", context=context, thread=thread)


def _is_written(one: Mapping[str, Any], author: str, records: Records) -> bool:
    if fields(one.get("author")).get("isBot") is True:
        records.log.pass_over("message: of a bot")
    elif text(one.get("type")) not in _WRITTEN:
        records.log.pass_over("message: notice of the program")
    elif not author:
        records.log.pass_over("message: without author, or by an account that is gone")
    else:
        return True
    return False


def _person(value: Any) -> str:
    one = fields(value)
    person = text(one.get("id"))
    return "" if one.get("isBot") is True or person == _GONE else person


def _hear_of(value: Any, records: Records) -> None:
    one = fields(value)
    records.hear_of(text(one.get("id")), text(one.get("nickname")) or text(one.get("name")))


def _people(value: Any, records: Records) -> Iterator[str]:
    """Everybody in a list who is no program."""
    for one in objects(value):
        if person := _person(one):
            _hear_of(one, records)
            yield person


def _answered(one: Mapping[str, Any], authors: Mapping[str, str], records: Records) -> str:
    """Author of the message that is answered, nothing if there is none or it is not known."""
    if text(one.get("type")) not in _ANSWERS:
        return ""
    parent = text(fields(one.get("reference")).get("messageId"))
    if parent not in authors:
        records.log.pass_over("reply: to a message that is not in the export")
    elif not authors[parent]:
        records.log.pass_over("reply: to a bot, or to an account that is gone")
    return authors.get(parent, "")
