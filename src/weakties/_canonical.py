"""Arithmetic that brings people and ties into one order, whatever order their rows came in."""

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from weakties._parallel_ties import TIE_DETAILS, merge_parallel, pair_numbers, shown
from weakties._strengths import ALLOWED, are_usable
from weakties._typing import BoolArray, FloatArray, IntArray, PositionArray
from weakties.errors import ArgumentError, NotFoundError


def sort_ids(ids: pd.Index) -> IntArray:
    """Order that sorts ids of any kind: by value if they compare, else by kind, then value."""
    if ids.dtype != object and ids.is_monotonic_increasing:
        return np.arange(len(ids), dtype=np.int64)
    if ids.dtype != object or pd.api.types.infer_dtype(ids, skipna=False) in {"string", "integer"}:
        return np.asarray(ids.argsort(), dtype=np.int64)
    keys = [_sort_key(one) for one in ids]
    return np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int64)


def _sort_key(one: object) -> tuple[str, Any]:
    if isinstance(one, int | float | np.number):
        return ("number", one)
    if isinstance(one, tuple):
        return ("tuple", tuple(map(_sort_key, one)))
    if isinstance(one, frozenset):
        # Sets compare by inclusion and print in an order of their own.
        return ("frozenset", tuple(sorted(map(_sort_key, one))))
    return (type(one).__name__, str(one))


def check_ids(ids: pd.Index) -> None:
    """Refuse ids that are missing or given twice."""
    if ids.hasnans:
        message = f"{np.count_nonzero(ids.isna())} people have no id. Give each one, or drop it."
        raise ArgumentError(message)
    if not ids.is_unique:
        again = shown(ids[ids.duplicated()], 0)
        message = f"The id {again} stands for more than one person. Give every person one row."
        raise ArgumentError(message)


def unusable(strength: FloatArray) -> int | None:
    """Row of the first number that cannot be a strength."""
    wrong = np.flatnonzero(~are_usable(strength))
    return int(wrong[0]) if len(wrong) else None


def compressed_rows(
    n_people: int,
    source: PositionArray,
    target: PositionArray,
    strength: FloatArray,
    *,
    directed: bool,
) -> tuple[IntArray, PositionArray, FloatArray]:
    """``indptr``, ``indices`` and ``strength`` of ties that are sorted and merged."""
    forward = _starts(np.bincount(source, minlength=n_people))
    if directed:
        return forward, target, strength
    backward = _starts(np.bincount(target, minlength=n_people))
    # In each row the people before it come first: the ties that lead back to them, then its own.
    blocks = np.column_stack([np.diff(backward), np.diff(forward)]).ravel()
    own = np.repeat(np.arange(len(blocks)) % 2 == 1, blocks)
    indices = np.empty(len(own), dtype=np.int32)
    both = np.empty(len(own), dtype=np.float64)
    indices[own], both[own] = target, strength
    np.logical_not(own, out=own)
    order = np.argsort(target, kind="stable")
    indices[own] = source[order]
    both[own] = strength[order]
    return forward + backward, indices, both


def _starts(counts: NDArray[np.int64]) -> IntArray:
    starts = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def canonical_fields(
    people: pd.DataFrame, ties: pd.DataFrame, *, directed: bool, owner: Hashable | None
) -> tuple[dict[str, Any], int, int]:
    """What a `Network` holds of people and ties; also the number of loops and repeated rows."""
    check_ids(people.index)
    people, rank = _sorted_people(people)
    source, target = (_ranked(ties[end], rank) for end in ("source", "target"))
    _check_strength(ties, people.index, source, target)
    ties = ties.drop(columns=["source", "target"])
    if not directed:
        source, target = np.minimum(source, target), np.maximum(source, target)
    at_owner = -1 if owner is None else _place(people.index, owner)
    loops = source == target
    own = ((source == at_owner) | (target == at_owner)) & ~loops
    of_owner = ties[own], source[own], target[own]
    n_loops = int(np.count_nonzero(loops))
    if n_loops or len(of_owner[0]):
        between = ~(loops | own)
        ties, source, target = ties[between], source[between], target[between]
    pair, width = pair_numbers(source, target)
    del source, target, loops, own  # long lists of ties fill the memory
    merged, again = merge_parallel(ties, pair, width)
    del ties, pair
    owner_ties, own_again = _owner_ties(*of_owner, at_owner, directed=directed)
    owner_ties.index = people.index[owner_ties.pop("target")]
    is_owner = np.arange(len(people)) == at_owner
    if owner is not None:
        # Without the owner, the people behind move up by one.
        for end in ("source", "target"):
            merged[end] -= merged[end] > at_owner
    fields = {
        "people": people[~is_owner],
        "directed": directed,
        "owner": owner,
        "owner_person": people[is_owner],
        "owner_ties": owner_ties,
        **_arrays(people.index[~is_owner], merged, directed=directed),
    }
    return fields, n_loops, again + own_again


def _arrays(ids: pd.Index, ties: pd.DataFrame, *, directed: bool) -> dict[str, Any]:
    """Arrays from ties that are sorted and free of loops and parallels."""
    indptr, indices, strength = compressed_rows(
        len(ids),
        ties.pop("source").to_numpy(dtype=np.int32),
        ties.pop("target").to_numpy(dtype=np.int32),
        ties.pop("strength").to_numpy(dtype=np.float64),
        directed=directed,
    )
    arrays = {"indptr": indptr, "indices": indices, "strength": strength}
    return {"ids": ids, "tie_table": ties, **arrays}


def _ranked(positions: pd.Series, rank: PositionArray) -> PositionArray:
    """New places of the people at these places; every tie needs two people that exist."""
    places = positions.to_numpy()
    if len(places) and (places.min() < 0 or places.max() >= len(rank)):
        row = np.flatnonzero((places < 0) | (places >= len(rank)))[0]
        message = (
            f"The tie in row {row} leads to position {places[row]}, but there are {len(rank)} "
            "people. Give everyone who has a tie a row among the people."
        )
        raise ArgumentError(message)
    return np.asarray(rank[places])


def _sorted_people(people: pd.DataFrame) -> tuple[pd.DataFrame, PositionArray]:
    """People in the order of their ids, and the new place of every old one."""
    if isinstance(people.index.dtype, pd.CategoricalDtype):
        # Categories have an order of their own, which is not that of the ids.
        kind = people.index.dtype.categories.dtype
        people = people.set_axis(people.index.astype(kind), axis="index")
    order = sort_ids(people.index)
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return people.iloc[order], rank


def _place(ids: pd.Index, owner: Hashable) -> int:
    try:
        return int(ids.get_loc(owner))  # type: ignore[arg-type]  # ids differ: it is one place
    except KeyError:
        message = (
            f"The owner {owner!r} is not among the {len(ids)} people. Name one of their ids, "
            "or none."
        )
        raise NotFoundError(message) from None


def _check_strength(
    ties: pd.DataFrame, ids: pd.Index, source: PositionArray, target: PositionArray
) -> None:
    strength = ties["strength"].to_numpy(dtype=np.float64)
    row = unusable(strength)
    if row is not None:
        message = (
            f"The tie between {shown(ids, source[row])} and {shown(ids, target[row])} has the "
            f"strength {strength[row]}; strengths are {ALLOWED}. Leave out ties without strength."
        )
        raise ArgumentError(message)


def _owner_ties(
    ties: pd.DataFrame,
    source: PositionArray,
    target: PositionArray,
    at_owner: int,
    *,
    directed: bool,
) -> tuple[pd.DataFrame, int]:
    """The owner's ties by the position of the contact; also how many were merged."""
    contact = np.where(source == at_owner, target, source)
    merged, again = merge_parallel(ties, *pair_numbers(np.zeros_like(contact), contact))
    merged = merged.drop(columns="source")
    if directed:
        again = 0
        for name, chosen in (("outgoing", source == at_owner), ("incoming", target == at_owner)):
            merged[name], repeated = _one_way(ties, contact, chosen, merged["target"].to_numpy())
            again += repeated
    return merged, again


def _one_way(
    ties: pd.DataFrame, contact: PositionArray, chosen: BoolArray, contacts: PositionArray
) -> tuple[FloatArray, int]:
    """Strength in one direction for each of the contacts, 0 where there is no such tie."""
    chosen_contact = contact[chosen]
    pair, width = pair_numbers(np.zeros_like(chosen_contact), chosen_contact)
    merged, again = merge_parallel(ties[chosen], pair, width)
    strength = np.zeros(len(contacts))
    strength[np.searchsorted(contacts, merged["target"])] = merged["strength"]
    return strength, again


def owner_arcs(
    owner_ties: pd.DataFrame, contacts: IntArray, *, at_owner: int, directed: bool
) -> pd.DataFrame:
    """The owner's ties as rows between positions, in the directions they are known to have."""
    details = owner_ties[owner_ties.columns.intersection(list(TIE_DETAILS))]
    if "evidence" not in details:
        details = details.assign(evidence="declared")
    out = details.assign(source=at_owner, target=contacts, strength=owner_ties["strength"])
    if not directed:
        return out
    back = out.assign(source=contacts, target=at_owner)
    if "outgoing" in owner_ties:
        out["strength"], back["strength"] = owner_ties["outgoing"], owner_ties["incoming"]
    both = pd.concat([out, back])
    return both[both["strength"] > 0]
