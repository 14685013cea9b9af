"""Slack workspace exports: the zip or folder with users.json, lists of channels and a file a day."""

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import ReadError, UnknownFormatError
from weakties.importers._acts.records import Records, Stay
from weakties.importers._files.content import describe
from weakties.importers._files.json_text import fields, items, objects, read_json_or_warn, text
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._steps import steps
from weakties.importers.slack._messages import Place, add_messages, name_of, read_messages

__all__ = ["read_slack"]

_HOW_TO_GET = (
    "In Slack: workspace settings, Import/Export Data, Export (owners and admins; public channels "
    "alone on most plans). Give the zip as downloaded."
)

_USERS = {"users.json", "org_users.json"}
#: What each list of conversations holds.
_LISTS = {
    "channels.json": "channel",
    "groups.json": "channel",
    "mpims.json": "direct",
    "dms.json": "direct",
}
_DAY = re.compile(r"(?:(?P<folder>.*)/)?\d{4}-\d\d-\d\d\.json")
_SLACKBOT = "USLACKBOT"


def read_slack(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read the export of a Slack workspace, or of an organisation with several.

    Parameters
    ----------
    path : path
        The zip as downloaded, also with an extra folder in it, the folder it unzips to, or a channel
        or day of it.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with conversations done.

    Returns
    -------
    Connections
        ``people`` by Slack's ids, deactivated ones included, bots not. ``events``: every message
        (addressed to nobody in a channel, to the other members in a direct conversation), replies
        to whoever began the thread, mentions, and reactions to the author at the time of the
        message. ``context`` is the channel, ``thread`` the thread. ``memberships``: who was in
        which channel at the time of the export. Times are UTC. The view is ``"whole"`` if the
        export holds direct messages, else ``"sample"``.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is no export of Slack.
    NothingUsableError
        It holds no person.

    Notes
    -----
    Texts are looked through for mentions and dropped. Calls to everybody (``@here``, ``@channel``,
    groups of users) address nobody by name. Messages of bots and notices of the program are counted
    in ``provenance.dropped``.

    Examples
    --------
    >>> import json, tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> export = Path(folder.name)
    >>> (export / "general").mkdir()
    >>> said = [{"type": "message", "user": "U1", "text": "Look, <@U2>", "ts": "1709551234.001200"}]
    >>> for name, content in {
    ...     "users.json": [{"id": "U1", "real_name": "Ana"}, {"id": "U2", "real_name": "Ben"}],
    ...     "channels.json": [{"id": "C1", "name": "general", "members": ["U1", "U2"]}],
    ...     "general/2024-03-04.json": said,
    ... }.items():
    ...     _ = (export / name).write_text(json.dumps(content))
    >>> read_slack(export).events[["actor", "targets", "kind", "context"]]
      actor targets     kind  context
    0    U1   (U2,)  mention  general
    1    U1      ()  message  general
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    if not _sniff(source):
        message = f"{source.path} is {describe(source)}, no export of Slack. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    _refuse_several(source)
    records = Records()
    records.log.warn_of_unread(source)
    bots = _read_users(source, records)
    places = _read_places(source, records, bots)
    if not any(_lists_named(source, _USERS)):
        records.log.warn(
            "users.json is missing: people go by number where no message names them, and programs may "
            "be among them. Give the whole export."
        )
    days = _days_by_folder(source)
    for folder in steps(sorted(days), "reading conversations", progress):
        name = PurePosixPath(folder).name
        if name.startswith("FC:"):
            records.log.pass_over("comments on a canvas", len(days[folder]))
            continue
        context = _context(folder) if folder else source.path.stem
        place = places.get(folder, Place(context, direct=False, members=frozenset()))
        add_messages(read_messages(days[folder], records, bots), place, records, bots)
    whole = any(PurePosixPath(member.name).name == "dms.json" for member in source.members)
    if not whole:
        records.log.warn("The export holds no direct messages: what was said in private is unseen.")
    nobody = f"{source.path} is an export of Slack, but names nobody. {_HOW_TO_GET}"
    return records.connections("slack", view="whole" if whole else "sample", nobody=nobody)


def _refuse_several(source: Source) -> None:
    """Refuse exports beside each other: days of one channel would count twice, or be of two places."""
    roots = sorted({_root(PurePosixPath(one.name).parent) for one in _lists_named(source, _USERS)})
    if len(roots) > 1:
        message = (
            f"{source.path} holds {len(roots)} exports of Slack ({', '.join(roots[:3])}). Give one, or "
            "name each of them to pool them."
        )
        raise ReadError(message)


def _root(folder: PurePosixPath) -> str:
    """Where an export lies that has such a folder, which may be that of one of its workspaces."""
    return str(folder.parent.parent if folder.parent.name == "teams" else folder)


def _lists_named(source: Source, names: set[str] | Mapping[str, str]) -> Iterator[Member]:
    return (one for one in source.members if PurePosixPath(one.name).name in names)


def _read_users(source: Source, records: Records) -> frozenset[str]:
    """Take in the users, and give the ids of those who are programs."""
    bots = {_SLACKBOT}
    for member in _lists_named(source, _USERS):
        users = list(objects(read_json_or_warn(member, records.log)))
        records.log.files[member.name] += len(users)
        for user in users:
            person, profile = text(user.get("id")), fields(user.get("profile"))
            if not person:
                records.log.refuse(member, None, "user without id")
            elif user.get("is_bot") is True or person == _SLACKBOT:
                bots.add(person)
            else:
                name = name_of(profile) or text(user.get("real_name")) or text(user.get("name"))
                records.know(person, name, position=text(profile.get("title")))
    records.log.pass_over("user: a bot", len(bots) - 1)
    return frozenset(bots)


def _read_places(source: Source, records: Records, bots: frozenset[str]) -> dict[str, Place]:
    """Conversations by folder; who is in a channel becomes a membership."""
    places = {}
    for member in _lists_named(source, _LISTS):
        path = PurePosixPath(member.name)
        direct = _LISTS[path.name] == "direct"
        conversations = list(objects(read_json_or_warn(member, records.log)))
        records.log.files[member.name] += len(conversations)
        for one in conversations:
            name = text(one.get("name")) or text(one.get("id"))
            if not name:
                records.log.refuse(member, None, "conversation without name")
                continue
            folder = str(path.parent / name)
            people = frozenset(map(text, items(one.get("members")))) - bots - {""}
            places[folder] = Place(_context(folder), direct, people)
            for person in sorted(people if not direct else ()):
                records.stay(Stay(person, places[folder].context, "channel"))
    return places


def _context(folder: str) -> str:
    """The name of a conversation, after that of its workspace if there are several."""
    parts = PurePosixPath(folder).parts
    return "/".join(parts[-2:]) if "teams" in parts[:-2] else parts[-1]


def _days_by_folder(source: Source) -> dict[str, list[Member]]:
    days: dict[str, list[Member]] = defaultdict(list)
    for member in source.members:
        found = _DAY.fullmatch(member.name)
        if found:
            days[found["folder"] or ""].append(member)
    return days


def _is_day(member: Member) -> bool:
    head = member.head()
    starts = head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"[")
    return starts and all(sign in head for sign in (b'"ts"', b'"type"', b'"message"'))


def _sniff(source: Source) -> float:
    """How sure the source is an export of Slack: by the names of its files and one of their heads."""
    names = {PurePosixPath(member.name).name for member in source.members}
    if not (names & _USERS and names & _LISTS.keys()):
        # A channel that was taken out of an export.
        days = [member for member in source.members if _DAY.fullmatch(member.name)]
        return 0.95 if days and _is_day(days[0]) else 0.0
    has_days = any(_DAY.fullmatch(member.name) for member in source.members)
    lists = _lists_named(source, _USERS)
    return 1.0 if has_days or any(b'"team_id"' in member.head() for member in lists) else 0.0


FORMATS.add(
    "slack",
    Format(
        name="slack",
        title="Slack export (the zip, or the folder)",
        gives=("events", "memberships"),
        lasting_ids=r"[UW][A-Z0-9]+",
        read=_read,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
        usual_names=("users", "orgusers", "channels", "groups", "dms", "mpims"),
    ),
)
