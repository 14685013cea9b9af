"""The main job in one function: from a file to ranked connectors, weak ties and isolates."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from numbers import Integral
from typing import Any, NamedTuple

import pandas as pd

from weakties._typing import Progress, Rng
from weakties.build import build_network
from weakties.communities import Partition, detect_communities, name_communities
from weakties.connections import IS_OWNER, Connections
from weakties.convert import as_network
from weakties.importers import FORMATS, read
from weakties.measures import MEASURES, judge
from weakties.measures._estimates import (
    BetweennessEstimate,
    estimate_if_long,
    estimate_under,
    people_with_estimates,
    ties_with_estimates,
)
from weakties.measures.verdicts import lacks_ties
from weakties.network import Network
from weakties.pseudonyms import pseudonymize, pseudonyms_of
from weakties.ranking import (
    check_ranks,
    describe_network,
    find_isolates,
    rank_connectors,
    rank_ties,
)
from weakties.ranking.ties import SHOWN
from weakties.report import community_table, network_digest, people_table
from weakties.result import Analysis, estimate_words

#: Ranks that the tables of connectors and weak ties hold; ``people`` and ``ties`` hold everyone.
MOST_RANKED = 100

_ON_DIRECTIONS = (
    "Ties have directions: the tables of people and ties follow them along paths; communities, "
    "connectors, weak ties and isolates are found without them."
)


class _Estimates(NamedTuple):
    """Estimates of the network and of the same without directions, where counting takes long."""

    directed: BetweennessEstimate | None
    flat: BetweennessEstimate | None


def analyze(
    source: Any,
    *,
    method: str = "leiden",
    resolution: float = 1.0,
    by: str = "bridge_betweenness",
    exact: bool = False,
    pseudonyms: str | None = None,
    rng: Rng = 0,
    progress: Progress | None = None,
) -> Analysis:
    """Find communities, connectors, weak ties and isolates in a file or network.

    Parameters
    ----------
    source : path, Connections, Network, or anything that `as_network` takes
        An export such as a LinkedIn archive or an edge list, or a network. What a file says becomes
        a network as `build_network` does it by default; call that first for another choice of
        rules, for a period, or for ties that fade.
    method : str
        How communities are detected, see `detect_communities`.
    resolution : float
        High for many small communities, low for a few large ones.
    by : str
        Person measure that ranks the connectors, see `rank_connectors`.
    exact : bool
        Count all shortest paths, however long it takes. Otherwise betweenness, bridge betweenness
        and edge betweenness are estimated where counting would take minutes or more (see Notes).
    pseudonyms : str, optional
        A secret key: people appear under pseudonyms made with it, and their attributes are left
        out. What is found is the same as without. Of times the year remains, and files that are
        not part of a known archive lose their names. Names of communities remain: an employer with
        few people may still point at them.
    rng : int or Generator
        Seed of everything random.
    progress : callable, optional
        Called as ``progress(what, done, total)``.

    Returns
    -------
    Analysis
        The tables, the findings in words, and a verdict on what each measure can say here.

    Raises
    ------
    WeakTiesError
        If the file cannot be read or holds nothing usable, or an argument is not allowed.

    Notes
    -----
    The owner of a file is left out of every computation. Where the verdict on a measure is
    ``artefact``, nothing is ranked by it; call `rank_connectors` or `rank_ties` to insist. Nobody is
    an isolate in a file that only states the owner's own ties, or who belongs to what; call
    `find_isolates` to insist.

    Where ties have directions, ``people`` and ``ties`` hold every measure of the directed network
    (paths follow directions), and ties are counted by direction. Communities, connectors, weak ties
    and isolates are found without directions (w_ij + w_ji), so that values of the same measure in
    the rankings may differ from those in the tables.

    Cost: that of the betweenness, O(n m). Where n m is large (from about 100,000 people with 200,000
    ties on) it is estimated from a sample of shortest paths instead, see
    ``weakties.measures.estimate_betweenness``. The word ESTIMATED then stands in ``cautions``,
    ``verdicts``, the summary and every ``why``; the columns ``..._low`` and ``..._high`` hold
    limits, and ``settings["estimate"]`` says how wide these are and how sure. With directions the
    rankings rest on an estimate of their own, with limits of their own.

    Examples
    --------
    Two groups of four, and one person, number 4, on the way between them:

    >>> import networkx as nx
    >>> import weakties as wt
    >>> result = wt.analyze(nx.barbell_graph(4, 1))
    >>> result.connectors["person"].tolist()[0]
    4
    """
    check_ranks(by, "person")
    network = _network_of(source, progress)
    partition = detect_communities(
        network, method=method, resolution=resolution, rng=rng, progress=progress
    )
    estimates = _Estimates(None, None)
    if not exact:
        estimates = _estimate(network, partition, rng=rng, progress=progress)
    if pseudonyms is not None:
        # Only now: the order of the ids decides where the detection starts, and which pairs of
        # people are drawn.
        network, partition, estimates = _hide(network, partition, estimates, pseudonyms)
    names = name_communities(network, partition)
    isolates = find_isolates(network)
    if pseudonyms is not None:
        shown = network.people.columns.intersection(["label", IS_OWNER])
        network = replace(network, people=network.people[shown])
    name = ", ".join(network.provenance.sources) or type(source).__name__
    settings = {
        "source": name if pseudonyms is None else "not named",
        **dict.fromkeys(("ties", "since", "until", "window", "half_life")),
        **network.provenance.built,
        "method": method,
        "resolution": resolution,
        "by": by,
        "exact": exact,
        "estimate": _how_good(estimates.directed),
        "pseudonyms": pseudonyms is not None,
        "rng": int(rng) if isinstance(rng, Integral) else "a generator",
        "directed": network.directed,
        "network_sha256": network_digest(network),
    }
    return _findings(
        network,
        partition,
        names,
        isolates,
        estimates=estimates,
        settings=settings,
        progress=progress,
    )


def _network_of(source: Any, progress: Progress | None) -> Network:
    if isinstance(source, str | os.PathLike):
        source = read(source, progress=progress)
    if isinstance(source, Connections):
        return build_network(source, progress=progress)
    return as_network(source)


def _estimate(
    network: Network, partition: Partition, *, rng: Rng, progress: Progress | None
) -> _Estimates:
    """Estimates where counting would take long: for the tables, and for the rankings."""
    found = estimate_if_long(network, partition, rng=rng, progress=progress)
    if not network.directed:
        return _Estimates(found, found)
    flat = network.undirected()
    return _Estimates(found, estimate_if_long(flat, partition, rng=rng, progress=progress))


def _how_good(found: BetweennessEstimate | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"samples": found.samples, "error": found.error, "confidence": found.confidence}


def _hide(
    network: Network, partition: Partition, estimates: _Estimates, key: str
) -> tuple[Network, Partition, _Estimates]:
    """Everybody under a pseudonym, in the community they were in; its number stays."""
    usual = [name for one in FORMATS.values() for name in one.usual_names]
    hidden = pseudonymize(network, key, known_files=usual)
    names = pseudonyms_of(network.ids, key)
    codes = pd.Series(partition.codes, index=names, name="community").loc[hidden.ids]
    place = hidden.positions(names)
    renamed = _Estimates(
        estimate_under(estimates.directed, network, hidden, place),
        estimate_under(estimates.flat, network.undirected(), hidden.undirected(), place),
    )
    return hidden, replace(partition, community=codes.set_axis(hidden.ids, axis="index")), renamed


def _findings(
    network: Network,
    partition: Partition,
    names: pd.DataFrame,
    isolates: pd.DataFrame,
    *,
    estimates: _Estimates,
    settings: Mapping[str, Any],
    progress: Progress | None,
) -> Analysis:
    how: dict[str, Any] = {"partition": partition, "progress": progress}
    person_table = people_with_estimates(network, _measures_of("person"), estimates.directed, **how)
    tie_table = ties_with_estimates(network, _measures_of("tie"), estimates.directed, **how)
    verdicts = _with_estimates(judge(network), settings["estimate"], [*person_table, *tie_table])
    ranked_people, ranked_ties = person_table, tie_table
    if network.directed:
        # The rankings look at ties without directions, and so cannot use measures that heed them.
        flat = network.undirected()
        ranked_people = people_with_estimates(flat, [settings["by"]], estimates.flat, **how)
        ranked_ties = ties_with_estimates(flat, SHOWN, estimates.flat, **how)
    connectors = rank_connectors(
        network,
        partition,
        by=settings["by"],
        table=ranked_people,
        names=names,
        top=MOST_RANKED,
    )
    weak_ties = rank_ties(network, partition, table=ranked_ties, names=names, top=MOST_RANKED)
    if verdicts.loc[settings["by"], "verdict"] == "artefact":
        connectors = connectors.iloc[:0]
    if verdicts.loc["edge_betweenness", "verdict"] == "artefact":
        weak_ties = weak_ties.iloc[:0]
    if lacks_ties(network):
        isolates = isolates.iloc[:0]
    communities = community_table(network, partition, names)
    sentences = describe_network(
        network, communities, connectors=connectors, weak_ties=weak_ties, isolates=isolates
    )
    if network.directed:
        sentences.append(_ON_DIRECTIONS)
    if settings["estimate"] is not None:
        sentences.append(f"Betweenness is ESTIMATED {estimate_words(settings['estimate'])}.")
    return Analysis(
        network=network,
        partition=partition,
        people=people_table(network, partition, names, person_table),
        ties=network.ties.join(tie_table),
        communities=communities,
        connectors=connectors,
        weak_ties=weak_ties,
        isolates=isolates,
        verdicts=verdicts,
        sentences=tuple(sentences),
        settings=settings,
    )


def _with_estimates(
    verdicts: pd.DataFrame, estimate: Mapping[str, Any] | None, columns: Sequence[str]
) -> pd.DataFrame:
    """Verdicts that say of which measures there are estimates only."""
    if estimate is None:
        return verdicts
    verdicts = verdicts.copy()
    names = [name for name in verdicts.index if f"{name}_low" in columns]
    verdicts.loc[names, "reason"] += f" ESTIMATED {estimate_words(estimate)}."
    return verdicts


def _measures_of(level: str) -> list[str]:
    return [name for name, entry in MEASURES.items() if entry.level == level]
