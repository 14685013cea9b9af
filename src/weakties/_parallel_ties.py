"""Several rows for one tie become one, whatever their order."""

from typing import Any

import numpy as np
import pandas as pd

from weakties._typing import Evidence, FloatArray, IntArray
from weakties.errors import ArgumentError

#: How a tie with several pieces of evidence is called: by the first of these that it has.
EVIDENCE_ORDER: tuple[Evidence, ...] = ("declared", "interaction", "co_presence", "inferred")


def shown(values: pd.Index | pd.Series, place: int) -> str:
    """One of the values as Python writes it: 3, not np.int64(3)."""
    return repr(values[place : place + 1].tolist()[0])


def merge_parallel(
    ties: pd.DataFrame, source: IntArray, target: IntArray
) -> tuple[pd.DataFrame, int]:
    """Sort ties by their people and make one tie of parallel ones; also how many were merged."""
    strength = ties["strength"].to_numpy(dtype=np.float64)
    order = _tie_order(source, target, strength)
    source, target, strength = source[order], target[order], strength[order]
    starts = np.ones(len(order), dtype=bool)
    starts[1:] = (source[1:] != source[:-1]) | (target[1:] != target[:-1])
    first = np.flatnonzero(starts)
    merged = pd.DataFrame({"source": source[first], "target": target[first]})
    merged["strength"] = _per_tie(np.add, strength, first)
    observed = _observed_strength(ties)[order]
    if (observed != strength).any():
        merged["observed"] = _per_tie(np.add, observed, first)
    for column, merge in _MERGES.items():
        if column in ties.columns:
            merged[column] = merge(ties[column], order, first)
    return merged, len(order) - len(first)


def _observed_strength(ties: pd.DataFrame) -> FloatArray:
    """The part of each strength that was observed, not inferred."""
    if "observed" in ties.columns:
        return ties["observed"].to_numpy(dtype=np.float64)
    strength = ties["strength"].to_numpy(dtype=np.float64)
    if "evidence" not in ties.columns:
        return strength
    return np.where(ties["evidence"] == "inferred", 0.0, strength)


def _tie_order(source: IntArray, target: IntArray, strength: FloatArray) -> IntArray:
    """Order by people, and by strength where they are the same: it decides a sum's last bits."""
    width = int(target.max(initial=0)) + 1
    pair = source * width + target
    if len(strength) == 0 or (strength == strength[0]).all():
        return np.argsort(pair, kind="stable")
    by_strength = np.argsort(strength, kind="stable")
    return np.asarray(by_strength[np.argsort(pair[by_strength], kind="stable")])


def _per_tie(combine: np.ufunc, values: Any, first: IntArray) -> Any:
    # reduceat cannot take an empty array.
    return combine.reduceat(values, first) if len(values) else values


def _best_evidence(values: pd.Series, order: IntArray, first: IntArray) -> pd.Categorical:
    ranks = pd.Index(EVIDENCE_ORDER).get_indexer(pd.Index(values))
    if (ranks < 0).any():
        message = (
            f"Evidence {shown(values[ranks < 0], 0)} is unknown; "
            f"it is one of {', '.join(EVIDENCE_ORDER)}."
        )
        raise ArgumentError(message)
    best = _per_tie(np.minimum, ranks[order], first)
    evidence: pd.Categorical = pd.Categorical.from_codes(
        best, pd.Index(EVIDENCE_ORDER, dtype=object), ordered=True
    )
    return evidence


def _all_rules(texts: pd.Series, order: IntArray, first: IntArray) -> Any:
    """The rules of all rows of a tie, each once, sorted: few names, so a bit stands for each."""
    codes, distinct = pd.factorize(texts.fillna("").to_numpy(dtype=object))
    split = [set(text.split("; ")) - {""} for text in distinct]
    names = sorted(set().union(*split))
    bits = [sum(1 << names.index(name) for name in sorted(some)) for some in split]
    which, sets = pd.factorize(
        _per_tie(np.bitwise_or, np.array(bits, dtype=np.int64)[codes[order]], first)
    )
    joined = ["; ".join(n for i, n in enumerate(names) if one >> i & 1) for one in sets.tolist()]
    return np.array(joined, dtype=object)[which]


def _earliest(times: pd.Series, order: IntArray, first: IntArray) -> Any:
    return _per_tie(np.fmin, times.to_numpy(dtype="datetime64[us]")[order], first)


def _latest(times: pd.Series, order: IntArray, first: IntArray) -> Any:
    return _per_tie(np.fmax, times.to_numpy(dtype="datetime64[us]")[order], first)


def _smallest(values: pd.Series, order: IntArray, first: IntArray) -> Any:
    return _per_tie(np.fmin, values.to_numpy(dtype=np.float64)[order], first)


#: Columns of ties besides strength that parallel ties can have, and how they become one.
_MERGES = {
    "evidence": _best_evidence,
    "rules": _all_rules,
    "first": _earliest,
    "last": _latest,
    "p_value": _smallest,
}
TIE_DETAILS = tuple(_MERGES)
