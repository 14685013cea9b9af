"""The network in a few sentences, each traceable to a row of a table."""

import pandas as pd

from weakties._counting import count
from weakties.measures.verdicts import lacks_ties
from weakties.network import Network
from weakties.ranking._words import spoken

#: What is said of people without a tie, who stand alone.
_ALONE = {"unconnected": "tied to nobody", "no_data": "without any data"}

#: What is said of people with a tie who may lose touch: of one of them, and of several.
_LOOSE = {
    "small_component": ("is in a small group apart", "are in small groups apart"),
    "pendant": ("hangs on one tie", "hang on one tie"),
}

_ON_OWNERS = "The file holds ties of its owner alone, none between contacts, so nobody is said to stand alone."
_ON_TWO_MODES = (
    "The file says who belongs to what, not who is tied to whom, so nobody is said to connect others "
    'or to stand alone. Build the network with ties=["affiliation"] to tie people who share a group.'
)


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
        Communities of two people and more, the largest first: ``name``, ``people``, ``share``,
        ``ties_outward``.
    connectors, weak_ties, isolates : DataFrame
        From `rank_connectors`, `rank_ties` and `find_isolates`.

    Returns
    -------
    list of str
        Plain sentences; one that has nothing to report is left out.
    """
    groups = network.provenance.untied_groups
    if groups and not network.n_ties:
        return [_two_modes(network, groups), *_period(network), _ON_TWO_MODES]
    sentences = [
        _size(network),
        *_period(network),
        _communities(communities),
        _connector(connectors, communities),
        _weak_tie(weak_ties),
        _ON_OWNERS if lacks_ties(network) else _isolates(isolates, network.n_people),
        _dormant(network),
    ]
    return [sentence for sentence in sentences if sentence]


def _two_modes(network: Network, groups: int) -> str:
    people = count(network.n_people, "person", "people")
    return f"{people} in {count(groups, 'group', 'groups')}, and no ties between people."


def _period(network: Network) -> list[str]:
    """Of which period this is, and how what people did fades."""
    period, latest = network.provenance.period, network.provenance.latest
    if not period:
        return []
    on_record = f" (the latest date on record is {latest})" if latest else ""
    return [f"{period[0].upper()}{period[1:]}{on_record}."]


def _size(network: Network) -> str:
    flat = network.undirected()
    ties = count(flat.n_ties, "tie", "ties")
    people = count(network.n_people, "person", "people")
    inferred = int((flat.tie_table["evidence"] == "inferred").sum())
    both_ways = network.n_ties - flat.n_ties
    shares = [f", {both_ways:,} of them both ways" if both_ways else ""]
    if inferred == flat.n_ties > 0:
        shares.append(", every tie INFERRED")
    elif inferred:
        shares.append(f", {inferred:,} of them INFERRED")
    return f"{people} and {ties} between them{''.join(shares)}."


def _communities(communities: pd.DataFrame) -> str:
    if communities.empty:
        return "No two people are tied, so there is no community."
    largest = communities.iloc[0]
    name, size = spoken(largest["name"]), f"{largest['people']:,} people ({largest['share']:.0%})"
    if len(communities) == 1:
        return f"One community, {name}, holds {size}."
    return f"{len(communities):,} communities; the largest, {name}, holds {size}."


def _connector(connectors: pd.DataFrame, communities: pd.DataFrame) -> str:
    if connectors.empty:
        apart = len(communities) > 1 and not communities["ties_outward"].any()
        return "No tie joins two communities, so nobody connects them." if apart else ""
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
    if people == 0:
        return ""
    counts = {str(kind): int(n) for kind, n in isolates["kind"].value_counts().items() if n}
    alone = sum(counts.get(kind, 0) for kind in _ALONE)
    text = "Nobody stands alone"
    if alone:
        who = count(alone, "person stands", "people stand")
        kinds = {kind: words for kind, words in _ALONE.items() if kind in counts}
        each = ", ".join(f"{counts[kind]:,} {words}" for kind, words in kinds.items())
        why = f": {each}" if len(kinds) > 1 else f", {''.join(kinds.values())}"
        text = f"{who} alone ({alone / people:.0%}){why}"
    one, many = ("more", "more") if alone else ("person", "people")
    loose = [
        count(counts[kind], f"{one} {does}", f"{many} {do}")
        for kind, (does, do) in _LOOSE.items()
        if kind in counts
    ]
    return f"{text}; {' and '.join(loose)}." if loose else f"{text}."


def _dormant(network: Network) -> str:
    dormant = int(network.owner_ties["dormant"].sum()) if "dormant" in network.owner_ties else 0
    if not dormant:
        return ""
    return f"{count(dormant, 'contact', 'contacts')} of the owner went quiet years ago."
