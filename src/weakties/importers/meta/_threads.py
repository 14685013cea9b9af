"""Conversations of Messenger and Instagram, encrypted ones included. Texts are never kept."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from weakties._typing import Progress
from weakties.importers._acts.records import Records
from weakties.importers._cells.moments import from_milliseconds, from_seconds
from weakties.importers._cells.titles import unique_titles
from weakties.importers._files.json_text import (
    fields,
    items,
    objects,
    read_json,
    read_json_or_warn,
    text,
)
from weakties.importers._files.source import Member, Source
from weakties.importers._steps import steps
from weakties.importers.meta._repair import name_in, repair

THREAD = re.compile(
    r"(?:.*/)?messages/(?:inbox|archived_threads|filtered_threads|message_requests|e2ee_cutover)"
    r"/(?P<thread>[^/]+)/message_\d+\.json"
)
#: Documents without a telling path that are opened to see what they are.
_LOOKED_AT = 50
_SPAM = "/filtered_threads/"
#: What stands for accounts that are closed; all of them share it.
_GONE = {"facebook user", "instagram user", "messenger user"}
_NUMBER = re.compile(r"_\d+$")
_REACTED = re.compile(r"(?:Reacted \S+ to your message|Liked a message)\s*")


class Said(NamedTuple):
    """What is kept of a message."""

    time: datetime | None
    author: str
    kind: str  #: message or call
    reactions: tuple[tuple[str, datetime | None], ...]


class Thread(NamedTuple):
    """A conversation, all parts of it together."""

    title: str
    people: set[str]
    said: list[Said]


def thread_members(source: Source) -> list[Member]:
    """Members that hold conversations: by their path, a single file by its head."""
    if source.only is not None:
        return [source.only] if _is_thread(source.only) else []
    named = [one for one in source.members if THREAD.fullmatch(one.name)]
    if named:
        return named
    # The archive of encrypted chats has no folders: one file for each.
    flat = [one for one in source.members if one.name.lower().endswith(".json")]
    if not any(map(_is_thread, flat[:_LOOKED_AT])):
        return []
    return [one for one in flat if _is_thread(one)]


def _is_thread(member: Member) -> bool:
    head = member.head(1 << 15)
    starts = head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") and b'"participants"' in head
    return starts and (b'"sender_name"' in head or b'"senderName"' in head)


def read_threads(
    members: Sequence[Member], records: Records, progress: Progress | None
) -> dict[str, Thread]:
    """All conversations by their title; the same message in two files is taken once."""
    threads: dict[str, Thread] = {}
    seen: set[tuple[frozenset[str], str, datetime | None]] = set()
    namesakes = 0
    load = read_json if len(members) == 1 else read_json_or_warn
    for member in steps(members, "reading conversations", progress):
        document = fields(load(member, records.log))
        named = [name for name in _participants(document) if not _is_gone(name)]
        people = set(named)
        namesakes += len(named) > len(people)
        key = _key(member)
        title = name_in(document.get("title")) or _own_title(document, member)
        thread = threads.setdefault(key, Thread(title, set(), []))
        thread.people.update(people)
        said = list(objects(document.get("messages")))
        records.log.files[member.name] += len(said)
        if _SPAM in f"/{member.name}":
            records.log.pass_over("message: filtered as spam", len(said))
            continue
        for one in _read_messages(said, records):
            mark = (frozenset(people), one.author, one.time)
            if mark in seen and one.time is not None:
                records.log.duplicates += 1
                continue
            seen.add(mark)
            thread.people.add(one.author)
            thread.said.append(one)
    if namesakes:
        records.log.warn(
            f"{namesakes:,} files hold conversations of two people of one name, who are one here: "
            "the export knows people by name alone."
        )
    titles = unique_titles({key: thread.title for key, thread in threads.items()})
    return {titles[key]: thread for key, thread in threads.items() if thread.said}


def _key(member: Member) -> str:
    found = THREAD.fullmatch(member.name)
    return found["thread"] if found else PurePosixPath(member.name).stem


def _own_title(document: Mapping[str, Any], member: Member) -> str:
    """The name of an encrypted chat, without the number that its file has."""
    title = name_in(document.get("threadName"))
    return _NUMBER.sub("", title) if PurePosixPath(member.name).stem == title else title


def _participants(document: Mapping[str, Any]) -> Iterator[str]:
    for one in items(document.get("participants")):
        if name := name_in(one.get("name")) if isinstance(one, dict) else name_in(one):
            yield name


def _is_gone(name: str) -> bool:
    return name.casefold() in _GONE


def _read_messages(said: Iterable[Mapping[str, Any]], records: Records) -> Iterator[Said]:
    """Messages that somebody who still has an account wrote, and calls; the others are counted."""
    for one in said:
        author = name_in(one.get("sender_name")) or name_in(one.get("senderName"))
        time = from_milliseconds(one.get("timestamp_ms") or one.get("timestamp"))
        kind = text(one.get("type")) or "Generic"
        if not author or _is_gone(author):
            records.log.pass_over("message: by nobody who has a name")
        elif one.get("is_unsent") is True or one.get("isUnsent") is True:
            records.log.pass_over("message: unsent")
        elif kind in {"Subscribe", "Unsubscribe"}:
            records.log.pass_over("message: notice of the program")
        elif kind == "Call" and (one.get("missed") is True or not one.get("call_duration")):
            records.log.pass_over("call: missed")
        elif _REACTED.fullmatch(repair(text(one.get("content")))):
            # The reaction itself stands at the message that it is to.
            records.log.pass_over("message: notice of a reaction")
        else:
            reactions = tuple(_reactions(one))
            yield Said(time, author, "call" if kind == "Call" else "message", reactions)


def _reactions(one: Mapping[str, Any]) -> Iterator[tuple[str, datetime | None]]:
    for reaction in objects(one.get("reactions")):
        person = name_in(reaction.get("actor"))
        if person and not _is_gone(person):
            yield person, from_seconds(reaction.get("timestamp"))


def infer_owner(threads: Mapping[str, Thread]) -> str | None:
    """Whose conversations they are, from two signs that follow from how they are written.

    A conversation of two is called after the other one; and the owner takes part in all.
    """
    others: Counter[str] = Counter()
    for thread in threads.values():
        if len(thread.people) == 2 and thread.title in thread.people:
            others.update(thread.people - {thread.title})
    most = [name for name, times in others.items() if times == max(others.values())]
    if len(most) == 1:
        return most[0]
    everybody = [thread.people for thread in threads.values()]
    everywhere = set.intersection(*everybody) if len(everybody) > 1 else set()
    return next(iter(everywhere)) if len(everywhere) == 1 else None


def called(threads: Mapping[str, Thread], ids: Mapping[str, str]) -> dict[str, Thread]:
    """The conversations with other ids for some who take part."""
    return {
        title: Thread(
            thread.title,
            {ids.get(one, one) for one in thread.people},
            [_said_as(one, ids) for one in thread.said],
        )
        for title, thread in threads.items()
    }


def _said_as(one: Said, ids: Mapping[str, str]) -> Said:
    reactions = tuple((ids.get(person, person), time) for person, time in one.reactions)
    return one._replace(author=ids.get(one.author, one.author), reactions=reactions)


def add_threads(threads: Mapping[str, Thread], records: Records) -> None:
    """Turn conversations into acts towards everybody else in them."""
    for context, thread in threads.items():
        for one in thread.said:
            others = thread.people - {one.author}
            if others:
                records.act(one.time, one.author, others, one.kind, context=context)
            else:
                records.log.pass_over(f"{one.kind}: to nobody who has a name, or to oneself")
            for person, time in one.reactions:
                records.act(time or one.time, person, [one.author], "reaction", context=context)
