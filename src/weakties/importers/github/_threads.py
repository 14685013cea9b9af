"""Issues, pull requests and what was said about them, as records that name everybody by address."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from weakties.importers._acts.records import Records
from weakties.importers._cells.moments import from_iso
from weakties.importers._files.json_text import objects, text

#: Kinds of records that begin a conversation, and those that go on with one.
BEGIN = ("issues", "pull_requests")
ANSWER = (
    "issue_comments",
    "pull_request_reviews",
    "pull_request_review_comments",
    "commit_comments",
)
#: Where the address of what is commented on stands.
_SUBJECTS = ("pull_request", "issue")
_GONE = {"ghost", ""}


class Post(NamedTuple):
    """One record: who wrote it, when, and what it belongs to."""

    address: str
    author: str
    time: datetime | None
    subject: str  #: address of the issue or pull request, its own if it is one
    answered: str  #: address of the comment that it answers, if it names one
    reactions: tuple[tuple[str, datetime | None], ...]


def login_of(address: Any) -> str:
    """Who an address is of: its last part; nothing for programs and accounts that are gone."""
    path = text(address).rstrip("/")
    before, _, login = path.rpartition("/")
    is_program = before.endswith("/apps") or login.endswith("[bot]")
    return "" if is_program or login.casefold() in _GONE else login


def repository_of(address: str) -> str:
    """The repository that an address of an issue lies in, as owner/name."""
    # https: / / github.com / owner / name / issues / 1
    parts = address.split("/")
    return "/".join(parts[3:5]) if len(parts) > 5 else ""


def read_post(one: Mapping[str, Any], kind: str) -> Post:
    """What a record says about people; its text is not looked at."""
    address = text(one.get("url"))
    named = (text(one.get(key)) for key in _SUBJECTS)
    subject = next(filter(None, named), "") if kind in ANSWER else address
    return Post(
        address=address,
        author=login_of(one.get("user")),
        time=from_iso(one.get("submitted_at")) or from_iso(one.get("created_at")),
        subject=subject or address.partition("#")[0],
        answered=text(one.get("in_reply_to")),
        reactions=tuple(_reactions(one)),
    )


def _reactions(one: Mapping[str, Any]) -> Iterator[tuple[str, datetime | None]]:
    for reaction in objects(one.get("reactions")):
        if person := login_of(reaction.get("user")):
            yield person, from_iso(reaction.get("created_at"))


def add_post(post: Post, kind: str, authors: Mapping[str, str], records: Records) -> None:
    """Turn a record into acts: a message in its place, an answer, and the reactions to it."""
    if not post.author:
        records.log.pass_over("post: by a program, or an account that is gone")
        return
    place, thread = repository_of(post.subject) or "repository", post.subject or None
    records.speak(post.time, post.author, context=place, thread=thread)
    for person, time in post.reactions:
        records.act(
            time or post.time, person, [post.author], "reaction", context=place, thread=thread
        )
    if kind in BEGIN:
        return
    answered = authors.get(post.answered) or authors.get(post.subject)
    if answered:
        records.act(post.time, post.author, [answered], "reply", context=place, thread=thread)
    else:
        records.log.pass_over("reply: to what is not in the archive, or to nobody")
