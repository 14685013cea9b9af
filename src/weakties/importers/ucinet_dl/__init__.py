"""UCINET DL files in all their shapes."""

import os
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, compress
from typing import Any

import numpy as np

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.importers._files.claims import check_claim
from weakties.importers._files.sole import sniff_members, sole_member
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.text import read_text, start_of
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.matrix import add_affiliations, add_matrix, are_mutual, in_order
from weakties.importers._graphs.record_tables import Membership
from weakties.importers._graphs.tie_columns import Tie
from weakties.importers.ucinet_dl._header import Header, read_header
from weakties.importers.ucinet_dl._lists import Arc, Names, read_lists
from weakties.importers.ucinet_dl._matrices import read_matrices

__all__ = ["read_ucinet_dl"]

_START = re.compile(
    r"\s*dl\b[\s,]*(?:n\w*[\s=:]+\d|format\b|title\b|(?:(?:row|col\w*|matrix)\s+)?labels\b|data\s*:)",
    re.IGNORECASE,
)


def read_ucinet_dl(
    path: str | os.PathLike[str], *, progress: Progress | None = None
) -> Connections:
    r"""Read a UCINET DL file: full and half matrices, edge lists, node lists.

    Parameters
    ----------
    path : path
        Text, plain, gz, or alone in a zip.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with characters read and an estimate of all.

    Returns
    -------
    Connections
        Ids are the labels if no two people have the same, else their numbers. Numbers other than 0
        in a matrix are ties, and their strengths; where the tie of every pair is the same in both
        directions, ties have none, otherwise they lead from row to column. Several matrices are
        kinds of ties. Rows and columns that are not the same people make a two-mode network: rows
        are people, columns foci of ``memberships``.

    Raises
    ------
    ReadError
        The file is missing or damaged, its shape is not known, or it has more or fewer values
        than its header says.
    UnknownFormatError
        The file is no DL file.
    NothingUsableError
        It holds nobody.

    Notes
    -----
    Missing values ("na", or 1e38 as UCINET writes) and values that are not positive are left out,
    counted in ``provenance.dropped``. Takes time in proportion to the file, which is held in
    memory.

    References
    ----------
    S. Borgatti, M. Everett, L. Freeman (2002), UCINET 6 for Windows: user's guide.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "three.dl")
    >>> _ = file.write_text("dl n=3\nlabels: ana,ben,chi\ndata:\n0 2 0\n2 0 1\n0 1 0\n")
    >>> read_ucinet_dl(file).ties[["source", "target", "directed", "weight"]]
      source target  directed  weight
    0    ana    ben     False     2.0
    1    ben    chi     False     1.0
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    member = sole_member(source, "a UCINET DL file", _is_dl)
    records = Records(member=member)
    text = read_text(member, records.log, "UCINET DL", progress)
    header, data = read_header(text, member.where)
    if header.shape in ("fullmatrix", "upperhalf", "lowerhalf"):
        _add_matrices(header, data, records)
    else:
        _add_lists(header, data, records)
    return records.connections("ucinet_dl")


def _kind(header: Header, matrix: int) -> str:
    if matrix < len(header.matrix_labels):
        return header.matrix_labels[matrix]
    return f"matrix {matrix + 1}" if header.matrices > 1 else ""


def _name(labels: Sequence[str], count: int) -> list[str]:
    """Labels of so many people, with numbers for those who have none."""
    return [*labels, *(str(number) for number in range(len(labels) + 1, count + 1))]


def _identify(labels: Sequence[str]) -> list[str]:
    """Ids: the labels if these tell everybody apart, else numbers."""
    if len(set(labels)) == len(labels):
        return list(labels)
    return [str(number) for number in range(1, len(labels) + 1)]


def _add_matrices(header: Header, data: str, records: Records) -> None:
    matrices = read_matrices(header, data)
    given = header.row_labels if header.two_mode else header.row_labels or header.column_labels
    labels = _name(given, header.rows)
    people = _identify(labels)
    records.add_people(people, labels)
    foci = _identify(_name(header.column_labels, header.columns))
    for at, values in enumerate(matrices):
        kind = _kind(header, at)
        if header.two_mode:
            kind = kind or "affiliation"
            add_affiliations(records, people, foci, values, kind=kind, line=header.line)
        else:
            if header.reordered:
                values = in_order(values, header.row_labels, header.column_labels)
            add_matrix(records, people, values, kind=kind, line=header.line)


def _add_lists(header: Header, data: str, records: Records) -> None:
    check_claim(max(header.rows, header.columns), "people", size=len(data), where=header.where)
    embedded = header.rows_embedded or header.columns_embedded
    labels = _name(header.row_labels or header.column_labels, header.rows)
    apart = header.two_mode or header.reordered
    others = _name(header.column_labels, header.columns) if apart else labels
    names = Names(
        people=[] if embedded else _identify(labels),
        foci=[] if embedded else _identify(others),
        labels=labels,
        focus_labels=others,
    )
    records.add_people(names.people, labels)
    named: dict[str, None] = {}
    by_matrix: defaultdict[int, _Arcs] = defaultdict(_Arcs)
    for one in read_lists(header, data, names, records):
        if isinstance(one, Arc):
            by_matrix[one.matrix].add(one)
        else:
            named[one] = None
    if embedded:
        foci = [] if header.two_mode else [arcs.targets for arcs in by_matrix.values()]
        everyone = list(named | dict.fromkeys(chain.from_iterable(foci)))
        records.add_people(everyone, everyone)
        if len(everyone) < header.rows:
            unnamed = header.rows - len(everyone)
            records.log.warn(
                f"Of {header.rows:,} people the file does not name everybody; missing: {unnamed:,}."
            )
    for matrix, arcs in by_matrix.items():
        if header.two_mode:
            _add_memberships(_kind(header, matrix) or "affiliation", arcs, records)
        else:
            _add_ties(_kind(header, matrix), arcs, records)


@dataclass
class _Arcs:
    """The ties of one matrix, column by column."""

    sources: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    weights: list[str | None] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    _known: dict[str | None, str | None] = field(default_factory=dict)

    def add(self, arc: Arc) -> None:
        """Add a tie; of equal weights one is kept."""
        self.sources.append(arc.source)
        self.targets.append(arc.target)
        self.weights.append(self._known.setdefault(arc.weight, arc.weight))
        self.lines.append(arc.line)


def _add_memberships(kind: str, arcs: _Arcs, records: Records) -> None:
    for row in zip(arcs.sources, arcs.targets, arcs.lines, arcs.weights):
        person, focus, line, weight = row
        records.add_membership(Membership(person, focus, kind, line, weight))


def _add_ties(kind: str, arcs: _Arcs, records: Records) -> None:
    """Add the ties of one list; without directions if every tie is listed from both ends."""
    place = {one: at for at, one in enumerate(sorted({*arcs.sources, *arcs.targets}))}
    number = {one: at for at, one in enumerate(set(arcs.weights))}
    source = np.array([place[one] for one in arcs.sources], dtype=np.int64)
    target = np.array([place[one] for one in arcs.targets], dtype=np.int64)
    strength = np.array([number[one] for one in arcs.weights], dtype=np.float64)
    mutual = are_mutual(source, target, strength)
    kept = (source <= target).tolist() if mutual else [True] * len(source)
    columns: dict[str, Sequence[Any]] = {
        "source": list(compress(arcs.sources, kept)),
        "target": list(compress(arcs.targets, kept)),
        "weight": list(compress(arcs.weights, kept)),
        "line": list(compress(arcs.lines, kept)),
    }
    records.add_ties(columns, like=Tie("", "", directed=not mutual, kind=kind))


def _is_dl(member: Member) -> bool:
    return _START.match(start_of(member)) is not None


FORMATS.add(
    "ucinet_dl",
    Format(
        name="ucinet_dl",
        title="UCINET DL (text with a header dl n=...)",
        gives=("ties", "memberships"),
        read=_read,
        sniff=lambda source: sniff_members(source, _is_dl),
        how_to_get="UCINET: Data, Export, DL. Pajek, ORA and others write it as well.",
        endings=(".dl",),
    ),
)
