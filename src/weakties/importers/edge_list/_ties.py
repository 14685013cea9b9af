"""The table of ties of an edge list, sorted, so that the order of the rows makes no difference."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from weakties._typing import BoolArray, FloatArray
from weakties.importers._cells.times import unknown_times
from weakties.importers._graphs.record_tables import period_columns
from weakties.importers._graphs.spells import Periods
from weakties.importers._log import Log
from weakties.importers.edge_list._table import Column

#: Loading a kernel does not pay for fewer rows than these.
_MANY = 20_000


@dataclass(frozen=True, kw_only=True)
class Ties:
    """What is known of every tie, a value a row."""

    source: Any  #: places among the sorted ids of all people
    target: Any
    kinds: Column  #: its texts are sorted
    directed: BoolArray
    weight: FloatArray
    periods: Periods | None
    evidence: Column | None = None  #: its texts are sorted; None if no row states any

    def varying(self) -> list[Any]:
        """The columns beside the people that are not the same in all rows, as numbers."""
        keys: list[Any] = [self.directed]
        if self.periods is not None:
            times = period_columns(self.periods)
            keys += [times[name] for name in ("end_number", "start_number") if name in times]
            keys += [times[name].view("int64") for name in ("end", "start")]
        keys += [self.weight, self.kinds.codes]
        keys += [] if self.evidence is None else [self.evidence.codes]
        return [key for key in keys if (key != key[0]).any()]


def tie_table(ties: Ties, ids: pd.Index, log: Log) -> pd.DataFrame:
    """The ties among these people, sorted; says where undirected ones are listed from both ends."""
    others = ties.varying()
    if len(ties.source) < _MANY:
        rows: Any = np.lexsort([*others, ties.target, ties.source])
        source, target = ties.source[rows], ties.target[rows]
    else:
        from weakties.kernels.pairs import sort_pairs

        # Where all rows say the same, their order is nothing.
        rows = np.arange(len(ties.source) if others else 0, dtype=np.int32)
        source, target = sort_pairs(ties.source, ties.target, len(ids), rows)
        _sort_again(rows, source, target, others)

    # Counting runs in compiled code beside the making of the table.
    with ThreadPoolExecutor(max_workers=1) as beside:
        undirected = ~(ties.directed[rows] if others else ties.directed)
        counting = beside.submit(_count_both_ways, source, target, undirected, len(ids))
        table = _table(ties, ids, (source, target), rows, others)
        both, every = counting.result()
    if both:
        log.warn(
            f"{both:,} of {every:,} ties are listed from both ends; their strengths were added up. "
            "If the order of the two people matters, add a column type that says directed."
        )
    return table


def _table(
    ties: Ties, ids: pd.Index, ends: tuple[Any, Any], rows: Any, varying: Sequence[Any]
) -> pd.DataFrame:
    def sorted_as_rows(values: Any) -> Any:
        return values[rows] if any(values is other for other in varying) else values

    times: dict[str, Any] = dict.fromkeys(("start", "end"), unknown_times(len(ties.source)))
    evidence = _evidence(ties)
    if ties.periods is not None:
        times = period_columns(ties.periods)
        times = {name: one[rows] if varying else one for name, one in times.items()}
    source, target = (pd.Categorical.from_codes(end, ids, validate=False) for end in ends)
    columns = {
        "source": source,
        "target": target,
        "kind": _category(sorted_as_rows(ties.kinds.codes), ties.kinds.texts),
        "directed": sorted_as_rows(ties.directed),
        "weight": sorted_as_rows(ties.weight),
        "start": times.pop("start"),
        "end": times.pop("end"),
        "evidence": _category(sorted_as_rows(evidence.codes), evidence.texts),
        **times,
    }
    return pd.DataFrame(columns, copy=False)


def _evidence(ties: Ties) -> Column:
    if ties.evidence is not None:
        return ties.evidence
    usual = "declared" if ties.periods is None else "interaction"
    return Column(codes=np.zeros(len(ties.source), dtype=np.int8), texts=[usual])


def _sort_again(order: Any, source: Any, target: Any, others: Sequence[Any]) -> None:
    """Sort rows of one pair by the other columns; few pairs come more than once."""
    if not others:
        return
    again = np.zeros(len(order), dtype=bool)
    again[1:] = (source[1:] == source[:-1]) & (target[1:] == target[:-1])
    again[:-1] |= again[1:]
    rows = order[again]
    columns = [*(other[rows] for other in others), target[again], source[again]]
    order[again] = rows[np.lexsort(columns)]


def _category(codes: Any, texts: Sequence[Any]) -> Any:
    return pd.Categorical.from_codes(codes, pd.Index(texts, dtype=object), validate=False)


def _count_both_ways(
    source: Any, target: Any, undirected: BoolArray, people: int
) -> tuple[int, int]:
    """How many undirected pairs are listed from both ends, and how many there are."""
    if not undirected.all():
        source, target = source[undirected], target[undirected]
    if len(source) < _MANY:
        pairs = set(zip(source.tolist(), target.tolist()))
        both = sum(one < other and (other, one) in pairs for one, other in pairs)
        return both, sum(one != other for one, other in pairs) - both
    from weakties.kernels.pairs import count_both_ways

    return count_both_ways(source, target, people)
