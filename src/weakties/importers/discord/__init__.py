"""Discord: channels as DiscordChatExporter writes them, and the data package that Discord sends."""

import os

from weakties._typing import Progress, View
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._acts.records import Records
from weakties.importers._files.content import describe
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._steps import steps
from weakties.importers.discord import _channels, _package

__all__ = ["read_discord"]

_HOW_TO_GET = (
    "Channels with what everybody wrote: DiscordChatExporter, format JSON. Your own messages: in "
    "Discord, User Settings, Data & Privacy, Request all of my data."
)

#: Documents of an archive that are opened to recognise it.
_LOOKED_AT = 50


def read_discord(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read channels that DiscordChatExporter wrote as JSON, or Discord's own data package.

    Parameters
    ----------
    path : path
        A JSON file of DiscordChatExporter, or a folder or zip with several, also in parts; or the
        zip of Discord's data package, or its folder.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with channels done.

    Returns
    -------
    Connections
        ``people`` by Discord's ids, bots left out. Of channels: ``events`` are messages (addressed
        to nobody by name, or to the other in a direct conversation), answers, mentions and
        reactions (at the time of the message), with the channel as ``context`` and the thread;
        the view is ``"one_chat"`` or, of several, ``"sample"``. Of a data package: the owner's
        friends as ``ties``, direct messages and mentions as ``events``, with ``view="ego"``; what
        others wrote is not in it. Times are UTC.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is nothing of Discord's.
    NothingUsableError
        It names nobody.

    Notes
    -----
    Texts are looked through for mentions (data package only) and dropped. Messages of bots and
    notices are counted in ``provenance.dropped``.

    Examples
    --------
    >>> import json, tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> said = {
    ...     "id": "12",
    ...     "type": "Default",
    ...     "timestamp": "2026-09-01T14:02:11+02:00",
    ...     "author": {"id": "91", "name": "nova"},
    ...     "mentions": [{"id": "93", "name": "rio"}],
    ... }
    >>> file = Path(folder.name, "general.json")
    >>> _ = file.write_text(
    ...     json.dumps(
    ...         {
    ...             "guild": {"id": "9"},
    ...             "channel": {"id": "2", "name": "general"},
    ...             "messages": [said],
    ...         }
    ...     )
    ... )
    >>> read_discord(file).events[["time", "actor", "targets", "kind"]]
                     time actor targets     kind
    0 2026-09-01 12:02:11    91   (93,)  mention
    1 2026-09-01 12:02:11    91      ()  message
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    records = Records()
    records.log.warn_of_unread(source)
    package = _package.find_package(source)
    exported = _exported(source)
    view: View = "ego"
    owner = None
    if package.channels:
        owner = _package.read_owner(package, records)
        package = _package.read_names(package, records)
        for member in steps(package.channels, "reading channels", progress):
            _package.add_channel(member, package, owner, records)
    elif exported:
        channels = _channels.read_channels(exported, records.log)
        view = "one_chat" if len(channels) == 1 else "sample"
        titles = _channels.titles_of(channels)
        for channel in steps(channels, "reading channels", progress):
            _channels.add_channel(channel, titles, records)
    else:
        message = f"{source.path} is {describe(source)}, nothing of Discord's. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    nobody = f"{source.path} comes from Discord, but names nobody. {_HOW_TO_GET}"
    return records.connections("discord", view=view, owner=owner, nobody=nobody)


def _exported(source: Source, most: int | None = None) -> list[Member]:
    """Documents of DiscordChatExporter, among the first so many."""
    if source.only is not None:
        return [source.only] if _channels.is_channel(source.only) else []
    documents = [one for one in source.members if one.name.lower().endswith(".json")]
    return [one for one in documents[:most] if _channels.is_channel(one)]


def _sniff(source: Source) -> float:
    """How sure the source is Discord's: by the paths of a data package or the head of a document."""
    return 1.0 if _package.find_package(source).channels or _exported(source, _LOOKED_AT) else 0.0


FORMATS.add(
    "discord",
    Format(
        name="discord",
        title="Discord (JSON of DiscordChatExporter, or the data package)",
        gives=("ties", "events"),
        lasting_ids=r"\d+",
        read=_read,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
    ),
)
