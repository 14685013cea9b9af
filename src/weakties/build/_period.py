"""The period that a network is built of, and how the acts in it fade with age."""

import re
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from weakties._strengths import FAINTEST
from weakties._typing import BoolArray, FloatArray
from weakties.build._memberships import MOST_TOGETHER
from weakties.connections import LASTING_KINDS, Connections
from weakties.errors import ArgumentError

#: What is taken for a date, and for a length of time.
Moment: TypeAlias = str | date | np.datetime64
Length: TypeAlias = str | timedelta | np.timedelta64

#: Kinds of memberships that are over on their first day if no other is known.
_ONE_DAY = ("event", *MOST_TOGETHER)

_DATE = re.compile(r"\d{4}(?:-\d\d?(?:-\d\d?(?:[T ].+)?)?)?")
_LENGTH = re.compile(r"\d+(?:\.\d+)? ?(?:W|D|h|weeks?|days?|hours?|min|minutes?)")
_UNDATED = "without a time, left out of the period"
_OUTSIDE = "outside of the period"
_UNAGED = "without a time, so that its age is unknown"
_GONE = "faded away"


@dataclass(frozen=True, kw_only=True)
class Period:
    """From when to when, and how fast acts fade; `None` where nobody asked."""

    since: pd.Timestamp | None  #: included
    until: pd.Timestamp | None  #: not included
    window: pd.Timedelta | None  #: what ``since`` was worked out from
    half_life: pd.Timedelta | None
    now: pd.Timestamp | None  #: ages count back from here; None if nothing is dated
    latest: pd.Timestamp | None  #: the latest date on record
    asked: Mapping[str, Moment | Length | None]  #: the same in the words of whoever asked

    @property
    def bounded(self) -> bool:
        """Whether some records may lie outside."""
        return self.since is not None or self.until is not None

    def covers(self, start: pd.Series, end: pd.Series) -> BoolArray:
        """Whether something that lasted from ``start`` to ``end`` was there; NaT is open."""
        inside = np.ones(len(start), dtype=bool)
        if self.until is not None:
            inside &= ~(start >= self.until).to_numpy(dtype=bool)
        if self.since is not None:
            inside &= ~(end < self.since).to_numpy(dtype=bool)
        return inside

    def fading(self, times: Any) -> FloatArray:
        """What an act of each time counts: 1 now, half after a half-life; NaN for unknown times."""
        stamps = np.asarray(times, dtype="datetime64[us]")
        if self.half_life is None or self.now is None:
            return np.ones(len(stamps))
        age = (np.datetime64(self.now, "us") - stamps).astype(np.float64)
        age[np.isnat(stamps)] = np.nan
        length = self.half_life / pd.Timedelta(microseconds=1)
        fading: FloatArray = 0.5 ** (np.maximum(age, 0.0) / length)
        return fading


def read_period(
    connections: Connections,
    *,
    since: Moment | None = None,
    until: Moment | None = None,
    window: Length | None = None,
    half_life: Length | None = None,
) -> Period:
    """Check what was asked for, and bring it into one form."""
    asked = {"since": since, "until": until, "window": window, "half_life": half_life}
    first, end = read_moment(since, "since"), read_moment(until, "until")
    span, half = read_length(window, "window"), read_length(half_life, "half_life")
    latest = _latest(connections)
    now = latest if end is None or latest is None else end
    if span is not None and first is not None:
        message = "since= and window= both say when the period begins; give one of them."
        raise ArgumentError(message)
    if now is None and any(one is not None for one in (first, end, span, half)):
        given = ", ".join(f"{name}=" for name, one in asked.items() if one is not None)
        message = (
            "Nothing in these data has a date, so there is no period or age to tell. Leave out "
            f"{given}."
        )
        raise ArgumentError(message)
    if span is not None and now is not None:
        first = now - span
    if first is not None and end is not None and first >= end:
        message = (
            f"since={since!r} is not before until={until!r}, which is not in the period. Give an "
            "earlier since= or a later until=."
        )
        raise ArgumentError(message)
    return Period(
        since=first, until=end, window=span, half_life=half, now=now, latest=latest, asked=asked
    )


def _latest(connections: Connections) -> pd.Timestamp | None:
    """The latest date on record: the file is at least this recent. None if nothing is dated."""
    ties, stays = connections.ties, connections.memberships
    seen = [connections.events["time"], ties["start"]]
    if "connected_on" in connections.people.columns:
        seen.append(connections.people["connected_on"])
    # Where nothing else is dated works and meetings count, and then ends: they may be still to come.
    for times in (seen, [stays["start"]], [ties["end"], stays["end"]]):
        known = [pd.Timestamp(one.max()) for one in map(pd.to_datetime, times) if one.notna().any()]
        if known:
            return max(known)
    return None


def read_moment(given: Any, name: str) -> pd.Timestamp | None:
    """A date or time, in UTC where it names a zone."""
    if given is None:
        return None
    text = isinstance(given, str) and _DATE.fullmatch(given.strip())
    moment: Any = pd.NaT
    if text or isinstance(given, date | np.datetime64):
        with suppress(ValueError):
            moment = pd.Timestamp(given)
    if pd.isna(moment):
        message = f"{name}={given!r} is no date; write it as 2024-03-31, 2024-03 or 2024."
        raise ArgumentError(message)
    known = pd.Timestamp(moment)
    return known if known.tz is None else known.tz_convert("UTC").tz_localize(None)


def read_length(given: Any, name: str) -> pd.Timedelta | None:
    """A length of time, above zero."""
    if given is None:
        return None
    text = isinstance(given, str) and _LENGTH.fullmatch(given.strip())
    length: Any = pd.NaT
    if text or isinstance(given, timedelta | np.timedelta64):
        with suppress(ValueError):
            length = pd.Timedelta(given)
    if pd.isna(length) or length <= pd.Timedelta(0):
        message = (
            f"{name}={given!r} is no length of time; write it in days (90D), weeks (12W) or "
            "hours (36h), above zero."
        )
        raise ArgumentError(message)
    return pd.Timedelta(length)


def within(connections: Connections, period: Period) -> Connections:
    """The records of a period, stated ties faded with their age, and the people in these records.

    Records without a time are left out of a period. So are people of whom the file has records,
    but none in the period; people of whom it has none stay, since nothing says when they were
    there.
    """
    if not period.bounded and period.half_life is None:
        return connections
    left_out: Counter[str] = Counter()
    kept = replace(
        connections,
        ties=_ties(connections.ties, period, left_out),
        events=_events(connections.events, period, left_out),
        memberships=_memberships(connections.memberships, period, left_out),
    )
    if period.bounded:
        kept = replace(kept, people=_people(connections, kept, period, left_out))
    origin = connections.provenance
    dropped = Counter(origin.dropped) + left_out
    return replace(kept, provenance=replace(origin, dropped=dropped))


def _people(
    connections: Connections, kept: Connections, period: Period, left_out: Counter[str]
) -> pd.DataFrame:
    people, named = connections.people, _named(kept) | {connections.owner}
    silent = ~people.index.isin(list(_named(connections))) & _present(people, period)
    there = people.index.isin(list(named)) | silent
    left_out["person: not there in the period"] = int((~there).sum())
    people = people[there]
    if period.until is None or "connected_on" not in people.columns:
        return people
    # Some wrote to the owner before the two connected: that day is not yet known.
    met = people["connected_on"]
    return people.assign(connected_on=met.where(met < period.until))


def _ties(ties: pd.DataFrame, period: Period, left_out: Counter[str]) -> pd.DataFrame:
    moment = _are_moments(ties)
    start = ties["start"]
    end = ties["end"].where(~moment | ties["end"].notna(), start)
    undated = (start.isna() & end.isna()).to_numpy(dtype=bool)
    inside = np.ones(len(ties), dtype=bool)
    if period.bounded:
        inside = ~undated & _spells_cover(ties, period, period.covers(start, end))
        left_out[f"tie: {_UNDATED}"] = int(undated.sum())
        left_out[f"tie: {_OUTSIDE}"] = int((~inside & ~undated).sum())
    if period.half_life is None:
        return ties[inside]
    fading = period.fading(end)
    # A tie that goes on does not fade, nor one of which no time is known.
    fading[np.isnan(fading) & ~moment] = 1.0
    unaged, weight = np.isnan(fading), ties["weight"] * fading
    faded = ((weight < FAINTEST) & (ties["weight"] >= FAINTEST)).to_numpy(dtype=bool)
    left_out[f"tie: {_UNAGED}"] += int((inside & unaged).sum())
    left_out[f"tie: {_GONE}"] = int((inside & faded).sum())
    return ties.assign(weight=weight)[inside & ~unaged & ~faded]


def _are_moments(ties: pd.DataFrame) -> BoolArray:
    """Which ties have a time at which they were there, rather than one since which they last.

    Where a file knows ends, a tie without one goes on; where it knows none, its times are those of
    calls, meetings and the like, but for kinds of ties that go on until somebody ends them.
    """
    if ties["end"].notna().any() or not ties["start"].notna().any():
        return np.zeros(len(ties), dtype=bool)
    moments: BoolArray = ~ties["kind"].isin(LASTING_KINDS).to_numpy(dtype=bool)
    return moments


def _spells_cover(ties: pd.DataFrame, period: Period, covered: BoolArray) -> BoolArray:
    """Whether a tie was there in the period, where it came and went several times."""
    if "spells" not in ties.columns:
        return covered
    covered = covered.copy()
    spells = ties["spells"]
    for row in np.flatnonzero(covered & spells.map(bool).to_numpy(dtype=bool) & spells.notna()):
        bounds = pd.DataFrame(list(spells.iloc[row]), columns=["start", "end"])
        bounds = bounds.apply(pd.to_datetime)
        covered[row] = period.covers(bounds["start"], bounds["end"]).any()
    return covered


def _events(events: pd.DataFrame, period: Period, left_out: Counter[str]) -> pd.DataFrame:
    undated = events["time"].isna().to_numpy(dtype=bool)
    inside = period.covers(events["time"], events["time"])
    why = _UNDATED if period.bounded else _UNAGED
    left_out[f"act: {why}"] = int(undated.sum())
    left_out[f"act: {_OUTSIDE}"] = int((~inside & ~undated).sum())
    return events[inside & ~undated]


def _memberships(rows: pd.DataFrame, period: Period, left_out: Counter[str]) -> pd.DataFrame:
    one_day = rows["kind"].isin(_ONE_DAY).to_numpy(dtype=bool)
    end = rows["end"].where(~one_day | rows["end"].notna(), rows["start"])
    undated = (rows["start"].isna() & end.isna()).to_numpy(dtype=bool)
    if not period.bounded:
        # Works and meetings fade like acts; belonging to something does not.
        left_out[f"membership: {_UNAGED}"] = int((undated & one_day).sum())
        return rows[~(undated & one_day)]
    inside = period.covers(rows["start"], end) & ~undated
    left_out[f"membership: {_UNDATED}"] = int(undated.sum())
    left_out[f"membership: {_OUTSIDE}"] = int((~inside & ~undated).sum())
    return rows[inside]


def _named(connections: Connections) -> set[Any]:
    """Everybody whom some record names."""
    ties, events = connections.ties, connections.events
    named = {one for targets in events["targets"] for one in targets}
    for column in (ties["source"], ties["target"], events["actor"]):
        named.update(column.unique())
    return named | set(connections.memberships["person"].unique())


def _present(people: pd.DataFrame, period: Period) -> BoolArray:
    """Whether people were there, as far as a file says when each of them came and went."""
    unknown = pd.Series(pd.NaT, index=people.index, dtype="datetime64[us]")
    bounds = [people.get(name, unknown) for name in ("start", "end")]
    if not all(pd.api.types.is_datetime64_any_dtype(one) for one in bounds):
        return np.ones(len(people), dtype=bool)
    return period.covers(*bounds)
