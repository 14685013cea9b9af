"""People under pseudonyms that cannot be undone without the key."""

import hashlib
import hmac
import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import PurePosixPath

import pandas as pd

from weakties._typing import PersonId
from weakties.connections import Provenance
from weakties.errors import ArgumentError
from weakties.network import Network, network_from_positions

_SHORTEST = 6

#: Numbers of the owner's ties from which the time of the last contact could be worked out.
_TELL_THE_TIME = ("recency", "strength")


def pseudonymize(network: Network, key: str, *, known_files: Collection[str] = ()) -> Network:
    """Replace ids and labels by pseudonyms made from each id and a secret key.

    The same id and key always give the same pseudonym (unless two people's would be the same: then
    everybody's get longer). Without the key nobody can tell whose they are, not even with a list
    of all ids. Attributes stay, for naming communities; drop them before the network is shown.
    Of times the year remains. Files get numbers for names, but for those that everybody has, which
    are named in ``known_files`` (in lower case, letters alone, without ending).
    """
    if not key:
        message = "The key for pseudonyms is empty; give a secret text."
        raise ArgumentError(message)
    names = pseudonyms_of(network.ids, key)
    people = network.people.set_axis(names, axis="index").assign(label=names)
    ties = _years(network.tie_table).assign(
        source=network.tie_source, target=network.tie_target, strength=network.tie_strength
    )
    provenance = _hide_files(network.provenance, known_files)
    hidden = network_from_positions(
        people, ties, directed=network.directed, view=network.view, provenance=provenance
    )
    contacts = pd.Index(names)[network.positions(network.owner_ties.index)]
    owners = [] if network.owner is None else ["owner"]
    owner_ties = _coarse(network.owner_ties).set_axis(contacts, axis="index").sort_index()
    return replace(
        hidden,
        owner=owners[0] if owners else None,
        owner_person=pd.DataFrame({"label": owners}, index=owners),
        owner_ties=owner_ties,
        provenance=provenance,
    )


def pseudonyms_of(ids: Iterable[PersonId], key: str) -> list[str]:
    """Pseudonyms of people, in the order of the ids."""
    digests = [
        hmac.new(key.encode(), f"{type(one).__name__}:{one}".encode(), hashlib.sha256).hexdigest()
        for one in ids
    ]
    length = _SHORTEST
    while len({digest[:length] for digest in digests}) < len(digests):
        length += 1
    return [f"person-{digest[:length]}" for digest in digests]


def _years(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the first day of the year for every time: the minute of a message tells who."""
    rounded = table.copy()
    for name, times in table.select_dtypes("datetime").items():
        rounded[name] = times.to_numpy().astype("datetime64[Y]").astype("datetime64[us]")
    return rounded


def _coarse(owner_ties: pd.DataFrame) -> pd.DataFrame:
    """The owner's ties without exact times, and without what gives them away."""
    if "last_contact" not in owner_ties:
        return _years(owner_ties)
    return _years(owner_ties).round(dict.fromkeys(_TELL_THE_TIME, 1))


def _hide_files(provenance: Provenance, known: Collection[str]) -> Provenance:
    """Numbers for the names of files, also where warnings mention them; no single rows."""
    files = [*provenance.files, *sorted({one.file for one in provenance.problems})]
    shown: dict[str, str] = {}
    for number, file in enumerate(dict.fromkeys(files), start=1):
        path = PurePosixPath(file)
        letters = "".join(filter(str.isalpha, path.stem)).casefold()
        usual = letters in known and path.name not in shown.values()
        shown[file] = path.name if usual else f"file {number}"
    return replace(
        provenance,
        problems=(),
        source="",
        files={shown[file]: rows for file, rows in provenance.files.items()},
        warnings=[_renamed(sentence, shown) for sentence in provenance.warnings],
    )


def _renamed(sentence: str, shown: dict[str, str]) -> str:
    if not shown:
        return sentence
    longest_first = sorted(shown, key=len, reverse=True)
    names = "|".join(map(re.escape, longest_first))
    return re.sub(rf"(?<!\w)(?:{names})(?!\w)", lambda found: shown[found[0]], sentence)
