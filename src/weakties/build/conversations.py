"""Ties observed in group conversations."""

import numpy as np
import pandas as pd

from weakties.build._archive import Archive
from weakties.build._rule import Found, pairs_within, rule

#: A conversation of more contacts than this is a mailing, whoever speaks.
MOST_IN_CONVERSATION = 15
#: With one speaker only, more contacts than this make a conversation a message to many.
MOST_SILENT = 5


@rule("interaction", worth=1.0, basis="place")
def group_conversation(archive: Archive) -> Found:
    """Two contacts took part in one conversation with the owner."""
    talks = archive.talks
    sizes = talks.groupby("conversation")["person"].transform("size")
    speakers = talks.groupby("conversation")["spoke"].transform("sum") + talks["owner_spoke"]
    mailing = (speakers < 2) & (sizes > MOST_SILENT)
    big = (sizes > MOST_IN_CONVERSATION) & ~mailing
    kept = talks[(sizes >= 2) & ~mailing & ~big]
    number, _ = pd.factorize(kept["conversation"], sort=True)
    pairs, _ = pairs_within(
        kept["person"].to_numpy(dtype=np.int64), number.astype(np.int64), most=MOST_IN_CONVERSATION
    )
    by_part = kept.set_index([number, kept["person"]])
    parts = [
        by_part.loc[list(zip(pairs.focus, end, strict=True))].reset_index(drop=True)
        for end in (pairs.a, pairs.b)
    ]
    last = np.minimum(parts[0]["last"], parts[1]["last"])
    table = pd.DataFrame(
        {
            "source": pairs.a,
            "target": pairs.b,
            "strength": archive.fading(last) / (pairs.size - 1),
            "both": parts[0]["spoke"] & parts[1]["spoke"],
            "first": np.maximum(parts[0]["first"], parts[1]["first"]),
            "last": last,
        }
    )
    return Found(
        pairs=_summed(table),
        foci=len(np.unique(pairs.focus)),
        left_out=_counts(talks, mailing, big),
    )


def _summed(table: pd.DataFrame) -> pd.DataFrame:
    table = table.sort_values(["source", "target", "strength"], kind="stable")
    summed = table.groupby(["source", "target"], as_index=False, sort=True).agg(
        {"strength": "sum", "both": "any", "first": "min", "last": "max"}
    )
    summed["evidence"] = np.where(summed.pop("both"), "interaction", "co_presence")
    return summed


def _counts(talks: pd.DataFrame, mailing: pd.Series, big: pd.Series) -> dict[str, int]:
    counts = {
        f"one speaker, more than {MOST_SILENT} contacts": talks["conversation"][mailing].nunique(),
        f"more than {MOST_IN_CONVERSATION} contacts": talks["conversation"][big].nunique(),
    }
    return {why: count for why, count in counts.items() if count}
