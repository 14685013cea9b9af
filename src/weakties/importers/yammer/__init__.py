"""Yammer (Viva Engage): the export of a network, a table for each kind of record."""

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath

from weakties._columns import plain_name
from weakties._typing import Progress, View
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._acts.records import Records
from weakties.importers._cells.labels import label_of
from weakties.importers._cells.moments import from_iso, from_pattern
from weakties.importers._files.content import describe
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.tables import (
    HEADER_LINES,
    Layout,
    Place,
    Row,
    find_header,
    read_table,
)
from weakties.importers._format import FORMATS, Format
from weakties.importers._steps import steps

__all__ = ["read_yammer"]

_HOW_TO_GET = (
    "In the admin centre of Viva Engage: Export network data, with Users, Groups and Messages. Give "
    "the zip as downloaded."
)

_LAYOUTS = {
    "users": Layout(
        accepts={"id", "name"}.issubset, expects="id and name", longest=200, aliases={}
    ),
    "groups": Layout(
        accepts={"id", "name"}.issubset, expects="id and name", longest=500, aliases={}
    ),
    "messages": Layout(
        accepts={"id", "threadid", "senderid"}.issubset,
        expects="id, thread_id and sender_id",
        longest=20_000,
        aliases={},
    ),
}
_MENTION = re.compile(r"\[\[user:(\d+)\]\]")
_PARTICIPANT = re.compile(r"user:(\d+)")
_NOTHING = {"", "null", "none", "\\n"}


def read_yammer(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read the network export of Yammer (Viva Engage): the zip, or its folder.

    Parameters
    ----------
    path : path
        The zip as downloaded, or the folder it unzips to, with ``Messages.csv`` and, if they are
        there, ``Users.csv`` and ``Groups.csv``; folders of external networks are read with them.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with tables of messages done.

    Returns
    -------
    Connections
        ``people`` by Yammer's ids, with ``position``, ``department`` and ``location``. ``events``:
        every message in its group (``context``) and ``thread``, answers to the author of what they
        answer, mentions, and private messages to those who take part. Times are UTC. The view is
        ``"whole"`` if private messages are in the export, else ``"sample"``.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is no export of Yammer.
    NothingUsableError
        It names nobody.

    Notes
    -----
    Texts are looked through for mentions and dropped. Of a message that was changed the export
    holds every version; it counts once. Deleted messages and notices are counted in
    ``provenance.dropped``.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> _ = Path(folder.name, "Messages.csv").write_text(
    ...     "id,thread_id,replied_to_id,sender_id,body,created_at\n"
    ...     "900,900,,34,Hello,2024-03-04T11:00:00Z\n"
    ...     "901,900,900,12,Thanks,2024-03-04T11:20:34Z\n"
    ... )
    >>> read_yammer(folder.name).events[["actor", "targets", "kind", "thread"]]
      actor targets     kind thread
    0    34      ()  message    900
    1    12      ()  message    900
    2    12   (34,)    reply    900
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    tables = _find_tables(source)
    if not _sniff(source):
        message = f"{source.path} is {describe(source)}, no export of Yammer. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    records = Records()
    records.log.warn_of_unread(source)
    _add_users(tables.get("users", ()), records)
    groups = {
        row.fields["id"]: label_of(row.fields["name"])
        for member in tables.get("groups", ())
        for row in read_table(member, _LAYOUTS["groups"], records.log)
    }
    latest: dict[str, tuple[Place, Row]] = {}
    for member in steps(tables["messages"], "reading messages", progress):
        for row in read_table(member, _LAYOUTS["messages"], records.log):
            known = latest.get(row.fields["id"])
            records.log.duplicates += known is not None
            if known is None or _version(row) > _version(known[1]):
                latest[row.fields["id"]] = (Place(member, row.line), row)
    authors = {number: row.fields["senderid"] for number, (_, row) in latest.items()}
    private = [_add_message(row, place, authors, groups, records) for place, row in latest.values()]
    nobody = f"{source.path} is an export of Yammer, but names nobody. {_HOW_TO_GET}"
    view: View = "whole" if any(private) else "sample"
    return records.connections("yammer", view=view, nobody=nobody)


def _version(row: Row) -> tuple[bool, list[tuple[str, str]]]:
    """What tells the versions of a message apart, whatever order they come in: deleted is last."""
    deleted = row.fields.get("deletedat", "").lower() not in _NOTHING
    return deleted, sorted(row.fields.items())


def _add_users(members: Sequence[Member], records: Records) -> None:
    for member in members:
        for row in read_table(member, _LAYOUTS["users"], records.log):
            cells = row.fields
            if not cells["id"]:
                records.log.refuse(member, row.line, "user: without id")
                continue
            records.know(
                cells["id"],
                cells["name"],
                position=cells.get("jobtitle"),
                department=cells.get("department"),
                location=cells.get("location"),
            )


def _add_message(
    row: Row,
    place: Place,
    authors: Mapping[str, str],
    groups: Mapping[str, str],
    records: Records,
) -> bool:
    """Turn a message into acts; whether it was a private one."""
    cells = {key: "" if value.lower() in _NOTHING else value for key, value in row.fields.items()}
    author, time = cells["senderid"], _time(cells.get("createdat"))
    is_private = cells.get("inprivateconversation", "").lower() == "true"
    thread, group = cells["threadid"] or None, cells.get("groupid", "")
    if not author:
        records.log.refuse(*place, "message: without sender")
    elif cells.get("deletedat"):
        records.log.pass_over("message: deleted")
    elif cells.get("messagetype", "").lower() == "system":
        records.log.pass_over("message: notice of the program")
    elif is_private:
        others = {*_PARTICIPANT.findall(cells.get("participants", ""))} - {author}
        context = f"private {cells['threadid']}"
        if others:
            records.act(time, author, others, "message", context=context)
        else:
            records.log.pass_over("message: to people who are not told, or to oneself")
    else:
        context = groups.get(group) or (f"group {group}" if group else "all company")
        records.speak(time, author, context=context, thread=thread)
        answered = _answered(cells, authors, records)
        mentioned = {*_MENTION.findall(cells.get("body", ""))} - {answered}
        for kind, targets in (("reply", {answered} - {""}), ("mention", mentioned)):
            if targets:
                records.act(time, author, targets, kind, context=context, thread=thread)
    return is_private


def _time(written: str | None) -> datetime | None:
    """A time as the export writes it, or as Yammer's programs do."""
    return from_iso(written) or from_pattern(written, "%Y/%m/%d %H:%M:%S %z")


def _answered(cells: Mapping[str, str], authors: Mapping[str, str], records: Records) -> str:
    parent = cells.get("repliedtoid", "")
    if parent and parent not in authors:
        records.log.pass_over("reply: to a message that is not in the export")
    return authors.get(parent, "") if parent else ""


def _find_tables(source: Source) -> dict[str, list[Member]]:
    """The tables that are read, by name, those of external networks among them."""
    found: dict[str, list[Member]] = defaultdict(list)
    for member in source.members:
        path = PurePosixPath(member.name)
        name = plain_name(path.stem)
        if path.suffix.lower() == ".csv" and name in _LAYOUTS:
            found[name].append(member)
    return found


def _heads(members: Sequence[Member]) -> Iterator[frozenset[str]]:
    for member in members:
        lines, layout = member.head_lines(HEADER_LINES), _LAYOUTS["messages"]
        if header := find_header(lines, layout.accepts, layout.aliases):
            yield frozenset(header.columns)


def _sniff(source: Source) -> float:
    """How sure the source is an export of Yammer: by the header of its table of messages."""
    members = _find_tables(source).get("messages", [])
    return 1.0 if any("createdat" in columns for columns in _heads(members[:20])) else 0.0


FORMATS.add(
    "yammer",
    Format(
        name="yammer",
        title="Yammer or Viva Engage network export (the zip, or the folder)",
        gives=("events",),
        lasting_ids=r"\d+",
        read=_read,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
        usual_names=("users", "groups", "messages"),
    ),
)
