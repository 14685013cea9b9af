"""The ties of a graph file, column by column, and the table they become."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import repeat
from typing import Any, NamedTuple, get_args

import numpy as np
import pandas as pd

from weakties._columns import find_roles
from weakties._strengths import are_usable
from weakties._typing import BoolArray, Evidence, FloatArray
from weakties.connections import MOST_PROBLEMS
from weakties.importers._cells.numbers import number_of
from weakties.importers._cells.privacy import Privacy
from weakties.importers._files.source import Member
from weakties.importers._graphs.given import Given
from weakties.importers._graphs.record_tables import add_attribute, period_columns
from weakties.importers._graphs.spells import (
    Periods,
    Spell,
    resolve_bounds,
    resolve_spells,
    unknown_periods,
)
from weakties.importers._graphs.tie_order import sorted_table
from weakties.importers._log import Log

_DIRECTIONS = {"directed", "undirected", "mutual"}
#: The line of a tie that stands in none, and the direction of one that its network says.
_NOWHERE, _UNSETTLED = -1, -1


class Tie(NamedTuple):
    """What a file states of one tie."""

    source: str
    target: str
    line: int | None = None
    directed: bool | None = False  #: None if only the network says so, which has yet to be settled
    weight: Any = None  #: a number or its text; None if it is not given or among the attributes
    kind: str = ""
    spells: Sequence[Spell] = ()
    network: str = ""  #: which of the networks of a file it comes from


class TieColumns:
    """Ties as they come: what each states, and attributes that only some of them have."""

    def __init__(self) -> None:
        self._people: dict[str, int] = {}  #: everybody's number, in the order of their first tie
        self._source, self._target = array("i"), array("i")
        self._line, self._directed = array("i"), array("b")
        self._weight, self._kind, self._spells, self._network = (Given() for _ in range(4))
        self._attributes: defaultdict[str, Given] = defaultdict(Given)

    def __len__(self) -> int:
        return len(self._source)

    def append(self, tie: Tie, attributes: Mapping[str, Any]) -> None:
        """Add a tie and its attributes."""
        row = len(self._source)
        source, target, line, directed, weight, kind, spells, network = tie
        self._source.append(self._number(source))
        self._target.append(self._number(target))
        self._line.append(_NOWHERE if line is None else line)
        self._directed.append(_UNSETTLED if directed is None else directed)
        if weight is not None:
            self._weight.put(row, weight)
        if kind:
            self._kind.put(row, kind)
        if spells:
            self._spells.put(row, spells)
        if network:
            self._network.put(row, network)
        for name, value in attributes.items():
            given = self._attributes[name]
            if value is not None:
                given.put(row, value)

    def extend(
        self,
        columns: Mapping[str, Sequence[Any]],
        *,
        like: Tie,
        attributes: Mapping[str, Sequence[Any]],
    ) -> None:
        """Add many ties at once: columns of some fields, the others as in one tie."""
        row, count = len(self), len(columns["source"])
        alike = {name: repeat(value, count) for name, value in like._asdict().items()}
        fields = {**alike, **columns}
        self._source.extend(map(self._number, fields["source"]))
        self._target.extend(map(self._number, fields["target"]))
        self._line.extend(_NOWHERE if line is None else line for line in fields["line"])
        self._directed.extend(fields["directed"])
        self._weight.extend(row, fields["weight"])
        for name, given in (("kind", self._kind), ("network", self._network)):
            given.extend(row, (value or None for value in fields[name]))
        self._spells.extend(row, (value or None for value in fields["spells"]))
        for name, values in attributes.items():
            self._attributes[name].extend(row, values)

    def settle(self, since: int, *, directed: bool, network: str) -> None:
        """Give all ties from this one on their network, and those that lack it its direction."""
        for row in range(since, len(self)):
            if self._directed[row] == _UNSETTLED:
                self._directed[row] = directed
            self._network.put(row, network)

    def attributes(self) -> Collection[str]:
        """Names of all attributes."""
        return self._attributes

    def join(self, name: str, twin: str) -> None:
        """Make one attribute of two if no tie has both."""
        if twin in self._attributes:
            joined = self._attributes.get(name, Given()).joined(self._attributes[twin])
            if joined is not None:
                self._attributes[name] = joined
                del self._attributes[twin]

    def everyone(self) -> dict[str, int]:
        """Who is named by a tie, each once."""
        return self._people

    def networks(self) -> list[str]:
        """The networks of one file that ties come from; none where there is one alone."""
        networks = set(self._network.values)
        if len(self._network) < len(self):
            networks.add("")
        return sorted(networks) if len(networks) > 1 else []

    def table(
        self, ids: pd.Index, member: Member, log: Log, privacy: Privacy, *, evidence: Evidence
    ) -> pd.DataFrame:
        """The ties that can be used, sorted; ``ids`` are everybody's, sorted."""
        roles = self._roles(log)
        weight, kept = self._weights(roles, member, log)
        periods = self._periods(roles, member, log)
        place = ids.get_indexer(pd.Index(list(self._people), dtype=ids.dtype))
        people = pd.CategoricalDtype(ids)
        columns: dict[str, Any] = {
            "source": pd.Categorical.from_codes(place[np.array(self._source)], dtype=people),
            "target": pd.Categorical.from_codes(place[np.array(self._target)], dtype=people),
            "kind": self._kinds(roles),
            "directed": np.array(self._directed, dtype=bool),
            "weight": weight,
            **dict.fromkeys(("start", "end")),
            "evidence": self._evidence(roles, evidence),
            **period_columns(periods),
        }
        if self.networks():
            columns["network"] = self._texts(self._network, default="")
        for name in sorted(self._attributes.keys() - set(roles.values())):
            if privacy.allows(name):
                values = privacy.clean(self._attributes[name].dense(len(self)))
                add_attribute(columns, name, values)
        return sorted_table(columns, np.flatnonzero(kept))

    def _number(self, person: str) -> int:
        return self._people.setdefault(person, len(self._people))

    def _roles(self, log: Log) -> dict[str, str]:
        """Which attribute says the weight, the time, the end and the kind, unless ties say so."""
        known = sorted(self._attributes)
        places = find_roles(known)
        roles = {role: known[place] for role, place in places.items()}
        roles = {role: name for role, name in roles.items() if role not in ("source", "target")}
        words = roles.pop("type", None)
        if words is not None and not self._are_directions(words):
            roles.setdefault("kind", words)
        if len(self._weight):
            roles.pop("weight", None)
        if len(self._spells):
            roles = {role: name for role, name in roles.items() if role not in ("time", "end")}
        if len(self._kind):
            roles.pop("kind", None)
        if "evidence" in roles and not self._is_evidence(roles["evidence"]):
            del roles["evidence"]
        if "weight" in roles and not self._has_numbers(roles["weight"]):
            name = roles.pop("weight")
            log.warn(f"{name}: no numbers that can be read; kept as text, and every tie counts 1.")
        return roles

    def _is_evidence(self, name: str) -> bool:
        """Whether an attribute is the evidence of ties, as our own files state it."""
        values = set(map(str, self._attributes[name].values))
        return len(values) > 0 and values <= set(get_args(Evidence))

    def _evidence(self, roles: Mapping[str, str], usual: Evidence) -> Any:
        given = self._attributes[roles["evidence"]] if "evidence" in roles else Given()
        return self._texts(given, default=usual)

    def _are_directions(self, name: str) -> bool:
        values = {str(value).casefold() for value in self._attributes[name].values}
        return values <= _DIRECTIONS

    def _has_numbers(self, name: str) -> bool:
        return any(number_of(value) is not None for value in self._attributes[name].values)

    def _weights(
        self, roles: Mapping[str, str], member: Member, log: Log
    ) -> tuple[FloatArray, BoolArray]:
        """Strength of every tie, and which ties have one that can be used."""
        given = self._attributes[roles["weight"]] if "weight" in roles else self._weight
        # Most files write few numbers many times.
        numbers = {value: number_of(value) for value in set(given.values) - {""}}
        absent = len(self) - sum(value != "" for value in given.values)
        weight = np.ones(len(self))
        weight[given.rows()] = np.array(
            [numbers.get(value, 1.0) for value in given.values], dtype=np.float64
        )
        if 0 < absent < len(self):
            log.warn(f"Ties without a weight, each of which counts 1: {absent:,}.")
        kept = np.ones(len(self), dtype=bool)
        wrong = {
            "weight is no number": ~np.isfinite(weight),
            "weight is not positive": weight <= 0,
            "weight is too small or too large to compute with": ~are_usable(weight),
        }
        for reason, rows in wrong.items():
            found = np.flatnonzero(kept & rows)
            kept &= ~rows
            if len(found):
                log.dropped[reason] += len(found)
            for row in found[:MOST_PROBLEMS].tolist():
                log.note(member, self._line_of(row), reason, str(given.at(row)))
        return weight, kept

    def _periods(self, roles: dict[str, str], member: Member, log: Log) -> Periods:
        """When ties were there; an attribute that holds no times stays an attribute."""
        chosen = {role: roles[role] for role in ("time", "end") if role in roles}
        if chosen:
            starts, ends = (self._bounds(chosen.get(role)) for role in ("time", "end"))
            periods = resolve_bounds(starts, ends)
            given = sum(bool(start or end) for start, end in zip(starts, ends))
        else:
            given = len(self._spells)
            spells = self._spells.dense(len(self), ()) if given else None
            periods = resolve_spells(spells) if spells else unknown_periods(len(self))
        unread = np.flatnonzero(periods.unread)
        if len(unread) and len(unread) == given and chosen:
            log.warn(f"{' and '.join(chosen.values())}: no times that can be read; kept as text.")
            for role in chosen:
                del roles[role]
            return unknown_periods(len(self))
        if len(unread):
            log.warn(f"Ties kept without their times, which could not be read: {len(unread):,}.")
            for row in unread[:MOST_PROBLEMS].tolist():
                log.note(member, self._line_of(row), "time not understood (row kept)")
        return periods

    def _bounds(self, name: str | None) -> list[str]:
        """The texts of an attribute that says when."""
        column = Given() if name is None else self._attributes[name]
        return [_text(value) for value in column.dense(len(self), "")]

    def _line_of(self, row: int) -> int | None:
        return None if self._line[row] == _NOWHERE else self._line[row]

    def _kinds(self, roles: Mapping[str, str]) -> Any:
        given = self._attributes[roles["kind"]] if "kind" in roles else self._kind
        kinds = self._texts(self._network if self.networks() else Given(), default="tie")
        for row, value in zip(given.rows().tolist(), given.values):
            kinds[row] = _text(value) or kinds[row]
        return kinds

    def _texts(self, given: Given, *, default: str) -> Any:
        """A column of texts, with the default where none is given."""
        column = np.full(len(self), default, dtype=object)
        column[given.rows()] = given.values
        return column


def _text(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())
