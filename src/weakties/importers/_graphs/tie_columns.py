"""The ties of a graph file, column by column, and the table they become."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, get_args

import numpy as np
import pandas as pd

from weakties._columns import find_roles
from weakties._strengths import are_usable
from weakties._typing import BoolArray, Evidence, FloatArray, IntArray
from weakties.connections import MOST_PROBLEMS, TIE_COLUMNS
from weakties.importers._cells.numbers import number_of
from weakties.importers._cells.privacy import Privacy
from weakties.importers._files.source import Member
from weakties.importers._graphs.record_tables import add_attribute, period_columns
from weakties.importers._graphs.spells import Periods, Spell, resolve_spells
from weakties.importers._log import Log

_DIRECTIONS = {"directed", "undirected", "mutual"}


class Tie(NamedTuple):
    """What a file states of one tie."""

    source: str
    target: str
    line: int | None = None
    directed: bool = False
    weight: Any = None  #: a number or its text; None if it is not given or among the attributes
    kind: str = ""
    spells: Sequence[Spell] = ()
    network: str = ""  #: which of the networks of a file it comes from


class TieColumns:
    """Ties as they come: what each states, and attributes that only some of them have."""

    def __init__(self) -> None:
        self._fields: dict[str, list[Any]] = {name: [] for name in Tie._fields}
        self._attributes: dict[str, dict[int, Any]] = {}

    def __len__(self) -> int:
        return len(self._fields["source"])

    def append(self, tie: Tie, attributes: Mapping[str, Any]) -> None:
        """Add a tie and its attributes."""
        row = len(self)
        for column, value in zip(self._fields.values(), tie):
            column.append(value)
        for name, value in attributes.items():
            self._attributes.setdefault(name, {})[row] = value

    def extend(self, columns: Mapping[str, Sequence[Any]], *, like: Tie) -> None:
        """Add many ties at once: columns of some fields, the others as in one tie."""
        count = len(columns["source"])
        for name, column in self._fields.items():
            column.extend(columns.get(name) or [getattr(like, name)] * count)

    def everyone(self) -> dict[str, None]:
        """Who is named by a tie, each once."""
        return dict.fromkeys(self._fields["source"]) | dict.fromkeys(self._fields["target"])

    def networks(self) -> list[str]:
        """The networks of one file that ties come from; none where there is one alone."""
        networks = sorted(set(self._fields["network"]))
        return networks if len(networks) > 1 else []

    def table(
        self, ids: pd.Index, member: Member, log: Log, privacy: Privacy, *, evidence: Evidence
    ) -> pd.DataFrame:
        """The ties that can be used, sorted; ``ids`` are everybody's, sorted."""
        roles = self._roles(log)
        weight, kept = self._weights(roles, member, log)
        periods = self._periods(roles, member, log)
        kinds = self._kinds(roles)
        source, target = (
            pd.Categorical(self._fields[end], categories=ids) for end in ("source", "target")
        )
        columns: dict[str, Any] = {
            "source": source,
            "target": target,
            "kind": np.array(kinds, dtype=object),
            "directed": np.array(self._fields["directed"], dtype=bool),
            "weight": weight,
            **dict.fromkeys(("start", "end")),
            "evidence": self._evidence(roles, evidence),
            **period_columns(periods),
        }
        if self.networks():
            columns["network"] = np.array(self._fields["network"], dtype=object)
        for name in sorted(self._attributes.keys() - set(roles.values())):
            if privacy.allows(name):
                given = self._attributes[name]
                values = privacy.clean([given.get(row) for row in range(len(self))])
                add_attribute(columns, name, values)
        return _sorted(pd.DataFrame(columns)[kept])

    def _roles(self, log: Log) -> dict[str, str]:
        """Which attribute says the weight, the time, the end and the kind, unless ties say so."""
        known = sorted(self._attributes)
        places = find_roles(known)
        roles = {role: known[place] for role, place in places.items()}
        roles = {role: name for role, name in roles.items() if role not in ("source", "target")}
        words = roles.pop("type", None)
        if words is not None and not self._are_directions(words):
            roles.setdefault("kind", words)
        if any(weight is not None for weight in self._fields["weight"]):
            roles.pop("weight", None)
        if any(self._fields["spells"]):
            roles = {role: name for role, name in roles.items() if role not in ("time", "end")}
        if any(self._fields["kind"]):
            roles.pop("kind", None)
        if "evidence" in roles and not self._is_evidence(roles["evidence"]):
            del roles["evidence"]
        if "weight" in roles and not self._has_numbers(roles["weight"]):
            name = roles.pop("weight")
            log.warn(f"{name}: no numbers that can be read; kept as text, and every tie counts 1.")
        return roles

    def _is_evidence(self, name: str) -> bool:
        """Whether an attribute is the evidence of ties, as our own files state it."""
        values = set(map(str, self._attributes[name].values()))
        return len(values) > 0 and values <= set(get_args(Evidence))

    def _evidence(self, roles: Mapping[str, str], usual: Evidence) -> Any:
        given = self._attributes.get(roles.get("evidence", ""), {})
        return np.array([given.get(row, usual) for row in range(len(self))], dtype=object)

    def _are_directions(self, name: str) -> bool:
        values = {str(value).casefold() for value in self._attributes[name].values()}
        return values <= _DIRECTIONS

    def _has_numbers(self, name: str) -> bool:
        return any(number_of(value) is not None for value in self._attributes[name].values())

    def _weights(
        self, roles: Mapping[str, str], member: Member, log: Log
    ) -> tuple[FloatArray, BoolArray]:
        """Strength of every tie, and which ties have one that can be used."""
        given = self._fields["weight"]
        if "weight" in roles:
            column = self._attributes[roles["weight"]]
            given = [column.get(row) for row in range(len(self))]
        absent = [value is None or value == "" for value in given]
        # Most files write few numbers many times.
        numbers = {value: number_of(value) for value in set(given) - {None, ""}}
        weight = np.array([numbers.get(value, 1.0) for value in given], dtype=np.float64)
        if any(absent) and not all(absent):
            log.warn(f"Ties without a weight, each of which counts 1: {sum(absent):,}.")
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
            for row in found[:MOST_PROBLEMS]:
                log.note(member, self._fields["line"][row], reason, str(given[row]))
        return weight, kept

    def _periods(self, roles: dict[str, str], member: Member, log: Log) -> Periods:
        """When ties were there; an attribute that holds no times stays an attribute."""
        spells = self._fields["spells"]
        chosen = {role: roles[role] for role in ("time", "end") if role in roles}
        if chosen:
            starts, ends = (
                self._attributes.get(chosen.get(role, ""), {}) for role in ("time", "end")
            )
            spells = [
                (Spell(_text(starts.get(row)), _text(ends.get(row))),)
                if row in starts or row in ends
                else ()
                for row in range(len(self))
            ]
        periods = resolve_spells(spells)
        unread = np.flatnonzero(periods.unread)
        if len(unread) and len(unread) == sum(map(bool, spells)) and chosen:
            log.warn(f"{' and '.join(chosen.values())}: no times that can be read; kept as text.")
            for role in chosen:
                del roles[role]
            return resolve_spells([()] * len(self))
        if len(unread):
            log.warn(f"Ties kept without their times, which could not be read: {len(unread):,}.")
            for row in unread[:MOST_PROBLEMS]:
                log.note(member, self._fields["line"][row], "time not understood (row kept)")
        return periods

    def _kinds(self, roles: Mapping[str, str]) -> list[str]:
        kinds = self._fields["kind"]
        if "kind" in roles:
            column = self._attributes[roles["kind"]]
            kinds = [_text(column.get(row)) for row in range(len(self))]
        others = self._fields["network"] if self.networks() else [""] * len(self)
        return [kind or other or "tie" for kind, other in zip(kinds, others)]


def _text(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())


def _sorted(table: pd.DataFrame) -> pd.DataFrame:
    """In an order that follows from what the ties say alone."""
    others = [table[name] for name in table if name not in ("source", "target")]
    varying = [_codes(column) for column in others if _varies(column)]
    ends = [table[end].cat.codes.to_numpy() for end in ("target", "source")]
    order = np.lexsort([*reversed(varying), *ends])
    columns = [*TIE_COLUMNS, *(name for name in table if name not in TIE_COLUMNS)]
    return table.iloc[order][columns].reset_index(drop=True)


def _varies(column: pd.Series) -> bool:
    """Whether not all values are the same, as far as can be told at once."""
    if len(column) == 0:
        return False
    first = column.iloc[0]
    if pd.api.types.is_scalar(first) and pd.isna(first):
        return bool(column.notna().any())
    return isinstance(first, tuple) or bool((column != first).any())


def _codes(column: pd.Series) -> IntArray:
    """Ranks of the values, by their text where they are not all of one kind."""
    values: Any = column
    if column.dtype == object:
        values = column.map(repr)
    codes, _ = pd.factorize(values, sort=True)
    return np.asarray(codes, dtype=np.int64)
