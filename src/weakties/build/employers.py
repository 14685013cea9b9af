"""Ties inferred from employers."""

import numpy as np

from weakties._typing import FloatArray, IntArray
from weakties.build._archive import NO_DAY, Archive
from weakties.build._rule import (
    Found,
    Pairs,
    as_found,
    next_met,
    pairs_within,
    rule,
    share_by_nearness,
)

#: Up to this many contacts at one employer, each may know each.
MOST_KNOW_ALL = 25
#: At a bigger employer, a contact is tied with this many of those met before and after.
NEXT = 5
#: An employer of more contacts than this says nothing about any two of them.
MOST_AT_EMPLOYER = 500
#: Days by which a connection may miss the owner's time at an employer.
MARGIN = 90
#: How fast the advantage of being met at about the same time fades, in days.
SAME_PERIOD = 60.0
#: How many times likelier two colleagues met on one day are tied than two met years apart.
SAME_DAY = 4.0


@rule("inferred", worth=1.0, basis="place")
def employer(archive: Archive) -> Found:
    """Two contacts name the same employer now."""
    person = np.flatnonzero(archive.company >= 0)
    return _colleagues(archive, person, archive.company[person])


@rule("inferred", worth=1.0, basis="place")
def past_employer(archive: Archive) -> Found:
    """Two contacts name an employer of the owner and were met while the owner worked there."""
    stays = archive.stays[(archive.stays["kind"] == "employer") & (archive.stays["company"] >= 0)]
    met = np.zeros(len(archive.people), dtype=bool)
    for company, first, last in stays[["company", "first", "last"]].to_numpy(dtype=np.int64):
        during = (archive.day >= first - MARGIN) & (archive.day <= last + MARGIN)
        met |= during & (archive.company == company)
    person = np.flatnonzero(met)
    return _colleagues(archive, person, archive.company[person])


def _colleagues(archive: Archive, person: IntArray, company: IntArray) -> Found:
    """Everybody with everybody at small employers, with those met next at bigger ones."""
    size = np.bincount(company, minlength=1)[company]
    small = size <= MOST_KNOW_ALL
    pairs, _ = pairs_within(person[small], company[small], most=MOST_KNOW_ALL)
    strength = share_by_nearness(pairs, _nearness(archive, pairs))
    medium = ~small & (size <= MOST_AT_EMPLOYER)
    near, _ = next_met(archive, person[medium], company[medium], steps=NEXT)
    both = Pairs(
        *(
            np.concatenate([getattr(pairs, k), getattr(near, k)])
            for k in ("a", "b", "focus", "size")
        )
    )
    # A unit shared among the neighbours in line, as 1/(k-1) is among k people.
    strength = np.concatenate([strength, np.full(len(near.a), 1.0 / (2 * NEXT))])
    left_out = {
        f"more than {MOST_KNOW_ALL} people: only those met next to each other are tied": len(
            np.unique(company[medium])
        ),
        f"more than {MOST_AT_EMPLOYER} people": len(np.unique(company[size > MOST_AT_EMPLOYER])),
    }
    return as_found(both, strength, left_out)


def _nearness(archive: Archive, pairs: Pairs) -> FloatArray:
    """1 for colleagues met at different times, up to `SAME_DAY` for those met on one day."""
    day_a, day_b = archive.day[pairs.a], archive.day[pairs.b]
    known = (day_a != NO_DAY) & (day_b != NO_DAY)
    apart = np.where(known, np.abs(np.where(known, day_a - day_b, 0)), np.inf)
    near: FloatArray = 1.0 + (SAME_DAY - 1.0) * np.exp(-apart / SAME_PERIOD)
    return near
