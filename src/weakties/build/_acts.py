"""Acts of people towards people, and who spoke where, by positions."""

import numpy as np
import pandas as pd

from weakties.connections import Connections

#: The kind of an act between authors of two works, who need not know of each other; no rule takes
#: it for something that people did towards each other unless citations are asked for.
CITATION = "citation"


def read_acts(connections: Connections, ids: pd.Index, owner: int) -> pd.DataFrame:
    """A row an act and person it is addressed to, whoever the two are.

    ``actor`` and ``target`` (positions), ``kind``, ``time``, ``size`` (people addressed at once),
    ``conversation`` (number of the thread, or of the act itself where there is none) and ``citing``
    (authors of the work that cites, themselves included if it cites them alone).
    """
    events = connections.events
    size = events["targets"].map(len).to_numpy(dtype=np.int64)
    chosen = events[["time", "kind", "actor", "targets"]].assign(size=size)
    chosen["conversation"] = _threads(events)
    citations = chosen[chosen["kind"] == CITATION]
    citing = citations.groupby("conversation")["actor"].nunique()
    chosen["citing"] = chosen["conversation"].map(citing)
    rows = chosen[size > 0].explode("targets", ignore_index=True)
    rows["actor"] = ids.get_indexer(pd.Index(rows["actor"]))
    rows["target"] = ids.get_indexer(pd.Index(rows.pop("targets")))
    known = (rows["actor"] >= 0) & (rows["target"] >= 0) & (rows["actor"] != rows["target"])
    if owner >= 0:
        # Whole conversations with the owner are looked at by the rule group_conversation.
        known &= (rows["kind"] != "message") | (rows["size"] == 1)
    return rows[known].reset_index(drop=True)


def _threads(events: pd.DataFrame) -> np.ndarray:
    """Number of each event's thread; an event outside any thread has a number of its own."""
    if "thread" not in events.columns:
        return np.arange(len(events), dtype=np.int64)
    context = events["context"].fillna("").astype(str)
    key = context.where(events["thread"].isna(), context + "\0" + events["thread"].astype(str))
    codes, texts = pd.factorize(key)
    alone = events["thread"].isna().to_numpy()
    return np.where(alone, len(texts) + np.arange(len(events)), codes)


def read_speech(connections: Connections, ids: pd.Index) -> pd.DataFrame:
    """A row a message that is addressed to nobody by name: ``person``, ``place``, ``thread``, ``time``.

    ``place`` and ``thread`` are numbers; -1 stands for no thread.
    """
    events = connections.events
    spoken = (events["kind"] == "message") & events["context"].notna()
    spoken &= events["targets"].map(len) == 0
    rows = events[spoken]
    thread = (
        rows["thread"] if "thread" in rows.columns else pd.Series(index=rows.index, dtype=object)
    )
    table = pd.DataFrame(
        {
            "person": ids.get_indexer(pd.Index(rows["actor"])),
            "place": pd.factorize(rows["context"], sort=True)[0],
            "thread": pd.factorize(thread, sort=True)[0],
            "time": rows["time"].to_numpy(dtype="datetime64[us]"),
        }
    )
    return table[table["person"] >= 0].reset_index(drop=True)
