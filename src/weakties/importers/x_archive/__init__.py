"""X (Twitter) archives, of all eras: scripts that assign JSON to variables."""

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._acts.records import Bond, Records
from weakties.importers._files.content import describe
from weakties.importers._files.json_text import (
    JsonError,
    fields,
    objects,
    parse_json,
    read_document,
    text,
)
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._log import Log
from weakties.importers._steps import steps
from weakties.importers.x_archive._messages import add_conversation, owner_of_messages
from weakties.importers.x_archive._posts import (
    Account,
    Post,
    accounts_in,
    add_posts,
    is_table,
    read_post,
    rows_of_table,
)

__all__ = ["read_x_archive"]

_HOW_TO_GET = (
    "On X: Settings and privacy, Your account, Download an archive of your data; the link comes "
    "within a day or so. Give the zip as downloaded."
)

#: What the scripts hold, by the variables they assign to over the years.
_KINDS = {
    "account": "account",
    "tweet": "posts",
    "tweets": "posts",
    "community_tweet": "posts",
    "twitter_circle_tweet": "posts",
    "follower": "follower",
    "following": "following",
    "direct_message": "messages",
    "direct_messages": "messages",
    "direct_message_group": "messages",
    "direct_messages_group": "messages",
    "like": "likes",
}
_ASSIGNED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:window\.YTD\.(?P<name>\w+?)\.part\d+|(?P<posts>Grailbird\.data\.tweets)_\w+"
    rb"|(?P<account>window\.__THAR_CONFIG|var user_details))\s*="
)


def read_x_archive(
    path: str | os.PathLike[str], *, progress: Progress | None = None
) -> Connections:
    r"""Read an archive of X or Twitter: the zip, the unzipped folder, or one of its scripts.

    Parameters
    ----------
    path : path
        The zip as downloaded, or its folder, of any year: with ``data/tweets.js`` (since 2022),
        ``tweet.js`` (2018 to 2022) or ``data/js/tweets/2015_01.js`` and
        ``tweets.csv`` (before).
    progress : callable, optional
        Called as ``progress(what, done, total)`` with scripts done.

    Returns
    -------
    Connections
        With ``view="ego"``. ``people`` by the number of their account, or by ``@handle`` where no
        number is known; their label is the handle, if posts tell it. ``ties``: who follows the
        owner and whom the owner follows (``follow``; the archive has no dates). ``events``: the
        owner's replies, mentions, quotes and reposts, with the number of the post as their
        ``thread``, and direct messages of both sides. Times are UTC.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is nothing of X's.
    NothingUsableError
        It names nobody but the owner.

    Notes
    -----
    What others wrote in public is not in an archive, nor whose posts the owner liked: likes are
    counted in ``provenance.dropped``. Texts are looked through for the sign of a repost and dropped.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> _ = Path(folder.name, "account.js").write_text(
    ...     'window.YTD.account.part0 = [{"account": {"accountId": "111", "username": "ana"}}]'
    ... )
    >>> _ = Path(folder.name, "following.js").write_text(
    ...     'window.YTD.following.part0 = [{"following": {"accountId": "222"}}]'
    ... )
    >>> read_x_archive(folder.name).ties[["source", "target", "kind"]]
      source target    kind
    0    111    222  follow
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    members = _scripts(source)
    if not members:
        message = f"{source.path} is {describe(source)}, nothing of X's. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    records = Records()
    records.log.warn_of_unread(source)
    own = _read_owner(members, records)
    posts: dict[str, Post] = {}
    todo = [(kind, member) for kind, some in members.items() for member in some]
    for kind, member in steps(todo, "reading scripts", progress):
        for one in _entries(member, records.log):
            _add(kind, one, own.number, posts, records)
    kept = list(posts.values())
    owner = own.number
    add_posts(kept, accounts_in(kept, own, records), owner, records)
    nobody = f"{source.path} names nobody but the owner of the account. {_HOW_TO_GET}"
    return records.connections("x_archive", view="ego", owner=owner, nobody=nobody)


def _add(
    kind: str, one: Mapping[str, Any], owner: str, posts: dict[str, Post], records: Records
) -> None:
    """Take in one entry of a script."""
    if kind == "posts":
        post = read_post(fields(one.get("tweet")) or one)
        number = post.number or f"\0{len(posts)}"
        records.log.duplicates += number in posts
        posts[number] = post
    elif kind == "messages":
        add_conversation(one, records)
    elif kind == "likes":
        records.log.pass_over("like: whose post it was is not in the archive")
    else:
        person = text(fields(one.get(kind)).get("accountId"))
        if not person:
            records.log.pass_over(f"{kind}: account that is gone")
            return
        ends = (person, owner) if kind == "follower" else (owner, person)
        records.bond(Bond(*ends, "follow"))


def _read_owner(members: dict[str, list[Member]], records: Records) -> Account:
    """The owner's account, its number ``owner`` if nothing tells it; the scripts that do are done."""
    number = handle = ""
    for member in members.pop("account", []):
        found = _document(member, records.log)
        entries = list(objects(found if isinstance(found, list) else [found]))
        records.log.files[member.name] += len(entries)
        for one in entries:
            details = fields(one.get("account")) or fields(one.get("userInfo")) or one
            number = number or text(details.get("accountId")) or text(details.get("id"))
            names = (text(details.get(key)) for key in ("username", "userName", "screen_name"))
            handle = handle or next(filter(None, names), "")
    number = number or owner_of_messages(
        one for member in members.get("messages", ()) for one in objects(_document(member, Log()))
    )
    if not number:
        number, handle = _writer(members.get("posts", ()))
    if not number:
        records.log.warn("No script says whose archive it is.")
    owner = number or "owner"
    records.know(owner, f"@{handle}" if handle else "")
    return Account(owner, handle)


def _writer(members: Sequence[Member]) -> tuple[str, str]:
    """Number and handle of whoever wrote the posts, which archives before 2018 say in each of them."""
    # All posts of one archive are of one person; one script tells as much as all.
    for member in members[:1]:
        for post in () if is_table(member) else objects(_document(member, Log())):
            user = fields(post.get("user"))
            number = text(user.get("id_str")) or text(user.get("id"))
            if number:
                return number, text(user.get("screen_name"))
    return "", ""


def _scripts(source: Source) -> dict[str, list[Member]]:
    """The scripts that are read, by what they hold."""
    found: dict[str, list[Member]] = defaultdict(list)
    for member in source.members:
        if member is source.only or PurePosixPath(member.name).suffix.lower() == ".js":
            kind = _kind(member.head(256))
            if kind is not None:
                found[kind].append(member)
    if "posts" not in found:
        # Archives before 2018 hold the same posts as a table, too.
        found["posts"] = [one for one in source.members if is_table(one)][:1]
    return {kind: some for kind, some in found.items() if some}


def _kind(head: bytes) -> str | None:
    """What a script holds, from the variable that it assigns to."""
    assigned = _ASSIGNED.match(head)
    if assigned is None:
        return None
    if assigned["name"] is not None:
        return _KINDS.get(assigned["name"].decode("ascii", "ignore"))
    return "posts" if assigned["posts"] is not None else "account"


def _entries(member: Member, log: Log) -> Iterator[Mapping[str, Any]]:
    if is_table(member):
        yield from rows_of_table(member, log)
        return
    found = list(objects(_document(member, log)))
    log.files[member.name] += len(found)
    yield from found


def _document(member: Member, log: Log) -> Any:
    """What a script assigns, or None and a warning if it is damaged."""
    _, _, assigned = read_document(member, log).partition("=")
    try:
        return parse_json(assigned.strip().removesuffix(";"), member)
    except JsonError as error:
        log.warn(f"{member.name} {error.why}. It was left out.")
        log.files[member.name] += 0
        return None


def _sniff(source: Source) -> float:
    """How sure the source is an archive of X: some script begins as only theirs do."""
    return 1.0 if _scripts(source) else 0.0


FORMATS.add(
    "x_archive",
    Format(
        name="x_archive",
        title="X or Twitter archive (the zip, or the folder)",
        gives=("ties", "events"),
        lasting_ids=r"(?!owner$).+",
        read=_read,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
        usual_names=(
            "account",
            "manifest",
            "userdetails",
            "tweet",
            "tweets",
            "tweetspart",
            "follower",
            "following",
            "like",
            "directmessages",
            "directmessagesgroup",
        ),
    ),
)
