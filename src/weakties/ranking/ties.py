"""The ties that bridge communities, in order, with two kinds of weakness apart."""

from typing import Any

import numpy as np
import pandas as pd

from weakties._typing import FloatArray, IntArray, PositionArray
from weakties.communities import Partition, name_communities
from weakties.measures import measure_ties
from weakties.network import Network
from weakties.ranking._limits import estimated, with_limits
from weakties.ranking._order import check_ranks, ranked_positions
from weakties.ranking._words import spoken
from weakties.ranking.connectors import ties_between

#: Measures of which a *low* value marks a tie that bridges.
LOW_BRIDGES = frozenset({"overlap", "embeddedness"})

#: Tie measures that every ranking of ties shows.
SHOWN = ("edge_betweenness", "overlap", "embeddedness", "tie_range", "bridge")


def rank_ties(
    network: Network,
    partition: Partition,
    *,
    by: str = "edge_betweenness",
    table: pd.DataFrame | None = None,
    names: pd.DataFrame | None = None,
    top: int | None = 20,
) -> pd.DataFrame:
    """Rank the weak ties: those that bridge communities.

    Only ties between different communities are ranked, in the order of the measure ``by``. Two
    kinds of weakness stand apart, because they need not go together. *Structural* weakness: the
    two people share few contacts. *Interaction* weakness: they are seldom in touch.

    Parameters
    ----------
    network : Network
        The people and their ties. Directions are ignored.
    partition : Partition
        Their communities.
    by : str
        A tie measure (see ``weakties.measures.MEASURES``). A high value ranks first; of
        ``overlap`` and ``embeddedness`` a low one.
    table : DataFrame, optional
        Tie measures computed before on the same undirected network; or estimated, with limits.
    names : DataFrame, optional
        Names of the communities, from ``weakties.communities.name_communities``.
    top : int or None
        Number of ranks; ties that share the last rank are all there. None: all.

    Returns
    -------
    DataFrame
        Index ``rank``. Columns ``source``, ``target`` (ids), ``source_label``, ``target_label``,
        ``joins`` (names of the two communities), the tie measures (with ``..._low`` and
        ``..._high`` if estimated), ``structural_weakness``
        (1 - overlap, 0 to 1), ``interaction_weakness`` (share of the observed ties that are
        stronger by what was observed, 0 to 1; NaN for inferred ties, and for all where every observed tie is equally
        strong), ``strength``, ``evidence``, ``rules`` and ``last`` if known, and ``why``.

    Raises
    ------
    ArgumentError
        If ``by`` is not a tie measure.

    Notes
    -----
    Weakness of structure is 1 minus the neighbourhood overlap of Onnela et al. (2007), "Structure
    and tie strengths in mobile communication networks", DOI 10.1073/pnas.0610245104. That the two
    weaknesses act differently is shown by Rajkumar et al. (2022), DOI 10.1126/science.abl4476.

    Examples
    --------
    One tie joins two triangles:

    >>> import networkx as nx
    >>> import weakties as wt
    >>> network = wt.as_network(nx.barbell_graph(3, 0))
    >>> groups = wt.detect_communities(network)
    >>> wt.rank_ties(network, groups)[["source", "target", "structural_weakness"]]
          source  target  structural_weakness
    rank
    1          2       3                  1.0
    """
    check_ranks(by, "tie")
    network = network.undirected()
    wanted = list(dict.fromkeys([by, *SHOWN]))
    if table is None or not set(wanted) <= set(table):
        table = measure_ties(network, wanted, partition=partition)
    if names is None:
        names = name_communities(network, partition)
    source, target = network.tie_source, network.tie_target
    crosses = partition.codes[source] != partition.codes[target]
    values = table[by].where(crosses & (table[by] != 0 if by not in LOW_BRIDGES else True))
    rows, ranks = ranked_positions(values, ascending=by in LOW_BRIDGES, top=top)
    labels = network.people["label"].to_numpy()
    ranked = pd.DataFrame(
        {
            "source": network.ids[source[rows]],
            "target": network.ids[target[rows]],
            "source_label": labels[source[rows]],
            "target_label": labels[target[rows]],
            "joins": _joins(partition.codes, names["name"], source[rows], target[rows]),
        }
    )
    for column in with_limits(wanted, table):
        ranked[column] = table[column].to_numpy()[rows]
    ranked["structural_weakness"] = 1 - ranked["overlap"]
    ranked["interaction_weakness"] = _interaction_weakness(network)[rows]
    ranked["strength"] = network.tie_strength[rows]
    known = network.tie_table.iloc[rows].reset_index(drop=True)
    ranked[known.columns] = known
    reasons = _reasons(network, partition, names["name"], ranked, rows)
    ranked["why"] = pd.Series(reasons, dtype=object) + estimated(by, ranked)
    return ranked.set_axis(pd.Index(ranks, name="rank"), axis="index")


def _joins(
    codes: IntArray, names: pd.Series, source: PositionArray, target: PositionArray
) -> list[str]:
    ends = zip(codes[source], codes[target], strict=True)
    return [f"{names[one]} / {names[two]}" for one, two in ends]


def _interaction_weakness(network: Network) -> FloatArray:
    """Share of the observed ties that are stronger than each; NaN where nothing was observed."""
    observed = (network.tie_table["evidence"] != "inferred").to_numpy()
    weakness = np.full(network.n_ties, np.nan)
    strength = np.asarray(network.tie_table.get("observed", network.tie_strength))[observed]
    if len(strength) and strength.min() < strength.max():
        stronger = len(strength) - np.searchsorted(np.sort(strength), strength, side="right")
        weakness[observed] = stronger / len(strength)
    return weakness


def _reasons(
    network: Network, partition: Partition, names: pd.Series, ranked: pd.DataFrame, rows: IntArray
) -> list[str]:
    between = ties_between(network, partition)
    sentences = []
    for tie, row in zip(ranked.itertuples(), rows, strict=True):
        one = int(partition.codes[network.tie_source[row]])
        two = int(partition.codes[network.tie_target[row]])
        total = between[min(one, two), max(one, two)]
        number = "the only tie" if total == 1 else f"one of {total} ties"
        paper = "On paper " if tie.evidence == "inferred" else ""
        text = f"{paper}{number} between {spoken(names[one])} and {spoken(names[two])}; {_detour(tie)}."
        sentences.append(text[0].upper() + text[1:])
    return sentences


def _detour(tie: Any) -> str:
    if tie.bridge == 1:
        return "without it there is no way between its two sides"
    if tie.embeddedness == 0:
        return f"its people share no contact, the next way round takes {tie.tie_range:.0f} steps"
    shared = "1 contact" if tie.embeddedness == 1 else f"{tie.embeddedness:.0f} contacts"
    return f"its people share {shared}"
