"""KONECT networks: ``out.*`` files, alone or in the folder or archive they come in."""

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import PurePosixPath
from typing import NamedTuple

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.importers._cells.numbers import number_of
from weakties.importers._files.sole import sniff_members, sole_member
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.text import read_text, start_of
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.people_rows import PeopleRows, with_people
from weakties.importers._graphs.record_tables import Membership
from weakties.importers._graphs.spells import Spell
from weakties.importers._graphs.tie_columns import Tie
from weakties.importers._log import Log
from weakties.importers.edge_list import read_columns
from weakties.importers.edge_list._shape import SAMPLE, common_width

__all__ = ["read_konect"]

_BANNER = re.compile(
    r"%[ \t]*(?P<form>sym|asym|bip)[ \t]+(?P<weights>unweighted|positive|posweighted|signed|"
    r"multisigned|weighted|multiweighted|multiposweighted|dynamic)[ \t]*(?:\n|$)"
)
_LONGEST_LINE = 1 << 16


def read_konect(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read a network of the KONECT collection.

    Parameters
    ----------
    path : path
        The file ``out.*``, plain or gz, or the folder or archive that holds it.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with characters read and an estimate of all.

    Returns
    -------
    Connections
        People are numbered as in the file. Ties are directed if the first line says ``asym``; the
        third column is their strength, the fourth their time. What files ``ent.*`` beside it say of
        people (``name``, ``sex``, ...) are their label and attributes. In a network of two modes (``bip``)
        those of the left column are people, those of the right foci of ``memberships``. In a
        dynamic network, where ties come and go, each time that a tie was there is a row with its
        ``start`` and ``end``.

    Raises
    ------
    ReadError
        The file is missing or damaged.
    UnknownFormatError
        There is no file with the first line of KONECT.
    NothingUsableError
        There is no row that can be used.

    Notes
    -----
    Ties whose weight is not positive, such as those of enemies in a signed network, are left out
    and counted in ``provenance.dropped``. Takes time in proportion to the rows, and sorting.

    References
    ----------
    J. Kunegis (2013), KONECT: the Koblenz network collection. WWW 2013 Companion,
    DOI 10.1145/2487788.2488173.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "out.three")
    >>> _ = file.write_text("% asym positive\n% 2 3 3\n1 2 4\n2 3 1\n")
    >>> read_konect(file).ties[["source", "target", "directed", "weight"]]
      source target  directed  weight
    0      1      2      True     4.0
    1      2      3      True     1.0
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


class _Row(NamedTuple):
    """A row of at least two columns."""

    line: int
    left: str
    right: str
    weight: str | None
    time: str


def _read(source: Source, progress: Progress | None) -> Connections:
    member = sole_member(source, "a KONECT network", _is_konect)
    banner = _BANNER.match(start_of(member))
    form, weights = (banner["form"], banner["weights"]) if banner else ("sym", "unweighted")
    if form == "bip" or weights == "dynamic":
        found = _read_rows(member, form, weights, progress)
        return _with_entities(found, source, member, two_mode=form == "bip")
    columns = _columns(member)
    wanted = {"source": 0, "target": 1}
    wanted |= {"weight": 2} if columns > 2 else {}
    wanted |= {"time": 3} if columns > 3 else {}
    directed = form == "asym"
    found = read_columns(member, wanted, directed=directed, progress=progress)
    found = replace(found, provenance=replace(found.provenance, format="konect"))
    return _with_entities(found, source, member, two_mode=False)


def _with_entities(
    found: Connections, source: Source, member: Member, *, two_mode: bool
) -> Connections:
    """The network with what files ``ent.NAME.KIND.WHAT`` say of people, a line for each of them."""
    start = PurePosixPath(member.name).name.replace("out.", "ent.", 1) + "."
    called = ((PurePosixPath(one.name).name, one) for one in source.members)
    entities = [one for name, one in called if name.startswith(start)]
    if not entities:
        return found
    log = Log()
    people = _left_size(member) if two_mode else None
    columns: dict[str, list[str]] = {}
    for one in sorted(entities, key=lambda entity: entity.name):
        with one.open_text() as stream:
            values = [line.strip() for line in iter(lambda: stream.readline(_LONGEST_LINE), "")]
        log.warn_of_encoding(one)
        if two_mode and len(values) != people:
            log.warn(f"{one.name} has {len(values):,} lines, not one for each person; not read.")
        else:
            columns[PurePosixPath(one.name).suffix.removeprefix(".")] = values
    rows = PeopleRows(names=["id", *columns], id_column=0, member=entities[0], log=log)
    for line, cells in enumerate(zip_longest(*columns.values(), fillvalue=""), start=1):
        rows.add(line, [str(line), *cells])
    return with_people(found, rows, log, "konect")


def _left_size(member: Member) -> int | None:
    """How many there are in the left column, as the second line says."""
    comments = [line for line in start_of(member).split("\n")[:2] if line.startswith("%")]
    numbers = comments[-1].split()[1:] if comments else []
    return int(numbers[1]) if len(numbers) > 2 and numbers[1].isdecimal() else None


def _columns(member: Member) -> int:
    """How many columns rows have."""
    lines = (line.split() for line in start_of(member).split("\n") if not line.startswith("%"))
    rows = [words for words in lines if words]
    return common_width(rows[:SAMPLE]) if rows else 0


def _read_rows(member: Member, form: str, weights: str, progress: Progress | None) -> Connections:
    records = Records(member=member, lists_people=False)
    text = read_text(member, records.log, "KONECT", progress)
    rows = _rows(text, records)
    directed = form == "asym"
    spans = _follow(rows, records, directed=directed) if weights == "dynamic" else _single(rows)
    for row, spells in spans:
        if form == "bip":
            focus = f"right {row.right}"
            member_row = Membership(
                row.left, focus, line=row.line, weight=row.weight, spells=spells
            )
            records.add_membership(member_row)
        else:
            tie = Tie(row.left, row.right, row.line, directed, row.weight, spells=spells)
            records.add_tie(tie)
    return records.connections("konect")


def _rows(text: str, records: Records) -> Iterator[_Row]:
    for line, row in enumerate(text.split("\n"), start=1):
        words = row.split()
        if not words or words[0].startswith("%"):
            continue
        if len(words) < 2 or len(words) > 4:
            records.refuse(line, "wrong number of columns", row)
            continue
        weight = words[2] if len(words) > 2 else None
        yield _Row(line, words[0], words[1], weight, words[3] if len(words) > 3 else "")


def _single(rows: Iterator[_Row]) -> Iterator[tuple[_Row, list[Spell]]]:
    """Every row with its time."""
    for row in rows:
        yield row, [Spell(row.time, row.time)] if row.time else []


def _follow(
    rows: Iterator[_Row], records: Records, *, directed: bool
) -> Iterator[tuple[_Row, list[Spell]]]:
    """The times between the coming (+1) and the going (-1) of every tie."""
    by_pair: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in rows:
        ends = (row.left, row.right)
        by_pair[ends if directed else (min(ends), max(ends))].append(row)
    for acts in by_pair.values():
        here: list[_Row] = []
        for row in sorted(acts, key=lambda one: (number_of(one.time) or 0.0, one.weight or "")):
            sign = number_of(row.weight)
            if sign is None or sign == 0 or (sign < 0 and not here):
                records.refuse(
                    row.line, "neither the coming nor the going of a tie", row.weight or ""
                )
            elif sign > 0:
                here.append(row)
            else:
                came = here.pop(0)
                yield came._replace(weight=None), [Spell(came.time, row.time)]
        for came in here:
            yield came._replace(weight=None), [Spell(came.time, "")]


def _is_konect(member: Member) -> bool:
    return _BANNER.match(start_of(member)) is not None


FORMATS.add(
    "konect",
    Format(
        name="konect",
        title="KONECT network (the file out.NAME, alone or as it comes)",
        gives=("ties", "memberships"),
        read=_read,
        sniff=lambda source: sniff_members(source, _is_konect),
        how_to_get="konect.cc, Networks, Download TSV.",
    ),
)
