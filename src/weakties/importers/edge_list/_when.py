"""When each tie of an edge list was there, as its columns say."""

import numpy as np
import pandas as pd

from weakties._columns import plain_name
from weakties.connections import MOST_PROBLEMS
from weakties.importers._cells.times import MOST, are_seconds, numbers_of
from weakties.importers._graphs.spells import (
    Periods,
    Spell,
    resolve_bounds,
    resolve_spells,
    split_cell,
)
from weakties.importers.edge_list._table import Column, Reading, Table

#: What Gephi puts before a bracket.
_BRACKETS = ("<", "[", "(")


def read_times(table: Table, reading: Reading) -> Periods | None:
    """When each tie began and ended, if a column says so."""
    places = reading.shape.places
    if "time" not in places and "end" not in places:
        return _find_unnamed_times(table, reading)
    periods = _periods(table, reading)
    unread = np.flatnonzero(periods.unread)
    if periods.unread.all():
        reading.log.warn("The column of times holds no times that can be read; it was left out.")
        return None
    if len(unread):
        reading.log.warn(f"{len(unread)} times could not be read; these ties are kept without.")
        for line in table.lines[unread[:MOST_PROBLEMS]].tolist():
            reading.log.note(reading.member, line, "time not understood (row kept)")
    return periods


def _periods(table: Table, reading: Reading) -> Periods:
    places, header = reading.shape.places, reading.shape.header
    if "time" in places and "end" in places:
        return _read_bounds(*(table.texts[places[role]] for role in ("time", "end")))
    if "time" not in places:
        column = table.texts[places["end"]]
        return resolve_bounds([""] * len(column.texts), _plain(column)).take(column.codes)
    at = places["time"]
    name = plain_name(header[at]) if header and at >= 0 else ""
    return _read_cells(table.texts[at], moments=name.startswith("timestamp"))


def _plain(column: Column) -> list[str]:
    return [text.strip() for text in column.texts]


def _read_bounds(starts: Column, ends: Column) -> Periods:
    """Periods whose beginning and end stand in columns of their own, each pair of them once."""
    width = len(ends.texts)
    codes, pairs = pd.factorize(starts.codes * np.int64(width) + ends.codes)
    first, last = _plain(starts), _plain(ends)
    distinct = [divmod(pair, width) for pair in pairs.tolist()]
    return resolve_bounds([first[at] for at, _ in distinct], [last[at] for _, at in distinct]).take(
        codes
    )


def _read_cells(column: Column, *, moments: bool) -> Periods:
    """Periods of a column, each cell a time or one or more of them in brackets."""
    cells = _plain(column)
    if any(cell.startswith(_BRACKETS) for cell in cells):
        found = resolve_spells([_spells(cell, moments=moments) for cell in cells])
        return found.take(column.codes)
    return resolve_bounds(cells, [""] * len(cells)).take(column.codes)


def _spells(cell: str, *, moments: bool) -> list[Spell]:
    if not cell.startswith(_BRACKETS):
        return [Spell(cell, "")]
    spells = []
    for parts in split_cell(cell) or [(cell,)]:
        if len(parts) == 1 and not moments:
            spells.append(Spell(parts[0], ""))
        elif len(parts) == 2 and not moments:
            spells.append(Spell(*parts))
        else:
            spells += [Spell(part, part) for part in parts]
    return spells


def _find_unnamed_times(table: Table, reading: Reading) -> Periods | None:
    for column in reading.shape.unnamed:
        numbers = numbers_of(table.texts[column].texts)
        if np.isfinite(numbers).any() and not are_seconds(numbers):
            continue
        periods = _read_cells(table.texts[column], moments=False)
        if (~np.isnat(periods.start)).mean() >= MOST:
            what = "seconds since 1970" if are_seconds(numbers) else "dates"
            reading.log.warn(f"Column {column + 1} has no name; it was read as times ({what}).")
            return periods
    return None


def expand_changing_weights(table: Table, reading: Reading) -> tuple[Table, Reading]:
    """A row for every value of a weight that changes: ``<[2007, 2009, 3.0]; [2009, 2011, 5.0]>``."""
    column = reading.shape.places.get("weight")
    if column is None:
        return table, reading
    if not any(text.startswith("<") for text in table.texts[column].texts):
        return table, reading
    cells = table.texts[column].cells()
    changing = [at for at, text in enumerate(cells) if text.startswith("<")]
    reading.log.warn(
        "Where a weight changes every value is a row with its time, and a network adds them up; "
        f"ties of that kind: {len(changing):,}."
    )
    return _expand(table, reading, column, set(changing))


def _expand(
    table: Table, reading: Reading, column: int, changing: set[int]
) -> tuple[Table, Reading]:
    # Columns are numbered from 0: these times have no column of their own.
    time = reading.shape.places.get("time", -1)
    times = table.texts[time].cells() if time in table.texts else [""] * len(table.lines)
    rows, weights, moments = [], [], []
    for row, (weight, moment) in enumerate(zip(table.texts[column].cells(), times)):
        values = split_cell(weight) if row in changing else [(weight,)]
        for *when, value in values or [("",)]:
            rows.append(row)
            weights.append(value)
            moments.append(f"[{', '.join(when)}]" if when else moment)
    longer = table.rows(np.array(rows, dtype=np.int64))
    longer.texts[column] = Column.of(np.array(weights, dtype=object))
    longer.texts[time] = Column.of(np.array(moments, dtype=object))
    return longer, reading.with_times_in(time)
