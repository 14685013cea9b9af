"""The people who stand between most others, where counting all shortest paths would take too long."""

import numpy as np
import pandas as pd

from weakties._typing import BoolArray, Progress, Rng
from weakties.communities._method import check_network
from weakties.errors import ArgumentError
from weakties.measures._adaptive import NO_LIMIT, Values, check_wishes, estimate
from weakties.measures._sampling import NO_COMMUNITY, PathSampler
from weakties.network import Network


def find_top_betweenness(
    network: Network,
    top: int = 100,
    *,
    error: float = 0.01,
    confidence: float = 0.9,
    rng: Rng = 0,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Find the people with the highest betweenness from a sample of pairs, with limits.

    For networks in which `betweenness` would take too long. Pairs are drawn as in
    `estimate_betweenness`, until it is certain who the first ``top`` people are, or until every
    value is known up to the ``error``, whichever comes first.

    Parameters
    ----------
    network : Network
        People and ties; every tie has length 1, whatever its strength. Paths follow the direction
        of ties.
    top : int
        Number of people to find.
    error : float
        What a value may be off where people cannot be told apart, as a share of all pairs of
        people: between 0 and 1. It decides the time where ``top`` is large, since people of nearly
        equal value take very many pairs to tell apart.
    confidence : float
        Probability that all true values lie within their limits, and so that those who are certain
        belong to the first: between 0 and 1.
    rng : int or Generator
        Seed of the pairs.
    progress : callable, optional
        Called as ``progress(what, done, total)``.

    Returns
    -------
    DataFrame
        Index ``rank`` from 1, by the estimate. Columns ``person`` (id), ``label``, ``betweenness``
        with its limits ``low`` and ``high`` (in pairs of people, as `betweenness` gives them), and
        ``certain``: whether this person is one of the first ``top`` whatever the true values
        within the limits of everybody are. Fewer rows than ``top`` if fewer people are on any of
        the paths followed.

    Raises
    ------
    ArgumentError
        If ``top`` is below 1, or the error or the confidence not between 0 and 1.

    Notes
    -----
    The order within the list is that of the estimates; where limits overlap it may be another in
    truth. See `estimate_betweenness` for the method, its cost and its sources.

    Examples
    --------
    Two groups of five, joined by one person, number 5:

    >>> import networkx as nx
    >>> import weakties as wt
    >>> graph = nx.barbell_graph(5, 1)
    >>> first = wt.measures.find_top_betweenness(wt.as_network(graph), 3, error=0.05)
    >>> first["person"].tolist()[0], sorted(first["person"]), first["certain"].tolist()
    (5, [4, 5, 6], [True, True, True])
    """
    check_network(network, "find_top_betweenness")
    check_wishes(error=error, confidence=confidence)
    if top < 1:
        message = f"top={top} asks for nobody; give a number from 1 up."
        raise ArgumentError(message)
    sampler = PathSampler(network, community=NO_COMMUNITY, ties=False, rng=rng)
    values, _ = estimate(
        sampler,
        lambda found: sampler.share(found.error) <= error or _tells_apart(found, top),
        confidence=confidence,
        most=NO_LIMIT,
        progress=progress,
    )
    rows = _first(values, top)
    rows = rows[values.mean[rows] > 0.0]
    return pd.DataFrame(
        {
            "person": network.ids[rows],
            "label": network.people["label"].to_numpy()[rows],
            "betweenness": sampler.in_pairs(values.mean[rows]),
            "low": sampler.in_pairs(values.low[rows]),
            "high": sampler.in_pairs(values.high[rows]),
            "certain": _certain(values, top)[rows],
        },
        index=pd.RangeIndex(1, len(rows) + 1, name="rank"),
    )


def _first(values: Values, top: int) -> np.ndarray:
    """Positions of the ``top`` largest values, largest first, equal ones in their order."""
    return np.argsort(-values.mean, kind="stable")[:top]


def _tells_apart(values: Values, top: int) -> bool:
    """Whether it is certain who the first are, some people being left over."""
    first = _first(values, top)
    return len(first) < len(values.mean) and bool(_certain(values, top)[first].all())


def _certain(values: Values, top: int) -> BoolArray:
    """For each value whether fewer than ``top`` others may be larger."""
    others = len(values.high) - np.searchsorted(np.sort(values.high), values.low, side="right")
    # Everybody whose limits have some width may be larger than their own lowest value.
    others -= values.high > values.low
    return np.asarray(others < top)
