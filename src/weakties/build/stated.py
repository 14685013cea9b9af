"""Ties that a file states, as ties of a network."""

import numpy as np
import pandas as pd

from weakties._typing import BoolArray, PositionArray
from weakties.connections import Connections, positions_of
from weakties.errors import NotFoundError


def stated_ties(connections: Connections, people: pd.Index, *, directed: bool) -> pd.DataFrame:
    """The stated ties by positions in ``people``; in a directed network one without direction is two."""
    ties = connections.ties
    table = pd.DataFrame(
        {
            "source": _positions(ties["source"], people),
            "target": _positions(ties["target"], people),
            "strength": ties["weight"].to_numpy(dtype=np.float64),
            "evidence": ties["evidence"],
        },
        copy=False,
    )
    if ties["start"].notna().any():
        table["first"] = ties["start"].to_numpy(dtype="datetime64[us]")
        table["last"] = ties["end"].fillna(ties["start"]).to_numpy(dtype="datetime64[us]")
    both = ~ties["directed"].to_numpy(dtype=bool)
    if not directed or not both.any():
        return table
    return with_way_back(table, both)


def repeated_rows(connections: Connections, people: pd.Index) -> int:
    """Rows of stated ties that say again what another says: the same people, and the same direction."""
    ties = connections.ties
    source, target = (_positions(ties[end], people) for end in ("source", "target"))
    one_way = ties["directed"].to_numpy(dtype=bool)
    low = np.where(one_way, source, np.minimum(source, target))
    high = np.where(one_way, target, np.maximum(source, target))
    said = ((low.astype(np.int64) * len(people) + high) * 2 + one_way)[low != high]
    said.sort()
    return int(np.count_nonzero(said[1:] == said[:-1]))


def with_way_back(table: pd.DataFrame, both: BoolArray) -> pd.DataFrame:
    """The ties by positions, and once more the other way round where they lead both ways."""
    back = table[both].rename(columns={"source": "target", "target": "source"})
    back = back[back["source"] != back["target"]]
    return pd.concat([table, back[table.columns]], ignore_index=True)


def _positions(ids: pd.Series, people: pd.Index) -> PositionArray:
    found = positions_of(ids, people)
    if (found < 0).any():
        missing = ids[found < 0].iloc[0]
        message = f"A tie names {missing!r}, who is not among the people. Add a row for them."
        raise NotFoundError(message)
    return found
