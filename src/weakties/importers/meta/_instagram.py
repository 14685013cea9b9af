"""Instagram, with Threads: who follows whom by account, likes, and messages by name."""

import os
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._acts.records import Bond, Records
from weakties.importers._cells.moments import from_seconds
from weakties.importers._files.content import describe
from weakties.importers._files.json_text import fields, objects, read_json_or_warn
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers.meta._facebook import HOW_TO_GET
from weakties.importers.meta._instagram_2018 import account_of, add_old, old_account, old_members
from weakties.importers.meta._repair import name_in
from weakties.importers.meta._threads import (
    add_threads,
    called,
    infer_owner,
    read_threads,
    thread_members,
)

_LISTS = re.compile(r"(?:^|/)(?:followers_and_following|threads|likes|comments)/[^/]+\.json$")
_ALONE = re.compile(r"(?:followers(?:_\d+)?|following|liked_posts|liked_comments)\.json")
#: Comments on posts, whose authors stand under a name in the language of the export.
_COMMENTS = re.compile(r"(?:post|reels)_comments(?:_\d+)?")
_FOLLOWERS = re.compile(r"followers(?:_\d+)?")
_PATHS = re.compile(r"(?:^|/)(?:your_instagram_activity|followers_and_following)/")
_ENDS = {
    "relationships_followers": "follower",
    "text_post_app_text_post_app_followers": "follower",
    "relationships_following": "following",
    "text_post_app_text_post_app_following": "following",
    "likes_media_likes": "like",
    "likes_comment_likes": "like",
    "text_post_app_media_likes": "like",
}


def read_instagram(
    path: str | os.PathLike[str], *, progress: Progress | None = None
) -> Connections:
    r"""Read what Instagram gives of one account, Threads included, as JSON.

    Parameters
    ----------
    path : path
        The zip, the folder into which all its parts were unzipped, or one of its lists
        (``following.json``, ``followers_1.json``), since 2021; or, until 2020, with
        ``connections.json``, in which everybody goes by account.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with files of conversations done.

    Returns
    -------
    Connections
        With ``view="ego"``. ``people``: accounts as ``@account`` in lists, names as they are in
        messages; the export does not say which name belongs to which account, so that somebody
        may be there twice. ``ties``: who follows whom, since when. ``events``: messages and calls to
        everybody else in the conversation, reactions, likes, and comments as replies. Times are
        UTC. The owner is the account in ``personal_information.json`` or ``profile.json``, else who
        the conversations of two are with, else who takes part in all.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is nothing of Instagram's, or HTML.
    NothingUsableError
        It names nobody but the owner.

    Notes
    -----
    Names that the export has spoilt (every byte of UTF-8 as a character) are repaired. Texts are
    dropped.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "following.json")
    >>> _ = file.write_text(
    ...     '{"relationships_following": [{"title": "pine_m", "string_list_data": '
    ...     '[{"href": "https://www.instagram.com/pine_m", "timestamp": 1700000000}]}]}'
    ... )
    >>> read_instagram(file).ties[["source", "target", "kind"]]
      source   target    kind
    0  owner  @pine_m  follow
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    if not _sniff(source):
        message = f"{source.path} is {describe(source)}, nothing of Instagram's. {HOW_TO_GET}"
        raise UnknownFormatError(message)
    records = Records()
    records.log.warn_of_unread(source)
    threads = read_threads(thread_members(source), records, progress)
    account, name = _own_account(source, records)
    name = name or infer_owner(threads) or ""
    owner = account or name or "owner"
    records.hear_of(owner, name)
    lists = _lists(source)
    for member in lists:
        _add_list(member, owner, records)
    add_old(old_members(source), owner, records)
    add_threads(called(threads, {name: owner}), records)
    if lists and threads:
        records.log.warn(
            "Lists name accounts and messages name people, and the export does not say which is "
            "whose: somebody you follow and write to is there twice."
        )
    nobody = f"{source.path} names nobody but the owner of the account. {HOW_TO_GET}"
    return records.connections("instagram", view="ego", owner=owner, nobody=nobody)


def _own_account(source: Source, records: Records) -> tuple[str, str]:
    """The owner's account and name, as far as the export says them in English or in its old form."""
    for member in source.members:
        if PurePosixPath(member.name).name == "personal_information.json":
            document = fields(read_json_or_warn(member, records.log))
            for profile in objects(document.get("profile_user")):
                said = fields(profile.get("string_map_data"))
                records.log.files[member.name] += 1
                name = name_in(fields(said.get("Name")).get("value"))
                return account_of(fields(said.get("Username")).get("value")), name
    return (old_account(source, records), "") if old_members(source) else ("", "")


def _lists(source: Source) -> list[Member]:
    return [
        one
        for one in source.members
        if _LISTS.search(one.name) or _ALONE.fullmatch(PurePosixPath(one.name).name)
    ]


def _add_list(member: Member, owner: str, records: Records) -> None:
    """Followers, followed and liked accounts of one file."""
    document = read_json_or_warn(member, records.log)
    if isinstance(document, list) and _FOLLOWERS.fullmatch(PurePosixPath(member.name).stem):
        document = {"relationships_followers": document}
    if _COMMENTS.fullmatch(PurePosixPath(member.name).stem):
        rows = document if isinstance(document, list) else next(iter(fields(document).values()), ())
        _add_comments(rows, member, owner, records)
        return
    for key, rows in fields(document).items():
        kind = _ENDS.get(key)
        if kind is None:
            continue
        for row in objects(rows):
            records.log.files[member.name] += 1
            accounts = list(_accounts(row, by_title=kind == "like"))
            records.log.pass_over(f"{kind}: without an account", not accounts)
            for account, time in accounts:
                if kind == "like":
                    records.act(time, owner, [account], "reaction")
                else:
                    ends = (account, owner) if kind == "follower" else (owner, account)
                    records.bond(Bond(*ends, "follow", time))


def _add_comments(rows: Any, member: Member, owner: str, records: Records) -> None:
    for row in objects(rows):
        records.log.files[member.name] += 1
        said = fields(row.get("string_map_data"))
        account = account_of(fields(said.get("Media Owner")).get("value"))
        time = from_seconds(fields(said.get("Time")).get("timestamp"))
        if account:
            records.act(time, owner, [account], "reply")
        else:
            records.log.pass_over("comment: whose post it was is not told")


def _accounts(row: Mapping[str, Any], *, by_title: bool) -> Iterator[tuple[str, datetime | None]]:
    """Accounts that a row is about: in the value, else in the title, else at the end of the address."""
    title = name_in(row.get("title"))
    for one in objects(row.get("string_list_data")):
        address = name_in(one.get("href")).rstrip("/").rpartition("/")[2]
        value = title if by_title else name_in(one.get("value")) or title or address
        if value:
            yield f"@{value.removeprefix('@').lower()}", from_seconds(one.get("timestamp"))


def _sniff(source: Source) -> float:
    """How sure the source is Instagram's: by its paths, or by the head of one of its lists."""
    if any(_PATHS.search(one.name) for one in source.members if one.name.endswith(".json")):
        return 1.0
    lists = [one for one in _lists(source) if b'"string_list_data"' in one.head(4096)]
    return 1.0 if lists or old_members(source) else 0.0


FORMATS.add(
    "instagram",
    Format(
        name="instagram",
        title="Instagram and Threads export as JSON (the zip, or the folder)",
        gives=("ties", "events"),
        lasting_ids=r"@.+",
        read=_read,
        sniff=_sniff,
        how_to_get=HOW_TO_GET,
        usual_names=(
            "followers",
            "following",
            "likedposts",
            "likedcomments",
            "likedthreads",
            "message",
        ),
    ),
)
