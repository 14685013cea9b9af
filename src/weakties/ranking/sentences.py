"""The network in a few sentences, each traceable to a row of a table."""

import pandas as pd

from weakties.network import Network
from weakties.ranking.isolates import KINDS

_KIND_WORDS = {
    "unconnected": "tied to nobody",
    "no_data": "without any data",
    "small_component": "in small groups apart",
    "pendant": "hanging on one tie",
}


def describe_network(
    network: Network,
    communities: pd.DataFrame,
    *,
    connectors: pd.DataFrame,
    weak_ties: pd.DataFrame,
    isolates: pd.DataFrame,
) -> list[str]:
    """Say what was found: size and evidence, communities, who connects, which tie, who is alone.

    Parameters
    ----------
    network : Network
        The people and their ties.
    communities : DataFrame
        Communities of two people and more, the largest first: ``name``, ``people``, ``share``.
    connectors, weak_ties, isolates : DataFrame
        From `rank_connectors`, `rank_ties` and `find_isolates`.

    Returns
    -------
    list of str
        Plain sentences; one that has nothing to report is left out.
    """
    sentences = [
        _size(network),
        _communities(communities),
        _connector(connectors),
        _weak_tie(weak_ties),
        _isolates(isolates, network.n_people),
        _dormant(network),
    ]
    return [sentence for sentence in sentences if sentence]


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _size(network: Network) -> str:
    ties = _count(network.n_ties, "tie", "ties")
    people = _count(network.n_people, "person", "people")
    inferred = int((network.tie_table["evidence"] == "inferred").sum())
    if inferred == network.n_ties > 0:
        return f"{people} and {ties} between them, every tie INFERRED."
    share = f", {inferred:,} of them INFERRED" if inferred else ""
    return f"{people} and {ties} between them{share}."


def _communities(communities: pd.DataFrame) -> str:
    if communities.empty:
        return "No two people are tied, so there is no community."
    largest = communities.iloc[0]
    number = _count(len(communities), "community", "communities")
    return (
        f"{number}; the largest, {largest['name']}, holds {largest['people']:,} people "
        f"({largest['share']:.0%})."
    )


def _connector(connectors: pd.DataFrame) -> str:
    if connectors.empty:
        return ""
    first = connectors.loc[[connectors.index.min()]]
    if len(first) > 1:
        return f"{len(first)} people share the first place among the connectors."
    top = first.iloc[0]
    return f"{top['label']} connects most: {top['why'][0].lower()}{top['why'][1:]}"


def _weak_tie(weak_ties: pd.DataFrame) -> str:
    if weak_ties.empty:
        return ""
    first = weak_ties.loc[[weak_ties.index.min()]]
    if len(first) > 1:
        return f"{len(first)} ties share the first place among the weak ties."
    top = first.iloc[0]
    kind = "INFERRED tie" if top["evidence"] == "inferred" else "weak tie"
    return (
        f"The {kind} that carries most between communities is the one of {top['source_label']} "
        f"and {top['target_label']} ({top['joins']})."
    )


def _isolates(isolates: pd.DataFrame, people: int) -> str:
    if isolates.empty:
        return "Nobody stands alone."
    counts = isolates["kind"].value_counts()
    parts = [f"{counts[kind]:,} {_KIND_WORDS[kind]}" for kind in KINDS if counts.get(kind, 0)]
    alone = _count(len(isolates), "person stands", "people stand")
    return f"{alone} alone ({len(isolates) / people:.0%}): {', '.join(parts)}."


def _dormant(network: Network) -> str:
    dormant = int(network.owner_ties["dormant"].sum()) if "dormant" in network.owner_ties else 0
    if not dormant:
        return ""
    return f"{_count(dormant, 'contact', 'contacts')} of the owner went quiet years ago."
