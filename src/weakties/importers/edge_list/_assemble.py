"""From rows of text to `Connections`: people, ties, and what was left out and why."""

from bisect import bisect_left
from typing import Any, get_args

import numpy as np
import pandas as pd

from weakties._counting import count
from weakties._spreadsheets import plain_cell
from weakties._strengths import are_usable
from weakties._typing import BoolArray, Evidence, FloatArray
from weakties.connections import MOST_PROBLEMS, Connections
from weakties.errors import NothingUsableError
from weakties.importers._cells.times import MOST, are_seconds, numbers_of
from weakties.importers._files.source import Member
from weakties.importers._graphs.record_tables import LONG_NAME, LONGEST_ID
from weakties.importers._log import Log
from weakties.importers.edge_list._rows import COMMENT
from weakties.importers.edge_list._shape import Shape
from weakties.importers.edge_list._table import Column, Reading, Table
from weakties.importers.edge_list._ties import Ties, tie_table
from weakties.importers.edge_list._when import expand_changing_weights, read_times

#: What a column of types says where it says directions.
_DIRECTIONS = ("directed", "undirected", "mutual", "")


def assemble(
    table: Table, shape: Shape, member: Member, log: Log, *, directed: bool
) -> Connections:
    """Make `Connections` of the rows read; raises where none can be used."""
    reading = Reading(shape=shape, member=member, log=log)
    for sentence in shape.decisions:
        log.warn(sentence)
    # Spreadsheets end with rows of separators alone, which say nothing.
    given, nobody = table, table.nobody
    table = table.rows((table.source != nobody) | (table.target != nobody))
    log.files[member.name] += len(table.lines) + log.dropped.total() - log.dropped[COMMENT]
    table = table.rows(_has_people(table, reading))
    if table is not given:
        table = table.named()
    del given
    table, reading = expand_changing_weights(table, reading)
    weight, weighed = _read_weights(table, reading)
    table, weight = table.rows(weighed), weight if weighed.all() else weight[weighed]
    if len(table.lines) == 0:
        raise NothingUsableError(_nothing(member, log))
    ties = Ties(
        source=table.source,
        target=table.target,
        periods=read_times(table, reading),
        directed=_read_directions(table, reading, directed=directed),
        kinds=_read_kinds(table, reading),
        evidence=_read_evidence(table, reading),
        weight=weight,
    )
    # Whoever is named by rows without a usable weight alone is a person as well.
    ids = pd.Index(table.ids, dtype="str")
    del table
    ties_of_file = tie_table(ties, ids, log)
    addresses = int(ids.str.contains("@", regex=False).sum())
    if addresses:
        log.warn(f"{addresses:,} ids look like e-mail addresses; share results under pseudonyms.")
    return Connections(
        people=pd.DataFrame({"label": ids.array}, index=ids),
        ties=ties_of_file,
        provenance=log.provenance("edge_list"),
    )


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
            text = "" if column is None else table.texts[column].cell(row)
            reading.log.note(reading.member, int(table.lines[row]), reason, text)
    return left


def _has_people(table: Table, reading: Reading) -> BoolArray:
    """Which rows name two people."""
    header, places = reading.shape.header, reading.shape.places
    wrong = {
        "no source": table.source == table.nobody,
        "no target": table.target == table.nobody,
    }
    if max(map(len, table.ids), default=0) > LONGEST_ID:
        long = np.array([len(one) > LONGEST_ID for one in table.ids], dtype=bool)
        wrong[LONG_NAME] = long[table.source] | long[table.target]
    if header is not None and max(places["source"], places["target"]) < len(header):
        names = [header[places[end]].strip() for end in ("source", "target")]
        first, second = (bisect_left(table.ids, name) for name in names)
        if [table.ids[at : at + 1] for at in (first, second)] == [[name] for name in names]:
            wrong["header repeated"] = (table.source == first) & (table.target == second)
    return _refuse(wrong, table, reading)


def _read_weights(table: Table, reading: Reading) -> tuple[FloatArray, BoolArray]:
    """Strength of every row, and which rows have one."""
    column = reading.shape.places.get("weight")
    if column is None:
        column = _find_unnamed_weight(table, reading)
    if column is None or not any(table.texts[column].texts):
        return np.ones(len(table.lines)), np.ones(len(table.lines), dtype=bool)
    texts, codes = table.texts[column].texts, table.texts[column].codes
    weight = _numbers(texts, reading)
    lacking = np.array([not text for text in texts], dtype=bool)
    if column in reading.shape.unnamed and lacking.any():
        # A row may end before a column that has no name.
        ones = int(lacking[codes].sum())
        reading.log.warn(f"Ties without a weight, each of which counts 1: {ones:,}.")
        weight, lacking = np.where(lacking, 1.0, weight), np.zeros_like(lacking)
    wrong = {
        "no weight": lacking,
        "weight is no number": ~np.isfinite(weight),
        "weight is not positive": weight <= 0,
        "weight is too small or too large to compute with": ~are_usable(weight),
    }
    rows = {reason: which[codes] for reason, which in wrong.items() if which.any()}
    return weight[codes], _refuse(rows, table, reading, column)


def _numbers(texts: list[str], reading: Reading) -> FloatArray:
    numbers = numbers_of(texts)
    if reading.shape.separator != ",":
        pointed = numbers_of([text.replace(",", ".") for text in texts])
        if np.isnan(pointed).sum() < np.isnan(numbers).sum():
            reading.log.warn("Weights were read with a decimal comma.")
            return pointed
    return numbers


def _find_unnamed_weight(table: Table, reading: Reading) -> int | None:
    for column in reading.shape.unnamed:
        texts, codes = table.texts[column].texts, table.texts[column].codes
        numbers = numbers_of(texts)
        given = np.array([bool(text) for text in texts], dtype=bool)[codes]
        finite = np.isfinite(numbers)[codes][given]
        mostly = len(finite) > 0 and finite.mean() >= MOST
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
    if types is None or directed or not set(types) <= set(_DIRECTIONS):
        return np.full(len(table.lines), directed)
    # Gephi directs the ties of which only others of the table are said to have none.
    usual = {"directed"} | ({""} if set(types) - {""} else set())
    is_directed = np.array([one in usual for one in types], dtype=bool)
    return np.asarray(is_directed[table.texts[reading.shape.places["type"]].codes])


def _types(table: Table, reading: Reading) -> list[str] | None:
    """The distinct texts of the column of types, as they are compared."""
    column = reading.shape.places.get("type")
    return None if column is None else [one.strip().casefold() for one in table.texts[column].texts]


def _read_kinds(table: Table, reading: Reading) -> Column:
    """The kind of every tie; a column of types holds kinds where it holds no directions."""
    column = reading.shape.places.get("kind")
    types = _types(table, reading)
    if column is None and types is not None and not set(types) <= set(_DIRECTIONS):
        column = reading.shape.places["type"]
    if column is None:
        return Column(codes=np.zeros(len(table.lines), dtype=np.int8), texts=["tie"])
    named = [" ".join(plain_cell(text).split()) or "tie" for text in table.texts[column].texts]
    kinds: list[Any] = sorted(set(named))
    number = {one: at for at, one in enumerate(kinds)}
    place = np.array([number[one] for one in named], dtype=np.int32)
    return Column(codes=place[table.texts[column].codes], texts=kinds)


def _read_evidence(table: Table, reading: Reading) -> Column | None:
    """The evidence of every tie, where all rows state one that a result of ours can state."""
    column = reading.shape.places.get("evidence")
    if column is None:
        return None
    given = table.texts[column]
    if not set(given.texts) <= set(get_args(Evidence)):
        reading.log.warn("The column evidence was not read: its words are none of ours.")
        return None
    texts = sorted(given.texts)
    place = np.array([texts.index(one) for one in given.texts], dtype=np.int8)
    return Column(codes=place[given.codes], texts=texts)


def _nothing(member: Member, log: Log) -> str:
    why = ", ".join(f"{reason}: {number:,}" for reason, number in sorted(log.dropped.items()))
    rows = count(sum(log.dropped.values()), "row was", "rows were")
    left_out = f" {rows} left out ({why})." if why else ""
    return (
        f"{member.where} holds no tie that can be used.{left_out} "
        "An edge list has a row a tie and a column for each of its two people."
    )
