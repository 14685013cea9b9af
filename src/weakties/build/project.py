"""`project`: from who belongs to what to a network of people, and which of its ties are no chance."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from weakties._canonical import sort_ids
from weakties._counting import count
from weakties._typing import BoolArray, FloatArray
from weakties.build._memberships import MOST_TOGETHER, OF_ONE_LIFE, read_memberships
from weakties.build._rule import Pairs, sum_over_foci
from weakties.build._sdsm import CORRECTIONS, Correction, chance_of_sharing, corrected
from weakties.build.together import pair_members, times_together
from weakties.connections import Connections, RuleReport
from weakties.errors import ArgumentError, ArgumentTypeError
from weakties.network import Network, network_from_positions

#: Pairs of people in one focus, all foci together, that are looked at at most.
MOST_PAIRS = 10_000_000

_STRENGTHS = ("newman", "count")
_BACKBONES = (None, "sdsm")


def project(
    connections: Connections,
    *,
    kind: str | None = None,
    most: int | None = None,
    strength: Literal["newman", "count"] = "newman",
    backbone: Literal["sdsm"] | None = None,
    alpha: float = 0.05,
    correction: Correction = "none",
) -> Network:
    """Tie people who share a focus: the projection of two-mode data, or its backbone.

    Whoever belongs to many groups, or to a big one, shares some with many people by chance alone.
    The backbone holds the ties that the stochastic degree sequence model (Neal 2014,
    DOI 10.1016/j.socnet.2014.06.001) can not explain: pairs who share more foci than people with
    their numbers of foci would in foci of these sizes. **It leaves out weak ties by design**; look
    for those in the whole projection.

    Parameters
    ----------
    connections : Connections
        What a file says, from `weakties.read`; its ``memberships`` are used, and nothing else.
    kind : str, optional
        Kind of foci. None: all but the employers, schools and events of an owner's own life.
    most : int, optional
        Foci of more people than this are left out and counted. None: no focus is too big.
    strength : {"newman", "count"}
        "newman": the sum over the shared foci of 1/(k - 1), k being the people of the focus (Newman
        2001, DOI 10.1103/PhysRevE.64.016132), so that all of a person's ties together are as strong
        as the person has foci with others. "count": the number of foci shared.
    backbone : {"sdsm"}, optional
        Keep the ties that chance does not explain. None: keep all.
    alpha : float
        A tie is kept if its p-value is below this; 1 keeps all ties, with their p-values.
    correction : {"none", "holm", "fdr"}
        How p-values are made larger for the number of pairs tested before they are held against
        ``alpha``: not at all; by Holm, so that the chance of any false tie is below ``alpha``; or by
        Benjamini and Hochberg, so that the expected share of false ties is.

    Returns
    -------
    Network
        Everybody, also those who share nothing with anybody. ``ties`` has ``strength``;
        ``evidence``, which is ``co_presence`` for works, meetings and pages and else ``inferred``;
        ``rules`` ("projection"); ``first`` and ``last`` where times are known; with a backbone
        ``p_value``, before correction. ``provenance`` says what was left out.

    Raises
    ------
    ArgumentTypeError
        If ``connections`` is no `Connections`.
    ArgumentError
        If an argument has a value that is not allowed, there are no memberships of that kind, or
        so big foci that there are over 10 million pairs.

    Notes
    -----
    A p-value is the probability that two people share as many foci or more when everybody is in
    every focus independently, with the probability of the bipartite configuration model (Saracco
    et al. 2015, DOI 10.1038/srep10595). One-tailed; pairs that share nothing are not tested. As in
    the R package backbone (Neal 2022, DOI 10.1371/journal.pone.0269137), a tie needs p < alpha and
    nothing is corrected by default. Here the tail of the Poisson-binomial distribution is summed
    exactly; that package approximates it by a normal distribution (Hong 2013,
    DOI 10.1016/j.csda.2012.10.006), which differs by up to some hundredths in small data.

    Strengths of memberships are not used. With an owner, the owner is one of the people of every
    focus, and their ties are in ``owner_ties``. Cost: O(p log p) for p pairs in all foci; the
    backbone adds O(d^3 + t d s^2), for d different numbers of foci or people, t different kinds of
    pairs and s foci shared.

    Examples
    --------
    >>> import pandas as pd
    >>> import weakties as wt
    >>> from weakties.connections import Provenance
    >>> people = pd.DataFrame({"label": ["Ana", "Ben", "Cy", "Dee"]}, index=["a", "b", "c", "d"])
    >>> rows = [("a", "choir"), ("b", "choir"), ("c", "choir"), ("c", "chess"), ("d", "chess")]
    >>> belong = pd.DataFrame(rows, columns=["person", "focus"])
    >>> belong = belong.assign(kind="group", start=pd.NaT, end=pd.NaT)
    >>> origin = Provenance(format="by hand")
    >>> found = wt.Connections(people=people, memberships=belong, provenance=origin)
    >>> wt.project(found).ties["strength"].to_dict()
    {('a', 'b'): 0.5, ('a', 'c'): 0.5, ('b', 'c'): 0.5, ('c', 'd'): 1.0}
    """
    _check(connections, most, strength, backbone, alpha, correction)
    people = connections.people.iloc[sort_ids(connections.people.index)]
    memberships = read_memberships(_of_kind(connections, kind), people.index)
    caps = _caps(memberships, most)
    _check_number(memberships, caps)
    pairs, left_out = pair_members(memberships, caps)
    ties = _ties(pairs, memberships, newman=strength == "newman")
    foci, n_pairs = len(np.unique(pairs.focus)), len(ties)
    del pairs  # there may be millions
    kept = np.ones(len(ties), dtype=bool)
    if backbone is not None:
        ties["p_value"] = _p_values(ties, memberships, caps, n_people=len(people))
        p_value = corrected(ties["p_value"].to_numpy(dtype=np.float64), correction)
        kept = (p_value < alpha) | (alpha == 1)
    ties = ties.drop(columns="shared")[kept]
    network = network_from_positions(
        people,
        ties,
        owner=connections.owner,
        view=connections.view,
        provenance=connections.provenance,
    )
    report = RuleReport(
        name="projection",
        evidence="inferred" if (ties["evidence"] == "inferred").any() else "co_presence",
        foci=foci,
        ties=network.n_ties,
        left_out={why: number for why, number in left_out.items() if number},
    )
    warnings = list(connections.provenance.warnings)
    if backbone is not None:
        warnings.append(
            f"Backbone: {count(len(ties), 'tie', 'ties')} of {n_pairs:,} pairs who share a "
            f"focus (p < {alpha:g}, correction {correction}); the others may be chance."
        )
    built: dict[str, Any] = {"ties": "projection", "kind": kind, "most": most, "strength": strength}
    if backbone is not None:
        built |= {"backbone": backbone, "alpha": alpha, "correction": correction}
    origin = replace(connections.provenance, rules=[report], warnings=warnings, built=built)
    return replace(network, provenance=origin)


def _check(
    connections: object,
    most: int | None,
    strength: str,
    backbone: str | None,
    alpha: float,
    correction: str,
) -> None:
    if not isinstance(connections, Connections):
        message = (
            f"project takes Connections, got {type(connections).__name__}. Use weakties.read for a "
            "file; a Network has no memberships."
        )
        raise ArgumentTypeError(message)
    allowed: dict[str, tuple[object, tuple[object, ...]]] = {
        "strength": (strength, _STRENGTHS),
        "backbone": (backbone, _BACKBONES),
        "correction": (correction, CORRECTIONS),
    }
    for name, (value, values) in allowed.items():
        if value not in values:
            message = f"{name}={value!r} is not known; it is one of {', '.join(map(repr, values))}."
            raise ArgumentError(message)
    if most is not None and most < 2:
        message = f"most={most!r} leaves no focus of two people; it is a number from 2 up, or None."
        raise ArgumentError(message)
    if not 0 < alpha <= 1:
        message = f"alpha={alpha!r} is no probability above 0; common values are 0.05 and 0.01."
        raise ArgumentError(message)


def _of_kind(connections: Connections, kind: str | None) -> Connections:
    """The file with the memberships of one kind, or of all kinds that people share."""
    rows = connections.memberships
    chosen = ~rows["kind"].isin(OF_ONE_LIFE) if kind is None else rows["kind"] == kind
    if not chosen.any():
        kinds = ", ".join(sorted(map(repr, rows["kind"].dropna().unique()))) or "none"
        message = (
            f"There are no memberships {'' if kind is None else f'of the kind {kind!r} '}to project; "
            f"kinds in the data: {kinds}. Name one of them, or use build_network for ties that the "
            "file states."
        )
        raise ArgumentError(message)
    return replace(connections, memberships=rows[chosen])


def _caps(memberships: pd.DataFrame, most: int | None) -> dict[str, int]:
    kinds = sorted(memberships["kind"].unique())
    return dict.fromkeys(kinds, len(memberships) if most is None else most)


def _check_number(memberships: pd.DataFrame, caps: Mapping[str, int]) -> None:
    everyone = memberships.groupby("focus")["person"].size().to_numpy(dtype=np.float64)
    size = everyone[everyone <= max(caps.values())]
    pairs = float((size * (size - 1) / 2).sum())
    if pairs > MOST_PAIRS:
        message = (
            f"The foci hold {pairs:,.0f} pairs of people, and at most {MOST_PAIRS:,} are looked at; "
            f"the biggest has {size.max():,.0f} people. Leave big foci out, e.g. with most=50."
        )
        raise ArgumentError(message)


def _ties(pairs: Pairs, memberships: pd.DataFrame, *, newman: bool) -> pd.DataFrame:
    """A row a pair, sorted, with the number of foci shared."""
    dated = bool(memberships[["first", "last"]].notna().any(axis=None))
    once = np.ones(len(pairs.a), dtype=bool)
    ties = sum_over_foci(
        pairs,
        1.0 / (pairs.size - 1) if newman else once.astype(np.float64),
        times=times_together(pairs, memberships) if dated else None,
        counts={"shared": once, "met": _are_met(memberships)[pairs.focus]},
    )
    met = ties.pop("met").to_numpy() > 0
    evidence = pd.Categorical.from_codes(met.astype(np.int8), pd.Index(["inferred", "co_presence"]))
    return ties.assign(evidence=evidence, rules="projection")


def _are_met(memberships: pd.DataFrame) -> BoolArray:
    """Whether people meet in each focus, by its number."""
    foci = int(memberships["focus"].max()) + 1
    met = np.zeros(foci, dtype=bool)
    met[memberships["focus"][memberships["kind"].isin(list(MOST_TOGETHER))]] = True
    return met


def _p_values(
    ties: pd.DataFrame, memberships: pd.DataFrame, caps: Mapping[str, int], *, n_people: int
) -> FloatArray:
    size = memberships.groupby("focus")["person"].transform("size")
    kept = memberships[size <= max(caps.values())]
    degree = np.bincount(kept["person"].to_numpy(dtype=np.int64), minlength=n_people)
    sizes = np.asarray(kept.groupby("focus").size(), dtype=np.int64)
    one, other = ties["source"].to_numpy(dtype=np.int64), ties["target"].to_numpy(dtype=np.int64)
    shared = ties["shared"].to_numpy(dtype=np.int64)
    return chance_of_sharing(np.asarray(degree, dtype=np.int64), sizes, one, other, shared)
