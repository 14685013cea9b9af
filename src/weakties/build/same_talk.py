"""Ties observed where people spoke in one place at one time."""

import numpy as np
import pandas as pd

from weakties._typing import BoolArray, IntArray
from weakties.build._archive import Archive
from weakties.build._rule import Found, as_found, pairs_within, rule

#: Talk in a place has ended when nobody spoke for so long. What people do online falls into
#: sessions, and the gaps between sessions begin at about an hour (Halfaker et al. 2015,
#: DOI 10.1145/2736277.2741117).
GAP = np.timedelta64(60, "m")
#: Speakers in one stretch of talk beyond which it says nothing about any two of them.
MOST_SPEAKERS = 25


@rule("co_presence", worth=1.0, basis="place")
def same_talk(archive: Archive) -> Found:
    """Two people spoke in one place within the same stretch of talk, or in the same thread.

    A thread is one focus. Outside threads a stretch of talk ends with an hour of silence; messages
    without a time make one stretch for each place. Being there is not yet talking to each other, so
    the evidence is presence.
    """
    speech = archive.speech.sort_values(["place", "thread", "time", "person"], ignore_index=True)
    focus: IntArray = np.cumsum(_begins(speech), dtype=np.int64)
    times = speech.groupby(focus)["time"].agg(["min", "max"])
    others = (speech["person"] != archive.owner).to_numpy()
    pairs, big = pairs_within(
        speech["person"].to_numpy(dtype=np.int64)[others], focus[others], most=MOST_SPEAKERS
    )
    of_focus = times.loc[pairs.focus]
    return as_found(
        pairs,
        archive.fading(of_focus["max"]) / (pairs.size - 1),
        {f"more than {MOST_SPEAKERS} people": big},
        times={"first": of_focus["min"].to_numpy(), "last": of_focus["max"].to_numpy()},
    )


def _begins(speech: pd.DataFrame) -> BoolArray:
    """Which messages begin a new focus, in order of place, thread and time."""
    place, thread = (speech[name].to_numpy(dtype=np.int64) for name in ("place", "thread"))
    time = speech["time"].to_numpy(dtype="datetime64[us]")
    begins = np.ones(len(speech), dtype=bool)
    # Times that are unknown come last, and are no times after those that are known.
    silent = (np.diff(time) > GAP) | (np.isnat(time[1:]) != np.isnat(time[:-1]))
    begins[1:] = _changes(place) | _changes(thread) | ((thread[1:] < 0) & silent)
    return begins


def _changes(numbers: IntArray) -> BoolArray:
    return np.asarray(numbers[1:] != numbers[:-1])
