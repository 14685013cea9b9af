"""Verdicts: what the data at hand can say about each measure."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from weakties._counting import count
from weakties._typing import View
from weakties.communities._method import check_network
from weakties.connections import IS_OWNER
from weakties.kernels.cuts import components
from weakties.measures._measure import MEASURES, Scope
from weakties.network import Network

Verdict = Literal["valid", "partial", "artefact"]

#: What missing ties do to a measure of each scope.
UNSEEN: dict[Scope, str] = {
    "own": "counts are what can be seen, not all there is",
    "neighbourhood": "contacts who know each other may seem not to",
    "paths": "shorter paths may exist than those counted",
}

#: What ties that may not exist do to a measure of each scope.
UNCERTAIN: dict[Scope, str] = {
    "own": "counts of ties are estimates",
    "neighbourhood": "who knows whom is an estimate",
    "paths": "paths may run along ties that do not exist",
}


#: What a network does not look beyond, by its view; one of everybody's ties has no outside.
_OUTSIDE: dict[View, str] = {
    "ego": "the owner's view",
    "one_chat": "this chat",
    "sample": "the sample",
}


class _Judgement(NamedTuple):
    """A verdict and the sentence that explains it."""

    verdict: Verdict
    reason: str


def judge(network: Network, names: Sequence[str] | None = None) -> pd.DataFrame:
    """Tell of every measure whether these data can support it, and why.

    A measure is only as good as the ties it is computed from. ``valid``: everybody's ties are seen
    and observed. ``partial``: some ties are inferred, or some cannot be seen; the numbers are
    estimates. ``artefact``: the numbers would describe how the file was made, not the people in it.

    Parameters
    ----------
    network : Network
        People and ties; its ``view``, the evidence of its ties and its owner decide.
    names : sequence of str, optional
        Measures to judge; all by default.

    Returns
    -------
    DataFrame, shape (len(names), 2)
        On the names of the measures: ``verdict`` (``"valid"``, ``"partial"`` or ``"artefact"``) and
        ``reason``, one sentence.

    Raises
    ------
    NotFoundError
        If there is no measure of that name.

    Notes
    -----
    Takes time and memory O(n + m). The rules, of which the first that holds decides:

    1. no ties at all, or none between contacts: artefact;
    2. no owner named, and one person is tied to everyone else while no other tie exists: artefact; so
       is a network pooled from exports of several people in which all others have less than one tie
       to each other on average, for all but measures of people's own ties;
    3. every tie inferred or mere presence, and every component a clique, as one kind of shared focus
       makes it: artefact for all but measures of people's own ties;
    4. some ties are inferred from shared foci or stand for presence at the same place, or a part
       in the same work: partial;
    5. the file shows what one person can see, one chat, or a sample: partial;
    6. otherwise valid.

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> wt.measures.judge(wt.as_network(nx.path_graph(3)), ["betweenness"])["verdict"].tolist()
    ['valid']
    >>> wt.measures.judge(wt.as_network(nx.star_graph(3)), ["betweenness"])["verdict"].tolist()
    ['artefact']
    """
    check_network(network, "judge")
    wanted = list(MEASURES) if names is None else list(names)
    by_scope = {scope: _judge_scope(network, scope) for scope in UNSEEN}
    rows = [by_scope[MEASURES[name].scope] for name in wanted]
    return pd.DataFrame(
        rows, columns=["verdict", "reason"], index=pd.Index(wanted, name="measure", dtype=object)
    )


def lacks_ties(network: Network) -> bool:
    """Whether nobody is tied because of what kind of file it is, which says nothing about people."""
    kind = network.provenance.untied_groups or network.owner is not None or len(network.owner_ties)
    return network.n_ties == 0 and bool(kind)


def summarize_verdicts(verdicts: pd.DataFrame, *, by: str = "bridge_betweenness") -> list[str]:
    """Say of verdicts that are not ``valid`` how many they are and why, a line each, the worst first.

    The reason given is that of the measure ``by``, where it is concerned.
    """
    lines = []
    for verdict in ("artefact", "partial"):
        rows = verdicts[verdicts["verdict"] == verdict]
        if not rows.empty:
            reason = rows["reason"].get(by, rows["reason"].iloc[0])
            share = f"{len(rows)} of {len(verdicts)} measures"
            lines.append(f"{verdict.upper()} ({share}): {reason}")
    return lines


def _judge_scope(network: Network, scope: Scope) -> _Judgement:
    """Apply the rules in order."""
    artefact = _find_artefact(network, scope)
    if artefact:
        return _Judgement("artefact", artefact)
    doubts = _doubts(network)
    if doubts:
        effects = UNCERTAIN if _counts(network)["inferred"] else UNSEEN
        return _Judgement("partial", f"{', '.join(doubts)}: {effects[scope]}.")
    number = network.undirected().n_ties
    ties = f"{number:,} ties were" if number > 1 else "one tie was"
    return _Judgement("valid", f"The network holds everybody's ties, and its {ties} observed.")


def _find_artefact(network: Network, scope: Scope) -> str:
    """Why the shape of the network only tells how the file was made; empty if it may tell more."""
    if network.n_ties == 0:
        return _without_ties(network)
    if network.owner is None and _is_star(network):
        return (
            "One person is tied to everyone else and no other tie exists, as in the export of one "
            "person, which lacks the ties between the contacts."
        )
    if scope != "own" and _is_stars(network):
        owners = count(int(network.people[IS_OWNER].sum()), "person", "people")
        return (
            f"Most ties are those of the {owners} whose exports were pooled, since the exports lack "
            "the ties between their contacts, so owners stand between all others."
        )
    if scope != "own" and _is_cliques(network):
        return (
            "No tie is more than a shared place or likeness, and the ties form separate cliques, as "
            "one kind of shared focus always makes them, so nobody can stand between others."
        )
    return ""


def _without_ties(network: Network) -> str:
    """Why there are no ties to look at."""
    if network.owner is not None or len(network.owner_ties):
        return (
            "The file holds no ties between contacts, only the owner's own, "
            "so it says nothing about who stands between whom."
        )
    groups = network.provenance.untied_groups
    if groups:
        return (
            f"The file says who belongs to which of {count(groups, 'group', 'groups')} and holds no "
            "ties between people, so there is nothing to measure."
        )
    return "The network holds no ties, so there is nothing to measure."


def _is_star(network: Network) -> bool:
    """Whether four or more people are tied to one of them, and to nobody else."""
    flat = network.undirected()
    contacts = np.diff(flat.indptr)
    others = flat.n_people - 1
    return others >= 3 and flat.n_ties == others and int(contacts.max()) == others


def _is_stars(network: Network) -> bool:
    """Whether exports of several people were pooled, and others have less than one tie on average."""
    if IS_OWNER not in network.people.columns:
        return False
    owners = network.people[IS_OWNER].to_numpy(dtype=bool)
    between = np.count_nonzero(~(owners[network.tie_source] | owners[network.tie_target]))
    return bool(2 * between < np.count_nonzero(~owners))


def _is_cliques(network: Network) -> bool:
    """Whether no tie is more than presence or inference, and each component is a clique."""
    counts = _counts(network)
    if counts["inferred"] + counts["co_presence"] < network.n_ties:
        return False
    flat = network.undirected()
    sizes = np.bincount(components(flat.indptr, flat.indices))
    return int((sizes * (sizes - 1) // 2).sum()) == flat.n_ties


def _doubts(network: Network) -> list[str]:
    """What keeps the ties from being all there is and no more, each as a clause."""
    counts = _counts(network)
    inferred, present = counts["inferred"], counts["co_presence"]
    doubts = []
    if inferred:
        verb = "is" if inferred == 1 else "are"
        doubts.append(f"{_some(inferred, network)} {verb} INFERRED from what people share")
    if present:
        who = f"{present:,} more" if inferred else _some(present, network)
        verb = "stands" if present == 1 else "stand"
        doubts.append(f"{who} {verb} for presence at the same place or a part in the same work")
    if network.view in _OUTSIDE:
        doubts.append(f"ties outside {_OUTSIDE[network.view]} are unseen")
    return [doubts[0][0].upper() + doubts[0][1:], *doubts[1:]] if doubts else []


def _some(number: int, network: Network) -> str:
    """So many of the ties; where one that leads both ways is two, this is said."""
    each = ", each way counted," if network.directed else ""
    if network.n_ties == 1:
        return "the only tie"
    if number == network.n_ties:
        return f"all {number:,} ties{each}"
    return f"{number:,} of {network.n_ties:,} ties{each}"


def _counts(network: Network) -> dict[str, int]:
    """Number of ties of each kind of evidence."""
    evidence = network.tie_table["evidence"]
    return {kind: int((evidence == kind).sum()) for kind in ("inferred", "co_presence")}
