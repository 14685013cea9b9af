"""From rows of text to `Connections`: people, ties, and what was left out and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from weakties._counting import count
from weakties._strengths import are_usable
from weakties._typing import BoolArray, FloatArray, IntArray
from weakties.connections import MOST_PROBLEMS, Connections
from weakties.errors import NothingUsableError
from weakties.importers._log import Log
from weakties.importers._source import Member
from weakties.importers._times import (
    MOST,
    Spells,
    are_seconds,
    numbers_of,
    parse_spells,
    unknown_times,
)
from weakties.importers.edge_list._rows import COMMENT, Rows
from weakties.importers.edge_list._shape import Shape

#: Nobody's name or address is longer; a text that is belongs to no list of ties.
_LONGEST_ID = 1_000


@dataclass(frozen=True, kw_only=True)
class _Table:
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

    def rows(self, kept: BoolArray) -> "_Table":
        """These rows alone."""
        texts = {at: column[kept] for at, column in self.texts.items()}
        lines, source, target = self.lines[kept], self.source[kept], self.target[kept]
        return _Table(lines=lines, ids=self.ids, source=source, target=target, texts=texts)


@dataclass(frozen=True, kw_only=True)
class _Reading:
    """What is read, how, and where to report."""

    shape: Shape
    member: Member
    log: Log


def assemble(
    blocks: Sequence[Rows], shape: Shape, member: Member, log: Log, *, directed: bool
) -> Connections:
    """Make `Connections` of the rows read; raises where none can be used."""
    reading = _Reading(shape=shape, member=member, log=log)
    for sentence in shape.decisions:
        log.warn(sentence)
    table = _join(blocks, shape)
    # Spreadsheets end with rows of separators alone, which say nothing.
    table = table.rows((table.source != table.nobody) | (table.target != table.nobody))
    log.files[member.name] += len(table.lines) + log.dropped.total() - log.dropped[COMMENT]
    table = table.rows(_has_people(table, reading))
    everyone = np.flatnonzero(np.bincount(np.concatenate([table.source, table.target])))
    weight, weighed = _read_weights(table, reading)
    table, weight = table.rows(weighed), weight[weighed]
    if len(table.lines) == 0:
        raise NothingUsableError(_nothing(member, log))
    spells = _read_times(table, reading)
    one_way = _read_directions(table, reading, directed=directed)
    _warn_of_both_directions(table, one_way, log)
    ids = table.ids[everyone]
    addresses = int(ids.str.contains("@", regex=False).sum())
    if addresses:
        log.warn(f"{addresses:,} ids look like e-mail addresses; share results under pseudonyms.")
    return Connections(
        people=pd.DataFrame({"label": ids.to_numpy()}, index=ids),
        ties=_tie_table(table, everyone, weight, spells, one_way),
        provenance=log.provenance("edge_list"),
    )


def _join(blocks: Sequence[Rows], shape: Shape) -> _Table:
    """The rows of all blocks, with the ids of all of them counted through."""
    ends = (shape.places["source"], shape.places["target"])
    counted = [pd.factorize(np.concatenate([block.columns[at] for at in ends])) for block in blocks]
    texts = [text for _, distinct in counted for text in _texts(distinct)]
    merged, found = pd.factorize(np.array(texts, dtype=object))
    order = sorted(range(len(found)), key=found.tolist().__getitem__)
    rank = np.empty(len(found), dtype=np.int64)
    rank[order] = np.arange(len(found))
    starts = np.cumsum([0, *(len(distinct) for _, distinct in counted)])
    people = [rank[merged[start + codes]] for start, (codes, _) in zip(starts, counted)]
    none = np.empty(0, dtype=np.int64)
    halves = [np.split(both, 2) for both in people] or [[none, none]]
    return _Table(
        lines=np.concatenate([none, *(block.lines for block in blocks)]),
        ids=pd.Index(found[order], dtype="str"),
        source=np.concatenate([half[0] for half in halves]),
        target=np.concatenate([half[1] for half in halves]),
        texts={
            at: np.concatenate([none.astype(object), *(block.columns[at] for block in blocks)])
            for at in shape.used
            if at not in ends
        },
    )


def _texts(distinct: Any) -> Iterator[str]:
    values = distinct.tolist()
    return map(str, values) if distinct.dtype == np.int64 else map(str.strip, values)


def _refuse(
    wrong: dict[str, BoolArray], table: _Table, reading: _Reading, column: int | None = None
) -> BoolArray:
    """Rows without anything wrong; the others are counted, and the first ones reported."""
    left = np.ones(len(table.lines), dtype=bool)
    for reason, rows in wrong.items():
        found = np.flatnonzero(left & rows)
        left &= ~rows
        if len(found):
            reading.log.dropped[reason] += len(found)
        for row in found[:MOST_PROBLEMS]:
            text = "" if column is None else str(table.texts[column][row])
            reading.log.note(reading.member, int(table.lines[row]), reason, text)
    return left


def _has_people(table: _Table, reading: _Reading) -> BoolArray:
    """Which rows name two people."""
    header, places = reading.shape.header, reading.shape.places
    long = np.asarray(table.ids.str.len() > _LONGEST_ID)
    wrong = {
        "no source": table.source == table.nobody,
        "no target": table.target == table.nobody,
        f"name of over {_LONGEST_ID:,} characters": long[table.source] | long[table.target],
    }
    if header is not None:
        names = pd.Index([header[places[end]].strip() for end in ("source", "target")])
        first, second = table.ids.get_indexer(names)
        known = min(first, second) >= 0
        wrong["header repeated"] = known & (table.source == first) & (table.target == second)
    return _refuse(wrong, table, reading)


def _read_weights(table: _Table, reading: _Reading) -> tuple[FloatArray, BoolArray]:
    """Strength of every row, and which rows have one."""
    column = reading.shape.places.get("weight")
    if column is None:
        column = _find_unnamed_weight(table, reading)
    if column is None:
        return np.ones(len(table.lines)), np.ones(len(table.lines), dtype=bool)
    texts = table.texts[column]
    weight = _numbers(texts, reading)
    wrong = {
        "no weight": texts == "",
        "weight is no number": ~np.isfinite(weight),
        "weight is not positive": weight <= 0,
        "weight is too small or too large to compute with": ~are_usable(weight),
    }
    return weight, _refuse(wrong, table, reading, column)


def _numbers(texts: Any, reading: _Reading) -> FloatArray:
    codes, distinct = pd.factorize(texts)
    numbers = numbers_of(distinct)
    if reading.shape.separator != ",":
        pointed = numbers_of([text.replace(",", ".") for text in distinct])
        if np.isnan(pointed).sum() < np.isnan(numbers).sum():
            reading.log.warn("Weights were read with a decimal comma.")
            numbers = pointed
    return numbers[codes]


def _find_unnamed_weight(table: _Table, reading: _Reading) -> int | None:
    for column in reading.shape.unnamed:
        numbers = numbers_of(table.texts[column])
        mostly = len(numbers) > 0 and np.isfinite(numbers).mean() >= MOST
        if mostly and not are_seconds(numbers):
            what = (
                f"Column {column + 1} has no name; its numbers were read as the strength of ties."
            )
            reading.log.warn(what)
            return column
    return None


def _read_times(table: _Table, reading: _Reading) -> Spells | None:
    """When each tie began and ended, if a column says so."""
    column = reading.shape.places.get("time")
    if column is None:
        return _find_unnamed_times(table, reading)
    spells = _spells(table.texts[column])
    if spells.unread.all():
        reading.log.warn("The column of times holds no times that can be read; it was left out.")
        return None
    if spells.unread.any():
        unread = np.flatnonzero(spells.unread)
        reading.log.warn(f"{len(unread)} times could not be read; these ties are kept without.")
        for line in table.lines[unread[:MOST_PROBLEMS]].tolist():
            reading.log.note(reading.member, line, "time not understood (row kept)")
    return spells


def _find_unnamed_times(table: _Table, reading: _Reading) -> Spells | None:
    for column in reading.shape.unnamed:
        texts = table.texts[column]
        numbers = numbers_of(texts)
        if np.isfinite(numbers).any() and not are_seconds(numbers):
            continue
        spells = _spells(texts)
        if (~np.isnat(spells.start)).mean() >= MOST:
            what = "seconds since 1970" if are_seconds(numbers) else "dates"
            reading.log.warn(f"Column {column + 1} has no name; it was read as times ({what}).")
            return spells
    return None


def _spells(texts: Any) -> Spells:
    codes, distinct = pd.factorize(texts)
    spells = parse_spells([text.strip() for text in distinct])
    return Spells(*(part[codes] for part in spells))


def _read_directions(table: _Table, reading: _Reading, *, directed: bool) -> BoolArray:
    """Which rows have a direction: all, if asked for, else those of the type that says so."""
    default = np.full(len(table.lines), directed)
    column = reading.shape.places.get("type")
    if column is None or directed:
        return default
    types = pd.Series(table.texts[column], dtype=object).str.strip().str.casefold()
    if not types.isin(["directed", "undirected", "mutual", ""]).all():
        reading.log.warn("The column of types says nothing about directions; it was not read.")
        return default
    return types.eq("directed").to_numpy(dtype=bool)


def _warn_of_both_directions(table: _Table, one_way: BoolArray, log: Log) -> None:
    """Say so where undirected ties are listed from both ends: their strengths add up."""
    two_way = ~one_way & (table.source != table.target)
    source, target = table.source[two_way], table.target[two_way]
    width = len(table.ids)
    up = pd.unique((source * width + target)[source < target])
    down = pd.unique((target * width + source)[source > target])
    every = len(pd.unique(np.concatenate([up, down])))
    both = len(up) + len(down) - every
    if both:
        log.warn(
            f"{both:,} of {every:,} ties are listed from both ends; their strengths were added up. "
            "If the order of the two people matters, add a column type that says directed."
        )


def _tie_table(
    table: _Table, everyone: IntArray, weight: FloatArray, spells: Spells | None, one_way: BoolArray
) -> pd.DataFrame:
    """The ties, sorted, so that the order of the rows makes no difference."""
    unknown = unknown_times(len(weight))
    start, end = (unknown, unknown) if spells is None else (spells.start, spells.end)
    pair = table.source * len(table.ids) + table.target
    keys = [one_way, end.view("int64"), start.view("int64"), weight]
    order = np.lexsort([*(key for key in keys if (key != key[0]).any()), pair])
    places = np.cumsum(np.isin(np.arange(len(table.ids)), everyone)) - 1
    source, target = places[table.source[order]], places[table.target[order]]
    ids = table.ids[everyone]
    return pd.DataFrame(
        {
            "source": pd.Categorical.from_codes(source, ids),
            "target": pd.Categorical.from_codes(target, ids),
            "kind": "tie",
            "directed": one_way[order],
            "weight": weight[order],
            "start": start[order],
            "end": end[order],
            "evidence": "declared" if spells is None else "interaction",
        }
    )


def _nothing(member: Member, log: Log) -> str:
    why = ", ".join(f"{reason}: {number:,}" for reason, number in sorted(log.dropped.items()))
    rows = count(sum(log.dropped.values()), "row was", "rows were")
    left_out = f" {rows} left out ({why})." if why else ""
    return (
        f"{member.where} holds no tie that can be used.{left_out} "
        "An edge list has a row a tie and a column for each of its two people."
    )
