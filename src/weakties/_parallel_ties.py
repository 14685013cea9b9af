"""Several rows for one tie become one, whatever their order."""

from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from weakties._typing import Evidence, FloatArray, IntArray, PositionArray
from weakties.errors import ArgumentError

#: Places in `EVIDENCE_ORDER`.
RankArray: TypeAlias = NDArray[np.int8]

#: How a tie with several pieces of evidence is called: by the first of these that it has.
EVIDENCE_ORDER: tuple[Evidence, ...] = ("declared", "interaction", "co_presence", "inferred")


def shown(values: pd.Index | pd.Series, place: int) -> str:
    """One of the values as Python writes it: 3, not np.int64(3)."""
    return repr(values[place : place + 1].tolist()[0])


def pair_numbers(
    source: PositionArray | IntArray, target: PositionArray | IntArray
) -> tuple[IntArray, int]:
    """A number for each pair of positions, in their order, and by how much the first one counts."""
    width = int(target.max(initial=0)) + 1
    pair = source.astype(np.int64)
    pair *= width
    pair += target
    return pair, width


def merge_parallel(ties: pd.DataFrame, pair: IntArray, width: int) -> tuple[pd.DataFrame, int]:
    """Sort ties by their people and make one tie of parallel ones; also how many were merged.

    The people are given by `pair_numbers`, which may be changed; what the table says of a tie is
    merged. Lists of ties are long, so that nothing is kept here for longer than it is needed.
    """
    strength = ties["strength"].to_numpy(dtype=np.float64)
    ranks = _evidence_ranks(ties["evidence"]) if "evidence" in ties.columns else None
    observed = _observed_strength(ties, strength, ranks)
    order = None
    if ties.columns.intersection([*_MERGES, "observed"]).empty and _alike(strength, ranks):
        # Rows that say the same need no order beside that of their people.
        pair.sort()
    else:
        order = tie_order(pair, strength)
        pair = pair[order]
    starts = np.ones(len(pair), dtype=bool)
    np.not_equal(pair[1:], pair[:-1], out=starts[1:])
    pair = pair[starts]
    merged = pd.DataFrame(
        {"source": _as_position(np.floor_divide, pair, width)}, index=pd.RangeIndex(len(pair))
    )
    merged["target"] = _as_position(np.remainder, pair, width)
    del pair
    first = np.flatnonzero(starts)
    merged["strength"] = _per_tie(np.add, _in_order(strength, order), first)
    if observed is not None:
        merged["observed"] = _per_tie(np.add, _in_order(observed, order), first)
    if ranks is not None:
        merged["evidence"] = _best_evidence(_in_order(ranks, order), first)
    if order is not None:
        for column, merge in _MERGES.items():
            if column in ties.columns:
                merged[column] = merge(ties[column], order, first)
    return merged, len(starts) - len(first)


def _as_position(part: np.ufunc, pair: IntArray, width: int) -> PositionArray:
    position = np.empty(len(pair), dtype=np.int32)
    part(pair, width, out=position, casting="unsafe")
    return position


def _alike(strength: FloatArray, ranks: RankArray | None) -> bool:
    """Whether every tie has one strength and one kind of evidence."""
    known: list[Any] = [strength] if ranks is None else [strength, ranks]
    return all(bool((values == values[:1]).all()) for values in known)


def _in_order(values: Any, order: IntArray | None) -> Any:
    return values if order is None else values[order]


def _observed_strength(
    ties: pd.DataFrame, strength: FloatArray, ranks: RankArray | None
) -> FloatArray | None:
    """The part of each strength that was observed, not inferred; None where all of all is."""
    if "observed" in ties.columns:
        observed = ties["observed"].to_numpy(dtype=np.float64)
        return observed if (observed != strength).any() else None
    if ranks is None:
        return None
    inferred = ranks == EVIDENCE_ORDER.index("inferred")
    return np.where(inferred, 0.0, strength) if inferred.any() else None


def tie_order(pair: IntArray, strength: FloatArray) -> IntArray:
    """Order by people, and by strength where they are the same: it decides a sum's last bits."""
    order = np.argsort(pair, kind="stable").astype(np.int64, copy=False)
    ordered = pair[order]
    again = ordered[1:] == ordered[:-1]
    several = np.zeros(len(order), dtype=bool)
    several[1:] |= again
    several[:-1] |= again
    rows = order[several]
    order[several] = rows[np.lexsort((strength[rows], pair[rows]))]
    return order


def _per_tie(combine: np.ufunc, values: Any, first: IntArray) -> Any:
    # reduceat cannot take an empty array.
    return combine.reduceat(values, first) if len(values) else values


def _evidence_ranks(values: pd.Series) -> RankArray:
    """The place of each evidence in `EVIDENCE_ORDER`."""
    known = pd.Index(EVIDENCE_ORDER)
    if isinstance(values.dtype, pd.CategoricalDtype):
        # Few kinds and many ties: look up each kind once; the last stands for none.
        of_kind = np.append(known.get_indexer(values.cat.categories), -1).astype(np.int8)
        ranks = of_kind[values.cat.codes.to_numpy()]
    else:
        ranks = known.get_indexer(pd.Index(values)).astype(np.int8)
    if (ranks < 0).any():
        message = (
            f"Evidence {shown(values[ranks < 0], 0)} is unknown; "
            f"it is one of {', '.join(EVIDENCE_ORDER)}."
        )
        raise ArgumentError(message)
    return ranks


def _best_evidence(ranks: RankArray, first: IntArray) -> pd.Categorical:
    best = _per_tie(np.minimum, ranks, first)
    evidence: pd.Categorical = pd.Categorical.from_codes(
        best, pd.Index(EVIDENCE_ORDER, dtype=object), ordered=True
    )
    return evidence


def _all_rules(texts: pd.Series, order: IntArray, first: IntArray) -> Any:
    """The rules of all rows of a tie, each once, sorted: few names, so a bit stands for each."""
    codes, distinct = pd.factorize(texts.fillna("").to_numpy(dtype=object))
    split = [set(text.split("; ")) - {""} for text in distinct]
    if len(split) == 1:
        return np.full(len(first), "; ".join(sorted(split[0])), dtype=object)
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


#: Columns of ties besides strength and evidence that parallel ties can have, and how they become one.
_MERGES = {
    "rules": _all_rules,
    "first": _earliest,
    "last": _latest,
    "p_value": _smallest,
}
TIE_DETAILS = ("evidence", *_MERGES)
