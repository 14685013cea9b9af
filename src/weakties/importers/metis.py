"""METIS graphs: a line for everybody, with the numbers of their contacts."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from weakties._typing import FloatArray, IntArray, Progress
from weakties.connections import Connections
from weakties.errors import ReadError
from weakties.importers._files.claims import check_claim
from weakties.importers._files.content import name_content
from weakties.importers._files.sole import sniff_members, sole_member
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.text import read_text
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.matrix import are_mutual
from weakties.importers._graphs.tie_columns import Tie

__all__ = ["read_metis"]

_SURE = 0.9
_LONGEST_LINE = 1 << 24
_WORDS = re.compile(r"[\d\s.eE+-]*")


def read_metis(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read a METIS (also Chaco or DIMACS10) graph.

    Parameters
    ----------
    path : path
        Text, plain, gz, or alone in a zip.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with characters read and an estimate of all.

    Returns
    -------
    Connections
        People are numbered from 1. Every tie is listed by both its people and read once, without
        direction; its weight, if the file gives one, is its strength. Weights and sizes of people
        are the attributes ``weight 1``, ... and ``size``.

    Raises
    ------
    ReadError
        The file is missing or damaged, or has more or fewer lines or ties than its header says,
        numbers of nobody, or ties that only one of their people lists.
    UnknownFormatError
        It is no text, or an archive without such a file.
    NothingUsableError
        It has nobody.

    Notes
    -----
    Weights that are not positive are left out and counted in ``provenance.dropped``. Takes time in
    proportion to the file, which is held in memory.

    References
    ----------
    G. Karypis, METIS 5.1: manual. University of Minnesota, 2013.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "three.graph")
    >>> _ = file.write_text("3 2 1\n2 5\n1 5 3 1\n2 1\n")
    >>> read_metis(file).ties[["source", "target", "weight"]]
      source target  weight
    0      1      2     5.0
    1      2      3     1.0
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


class _Line(NamedTuple):
    number: int
    words: list[str]


@dataclass(frozen=True, kw_only=True)
class _Header:
    """What the first line says."""

    people: int
    ties: int
    sizes: bool
    weights: int  #: of every person
    tie_weights: bool
    line: int


def _read(source: Source, progress: Progress | None) -> Connections:
    member = source.only
    if member is None or name_content(member.head()):
        member = sole_member(source, "a METIS graph", _is_metis)
    records = Records(member=member)
    text = read_text(member, records.log, "METIS", progress)
    lines = _lines(text)
    header = _header(next(lines, _Line(1, [])), member.where)
    check_claim(header.people, "people", size=len(text), where=member.where)
    ends, weights, found = [], [], 0
    for person, line in enumerate(lines, start=1):
        if person <= header.people:
            others, strengths = _take_line(line, person, header, records)
            ends += others
            weights += strengths
        elif line.words:
            raise ReadError(_miscounted(member, f"line {line.number} goes on after", header))
        found = person
    if found < header.people:
        raise ReadError(_miscounted(member, f"{found:,} lines follow", header))
    table = np.array(ends, dtype=np.int64).reshape(-1, 2)
    _add_ties(table, np.array(weights), header, records)
    return records.connections("metis")


def _lines(text: str) -> Iterator[_Line]:
    """All lines but comments; an empty line is somebody without contacts."""
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        if not line.startswith("%"):
            yield _Line(number, line.split())


def _header(line: _Line, where: str) -> _Header:
    words = line.words
    flags = words[2].zfill(3) if len(words) > 2 else "000"
    numbers = [int(word) for word in words if word.isdecimal() and len(word) < 19]
    if not 2 <= len(words) == len(numbers) <= 4 or not re.fullmatch("[01]{3}", flags):
        message = (
            f"{where}, line {line.number}: {' '.join(words)[:40]!r}, where the numbers of people and "
            "ties should stand, and which weights there are (such as 11)."
        )
        raise ReadError(message)
    weights = numbers[3] if len(numbers) > 3 else int(flags[1] == "1")
    return _Header(
        people=numbers[0],
        ties=numbers[1],
        sizes=flags[0] == "1",
        weights=weights,
        tie_weights=flags[2] == "1",
        line=line.number,
    )


def _take_line(
    line: _Line, person: int, header: _Header, records: Records
) -> tuple[list[tuple[int, int]], list[float]]:
    """Add a person; whom they are tied to, with weights."""
    where = f"{records.member.where}, line {line.number}"
    try:
        numbers = [float(word) for word in line.words]
    except ValueError:
        message = f"{where}: {' '.join(line.words)[:40]!r}, where numbers should stand."
        raise ReadError(message) from None
    before = header.weights + header.sizes
    own, rest = numbers[:before], numbers[before:]
    names = ["size"] * header.sizes + [f"weight {at + 1}" for at in range(header.weights)]
    records.add_person(str(person), line.number, attributes=dict(zip(names, own)))
    others = rest[::2] if header.tie_weights else rest
    weights = rest[1::2] if header.tie_weights else [1.0] * len(rest)
    outside = [one for one in others if one % 1 or not 1 <= one <= header.people]
    if outside or len(own) < before or len(others) != len(weights):
        what = f"nobody has the number {outside[0]:g}" if outside else "a weight is lacking"
        message = f"{where}: {what} (there are {header.people:,} people, numbered from 1)."
        raise ReadError(message)
    return [(person, int(other)) for other in others], weights


def _miscounted(member: Member, what: str, header: _Header) -> str:
    return (
        f"{member.where}: {what} line {header.line}, which says that there are {header.people:,} "
        "people with a line each. It is cut short or was changed; get it again."
    )


def _add_ties(ends: IntArray, weights: FloatArray, header: _Header, records: Records) -> None:
    """Add every tie once; each must be listed by both its people."""
    source, target = ends.T
    loops = int((source == target).sum())
    where = records.member.where
    if not are_mutual(source, target, weights):
        message = (
            f"{where}: some ties are listed by one of their people alone, or with two weights; in "
            "this format both list a tie. If it is directed, give an edge list."
        )
        raise ReadError(message)
    once = source <= target
    listed = int(once.sum())
    if header.ties not in (listed, listed - loops):
        message = (
            f"{where}: {listed:,} ties, where line {header.line} says {header.ties:,}. It is cut "
            "short or was changed; get it again."
        )
        raise ReadError(message)
    columns = {
        "source": [str(one) for one in source[once].tolist()],
        "target": [str(one) for one in target[once].tolist()],
        "weight": weights[once].tolist(),
    }
    records.add_ties(columns, like=Tie("", ""))


def _is_metis(member: Member) -> bool:
    """Whether the first line counts the lines and numbers that follow, all of them.

    An edge list begins with two numbers as well, but these do not count what follows.
    """
    if name_content(member.head()):
        return False
    # Figures alone are looked at: if the first are ASCII, letters further on make no difference.
    encoding = "utf-8" if member.head().isascii() else None
    with member.open_text(encoding) as stream:
        stream.reconfigure(newline=None)
        lines = (
            line for line in iter(lambda: stream.readline(_LONGEST_LINE), "") if line[0] != "%"
        )
        try:
            header = _header(_Line(1, next(lines, "").split()), member.where)
        except ReadError:
            return False
        most = 2 * header.ties * (1 + header.tie_weights)
        most += header.people * (header.weights + header.sizes)
        before, step = header.weights + header.sizes, 1 + header.tie_weights
        count = people = loops = 0
        for line in lines:
            people += people < header.people or bool(line.strip())
            words = line.split()
            count += len(words)
            # A tie of a person to themselves is listed once.
            loops += words[before::step].count(str(people))
            if people > header.people or count > most or not _WORDS.fullmatch(line):
                return False
        return people == header.people and most > 0 and count in (most, most - loops * step)


FORMATS.add(
    "metis",
    Format(
        name="metis",
        title="METIS graph (.graph, also of Chaco and DIMACS10)",
        gives=("ties",),
        read=_read,
        sniff=lambda source: _SURE * sniff_members(source, _is_metis),
        how_to_get="NetworKit, KaHIP and other partitioners write such files (METISGraphWriter).",
        endings=(".graph", ".metis"),
    ),
)
