"""Ties inferred from whom the owner turned to at once."""

import numpy as np

from weakties.build._archive import Archive
from weakties.build._rule import Found, as_found, pairs_within, rule

#: A post that names more people than this is a list, not a conversation.
MOST_NAMED = 10

#: Acts that name people in a text which others read.
_IN_PUBLIC = ("mention", "quote", "reply")


@rule("inferred", worth=0.5, basis="place")
def named_together(archive: Archive) -> Found:
    """Two contacts were answered or mentioned by the owner in one post or thread.

    Whoever answers on a public platform names those who already take part, so that people named
    together have mostly seen each other's words; that they know each other is a conclusion.
    """
    acts = archive.acts
    chosen = acts[(acts["actor"] == archive.owner) & acts["kind"].isin(_IN_PUBLIC)]
    pairs, big = pairs_within(
        chosen["target"].to_numpy(dtype=np.int64),
        chosen["conversation"].to_numpy(dtype=np.int64),
        most=MOST_NAMED,
    )
    return as_found(
        pairs, 1.0 / np.asarray(pairs.size - 1), {f"more than {MOST_NAMED} people": big}
    )
