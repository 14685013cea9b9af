"""Exports of Telegram Desktop: everything of one person, or single chats, as JSON."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from weakties._typing import Progress, View
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._acts.records import Bond, Records
from weakties.importers._cells.moments import from_iso, from_seconds
from weakties.importers._cells.titles import unique_titles
from weakties.importers._files.content import describe
from weakties.importers._files.json_text import fields, objects, read_json, read_json_or_warn, text
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._steps import steps
from weakties.importers.telegram._chats import (
    TYPES,
    Chat,
    add_chat,
    person_of,
    read_chat,
)

__all__ = ["read_telegram"]

_HOW_TO_GET = (
    "In Telegram Desktop: Settings, Advanced, Export Telegram data (or in a chat: Export chat "
    "history); choose Machine-readable JSON. Give result.json or its folder."
)

_LOOKED_AT = 50
#: What stands near the top of such a document and of no other.
_SIGNS = re.compile(
    rb'"date_unixtime"|"from_id"\s*:\s*"user|"personal_information"\s*:\s*\{\s*"user_id"|"type"\s*:\s*"(?:'
    + "|".join(sorted(TYPES)).encode()
    + rb')"'
)


def read_telegram(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read an export of Telegram Desktop: ``result.json``, its folder, or a zip of it.

    Parameters
    ----------
    path : path
        ``result.json`` with everything of one person or with a single chat, or a folder or zip that
        holds one or several, renamed or not.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with chats done.

    Returns
    -------
    Connections
        ``people`` by Telegram's ids. ``events``: messages (to the other in a chat of two, to nobody
        by name in a group), answers, mentions by number, and those reactions that the export lists.
        ``context`` is the chat. ``ties``: the owner's contacts. Times are UTC. The view is
        ``"ego"`` with the owner named in the export; ``"one_chat"`` for a single chat, ``"sample"``
        for several.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is no such export, or one as HTML.
    NothingUsableError
        It names nobody.

    Notes
    -----
    Texts are looked through for mentions and dropped; telephone numbers are not read. Channels
    (broadcasts), chats with bots and with oneself are counted in ``provenance.dropped``, and so are
    mentions of handles, which the export explains for the owner alone.

    Examples
    --------
    >>> import json, tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> said = [
    ...     {
    ...         "id": 1,
    ...         "type": "message",
    ...         "date_unixtime": "1763111564",
    ...         "from": "Ana",
    ...         "from_id": "user1",
    ...     },
    ...     {
    ...         "id": 2,
    ...         "type": "message",
    ...         "date_unixtime": "1763111570",
    ...         "from": "Ben",
    ...         "from_id": "user2",
    ...         "reply_to_message_id": 1,
    ...     },
    ... ]
    >>> file = Path(folder.name, "result.json")
    >>> _ = file.write_text(
    ...     json.dumps({"name": "Club", "type": "private_group", "id": 7, "messages": said})
    ... )
    >>> read_telegram(file).events[["actor", "targets", "kind"]]
       actor   targets     kind
    0  user1        ()  message
    1  user2        ()  message
    2  user2  (user1,)    reply
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    members = _documents(source)
    if not members:
        message = f"{source.path} is {describe(source)}, no export of Telegram. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    records = Records()
    records.log.warn_of_unread(source)
    load = read_json if len(members) == 1 else read_json_or_warn
    documents = [fields(load(member, records.log)) for member in members]
    owner, handle = _read_owner(documents, records)
    chats = _read_chats(members, documents, records)
    titles = unique_titles({chat.number: chat.name for chat in chats})
    for chat in steps(chats, "reading chats", progress):
        add_chat(chat, titles[chat.number], records, owner=owner, handle=handle)
    nobody = f"{source.path} is an export of Telegram, but names nobody. {_HOW_TO_GET}"
    return records.connections("telegram", view=_view(chats, owner), owner=owner, nobody=nobody)


def _read_chats(
    members: Sequence[Member], documents: Sequence[Mapping[str, Any]], records: Records
) -> list[Chat]:
    """Every chat once, though several exports may hold it."""
    chats: dict[tuple[str, str], Chat] = {}
    for member, document in zip(members, documents, strict=True):
        for one in _chats_in(document):
            chat = read_chat(one, records)
            records.log.files[member.name] += len(chat.messages)
            key = (chat.kind, chat.number)
            before = chats.get(key, chat).messages
            if before is not chat.messages:
                records.log.duplicates += len(before.keys() & chat.messages.keys())
            chats[key] = chat._replace(messages={**before, **chat.messages})
    return list(chats.values())


def _view(chats: Sequence[Chat], owner: str | None) -> View:
    if owner is not None:
        return "ego"
    return "one_chat" if len(chats) == 1 else "sample"


def _chats_in(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """All chats of a document, which may be a single one itself."""
    if "messages" in document:
        return [document]
    parts = (fields(document.get(name)).get("list") for name in ("chats", "left_chats"))
    return [chat for part in parts for chat in objects(part)]


def _read_owner(documents: Sequence[Mapping[str, Any]], records: Records) -> tuple[str | None, str]:
    """The owner's id and handle, and their contacts as ties; neither for single chats."""
    for document in documents:
        about = fields(document.get("personal_information"))
        owner = person_of(about.get("user_id"))
        if not owner:
            continue
        records.know(owner, _full_name(about))
        for one in objects(fields(document.get("contacts")).get("list")):
            person = person_of(one.get("user_id"))
            if not person or person == "user0":
                records.log.pass_over("contact: without an account")
                continue
            records.know(person, _full_name(one))
            start = from_seconds(one.get("date_unixtime")) or from_iso(one.get("date"))
            records.bond(Bond(owner, person, "contact", start))
        return owner, text(about.get("username"))
    return None, ""


def _full_name(one: Mapping[str, Any]) -> str:
    return f"{text(one.get('first_name'))} {text(one.get('last_name'))}".strip()


def _documents(source: Source, most: int | None = None) -> list[Member]:
    """The exports, among so many documents of other names."""
    members = [source.only] if source.only is not None else source.members
    candidates = [
        one
        for one in members
        if one is source.only or PurePosixPath(one.name).name == "result.json"
    ]
    # All chats are exported under one name; to put several into one folder, people change it.
    renamed = [one for one in members if one.name.lower().endswith(".json")]
    return [one for one in candidates or renamed[:most] if _is_export(one)]


def _is_export(member: Member) -> bool:
    head = member.head()
    return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") and bool(_SIGNS.search(head))


def _sniff(source: Source) -> float:
    """How sure the source is an export of Telegram: by what stands near the top of its document."""
    return 1.0 if _documents(source, _LOOKED_AT) else 0.0


def _explain(source: Source) -> str | None:
    """What to do with an export as pages."""
    names = {PurePosixPath(member.name).name for member in source.members}
    if names & {"messages.html", "export_results.html"}:
        return f"{source.path} is an export of Telegram as HTML, which is not read. {_HOW_TO_GET}"
    return None


FORMATS.add(
    "telegram",
    Format(
        name="telegram",
        title="Telegram export (result.json of Telegram Desktop, or its folder)",
        gives=("ties", "events"),
        lasting_ids=r"user\d+",
        read=_read,
        sniff=_sniff,
        explain=_explain,
        how_to_get=_HOW_TO_GET,
        usual_names=("result",),
    ),
)
