"""Lists of ties: CSV, TSV and blank-separated text, plain or gz."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from weakties._typing import PositionArray, Progress
from weakties.connections import Connections
from weakties.errors import UnknownFormatError, WeakTiesError
from weakties.importers._files.content import describe, name_content
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._log import Log
from weakties.importers.edge_list._assemble import assemble
from weakties.importers.edge_list._blocks import (
    NotAsStoredError,
    decoded_blocks,
    first_lines,
    stored_blocks,
)
from weakties.importers.edge_list._cells import is_number, split_line
from weakties.importers.edge_list._dictionaries import have_dictionaries, read_dictionaries
from weakties.importers.edge_list._places import Wanted
from weakties.importers.edge_list._rows import read_rows, table_from_columns
from weakties.importers.edge_list._shape import Shape, find_shape, shape_of_table

__all__ = ["read_columns", "read_edge_list", "read_table_of_ties"]


def read_edge_list(
    path: str | os.PathLike[str],
    *,
    source: str | int | None = None,
    target: str | int | None = None,
    weight: str | int | None = None,
    time: str | int | None = None,
    directed: bool = False,
    progress: Progress | None = None,
) -> Connections:
    r"""Read a list of ties: a row a tie, its two people in columns of their own.

    Parameters
    ----------
    path : path
        Text (CSV, TSV, blank-separated; UTF-8, UTF-16 or Windows-1252), plain, gz, or alone in a
        zip. The separator, the header and comment lines (``#``, ``%``) are recognised; so are rows
        that end with a dictionary, as NetworkX's ``write_edgelist`` writes them.
    source, target : str or int, optional
        Columns of the two people, by name or by number from 0. By default those called so or as
        is usual (from, to, sender, recipient, src, dst, ...), else the first two; what was
        decided is said in ``provenance.warnings``.
    weight : str or int, optional
        Column of strengths: positive, more is closer. By default the one called weight, strength,
        value or count, or the first nameless one of numbers. Without one, every row counts 1.
    time : str or int, optional
        Column of times: ISO dates, dates as people write them, years, or seconds, milli-, micro-
        or nanoseconds since 1970. By default the one called time, timestamp or date, or the first
        nameless one of whole numbers from 10^8 up or of dates.
    directed : bool, default: False
        Whether a row leads from source to target. Without it, rows are directed only where a
        column ``Type`` says so, as Gephi writes it, or a comment, as in files of SNAP.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with characters read and an estimate of all.

    Returns
    -------
    Connections
        Everybody named is a person, ids are the texts of the file (01 and 1 are two people).
        Every row is a tie, loops and repeated rows included; `weakties.build_network` drops and
        sums them. Evidence is what a column of that name states, as in ``ties.csv`` of a result,
        else ``interaction`` where ties have times, else ``declared``. Ties are sorted, so that the
        order of the rows makes no difference.

    Raises
    ------
    ReadError
        The file is missing, damaged, unsafe or cannot be decoded.
    UnknownFormatError
        The file is no list of ties, or it cannot be told which columns hold the people.
    NothingUsableError
        There is no row that can be used.
    ArgumentError
        A column asked for does not exist.

    Notes
    -----
    Rows without two people, with a name of over 1,000 characters, with a weight that is missing, no
    number, not positive or beyond all measure (1e-100 to 1e100), or with too many columns are left
    out, counted in ``provenance.dropped``, and the first thousand reported with their lines in
    ``provenance.problems``. Takes time in proportion to the rows, and sorting.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "ties.csv")
    >>> _ = file.write_text("from,to,count\nana,ben,2\nben,cai,1\n")
    >>> read_edge_list(file).ties[["source", "target", "weight"]]
      source target  weight
    0    ana    ben     2.0
    1    ben    cai     1.0
    >>> folder.cleanup()
    """
    wanted = {"source": source, "target": target, "weight": weight, "time": time}
    with open_source(path) as opened:
        return _read_as(opened, wanted, directed=directed, progress=progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    return _read_as(source, {}, directed=False, progress=progress)


def _read_as(
    source: Source, wanted: Wanted, *, directed: bool, progress: Progress | None
) -> Connections:
    member = source.only
    if member is None:
        message = f"{source.path} is {describe(source)}. Give the one file that lists ties."
        raise UnknownFormatError(message)
    if what := name_content(member.head()):
        message = f"{member.where} looks like {what}, which is not read as a list of ties."
        raise UnknownFormatError(message)
    return read_columns(member, wanted, directed=directed, progress=progress)


def read_columns(
    member: Member, wanted: Wanted, *, directed: bool, progress: Progress | None
) -> Connections:
    """Read the ties of a text with these columns; the others are found."""
    first = first_lines(member)
    if have_dictionaries(first) and not any(wanted.values()):
        return read_dictionaries(member, progress, directed=directed)
    shape = find_shape(first, wanted, where=member.where)
    try:
        log = Log()
        blocks = stored_blocks(member, shape.skip)
        table = read_rows(blocks, shape, member, log, progress)
    except NotAsStoredError:
        log = Log()
        log.warn_of_encoding(member)
        blocks = decoded_blocks(member, shape.skip)
        table = read_rows(blocks, shape, member, log, progress)
    # Only texts are written with signs before formulas.
    table = table.without_signs()
    return assemble(table, shape, member, log, directed=directed or shape.directed)


def read_table_of_ties(
    member: Member,
    names: Sequence[str],
    read_cells: Callable[[Sequence[int]], tuple[PositionArray, Mapping[int, Any]]],
    wanted: Wanted,
    *,
    directed: bool,
) -> Connections:
    """Read the ties of a table that is no text and has columns of these names.

    ``read_cells`` is given the places of those that are used, and returns a line for each row, and
    the texts of each of these columns.
    """
    shape = shape_of_table(names, wanted, where=member.where)
    table = table_from_columns(*read_cells(shape.used), shape)
    return assemble(table, shape, member, Log(), directed=directed)


def _sniff(source: Source) -> float:
    """How sure the content is a list of ties: by its columns' names, its numbers, its form."""
    member = source.only
    if member is None or name_content(member.head()):
        return 0.0
    try:
        lines = first_lines(member)
        if have_dictionaries(lines):
            return 0.5
        shape = find_shape(lines, {}, where=member.where)
    except WeakTiesError:
        return 0.0
    return 0.8 if shape.certain else 0.5 if _is_numeric(lines, shape) else 0.2


def _explain(source: Source) -> str | None:
    """Why a text is no list of ties; nothing about what is surely no text."""
    member = source.only
    if member is None or name_content(member.head()):
        return None
    try:
        find_shape(first_lines(member), {}, where=member.where)
    except WeakTiesError as error:
        return str(error)
    return None


def _is_numeric(lines: list[str], shape: Shape) -> bool:
    first = next((line for line in lines[shape.skip :] if line.strip()), "")
    return all(map(is_number, split_line(first, shape.separator)[:2]))


FORMATS.add(
    "edge_list",
    Format(
        name="edge_list",
        title="edge list (CSV, TSV or text, plain or gz: a row a tie, best with a header source,target)",
        gives=("ties",),
        read=_read,
        sniff=_sniff,
        explain=_explain,
        how_to_get=(
            "Any table with a row a tie and a column for each of its two people: save it as CSV. "
            "Gephi: Data Laboratory, Edges, Export table. SNAP and Netzschleuder offer such files."
        ),
    ),
)
