"""Chats exported from WhatsApp, as text, of all systems and styles of dates."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import TextIOWrapper
from pathlib import PurePosixPath

from weakties._typing import Progress, View
from weakties.connections import Connections, unnamed
from weakties.errors import ArgumentError, UnknownFormatError
from weakties.importers._acts.records import Records
from weakties.importers._cells.labels import is_telephone, label_of
from weakties.importers._files.content import describe
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._steps import steps
from weakties.importers.whatsapp._lines import Line, is_header, read_lines
from weakties.importers.whatsapp._times import is_day_first, time_of
from weakties.importers.whatsapp._words import TITLE

__all__ = ["read_whatsapp"]

_HOW_TO_GET = (
    "In WhatsApp: open the chat, More (or the name of the chat), Export chat, without media. Give "
    "the text or zip; put several chats into one folder."
)

_LONGEST_LINE = 1 << 20
#: Lines looked at to recognise a chat, and the share of them that begin a message.
_LOOKED_AT, _SHARE = 50, 0.2


def read_whatsapp(
    path: str | os.PathLike[str],
    *,
    owner: str | None = None,
    day_first: bool | None = None,
    progress: Progress | None = None,
) -> Connections:
    r"""Read a chat exported from WhatsApp, or several of one person.

    Parameters
    ----------
    path : path
        The text (``_chat.txt``, ``WhatsApp Chat with ....txt``), the zip that holds it, or a folder
        or zip with several.
    owner : str, optional
        The name under which the person writes who exported the chats. A chat does not say it.
    day_first : bool, optional
        Whether dates are written day before month. None: what a number above 12 says, else dots,
        else the order of messages; where nothing tells, times stay unknown.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with chats done.

    Returns
    -------
    Connections
        ``people`` by the names that the exporting telephone shows; those known by number alone
        are ``unnamed 1``, ``unnamed 2``, ... ``events``: every message, addressed to nobody by name
        (a chat does not say what an answer answers), and mentions where the text marks them.
        ``context`` is the chat. Times are those of the telephone, without zone. The view is
        ``"one_chat"``; of several chats ``"sample"``, or ``"ego"`` with an owner.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is no chat of WhatsApp.
    NothingUsableError
        Nobody says anything in it.
    ArgumentError
        Nobody is called like the owner.

    Notes
    -----
    Texts are looked through for mentions and dropped. Notices of the program are counted and left
    out; some versions write them as if a member had, which is recognised in twenty languages. Chats
    are cut by WhatsApp at 40,000 messages.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "_chat.txt")
    >>> _ = file.write_text(
    ...     "[24/03/25, 14:05:09] Ana: Draft ready\n[24/03/25, 14:06:11] Ben: Thanks\n"
    ... )
    >>> read_whatsapp(file).events[["time", "actor", "kind"]]
                     time actor     kind
    0 2025-03-24 14:05:09   Ana  message
    1 2025-03-24 14:06:11   Ben  message
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read_as(source, owner=owner, day_first=day_first, progress=progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    return _read_as(source, owner=None, day_first=None, progress=progress)


def _read_as(
    source: Source, *, owner: str | None, day_first: bool | None, progress: Progress | None
) -> Connections:
    members = [member for member in _texts(source) if _certainty(member)]
    if not members:
        message = f"{source.path} is {describe(source)}, no chat of WhatsApp. {_HOW_TO_GET}"
        raise UnknownFormatError(message)
    records = Records()
    records.log.warn_of_unread(source)
    chats = {}
    for member in steps(members, "reading chats", progress):
        chats[member] = _read_chat(member, records)
    ids = _ids(chats.values())
    for title, member in _titles(chats).items():
        _add_chat(title, member, chats[member], ids, records, day_first=day_first)
    if owner is not None and not records.knows(owner):
        message = (
            f"Nobody in {source.path} is called {owner!r}; weakties check FILE lists the people."
        )
        raise ArgumentError(message)
    if owner is None and len(chats) > 1:
        _warn_of_owner(chats.values(), records)
    nobody = f"{source.path} looks like a chat of WhatsApp, but nobody says anything in it."
    view: View = "one_chat" if len(chats) == 1 else "sample"
    view = view if owner is None else "ego"
    return records.connections("whatsapp", view=view, owner=owner, nobody=nobody)


def _texts(source: Source) -> Sequence[Member]:
    if source.only is not None:
        return [source.only]
    return [one for one in source.members if PurePosixPath(one.name).suffix.lower() == ".txt"]


def _read_chat(member: Member, records: Records) -> list[Line]:
    """Everything said in a chat; notices of the program are counted and left out."""
    records.log.warn_of_encoding(member)
    with member.open_text() as stream:
        stream.reconfigure(newline=None)
        lines = list(read_lines(_each_line(stream)))
    records.log.files[member.name] += len(lines)
    title = _title_as_author(lines)
    said = [one for one in lines if not (one.author is None or one.notice or one.author == title)]
    records.log.pass_over("message: notice of the program", len(lines) - len(said))
    return said


def _each_line(stream: TextIOWrapper) -> Iterator[str]:
    while line := stream.readline(_LONGEST_LINE):
        yield line


def _title_as_author(lines: Sequence[Line]) -> str | None:
    """The name of the group, where the program writes its notices under it."""
    first = lines[0].author if lines and lines[0].marked else None
    own = [line for line in lines if line.author == first]
    others = {line.author for line in lines} - {first, None}
    # Between two people it is the name of one of them, who may have sent nothing but pictures.
    is_group = first is not None and len(others) > 1
    return first if is_group and all(line.marked for line in own) else None


def _ids(chats: Iterable[list[Line]]) -> dict[str, str]:
    """Ids of people by their names; numbers of telephones become names that tell nothing."""
    names = {name for lines in chats for line in lines for name in (line.author, *line.mentions)}
    known = sorted(name for name in names if name)
    hidden = [name for name in known if not label_of(name) or is_telephone(name)]
    return {name: name for name in known} | {
        name: unnamed(number) for number, name in enumerate(hidden, start=1)
    }


def _titles(chats: Mapping[Member, object]) -> dict[str, Member]:
    """A name for each chat: that of its file, as far as it tells."""
    titles: dict[str, Member] = {}
    wanted: dict[str, list[Member]] = defaultdict(list)
    for member in chats:
        path = PurePosixPath(member.name)
        folder = path.parent.name if path.stem.casefold() == "_chat" else ""
        wanted[label_of(TITLE.sub("", folder or path.stem)).strip("_ ") or "chat"].append(member)
    for title, members in wanted.items():
        for number, member in enumerate(members, start=1):
            titles[f"{title} {number}" if len(members) > 1 else title] = member
    return titles


def _add_chat(
    title: str,
    member: Member,
    lines: Sequence[Line],
    ids: Mapping[str, str],
    records: Records,
    *,
    day_first: bool | None,
) -> None:
    stamps = [line.stamp for line in lines]
    order = is_day_first(stamps) if day_first is None else day_first
    times = [time_of(stamp, day_first=order) for stamp in stamps]
    if order is None and None in times:
        records.log.warn(
            f"{member.name}: whether the day or the month comes first cannot be told, so times are "
            "unknown. weakties.importers.read_whatsapp takes day_first=True or False."
        )
    for line, time in zip(lines, times, strict=True):
        author = ids[line.author or ""]
        records.speak(time, author, context=title)
        if mentioned := {ids[name] for name in line.mentions if name}:
            records.act(time, author, mentioned, "mention", context=title)


def _warn_of_owner(chats: Iterable[list[Line]], records: Records) -> None:
    everywhere = set.intersection(*({line.author for line in lines} for lines in chats))
    if everywhere:
        # Without the name: warnings are shown under pseudonyms, too.
        records.log.warn(
            "Somebody writes in every chat. If that is whose telephone it was, say so: "
            "weakties.importers.read_whatsapp takes owner=NAME, and leaves the owner out."
        )


def _certainty(member: Member) -> float:
    """How sure a text is a chat: by the lines that begin like a message."""
    lines = [line for line in member.head_lines(_LOOKED_AT) if line.strip()]
    ends = [end for end in map(is_header, lines) if end is not None]
    if not lines or is_header(lines[0]) is None or len(ends) < _SHARE * len(lines):
        return 0.0
    return 0.95 if any(end in {"]", " -", " \u2013"} for end in ends) else 0.6


def _sniff(source: Source) -> float:
    """How sure the source is a chat of WhatsApp, or several and nothing else that is text."""
    return max((_certainty(member) for member in _texts(source)), default=0.0)


FORMATS.add(
    "whatsapp",
    Format(
        name="whatsapp",
        title="WhatsApp chat (the text, or the zip; several in a folder)",
        gives=("events",),
        read=_read,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
        usual_names=("chat",),
    ),
)
