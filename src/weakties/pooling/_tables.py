"""The tables of several exports as one; what two exports say of one thing is said once."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from weakties._canonical import sort_ids
from weakties._typing import BoolArray, IntArray
from weakties.connections import (
    EVENT_COLUMNS,
    LASTING_KINDS,
    MEMBERSHIP_COLUMNS,
    TIE_COLUMNS,
    is_unnamed,
)
from weakties.importers._works.works import is_doi
from weakties.pooling._candidates import components
from weakties.pooling._sources import Sources

#: Kinds of foci whose names mean the same in every export; of works only DOIs do.
_EVERYWHERE = ("employer", "event", "followed company", "position", "school")
#: Where the number of the export stands while tables are compared.
_EXPORT = "\0export"
_TIMES = "\0times"
_UNNAMED = "\0unnamed"


class Part(NamedTuple):
    """One export with the ids of all; somebody may have two rows."""

    people: pd.DataFrame
    ties: pd.DataFrame
    events: pd.DataFrame
    memberships: pd.DataFrame


def rename(sources: Sources, at: int, ids: Sequence[Hashable]) -> Part:
    """One export in the ids of all, and its own places under names that no other export has."""
    export = sources.exports[at]
    own = ids[int(sources.start[at]) : int(sources.start[at + 1])]
    new: dict[Hashable, Hashable] = dict(zip(export.people.index, own, strict=True))
    place = _name_places(sources, at)
    ties, events, memberships = export.ties, export.events, export.memberships
    ends = {end: _mapped(ties[end], new) for end in ("source", "target")}
    targets = pd.Series(index=events.index, dtype=object)
    targets[:] = [
        tuple(dict.fromkeys(new.get(one, one) for one in some)) for some in events["targets"]
    ]
    focus = memberships["focus"].astype(object)
    everywhere = memberships["kind"].isin(_EVERYWHERE)
    index = pd.Index(list(own), dtype=object, tupleize_cols=False, name=export.people.index.name)
    labels = export.people["label"].astype(object)
    nameless = labels.isin(["you", ""]) | (labels == export.people.index.map(str))
    nameless |= labels.map(is_unnamed).astype(bool)
    return Part(
        people=export.people.assign(**{_UNNAMED: nameless}).set_axis(index, axis="index"),
        ties=ties.astype(dict.fromkeys(ties.select_dtypes("category"), object)).assign(**ends),
        events=events.assign(
            actor=_mapped(events["actor"], new),
            targets=targets,
            context=events["context"].astype(object).map(place, na_action="ignore"),
        ),
        memberships=memberships.assign(
            person=_mapped(memberships["person"], new),
            focus=focus.where(everywhere, focus.map(place, na_action="ignore")),
        ),
    )


def _mapped(ids: pd.Series, new: Mapping[Hashable, Hashable]) -> pd.Series:
    return pd.Series([new.get(one, one) for one in ids], index=ids.index, dtype=object)


def _name_places(sources: Sources, at: int) -> Callable[[Any], Any]:
    """How the conversations and channels of one export are called among those of all.

    A place of one name is one place in exports of one format that have people in common, and a DOI
    is one work everywhere.
    """
    format_name = sources.formats[at]
    groups = _neighbours(sources)
    alike = [groups[n] for n, name in enumerate(sources.formats) if name == format_name]
    rank = list(dict.fromkeys(alike)).index(groups[at]) + 1
    before = f"{format_name}: " if len(set(sources.formats)) > 1 else ""
    after = f" #{rank}" if rank > 1 else ""
    if not before and not after:
        return lambda place: place
    return lambda place: place if is_doi(str(place)) else f"{before}{place}{after}"


def _neighbours(sources: Sources) -> list[int]:
    """Numbers of exports; those of one format with people of lasting ids in common share one."""
    first: dict[tuple[str, Hashable], int] = {}
    pairs = []
    export = sources.export.tolist()
    for number in np.flatnonzero(sources.lasting).tolist():
        key = sources.formats[export[number]], sources.ids[number]
        pairs.append((first.setdefault(key, export[number]), export[number]))
    found: list[int] = components(len(sources.exports), pairs).tolist()
    return found


def merge_people(parts: Sequence[Part], *, one_owner: bool) -> pd.DataFrame:
    """Everybody once, with what the newest export knows of them, else the older ones.

    Of several owners nobody's dates of connection are attributes of a person; ties have them.
    """
    newest = sorted(range(len(parts)), key=lambda at: (-_latest(parts[at]), at))
    rows = pd.concat([parts[at].people for at in newest])
    if "connected_on" in rows.columns:
        met = rows.pop("connected_on")
        if one_owner:
            rows["connected_on"] = met.groupby(level=0).transform("min").to_numpy()
    own = rows["label"].astype(object)
    rows["label"] = own.mask(rows.pop(_UNNAMED).to_numpy(dtype=bool))
    merged = rows.groupby(level=0, sort=False).first()
    named = merged["label"].notna()
    merged["label"] = merged["label"].where(named, own.groupby(level=0, sort=False).first())
    return merged.iloc[sort_ids(merged.index)]


def _latest(part: Part) -> float:
    times = [part.events["time"].max(), part.ties["start"].max()]
    known = [pd.Timestamp(one).timestamp() for one in times if not pd.isna(one)]
    return max(known, default=-np.inf)


def merge_ties(tables: Sequence[pd.DataFrame], repeated: Counter[str]) -> pd.DataFrame:
    """All ties; one that lasts is one tie in whatever words, another if all of it is the same."""
    rows = _stacked(tables)
    ends = rows[["source", "target"]].astype(str)
    swapped = ((ends["source"] > ends["target"]) & ~rows["directed"].astype(bool)).to_numpy()
    both = rows.loc[swapped, ["target", "source"]].to_numpy()
    rows.loc[swapped, ["source", "target"]] = both
    again = _repeats(rows, list(TIE_COLUMNS))
    lasting = rows["kind"].isin(LASTING_KINDS).to_numpy(dtype=bool)
    key = ["source", "target", "kind", "directed"]
    groups = rows[lasting].groupby(key, sort=False, dropna=False)
    all_ended = rows.assign(ended=rows["end"].notna())[lasting].groupby(
        key, sort=False, dropna=False
    )
    rows.loc[lasting, "start"] = groups["start"].transform("min")
    rows.loc[lasting, "end"] = (
        groups["end"].transform("max").where(all_ended["ended"].transform("all").astype(bool))
    )
    rows.loc[lasting, "weight"] = groups["weight"].transform("max")
    again = again | lasting & rows.duplicated(key).to_numpy(dtype=bool)
    return _sorted(rows[~again], list(TIE_COLUMNS), repeated, "ties", int(again.sum()))


def merge_events(tables: Sequence[pd.DataFrame], repeated: Counter[str]) -> pd.DataFrame:
    """All acts; one that two exports tell is one act, towards everybody whom either names."""
    rows = _stacked(tables)
    rows["\0targets"] = [str(sorted(map(str, some))) for some in rows["targets"]]
    again = _repeats(rows, [*(set(EVENT_COLUMNS) - {"targets"}), "\0targets"])
    again = again | _tell_of_one_message(rows, ~again)
    kept = rows[~again]
    order = ["time", "actor", "context", "kind", "\0targets"]
    return _sorted(kept, order, repeated, "acts", int(again.sum())).drop(columns="\0targets")


def _tell_of_one_message(rows: pd.DataFrame, left: BoolArray) -> BoolArray:
    """Which rows tell of a message that another export tells of as well; its targets are joined.

    Each export names those recipients alone who are among its people.
    """
    again = np.zeros(len(rows), dtype=bool)
    joined: list[tuple[Hashable, ...]] = rows["targets"].tolist()
    chosen = left & (rows["kind"] == "message") & rows["context"].notna() & rows["time"].notna()
    key = ["time", "actor", "context"]
    some = rows[chosen]
    some = some[some.duplicated(key, keep=False)]
    for places in some.groupby(key, sort=False).indices.values():
        one = some.iloc[places]
        if one[_EXPORT].duplicated().any():
            continue
        targets = sorted({who for names in one["targets"] for who in names}, key=str)
        place = int(one.index[0])
        if "others" in rows.columns:
            heard = one["targets"].map(len) + one["others"].fillna(0)
            rows.loc[place, "others"] = max(int(heard.max()) - len(targets), 0)
        joined[place] = tuple(targets)
        rows.loc[place, "\0targets"] = str([str(who) for who in targets])
        again[one.index[1:]] = True
    rows["targets"] = pd.Series(joined, index=rows.index, dtype=object)
    return again


def merge_memberships(tables: Sequence[pd.DataFrame], repeated: Counter[str]) -> pd.DataFrame:
    """All memberships; one whose end an export knows is not open because an older one says so."""
    rows = _stacked(tables)
    again = _repeats(rows, list(MEMBERSHIP_COLUMNS))
    stay = ["person", "focus", "kind", "start"]
    ended = rows.groupby(stay, sort=False, dropna=False)["end"].transform("max").notna()
    again = again | (rows["end"].isna() & ended & rows["start"].notna()).to_numpy(dtype=bool)
    order = list(MEMBERSHIP_COLUMNS)
    return _sorted(rows[~again], order, repeated, "memberships", int(again.sum()))


def _stacked(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    marked = [table.assign(**{_EXPORT: at}) for at, table in enumerate(tables)]
    filled = [table for table in marked if len(table)] or marked[:1]
    return pd.concat(filled, ignore_index=True)


def _repeats(rows: pd.DataFrame, columns: list[str]) -> BoolArray:
    """Rows that another export has as well; what one export says twice stays said twice."""
    numbers = pd.DataFrame({name: _codes(rows[name]) for name in columns}, index=rows.index)
    numbers[_TIMES] = (
        numbers.assign(**{_EXPORT: rows[_EXPORT]}).groupby([*columns, _EXPORT]).cumcount()
    )
    return numbers.duplicated().to_numpy(dtype=bool)


def _codes(column: pd.Series) -> IntArray:
    return np.asarray(pd.factorize(column)[0], dtype=np.int64)


def _sorted(
    rows: pd.DataFrame, order: list[str], repeated: Counter[str], what: str, again: int
) -> pd.DataFrame:
    """The rows in an order of their own."""
    if again:
        repeated[what] += again
    keys = {
        name: rows[name] if rows[name].dtype != object else rows[name].astype(str) for name in order
    }
    places = pd.DataFrame(keys, index=rows.index).sort_values(order, kind="stable").index
    return rows.loc[places].drop(columns=_EXPORT).reset_index(drop=True)
