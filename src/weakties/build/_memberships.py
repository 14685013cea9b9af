"""Who belongs to what, by positions."""

from collections.abc import Mapping

import pandas as pd

from weakties.connections import Connections

#: Kinds of foci at which people meet, and how many people one may have: of more, few met.
MOST_TOGETHER: Mapping[str, int] = {"meeting": 25, "page": 25, "work": 50}
#: Kinds of foci of an owner's own life, which rules of their own look at.
OF_ONE_LIFE = ("employer", "event", "school")


def read_memberships(connections: Connections, ids: pd.Index) -> pd.DataFrame:
    """A row a focus and person: ``focus`` (number), ``person`` (position), ``kind``, ``first``, ``last``.

    Foci of one name are the same if they are of one kind. A membership without an end is a point in
    time; several of one person in one focus are one, from the earliest to the latest.
    """
    rows = connections.memberships
    kind = rows["kind"].fillna("").astype(str)
    focus = pd.MultiIndex.from_arrays([kind, rows["focus"].astype(str)])
    table = pd.DataFrame(
        {
            "focus": pd.factorize(focus, sort=True)[0],
            "person": ids.get_indexer(pd.Index(rows["person"])),
            "kind": kind,
            "first": rows["start"].to_numpy(dtype="datetime64[us]"),
            "last": rows["end"].fillna(rows["start"]).to_numpy(dtype="datetime64[us]"),
        }
    )
    known = table[table["person"] >= 0].groupby(["focus", "person"], sort=True, as_index=False)
    return known.agg({"kind": "first", "first": "min", "last": "max"})


def count_groups(connections: Connections) -> tuple[int, int]:
    """People and the groups they belong to, in a file of plain two-mode data without ties; else 0, 0."""
    rows = connections.memberships
    rows = rows[rows["kind"].isin(list(caps_of_belonging(rows["kind"], 1)))]
    people = int(rows["person"].nunique())
    together = connections.memberships["kind"].isin(list(MOST_TOGETHER)).any()
    if connections.owner is not None or len(connections.ties) or len(connections.events):
        return 0, 0
    if people < 2 or together:
        return 0, 0
    return people, len(rows[["kind", "focus"]].drop_duplicates())


def caps_of_belonging(kinds: pd.Series, most: int) -> dict[str, int]:
    """The kinds of foci that are plain two-mode data, people and what they belong to."""
    others = set(kinds.dropna().astype(str)) - {*MOST_TOGETHER, *OF_ONE_LIFE}
    return dict.fromkeys(sorted(others), most)
