"""What several rules say about one pair of people, brought together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from weakties._typing import FloatArray
from weakties.build._archive import Archive
from weakties.build._rule import Found, Rule
from weakties.connections import RuleReport

#: Pairs with less strength than this from all rules together are no ties.
WEAKEST = 0.05


@dataclass(frozen=True, eq=False, kw_only=True)
class Combined:
    """Ties from all rules chosen."""

    ties: pd.DataFrame  #: a row a pair and rule, as `weakties.network` takes them
    reports: Sequence[RuleReport]  #: what each rule did
    weak: int  #: pairs that were too weak
    alike: int  #: pairs left out because no rule tells that both met anybody


def apply_rules(
    archive: Archive, rules: Sequence[Rule], *, done: Callable[[str, int], None]
) -> Combined:
    """Apply rules and keep the pairs whose strengths sum to `WEAKEST` or more.

    Rules that only tell that two people are alike strengthen and add ties between people whom
    another rule ties to somebody; they tie nobody who would else stand alone.
    """
    found = {}
    for number, rule in enumerate(rules):
        done(rule.name, number)
        found[rule.name] = rule.find(archive)
    done("", len(rules))
    rows = pd.concat([_rows(found[rule.name], rule) for rule in rules], ignore_index=True)
    meeting = {rule.name for rule in rules if rule.meeting}
    rows, alike = _between_those_met(rows, meeting, len(archive.people))
    enough = _summed(rows) >= WEAKEST
    ties = rows[enough]
    return Combined(
        ties=ties,
        reports=[_report(rule, found[rule.name], ties) for rule in rules],
        weak=_pairs(rows[~enough]),
        alike=alike,
    )


def _rows(found: Found, rule: Rule) -> pd.DataFrame:
    pairs = found.pairs
    table = pairs[["source", "target"]].astype(np.int64)
    table["strength"] = pairs["strength"] * rule.worth
    table["evidence"] = pairs["evidence"] if "evidence" in pairs else rule.evidence
    table["rules"] = rule.name
    for column in ("first", "last"):
        known = pairs[column] if column in pairs else pd.NaT
        table[column] = pd.Series(known, index=table.index, dtype="datetime64[us]")
    return table


def _between_those_met(
    rows: pd.DataFrame, meeting: set[str], people: int
) -> tuple[pd.DataFrame, int]:
    """Drop the pairs who are only alike and of whom one is tied to nobody by a meeting."""
    met = rows["rules"].isin(meeting)
    if not met.any():
        return rows, 0
    strong = rows[met][_summed(rows[met]) >= WEAKEST]
    tied = np.zeros(people, dtype=bool)
    tied[strong["source"]] = tied[strong["target"]] = True
    kept = met | (tied[rows["source"]] & tied[rows["target"]])
    return rows[kept], _pairs(rows[~kept])


def _summed(rows: pd.DataFrame) -> FloatArray:
    """Strength of each row's pair, the rows of all rules together."""
    total = rows.groupby(["source", "target"], sort=False)["strength"].transform("sum")
    return total.to_numpy(dtype=np.float64)


def _pairs(rows: pd.DataFrame) -> int:
    return len(rows[["source", "target"]].drop_duplicates())


def _report(rule: Rule, found: Found, ties: pd.DataFrame) -> RuleReport:
    return RuleReport(
        name=rule.name,
        evidence=rule.evidence,
        foci=found.foci,
        ties=int((ties["rules"] == rule.name).sum()),
        left_out=dict(found.left_out),
    )
