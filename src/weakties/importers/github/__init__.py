"""GitHub's archive of an account or organisation: numbered JSON files in a tar.gz."""

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from weakties._typing import Progress, View
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._acts.records import Records, Stay
from weakties.importers._files.content import describe
from weakties.importers._files.json_text import objects, read_json_or_warn, text
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._steps import steps
from weakties.importers.github._threads import ANSWER, BEGIN, add_post, login_of, read_post

__all__ = ["read_github"]

_HOW_TO_GET = (
    "On GitHub: Settings, Account, Export account data (or a migration archive of an "
    "organisation). Give the tar.gz as downloaded."
)

_NUMBERED = re.compile(r"([a-z_]+)_\d{6}\.json")
_KINDS = {"users", "organizations", "teams", "repositories", *BEGIN, *ANSWER}


def read_github(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read the archive that GitHub makes of an account, or of an organisation.

    Parameters
    ----------
    path : path
        The tar.gz as downloaded, a zip of it, or its folder.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with files done.

    Returns
    -------
    Connections
        ``people`` by login, programs left out. ``events``: every issue, pull request, review and
        comment as a message in its repository (``context``) and conversation (``thread``), answers
        to whoever is answered or began the conversation, and reactions. ``memberships``:
        organisations, teams and repositories. Times are UTC. If one person owns all
        repositories, that is the owner and ``view="ego"``, else ``"sample"``.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is no such archive.
    NothingUsableError
        It names nobody but the owner.

    Notes
    -----
    Texts are not looked at, and repositories themselves neither. A tar holds its texts in memory.

    Examples
    --------
    >>> import json, tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> web = "https://github.com"
    >>> issue = {"type": "issue", "url": f"{web}/ana/shelf/issues/1", "user": f"{web}/ben"}
    >>> answer = {"issue": issue["url"], "user": f"{web}/cy", "created_at": "2024-05-02T10:00:00Z"}
    >>> for name, row in {"issues_000001": issue, "issue_comments_000001": answer}.items():
    ...     _ = Path(folder.name, f"{name}.json").write_text(json.dumps([row]))
    >>> read_github(folder.name).events[["actor", "targets", "kind", "context"]]
      actor targets     kind    context
    0    cy      ()  message  ana/shelf
    1    cy  (ben,)    reply  ana/shelf
    2   ben      ()  message  ana/shelf
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    members = _members(source)
    if not _sniff(source):
        message = f"{source.path} is {describe(source)}, no archive of GitHub. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    records = Records()
    records.log.warn_of_unread(source)
    _add_users(members, records)
    owners = _add_places(members, records)
    posts = []
    for kind, member in steps(_posts(members), "reading conversations", progress):
        posts += [(kind, read_post(one, kind)) for one in _rows(member, records)]
    authors = {post.address: post.author for _, post in posts if post.address and post.author}
    for kind, post in posts:
        add_post(post, kind, authors, records)
    owner = next(iter(owners)) if len(owners) == 1 else None
    view: View = "sample" if owner is None else "ego"
    nobody = f"{source.path} names nobody but its owner. {_HOW_TO_GET}"
    return records.connections("github", view=view, owner=owner, nobody=nobody)


def _posts(members: Mapping[str, list[Member]]) -> list[tuple[str, Member]]:
    return [(kind, member) for kind in (*BEGIN, *ANSWER) for member in members.get(kind, ())]


def _rows(member: Member, records: Records) -> Iterator[Mapping[str, Any]]:
    rows = list(objects(read_json_or_warn(member, records.log)))
    records.log.files[member.name] += len(rows)
    yield from rows


def _add_users(members: Mapping[str, list[Member]], records: Records) -> None:
    for member in members.get("users", ()):
        for one in _rows(member, records):
            login = login_of(one.get("url")) or login_of(one.get("login"))
            if login:
                records.know(login, text(one.get("name")), company=text(one.get("company")))
            else:
                records.log.pass_over("user: a program, or an account that is gone")


def _add_places(members: Mapping[str, list[Member]], records: Records) -> set[str]:
    """Memberships in organisations, teams and repositories; also who owns the repositories."""
    groups: set[str] = set()
    for kind in ("organizations", "teams"):
        for member in members.get(kind, ()):
            for one in _rows(member, records):
                name = text(one.get("name")) or text(one.get("login"))
                groups.add(login_of(one.get("url")))
                _add_members(one, "members", name, kind.removesuffix("s"), records)
    owners = set()
    for member in members.get("repositories", ()):
        for one in _rows(member, records):
            owner = login_of(one.get("owner"))
            owners.add(owner)
            name = f"{owner}/{text(one.get('name'))}"
            _add_members(one, "collaborators", name, "repository", records)
    # An organisation is nobody who could be left out of a network.
    return set() if owners & (groups | {""}) else owners


def _add_members(one: Mapping[str, Any], key: str, focus: str, kind: str, records: Records) -> None:
    for entry in objects(one.get(key)):
        if person := login_of(entry.get("user")):
            records.stay(Stay(person, focus, kind))


def _members(source: Source) -> dict[str, list[Member]]:
    """The files that are read, by what they hold."""
    found: dict[str, list[Member]] = defaultdict(list)
    for member in source.members:
        name = _NUMBERED.fullmatch(PurePosixPath(member.name).name)
        if name and name[1] in _KINDS:
            found[name[1]].append(member)
    return found


def _sniff(source: Source) -> float:
    """How sure the source is such an archive: by the names of its files and a head."""
    found = _members(source)
    posts = [member for _, member in _posts(found)]
    return 1.0 if any(b'"user"' in member.head(8192) for member in posts[:20]) else 0.0


FORMATS.add(
    "github",
    Format(
        name="github",
        title="GitHub archive of an account or organisation (tar.gz, or its folder)",
        gives=("events", "memberships"),
        lasting_ids=r"(?!ghost$).+",
        read=_read,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
        usual_names=(
            "users",
            "organizations",
            "teams",
            "repositories",
            "issues",
            "pullrequests",
            "issuecomments",
            "pullrequestreviews",
            "pullrequestreviewcomments",
            "commitcomments",
        ),
    ),
)
