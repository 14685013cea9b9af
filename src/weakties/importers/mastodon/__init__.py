"""Mastodon: the archive of an account, and the lists of accounts that it exports as CSV."""

import csv
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import ReadError, UnknownFormatError
from weakties.importers._acts.records import Bond, Records, Stay
from weakties.importers._cells.moments import from_iso
from weakties.importers._files.content import describe
from weakties.importers._files.json_text import fields, items, objects, read_json_or_warn, text
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.tables import HEADER_LINES, Layout, find_header, read_table
from weakties.importers._files.text import read_lines
from weakties.importers._format import FORMATS, Format
from weakties.importers._steps import steps
from weakties.importers.mastodon._accounts import (
    Accounts,
    address_of,
    author_uri,
    host_of,
    is_somebody,
    mentions_in,
    note_of,
    owner_address,
)

__all__ = ["read_mastodon"]

_HOW_TO_GET = (
    "On your server: Preferences, Import and export, Data export: request the archive, and download "
    "the list of those you follow as CSV. Unpack the archive, and put the CSV beside its files."
)

_FOLLOWING = Layout(
    accepts=lambda columns: "accountaddress" in columns and "hidenotifications" not in columns,
    expects="Account address",
    longest=20,
    aliases={},
)


def read_mastodon(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read the archive of a Mastodon account, its CSV lists, or both in one folder.

    Parameters
    ----------
    path : path
        The archive (zip or tar.gz), ``following_accounts.csv``, or a folder that holds them, with
        ``lists.csv`` if you have it.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with files done.

    Returns
    -------
    Connections
        With ``view="ego"``. ``people`` by address (``@ana@some.example``) with their server as
        ``instance``; a URI where no address is known. ``ties``: whom the owner follows, without
        date. ``events``: the owner's replies, mentions, boosts and private mentions with their
        times, and favourites without; ``thread`` is the conversation. ``memberships``: the owner's
        lists. Times are UTC.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is nothing of Mastodon's.
    NothingUsableError
        It names nobody but the owner.

    Notes
    -----
    Mastodon exports neither followers nor what others wrote. Whose post a favourite is for is told
    by some addresses of posts only; the others are counted in ``provenance.dropped``.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "following_accounts.csv")
    >>> _ = file.write_text("Account address,Show boosts\nmia@o.example,true\n")
    >>> read_mastodon(file).people["instance"].to_dict()
    {'@mia@o.example': 'o.example', 'owner': None}
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    if not _sniff(source):
        message = f"{source.path} is {describe(source)}, nothing of Mastodon's. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    records = Records()
    records.log.warn_of_unread(source)
    files = _files(source)
    actor = fields(_load(files.get("actor.json"), records))
    outbox = list(items(fields(_load(files.get("outbox.json"), records)).get("orderedItems")))
    accounts = Accounts()
    # Without the profile, posts still say who wrote them.
    uri = text(actor.get("id")) or next(filter(None, map(author_uri, objects(outbox))), "")
    own = accounts.id_of(uri)
    owner = owner_address(actor) or (own if own.startswith("@") else "") or "owner"
    records.know(owner, text(actor.get("name")))
    if uri:
        accounts.known[uri] = owner
    tasks = ("outbox.json", "likes.json", "lists.csv", "following")
    for task in steps(tasks, "reading files", progress):
        if task == "following":
            _add_following(source, owner, records)
        elif task == "lists.csv":
            _add_lists(files.get(task), records)
        elif task == "outbox.json":
            _add_posts(outbox, owner, accounts, records)
        else:
            found = list(items(fields(_load(files.get(task), records)).get("orderedItems")))
            _add_likes(found, owner, accounts, records)
    for person in list(records.people):
        records.know(person, instance=host_of(person))
    nobody = f"{source.path} names nobody but the owner of the account. {_HOW_TO_GET}"
    return records.connections("mastodon", view="ego", owner=owner, nobody=nobody)


def _files(source: Source) -> dict[str, Member]:
    """The files of the one archive by their names."""
    found: dict[str, list[Member]] = defaultdict(list)
    for member in source.members:
        found[PurePosixPath(member.name).name].append(member)
    for name in ("actor.json", "outbox.json"):
        if len(found.get(name, ())) > 1:
            places = ", ".join(one.name for one in found[name][:3])
            message = f"{source.path} holds archives of several accounts ({places}). Give one."
            raise ReadError(message)
    return {name: members[0] for name, members in found.items()}


def _load(member: Member | None, records: Records) -> Any:
    if member is None:
        return None
    document = read_json_or_warn(member, records.log)
    records.log.files[member.name] += len(items(fields(document).get("orderedItems"))) or 1
    return document


def _add_posts(found: Iterable[Any], owner: str, accounts: Accounts, records: Records) -> None:
    activities = list(objects(list(found)))
    for activity in activities:
        accounts.learn(mentions_in(note_of(activity)))
    for activity in activities:
        kind = text(activity.get("type"))
        if kind == "Create":
            _add_note(activity, owner, accounts, records)
        elif kind == "Announce":
            _add_boost(activity, owner, accounts, records)
        else:
            records.log.pass_over("post: of a kind that is not known")


def _add_note(
    activity: Mapping[str, Any], owner: str, accounts: Accounts, records: Records
) -> None:
    note = note_of(activity)
    time = from_iso(activity.get("published")) or from_iso(note.get("published"))
    mentioned = {accounts.id_of(text(one.get("href"))) for one in mentions_in(note)} - {owner, ""}
    parent = text(note.get("inReplyTo"))
    thread = _thread(note, parent)
    audience = [*_addressed(activity, "to"), *_addressed(activity, "cc")]
    if audience and all(map(is_somebody, audience)):
        others = {accounts.id_of(uri) for uri in audience} | mentioned
        records.act(time, owner, others, "message", thread=thread)
        return
    answered = accounts.author_of(parent) if parent else ""
    if parent and not answered:
        records.log.pass_over("reply: whose post it answers is not told")
    if answered:
        records.act(time, owner, [answered], "reply", thread=thread)
    if mentioned - {answered}:
        records.act(time, owner, mentioned - {answered}, "mention", thread=thread)
    if not mentioned and not parent:
        records.log.pass_over("post: names nobody")


def _thread(note: Mapping[str, Any], parent: str) -> str | None:
    """The conversation; without one, what is answered, or the post itself."""
    names = (text(note.get(key)) for key in ("context", "conversation"))
    return next(filter(None, names), None) or parent or text(note.get("id")) or None


def _addressed(activity: Mapping[str, Any], key: str) -> Iterator[str]:
    """URIs that an activity is addressed to; a single one may stand without a list."""
    value = activity.get(key)
    return filter(None, map(text, [value] if isinstance(value, str) else items(value)))


def _add_boost(
    activity: Mapping[str, Any], owner: str, accounts: Accounts, records: Records
) -> None:
    named = [uri for uri in _addressed(activity, "cc") if is_somebody(uri)]
    status = text(activity.get("object")) or text(note_of(activity).get("id"))
    author = accounts.id_of(named[0]) if len(named) == 1 else accounts.author_of(status)
    if author:
        records.act(from_iso(activity.get("published")), owner, [author], "repost")
    else:
        records.log.pass_over("boost: whose post it was is not told")


def _add_likes(found: Iterable[Any], owner: str, accounts: Accounts, records: Records) -> None:
    for status in map(text, found):
        author = accounts.author_of(status)
        if author:
            records.act(None, owner, [author], "reaction")
        else:
            records.log.pass_over("favourite: whose post it was is not told")


def _add_following(source: Source, owner: str, records: Records) -> None:
    for member in source.members:
        if not _is_following(member):
            continue
        for row in read_table(member, _FOLLOWING, records.log):
            if person := address_of(row.fields["accountaddress"]):
                records.bond(Bond(owner, person, "follow"))
            else:
                records.log.refuse(member, row.line, "following: no address of an account")


def _add_lists(member: Member | None, records: Records) -> None:
    """Lists have no header: a row the title of a list and an account."""
    if member is None:
        return
    for number, line in read_lines(member, records.log, "lists", None):
        title, address = _cells(line)
        person = address_of(address)
        if person and title:
            records.log.files[member.name] += 1
            records.stay(Stay(person, title, "list"))
        elif line.strip():
            records.log.refuse(member, number, "list: no address of an account")


def _cells(line: str) -> tuple[str, str]:
    """The first two cells of a line, empty where it has none or cannot be taken apart."""
    try:
        cells = next(csv.reader([line]), [])
    except csv.Error:
        cells = []
    return (cells[0], cells[1]) if len(cells) > 1 else ("", "")


def _is_following(member: Member) -> bool:
    if PurePosixPath(member.name).suffix.lower() not in {".csv", ".txt", ""}:
        return False
    header = find_header(member.head_lines(HEADER_LINES), _FOLLOWING.accepts, _FOLLOWING.aliases)
    return header is not None


def _sniff(source: Source) -> float:
    """How sure the source is Mastodon's: by the heads of its documents, or the header of a list."""
    for member in source.members:
        if PurePosixPath(member.name).name in {"actor.json", "outbox.json"}:
            head = member.head()
            if b"outbox.json" in head and b"activitystreams" in head:
                return 1.0
    few = source.members[:50]
    return 1.0 if any(map(_is_following, few)) else 0.0


FORMATS.add(
    "mastodon",
    Format(
        name="mastodon",
        title="Mastodon archive (zip or tar.gz), or the CSV of whom you follow",
        gives=("ties", "events", "memberships"),
        lasting_ids=r"@.+@.+",
        read=_read,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
        usual_names=("actor", "outbox", "likes", "lists", "followingaccounts"),
    ),
)
