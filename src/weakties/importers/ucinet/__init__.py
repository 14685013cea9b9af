"""UCINET 6 datasets: a header (.##h) and the numbers (.##d)."""

import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import numpy as np

from weakties._typing import FloatArray, Progress
from weakties.connections import Connections
from weakties.errors import ReadError, UnknownFormatError
from weakties.importers._files.content import describe
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.matrix import add_affiliations, add_matrix, in_order
from weakties.importers.ucinet._header import Header, is_header, parse_header

__all__ = ["read_ucinet"]

#: UCINET writes a number beyond this where a value is missing.
_NO_VALUE = 1e37


def read_ucinet(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read a UCINET 6 dataset.

    Parameters
    ----------
    path : path
        The file ``.##h`` or ``.##d`` with the other beside it, or the folder or archive that holds
        both.
    progress : callable, optional
        Called as ``progress(what, done, total)`` once it is read.

    Returns
    -------
    Connections
        Ids are the labels if no two people have the same, else their numbers. Numbers other than 0
        are ties from the row to the column; where both halves of a matrix are the same, ties have
        no direction. Several matrices are kinds of ties. Where rows and columns are not the same
        people, rows are people and columns foci of ``memberships``.

    Raises
    ------
    ReadError
        A file is missing or damaged, or holds more or fewer numbers than its header says.
    UnknownFormatError
        There is no such header.
    NothingUsableError
        The matrix has no row.

    Notes
    -----
    Missing values, and those that are not positive, are left out and counted in
    ``provenance.dropped``. Takes time and memory in proportion to the cells.

    Examples
    --------
    >>> import struct, tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> head = b"\x05V6404" + struct.pack("<5hBh2i", 26, 1, 2, 5, 3, 7, 2, 2, 2) + b"\0\0\0"
    >>> _ = Path(folder.name, "two.##h").write_bytes(head)
    >>> _ = Path(folder.name, "two.##d").write_bytes(struct.pack("<4f", 0, 3, 3, 0))
    >>> read_ucinet(Path(folder.name, "two.##h")).ties[["source", "target", "weight"]]
      source target  weight
    0      1      2     3.0
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    headers = [member for member in source.members if is_header(member)]
    if len(headers) > 1:
        names = ", ".join(member.name for member in headers[:5])
        message = f"{source.path} holds {len(headers)} datasets of UCINET: {names}. Give one."
        raise ReadError(message)
    if headers:
        return _read_pair(headers[0], _partner(source, headers[0], ".##d"), progress)
    if source.only is None or not _is_data(source.only):
        message = (
            f"{source.path} is {describe(source)}, not a dataset of UCINET (.##h with .##d beside "
            "it). Give one."
        )
        raise UnknownFormatError(message)
    return _read_pair(_partner(source, source.only, ".##h"), source.only, progress)


def _partner(source: Source, member: Member, ending: str) -> Member:
    """The other file of a dataset: in the same source, or beside the file that was given."""
    name = PurePosixPath(member.name).with_suffix(ending).as_posix().casefold()
    for other in source.members:
        if other.name.casefold() == name:
            return other
    beside = source.path.parent if source.kind == "file" else None
    found = [one for one in _files(beside) if one.name.casefold() == name]
    if not found:
        message = (
            f"{member.where} is one half of a dataset of UCINET; the other, {ending}, is not beside "
            "it. Put both files into one folder and give one of them."
        )
        raise ReadError(message)
    with open_source(found[0]) as opened:
        return opened.members[0]


def _files(folder: Path | None) -> list[Path]:
    try:
        return sorted(folder.iterdir()) if folder is not None else []
    except OSError:
        return []


def _read_pair(head: Member, data: Member, progress: Progress | None) -> Connections:
    if not is_header(head):
        message = (
            f"{head.where} does not begin as a header of UCINET 6 (V6404, or DATE: before). Open the "
            "dataset in UCINET and save it again."
        )
        raise ReadError(message)
    records = Records(member=head)
    header = parse_header(head, data=data)
    values = _values(data, header)
    if header.reordered:
        values = in_order(values, header.row_labels, header.column_labels)
    labels = header.row_labels or ([] if header.two_mode else header.column_labels)
    people = _add_people(records, labels, header.rows)
    if header.two_mode:
        records.log.warn(
            "Rows and columns are not the same people: rows were read as people, columns as groups "
            "or events. If columns are what people are, this is no network."
        )
    for at, matrix in enumerate(values):
        named = at < len(header.matrix_labels)
        kind = header.matrix_labels[at] if named else f"matrix {at + 1}"
        kind = kind if header.matrices > 1 else ""
        if header.two_mode:
            foci = _identify(header.column_labels, header.columns)
            add_affiliations(records, people, foci, matrix, kind=kind or "affiliation")
        else:
            add_matrix(records, people, matrix, kind=kind)
    if progress is not None:
        progress("Reading UCINET", data.size, data.size)
    records.log.files[data.name] = header.rows * header.matrices
    return records.connections("ucinet")


def _values(data: Member, header: Header) -> FloatArray:
    """All matrices, NaN where a value is missing."""
    cells = header.rows * header.columns * header.matrices
    with data.open() as stream:
        content = stream.read(min(4 * cells, data.size) + 1)
    if len(content) != 4 * cells:
        found = "more" if len(content) > 4 * cells else f"{len(content):,}"
        message = (
            f"{data.where} holds {found} bytes, where {header.matrices:,} matrices of "
            f"{header.rows:,} rows and {header.columns:,} columns are {4 * cells:,}. Copy both files "
            "again."
        )
        raise ReadError(message)
    values = np.frombuffer(content, dtype="<f4").astype(np.float64)
    values = np.where(np.abs(values) < _NO_VALUE, values, np.nan)
    return values.reshape(header.matrices, header.rows, header.columns)


def _identify(labels: Sequence[str], count: int) -> list[str]:
    """Ids: the labels if these tell everybody apart, else numbers."""
    if len(labels) == count and len(set(labels)) == count and all(labels):
        return list(labels)
    return [str(number) for number in range(1, count + 1)]


def _add_people(records: Records, labels: Sequence[str], count: int) -> list[str]:
    people = _identify(labels, count)
    records.add_people(people, labels or people)
    return people


def _is_data(member: Member) -> bool:
    return PurePosixPath(member.name).suffix.casefold() == ".##d"


def _sniff(source: Source) -> float:
    """A header says what it is; numbers alone are told by their name."""
    if len(source.members) > 50:
        return 0.0
    if any(map(is_header, source.members)):
        return 1.0
    return 0.95 * (source.only is not None and _is_data(source.only))


FORMATS.add(
    "ucinet",
    Format(
        name="ucinet",
        title="UCINET 6 dataset (.##h with .##d)",
        gives=("ties", "memberships"),
        read=_read,
        sniff=_sniff,
        how_to_get="The files that UCINET itself works with; keep both together.",
        endings=(".##h", ".##d"),
    ),
)
