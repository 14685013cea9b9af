"""Ties inferred from the dates on which the owner connected."""

import numpy as np

from weakties._typing import FloatArray, IntArray
from weakties.build._archive import Archive
from weakties.build._rule import Found, as_found, pairs_within, rule
from weakties.build.bursts import (
    IMPORT_DAY,
    between,
    chance_of_as_many,
    expected_by_chance,
    find_bursts,
)

#: A window of dates with more people than this says too little about any two of them.
MOST_IN_WINDOW = 25
#: Days around an event on which the people met there connect.
EVENT_MARGIN = 3
#: How likely, at the owner's usual rate, so many people met at an event may be at most.
CHANCE = 0.05
#: Days by which a connection may miss the owner's time at a school.
SCHOOL_MARGIN = 90


@rule("inferred", worth=0.3, basis="date")
def burst(archive: Archive) -> Found:
    """Two contacts connected within one burst, more than the owner's rate at the time explains."""
    person = archive.dated
    found = find_bursts(archive.day[person])
    within = found.burst >= 0
    pairs, big = pairs_within(person[within], found.burst[within], most=MOST_IN_WINDOW)
    strength = found.excess[pairs.focus] / (pairs.size - 1)
    left_out = {
        f"more than {IMPORT_DAY} people on one day": found.imports,
        f"more than {MOST_IN_WINDOW} people": big,
    }
    return as_found(pairs, strength, left_out)


@rule("inferred", worth=0.3, basis="date")
def event(archive: Archive) -> Found:
    """Two contacts connected within three days of an event that the owner went to."""
    return _met_during(archive, "event", EVENT_MARGIN)


@rule("inferred", worth=0.3, basis="date")
def school(archive: Archive) -> Found:
    """Two contacts connected while the owner was at a school."""
    return _met_during(archive, "school", SCHOOL_MARGIN)


def _met_during(archive: Archive, kind: str, margin: int) -> Found:
    """Contacts met in each of the owner's stays of a kind, beyond those met then by chance."""
    stays = archive.stays[archive.stays["kind"] == kind]
    first = stays["first"].to_numpy(dtype=np.int64) - margin
    last = stays["last"].to_numpy(dtype=np.int64) + margin
    person, focus = _inside(archive, first, last)
    pairs, big = pairs_within(person, focus, most=MOST_IN_WINDOW)
    excess = _excess(archive, first, last)
    usable = excess[pairs.focus] > 0
    chosen = type(pairs)(pairs.a[usable], pairs.b[usable], pairs.focus[usable], pairs.size[usable])
    strength = excess[chosen.focus] / (chosen.size - 1)
    left_out = {
        f"more than {MOST_IN_WINDOW} people": big,
        "no more people than usual": len(np.unique(pairs.focus[~usable])),
    }
    return as_found(chosen, strength, left_out)


def _inside(archive: Archive, first: IntArray, last: IntArray) -> tuple[IntArray, IntArray]:
    """Everybody who connected within each window, and the number of the window."""
    person = archive.dated
    person = person[np.argsort(archive.day[person], kind="stable")]
    day = archive.day[person]
    start = np.searchsorted(day, first, side="left")
    count = np.searchsorted(day, last, side="right") - start
    window = np.repeat(np.arange(len(first)), count)
    offset = np.arange(len(window)) - np.repeat(np.cumsum(count) - count, count)
    return person[start[window] + offset], window


def _excess(archive: Archive, first: IntArray, last: IntArray) -> FloatArray:
    """Share of the people of each window beyond those expected, 0 if so many are nothing unusual."""
    days = np.sort(archive.day[archive.dated])
    count = np.maximum(between(days, first, last), 1)
    expected = expected_by_chance(days, first, last)
    unusual = chance_of_as_many(count, expected) <= CHANCE
    return np.where(unusual, np.maximum(1.0 - expected / count, 0.0), 0.0)
