"""Lists of ties in Parquet, Arrow and Feather files."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from weakties._typing import PositionArray, Progress
from weakties.connections import Connections
from weakties.errors import MissingPackageError, ReadError, UnknownFormatError, WeakTiesError
from weakties.importers._files.content import describe
from weakties.importers._files.guard import LARGEST_UNPACKED
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers.edge_list import read_table_of_ties

__all__ = ["read_parquet"]

_PARQUET, _ARROW = b"PAR1", b"ARROW1"
#: So many rows may be packed into however few bytes.
_FREE_ROWS = 1_000_000
#: A tie that takes less than a bit says nothing.
_MOST_ROWS_A_BYTE = 8
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
    with _opened(member) as file:
        names = list(map(str, file.names))
        found = read_table_of_ties(
            member, names, partial(_read_cells, file), wanted, directed=directed
        )
    if progress is not None:
        progress("Reading ties", member.size, member.size)
    return replace(found, provenance=replace(found.provenance, format="parquet"))


@contextmanager
def _opened(member: Member) -> Iterator["_Table"]:
    """The table, of which nothing was read yet; what is wrong with it then becomes our error."""
    try:
        import pyarrow as pa
    except ImportError:
        message = (
            f"{member.where} is a Parquet or Arrow file, which takes the package pyarrow to read. "
            "Install it: pip install 'weakties[parquet]'. Or save the table as CSV."
        )
        raise MissingPackageError(message) from None
    with member.open() as stream:
        content = stream.read(LARGEST_UNPACKED)
    try:
        yield _Table(content, member)
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        if isinstance(error, WeakTiesError):
            raise
        first = str(error).partition("\n")[0]
        message = f"{member.where} is damaged or cut short ({first}). Write or copy it again."
        raise ReadError(message) from None


class _Table:
    """A file whose columns are read when they are asked for, after a look at how large they are."""

    def __init__(self, content: bytes, member: Member) -> None:
        import pyarrow as pa
        from pyarrow import ipc, parquet

        self._member = member
        self._size = len(content)
        self._buffer = pa.BufferReader(content)
        self._parquet = None
        if content.startswith(_ARROW):
            self._schema = ipc.open_file(self._buffer).schema
        else:
            self._parquet = parquet.ParquetFile(self._buffer)
            self._schema = self._parquet.schema_arrow
        self.names: Sequence[str] = self._schema.names
        if len(self.names) > _MOST_COLUMNS:
            message = (
                f"{member.where} has {len(self.names):,} columns, where at most {_MOST_COLUMNS:,} "
                "make sense in a list of ties."
            )
            raise ReadError(message)

    def read(self, places: Sequence[int]) -> Any:
        """The columns at these places, in order."""
        import pyarrow as pa

        for at in places:
            if pa.types.is_nested(self._schema.types[at]):
                message = (
                    f"{self._member.where}: column {self.names[at]!r} holds {self._schema.types[at]}, "
                    "where a text, number or time is needed. Write the table with a row a tie."
                )
                raise UnknownFormatError(message)
        return self._read_parquet(places) if self._parquet else self._read_arrow(places)

    def _read_parquet(self, places: Sequence[int]) -> Any:
        import pyarrow as pa
        from pyarrow import parquet

        names = [self.names[at] for at in places]
        texts = [
            name
            for name, at in zip(names, places)
            if pa.types.is_string(self._schema.types[at])
            or pa.types.is_large_string(self._schema.types[at])
        ]
        # One text in very many rows is held once.
        file = parquet.ParquetFile(self._buffer, read_dictionary=texts)
        self._check_rows(file.metadata.num_rows)
        table = file.read(columns=names)
        return [table.column(table.schema.get_all_field_indices(name)[0]) for name in names]

    def _read_arrow(self, places: Sequence[int]) -> Any:
        import pyarrow as pa
        from pyarrow import ipc

        ordered = sorted(places)
        options = ipc.IpcReadOptions(included_fields=ordered)
        file = ipc.open_file(self._buffer, options=options)
        batches = []
        rows = 0
        for number in range(file.num_record_batches):
            batches.append(file.get_batch(number))
            rows += batches[-1].num_rows
            self._check_rows(rows)
        schema = pa.schema([self._schema.field(at) for at in ordered])
        table = pa.Table.from_batches(batches, schema)
        return [table.column(ordered.index(at)) for at in places]

    def _check_rows(self, rows: int) -> None:
        if rows > max(_FREE_ROWS, _MOST_ROWS_A_BYTE * self._size):
            message = (
                f"{self._member.where} says that it holds {rows:,} rows in {self._size:,} bytes, "
                "which no list of ties does. It was not read."
            )
            raise ReadError(message)


def _read_cells(table: _Table, used: Sequence[int]) -> tuple[PositionArray, Mapping[int, Any]]:
    """A number for each row, and the texts of the columns that are used."""
    columns = dict(zip(used, map(_texts, table.read(used))))
    rows = len(next(iter(columns.values())))
    return np.arange(1, rows + 1, dtype=np.int32), columns


def _texts(column: Any) -> Any:
    """A column as texts; nothing where there is no value."""
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        return _repeated_texts(column)
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


def _repeated_texts(column: Any) -> Any:
    """The texts of a column that names each once, and says which stands in every row."""
    import pyarrow as pa

    found = [np.empty(0, dtype=object)]
    for chunk in column.chunks:
        distinct = np.append(_texts(pa.chunked_array([chunk.dictionary])), "")
        codes = chunk.indices.cast(pa.int64()).fill_null(len(distinct) - 1)
        found.append(distinct[codes.to_numpy(zero_copy_only=False)])
    return np.concatenate(found)


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
