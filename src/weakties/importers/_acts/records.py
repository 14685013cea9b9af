"""What a platform's export says, collected record by record and put into one order at the end."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

import pandas as pd

from weakties._typing import View
from weakties.connections import Connections
from weakties.errors import NothingUsableError
from weakties.importers._cells.labels import label_of
from weakties.importers._log import Log

_TIME = "datetime64[us]"


class Act(NamedTuple):
    """Something that somebody did, at some time, towards others or in some place."""

    time: datetime | None
    actor: str
    targets: tuple[str, ...]
    kind: str
    context: str | None = None
    thread: str | None = None


class Bond(NamedTuple):
    """A tie that the file states."""

    source: str
    target: str
    kind: str
    start: datetime | None = None
    directed: bool = True


class Stay(NamedTuple):
    """Somebody's part in a group, channel or list."""

    person: str
    focus: str
    kind: str
    start: datetime | None = None
    end: datetime | None = None
    weight: float = 1.0  #: how much of it there was, such as edits of a page


@dataclass(kw_only=True)
class Records:
    """People, ties, acts and memberships of one reading."""

    log: Log = field(default_factory=Log)
    _names: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _own_names: dict[str, str] = field(default_factory=dict)
    _attributes: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    _acts: list[Act] = field(default_factory=list)
    _bonds: list[Bond] = field(default_factory=list)
    _stays: list[Stay] = field(default_factory=list)

    def hear_of(self, person: str, name: str = "") -> None:
        """Take note of a person, and of a name that some record gives them."""
        names = self._names[person]
        if shown := label_of(name):
            names[shown] += 1

    def know(self, person: str, name: str = "", **attributes: Any) -> None:
        """Take a person from a list of people: its name and attributes are the right ones."""
        self.hear_of(person)
        if shown := label_of(name):
            self._own_names[person] = shown
        known = {
            key: label_of(value) if isinstance(value, str) else value
            for key, value in attributes.items()
        }
        self._attributes[person].update(
            {key: value for key, value in known.items() if value not in (None, "")}
        )

    @property
    def people(self) -> Iterable[str]:
        """Everybody heard of so far."""
        return self._names.keys()

    def knows(self, person: str) -> bool:
        """Whether somebody was heard of."""
        return person in self._names

    def act(
        self,
        time: datetime | None,
        actor: str,
        targets: Iterable[str],
        kind: str,
        *,
        context: str | None = None,
        thread: str | None = None,
    ) -> None:
        """Add an act towards others; one towards nobody but oneself is counted and left out."""
        wanted = set(targets)
        others = wanted - {actor}
        if wanted and not others:
            self.log.pass_over(f"{kind}: to oneself")
            return
        for person in (actor, *others):
            self.hear_of(person)
        self._acts.append(Act(time, actor, tuple(sorted(others)), kind, context, thread))

    def speak(
        self, time: datetime | None, actor: str, *, context: str, thread: str | None = None
    ) -> None:
        """Add a message in some place that is addressed to nobody by name."""
        self.hear_of(actor)
        self._acts.append(Act(time, actor, (), "message", context, thread))

    def bond(self, bond: Bond) -> None:
        """Add a stated tie; one with oneself is counted and left out."""
        if bond.source == bond.target:
            self.log.pass_over(f"{bond.kind}: with oneself")
            return
        self.hear_of(bond.source)
        self.hear_of(bond.target)
        self._bonds.append(bond)

    def stay(self, stay: Stay) -> None:
        """Add a membership."""
        self.hear_of(stay.person)
        self._stays.append(stay)

    def connections(
        self, format_name: str, *, view: View, owner: str | None = None, nobody: str
    ) -> Connections:
        """All of it; `NothingUsableError` with the sentence ``nobody`` where there is no person."""
        if not self._names.keys() - {owner}:
            message = f"{nobody}{self._left_out()}"
            raise NothingUsableError(message)
        if owner is not None:
            self.hear_of(owner)
        undated = sum(act.time is None for act in self._acts)
        if undated:
            self.log.warn(
                f"{undated:,} of {len(self._acts):,} acts have no time that can be understood."
            )
        bonds, stays = set(self._bonds), set(self._stays)
        self.log.duplicates += len(self._bonds) - len(bonds) + len(self._stays) - len(stays)
        return Connections(
            people=self._people(owner),
            ties=_tie_table(sorted(bonds, key=_bond_order)),
            events=_event_table(sorted(self._acts, key=_act_order)),
            memberships=_membership_table(sorted(stays, key=_stay_order)),
            owner=owner,
            view=view,
            provenance=self.log.provenance(format_name),
        )

    def _left_out(self) -> str:
        """What was there instead of people, for the error that there is nobody."""
        reasons = sorted(self.log.dropped.items())
        shown = ", ".join(f"{reason} ({number:,})" for reason, number in reasons)
        return f" Left out: {shown}." if shown else ""

    def _people(self, owner: str | None) -> pd.DataFrame:
        ids = sorted(self._names)
        columns = sorted({key for known in self._attributes.values() for key in known})
        frame = pd.DataFrame({"label": _texts([self._label(one, owner) for one in ids])})
        for column in columns:
            values = [self._attributes.get(one, {}).get(column) for one in ids]
            dated = any(isinstance(value, datetime) for value in values)
            frame[column] = pd.Series(values, dtype=_TIME if dated else object)
        return frame.set_index(pd.Index(ids, dtype=object, name="person"))

    def _label(self, person: str, owner: str | None) -> str:
        """A person's own name, else the one most used for them, else their id."""
        if own := self._own_names.get(person):
            return own
        names = self._names[person]
        if names:
            return min(names, key=lambda name: (-names[name], name))
        return "you" if person == owner else person


def _texts(values: Sequence[str | None]) -> pd.Series:
    return pd.Series(values, dtype=object)


def _times(values: Sequence[datetime | None]) -> pd.Series:
    return pd.Series(values, dtype=_TIME)


def _act_order(act: Act) -> tuple[datetime, str, str, str, str, tuple[str, ...]]:
    time = act.time or datetime.max
    return time, act.actor, act.context or "", act.kind, act.thread or "", act.targets


def _bond_order(bond: Bond) -> tuple[str, str, str, datetime]:
    return bond.source, bond.target, bond.kind, bond.start or datetime.max


def _stay_order(stay: Stay) -> tuple[str, str, str, datetime, datetime, float]:
    start, end = stay.start or datetime.max, stay.end or datetime.max
    return stay.kind, stay.focus, stay.person, start, end, stay.weight


def _tie_table(rows: Sequence[Bond]) -> pd.DataFrame:
    number = len(rows)
    return pd.DataFrame(
        {
            "source": _texts([row.source for row in rows]),
            "target": _texts([row.target for row in rows]),
            "kind": _texts([row.kind for row in rows]),
            "directed": pd.Series([row.directed for row in rows], dtype=bool),
            "weight": pd.Series([1.0] * number, dtype="float64"),
            "start": _times([row.start for row in rows]),
            "end": _times([None] * number),
            "evidence": _texts(["declared"] * number),
        }
    )


def _event_table(rows: Sequence[Act]) -> pd.DataFrame:
    targets = pd.Series([None] * len(rows), dtype=object)
    targets[:] = [row.targets for row in rows]
    return pd.DataFrame(
        {
            "time": _times([row.time for row in rows]),
            "actor": _texts([row.actor for row in rows]),
            "targets": targets,
            "kind": _texts([row.kind for row in rows]),
            "context": _texts([row.context for row in rows]),
            "thread": _texts([row.thread for row in rows]),
        }
    )


def _membership_table(rows: Sequence[Stay]) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "person": _texts([row.person for row in rows]),
            "focus": _texts([row.focus for row in rows]),
            "kind": _texts([row.kind for row in rows]),
            "start": _times([row.start for row in rows]),
            "end": _times([row.end for row in rows]),
        }
    )
    if any(row.weight != 1 for row in rows):
        table["weight"] = pd.Series([row.weight for row in rows], dtype="float64")
    return table
