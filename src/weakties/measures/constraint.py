"""Constraint: how much somebody's contacts are tied up with each other."""

from typing import Literal

import numpy as np
import pandas as pd

from weakties.errors import ArgumentError
from weakties.measures._arcs import arc_sources, closeness, sum_per_person
from weakties.measures._measure import per_person, person_measure
from weakties.measures._triads import sum_over_shared
from weakties.network import Network

SCOPES = ("whole", "ego")


@person_measure(scope="neighbourhood")
def constraint(
    network: Network, *, scope: Literal["whole", "ego"] = "whole", weighted: bool = True
) -> pd.Series:
    r"""How much a person's time and energy go to contacts who know each other.

    **Low** for brokers, who span structural holes; high for people in a closed circle. For person
    :math:`i` it is :math:`C_i = \sum_{j \in N(i)} (p_{ij} + \sum_{q \ne i,j} p_{iq} p_{qj})^2`,
    where :math:`p_{ij} = z_{ij} / \sum_k z_{ik}` and :math:`z_{ij} = w_{ij} + w_{ji}`.

    Parameters
    ----------
    network : Network
        People and ties. Direction does not matter: ties in both directions are added.
    scope : {"whole", "ego"}
        Where the contacts' proportions :math:`p_{qj}` come from. ``"whole"``: all ties of
        :math:`q`, as in igraph and NetworkX. ``"ego"``: only the ties of :math:`q` to :math:`i` and
        to contacts of :math:`i`, as in UCINET's model of ego networks.
    weighted : bool
        Whether strengths count. If not, every tie counts 1 (and two opposite ties count 2).

    Returns
    -------
    Series of float64, shape (n,)
        On ``network.ids``, above 0: 1/k for a person with k equally close contacts who do not know
        each other, so 1 with one contact; it may exceed 1 (1.125 in a closed triangle). NaN
        (undefined) for isolates.

    Raises
    ------
    ArgumentError
        If ``scope`` is another word.

    Notes
    -----
    Every triangle is visited once: time O(m^1.5), memory O(n + m).

    References
    ----------
    Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University
    Press, chapter 2. https://doi.org/10.4159/9780674029095

    Everett, M. G. & Borgatti, S. P. (2020). Unpacking Burt's constraint measure. Social Networks
    62, 50-57. https://doi.org/10.1016/j.socnet.2020.02.001

    Examples
    --------
    The middle of a star of four is hardly constrained, its ends wholly.

    >>> import networkx as nx
    >>> import weakties as wt
    >>> wt.measures.constraint(wt.as_network(nx.star_graph(4))).tolist()
    [0.25, 1.0, 1.0, 1.0, 1.0]
    """
    if scope not in SCOPES:
        message = f"scope is {scope!r}; choose one of: {', '.join(map(repr, SCOPES))}."
        raise ArgumentError(message)
    flat = network.undirected()
    close = closeness(network, weighted=weighted)
    total = sum_per_person(flat, close)
    share = close / total[arc_sources(flat)]
    if scope == "whole":
        indirect = sum_over_shared(flat, share, share)
    else:
        # What a contact q gives to i and to other contacts of i, per arc i-q.
        within = close + sum_over_shared(flat, np.ones_like(close), close)
        indirect = sum_over_shared(flat, share / within, close)
    summed = sum_per_person(flat, (share + indirect) ** 2)
    return per_person(network, "constraint", np.where(total > 0, summed, np.nan))
