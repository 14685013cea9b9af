"""Facebook: friends, requests and followers by name, and Messenger."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._acts.records import Bond, Records
from weakties.importers._cells.moments import from_seconds
from weakties.importers._files.content import describe
from weakties.importers._files.json_text import fields, objects, read_json_or_warn, text
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers.meta._repair import name_in
from weakties.importers.meta._threads import add_threads, infer_owner, read_threads, thread_members

HOW_TO_GET = (
    "In Meta's Accounts Center: Your information and permissions, Export your information, format "
    "JSON (not HTML), all time. Encrypted chats come apart: Messenger on a computer, Download "
    "secure storage data."
)

_LISTS = re.compile(
    r"(?:^|/)(?:friends|friends_and_followers|followers|following_and_followers|connections)/.*\.json$"
)
#: How a list begins that was taken out of its folder.
_ALONE = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*\{\s*"(?:friends|followers|following|(?:sent|received|rejected)_requests)'
    rb'(?:_v\d+)?"\s*:\s*\[\s*\{[^\[\]]*"timestamp"'
)
#: Files among which such a list is looked for.
_MOST_ALONE = 50
_PROFILE = re.compile(r"(?:^|/)profile_information\.json$")
_PATHS = re.compile(
    r"(?:^|/)(?:your_facebook_activity|your_activity_across_facebook|friends_and_followers|"
    r"following_and_followers|connections/friends)/|(?:^|/)friends/friends\.json$|"
    r"(?:^|/)profile_information/"
)
#: Lists by their name, without the number of the version, and what they state.
_KINDS = {
    "friends": "friend",
    "followers": "follower",
    "following": "following",
    "sent_requests": "sent",
    "received_requests": "received",
    "rejected_requests": "received",
    "deleted_friends": "removed",
}
_VERSION = re.compile(r"_v\d+$")


def read_facebook(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read what Facebook gives of one account: friends and Messenger, as JSON.

    Parameters
    ----------
    path : path
        The zip, or the folder into which all its parts were unzipped; the zip of encrypted chats;
        or one ``message_1.json`` or ``your_friends.json``.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with files of conversations done.

    Returns
    -------
    Connections
        With ``view="ego"``. ``people`` by their names: the export knows no other ids, so that two
        people of one name are one. ``ties``: friends (with the date, also as ``connected_on``) and
        who follows whom. ``events``: messages and calls to everybody else in the conversation,
        reactions, and friend requests. Times are UTC. The owner is who the profile says, else who
        the conversations of two are with, else who takes part in all.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is nothing of Facebook's, or HTML.
    NothingUsableError
        It names nobody but the owner.

    Notes
    -----
    Names that the export has spoilt (every byte of UTF-8 as a character) are repaired, those that
    are right are left alone. Texts are dropped. Closed accounts share one name and are no people.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "connections", "friends", "your_friends.json")
    >>> file.parent.mkdir(parents=True)
    >>> _ = file.write_text(
    ...     '{"friends_v2": [{"name": "Ana Kova\\u00c4\\u008d", "timestamp": 1288884131}]}'
    ... )
    >>> read_facebook(folder.name).people["label"].to_list()
    ['Ana Kovač', 'you']
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    if not _certainty(source):
        message = f"{source.path} is {describe(source)}, nothing of Facebook's. {HOW_TO_GET}"
        raise UnknownFormatError(message)
    records = Records()
    records.log.warn_of_unread(source)
    threads = read_threads(thread_members(source), records, progress)
    owner = _profile_name(source, records) or infer_owner(threads) or "owner"
    if owner == "owner":
        records.log.warn("Whose account it is could not be told from profile or conversations.")
    records.hear_of(owner, "" if owner == "owner" else owner)
    for member in _lists(source):
        _add_lists(member, owner, records)
    add_threads(threads, records)
    nobody = f"{source.path} names nobody but the owner of the account. {HOW_TO_GET}"
    return records.connections("facebook", view="ego", owner=owner, nobody=nobody)


def _lists(source: Source) -> list[Member]:
    """Lists of people in their folders, or a few that were taken out of them."""
    found = [member for member in source.members if _LISTS.search(member.name)]
    few = source.members if len(source.members) <= _MOST_ALONE else ()
    return found or [member for member in few if _ALONE.match(member.head(4096))]


def _profile_name(source: Source, records: Records) -> str:
    for member in source.members:
        if _PROFILE.search(member.name):
            document = fields(read_json_or_warn(member, records.log))
            for profile in map(fields, document.values()):
                name = fields(profile.get("name"))
                if shown := name_in(name.get("full_name")):
                    return shown
    return ""


def _add_lists(member: Member, owner: str, records: Records) -> None:
    """Friends, followers and requests of one file, whatever it is called."""
    for key, rows in fields(read_json_or_warn(member, records.log)).items():
        kind = _KINDS.get(_VERSION.sub("", key))
        if kind is None:
            continue
        for one in objects(rows):
            records.log.files[member.name] += 1
            name = name_in(one.get("name"))
            if kind == "removed":
                records.log.pass_over("friend: removed")
            elif name:
                _add_entry(kind, name, one, owner, records)
            else:
                records.log.pass_over(f"{kind}: without a name")


def _add_entry(kind: str, name: str, one: Mapping[str, Any], owner: str, records: Records) -> None:
    time = from_seconds(one.get("timestamp"))
    if kind == "friend":
        records.know(name, name, connected_on=time)
        records.bond(Bond(owner, name, "friend", time, directed=False))
    elif kind in {"follower", "following"}:
        ends = (name, owner) if kind == "follower" else (owner, name)
        records.bond(Bond(*ends, "follow", time))
    else:
        actor, target = (owner, name) if kind == "sent" else (name, owner)
        records.act(time, actor, [target], "invitation")


def _certainty(source: Source) -> float:
    """How sure the source is Facebook's: by its paths; conversations alone may be Instagram's."""
    paths = (one.name for one in source.members if one.name.endswith(".json"))
    if any(_PATHS.search(name) for name in paths):
        return 1.0
    return 0.95 if thread_members(source) or _lists(source) else 0.0


def html_pages(source: Source) -> Iterator[str]:
    """Names of pages that stand where the documents of such an export would."""
    usual = {"message_1", "your_friends", "friends", "followers_1", "following", "start_here"}
    for member in source.members:
        path = PurePosixPath(member.name)
        if path.suffix.lower() == ".html" and path.stem.lower() in usual:
            yield text(member.name)


def _explain(source: Source) -> str | None:
    """What to do with an export as pages."""
    page = next(html_pages(source), None)
    if page is None:
        return None
    return f"{source.path} is an export of Meta as HTML ({page}), which is not read. {HOW_TO_GET}"


FORMATS.add(
    "facebook",
    Format(
        name="facebook",
        title="Facebook and Messenger export as JSON (the zip, or the folder)",
        gives=("ties", "events"),
        read=_read,
        sniff=_certainty,
        explain=_explain,
        how_to_get=HOW_TO_GET,
        usual_names=(
            "friends",
            "yourfriends",
            "sentfriendrequests",
            "receivedfriendrequests",
            "peoplewhofollowedyou",
            "profileinformation",
            "message",
        ),
    ),
)
