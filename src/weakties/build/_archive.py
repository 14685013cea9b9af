"""What the rules look at: a file's records with everybody by position and every date as a day."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from weakties._typing import FloatArray, IntArray
from weakties.build._acts import read_acts, read_speech
from weakties.build._memberships import read_memberships
from weakties.build._period import Period
from weakties.build.companies import normalise_company, same_companies
from weakties.connections import Connections

#: Stands for a day that is not known.
NO_DAY = np.iinfo(np.int64).min


@dataclass(frozen=True, eq=False, kw_only=True)
class Archive:
    """The records of a file, ready for the rules. Positions are those of the sorted people."""

    people: pd.DataFrame  #: everybody, the owner included, sorted by id
    owner: int  #: position of the owner, -1 if there is none
    day: IntArray  #: day of everybody's connection to the owner, `NO_DAY` if unknown
    company: IntArray  #: number of everybody's employer now, -1 if none is named
    company_names: dict[str, int]  #: number of every employer by its compared name
    talks: (
        pd.DataFrame
    )  #: a row a contact and conversation: conversation, person, spoke, first, last
    acts: pd.DataFrame  #: a row an act and person addressed, see `read_acts`
    speech: pd.DataFrame  #: a row a message to nobody by name, see `read_speech`
    memberships: pd.DataFrame  #: a row a focus and person, see `read_memberships`
    stays: pd.DataFrame  #: the owner's kind, company (number or -1), first, last (days)
    fading: Callable[[Any], FloatArray]  #: what acts of these times count, 1 unless they fade

    @property
    def dated(self) -> IntArray:
        """Positions of the contacts whose connection has a date."""
        return np.flatnonzero(self.day != NO_DAY)


def read_archive(connections: Connections, people: pd.DataFrame, period: Period) -> Archive:
    """Bring everything the rules need into arrays, once."""
    owner = int(people.index.get_indexer(pd.Index([connections.owner], dtype=object))[0])
    day = _days(_column(people, "connected_on"))
    stays = _owner_stays(connections, period.now)
    written = [str(name) if isinstance(name, str) else "" for name in _column(people, "company")]
    if owner >= 0:
        day[owner], written[owner] = NO_DAY, ""
    # The owner's own employers help to decide which spelling is meant.
    compared = same_companies([*written, *stays["focus"][stays["kind"] == "employer"]])
    names = {name: at for at, name in enumerate(sorted(set(compared.values()) - {""}))}
    company = np.array([names.get(compared[name], -1) for name in written], dtype=np.int64)
    forms = [compared.get(focus, normalise_company(focus)) for focus in stays["focus"]]
    return Archive(
        people=people,
        owner=owner,
        day=day,
        company=company,
        company_names=names,
        talks=_talks(connections, people.index, owner),
        acts=read_acts(connections, people.index, owner),
        speech=read_speech(connections, people.index),
        memberships=read_memberships(connections, people.index),
        stays=stays.assign(company=[names.get(form, -1) for form in forms]),
        fading=period.fading,
    )


def _column(people: pd.DataFrame, name: str) -> pd.Series:
    if name in people.columns:
        return people[name]
    return pd.Series(pd.NaT if name == "connected_on" else "", index=people.index)


def _days(times: pd.Series) -> IntArray:
    stamps = pd.to_datetime(times).to_numpy(dtype="datetime64[D]")
    return np.where(np.isnat(stamps), NO_DAY, stamps.astype(np.int64))


def _owner_stays(connections: Connections, now: pd.Timestamp | None) -> pd.DataFrame:
    """The owner's employers, schools and events with a first day; open ends end now."""
    rows = connections.memberships
    rows = rows[(rows["person"] == connections.owner) & rows["start"].notna()]
    stays = pd.DataFrame(
        {
            "kind": rows["kind"].astype(str).to_numpy(dtype=object),
            "focus": rows["focus"].astype(str).to_numpy(dtype=object),
            "first": _days(rows["start"]),
            "last": _days(rows["end"].where(rows["end"].notna(), now)),
        }
    )
    points = stays["kind"] == "event"
    # An event without an end is over on its first day.
    stays.loc[points & rows["end"].isna().to_numpy(), "last"] = stays["first"]
    return stays.sort_values(["kind", "first", "last", "focus"], ignore_index=True)


def _talks(connections: Connections, ids: pd.Index, owner: int) -> pd.DataFrame:
    """Who took part in which conversation with the owner, and who spoke, the owner left out."""
    messages = connections.events
    messages = messages[(messages["kind"] == "message") & messages["context"].notna()]
    # What is addressed to nobody by name says who spoke, not who was there.
    messages = messages[(messages["targets"].map(len) > 0) & (owner >= 0)]
    heard = messages[["context", "time", "targets"]].explode("targets")
    parts = pd.concat(
        [
            messages[["context", "time"]].assign(person=messages["actor"], spoke=True),
            heard.rename(columns={"targets": "person"}).assign(spoke=False),
        ],
        ignore_index=True,
    )
    parts["person"] = ids.get_indexer(pd.Index(parts["person"]))
    parts = parts[(parts["person"] >= 0)]
    by_owner = set(parts["context"][(parts["person"] == owner) & parts["spoke"]])
    parts = parts[parts["person"] != owner]
    talks = parts.groupby(["context", "person"], sort=True).agg(
        spoke=("spoke", "any"), first=("time", "min"), last=("time", "max")
    )
    talks = talks.reset_index().rename(columns={"context": "conversation"})
    return talks.assign(owner_spoke=talks["conversation"].isin(by_owner))
