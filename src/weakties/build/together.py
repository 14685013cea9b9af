"""Ties observed where people were part of one work, meeting or page."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from weakties._typing import FloatArray
from weakties.build._archive import Archive
from weakties.build._memberships import MOST_TOGETHER
from weakties.build._rule import Found, Pairs, as_found, pairs_within, rule


@rule("co_presence", worth=1.0, basis="place")
def together(archive: Archive) -> Found:
    """Two people wrote one work, were at one meeting or edited one page.

    Everybody in a focus of k people shares one unit among the other k - 1 (Newman 2001,
    DOI 10.1103/PhysRevE.64.016132). The owner of a file counts like the others: what they share
    with a contact is a tie of the owner.
    """
    return tie_members(archive.memberships, MOST_TOGETHER, archive.fading)


def tie_members(
    memberships: pd.DataFrame,
    most: Mapping[str, int],
    fading: Callable[[np.ndarray], FloatArray] | None = None,
) -> Found:
    """Tie all pairs in each focus of k people with a strength of 1/(k-1), by `read_memberships`.

    ``most`` holds the kinds of foci that count, and the people one may have. A tie lasts from when
    both were there until one was no longer; if one came after the other had left, it is as old as
    the second.
    """
    pairs, left_out = pair_members(memberships, most)
    times = times_together(pairs, memberships)
    share = 1.0 / np.asarray(pairs.size - 1)
    strength = share if fading is None else share * fading(times["last"])
    return as_found(pairs, strength, left_out, times=times)


def pair_members(
    memberships: pd.DataFrame, most: Mapping[str, int]
) -> tuple[Pairs, dict[str, int]]:
    """All pairs in each focus that is not too big for its kind, and how many foci are."""
    found, left_out = [], {}
    for kind, people in most.items():
        rows = memberships[(memberships["kind"] == kind).to_numpy(dtype=bool)]
        person, focus = (rows[name].to_numpy(dtype=np.int64) for name in ("person", "focus"))
        pairs, big = pairs_within(person, focus, most=people)
        found.append(pairs)
        left_out[f"{kind} of more than {people} people"] = big
    ends = ("a", "b", "focus", "size")
    return Pairs(*(_joined([getattr(one, end) for one in found]) for end in ends)), left_out


def _joined(parts: list[np.ndarray]) -> np.ndarray:
    filled = [part for part in parts if len(part)]
    if len(filled) == 1:
        return filled[0]
    return np.concatenate([np.empty(0, dtype=np.int64), *filled])


def times_together(pairs: Pairs, memberships: pd.DataFrame) -> dict[str, np.ndarray]:
    """From when to when both people of each pair were in the focus."""
    person, focus = (memberships[name].to_numpy(dtype=np.int64) for name in ("person", "focus"))
    people = int(person.max(initial=0)) + 1
    place = focus * people + person  # ascending, as the memberships are sorted
    at = [np.searchsorted(place, pairs.focus * people + end) for end in (pairs.a, pairs.b)]
    first, last = (memberships[name].to_numpy("datetime64[us]") for name in ("first", "last"))
    begin = np.maximum(first[at[0]], first[at[1]])
    # Of some only an end is known.
    return {"first": begin, "last": np.fmax(begin, np.minimum(last[at[0]], last[at[1]]))}
