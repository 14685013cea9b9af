"""The exports to be pooled, in an order of their own, and everybody in them by number."""

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from weakties._typing import BoolArray, IntArray
from weakties.connections import Connections
from weakties.errors import ArgumentError, ArgumentTypeError
from weakties.importers import FORMATS

#: Mixed up so that equal columns of different tables do not cancel out.
_PRIME = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, eq=False, kw_only=True)
class Sources:
    """Exports, each once, sorted by what they say; people are numbered through all of them."""

    exports: Sequence[Connections]
    names: Sequence[str]  #: what each is called in tables of matches, all different
    repeated: int  #: exports that were given again

    @cached_property
    def start(self) -> IntArray:
        """Number of the first person of every export, and how many there are in all."""
        sizes = [len(one.people) for one in self.exports]
        return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)

    @cached_property
    def export(self) -> IntArray:
        """The export that everybody is in."""
        return np.repeat(np.arange(len(self.exports)), np.diff(self.start))

    @cached_property
    def ids(self) -> list[Hashable]:
        """Everybody's id in their export."""
        return [one for export in self.exports for one in export.people.index]

    @cached_property
    def keys(self) -> list[str]:
        """Everybody's name in tables of matches."""
        return [f"{self.names[at]}/{one}" for at, one in zip(self.export.tolist(), self.ids)]

    @cached_property
    def labels(self) -> list[str]:
        """What everybody is called."""
        return [str(label) for export in self.exports for label in export.people["label"]]

    @cached_property
    def lasting(self) -> BoolArray:
        """Whose id stands for one account in every export of its format."""
        found = []
        for export in self.exports:
            name = export.provenance.format
            pattern = re.compile(FORMATS[name].lasting_ids if name in FORMATS else "")
            found += [bool(pattern.fullmatch(str(one))) for one in export.people.index]
        return np.array(found, dtype=bool)

    @property
    def formats(self) -> list[str]:
        """The format of every export."""
        return [one.provenance.format for one in self.exports]

    @cached_property
    def owners(self) -> list[int]:
        """Numbers of the owners, one for each export that has one."""
        return [
            int(self.start[at]) + int(export.people.index.get_loc(export.owner))  # type: ignore[arg-type]
            for at, export in enumerate(self.exports)
            if export.owner is not None
        ]


def bring_together(exports: Any) -> Sources:
    """Exports in an order that does not depend on that in which they are given."""
    if not isinstance(exports, Sequence) or not all(
        isinstance(one, Connections) for one in exports
    ):
        message = "pool takes a list of Connections, one from weakties.read for each export."
        raise ArgumentTypeError(message)
    if not exports:
        message = "There is nothing to pool; give at least one export."
        raise ArgumentError(message)
    distinct = {_fingerprint(one): one for one in sorted(exports, key=_name)}
    ordered = [distinct[mark] for mark in sorted(distinct)]
    times: Counter[str] = Counter()
    names = []
    for one in ordered:
        name = _name(one)
        times[name] += 1
        names.append(name if times[name] == 1 else f"{name}#{times[name]}")
    return Sources(exports=ordered, names=names, repeated=len(exports) - len(ordered))


def _name(export: Connections) -> str:
    return ", ".join(export.provenance.sources) or export.provenance.format


def _fingerprint(export: Connections) -> tuple[str, str, str]:
    """What an export says, as a text: the same for the same rows in any order."""
    tables = (export.people.reset_index(), export.ties, export.events, export.memberships)
    mark = "-".join(f"{_mark(table):016x}" for table in tables)
    return export.provenance.format, f"{export.owner!r} {export.view}", mark


def _mark(table: pd.DataFrame) -> int:
    rows = np.zeros(len(table), dtype=np.uint64)
    with np.errstate(over="ignore"):
        for column in sorted(table.columns, key=str):
            texts = table[column].astype(object).astype(str)
            rows = rows * _PRIME + pd.util.hash_array(texts.to_numpy(dtype=object))
        return int((rows * _PRIME).sum(dtype=np.uint64))
