"""Hacker News: who answered whom, from items of its API."""

import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._acts.records import Records
from weakties.importers._cells.moments import from_seconds
from weakties.importers._files.content import describe
from weakties.importers._files.json_text import members_with_objects, read_objects, text
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._steps import steps

__all__ = ["read_hacker_news"]

_HOW_TO_GET = (
    "The API (hacker-news.firebaseio.com/v0/item/1.json, one item each) or the table "
    "bigquery-public-data.hacker_news.full: save the items as JSON, a list or one on each line."
)

_LOOKED_AT = 50
_ANSWER = "comment"
_BEGIN = {"story", "poll", "job"}
#: Items that name whom they are by, or that say why they do not.
_TELLING = {"by", "deleted", "dead"}


def read_hacker_news(
    path: str | os.PathLike[str], *, progress: Progress | None = None
) -> Connections:
    r"""Read stories and comments of Hacker News.

    Parameters
    ----------
    path : path
        JSON with items in the form of the API (``id, type, by, time, parent``): a list, or an item on
        each line, or a folder or archive with several such files.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with files done, and with characters of one.

    Returns
    -------
    Connections
        ``people`` by the name of their account. ``events``: every story, poll, job and comment as a
        message, with the story as ``context`` and ``thread``; and every comment as a reply to the
        author of what it answers. Times are UTC. The view is ``"sample"``.

    Raises
    ------
    ReadError
        A file is missing, damaged or unsafe.
    UnknownFormatError
        There is no such item.
    NothingUsableError
        Nobody is named.

    Notes
    -----
    Texts are not looked at. Items that were deleted or killed, and answers to them or to what is not
    in the files, are counted in ``provenance.dropped``. Of a thread whose story is missing, the topmost
    comment that is there stands for it.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "items.json")
    >>> _ = file.write_text(
    ...     '{"by": "ana", "id": 1, "time": 1714557600, "type": "story"}\n'
    ...     '{"by": "ben", "id": 2, "parent": 1, "time": 1714557900, "type": "comment"}\n'
    ... )
    >>> read_hacker_news(file).events[["actor", "targets", "kind", "context"]]
      actor targets     kind  context
    0   ana      ()  message  story 1
    1   ben      ()  message  story 1
    2   ben  (ana,)    reply  story 1
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


class _Item(NamedTuple):
    """A story or comment."""

    author: str  #: empty if it is hidden
    parent: str
    time: datetime | None


def _read(source: Source, progress: Progress | None) -> Connections:
    members = members_with_objects(source.members, _is_item)
    if not members:
        message = f"{source.path} is {describe(source)}, no items of Hacker News. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    records = Records()
    records.log.warn_of_unread(source)
    found: dict[str, _Item] = {}
    for member in steps(members, "reading items", progress):
        for one in read_objects(member, records.log, progress):
            _take(one, found, member, records)
    for number, thread in _tops(found).items():
        if found[number].author:
            _add(found[number], thread, found, records)
    nobody = f"{source.path} names nobody. {_HOW_TO_GET}"
    return records.connections("hacker_news", view="sample", nobody=nobody)


def _take(
    one: Mapping[str, Any], found: dict[str, _Item], member: Member, records: Records
) -> None:
    """Keep an item; one that is hidden still leads from its answers to the story."""
    number, kind = text(one.get("id")), text(one.get("type"))
    if not number:
        records.log.refuse(member, None, "item without id")
        return
    if number in found:
        records.log.refuse(member, None, "item given again", number)
        return
    hidden = one.get("deleted") is True or one.get("dead") is True
    author = "" if hidden else text(one.get("by"))
    if kind not in {_ANSWER, *_BEGIN}:
        records.log.pass_over("item: neither story nor comment")
        return
    if not author:
        records.log.pass_over("item: deleted, killed or without an author")
    parent = text(one.get("parent")) if kind == _ANSWER else ""
    found[number] = _Item(author, parent, from_seconds(one.get("time")))


def _add(item: _Item, thread: str, found: Mapping[str, _Item], records: Records) -> None:
    where = {"context": f"story {thread}", "thread": thread}
    records.speak(item.time, item.author, **where)
    if not item.parent:
        return
    answered = found.get(item.parent)
    if answered is None or not answered.author:
        records.log.pass_over("reply: to what is not in the files, or to nobody")
    else:
        records.act(item.time, item.author, [answered.author], "reply", **where)


def _tops(found: Mapping[str, _Item]) -> dict[str, str]:
    """For each item the topmost above it, as a rule the story; of a circle the least in it."""
    tops: dict[str, str] = {}
    for number in found:
        above, path = number, dict[str, None]()
        while above not in tops:
            if above in path:
                way = list(path)
                tops[above] = min(way[way.index(above) :])
                break
            path[above] = None
            if found[above].parent not in found:
                tops[above] = above
                break
            above = found[above].parent
        tops.update(dict.fromkeys(path, tops[above]))
    return tops


def _is_item(one: Mapping[str, Any]) -> bool:
    known = text(one.get("type")) in {_ANSWER, *_BEGIN, "pollopt"}
    return known and {"id", "time"} <= one.keys() and bool(_TELLING & one.keys())


FORMATS.add(
    "hacker_news",
    Format(
        name="hacker_news",
        title="Hacker News items (JSON of its API)",
        gives=("events",),
        lasting_ids=r".+",
        read=_read,
        sniff=lambda source: float(
            bool(members_with_objects(source.members, _is_item, _LOOKED_AT))
        ),
        how_to_get=_HOW_TO_GET,
        usual_names=("items",),
    ),
)
