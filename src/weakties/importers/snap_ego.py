"""Ego networks as SNAP gives them: folders of ``<ego>.edges``, ``.circles`` and ``.feat``."""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

import numpy as np

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import UnknownFormatError
from weakties.importers._files.content import describe
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.text import LONGEST_LINE
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.matrix import are_mutual
from weakties.importers._graphs.record_tables import Membership
from weakties.importers._graphs.tie_columns import Tie

__all__ = ["read_snap_ego"]

#: Endings of the files of one ego.
_PARTS = ("edges", "circles", "feat", "egofeat", "featnames")


def read_snap_ego(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read ego networks in the form of SNAP (ego-Facebook, ego-Twitter, ego-Gplus).

    Parameters
    ----------
    path : path
        The folder or archive with the files ``<ego>.edges`` and, beside them, ``.circles``,
        ``.feat``, ``.egofeat`` and ``.featnames``.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with egos read and all.

    Returns
    -------
    Connections
        The ego is tied to everybody in its files, which do not say so in a row. Ties have no
        direction where every tie is listed from both its people, else they lead from the first to
        the second. Circles and features that a person has (of the kind before the last ``;`` or
        ``:`` of their name) are ``memberships``; a circle is named after its ego. The ego of a
        single network is the ``owner``; several make a ``sample``.

    Raises
    ------
    ReadError
        A file is missing or damaged.
    UnknownFormatError
        There are no such files.
    NothingUsableError
        They name nobody.

    Notes
    -----
    Rows that name fewer than two people, and features beyond their names, are left out and counted
    in ``provenance.dropped``. Takes time in proportion to the files.

    References
    ----------
    J. McAuley, J. Leskovec (2012), Learning to discover social circles in ego networks. NIPS 25.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> _ = Path(folder.name, "7.edges").write_text("1 2\n2 1\n")
    >>> _ = Path(folder.name, "7.circles").write_text("circle0\t1\t3\n")
    >>> found = read_snap_ego(folder.name)
    >>> found.owner, found.people.index.tolist(), len(found.ties)
    ('7', ['1', '2', '3', '7'], 4)
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    egos = _egos(source)
    if not egos:
        message = (
            f"{source.path} is {describe(source)}, without the files <ego>.edges and <ego>.circles "
            "or <ego>.feat of ego networks. Give the folder that holds them."
        )
        raise UnknownFormatError(message)
    first = next(iter(egos.values()))["edges"]
    records = Records(member=first, lists_people=False)
    for done, (ego, parts) in enumerate(sorted(egos.items()), start=1):
        _read_ego(ego, parts, records)
        if progress is not None:
            progress("Reading ego networks", done, len(egos))
    # Each file has its own count of rows.
    records.rows = 0
    if len(egos) == 1:
        return records.connections("snap_ego", view="ego", owner=next(iter(egos)))
    return records.connections("snap_ego", view="sample")


def _egos(source: Source) -> dict[str, dict[str, Member]]:
    """The files of every ego, by their endings."""
    found: dict[str, dict[str, Member]] = defaultdict(dict)
    for member in source.members:
        ending = PurePosixPath(member.name).suffix.removeprefix(".")
        if ending in _PARTS:
            found[member.stem][ending] = member
    return {ego: parts for ego, parts in found.items() if "edges" in parts and len(parts) > 1}


def _read_ego(ego: str, parts: Mapping[str, Member], records: Records) -> None:
    alters = _read_edges(parts["edges"], records)
    alters |= _read_circles(ego, parts, records)
    alters |= _read_features(ego, parts, records)
    alters.pop(ego, None)
    columns = {"source": [ego] * len(alters), "target": list(alters)}
    records.add_person(ego)
    records.add_ties(columns, like=Tie("", "", kind="contact of ego"))


def _rows(member: Member, records: Records) -> Iterator[tuple[int, list[str]]]:
    records.log.warn_of_encoding(member)
    with member.open_text() as stream:
        stream.reconfigure(newline=None)
        for line, row in enumerate(iter(lambda: stream.readline(LONGEST_LINE), ""), start=1):
            if words := row.split():
                yield line, words
                records.log.files[member.name] += 1


def _read_edges(member: Member, records: Records) -> dict[str, None]:
    """Add the ties among the alters, who are all those named."""
    ends = []
    for line, words in _rows(member, records):
        if len(words) < 2:
            records.log.refuse(member, line, "row without two people", words[0])
        else:
            ends.append((words[0], words[1]))
    everyone = dict.fromkeys(one for pair in ends for one in pair)
    place = {one: at for at, one in enumerate(everyone)}
    table = np.array([(place[one], place[two]) for one, two in ends], dtype=np.int64)
    source, target = table.reshape(-1, 2).T
    mutual = are_mutual(source, target, np.ones(len(source)))
    once = [(one, two) for one, two in ends if not mutual or place[one] <= place[two]]
    columns = {"source": [one for one, _ in once], "target": [two for _, two in once]}
    records.add_ties(columns, like=Tie("", "", directed=not mutual))
    return everyone


def _read_circles(ego: str, parts: Mapping[str, Member], records: Records) -> dict[str, None]:
    members: dict[str, None] = {}
    if "circles" in parts:
        for _, (circle, *people) in _rows(parts["circles"], records):
            focus = f"{circle} of {ego}"
            members |= dict.fromkeys(people)
            for person in people:
                records.add_membership(Membership(person, focus, "circle"))
    return members


def _read_features(ego: str, parts: Mapping[str, Member], records: Records) -> dict[str, None]:
    """Add what people have in common; the first word of a row is the person, but for the ego's."""
    names = _feature_names(parts, records)
    people: dict[str, None] = {}
    for ending in ("feat", "egofeat"):
        member = parts.get(ending)
        if member is None:
            continue
        for line, words in _rows(member, records):
            person, marks = (words[0], words[1:]) if ending == "feat" else (ego, words)
            people[person] = None
            if len(marks) > len(names):
                records.log.refuse(member, line, "more features than names")
            for mark, (focus, kind) in zip(marks, names):
                if mark == "1":
                    records.add_membership(Membership(person, focus, kind, line))
    return people


def _feature_names(parts: Mapping[str, Member], records: Records) -> list[tuple[str, str]]:
    """Names of all features in order, with their kind."""
    if "featnames" not in parts:
        return []
    names = []
    for _, words in _rows(parts["featnames"], records):
        name = " ".join(words[1:])
        separator = ";" if ";" in name else ":"
        kind = name.rpartition(separator)[0] or "feature"
        names.append((name, kind))
    return names


FORMATS.add(
    "snap_ego",
    Format(
        name="snap_ego",
        title="SNAP ego networks (folder of .edges, .circles, .feat)",
        gives=("ties", "memberships"),
        read=_read,
        sniff=lambda source: float(bool(_egos(source))),
        how_to_get="snap.stanford.edu/data: ego-Facebook, ego-Twitter, ego-Gplus; the archive as it is.",
    ),
)
