"""A table of ties that somebody makes, as ties of `Connections`."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from weakties._columns import find_roles, plain_name
from weakties._strengths import ALLOWED, are_usable
from weakties.connections import TIE_COLUMNS
from weakties.errors import ArgumentError

#: Columns that a message names.
MOST_SHOWN = 12
#: Kind of ties that somebody adds without saying of which kind they are.
BY_USER = "declared by user"

#: What is written of a tie that has a direction, and of one that has none.
_DIRECTED = {"true", "yes", "1", "1.0", "directed"}
_UNDIRECTED = {"false", "no", "0", "0.0", "undirected", "", "nan", "none", "<na>"}


def ties_of_table(table: pd.DataFrame) -> pd.DataFrame:
    """The ties with the columns of `Connections`, their people in the words of the table."""
    roles = find_roles(table.columns)
    if not {"source", "target"} <= roles.keys():
        message = (
            f"The table of ties has the columns {', '.join(map(str, table.columns[:MOST_SHOWN]))}; it needs "
            "source and target."
        )
        raise ArgumentError(message)
    given = {role: table.iloc[:, at].reset_index(drop=True) for role, at in roles.items()}
    rows = pd.DataFrame({"source": given["source"], "target": given["target"]}, dtype=object)
    kind = given.get("kind", pd.Series(None, index=rows.index, dtype=object)).astype(object)
    rows["kind"] = kind.fillna(BY_USER)
    rows["directed"] = _directions(table, given, rows.index)
    rows["weight"] = _weights(given.get("weight", pd.Series(1.0, index=rows.index)))
    for column, role in (("start", "time"), ("end", "end")):
        times = given.get(role)
        rows[column] = pd.NaT if times is None else read_dates(table.columns[roles[role]], times)
        rows[column] = rows[column].astype("datetime64[us]")
    return rows.assign(evidence="declared")[list(TIE_COLUMNS)]


def _directions(table: pd.DataFrame, given: Mapping[str, pd.Series], index: pd.Index) -> pd.Series:
    """Whether each tie has a direction: by a column of that name, or a type of these two words."""
    place = next((at for at, name in enumerate(table) if plain_name(name) == "directed"), None)
    values = given.get("type") if place is None else table.iloc[:, place].reset_index(drop=True)
    if values is None:
        return pd.Series(data=False, index=index)
    words = values.map(lambda one: str(one).strip().casefold())
    wrong = values[~words.isin(_DIRECTED | _UNDIRECTED)]
    if len(wrong) and place is None:
        # A type of another kind says nothing about directions.
        return pd.Series(data=False, index=index)
    if len(wrong):
        message = (
            f"Row {wrong.index[0]} of the table of ties is directed: {wrong.iloc[0]!r}. Write True "
            "or False."
        )
        raise ArgumentError(message)
    return words.isin(_DIRECTED)


def _weights(values: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(values, errors="coerce").astype("float64")
    wrong = np.flatnonzero(~are_usable(np.asarray(numbers, dtype=np.float64)))
    if len(wrong):
        message = (
            f"Row {wrong[0]} of the table of ties has the weight {values.tolist()[wrong[0]]!r}. "
            f"Weights are {ALLOWED}; write one, or leave the row out."
        )
        raise ArgumentError(message)
    return numbers


def read_dates(column: Any, values: pd.Series) -> pd.Series:
    """Values that have to be dates, in UTC where they name a zone."""
    text = values.astype(str).where(values.notna() & (values.astype(str) != ""))
    dates = pd.to_datetime(text, format="ISO8601", errors="coerce", utc=True)
    wrong = values[dates.isna() & text.notna()]
    if len(wrong):
        message = (
            f"The column {column} holds dates, and {wrong.iloc[0]!r} is none. Write it as "
            "2024-03-31, or give the column another name."
        )
        raise ArgumentError(message)
    return dates.dt.tz_localize(None).astype("datetime64[us]")
