"""Blogs as WordPress exports them (WXR): who wrote posts, and who commented on them and answered."""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import NamedTuple

from weakties._typing import Progress, View
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._acts.addresses import harmless_ids
from weakties.importers._acts.records import Records
from weakties.importers._cells.labels import label_of
from weakties.importers._cells.moments import from_iso
from weakties.importers._files.content import describe
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.xml_text import has_root, read_xml
from weakties.importers._format import FORMATS, Format

__all__ = ["read_wordpress"]

_HOW_TO_GET = (
    "In WordPress: Tools, Export, All content. Give the XML, or the zip that WordPress.com sends."
)

_LOOKED_AT = 50
#: Elements that are records, inside which others are fields.
_RECORDS = {"author", "item", "comment"}
#: Fields that are read; the text of everything else is dropped at once.
_FIELDS = {
    *("author_id", "author_login", "author_display_name"),
    *("post_id", "post_name", "post_date_gmt", "post_date", "creator"),
    *("comment_id", "comment_author", "comment_author_email", "comment_date_gmt", "comment_date"),
    *("comment_approved", "comment_type", "comment_parent", "comment_user_id"),
}

Fields = dict[str, str]


class _Post(NamedTuple):
    """A post and its comments."""

    about: Fields
    comments: Sequence[Fields]


def read_wordpress(
    path: str | os.PathLike[str], *, progress: Progress | None = None
) -> Connections:
    r"""Read a blog exported from WordPress (WXR), with the comments on its posts.

    Parameters
    ----------
    path : path
        The XML, or a zip or folder with several parts of it.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with bytes read.

    Returns
    -------
    Connections
        ``people``: authors by their login, commenters by name; those of one name with several
        addresses of mail get numbers. ``events``: every post that was commented on and every
        comment as a message, with the post as ``context`` and ``thread``, and comments as answers to
        the comment or post they answer. Times are UTC. A blog of one author has this
        owner and ``view="ego"``; of several, the view is ``"sample"``.

    Raises
    ------
    ReadError
        The file is missing, damaged, unsafe, or declares entities.
    UnknownFormatError
        It is no export of WordPress.
    NothingUsableError
        It names nobody but the owner.

    Notes
    -----
    Texts are dropped. Addresses of mail tell commenters of one name apart, and are dropped, too.
    Comments that were not approved and links back from other blogs are counted in
    ``provenance.dropped``.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "blog.xml")
    >>> _ = file.write_text(
    ...     '<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    ...     "<channel><wp:wxr_version>1.2</wp:wxr_version><item><dc:creator>ana</dc:creator>"
    ...     "<wp:post_id>7</wp:post_id><wp:post_name>on-ties</wp:post_name><wp:comment>"
    ...     "<wp:comment_id>1</wp:comment_id><wp:comment_author>Ben</wp:comment_author>"
    ...     "<wp:comment_approved>1</wp:comment_approved></wp:comment></item></channel></rss>"
    ... )
    >>> read_wordpress(file).events[["actor", "targets", "kind", "context"]]
      actor targets     kind  context
    0   Ben      ()  message  on-ties
    1   Ben  (ana,)    reply  on-ties
    2   ana      ()  message  on-ties
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    members = _exports(source)
    if not members:
        message = f"{source.path} is {describe(source)}, no export of WordPress. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    records = Records()
    records.log.warn_of_unread(source)
    authors: list[Fields] = []
    posts: dict[str, _Post] = {}
    for member in members:
        for kind, found, comments in _records_in(member, records, progress):
            records.log.files[member.name] += 1
            if kind == "author":
                authors.append(found)
            else:
                number = found.get("post_id") or f"\0{len(posts)}"
                records.log.duplicates += number in posts
                posts[number] = _Post(found, comments)
    _hide_addresses(authors, [post.about for post in posts.values()])
    logins = _know_authors(authors, records)
    ids = _commenters([one for post in posts.values() for one in post.comments], logins)
    for number, post in posts.items():
        _add_post(number, post, logins, ids, records)
    writers = {post.about.get("creator", "") for post in posts.values()} - {""}
    owner = next(iter(writers)) if len(writers) == 1 else None
    view: View = "sample" if owner is None else "ego"
    nobody = f"{source.path} names nobody but the author of the blog. {_HOW_TO_GET}"
    return records.connections("wordpress", view=view, owner=owner, nobody=nobody)


def _records_in(
    member: Member, records: Records, progress: Progress | None
) -> Iterator[tuple[str, Fields, Sequence[Fields]]]:
    """Authors, and posts with their comments, as they close."""
    open_ones: list[tuple[str, Fields]] = []
    comments: list[Fields] = []
    for step in read_xml(member, records.log, "posts", progress):
        if step.name in _RECORDS and step.kind == "start":
            open_ones.append((step.name, {}))
        elif step.kind == "start" or not open_ones:
            continue
        elif step.name != open_ones[-1][0]:
            if step.name in _FIELDS:
                open_ones[-1][1][step.name] = step.text.strip()
        else:
            kind, found = open_ones.pop()
            if kind == "comment":
                comments.append(found)
            else:
                yield kind, found, comments
                comments = []


def _hide_addresses(authors: Sequence[Fields], posts: Sequence[Fields]) -> None:
    """Put ids that tell nothing in the place of logins that are addresses of mail."""
    places = [(one, "author_login") for one in authors] + [(one, "creator") for one in posts]
    ids = harmless_ids(one.get(name, "") for one, name in places)
    for one, name in places:
        one[name] = ids[one.get(name, "")]


def _know_authors(authors: Sequence[Fields], records: Records) -> dict[str, str]:
    """Logins by the number of their account."""
    logins = {}
    for one in authors:
        if login := one.get("author_login"):
            records.know(login, one.get("author_display_name", ""))
            logins[one.get("author_id", "")] = login
    logins.pop("", None)
    return logins


def _key(comment: Fields) -> tuple[str, str]:
    name = label_of(comment.get("comment_author", ""))
    return name, comment.get("comment_author_email", "").casefold()


def _commenters(
    comments: Sequence[Fields], logins: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """Ids of commenters without an account; those of one name are told apart by number."""
    addresses: dict[str, set[str]] = defaultdict(set)
    for comment in comments:
        if comment.get("comment_user_id", "") not in logins:
            name, address = _key(comment)
            addresses[name].add(address)
    addresses.pop("", None)
    taken = set(logins.values())
    ids = {}
    for name, known in addresses.items():
        for number, address in enumerate(sorted(known), start=1):
            alone = len(known) == 1 and name not in taken
            ids[name, address] = name if alone else f"{name} ({number})"
    return ids


def _add_post(
    number: str,
    post: _Post,
    logins: Mapping[str, str],
    ids: Mapping[tuple[str, str], str],
    records: Records,
) -> None:
    writers: dict[str, str] = {}
    kept = []
    for comment in post.comments:
        person = logins.get(comment.get("comment_user_id", "")) or ids.get(_key(comment), "")
        if _counts(comment, person, records):
            kept.append((comment, person))
            writers[comment.get("comment_id", "")] = person
    author = post.about.get("creator", "")
    if not kept:
        records.log.pass_over("post: without comments")
        return
    context = label_of(post.about.get("post_name", "")) or f"post {number}"
    where = {"context": context, "thread": number}
    if author:
        records.speak(_time(post.about, "post_date"), author, **where)
    for comment, person in kept:
        records.hear_of(person, _key(comment)[0])
        time = _time(comment, "comment_date")
        records.speak(time, person, **where)
        answered = writers.get(comment.get("comment_parent", ""), author)
        if answered:
            records.act(time, person, [answered], "reply", **where)


def _counts(comment: Fields, person: str, records: Records) -> bool:
    """Whether somebody wrote a comment that is shown; the others are counted."""
    if comment.get("comment_type", "") in {"pingback", "trackback"}:
        records.log.pass_over("comment: link from another blog")
    elif comment.get("comment_approved", "") != "1":
        records.log.pass_over("comment: not approved")
    elif not person:
        records.log.pass_over("comment: without a name")
    else:
        return True
    return False


def _time(one: Fields, name: str) -> datetime | None:
    """UTC; drafts and odd programs leave it at zero, and have the time of the blog alone."""
    return from_iso(one.get(f"{name}_gmt")) or from_iso(one.get(name))


def _exports(source: Source, most: int | None = None) -> list[Member]:
    """Documents that begin as such exports do, among the first so many."""
    named = [
        one
        for one in source.members
        if one is source.only or PurePosixPath(one.name).suffix.lower() == ".xml"
    ]
    return [one for one in named[:most] if _is_export(one)]


def _is_export(member: Member) -> bool:
    head = member.head()
    return b"wordpress.org/export/" in head and has_root(head, "rss")


def _sniff(source: Source) -> float:
    """How sure the source is an export of WordPress: by the root and name space of a document."""
    return 1.0 if _exports(source, _LOOKED_AT) else 0.0


FORMATS.add(
    "wordpress",
    Format(
        name="wordpress",
        title="WordPress export (WXR) with comments",
        gives=("events",),
        read=_read,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
    ),
)
