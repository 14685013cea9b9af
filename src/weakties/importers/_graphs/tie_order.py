"""The order of ties in their table, which follows from what they say alone."""

from typing import Any

import numpy as np
import pandas as pd

from weakties._typing import IntArray
from weakties.connections import TIE_COLUMNS


def sorted_table(columns: dict[str, Any], rows: IntArray) -> pd.DataFrame:
    """These rows, in an order that follows from what the ties say alone."""
    others = [pd.Series(columns[name]) for name in columns if name not in ("source", "target")]
    varying = [_codes(column)[rows] for column in others if _varies(column)]
    ends = [columns[end].codes[rows] for end in ("target", "source")]
    order = rows[np.lexsort([*reversed(varying), *ends])]
    names = [*TIE_COLUMNS, *(name for name in columns if name not in TIE_COLUMNS)]
    return pd.DataFrame({name: columns.pop(name)[order] for name in names}, copy=False)


def _varies(column: pd.Series) -> bool:
    """Whether not all values are the same, as far as can be told at once."""
    if len(column) == 0:
        return False
    first = column.iloc[0]
    if pd.api.types.is_scalar(first) and pd.isna(first):
        return bool(column.notna().any())
    return isinstance(first, tuple) or bool((column != first).any())


def _codes(column: pd.Series) -> IntArray:
    """Ranks of the values, by their text where they are not all of one kind."""
    values: Any = column
    if column.dtype == object:
        values = column.map(repr)
    codes, _ = pd.factorize(values, sort=True)
    return np.asarray(codes, dtype=np.int64)
