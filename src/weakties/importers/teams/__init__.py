"""Microsoft Teams, where its form is documented: messages from Graph, and personal accounts."""

import os
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from weakties._typing import Progress, View
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._acts.records import Records
from weakties.importers._files.content import describe
from weakties.importers._files.json_text import (
    fields,
    read_json,
    read_json_lines,
    read_json_or_warn,
)
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._steps import steps
from weakties.importers.teams._graph import Message, add_messages, messages_in, topics_in
from weakties.importers.teams._personal import add_conversations, is_personal

__all__ = ["read_teams"]

_HOW_TO_GET = (
    "Work accounts have no export of chats; programs and administrators get messages from Microsoft "
    "Graph as JSON. Personal accounts: teams.live.com/dataexport, the tar as downloaded."
)

_LOOKED_AT = 50


def read_teams(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read messages of Teams from Microsoft Graph, or the export of a personal account.

    Parameters
    ----------
    path : path
        JSON from Graph (a page with ``value``, a list, an object on each line, or a folder or zip of
        these), or the tar or ``messages.json`` of a personal account.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with files done.

    Returns
    -------
    Connections
        ``people`` by their ids. ``events``: messages (to the other where only two write, to nobody
        by name in channels and groups; to all members in a personal account), answers, mentions
        and reactions, with the chat or channel as ``context`` and the thread of a channel. Times
        are UTC. From Graph the view is ``"one_chat"`` or ``"sample"``; a personal account has its
        owner and ``view="ego"``.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is nothing of Teams'.
    NothingUsableError
        It names nobody.

    Notes
    -----
    Texts are not looked at. The same message from two mailboxes counts once.

    Examples
    --------
    >>> import json, tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> def said(number, who, **more):
    ...     user = {"user": {"id": who, "displayName": who.title()}}
    ...     return {
    ...         "id": number,
    ...         "messageType": "message",
    ...         "from": user,
    ...         "chatId": "19:x",
    ...         "createdDateTime": "2024-03-04T11:20:34Z",
    ...         **more,
    ...     }
    >>> file = Path(folder.name, "page.json")
    >>> _ = file.write_text(json.dumps({"value": [said("1", "ana"), said("2", "ben")]}))
    >>> read_teams(file).events[["actor", "targets"]]
      actor targets
    0   ana  (ben,)
    1   ben  (ana,)
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    members = _documents(source)
    if not members:
        message = f"{source.path} is {describe(source)}, nothing of Teams'. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    records = Records()
    records.log.warn_of_unread(source)
    messages: list[Message] = []
    topics: dict[str, str] = {}
    owner: str | None = None
    for member in steps(members, "reading messages", progress):
        document = _load(member, records, alone=len(members) == 1)
        if is_personal(document):
            owner = add_conversations(fields(document), records) or None
        else:
            messages += messages_in(document)
            topics.update(topics_in(document))
    add_messages(messages, topics, records)
    view: View = "one_chat" if len({one.context for one in messages}) == 1 else "sample"
    nobody = f"{source.path} comes from Teams, but names nobody. {_HOW_TO_GET}"
    return records.connections(
        "teams", view=view if owner is None else "ego", owner=owner, nobody=nobody
    )


def _load(member: Member, records: Records, *, alone: bool) -> Any:
    """A document, or the objects of one with a message on each line."""
    lines = member.head_lines(2)
    if len(lines) == 2 and all(line.startswith("{") and line.endswith("}") for line in lines):
        return list(read_json_lines(member, records.log))
    records.log.files[member.name] += 1
    return (read_json if alone else read_json_or_warn)(member, records.log)


def _documents(source: Source, most: int | None = None) -> list[Member]:
    """Documents that begin as such messages do, among the first so many."""
    named = list(_candidates(source))
    return [one for one in named[:most] if _is_teams(one)]


def _candidates(source: Source) -> Iterator[Member]:
    for member in source.members:
        suffix = PurePosixPath(member.name).suffix.lower()
        if member is source.only or suffix in {".json", ".jsonl", ".ndjson"}:
            yield member


def _is_teams(member: Member) -> bool:
    head = member.head()
    if not head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"[")):
        return False
    from_graph = b'"createdDateTime"' in head and b'"from"' in head
    told = b'"chatId"' in head or b'"channelIdentity"' in head or b"/messages" in head[:2000]
    personal = b'"conversations"' in head and b'"userId"' in head and b'"exportDate"' in head
    return (from_graph and told) or personal or b'"chatType"' in head


def _sniff(source: Source) -> float:
    """How sure the source is Teams': by what stands near the top of its documents."""
    return 1.0 if _documents(source, _LOOKED_AT) else 0.0


FORMATS.add(
    "teams",
    Format(
        name="teams",
        title="Microsoft Teams (JSON from Graph, or the export of a personal account)",
        gives=("events",),
        lasting_ids=r"[0-9a-fA-F-]{36}",
        read=_read,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
    ),
)
