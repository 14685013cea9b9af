"""Tumblr: posts of one blog as JSON, as the programs that save blogs write them."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from weakties._counting import count
from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._acts.records import Records
from weakties.importers._cells.moments import from_seconds
from weakties.importers._files.content import describe
from weakties.importers._files.json_text import fields, objects, read_json, read_json_or_warn, text
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._steps import steps

__all__ = ["read_tumblr"]

_HOW_TO_GET = (
    "tumblr-backup --json BLOG (add --save-notes to see who answered and liked). The zip that Tumblr "
    "itself sends holds pages without this, and is not read."
)

_LOOKED_AT = 20
_NOTES = {"like": "reaction", "reblog": "repost", "reply": "reply"}


def read_tumblr(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read posts of a Tumblr blog in the form of Tumblr's API, a file each or a list.

    Parameters
    ----------
    path : path
        The folder that ``tumblr-backup --json`` writes, a zip of it, or one JSON file with a post, a
        list of posts or a response of the API.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with files done.

    Returns
    -------
    Connections
        With ``view="ego"``. ``people`` are blogs, by name; the owner is the one whose posts these
        are. ``events``: reblogs by the owner, questions that the owner answered, and, if notes were
        saved, likes, reblogs and replies of others to the owner's own posts, with their times (UTC).

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It holds no such posts.
    NothingUsableError
        It names nobody but the owner.

    Notes
    -----
    Texts are not looked at. Notes of reblogged posts are left out and counted: they may be to the
    blog that wrote the post. Questions without a name are counted, too.

    Examples
    --------
    >>> import json, tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> post = {
    ...     "blog_name": "ana-reads",
    ...     "id": 1,
    ...     "timestamp": 1367409600,
    ...     "reblogged_from_name": "birdlist",
    ... }
    >>> file = Path(folder.name, "1.json")
    >>> _ = file.write_text(json.dumps(post))
    >>> read_tumblr(file).events[["actor", "targets", "kind"]]
           actor      targets    kind
    0  ana-reads  (birdlist,)  repost
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    if not _sniff(source):
        message = f"{source.path} is {describe(source)}, no posts of Tumblr. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    records = Records()
    records.log.warn_of_unread(source)
    members = list(_candidates(source))
    load = read_json if len(members) == 1 else read_json_or_warn
    posts: dict[str, Mapping[str, Any]] = {}
    for member in steps(members, "reading posts", progress):
        for post in _posts_in(load(member, records.log)):
            records.log.files[member.name] += 1
            number = text(post.get("id_string")) or text(post.get("id")) or f"\0{len(posts)}"
            records.log.duplicates += number in posts
            posts[number] = post
    owner = _owner(posts, records)
    records.hear_of(owner)
    for post in posts.values():
        _add_post(post, owner, records)
    nobody = f"{source.path} names nobody but the blog itself. {_HOW_TO_GET}"
    return records.connections("tumblr", view="ego", owner=owner, nobody=nobody)


def _owner(posts: Mapping[str, Mapping[str, Any]], records: Records) -> str:
    """The blog that most posts are of; posts of others, as in a list of likes, are none of its own."""
    names = Counter(filter(None, (text(post.get("blog_name")) for post in posts.values())))
    owner = min(names, key=lambda name: (-names[name], name), default="owner")
    others = names.total() - names[owner]
    if others:
        posts_of = count(others, "post is", "posts are")
        records.log.warn(f"{posts_of} of other blogs; they were left out.")
    return owner


def _add_post(post: Mapping[str, Any], owner: str, records: Records) -> None:
    if text(post.get("blog_name")) not in {owner, ""}:
        records.log.pass_over("post: of another blog")
        return
    time = from_seconds(post.get("timestamp"))
    source = text(post.get("reblogged_from_name"))
    asking = text(post.get("asking_name"))
    notes = list(objects(post.get("notes")))
    if source:
        records.act(time, owner, [source], "repost")
        records.log.pass_over("note: to a post of another blog", len(notes))
        return
    if asking == "Anonymous":
        records.log.pass_over("question: by nobody who has a name")
    elif asking:
        records.act(time, asking, [owner], "message")
    elif not notes:
        records.log.pass_over("post: names nobody")
    for note in notes:
        person, kind = text(note.get("blog_name")), _NOTES.get(text(note.get("type")))
        if kind and person and person != owner:
            when = from_seconds(note.get("timestamp")) or time
            records.act(when, person, [owner], kind)
        else:
            records.log.pass_over("note: by the blog itself, or of another kind")


def _posts_in(document: Any) -> Iterator[Mapping[str, Any]]:
    """Posts in a document: one, a list, or a response of the API."""
    if isinstance(document, list):
        yield from (one for one in objects(document) if _is_post(one))
        return
    about = fields(document)
    if _is_post(about):
        yield about
    else:
        inside = fields(about.get("response")) or about
        yield from (one for one in objects(inside.get("posts")) if _is_post(one))


def _is_post(one: Mapping[str, Any]) -> bool:
    return "blog_name" in one and "id" in one


def _candidates(source: Source) -> Iterator[Member]:
    for member in source.members:
        if member is source.only or PurePosixPath(member.name).suffix.lower() == ".json":
            yield member


def _sniff(source: Source) -> float:
    """How sure the source holds posts of Tumblr: by what a post has in the form of its API."""
    for _, member in zip(range(_LOOKED_AT), _candidates(source), strict=False):
        head = member.head()
        starts = head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"["))
        if (
            starts
            and b'"blog_name"' in head
            and (b'"reblog_key"' in head or b'"timestamp"' in head)
        ):
            return 1.0
    return 0.0


FORMATS.add(
    "tumblr",
    Format(
        name="tumblr",
        title="Tumblr posts as JSON (tumblr-backup --json)",
        gives=("events",),
        lasting_ids=r"(?!owner$).+",
        read=_read,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
    ),
)
