"""GH Archive: who answered whom in public on GitHub, hour by hour."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._acts.records import Records
from weakties.importers._cells.moments import from_iso
from weakties.importers._files.content import describe
from weakties.importers._files.json_text import fields, members_with_objects, read_objects, text
from weakties.importers._files.source import Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._steps import steps

__all__ = ["read_gh_archive"]

_HOW_TO_GET = (
    "gharchive.org: data.gharchive.org/2024-05-01-15.json.gz is one hour of all of GitHub. Put hours "
    "into one folder, or keep the lines of the repositories you study in one file."
)

_LOOKED_AT = 50
#: Events in which somebody begins a conversation, and what in them it is.
_BEGIN = {
    "IssuesEvent": "issue",
    "PullRequestEvent": "pull_request",
    "DiscussionEvent": "discussion",
}
_BEGINNING = {"opened", "created"}
#: Events in which somebody goes on with one.
_ANSWER = {
    "IssueCommentEvent": "issue",
    "PullRequestReviewEvent": "pull_request",
    "PullRequestReviewCommentEvent": "pull_request",
}
#: What is done in these, where the event says it; a review may be dismissed later.
_ANSWERING = {"", "created"}
_GONE = {"", "ghost"}


def read_gh_archive(
    path: str | os.PathLike[str], *, progress: Progress | None = None
) -> Connections:
    r"""Read public events of GitHub as GH Archive keeps them (since 2015).

    Parameters
    ----------
    path : path
        JSON with an event on each line, plain or gz, or a folder or zip with several hours.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with files done, and with characters of one.

    Returns
    -------
    Connections
        ``people`` by login, programs left out. ``events``: every issue, pull request and discussion
        that was opened, every comment and review as a message, with the repository as ``context`` and
        the conversation as ``thread``; and comments and reviews as replies to whoever wrote the
        comment they answer, else to whoever began the conversation. A review counts as its comments
        where these are in the files. Times are UTC. The view is ``"sample"``.

    Raises
    ------
    ReadError
        A file is missing, damaged or unsafe.
    UnknownFormatError
        There is no such event.
    NothingUsableError
        Nobody wrote to anybody.

    Notes
    -----
    Texts are not looked at. Pushes, stars, forks and the like are no talk and are counted in
    ``provenance.dropped``. Events since October 2025 do not say who opened a pull request: this is
    known if its opening is in the files.

    Examples
    --------
    >>> import json, tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "2024-05-01-15.json")
    >>> event = {
    ...     "id": "1",
    ...     "type": "IssueCommentEvent",
    ...     "actor": {"login": "ben"},
    ...     "repo": {"name": "birds/finch"},
    ...     "payload": {"action": "created", "issue": {"number": 7, "user": {"login": "ana"}}},
    ...     "created_at": "2024-05-01T15:00:00Z",
    ... }
    >>> _ = file.write_text(json.dumps(event))
    >>> read_gh_archive(file).events[["actor", "targets", "kind", "thread"]]
      actor targets     kind         thread
    0   ben      ()  message  birds/finch#7
    1   ben  (ana,)    reply  birds/finch#7
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


class _Answer(NamedTuple):
    """A comment or review, until all are known that it may answer."""

    time: datetime | None
    actor: str
    place: str
    thread: str
    begun_by: str  #: who began the conversation, if the event says so
    comment: str  #: number of the comment that it answers, if it names one
    review: str  #: number of the review, if it is one


@dataclass(kw_only=True)
class _Talk:
    """What the events so far say."""

    records: Records = field(default_factory=Records)
    _seen: set[str] = field(default_factory=set)
    _answers: list[_Answer] = field(default_factory=list)
    _begun_by: dict[str, str] = field(default_factory=dict)  #: conversation -> login
    _comments: dict[str, str] = field(default_factory=dict)  #: comment -> login
    _commented: set[str] = field(default_factory=set)  #: reviews of which there are comments

    def add(self, event: Mapping[str, Any]) -> None:
        """Take in one event."""
        kind, payload = text(event.get("type")), fields(event.get("payload"))
        action = text(payload.get("action"))
        begins = kind in _BEGIN and action in _BEGINNING
        answers = (kind in _ANSWER or kind == "CommitCommentEvent") and action in _ANSWERING
        if not begins and not answers:
            self.records.log.pass_over("event: no talk, such as pushes and stars")
            return
        number = text(event.get("id"))
        if number and number in self._seen:
            self.records.log.duplicates += 1
            return
        self._seen.add(number)
        actor = _login(event.get("actor"))
        if not actor:
            self.records.log.pass_over("event: by a program, or an account that is gone")
            return
        subject = fields(payload.get(_BEGIN.get(kind) or _ANSWER.get(kind, "")))
        place = text(fields(event.get("repo")).get("name")) or "repository"
        thread = f"{place}#{text(subject.get('number'))}"
        if kind == "CommitCommentEvent":
            thread = f"{place}@{text(fields(payload.get('comment')).get('commit_id'))}"
        time = from_iso(event.get("created_at"))
        if begins:
            self.records.speak(time, actor, context=place, thread=thread)
            self._begun_by.setdefault(thread, actor)
        else:
            begun_by = _login(subject.get("user"))
            self._add_answer(_Answer(time, actor, place, thread, begun_by, "", ""), payload)

    def _add_answer(self, answer: _Answer, payload: Mapping[str, Any]) -> None:
        comment = fields(payload.get("comment"))
        if number := text(comment.get("id")):
            self._comments[number] = answer.actor
        own = text(fields(payload.get("review")).get("id"))
        if around := text(comment.get("pull_request_review_id")):
            self._commented.add(around)
        answered = text(comment.get("in_reply_to_id"))
        self._answers.append(answer._replace(comment=answered, review=own))

    def finish(self) -> None:
        """Say of every answer that it was given, and to whom."""
        for one in self._answers:
            if one.review in self._commented:
                self.records.log.pass_over("review: counted as its comments")
                continue
            self.records.speak(one.time, one.actor, context=one.place, thread=one.thread)
            target = (
                self._comments.get(one.comment) or one.begun_by or self._begun_by.get(one.thread)
            )
            if target:
                self.records.act(
                    one.time, one.actor, [target], "reply", context=one.place, thread=one.thread
                )
            else:
                self.records.log.pass_over("reply: to whom the files do not say, or to nobody")


def _read(source: Source, progress: Progress | None) -> Connections:
    members = members_with_objects(source.members, _is_event)
    if not members:
        message = f"{source.path} is {describe(source)}, no events of GH Archive. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    talk = _Talk()
    talk.records.log.warn_of_unread(source)
    for member in steps(members, "reading events", progress):
        for event in read_objects(member, talk.records.log, progress):
            talk.add(event)
    talk.finish()
    nobody = f"{source.path} holds no talk, such as comments and reviews. {_HOW_TO_GET}"
    return talk.records.connections("gh_archive", view="sample", nobody=nobody)


def _login(account: Any) -> str:
    """The name of an account; nothing for programs and accounts that are gone."""
    login = text(fields(account).get("login"))
    is_program = login.endswith("[bot]") or text(fields(account).get("type")) == "Bot"
    return "" if is_program or login.casefold() in _GONE else login


def _explain(source: Source) -> str | None:
    """What to say of events in the form before 2015, which does not tell whom anybody answers."""
    if members_with_objects(source.members, _is_old_event, _LOOKED_AT):
        return (
            f"{source.path} holds events of GH Archive from before 2015, in a form that says of no "
            f"comment whom it answers. {_HOW_TO_GET}"
        )
    return None


def _is_old_event(one: Mapping[str, Any]) -> bool:
    named = text(one.get("type")).endswith("Event") and isinstance(one.get("actor"), str)
    return named and {"payload", "created_at"} <= one.keys()


def _is_event(one: Mapping[str, Any]) -> bool:
    is_whole = {"actor", "repo", "payload", "created_at"} <= one.keys()
    return is_whole and text(one.get("type")).endswith("Event") and bool(fields(one.get("actor")))


FORMATS.add(
    "gh_archive",
    Format(
        name="gh_archive",
        title="GH Archive (public events of GitHub)",
        gives=("events",),
        lasting_ids=r"(?!ghost$).+",
        read=_read,
        sniff=lambda source: float(
            bool(members_with_objects(source.members, _is_event, _LOOKED_AT))
        ),
        explain=_explain,
        how_to_get=_HOW_TO_GET,
    ),
)
