"""The owner's own ties: how strong each is, when it was last used, and whether it went silent."""

import numpy as np
import pandas as pd

from weakties._typing import FloatArray
from weakties.build._period import Period
from weakties.connections import Connections

#: Years of silence after which a tie is dormant (Levin, Walter & Murnighan 2011).
DORMANT_YEARS = 3
#: Years in which the part of strength that comes from contact halves.
HALF_LIFE_YEARS = 3.0

_MICROSECONDS_A_YEAR = 365.25 * 86_400e6

#: Kinds of acts that say something to a person: alone, in a group or in public.
_WORDS = ("message", "call", "reply", "mention", "quote")
#: Kinds of acts that are counted, by the column of their number.
_COUNTS = {
    "endorsements": ("endorsement", "reaction", "repost"),
    "recommendations": ("recommendation",),
    "invitations": ("invitation",),
}


def measure_owner_ties(
    connections: Connections, stated: pd.DataFrame, ids: pd.Index, period: Period
) -> pd.DataFrame:
    """Measure the owner's tie to every contact from the acts on record.

    A high strength means much, mutual and recent contact::

        strength = stated + recency * (
            ln(1 + messages) * (1 + reciprocity) / 2
            + ln(1 + endorsements) / 2
            + recommendations
            + invitations / 2
        )

    The parts follow what tells strong ties from weak ones when people are asked: amount, mutuality
    and recency of contact (Gilbert & Karahalios 2009, DOI 10.1145/1518701.1518736; Marsden &
    Campbell 1984, DOI 10.1093/sf/63.2.482). A tie without any act keeps the stated
    strength, which is 1 for a connection. People whom the file does not state to be tied to the
    owner, but who wrote to the owner or were written to, have a tie with ``stated`` 0.

    Parameters
    ----------
    connections : Connections
        With an owner; acts are its ``events``.
    stated : DataFrame
        The owner's ties as stated: ids of the contacts as index, ``strength``.
    ids : Index
        Ids of all people but the owner, sorted.
    period : Period
        Says from when ages count back, and after how long contact counts half, if not three years.

    Returns
    -------
    DataFrame
        A row a contact, in the order of ``ids``:

        - ``strength``: see above; at least the stated one;
        - ``messages_sent``, ``messages_received``: messages, calls, replies, mentions and quotes, by
          the owner to the contact and back. One to r people counts 1/r for each, so that a message in a
          group weighs less than one to a person;
        - ``messages``: both added;
        - ``reciprocity``: twice the smaller of the two over their sum, 0 (one-sided) to 1
          (balanced); NaN without messages;
        - ``endorsements`` (reactions and reposts among them), ``recommendations``, ``invitations``:
          numbers, both ways together;
        - ``last_contact``: time of the last act of any kind between the two; NaT without one;
        - ``recency``: 0.5 to the power of (years since ``last_contact`` / half-life, 3 if none was
          asked for), 0 to 1; 0 without;
        - ``dormant``: whether there was an act once and none in the last three years (Levin,
          Walter & Murnighan 2011, DOI 10.1287/orsc.1100.0576), counted back from the end of the
          period or the latest date in the file, never from today.
    """
    acts = _acts(connections, ids)
    strength = stated["strength"].reindex(ids, fill_value=0.0).to_numpy(dtype=np.float64)
    tied = np.flatnonzero((strength > 0) | np.isin(np.arange(len(ids)), acts["contact"]))
    contacts = ids[tied]
    acts["contact"] = np.searchsorted(tied, acts["contact"])
    words = acts["kind"].isin(_WORDS)
    table = pd.DataFrame(index=contacts)
    sent = _sum(acts, words & acts["by_owner"], "share", len(contacts))
    received = _sum(acts, words & ~acts["by_owner"], "share", len(contacts))
    table["messages_sent"], table["messages_received"] = sent, received
    table["messages"] = sent + received
    with np.errstate(invalid="ignore"):
        table["reciprocity"] = 2.0 * np.minimum(sent, received) / (sent + received)
    for column, kinds in _COUNTS.items():
        count = _sum(acts, acts["kind"].isin(kinds), "one", len(contacts))
        table[column] = count.astype(np.int64)
    last = acts.groupby("contact")["time"].max().reindex(range(len(contacts)))
    table["last_contact"] = last.to_numpy(dtype="datetime64[us]")
    silent = _years_since(table["last_contact"], period.now)
    half_life = HALF_LIFE_YEARS
    if period.half_life is not None:
        half_life = period.half_life / pd.Timedelta(microseconds=1) / _MICROSECONDS_A_YEAR
    table["recency"] = np.where(np.isnan(silent), 0.0, 0.5 ** (silent / half_life))
    table["dormant"] = silent >= DORMANT_YEARS
    table.insert(0, "strength", strength[tied] + table["recency"] * _contact(table))
    # A few acts without date, and nothing else, are no tie whose strength could be told.
    return table[table["strength"] > 0]


def _years_since(times: pd.Series, now: pd.Timestamp | None) -> FloatArray:
    """Years from each time to now; NaN where there was none."""
    known = times.to_numpy(dtype="datetime64[us]")
    ago = np.datetime64("NaT" if now is None else now, "us") - known
    microseconds = np.where(np.isnat(ago), np.nan, ago.astype(np.int64))
    return np.asarray(microseconds / _MICROSECONDS_A_YEAR, dtype=np.float64)


def _contact(table: pd.DataFrame) -> pd.Series:
    """How much contact there was, all kinds together."""
    talk: pd.Series = np.log1p(table["messages"]) * (1.0 + table["reciprocity"].fillna(0.0)) / 2.0
    approval: pd.Series = np.log1p(table["endorsements"]) / 2.0 + table["recommendations"]
    return talk + approval + table["invitations"] / 2.0


def _acts(connections: Connections, contacts: pd.Index) -> pd.DataFrame:
    """A row an act and contact, of the acts between the owner and a contact."""
    events, owner = connections.events, connections.owner
    rows = events.assign(size=events["targets"].map(len)).explode("targets")
    rows = rows[(rows["actor"] == owner) | (rows["targets"] == owner)].reset_index(drop=True)
    by_owner = rows["actor"] == owner
    other = rows["targets"].where(by_owner, rows["actor"])
    table = pd.DataFrame(
        {
            "contact": contacts.get_indexer(pd.Index(other)),
            "kind": rows["kind"],
            "time": rows["time"],
            "by_owner": by_owner,
            "share": 1.0 / rows["size"].clip(lower=1),
            "one": 1.0,
        }
    )
    return table[table["contact"] >= 0]


def _sum(acts: pd.DataFrame, chosen: pd.Series, column: str, contacts: int) -> FloatArray:
    rows = acts[chosen]
    # Small shares are summed in order of size: rows in another order give the same last bits.
    rows = rows.sort_values(["contact", column], kind="stable")
    total = np.bincount(rows["contact"], weights=rows[column], minlength=contacts)
    return np.asarray(total, dtype=np.float64)
