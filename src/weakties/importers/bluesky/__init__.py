"""Bluesky: the repository of an account, as its export or anybody's copy of it."""

import os
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from weakties._typing import Progress, View
from weakties.connections import Connections
from weakties.errors import ReadError, UnknownFormatError
from weakties.importers._acts.records import Bond, Records
from weakties.importers._cells.moments import from_iso
from weakties.importers._files.content import describe
from weakties.importers._files.json_text import fields, objects, text
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._steps import steps
from weakties.importers.bluesky._car import is_car, read_blocks

__all__ = ["read_bluesky"]

_HOW_TO_GET = (
    "In Bluesky: Settings, Account, Export my data, Download profile data (repo.car). Repositories "
    "of several accounts in one folder make one network."
)

_LARGEST = 1 << 30
_ACCOUNT = re.compile(r"at://(did:[a-z]+:[^/\s]+)(?:/|$)")
_DID = re.compile(r"did:[a-z]+:\S+")


def read_bluesky(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read the repository of a Bluesky account (``repo.car``), or of several.

    Parameters
    ----------
    path : path
        A CAR file, or a folder or zip with several.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with repositories done.

    Returns
    -------
    Connections
        ``people`` by DID; their label is the handle by which posts mention them, or the account's
        own name. ``ties``: whom an account follows, since when. ``events``: replies, mentions,
        quotes, reposts and likes with their times; ``thread`` is the post that began the
        conversation. Of one repository the account is the owner and ``view="ego"``; several are a
        ``"sample"`` without owner. Times are UTC, as the program that posted said.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is no repository of Bluesky.
    NothingUsableError
        It names nobody but the account.

    Notes
    -----
    A repository holds what its account wrote, and nothing of what others wrote to it. Texts are
    looked through for the handles of those they mention and dropped. Records of other programs,
    lists and blocks are counted in ``provenance.dropped``. Cost: one pass, in memory.
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    members = [member for member in source.members if is_car(member.head(128))]
    if not members:
        message = f"{source.path} is {describe(source)}, no repository of Bluesky. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    records = Records()
    records.log.warn_of_unread(source)
    accounts = [
        _add_repository(one, records) for one in steps(members, "reading records", progress)
    ]
    owner = accounts[0] if len(set(accounts)) == 1 else None
    view: View = "ego" if owner is not None else "sample"
    nobody = f"{source.path} names nobody but the account. {_HOW_TO_GET}"
    return records.connections("bluesky", view=view, owner=owner, nobody=nobody)


def _add_repository(member: Member, records: Records) -> str:
    """Everything that one account wrote; also the account's id."""
    with member.open() as stream:
        content = stream.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        message = f"{member.where} is over {_LARGEST // 2**20:,} MB, as no repository is."
        raise ReadError(message)
    blocks = [fields(block) for block in read_blocks(content, member.where)]
    roots = (text(one.get("did")) for one in blocks if "data" in one and "rev" in one)
    account = next(filter(None, roots), "")
    if not account:
        message = f"{member.where} does not say whose repository it is. Export it again."
        raise ReadError(message)
    records.hear_of(account)
    written = [one for one in blocks if "$type" in one]
    records.log.files[member.name] += len(written)
    follows: dict[str, datetime | None] = {}
    for one in written:
        _add_record(one, account, follows, records)
    for person, start in follows.items():
        records.bond(Bond(account, person, "follow", start))
    return account


def _add_record(
    one: Mapping[str, Any], account: str, follows: dict[str, datetime | None], records: Records
) -> None:
    kind = text(one.get("$type"))
    time = from_iso(one.get("createdAt"))
    if kind == "app.bsky.feed.post":
        _add_post(one, account, time, records)
    elif kind in {"app.bsky.feed.like", "app.bsky.feed.repost"}:
        act = "reaction" if kind.endswith("like") else "repost"
        author = _author(fields(one.get("subject")).get("uri"))
        _act(records, time, account, {author} - {""}, act, None)
    elif kind == "app.bsky.graph.follow":
        person = text(one.get("subject"))
        if not _DID.fullmatch(person):
            records.log.pass_over("follow: of nobody")
        elif person in follows:
            records.log.duplicates += 1
            follows[person] = min(filter(None, (follows[person], time)), default=None)
        else:
            follows[person] = time
    elif kind == "app.bsky.actor.profile":
        records.know(account, text(one.get("displayName")))
    else:
        records.log.pass_over(_left_out(kind))


def _left_out(kind: str) -> str:
    if kind.startswith("app.bsky."):
        return f"record: {kind.removeprefix('app.bsky.')}"
    return "record: of another program"


def _add_post(
    one: Mapping[str, Any], account: str, time: datetime | None, records: Records
) -> None:
    reply = fields(one.get("reply"))
    answered = {_author(fields(reply.get("parent")).get("uri"))} - {""}
    thread = text(fields(reply.get("root")).get("uri")) or None
    embedded = fields(fields(one.get("embed")).get("record"))
    quoted = {_author(embedded.get("uri")), _author(fields(embedded.get("record")).get("uri"))}
    quoted = quoted - answered - {""}
    mentioned = set()
    for person, handle in _mentions(one):
        records.hear_of(person, handle)
        mentioned.add(person)
    mentioned -= answered | quoted
    _act(records, time, account, answered, "reply", thread)
    _act(records, time, account, quoted, "quote", thread)
    _act(records, time, account, mentioned, "mention", thread)
    if not answered | quoted | mentioned:
        records.log.pass_over("post: names nobody")


def _act(
    records: Records,
    time: datetime | None,
    actor: str,
    targets: set[str],
    kind: str,
    thread: str | None,
) -> None:
    if targets:
        records.act(time, actor, targets, kind, thread=thread)


def _author(uri: Any) -> str:
    """The account that an address of a record begins with."""
    found = _ACCOUNT.match(text(uri))
    return found[1] if found else ""


def _mentions(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Accounts mentioned, each with the handle that stands in the text; places count in bytes."""
    said = one.get("text")
    written = said.encode("utf-8", "replace") if isinstance(said, str) else b""
    for facet in objects(one.get("facets")):
        place = fields(facet.get("index"))
        start, end = place.get("byteStart"), place.get("byteEnd")
        known = isinstance(start, int) and isinstance(end, int)
        handle = written[start:end].decode("utf-8", "ignore") if known else ""
        for feature in objects(facet.get("features")):
            person = text(feature.get("did"))
            if text(feature.get("$type")).endswith("#mention") and _DID.fullmatch(person):
                yield person, handle if handle.startswith("@") else ""


def _sniff(source: Source) -> float:
    """How sure the source is a repository, or several: by their first bytes."""
    return 1.0 if any(is_car(member.head(128)) for member in source.members[:50]) else 0.0


FORMATS.add(
    "bluesky",
    Format(
        name="bluesky",
        title="Bluesky repository (repo.car; several in a folder)",
        gives=("ties", "events"),
        lasting_ids=r"did:.+",
        read=_read,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
    ),
)
