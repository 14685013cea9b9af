"""Matrices of ties as tables: CSV, TSV and blank-separated text."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from weakties._typing import FloatArray, Progress
from weakties.connections import Connections
from weakties.errors import ReadError, UnknownFormatError
from weakties.importers._cells.numbers import number_of
from weakties.importers._files.content import describe, name_content
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.matrix import add_affiliations, add_matrix
from weakties.importers.adjacency_matrix._layout import (
    Layout,
    check_width,
    find_layout,
    is_missing,
    open_lines,
)
from weakties.importers.edge_list._cells import is_comment, split_line

__all__ = ["read_adjacency_matrix"]

_SURE = 0.9
#: Characters between two words about progress.
_TELL = 1 << 22
#: The half of a smaller matrix is one number.
_SMALLEST_HALF = 3


def read_adjacency_matrix(
    path: str | os.PathLike[str], *, progress: Progress | None = None
) -> Connections:
    r"""Read a matrix of ties: a row and a column for everybody, strengths in the cells.

    Parameters
    ----------
    path : path
        Text (CSV, TSV, blank-separated; UTF-8, UTF-16 or Windows-1252), plain, gz, or alone in a
        zip. Labels of the columns may stand in the first row, those of the rows in the first
        column; without labels the matrix must be square.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with characters read and an estimate of all.

    Returns
    -------
    Connections
        Ids are the labels, or numbers from 1. Every number but 0 is a tie from the row to the
        column; where both halves of the matrix are the same, ties have no direction. The order of
        rows and columns makes no difference. If no row is called as any column is, rows are people
        and columns foci of ``memberships``: a two-mode network.

    Raises
    ------
    ReadError
        The file is missing or damaged, rows have more or fewer cells than there are columns, or a
        cell is no number.
    UnknownFormatError
        The file is no matrix.
    NothingUsableError
        It holds nobody.

    Notes
    -----
    Cells that are empty or "NA" off the diagonal, and numbers that are not positive, are left out
    and counted in ``provenance.dropped``. Takes time and memory in proportion to the cells.

    `weakties.read` takes a table whose rows and columns have different names for a matrix only if
    its cells are 0 and 1 and nothing stands in its corner; this function takes any.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "matrix.csv")
    >>> _ = file.write_text(",ana,ben,chi\nana,0,2,0\nben,2,0,1\nchi,0,1,0\n")
    >>> read_adjacency_matrix(file).ties[["source", "target", "directed", "weight"]]
      source target  directed  weight
    0    ana    ben     False     2.0
    1    ben    chi     False     1.0
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


class _Table(NamedTuple):
    """Labels and values of a matrix."""

    rows: list[str]
    columns: list[str]
    values: FloatArray


def _read(source: Source, progress: Progress | None) -> Connections:
    member = source.only
    layout = None
    if member is not None and not name_content(member.head()):
        layout = find_layout(member)
    if member is None or layout is None:
        message = (
            f"{source.path} is {describe(source)}, no matrix of numbers with labels on top and at "
            "the side, or with as many rows as columns. Give one."
        )
        raise UnknownFormatError(message)
    check_width(layout, member)
    records = Records(member=member)
    table = _read_table(member, layout, progress)
    records.log.warn_of_encoding(member)
    if set(table.rows) & set(table.columns):
        _add_one_mode(table, records)
    else:
        records.add_people(table.rows, table.rows)
        _refuse_twins(table.rows, "rows", member)
        _refuse_twins(table.columns, "columns", member)
        add_affiliations(records, table.rows, table.columns, table.values)
    return records.connections("adjacency_matrix")


def _read_table(member: Member, layout: Layout, progress: Progress | None) -> _Table:
    names: list[str] = []
    values: list[FloatArray] = []
    done = told = 0
    for line, cells in _rows(member, layout):
        if layout.columns is not None:
            names.append(cells.pop(0) if cells else "")
        width = (
            len(values[0]) if layout.columns is None and values else len(layout.columns or cells)
        )
        if len(cells) != width:
            message = (
                f"{member.where}, line {line}: {len(cells):,} numbers, but there are {width:,} "
                "columns. Export the matrix again."
            )
            raise ReadError(message)
        values.append(_numbers(cells, line, layout, member))
        done += sum(map(len, cells)) + len(cells)
        if progress is not None and done >= told + _TELL:
            told = done
            progress("Reading a matrix", done, max(done, member.size))
    matrix = np.array(values)
    numbers = [str(at + 1) for at in range(len(values))]
    if layout.columns is None:
        return _Table(numbers, numbers, matrix)
    return _Table(names, list(layout.columns), matrix)


def _rows(member: Member, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    with open_lines(member) as stream:
        for line, text in enumerate(stream, start=1):
            if line <= layout.skip or not text.strip() or is_comment(text):
                continue
            cells = split_line(text, layout.separator)
            if any(cells):
                kept = len(cells) - layout.trailing
                yield line, cells if any(cells[kept:]) else cells[:kept]


def _numbers(cells: Sequence[str], line: int, layout: Layout, member: Member) -> FloatArray:
    try:
        return np.array(cells, dtype=np.float64)
    except ValueError:
        plain = cells if layout.separator == "," else [cell.replace(",", ".") for cell in cells]
        numbers = [np.nan if is_missing(cell) else number_of(cell) for cell in plain]
    if None in numbers:
        at = numbers.index(None)
        message = (
            f"{member.where}, line {line}, column {at + 1 + (layout.columns is not None)}: "
            f"{cells[at][:40]!r} is no number. A matrix of ties has a number in every cell."
        )
        raise ReadError(message)
    return np.array(numbers, dtype=np.float64)


def _add_one_mode(table: _Table, records: Records) -> None:
    """Add a matrix whose rows are called as columns are, in whatever order."""
    if table.rows == table.columns and len(set(table.rows)) < len(table.rows):
        people = [str(at + 1) for at in range(len(table.rows))]
        records.add_people(people, table.rows)
        add_matrix(records, people, _completed(table.values, records))
        return
    _refuse_twins(table.rows, "rows", records.member)
    _refuse_twins(table.columns, "columns", records.member)
    people = sorted({*table.rows, *table.columns})
    place = {one: at for at, one in enumerate(people)}
    values = np.zeros((len(people), len(people)))
    rows, columns = ([place[one] for one in names] for names in (table.rows, table.columns))
    values[np.ix_(rows, columns)] = table.values
    lacking = len(people) - len(table.rows)
    if lacking:
        records.log.warn(f"People who have a column, but no row: {lacking:,} of {len(people):,}.")
    records.add_people(people, people)
    add_matrix(records, people, _completed(values, records))


def _completed(values: FloatArray, records: Records) -> FloatArray:
    """The matrix with 0 on a diagonal that is left empty, and both halves where one is."""
    diagonal = np.diagonal(values)
    np.fill_diagonal(values, np.where(np.isnan(diagonal), 0, diagonal))
    empty = np.isnan(values)
    halves = [~np.tri(len(values), dtype=bool), np.tri(len(values), k=-1, dtype=bool)]
    if len(values) < _SMALLEST_HALF or sum(bool(empty[half].all()) for half in halves) != 1:
        return values
    records.log.warn("One half of the matrix is empty: its ties were read without direction.")
    return np.where(empty, values.T, values)


def _refuse_twins(names: Sequence[str], what: str, member: Member) -> None:
    twins = sorted(name for name, times in Counter(names).items() if times > 1)
    if twins:
        message = (
            f"{member.where}: {len(twins):,} labels of {what} come twice (the first is "
            f"{twins[0][:40]!r}), so that it is not clear whose ties they are. Give each its own."
        )
        raise ReadError(message)


def _sniff(source: Source) -> float:
    member = source.only
    if member is None or name_content(member.head()):
        return 0.0
    layout = find_layout(member)
    return _SURE if layout is not None and layout.certain else 0.0


def _explain(source: Source) -> str | None:
    """Why a table that could be a matrix is not read as one."""
    member = source.only
    if member is None or name_content(member.head()):
        return None
    layout = find_layout(member)
    if layout is None or layout.columns is None or layout.certain or not layout.blank:
        return None
    return (
        f"{source.path} may be a matrix or a table of people: its rows and columns do not have the "
        "same names, and its cells are not 0 and 1 alone. If columns are groups or events that the "
        "people in the rows took part in, read it with weakties.importers.read_adjacency_matrix; "
        "if a row is a tie, call the columns of its two people source and target."
    )


FORMATS.add(
    "adjacency_matrix",
    Format(
        name="adjacency_matrix",
        title="adjacency matrix (CSV, TSV or text: a row and a column for everybody)",
        gives=("ties", "memberships"),
        read=_read,
        sniff=_sniff,
        explain=_explain,
        how_to_get=(
            "Save the matrix of a spreadsheet as CSV. UCINET: Data, Export, CSV. R: write.csv of "
            "an adjacency matrix. pandas: to_csv."
        ),
    ),
)
