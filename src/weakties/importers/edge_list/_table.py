"""The rows of an edge list on their way to ties."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from weakties._typing import BoolArray, IntArray
from weakties.importers._log import Log
from weakties.importers._source import Member
from weakties.importers.edge_list._shape import Shape


@dataclass(frozen=True, kw_only=True)
class Table:
    """All rows of a file; people as numbers."""

    lines: IntArray
    ids: pd.Index  #: sorted texts; the empty one, if any, comes first
    source: IntArray
    target: IntArray
    texts: dict[int, Any]  #: other columns that are used

    @property
    def nobody(self) -> int:
        """The number of the empty id."""
        return 0 if len(self.ids) and self.ids[0] == "" else -1

    def rows(self, kept: BoolArray | IntArray) -> "Table":
        """These rows alone."""
        texts = {at: column[kept] for at, column in self.texts.items()}
        lines, source, target = self.lines[kept], self.source[kept], self.target[kept]
        return Table(lines=lines, ids=self.ids, source=source, target=target, texts=texts)


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
