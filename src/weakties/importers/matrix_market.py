"""Matrix Market files: sparse and dense matrices as text."""

import os
import re
from io import StringIO
from typing import NamedTuple

import numpy as np
import pandas as pd

from weakties._typing import FloatArray, IntArray, Progress
from weakties.connections import Connections
from weakties.errors import ReadError
from weakties.importers._files.claims import check_claim
from weakties.importers._files.sole import sniff_members, sole_member
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.text import read_text, start_of
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.matrix import are_mutual
from weakties.importers._graphs.record_tables import Membership
from weakties.importers._graphs.tie_columns import Tie

__all__ = ["read_matrix_market"]

_BANNER = re.compile(
    r"%%MatrixMarket\s+matrix\s+(\w+)\s+([\w-]+)\s+([\w-]+)[ \t]*(?:\n|$)", re.IGNORECASE
)
#: The sign of an exponent in numbers that Fortran writes.
_FORTRAN = re.compile(r"(?<=[\d.])[dD](?=[+-]?\d)")


def read_matrix_market(
    path: str | os.PathLike[str], *, progress: Progress | None = None
) -> Connections:
    r"""Read a Matrix Market file.

    Parameters
    ----------
    path : path
        Text with the banner ``%%MatrixMarket``, plain, gz, or alone in a zip.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with characters read and an estimate of all.

    Returns
    -------
    Connections
        People are numbered from 1. An entry of a symmetric matrix is a tie without direction, given
        once; one of a general matrix leads from its row to its column, unless every tie is given in
        both directions with the same strength. The entries of a pattern have strength 1. In a
        matrix that is not square, rows are people and columns foci of ``memberships``.

    Raises
    ------
    ReadError
        The file is missing or damaged, or holds more or fewer entries than it says, places
        outside the matrix, or numbers that are no strengths (complex, skew-symmetric).
    UnknownFormatError
        The file has no such banner.
    NothingUsableError
        The matrix has no row.

    Notes
    -----
    Entries of 0 are no ties; negative ones are left out and counted in ``provenance.dropped``.
    Takes time in proportion to the file, which is held in memory.

    References
    ----------
    R. F. Boisvert, R. Pozo, K. A. Remington (1996), The Matrix Market exchange formats: initial
    design. NISTIR 5935, DOI 10.6028/NIST.IR.5935.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "three.mtx")
    >>> _ = file.write_text("%%MatrixMarket matrix coordinate pattern symmetric\n3 3 2\n2 1\n3 2\n")
    >>> read_matrix_market(file).ties[["source", "target", "directed", "weight"]]
      source target  directed  weight
    0      2      1     False     1.0
    1      3      2     False     1.0
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


class _Entries(NamedTuple):
    """Places from 0 and values, in order."""

    rows: IntArray
    columns: IntArray
    values: FloatArray


def _read(source: Source, progress: Progress | None) -> Connections:
    member = sole_member(source, "a Matrix Market file", _has_banner)
    records = Records(member=member)
    text = read_text(member, records.log, "Matrix Market", progress)
    shape, kind, symmetry = _banner(text, member.where)
    sizes, line, data = _sizes(text, member.where)
    for count in sizes:
        check_claim(count, "rows, columns or entries", size=len(text), where=member.where)
    wanted = 2 if shape == "array" else 3
    if len(sizes) != wanted:
        message = (
            f"{member.where}, line {line}: {len(sizes)} numbers, where {wanted} should say how "
            "many rows, columns (and entries) there are."
        )
        raise ReadError(message)
    symmetric = symmetry in ("symmetric", "hermitian")
    if shape == "array":
        entries = _dense(data, sizes, line, symmetric=symmetric, where=member.where)
    else:
        entries = _sparse(data, sizes, line, pattern=kind == "pattern", where=member.where)
    _add(entries, sizes, records, symmetric=symmetric)
    return records.connections("matrix_market")


def _banner(text: str, where: str) -> tuple[str, str, str]:
    found = _BANNER.match(text)
    words = found.groups() if found else ("", "", "")
    shape, kind, symmetry = (word.casefold() for word in words)
    known = (
        shape in ("coordinate", "array"),
        kind in ("real", "double", "integer", "unsigned-integer", "pattern"),
        symmetry in ("general", "symmetric", "hermitian"),
    )
    if not all(known):
        first = " ".join(text.partition("\n")[0].split()[1:])[:60]
        message = (
            f"{where}, line 1: what is {first or 'not described'} holds no strengths of ties. Give "
            "a matrix that is coordinate or array, real, integer or pattern, and general or "
            "symmetric."
        )
        raise ReadError(message)
    return shape, kind, symmetry


def _sizes(text: str, where: str) -> tuple[list[int], int, str]:
    """The numbers of the first line that is no comment, that line, and what follows."""
    place, line = 0, 0
    while place < len(text):
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        row, line = text[place:end].strip(), line + 1
        if row and not row.startswith("%"):
            words = row.split()
            if not all(word.isdecimal() and len(word) < 19 for word in words):
                message = f"{where}, line {line}: {row[:40]!r}, where the size should stand."
                raise ReadError(message)
            return [int(word) for word in words], line, text[end + 1 :]
        place = end + 1
    message = f"{where}: it ends after line {line}, before it says how large the matrix is."
    raise ReadError(message)


def _sparse(data: str, sizes: list[int], line: int, *, pattern: bool, where: str) -> _Entries:
    width = 2 if pattern else 3
    table = _numbers(data, width, line, where)
    if len(table) != sizes[2]:
        message = (
            f"{where}: {len(table):,} entries, where line {line} says {sizes[2]:,}. It is cut "
            "short or was changed; get it again."
        )
        raise ReadError(message)
    places = table[:, :2]
    outside = (places < 1) | (places > sizes[:2]) | (places % 1 != 0)
    if outside.any():
        entry = int(np.flatnonzero(outside.any(axis=1))[0])
        message = (
            f"{where}: entry {entry + 1:,} is at row {places[entry, 0]:g} and column "
            f"{places[entry, 1]:g}, outside of {sizes[0]:,} rows and {sizes[1]:,} columns from 1."
        )
        raise ReadError(message)
    rows, columns = (places.astype(np.int64) - 1).T
    return _Entries(rows, columns, np.ones(len(table)) if pattern else table[:, 2])


def _dense(data: str, sizes: list[int], line: int, *, symmetric: bool, where: str) -> _Entries:
    values = _numbers(data, 1, line, where)[:, 0]
    # Column by column; of a symmetric matrix the half below the diagonal.
    columns, rows = np.indices((sizes[1], sizes[0])).reshape(2, -1)
    if symmetric:
        half = rows >= columns
        rows, columns = rows[half], columns[half]
    if len(values) != len(rows):
        message = f"{where}: {len(values):,} numbers, where line {line} means {len(rows):,}."
        raise ReadError(message)
    return _Entries(rows, columns, values)


def _numbers(data: str, width: int, line: int, where: str) -> FloatArray:
    """The numbers of all rows; raises at the first row that is not so many of them."""
    if not data.strip():
        return np.empty((0, width))
    plain = _FORTRAN.sub("e", data)
    try:
        table = pd.read_csv(
            StringIO(plain), sep=r"\s+", header=None, comment="%", dtype=np.float64, engine="c"
        ).to_numpy()
    except (ValueError, OverflowError):
        table = np.empty((0, 0))
    if table.shape[1] != width or not np.isfinite(table).all():
        raise ReadError(_explain(plain, width, line, where))
    return np.asarray(table, dtype=np.float64)


def _explain(data: str, width: int, line: int, where: str) -> str:
    for at, row in enumerate(data.split("\n"), start=line + 1):
        words = row.partition("%")[0].split()
        try:
            fine = not words or (len(words) == width and np.isfinite(list(map(float, words))).all())
        except ValueError:
            fine = False
        if not fine:
            return f"{where}, line {at}: {row[:40]!r}, where {width} number(s) should stand."
    return f"{where}: its rows do not hold {width} number(s) each."


def _add(entries: _Entries, sizes: list[int], records: Records, *, symmetric: bool) -> None:
    people = [str(number) for number in range(1, sizes[0] + 1)]
    for person in people:
        records.add_person(person)
    given = entries.values != 0
    rows, columns, values = (part[given] for part in entries)
    if sizes[0] != sizes[1]:
        for row, column, value in zip(rows.tolist(), columns.tolist(), values.tolist()):
            member = Membership(people[row], f"column {column + 1}", weight=value)
            records.add_membership(member)
        return
    mutual = symmetric or are_mutual(rows, columns, values)
    if mutual and not symmetric:
        rows, columns, values = (part[rows >= columns] for part in (rows, columns, values))
    ends = {
        "source": [people[row] for row in rows.tolist()],
        "target": [people[column] for column in columns.tolist()],
        "weight": values.tolist(),
    }
    records.add_ties(ends, like=Tie("", "", directed=not mutual))


def _has_banner(member: Member) -> bool:
    return start_of(member)[:14].casefold() == "%%matrixmarket"


FORMATS.add(
    "matrix_market",
    Format(
        name="matrix_market",
        title="Matrix Market (.mtx)",
        gives=("ties", "memberships"),
        read=_read,
        sniff=lambda source: sniff_members(source, _has_banner),
        how_to_get=(
            "SuiteSparse Matrix Collection and Network Repository offer such files. SciPy: "
            "scipy.io.mmwrite."
        ),
        endings=(".mtx",),
    ),
)
