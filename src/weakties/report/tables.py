"""Tables that put together what was computed, for people to read."""

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from weakties.communities import Partition
from weakties.network import Network


def people_table(
    network: Network, partition: Partition, names: pd.DataFrame, measures: pd.DataFrame
) -> pd.DataFrame:
    """A row a person: community, measures, the owner's tie (``owner_...``), attributes.

    Attributes named like another column have ``_given`` added to their names.
    """
    table = network.people[["label"]].copy()
    table["community"] = partition.community
    table["community_name"] = names["name"].reindex(partition.codes).to_numpy()
    parts = [table, measures]
    if network.owner is not None:
        parts.append(network.owner_ties.add_prefix("owner_").reindex(network.ids))
    computed = pd.concat(parts, axis="columns").rename_axis("person")
    attributes = network.people.drop(columns="label")
    taken = ["person", *computed.columns]
    attributes = attributes.set_axis(_free_names(attributes.columns, taken), axis="columns")
    return pd.concat([computed, attributes], axis="columns").rename_axis("person")


def _free_names(attributes: pd.Index, taken: Sequence[str]) -> list[Hashable]:
    """Names of attributes, made longer where they are taken, and no two the same."""
    used = {*taken, *attributes}
    free: list[Hashable] = []
    for name in attributes:
        shown = name
        while name in taken and shown in used:
            shown = f"{shown}_given"
        used.add(shown)
        free.append(shown)
    return free


def community_table(network: Network, partition: Partition, names: pd.DataFrame) -> pd.DataFrame:
    """A row a community of two people or more: name, size, ties inside and outward.

    A tie counts once, whichever way it leads.
    """
    flat = network.undirected()
    one, two = partition.codes[flat.tie_source], partition.codes[flat.tie_target]
    size = len(names)
    inside = np.bincount(one[one == two], minlength=size)
    outward = np.bincount(one[one != two], minlength=size)
    outward += np.bincount(two[one != two], minlength=size)
    table = names.assign(ties_inside=inside, ties_outward=outward)
    return table[table["people"] > 1].rename_axis("community")


def describe_reading(network: Network) -> dict[str, Any]:
    """What was read and left out, which ties are observed and which inferred, and by which rule.

    A tie that leads both ways counts once.
    """
    origin, flat = network.provenance, network.undirected()
    evidence = flat.tie_table["evidence"].value_counts().sort_index()
    return {
        "format": origin.format,
        "view": network.view,
        "files": origin.files,
        "people": network.n_people,
        "hidden_members": origin.hidden,
        "ties": flat.n_ties,
        "ties_both_ways": network.n_ties - flat.n_ties if network.directed else None,
        "evidence": {str(name): int(count) for name, count in evidence.items()},
        "rules": [
            {
                "rule": rule.name,
                "evidence": rule.evidence,
                "foci": rule.foci,
                "ties": rule.ties,
                "left_out": rule.left_out,
            }
            for rule in origin.rules
        ],
        "period": origin.period,
        "latest_date": origin.latest,
        "untied_groups": origin.untied_groups,
        "rows_left_out": origin.dropped,
        "loops_dropped": origin.loops,
        "duplicates_merged": origin.duplicates,
        "merges": [vars(one) for one in origin.merges],
        "warnings": origin.warnings,
    }
