"""Ties observed where people turn to each other by name."""

import numpy as np
import pandas as pd

from weakties.build._archive import Archive
from weakties.build._rule import Found, rule

#: An act towards more people than this is a broadcast, not an act towards any of them.
MOST_ADDRESSED = 25


@rule("interaction", worth=1.0, basis="place", directed=True)
def addressed(archive: Archive) -> Found:
    """One of two people wrote to, answered, mentioned, reacted to or passed on the other.

    The strength is the number of acts, one towards r people counting 1/r for each.
    """
    acts = archive.acts
    between = acts[(acts["actor"] != archive.owner) & (acts["target"] != archive.owner)]
    broad = between["size"] > MOST_ADDRESSED
    kept = between[~broad]
    table = pd.DataFrame(
        {
            "source": kept["actor"],
            "target": kept["target"],
            "strength": archive.fading(kept["time"]) / kept["size"],
            "first": kept["time"],
            "last": kept["time"],
        }
    )
    # Strength is a key too: the order of a sum decides its last bits.
    table = table.sort_values(["source", "target", "strength"], kind="stable")
    summed = table.groupby(["source", "target"], as_index=False, sort=True).agg(
        {"strength": "sum", "first": "min", "last": "max"}
    )
    return Found(pairs=summed, foci=len(kept), left_out=_broadcasts(between[broad]))


def _broadcasts(rows: pd.DataFrame) -> dict[str, int]:
    count = int(np.round((1.0 / rows["size"]).sum()))
    return {f"acts towards more than {MOST_ADDRESSED} people": count} if count else {}
