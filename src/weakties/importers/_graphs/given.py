"""Values that some rows have, kept so that rows without one cost nothing."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

import numpy as np

from weakties._typing import IntArray

#: Different values that are kept once; a column that has more may have another in every row.
_MOST_KNOWN = 10_000


class Given:
    """A column of values, of which most files write few many times."""

    __slots__ = ("_known", "_rows", "values")

    def __init__(self) -> None:
        self.values: list[Any] = []  #: in order of their rows
        self._rows = array("i")
        self._known: dict[Any, Any] = {}

    def __len__(self) -> int:
        return len(self.values)

    def put(self, row: int, value: Any) -> None:
        """Add the value of a row that comes after those so far."""
        # True, 1 and 1.0 are equal, and so are 0.0 and -0.0, but not the same.
        if value and type(value) in (str, float):
            known = self._known
            full = len(known) >= _MOST_KNOWN
            value = known.get(value, value) if full else known.setdefault(value, value)
        self._rows.append(row)
        self.values.append(value)

    def extend(self, start: int, values: Iterable[Any]) -> None:
        """Add the values of rows from this one on; None is no value."""
        for row, value in enumerate(values, start=start):
            if value is not None:
                self.put(row, value)

    def joined(self, other: "Given") -> "Given | None":
        """The values of both, if no row has one in each."""
        rows = np.concatenate([self.rows(), other.rows()])
        if len(np.unique(rows)) < len(rows):
            return None
        values = [*self.values, *other.values]
        both = Given()
        for at in np.argsort(rows).tolist():
            both.put(int(rows[at]), values[at])
        return both

    def rows(self) -> IntArray:
        """The rows that have a value."""
        return np.array(self._rows, dtype=np.int64)

    def at(self, row: int) -> Any:
        """The value of a row, None if it has none."""
        place = bisect_left(self._rows, row)
        found = place < len(self._rows) and self._rows[place] == row
        return self.values[place] if found else None

    def dense(self, count: int, default: Any = None) -> list[Any]:
        """The values of so many rows."""
        column = [default] * count
        for row, value in zip(self._rows, self.values):
            column[row] = value
        return column
