"""From rows of text to `Connections`: people, ties, and what was left out and why."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from weakties._counting import count
from weakties._strengths import are_usable
from weakties._typing import BoolArray, FloatArray, IntArray
from weakties.connections import MOST_PROBLEMS, Connections
from weakties.errors import NothingUsableError
from weakties.importers._log import Log
from weakties.importers._record_tables import LONG_NAME, LONGEST_ID, period_columns
from weakties.importers._source import Member
from weakties.importers._spells import Periods
from weakties.importers._times import MOST, are_seconds, numbers_of, unknown_times
from weakties.importers.edge_list._rows import COMMENT, Rows
from weakties.importers.edge_list._shape import Shape
from weakties.importers.edge_list._table import Reading, Table
from weakties.importers.edge_list._when import expand_changing_weights, read_times

#: What a column of types says where it says directions.
_DIRECTIONS = ("directed", "undirected", "mutual", "")


def assemble(
    blocks: Sequence[Rows], shape: Shape, member: Member, log: Log, *, directed: bool
) -> Connections:
    """Make `Connections` of the rows read; raises where none can be used."""
    reading = Reading(shape=shape, member=member, log=log)
    for sentence in shape.decisions:
        log.warn(sentence)
    table = _join(blocks, shape)
    # Spreadsheets end with rows of separators alone, which say nothing.
    table = table.rows((table.source != table.nobody) | (table.target != table.nobody))
    log.files[member.name] += len(table.lines) + log.dropped.total() - log.dropped[COMMENT]
    table = table.rows(_has_people(table, reading))
    table, reading = expand_changing_weights(table, reading)
    everyone = np.flatnonzero(np.bincount(np.concatenate([table.source, table.target])))
    weight, weighed = _read_weights(table, reading)
    table, weight = table.rows(weighed), weight[weighed]
    if len(table.lines) == 0:
        raise NothingUsableError(_nothing(member, log))
    periods = read_times(table, reading)
    one_way = _read_directions(table, reading, directed=directed)
    kinds = _read_kinds(table, reading)
    _warn_of_both_directions(table, one_way, log)
    ids = table.ids[everyone]
    addresses = int(ids.str.contains("@", regex=False).sum())
    if addresses:
        log.warn(f"{addresses:,} ids look like e-mail addresses; share results under pseudonyms.")
    return Connections(
        people=pd.DataFrame({"label": ids.to_numpy()}, index=ids),
        ties=_tie_table(table, everyone, weight, periods, {"kind": kinds, "directed": one_way}),
        provenance=log.provenance("edge_list"),
    )


def _join(blocks: Sequence[Rows], shape: Shape) -> Table:
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
    return Table(
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
    wrong: dict[str, BoolArray], table: Table, reading: Reading, column: int | None = None
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


def _has_people(table: Table, reading: Reading) -> BoolArray:
    """Which rows name two people."""
    header, places = reading.shape.header, reading.shape.places
    long = np.asarray(table.ids.str.len() > LONGEST_ID)
    wrong = {
        "no source": table.source == table.nobody,
        "no target": table.target == table.nobody,
        LONG_NAME: long[table.source] | long[table.target],
    }
    if header is not None and max(places["source"], places["target"]) < len(header):
        names = pd.Index([header[places[end]].strip() for end in ("source", "target")])
        first, second = table.ids.get_indexer(names)
        known = min(first, second) >= 0
        wrong["header repeated"] = known & (table.source == first) & (table.target == second)
    return _refuse(wrong, table, reading)


def _read_weights(table: Table, reading: Reading) -> tuple[FloatArray, BoolArray]:
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


def _numbers(texts: Any, reading: Reading) -> FloatArray:
    codes, distinct = pd.factorize(texts)
    numbers = numbers_of(distinct)
    if reading.shape.separator != ",":
        pointed = numbers_of([text.replace(",", ".") for text in distinct])
        if np.isnan(pointed).sum() < np.isnan(numbers).sum():
            reading.log.warn("Weights were read with a decimal comma.")
            numbers = pointed
    return numbers[codes]


def _find_unnamed_weight(table: Table, reading: Reading) -> int | None:
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


def _read_directions(table: Table, reading: Reading, *, directed: bool) -> BoolArray:
    """Which rows have a direction: all, if asked for, else those of the type that says so."""
    types = _types(table, reading)
    if types is None or directed or not types.isin(_DIRECTIONS).all():
        return np.full(len(table.lines), directed)
    return types.eq("directed").to_numpy(dtype=bool)


def _types(table: Table, reading: Reading) -> "pd.Series[str] | None":
    column = reading.shape.places.get("type")
    if column is None:
        return None
    return pd.Series(table.texts[column], dtype=object).str.strip().str.casefold()


def _read_kinds(table: Table, reading: Reading) -> Any:
    """The kind of every tie; a column of types holds kinds where it holds no directions."""
    places = reading.shape.places
    column = places.get("kind")
    types = _types(table, reading)
    if column is None and types is not None and not types.isin(_DIRECTIONS).all():
        column = places["type"]
    if column is None:
        return np.full(len(table.lines), "tie", dtype=object)
    codes, distinct = pd.factorize(table.texts[column])
    named = [" ".join(text.split()) or "tie" for text in distinct.tolist()]
    return np.array(named, dtype=object)[codes]


def _warn_of_both_directions(table: Table, one_way: BoolArray, log: Log) -> None:
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
    table: Table,
    everyone: IntArray,
    weight: FloatArray,
    periods: Periods | None,
    said: Mapping[str, Any],
) -> pd.DataFrame:
    """The ties, sorted, so that the order of the rows makes no difference."""
    unknown = unknown_times(len(weight))
    times = {"start": unknown, "end": unknown} if periods is None else period_columns(periods)
    pair = table.source * len(table.ids) + table.target
    kinds = pd.factorize(said["kind"], sort=True)[0]
    numbers = [
        times[name].view("int64") if times[name].dtype.kind == "M" else times[name]
        for name in ("end_number", "start_number", "end", "start")
        if name in times
    ]
    keys = [said["directed"], *numbers, weight, kinds]
    order = np.lexsort([*(key for key in keys if (key != key[0]).any()), pair])
    places = np.cumsum(np.isin(np.arange(len(table.ids)), everyone)) - 1
    source, target = places[table.source[order]], places[table.target[order]]
    ids = table.ids[everyone]
    return pd.DataFrame(
        {
            "source": pd.Categorical.from_codes(source, ids),
            "target": pd.Categorical.from_codes(target, ids),
            "kind": said["kind"][order],
            "directed": said["directed"][order],
            "weight": weight[order],
            "start": times.pop("start")[order],
            "end": times.pop("end")[order],
            "evidence": "declared" if periods is None else "interaction",
            **{name: column[order] for name, column in times.items()},
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
