"""`Connections`: what a file says about people and their ties, and nothing more."""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from weakties._html import summary_table
from weakties._typing import PositionArray, View
from weakties.errors import ArgumentError

#: Columns every table has; a table may have more.
TIE_COLUMNS = {
    "source": "object",
    "target": "object",
    "kind": "object",
    "directed": "bool",
    "weight": "float64",
    "start": "datetime64[us]",
    "end": "datetime64[us]",
    "evidence": "object",
}
EVENT_COLUMNS = {
    "time": "datetime64[us]",
    "actor": "object",
    "targets": "object",
    "kind": "object",
    "context": "object",
}
MEMBERSHIP_COLUMNS = {
    "person": "object",
    "focus": "object",
    "kind": "object",
    "start": "datetime64[us]",
    "end": "datetime64[us]",
}

#: Kinds of ties that go on until they are ended; a file need not say that they have no end yet.
LASTING_KINDS = ("connection", "contact", "follow", "friend")

#: Column of people, where several exports were pooled: whether one of them is this person's.
IS_OWNER = "is_owner"

#: Problems kept one by one; beyond this only their number is kept.
MOST_PROBLEMS = 1000

_UNNAMED = re.compile(r"unnamed \d+")


def unnamed(number: int) -> str:
    """The label of somebody whose name a file does not say, numbered within the file."""
    return f"unnamed {number}"


def is_unnamed(label: object) -> bool:
    """Whether a label stands for somebody whose name is not known.

    >>> is_unnamed(unnamed(3)), is_unnamed("Ana Ruiz")
    (True, False)
    """
    return isinstance(label, str) and _UNNAMED.fullmatch(label) is not None


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One row (or file) that could not be used, and why."""

    file: str  #: file or archive member
    line: int | None  #: first line of the row, counted from 1; None for a whole file
    reason: str  #: the kind of problem, the same words for every row of that kind
    found: str = ""  #: what stood there, shortened; never an e-mail address or message text


@dataclass(frozen=True, kw_only=True)
class RuleReport:
    """What one rule for inferring or counting ties did."""

    name: str  #: name of the rule
    evidence: str  #: evidence of its ties
    foci: int  #: foci (employers, conversations, ...) that gave ties
    ties: int  #: pairs of people whose tie the rule supports, alone or with other rules
    left_out: Mapping[str, int] = field(default_factory=dict)  #: reason -> foci left out


@dataclass(frozen=True, kw_only=True)
class Merge:
    """Two people of different exports who were taken for one."""

    a: str  #: name of the export, a stroke, id in it
    b: str
    score: float | None  #: how sure it is, 0 to 1; None for a pair that only the user knows
    why: str


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Where data come from and what was left out on the way."""

    format: str  #: name of the format, as in ``weakties.importers``
    files: Mapping[str, int] = field(default_factory=dict)  #: file or member used -> data rows read
    dropped: Mapping[str, int] = field(default_factory=dict)  #: reason -> rows left out
    problems: Sequence[Problem] = ()  #: the first rows left out, one by one
    hidden: int = 0  #: members listed without name or address: counted, never made people
    warnings: Sequence[str] = ()  #: sentences that a reader of the results must know
    loops: int = 0  #: ties from a person to themselves, dropped
    duplicates: int = 0  #: rows added to a tie that was there already
    rules: Sequence[RuleReport] = ()  #: rules applied, in order of name
    sources: Sequence[str] = ()  #: names of the files or folders that were read
    merges: Sequence[Merge] = ()  #: people of several exports who were taken for one
    built: Mapping[str, Any] = field(default_factory=dict)  #: arguments a network was built with
    period: str = ""  #: in words, the period a network was built of and how what people did fades
    latest: str = ""  #: the day of the last date on record, where the period or ages end there
    untied_groups: int = 0
    #: groups that people belong to, where a network holds no ties and could have some of these

    def __post_init__(self) -> None:
        object.__setattr__(self, "files", MappingProxyType(dict(sorted(self.files.items()))))
        object.__setattr__(self, "dropped", MappingProxyType(dict(sorted(self.dropped.items()))))
        object.__setattr__(self, "built", MappingProxyType(dict(self.built)))
        object.__setattr__(self, "problems", tuple(self.problems)[:MOST_PROBLEMS])
        object.__setattr__(self, "warnings", tuple(self.warnings))
        for name in ("rules", "sources", "merges"):
            object.__setattr__(self, name, tuple(getattr(self, name)))

    def __getstate__(self) -> dict[str, Any]:
        # Read-only views of dictionaries cannot be pickled.
        mappings = {name: dict(getattr(self, name)) for name in ("files", "dropped", "built")}
        return {**vars(self), **mappings}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self.__post_init__()


def _table(frame: pd.DataFrame | None, columns: Mapping[str, str], name: str) -> pd.DataFrame:
    if frame is None:
        empty = {column: pd.Series(dtype=dtype) for column, dtype in columns.items()}
        return pd.DataFrame(empty)
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        message = (
            f"The table of {name} lacks the column(s) {', '.join(missing)}; "
            f"it has {', '.join(map(str, frame.columns))}. Add them."
        )
        raise ArgumentError(message)
    return frame.reset_index(drop=True)


@dataclass(frozen=True, eq=False, kw_only=True)
class Connections:
    """What a file says: people, ties, events, memberships, and where all this comes from.

    Nothing is inferred here: `weakties.build_network` turns it into a `Network`.

    Parameters
    ----------
    people : DataFrame
        One row a person. The index holds the ids; the column ``label`` a name to show; further
        columns are attributes (``company``, ``position``, ``connected_on``, ...).
    ties : DataFrame, optional
        ``source, target, kind, directed, weight, start, end, evidence``: ties the file states.
        Source and target are ids of ``people``; they, ``kind`` and ``evidence`` may be categorical.
        Where known also
        ``spells`` (all periods of a tie), ``start_number`` and ``end_number`` (times that count
        steps), ``network`` (of several in one file) and attributes.
    events : DataFrame, optional
        ``time, actor, targets, kind, context``: dated acts such as a message, reply, mention,
        reaction or repost; ``targets`` is a tuple of the ids of those it is addressed to by name,
        ``context`` what they share (a conversation, a channel, a skill). If known also ``thread``,
        a conversation within the context.
    memberships : DataFrame, optional
        ``person, focus, kind, start, end``: who belonged to which employer, school or event, or
        wrote which page. Where it differs also ``weight``: how much of it there was.
    owner : id, optional
        Whose file it is, if it is one person's.
    view : {"whole", "ego", "one_chat", "sample"}
        What the file can see: everybody's ties, one person's, those in one chat, or some.
    provenance : Provenance
        Format, files, rows read and dropped and why, warnings.

    Raises
    ------
    ArgumentError
        If a table lacks a column, ids are given twice, or the owner is not among the people.

    Examples
    --------
    >>> import pandas as pd
    >>> people = pd.DataFrame({"label": ["Ana Ruiz", "Ben Ito"]}, index=["ana", "ben"])
    >>> Connections(people=people, owner="ana", provenance=Provenance(format="by hand"))
    <Connections from by hand: 2 people, 0 ties, 0 events, 0 memberships, 0 rows left out>
    """

    people: pd.DataFrame
    ties: pd.DataFrame = None  # type: ignore[assignment]
    events: pd.DataFrame = None  # type: ignore[assignment]
    memberships: pd.DataFrame = None  # type: ignore[assignment]
    owner: Hashable | None = None
    view: View = "whole"
    provenance: Provenance

    def __post_init__(self) -> None:
        if "label" not in self.people.columns or not self.people.index.is_unique:
            message = "The table of people needs a column 'label' and ids that differ as its index."
            raise ArgumentError(message)
        if self.owner is not None and self.owner not in self.people.index:
            message = f"The owner {self.owner!r} is not among the people; add a row."
            raise ArgumentError(message)
        set_field = object.__setattr__
        set_field(self, "ties", _table(self.ties, TIE_COLUMNS, "ties"))
        set_field(self, "events", _table(self.events, EVENT_COLUMNS, "events"))
        set_field(self, "memberships", _table(self.memberships, MEMBERSHIP_COLUMNS, "memberships"))

    def _counts(self) -> dict[str, int]:
        """How many rows of each kind there are."""
        return {
            "people": len(self.people),
            "ties": len(self.ties),
            "events": len(self.events),
            "memberships": len(self.memberships),
            "rows left out": sum(self.provenance.dropped.values()),
        }

    def __repr__(self) -> str:
        parts = ", ".join(f"{count} {name}" for name, count in self._counts().items())
        return f"<Connections from {self.provenance.format}: {parts}>"

    def _repr_html_(self) -> str:
        left_out = [f"{why}: {rows} rows left out" for why, rows in self.provenance.dropped.items()]
        rows = {
            **self._counts(),
            "owner": "none" if self.owner is None else self.owner,
            "view": self.view,
            "files": ", ".join(self.provenance.files) or "none",
        }
        notes = [*left_out, *self.provenance.warnings]
        return summary_table(f"Connections from {self.provenance.format}", rows, notes=notes)


def count_tied_pairs(connections: Connections) -> int:
    """Pairs of different people whom ties name, whichever way and however often."""
    people = connections.people.index
    one, other = (positions_of(connections.ties[end], people) for end in ("source", "target"))
    low, high = np.minimum(one, other).astype(np.int64), np.maximum(one, other)
    return len(np.unique((low * len(people) + high)[low != high]))


def positions_of(ids: pd.Series, people: pd.Index) -> PositionArray:
    """Where each id stands among the people; -1 for those who are not there."""
    if not isinstance(ids.dtype, pd.CategoricalDtype):
        return people.get_indexer(pd.Index(ids)).astype(np.int32)
    # Far fewer people than ties: look up each once; the last stands for nobody.
    of_category = np.append(people.get_indexer(ids.cat.categories), -1).astype(np.int32)
    return of_category[ids.cat.codes.to_numpy()]
