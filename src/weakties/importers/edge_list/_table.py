"""The rows of an edge list on their way to ties."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from weakties._spreadsheets import plain_cell
from weakties._typing import BoolArray, IntArray, PositionArray
from weakties.importers._files.source import Member
from weakties.importers._log import Log
from weakties.importers.edge_list._shape import Shape


@dataclass(frozen=True, kw_only=True)
class Column:
    """The texts of a column: each distinct one once, and which of them stands in every row."""

    codes: Any  #: whole numbers, places in `texts`
    texts: list[str]  #: each stands in some row

    @classmethod
    def of(cls, cells: Any) -> "Column":
        """A column of cells, texts or whole numbers that stand for theirs."""
        codes, distinct = pd.factorize(cells)
        values = distinct.tolist()
        if distinct.dtype != np.int64:
            return cls(codes=codes, texts=values)
        return cls(codes=codes, texts=list(map(str, values)))

    def rows(self, kept: BoolArray | IntArray) -> "Column":
        """These rows alone."""
        codes = self.codes[kept]
        there = np.bincount(codes, minlength=len(self.texts)) > 0
        if there.all():
            return Column(codes=codes, texts=self.texts)
        places = np.cumsum(there, dtype=np.int32) - 1
        texts = [self.texts[at] for at in np.flatnonzero(there).tolist()]
        return Column(codes=places[codes], texts=texts)

    def cell(self, row: int) -> str:
        """The text of a row."""
        return self.texts[int(self.codes[row])]

    def cells(self) -> list[str]:
        """The text of every row."""
        return [self.texts[code] for code in self.codes.tolist()]


@dataclass(frozen=True, kw_only=True)
class Table:
    """All rows of a file; people as numbers."""

    lines: PositionArray  #: physical line of every row
    ids: list[str]  #: sorted; the empty one, if any, comes first
    source: Any  #: place in `ids`, as int32
    target: Any
    texts: dict[int, Column]  #: other columns that are used

    @property
    def nobody(self) -> int:
        """The number of the empty id."""
        return 0 if self.ids and not self.ids[0] else -1

    def rows(self, kept: BoolArray | IntArray) -> "Table":
        """These rows alone."""
        if kept.dtype == np.bool_ and kept.all():
            return self
        texts = {at: column.rows(kept) for at, column in self.texts.items()}
        lines, source, target = self.lines[kept], self.source[kept], self.target[kept]
        return Table(lines=lines, ids=self.ids, source=source, target=target, texts=texts)

    def without_signs(self) -> "Table":
        """The same with ids as they were before tables of ours put a sign before formulas."""
        if bisect_left(self.ids, "'") == bisect_left(self.ids, "("):
            return self
        plain = [plain_cell(one) for one in self.ids]
        ids = sorted(set(plain))
        number = {one: at for at, one in enumerate(ids)}
        place = np.array([number[one] for one in plain], dtype=np.int32)
        return replace(self, ids=ids, source=place[self.source], target=place[self.target])

    def named(self) -> "Table":
        """The same without people who stand in no row."""
        there = np.zeros(len(self.ids), dtype=bool)
        there[self.source] = there[self.target] = True
        if there.all():
            return self
        place = np.cumsum(there, dtype=np.int32) - 1
        ids = [self.ids[at] for at in np.flatnonzero(there).tolist()]
        return replace(self, ids=ids, source=place[self.source], target=place[self.target])


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What is read, how, and where to report."""

    shape: Shape
    member: Member
    log: Log

    def with_times_in(self, column: int) -> "Reading":
        """The same with times in this column."""
        places = {**self.shape.places, "time": column}
        return replace(self, shape=replace(self.shape, places=places))
