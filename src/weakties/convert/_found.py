"""People and ties as found in a graph, matrix or table of another package."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from weakties._canonical import check_ids, unusable
from weakties._columns import NAMES, plain_name
from weakties._parallel_ties import TIE_DETAILS, shown
from weakties._strengths import ALLOWED
from weakties._typing import FloatArray, IntArray
from weakties.errors import ArgumentError


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a graph, matrix or table holds."""

    form: str  #: what it is
    people: pd.DataFrame  #: label and attributes, by id
    ties: pd.DataFrame  #: source and target as positions, strength, evidence, ...
    directed: bool = False  #: whether its ties have a direction
    unread: Sequence[str] = ()  #: attributes that look like strengths, but were not asked for


def id_index(ids: Iterable[Hashable]) -> pd.Index:
    """Ids as the user has them; those that are tuples do not become levels."""
    return pd.Index(list(ids), tupleize_cols=False)


def people_table(ids: pd.Index, attributes: pd.DataFrame) -> pd.DataFrame:
    """The attributes on the ids, with a label for everyone."""
    check_ids(ids)
    people = attributes.set_axis(ids, axis="index")
    labels = pd.Series([str(one) for one in ids], index=ids, dtype=object)
    if "label" in people.columns:
        given = people.pop("label").astype(object)
        labels = given.map(str).where(given.notna(), labels)
    people.insert(0, "label", labels.astype(str))
    return people


def wanted_columns(names: Collection[str], strength: str | None, *, n_ties: int) -> list[str]:
    """The attributes of ties to read: the strength asked for, and what a network keeps."""
    if strength is not None and strength not in names and n_ties:
        known = ", ".join(sorted(map(str, names))) or "none"
        message = (
            f"Ties have no attribute or column {strength!r} to read the strength from; they have: "
            f"{known}. Name one of these, or leave strength out to count every tie as 1."
        )
        raise ArgumentError(message)
    return [name for name in (*TIE_DETAILS, strength) if name is not None and name in names]


def unread_strengths(names: Iterable[str], strength: str | None) -> list[str]:
    """Attributes named like a strength that were not asked for."""
    likely = {name for name in names if plain_name(name) in NAMES["weight"]}
    return sorted(likely, key=str) if strength is None else []


def tie_table(
    ids: pd.Index,
    ends: tuple[IntArray, IntArray],
    columns: Mapping[str, Any],
    strength: str | None,
) -> pd.DataFrame:
    """Ties as the doorway of `Network` takes them, from the positions of their people."""
    source, target = ends
    ties = pd.DataFrame({"source": source, "target": target})
    ties["strength"] = 1.0
    if strength is not None and strength in columns:
        ties["strength"] = _numbers(pd.Series(columns[strength]), ids, source, target)
    evidence = pd.Series(columns.get("evidence", "declared"), index=ties.index, dtype=object)
    ties["evidence"] = evidence.where(evidence.notna(), "declared")
    if "rules" in columns:
        ties["rules"] = pd.Series(columns["rules"], index=ties.index, dtype=object)
    for name in ("first", "last"):
        times = pd.Series(columns.get(name, ()))
        if pd.api.types.is_datetime64_dtype(times):
            ties[name] = times.to_numpy()
    if "p_value" in columns:
        ties["p_value"] = _as_floats(pd.Series(columns["p_value"]))
    return ties


def _numbers(given: pd.Series, ids: pd.Index, source: IntArray, target: IntArray) -> Any:
    """Strengths as numbers; the first that is none is named with its tie."""
    numbers = _as_floats(given)
    row = unusable(numbers)
    if row is not None:
        message = (
            f"The tie between {shown(ids, source[row])} and {shown(ids, target[row])} has the "
            f"strength {shown(given, row)}; strengths are {ALLOWED}. Leave out ties without strength."
        )
        raise ArgumentError(message)
    return numbers


def _as_floats(given: pd.Series) -> FloatArray:
    """Numbers, and texts that say one; NaN for all else."""
    try:
        numbers = pd.to_numeric(given, errors="coerce").to_numpy()
    except OverflowError:  # a whole number beyond all floats
        numbers = given.to_numpy(dtype=object)
    if numbers.dtype.kind in "buif":
        return np.asarray(numbers, dtype=np.float64)
    return np.array([_as_float(one) for one in given], dtype=np.float64)


def _as_float(one: Any) -> float:
    try:
        return float(one)
    except (TypeError, ValueError, OverflowError):
        return float("nan")
