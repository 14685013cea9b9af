"""Reddit: what it gives of one account on request, and dumps of whole subreddits for research."""

import os

from weakties._typing import Progress, View
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._acts.records import Records
from weakties.importers._files.content import describe
from weakties.importers._files.source import Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._steps import steps
from weakties.importers.reddit._dump import add_dump, dump_members
from weakties.importers.reddit._request import add_tables, find_tables

__all__ = ["read_reddit"]

_HOW_TO_GET = (
    "Your own account: reddit.com/settings/data-request, the zip as sent. Whole subreddits: dumps "
    "for research (Pushshift, Arctic Shift), unpacked with zstd -d --long=31."
)

_LOOKED_AT = 50


def read_reddit(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read what Reddit gives of an account on request, or a dump of posts and comments.

    Parameters
    ----------
    path : path
        The zip that Reddit sends, or its folder; or a dump with an object on each line (comments,
        submissions, or a folder with both), plain or gz.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with files done.

    Returns
    -------
    Connections
        ``people`` by the name of their account. Of an account: private messages, chats and friends,
        the owner's subreddits as ``memberships``, ``view="ego"``. Of a dump: every post and comment
        as a message in its subreddit (``context``) and under its post (``thread``), and every
        comment as an answer to the author of what it answers, ``view="sample"``. Times are UTC.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is nothing of Reddit's.
    NothingUsableError
        It names nobody but the owner.

    Notes
    -----
    The tables of an account do not say whom its comments answer: these are counted in
    ``provenance.dropped``. Closed accounts share the name ``[deleted]`` and are no people. A dump is
    read twice, to learn who wrote what and then who answered whom.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "RC_2024-05")
    >>> about = '"subreddit": "birds", "link_id": "t3_x", "created_utc": 1714670000'
    >>> _ = file.write_text(
    ...     f'{{"author": "ana", "id": "a1", "parent_id": "t3_x", {about}}}\n'
    ...     f'{{"author": "ben", "id": "b2", "parent_id": "t1_a1", {about}}}\n'
    ... )
    >>> found = read_reddit(file)
    >>> found.events.loc[found.events["kind"] == "reply", ["actor", "targets"]].to_numpy().tolist()
    [['ben', ('ana',)]]
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    records = Records()
    records.log.warn_of_unread(source)
    tables = find_tables(source)
    owner: str | None = None
    view: View = "ego"
    if tables:
        for _ in steps(("tables",), "reading tables", progress):
            owner = add_tables(tables, records)
    elif dumps := dump_members(source.members):
        view = "sample"
        add_dump(dumps, records, progress)
    else:
        message = f"{source.path} is {describe(source)}, nothing of Reddit's. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    nobody = f"{source.path} names nobody but the owner of the account. {_HOW_TO_GET}"
    return records.connections("reddit", view=view, owner=owner, nobody=nobody)


def _sniff(source: Source) -> float:
    """How sure the source is Reddit's: by the header of a table, or the first line of a dump."""
    return 1.0 if find_tables(source) or dump_members(source.members, _LOOKED_AT) else 0.0


FORMATS.add(
    "reddit",
    Format(
        name="reddit",
        title="Reddit (the zip of a data request, or dumps for research)",
        gives=("ties", "events", "memberships"),
        lasting_ids=r"(?!owner$|\[deleted\]$).+",
        read=_read,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
        usual_names=(
            "comments",
            "posts",
            "messages",
            "messagesarchive",
            "chathistory",
            "friends",
            "subscribedsubreddits",
            "moderatedsubreddits",
            "statistics",
        ),
    ),
)
