"""Ties inferred from employers."""

import numpy as np

from weakties._typing import FloatArray
from weakties.build._archive import NO_DAY, Archive
from weakties.build._rule import Found, Pairs, as_found, pairs_within, rule, share_by_nearness

#: An employer of more contacts than this says too little about any two of them.
MOST_AT_EMPLOYER = 50
#: Days by which a connection may miss the owner's time at an employer.
MARGIN = 90
#: How fast the advantage of being met at about the same time fades, in days.
SAME_PERIOD = 60.0
#: How many times likelier two colleagues met on one day are tied than two met years apart.
SAME_DAY = 4.0


@rule("inferred", worth=0.5)
def employer(archive: Archive) -> Found:
    """Two contacts name the same employer now."""
    person = np.flatnonzero(archive.company >= 0)
    pairs, big = pairs_within(person, archive.company[person], most=MOST_AT_EMPLOYER)
    return _colleagues(archive, pairs, big)


@rule("inferred", worth=0.5)
def past_employer(archive: Archive) -> Found:
    """Two contacts name an employer of the owner and were met while the owner worked there."""
    stays = archive.stays[(archive.stays["kind"] == "employer") & (archive.stays["company"] >= 0)]
    person, focus = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for stay in stays.itertuples():
        during = (archive.day >= stay.first - MARGIN) & (archive.day <= stay.last + MARGIN)
        met = np.flatnonzero(during & (archive.company == stay.company))
        person.append(met)
        # Several stays at one employer are one focus.
        focus.append(np.full(len(met), stay.company))
    pairs, big = pairs_within(
        np.concatenate(person), np.concatenate(focus), most=MOST_AT_EMPLOYER
    )
    return _colleagues(archive, pairs, big)


def _colleagues(archive: Archive, pairs: Pairs, big: int) -> Found:
    strength = share_by_nearness(pairs, _nearness(archive, pairs))
    return as_found(pairs, strength, {f"more than {MOST_AT_EMPLOYER} people": big})


def _nearness(archive: Archive, pairs: Pairs) -> FloatArray:
    """1 for colleagues met at different times, up to `SAME_DAY` for those met on one day."""
    day_a, day_b = archive.day[pairs.a], archive.day[pairs.b]
    known = (day_a != NO_DAY) & (day_b != NO_DAY)
    apart = np.where(known, np.abs(np.where(known, day_a - day_b, 0)), np.inf)
    near: FloatArray = 1.0 + (SAME_DAY - 1.0) * np.exp(-apart / SAME_PERIOD)
    return near
