"""The people who connect communities, in order, each with the reason."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from weakties._counting import count
from weakties._typing import BoolArray, FloatArray, IntArray
from weakties.communities import Partition, name_communities
from weakties.measures import measure
from weakties.measures._cuts import people_held
from weakties.network import Network
from weakties.ranking._limits import estimated, with_limits
from weakties.ranking._order import check_ranks, ranked_positions
from weakties.ranking._words import spoken

#: Measures of which a *low* value marks a connector.
LOW_CONNECTS = frozenset({"constraint"})

#: Communities named in the column ``joins``.
_MOST_NAMED = 3


def rank_connectors(
    network: Network,
    partition: Partition,
    *,
    by: str = "bridge_betweenness",
    table: pd.DataFrame | None = None,
    names: pd.DataFrame | None = None,
    top: int | None = 20,
) -> pd.DataFrame:
    """Rank the people who connect communities.

    A connector has ties to more than one community; of those, the ranking puts first the people
    that the measure ``by`` puts first. Equal values get equal ranks (1, 2, 2, 4), up to the tenth
    digit. People without a value, or with a value of zero, are not ranked.

    Parameters
    ----------
    network : Network
        The people and their ties. Directions are ignored.
    partition : Partition
        Their communities.
    by : str
        A person measure (see ``weakties.measures.MEASURES``). A high value ranks first; of
        ``constraint`` a low one.
    table : DataFrame, optional
        Measures computed before, to save computing them again; or estimated, with their limits, as
        the people of `weakties.measures.estimate_betweenness`.
    names : DataFrame, optional
        Names of the communities, from ``weakties.communities.name_communities``.
    top : int or None
        Number of ranks; people who share the last rank are all there. None: all.

    Returns
    -------
    DataFrame
        Index ``rank``. Columns ``person`` (id), ``label``, ``community``, ``joins`` (names of the
        communities joined, most ties first), the measure (with ``..._low`` and ``..._high`` if it
        was estimated), ``degree``, ``communities`` (number of
        communities with a tie to the person), ``inferred`` (share of the person's ties to
        other communities that are inferred, 0 to 1) and ``why`` (one sentence).

    Raises
    ------
    ArgumentError
        If ``by`` is not a person measure.

    Notes
    -----
    Cost: that of the measure, and O(n + m).

    Examples
    --------
    Two triangles share one person:

    >>> import networkx as nx
    >>> import weakties as wt
    >>> graph = nx.Graph(["ab", "bc", "ac", "cd", "de", "ce"])
    >>> network = wt.as_network(graph)
    >>> groups = wt.communities.Partition.from_labels(network, dict(a=0, b=0, c=0, d=1, e=1))
    >>> wt.rank_connectors(network, groups)[["person", "bridge_betweenness"]]
         person  bridge_betweenness
    rank
    1         c                 4.0
    """
    check_ranks(by, "person")
    network = network.undirected()
    if names is None:
        names = name_communities(network, partition)
    if table is None or by not in table:
        table = measure(network, [by], partition=partition)
    reach = _ties_by_community(network, partition)
    joined = np.diff(reach.indptr)
    values = table[by].where((joined > 1) & (table[by] != 0))
    rows, ranks = ranked_positions(values, ascending=by in LOW_CONNECTS, top=top)
    inferred = _inferred_share(network, partition)
    why = _Reasons(network, partition, names["name"], reach=reach)
    ranked = pd.DataFrame(
        {
            "person": network.ids[rows],
            "label": network.people["label"].to_numpy()[rows],
            "community": partition.codes[rows],
            "joins": [why.joins(row) for row in rows],
            **{name: table[name].to_numpy()[rows] for name in with_limits([by], table)},
            "degree": np.diff(network.indptr)[rows],
            "communities": joined[rows],
            "inferred": inferred[rows],
            "why": [why.sentence(row) for row in rows],
        },
        index=pd.Index(ranks, name="rank"),
    )
    ranked["why"] += estimated(by, ranked)
    return ranked


def _ties_by_community(network: Network, partition: Partition) -> csr_array:
    """Number of ties of every person to every community."""
    codes = partition.codes
    shape = (network.n_people, int(codes.max()) + 1 if len(codes) else 0)
    ones = np.ones(len(network.indices), dtype=np.int64)
    # Merging the entries changes the arrays, and those of the network never change.
    counts = csr_array((ones, codes[network.indices], network.indptr.copy()), shape=shape)
    counts.sum_duplicates()
    return counts


def _inferred_share(network: Network, partition: Partition) -> FloatArray:
    """Share of everybody's ties to other communities that are inferred; 0 without such ties."""
    source, target = network.tie_source, network.tie_target
    crosses = partition.codes[source] != partition.codes[target]
    inferred = crosses & _is_inferred(network)
    sums = [
        np.bincount(source[kept], minlength=network.n_people)
        + np.bincount(target[kept], minlength=network.n_people)
        for kept in (inferred, crosses)
    ]
    return np.asarray(sums[0] / np.maximum(sums[1], 1))


def _is_inferred(network: Network) -> BoolArray:
    return np.asarray(network.tie_table["evidence"] == "inferred")


class _Reasons:
    """Sentences on what each connector joins and what would be lost without them."""

    def __init__(
        self,
        network: Network,
        partition: Partition,
        names: pd.Series,
        *,
        reach: csr_array,
    ) -> None:
        self.network = network
        self.codes = partition.codes
        self.names = names
        self.reach = reach
        self.inferred = _is_inferred(network)[network.arc_ties]
        self.held = people_held(network)
        self.between = ties_between(network, partition)

    def _communities(self, row: int) -> tuple[IntArray, IntArray]:
        """Communities the person has ties to, and the number of ties, most ties first."""
        part = slice(self.reach.indptr[row], self.reach.indptr[row + 1])
        communities = self.reach.indices[part].astype(np.int64)
        counts = self.reach.data[part].astype(np.int64)
        order = np.lexsort((communities, -counts))
        return communities[order], counts[order]

    def joins(self, row: int) -> str:
        communities, _ = self._communities(row)
        shown = [str(self.names[code]) for code in communities[:_MOST_NAMED]]
        more = len(communities) - len(shown)
        return " / ".join(shown) + (f" (+{more})" if more else "")

    def sentence(self, row: int) -> str:
        communities, counts = self._communities(row)
        own = self.codes[row]
        first = own if own in communities else communities[0]
        others = communities[communities != first]
        other = others[0]
        mine = int(counts[communities == other][0]) if first == own else 0
        here, there = spoken(self.names[first]), spoken(self.names[other])
        on_paper = self._on_paper(row, own, other if mine else None)
        links = "On paper links" if on_paper else "Links"
        text = f"{links} {here} and {there}"
        if len(others) > 1:
            text += f" (and {len(others) - 1} more)"
        return f"{text}: {self._loss(row, int(first), int(other), mine)}."

    def _on_paper(self, row: int, own: int, other: int | None) -> bool:
        """Whether all ties to the other community (or to all others) are inferred."""
        arcs = slice(self.network.indptr[row], self.network.indptr[row + 1])
        reached = self.codes[self.network.indices[arcs]]
        crossing = reached == other if other is not None else reached != own
        return bool(self.inferred[arcs][crossing].all())

    def _loss(self, row: int, first: int, other: int, mine: int) -> str:
        if self.held[row]:
            people = count(int(self.held[row]), "person", "people")
            return f"without them {people} would be cut off from the rest"
        total = self.between.get((min(first, other), max(first, other)), 0)
        if mine and mine == total:
            ties = {1: "the only tie", 2: "both ties"}.get(total, f"all {total} ties")
            return f"{ties} between the two would be lost without them"
        if mine:
            return f"{mine} of the {total} ties between the two would be lost without them"
        return "they stand between the two, in a community of their own"


def ties_between(network: Network, partition: Partition) -> dict[tuple[int, int], int]:
    """Number of ties between every two communities."""
    one = partition.codes[network.tie_source]
    two = partition.codes[network.tie_target]
    pairs = np.column_stack([np.minimum(one, two), np.maximum(one, two)])
    found, counts = np.unique(pairs, axis=0, return_counts=True)
    return {(int(a), int(b)): int(n) for (a, b), n in zip(found, counts, strict=True)}
