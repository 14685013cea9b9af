"""Lists of ties in Parquet, Arrow and Feather files."""

import os
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import MissingPackageError, ReadError, UnknownFormatError
from weakties.importers._files.content import describe
from weakties.importers._files.guard import LARGEST_RATIO, LARGEST_UNPACKED
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers.edge_list import read_table_of_ties

__all__ = ["read_parquet"]

_PARQUET, _ARROW = b"PAR1", b"ARROW1"
#: So many rows may be packed into however few bytes.
_FREE_ROWS = 1_000_000
_MOST_COLUMNS = 1000


def read_parquet(
    path: str | os.PathLike[str],
    *,
    source: str | int | None = None,
    target: str | int | None = None,
    weight: str | int | None = None,
    time: str | int | None = None,
    directed: bool = False,
    progress: Progress | None = None,
) -> Connections:
    r"""Read a list of ties from a Parquet, Arrow or Feather file.

    Parameters
    ----------
    path : path
        The file, or a zip or gz of it alone. Needs pyarrow: ``pip install weakties[parquet]``.
    source, target : str or int, optional
        Columns of the two people, by name or by number from 0. By default those called so or as
        is usual (from, to, sender, recipient, src, dst, ...).
    weight : str or int, optional
        Column of strengths: positive, more is closer. By default the one called weight, strength,
        value or count. Without one, every row counts 1.
    time : str or int, optional
        Column of times. By default the one called time, timestamp or date.
    directed : bool, default: False
        Whether a row leads from source to target. Without it, rows are directed only where a
        column ``Type`` says so, as Gephi writes it.
    progress : callable, optional
        Called as ``progress(what, done, total)`` once it is read.

    Returns
    -------
    Connections
        As `weakties.importers.read_edge_list` gives them: ids are texts, every row is a tie.

    Raises
    ------
    MissingPackageError
        pyarrow is not installed.
    ReadError
        The file is missing or damaged, or unpacks to far more than such a file holds.
    UnknownFormatError
        It is none of these, or it cannot be told which columns hold the people.
    NothingUsableError
        There is no row that can be used.
    ArgumentError
        A column asked for does not exist.

    Notes
    -----
    Rows are numbered from 1 where ``provenance`` names them. Takes time in proportion to the rows,
    and sorting.

    Examples
    --------
    With pyarrow installed::

        found = weakties.importers.read_parquet("calls.parquet", weight="calls")
    """
    wanted = {"source": source, "target": target, "weight": weight, "time": time}
    with open_source(path) as opened:
        return _read_as(opened, wanted, directed=directed, progress=progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    return _read_as(source, {}, directed=False, progress=progress)


def _read_as(
    source: Source,
    wanted: dict[str, str | int | None],
    *,
    directed: bool,
    progress: Progress | None,
) -> Connections:
    member = source.only
    if member is None or not _is_table(member):
        message = f"{source.path} is {describe(source)}, not a Parquet or Arrow file. Give one."
        raise UnknownFormatError(message)
    table = _table(member)
    columns = {str(name): _texts(table.column(at)) for at, name in enumerate(table.column_names)}
    if progress is not None:
        progress("Reading ties", member.size, member.size)
    lines = np.arange(1, table.num_rows + 1, dtype=np.int32)
    found = read_table_of_ties(member, columns, lines, wanted, directed=directed)
    return replace(found, provenance=replace(found.provenance, format="parquet"))


def _table(member: Member) -> Any:
    """The whole table, after a look at how large it is."""
    try:
        import pyarrow as pa
        from pyarrow import feather, parquet
    except ImportError:
        message = (
            f"{member.where} is a Parquet or Arrow file, which takes the package pyarrow to read. "
            "Install it: pip install 'weakties[parquet]'. Or save the table as CSV."
        )
        raise MissingPackageError(message) from None
    with member.open() as stream:
        content = stream.read(LARGEST_UNPACKED)
    try:
        if content.startswith(_ARROW):
            return feather.read_table(pa.BufferReader(content))
        file = parquet.ParquetFile(pa.BufferReader(content))
        _check_size(file.metadata, len(content), member)
        return file.read()
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        if isinstance(error, ReadError):
            raise
        first = str(error).partition("\n")[0]
        message = f"{member.where} is damaged or cut short ({first}). Write or copy it again."
        raise ReadError(message) from None


def _check_size(metadata: Any, packed: int, member: Member) -> None:
    rows, columns = metadata.num_rows, metadata.num_columns
    if rows > max(_FREE_ROWS, LARGEST_RATIO * packed) or columns > _MOST_COLUMNS:
        message = (
            f"{member.where} says that it holds {rows:,} rows of {columns:,} columns in {packed:,} "
            f"bytes, which no list of ties does (at most {_MOST_COLUMNS:,} columns make sense). It "
            "was not read."
        )
        raise ReadError(message)


def _texts(column: Any) -> Any:
    """A column as texts; nothing where there is no value."""
    import pyarrow as pa

    if pa.types.is_integer(column.type):
        # With gaps they would become floats, which do not hold large numbers.
        column = column.cast(pa.string())
    values = column.to_pandas()
    missing = values.isna().to_numpy()
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        values = values.dt.tz_convert("UTC").dt.tz_localize(None)
    if pd.api.types.is_float_dtype(values.dtype):
        # Whole numbers with gaps become floats: 1.0 is 1.
        texts = [str(int(one)) if one == one // 1 else str(one) for one in values.fillna(0)]
    elif pd.api.types.is_datetime64_any_dtype(values.dtype):
        texts = [one.isoformat() for one in values.fillna(pd.Timestamp(0))]
    else:
        texts = [str(one) for one in values]
    return np.where(missing, "", np.array(texts, dtype=object))


def _is_table(member: Member) -> bool:
    return member.head()[:6].startswith((_PARQUET, _ARROW))


FORMATS.add(
    "parquet",
    Format(
        name="parquet",
        title="list of ties in Parquet, Arrow or Feather (needs pyarrow)",
        gives=("ties",),
        extra="parquet",
        read=_read,
        sniff=lambda source: float(source.only is not None and _is_table(source.only)),
        how_to_get="pandas: to_parquet or to_feather; also Spark, DuckDB, Polars, R (arrow).",
        endings=(".parquet", ".feather", ".arrow"),
    ),
)
