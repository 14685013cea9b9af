"""What an XML file of a network holds: elements with attributes of one type each, row by row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from weakties.errors import ArgumentError
from weakties.network import Network

Kind: TypeAlias = Literal["boolean", "long", "double", "string"]

#: Rows that are turned into text at once.
CHUNK = 50_000
#: A place on the map is in a circle of radius 1; programs draw people some 10 units large.
SCALE = 1000.0

_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Also line ends and tabs, which a reader would make blanks of.
_SPECIAL = str.maketrans(
    {sign: f"&#{ord(sign)};" for sign in "\t\n\r"}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
)


def escaped(text: object) -> str:
    """A value as XML holds it, in an attribute or between tags."""
    return _ILLEGAL.sub("\ufffd", str(text)).translate(_SPECIAL)


@dataclass(frozen=True, eq=False, kw_only=True)
class Drawing:
    """How people look, where anything is known of that."""

    places: pd.DataFrame | None = None
    colours: pd.Series | None = None

    def on(self, ids: pd.Index) -> "Drawing":
        """The same for these people in their order; everybody needs a place and a colour."""
        places, colours = self.places, self.colours
        if places is not None:
            places = _aligned(places, ids, "places")[["x", "y"]].astype(np.float64) * SCALE
        if colours is not None:
            colours = _aligned(colours.to_frame("colour"), ids, "colours")["colour"]
        return Drawing(places=places, colours=colours)


class Column(NamedTuple):
    """An attribute of people or ties."""

    name: str
    kind: Kind
    values: pd.Series

    def texts(self, rows: slice) -> list[str | None]:
        """Some of the values as XML holds them; None where there is nothing to say."""
        values = self.values.iloc[rows]
        there = values.notna().tolist()
        if pd.api.types.is_datetime64_any_dtype(values.dtype):
            given = [time.isoformat() if known else None for time, known in zip(values, there)]
            return list(given)
        if self.kind == "string":
            texts = [escaped(one) if known else None for one, known in zip(values, there)]
            return [text or None for text in texts]
        shown = _SHOWN[self.kind]
        return [shown(one) if known else None for one, known in zip(values.tolist(), there)]


def _number(value: float) -> str:
    if value in (np.inf, -np.inf):
        return "Infinity" if value > 0 else "-Infinity"
    return repr(float(value))


_SHOWN = {
    "boolean": lambda value: "true" if value else "false",
    "long": lambda value: str(int(value)),
    "double": _number,
}


@dataclass(frozen=True, eq=False, kw_only=True)
class Graph:
    """A network as text: ids, attributes in columns, ends and weights of ties."""

    directed: bool
    ids: Sequence[str]  #: escaped
    labels: Column
    people: Sequence[Column]
    drawing: Drawing
    source: Sequence[str]  #: of every tie, escaped
    target: Sequence[str]
    weight: Column
    ties: Sequence[Column]

    @classmethod
    def of(
        cls, network: Network, *, people: pd.DataFrame, ties: pd.DataFrame, drawing: Drawing
    ) -> "Graph":
        """The network with these tables."""
        people = _aligned(people, network.ids, "people")
        ties = _aligned(ties, network.tie_index, "ties")
        ties = ties.rename(columns={"first": "start", "last": "end"})
        everyone = np.array([escaped(one) for one in network.ids], dtype=object)
        again = pd.Index(everyone).duplicated()
        if again.any():
            message = (
                f"Two people have the id {everyone[again][0]!r} as text, so that they cannot be told "
                "apart. Give them other ids."
            )
            raise ArgumentError(message)
        labels = people["label"] if "label" in people else pd.Series(network.ids, network.ids)
        return cls(
            directed=network.directed,
            ids=everyone.tolist(),
            labels=Column("label", "string", labels.astype(str)),
            people=_columns(people, without="label"),
            drawing=drawing.on(network.ids),
            source=everyone[network.tie_source].tolist(),
            target=everyone[network.tie_target].tolist(),
            weight=Column("weight", "double", ties["strength"]),
            ties=_columns(ties, without="strength"),
        )

    def chunks(self, rows: int) -> Iterator[slice]:
        """Rows to be written at once."""
        return (slice(start, start + CHUNK) for start in range(0, rows, CHUNK))


def _aligned(table: pd.DataFrame, index: pd.Index, name: str) -> pd.DataFrame:
    if len(table) != len(index) or not table.index.equals(index):
        missing = index.difference(table.index, sort=False)
        if len(missing) or len(table) != len(index):
            message = (
                f"The table of {name} has {len(table):,} rows and the network {len(index):,}; it "
                "needs one for each, with the same index."
            )
            raise ArgumentError(message)
        table = table.reindex(index)
    return table


def _columns(table: pd.DataFrame, *, without: str) -> list[Column]:
    """The columns that say something, each of one type."""
    return [
        Column(str(name), _kind(table[name]), table[name])
        for name in table
        if name != without and table[name].notna().any()
    ]


def _kind(values: pd.Series) -> Kind:
    known = values.dropna()
    what = pd.api.types.infer_dtype(known, skipna=True)
    if what == "boolean":
        return "boolean"
    if what == "integer":
        return "long" if known.abs().max() < 2**63 else "string"
    return "double" if what in ("floating", "mixed-integer-float") else "string"
