"""Stack Exchange: who answered and commented on whom, from the dump of a site or the Data Explorer."""

import os
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from weakties._typing import Progress, View
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._acts.records import Records
from weakties.importers._cells.moments import from_iso
from weakties.importers._cells.numbers import number_of
from weakties.importers._files.content import describe
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers.stack_exchange._tables import (
    Line,
    find_tables,
    is_dump,
    read_lines,
    sole_tables,
)

__all__ = ["read_stack_exchange"]

_HOW_TO_GET = (
    "archive.org/details/stackexchange, or your own profile on a site, Settings, Data dump access: "
    "unpack the 7z of one site and give its folder. Or data.stackexchange.com: select from Posts, "
    "Comments and Users, download each as CSV, and put them into one folder."
)

_LOOKED_AT = 50
#: Kinds of posts that people write to each other; others are about tags, badges and elections.
_QUESTION, _ANSWER = "1", "2"
#: The account that acts in the name of the site.
_COMMUNITY = "-1"


def read_stack_exchange(
    path: str | os.PathLike[str], *, progress: Progress | None = None
) -> Connections:
    r"""Read questions, answers and comments of one site of Stack Exchange.

    Parameters
    ----------
    path : path
        The folder or a zip with ``Posts.xml`` and, beside it, ``Comments.xml`` and ``Users.xml`` of a
        dump; or with tables of the same columns as CSV, as the Data Explorer gives them. Posts alone
        are read, too.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with bytes read.

    Returns
    -------
    Connections
        ``people`` by the number of their account on the site, with their names and ``reputation`` if
        there is a table of users; then everybody in it is a person. ``events``: every question,
        answer and comment as a message, its question being ``context`` and ``thread``; every answer
        as a reply to who asked, every comment as a reply to who wrote what it comments on. Times are
        UTC. The view is ``"whole"`` for a dump and ``"sample"`` for tables of the Data Explorer.

    Raises
    ------
    ReadError
        A file is missing, damaged or unsafe, or there are tables of several sites.
    UnknownFormatError
        There is no table of posts.
    NothingUsableError
        Nobody is named.

    Notes
    -----
    Texts are not looked at, so a comment that calls on somebody else by name counts as a reply to
    whoever wrote the post. What is by accounts that are gone, by the site itself, or about tags and
    elections is counted in ``provenance.dropped``, and so are answers and comments to oneself. Votes,
    badges and the history of posts are not read. Memory grows with the number of posts and comments
    of a dump, not with their length.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "Posts.xml")
    >>> _ = file.write_text(
    ...     '<posts><row Id="1" PostTypeId="1" OwnerUserId="7" CreationDate="2024-05-01T10:00:00" />'
    ...     '<row Id="2" PostTypeId="2" ParentId="1" OwnerUserId="9" /></posts>'
    ... )
    >>> read_stack_exchange(file).events[["actor", "targets", "kind", "context"]]
      actor targets     kind     context
    0     7      ()  message  question 1
    1     9      ()  message  question 1
    2     9    (7,)    reply  question 1
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


class _Post(NamedTuple):
    """A question or an answer."""

    author: str  #: empty if it is not known, or nobody's
    question: str  #: the question itself, or the one that is answered
    time: datetime | None

    @property
    def where(self) -> dict[str, str]:
        """The place in which it is talk."""
        return {"context": f"question {self.question}", "thread": self.question}


def _read(source: Source, progress: Progress | None) -> Connections:
    tables = sole_tables(source)
    if "posts" not in tables:
        message = f"{source.path} is {describe(source)}, without posts. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    records = Records()
    records.log.warn_of_unread(source)
    posts = _add_posts(tables["posts"], records, progress)
    if "comments" in tables:
        _add_comments(tables["comments"], posts, records, progress)
    else:
        records.log.warn("There is no table of comments, so who commented on whom is unknown.")
    if "users" in tables:
        _add_users(tables["users"], records, progress)
    nobody = f"{source.path} holds no post by anybody. {_HOW_TO_GET}"
    view: View = "whole" if is_dump(tables["posts"]) else "sample"
    return records.connections("stack_exchange", view=view, nobody=nobody)


def _lines(
    member: Member, table: str, records: Records, progress: Progress | None
) -> Iterator[tuple[str, Line]]:
    """Rows with their numbers; those without are reported."""
    for line in read_lines(member, table, records.log, progress):
        if number := line.cells.get("id", ""):
            yield number, line
        else:
            records.log.refuse(member, line.number, "row without Id")


def _author(account: str) -> str:
    return "" if account == _COMMUNITY else account


def _add_posts(member: Member, records: Records, progress: Progress | None) -> dict[str, _Post]:
    """All questions and answers by their numbers, each said in its place."""
    posts: dict[str, _Post] = {}
    # Most people write more than once: their numbers are kept once.
    same: dict[str, str] = {}
    for number, line in _lines(member, "posts", records, progress):
        cells = line.cells
        kind = cells.get("posttypeid", "")
        if kind not in (_QUESTION, _ANSWER):
            records.log.pass_over("post: neither question nor answer")
        elif number in posts:
            records.log.refuse(member, line.number, "post given again", number)
        else:
            account = _author(cells.get("owneruserid", ""))
            question = number if kind == _QUESTION else cells.get("parentid") or number
            posts[number] = _Post(
                same.setdefault(account, account),
                same.setdefault(question, question),
                from_iso(cells.get("creationdate")),
            )
    for number, post in posts.items():
        _add_post(number, post, posts, records)
    return posts


def _add_post(number: str, post: _Post, posts: dict[str, _Post], records: Records) -> None:
    if not post.author:
        records.log.pass_over("post: by an account that is gone, or by the site")
        return
    records.speak(post.time, post.author, **post.where)
    if post.question != number:
        _reply(post.time, post.author, posts.get(post.question), records)


def _reply(time: datetime | None, author: str, answered: _Post | None, records: Records) -> None:
    if answered is None or not answered.author:
        records.log.pass_over("reply: to what is not in the file, or to nobody")
    else:
        records.act(time, author, [answered.author], "reply", **answered.where)


def _add_comments(
    member: Member, posts: dict[str, _Post], records: Records, progress: Progress | None
) -> None:
    seen: set[str] = set()
    for number, line in _lines(member, "comments", records, progress):
        author = _author(line.cells.get("userid", ""))
        post = posts.get(line.cells.get("postid", ""))
        if number in seen:
            records.log.refuse(member, line.number, "comment given again", number)
        elif post is None:
            records.log.pass_over("comment: on what is not in the file, or no question or answer")
        elif not author:
            records.log.pass_over("comment: by an account that is gone, or by the site")
        else:
            time = from_iso(line.cells.get("creationdate"))
            records.speak(time, author, **post.where)
            _reply(time, author, post, records)
        seen.add(number)


def _add_users(member: Member, records: Records, progress: Progress | None) -> None:
    for number, line in _lines(member, "users", records, progress):
        if number == _COMMUNITY:
            records.log.pass_over("user: the site itself")
            continue
        reputation = number_of(line.cells.get("reputation", ""))
        points = None if reputation is None else int(reputation)
        records.know(number, line.cells.get("displayname", ""), reputation=points)


def _sniff(source: Source) -> float:
    """How sure the source is such a site: by the columns of a table of posts."""
    return float("posts" in find_tables(source, _LOOKED_AT))


def _explain(source: Source) -> str | None:
    found = find_tables(source, _LOOKED_AT).keys() - {"posts"}
    if not found:
        return None
    return (
        f"{source.path} holds the {' and '.join(sorted(found))} of a Stack Exchange site without its "
        "posts, and these say who is answered. Put Posts.xml into the same folder and give that."
    )


FORMATS.add(
    "stack_exchange",
    Format(
        name="stack_exchange",
        title="Stack Exchange site (folder of the dump, or tables of the Data Explorer)",
        gives=("events",),
        read=_read,
        sniff=_sniff,
        explain=_explain,
        how_to_get=_HOW_TO_GET,
        usual_names=("posts", "comments", "users"),
    ),
)
