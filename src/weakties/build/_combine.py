"""What several rules say about one pair of people, brought together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from weakties._strengths import FAINTEST
from weakties._typing import BoolArray, FloatArray
from weakties.build._archive import Archive
from weakties.build._closeness import walk_closeness
from weakties.build._rule import Found, Rule
from weakties.connections import RuleReport

#: Pairs with less strength than this from all rules together are no ties.
WEAKEST = 0.03
#: The two people of a row in one order, whichever way the tie leads.
_PAIR = ["low", "high"]
#: How close the surroundings of two people must be for a date or a likeness to tie them.
CLOSE = 0.75


@dataclass(frozen=True, eq=False, kw_only=True)
class Combined:
    """Ties from all rules chosen."""

    ties: pd.DataFrame  #: a row a tie and rule, as `weakties.network` takes them, and ``directed``
    reports: Sequence[RuleReport]  #: what each rule did
    weak: int  #: pairs left untied because too little speaks for them
    alike: (
        int  #: pairs left untied because they are alike, but one of them is never seen with anybody
    )
    apart: int  #: pairs left untied because a date or likeness is all that two worlds share
    faded: int  #: pairs left untied because all that they did is too long ago


def apply_rules(
    archive: Archive, rules: Sequence[Rule], *, done: Callable[[str, int], None]
) -> Combined:
    """Apply rules, sum what they say about each pair, and leave out what is not to be believed.

    A pair that is only inferred needs a strength of `WEAKEST`. People who are only alike are tied only if each is tied
    to somebody by a place or date. A pair without a common place is tied only if the other ties
    around the two lead from one to the other: a coincidence of dates between people of
    different worlds is more often chance than acquaintance, and would count as a bridge. What the
    owner shared with somebody is looked at by none of this: over the owner everybody is near.
    """
    found = {}
    for number, rule in enumerate(rules):
        done(rule.name, number)
        found[rule.name] = rule.find(archive)
    done("", len(rules))
    rows = pd.concat([_rows(found[rule.name], rule) for rule in rules], ignore_index=True)
    basis = {rule.name: rule.basis for rule in rules}
    rows["basis"] = rows["rules"].map(basis)
    rows["low"] = rows[["source", "target"]].min(axis="columns")
    rows["high"] = rows[["source", "target"]].max(axis="columns")
    rows, faded = _without_faded(rows)
    of_owner = (rows[_PAIR] == archive.owner).any(axis="columns").to_numpy(dtype=bool)
    between = rows[~of_owner].reset_index(drop=True)
    met, alike = _drop(between, _both_met(between, len(archive.people)))
    strong, weak = _drop(met, _believed(met))
    ties, apart = _drop(strong, _at_home(strong, len(archive.people)))
    return Combined(
        ties=pd.concat([ties, rows[of_owner]], ignore_index=True).drop(columns=["basis", *_PAIR]),
        reports=[_report(rule, found[rule.name], ties) for rule in rules],
        weak=weak,
        alike=alike,
        apart=apart,
        faded=faded,
    )


def _rows(found: Found, rule: Rule) -> pd.DataFrame:
    pairs = found.pairs
    table = pairs[["source", "target"]].astype(np.int64)
    table["strength"] = pairs["strength"] * rule.worth
    table["evidence"] = pairs.get("evidence", rule.evidence)
    table["rules"] = rule.name
    table["directed"] = rule.directed
    for column in ("first", "last"):
        known = pairs.get(column, pd.NaT)
        table[column] = pd.Series(known, index=table.index, dtype="datetime64[us]")
    return table


def _drop(rows: pd.DataFrame, kept: BoolArray) -> tuple[pd.DataFrame, int]:
    """The rows kept, and how many pairs the others are."""
    dropped = rows.loc[~kept, _PAIR]
    return rows[kept].reset_index(drop=True), len(dropped.drop_duplicates())


def _without_faded(rows: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The rows whose strength has not faded to nothing, and how many pairs have none of these."""
    usable = rows["strength"] >= FAINTEST
    left = usable.groupby([rows[name] for name in _PAIR]).transform("any")
    _, faded = _drop(rows, left.to_numpy(dtype=bool))
    return rows[usable].reset_index(drop=True), faded


def _summed(rows: pd.DataFrame) -> FloatArray:
    """Strength of each row's pair, the rows of all rules together."""
    total = rows.groupby(_PAIR, sort=False)["strength"].transform("sum")
    return total.to_numpy(dtype=np.float64)


def _believed(rows: pd.DataFrame) -> BoolArray:
    """True for pairs that some rule observed, however little, or for which enough speaks."""
    observed = rows["evidence"] != "inferred"
    seen = observed.groupby([rows[name] for name in _PAIR]).transform("any")
    return seen.to_numpy(dtype=bool) | (_summed(rows) >= WEAKEST)


def _both_met(rows: pd.DataFrame, people: int) -> BoolArray:
    """False for likenesses of people of whom one is tied to nobody by a place or date."""
    meeting = (rows["basis"] != "likeness").to_numpy(dtype=bool)
    if not meeting.any():
        # Whoever asks for likenesses alone gets them.
        return np.ones(len(rows), dtype=bool)
    strong = rows[meeting][_believed(rows[meeting])]
    tied = np.zeros(people, dtype=bool)
    tied[strong["source"]] = tied[strong["target"]] = True
    both: BoolArray = meeting | (tied[rows["source"]] & tied[rows["target"]])
    return both


def _in_one_place(rows: pd.DataFrame) -> BoolArray:
    """True for pairs with a common place, and for all if no rule goes by places."""
    place = rows["basis"] == "place"
    if not place.any():
        return np.ones(len(rows), dtype=bool)
    together = place.groupby([rows[name] for name in _PAIR]).transform("any")
    return together.to_numpy(dtype=bool)


def _at_home(rows: pd.DataFrame, people: int) -> BoolArray:
    """True for pairs with a common place, or with surroundings that lead from one to the other."""
    placed = _in_one_place(rows)
    return placed if placed.all() else placed | _close(rows, people)


def _close(rows: pd.DataFrame, people: int) -> BoolArray:
    source = rows["source"].to_numpy(dtype=np.int64)
    target = rows["target"].to_numpy(dtype=np.int64)
    close: BoolArray = walk_closeness(people, source, target, rows["strength"].to_numpy()) >= CLOSE
    return close


def _report(rule: Rule, found: Found, ties: pd.DataFrame) -> RuleReport:
    return RuleReport(
        name=rule.name,
        evidence=rule.evidence,
        foci=found.foci,
        ties=len(ties.loc[ties["rules"] == rule.name, _PAIR].drop_duplicates()),
        left_out=dict(found.left_out),
    )
