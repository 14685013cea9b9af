"""People under pseudonyms that cannot be undone without the key."""

import hashlib
import hmac
from dataclasses import replace

import pandas as pd

from weakties._typing import PersonId
from weakties.errors import ArgumentError
from weakties.network import Network, network_from_positions

_SHORTEST = 6


def pseudonymize(network: Network, key: str) -> Network:
    """Replace ids and labels by pseudonyms made from each id and a secret key.

    The same id and key always give the same pseudonym (unless two people's would be the same: then
    everybody's get longer). Without the key nobody can tell whose they are, not even with a list
    of all ids. Attributes stay, for naming communities; drop them before the network is shown.
    """
    if not key:
        message = "The key for pseudonyms is empty; give a secret text."
        raise ArgumentError(message)
    names = _pseudonyms(list(network.ids), key)
    people = network.people.set_axis(names, axis="index").assign(label=names)
    ties = network.tie_table.assign(
        source=network.tie_source, target=network.tie_target, strength=network.tie_strength
    )
    provenance = replace(network.provenance, problems=())
    hidden = network_from_positions(
        people, ties, directed=network.directed, view=network.view, provenance=provenance
    )
    contacts = pd.Index(names)[network.positions(network.owner_ties.index)]
    owners = [] if network.owner is None else ["owner"]
    owner_ties = network.owner_ties.set_axis(contacts, axis="index").sort_index()
    return replace(
        hidden,
        owner=owners[0] if owners else None,
        owner_person=pd.DataFrame({"label": owners}, index=owners),
        owner_ties=owner_ties,
        provenance=provenance,
    )


def _pseudonyms(ids: list[PersonId], key: str) -> list[str]:
    digests = [
        hmac.new(key.encode(), f"{type(one).__name__}:{one}".encode(), hashlib.sha256).hexdigest()
        for one in ids
    ]
    length = _SHORTEST
    while len({digest[:length] for digest in digests}) < len(digests):
        length += 1
    return [f"person-{digest[:length]}" for digest in digests]
