"""METIS graphs: a line for everybody, with the numbers of their contacts."""

import os
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from weakties._typing import IntArray, Progress
from weakties.connections import Connections
from weakties.errors import ReadError
from weakties.importers._files.content import name_content
from weakties.importers._files.sole import sniff_members, sole_member
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.text import LONGEST_LINE, read_lines
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.matrix import are_mutual
from weakties.importers._graphs.tie_columns import Tie

__all__ = ["read_metis"]

_SURE = 0.9
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
    proportion to the file.

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
    lines = _lines(read_lines(member, records.log, "METIS", progress))
    header = _header(next(lines, _Line(1, [])), member.where)
    found = _Lists(header, records)
    for line in lines:
        found.take(line)
    found.add_ties()
    return records.connections("metis")


def _lines(lines: Iterable[tuple[int, str]]) -> Iterator[_Line]:
    """All lines but comments; an empty line is somebody without contacts."""
    for number, line in lines:
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


class _Lists:
    """The lists of contacts, as they come."""

    def __init__(self, header: _Header, records: Records) -> None:
        self._header = header
        self._records = records
        self._lines, self._counts = array("q"), array("q")
        self._others, self._weights = array("d"), array("d")

    def take(self, line: _Line) -> None:
        """Add a person and whom they are tied to."""
        header, member = self._header, self._records.member
        person = len(self._lines) + 1
        if person > header.people:
            if line.words:
                raise ReadError(self._miscounted(f"line {line.number} goes on after"))
            return
        try:
            numbers = array("d", map(float, line.words))
        except ValueError:
            found = " ".join(line.words)[:40]
            message = f"{member.where}, line {line.number}: {found!r}, where numbers should stand."
            raise ReadError(message) from None
        before = header.weights + header.sizes
        own, rest = numbers[:before], numbers[before:]
        if len(own) < before or (header.tie_weights and len(rest) % 2):
            raise ReadError(self._wrong(line.number, "a weight is lacking"))
        names = ["size"] * header.sizes + [f"weight {at + 1}" for at in range(header.weights)]
        self._records.add_person(str(person), line.number, attributes=dict(zip(names, own)))
        others = rest[::2] if header.tie_weights else rest
        self._others.extend(others)
        if header.tie_weights:
            self._weights.extend(rest[1::2])
        self._lines.append(line.number)
        self._counts.append(len(others))

    def add_ties(self) -> None:
        """Add every tie once; each must be listed by both its people."""
        header, where = self._header, self._records.member.where
        if len(self._lines) < header.people:
            raise ReadError(self._miscounted(f"{len(self._lines):,} lines follow"))
        source = np.repeat(np.arange(1, header.people + 1), np.array(self._counts, dtype=np.int64))
        target = self._targets()
        weights = np.array(self._weights) if header.tie_weights else np.ones(len(target))
        if not are_mutual(source, target, weights):
            message = (
                f"{where}: some ties are listed by one of their people alone, or with two weights; "
                "in this format both list a tie. If it is directed, give an edge list."
            )
            raise ReadError(message)
        once = source <= target
        listed = int(once.sum())
        if header.ties not in (listed, listed - int((source == target).sum())):
            message = (
                f"{where}: {listed:,} ties, where line {header.line} says {header.ties:,}. It is cut "
                "short or was changed; get it again."
            )
            raise ReadError(message)
        names = [str(one) for one in range(header.people + 1)]
        columns = {
            "source": [names[one] for one in source[once].tolist()],
            "target": [names[one] for one in target[once].tolist()],
            "weight": weights[once].tolist(),
        }
        self._records.add_ties(columns, like=Tie("", ""))

    def _targets(self) -> IntArray:
        """The numbers of those who are named, each of whom must be there."""
        others = np.array(self._others)
        # So written, what is no number is outside as well.
        outside = ~((np.floor(others) == others) & (others >= 1) & (others <= self._header.people))
        if outside.any():
            first = int(np.flatnonzero(outside)[0])
            place = int(np.searchsorted(np.cumsum(self._counts), first, side="right"))
            what = f"nobody has the number {others[first]:g}"
            raise ReadError(self._wrong(self._lines[place], what))
        return others.astype(np.int64)

    def _wrong(self, line: int, what: str) -> str:
        return (
            f"{self._records.member.where}, line {line}: {what} (there are {self._header.people:,} "
            "people, numbered from 1)."
        )

    def _miscounted(self, what: str) -> str:
        return (
            f"{self._records.member.where}: {what} line {self._header.line}, which says that there "
            f"are {self._header.people:,} people with a line each. It is cut short or was changed; "
            "get it again."
        )


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
        lines = (line for line in iter(lambda: stream.readline(LONGEST_LINE), "") if line[0] != "%")
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
