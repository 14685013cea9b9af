"""Ties observed where people turn to each other by name."""

from dataclasses import replace

import numpy as np
import pandas as pd

from weakties._typing import FloatArray
from weakties.build._acts import CITATION
from weakties.build._archive import Archive
from weakties.build._rule import Found, rule

#: An act towards more people than this is a broadcast, not an act towards any of them.
MOST_ADDRESSED = 25


@rule("interaction", worth=1.0, basis="place", directed=True)
def addressed(archive: Archive) -> Found:
    """One of two people wrote to, answered, mentioned, reacted to or passed on the other.

    The strength is the number of acts, one towards r people counting 1/r for each.
    """
    acts = archive.acts[archive.acts["kind"] != CITATION]
    between = acts[(acts["actor"] != archive.owner) & (acts["target"] != archive.owner)]
    broad = between["size"] > MOST_ADDRESSED
    kept = between[~broad]
    found = sum_acts(kept, archive.fading(kept["time"]) / kept["size"], foci=len(kept))
    return replace(found, left_out=_broadcasts(between[broad]))


def sum_acts(acts: pd.DataFrame, strength: pd.Series | FloatArray, *, foci: int) -> Found:
    """Ties of people who act towards each other, with the sum of what the acts count."""
    table = pd.DataFrame(
        {
            "source": acts["actor"],
            "target": acts["target"],
            "strength": strength,
            "first": acts["time"],
            "last": acts["time"],
        }
    )
    # Strength is a key too: the order of a sum decides its last bits.
    table = table.sort_values(["source", "target", "strength"], kind="stable")
    summed = table.groupby(["source", "target"], as_index=False, sort=True).agg(
        {"strength": "sum", "first": "min", "last": "max"}
    )
    return Found(pairs=summed, foci=foci)


def _broadcasts(rows: pd.DataFrame) -> dict[str, int]:
    count = int(np.round((1.0 / rows["size"]).sum()))
    return {f"acts towards more than {MOST_ADDRESSED} people": count} if count else {}
