"""Constraint: how much somebody's contacts are tied up with each other."""

import numpy as np
import pandas as pd

from weakties._typing import Progress
from weakties.measures._measure import per_person, person_measure
from weakties.measures._triads import Scope, constraint_sums
from weakties.network import Network


@person_measure(scope="neighbourhood")
def constraint(
    network: Network,
    *,
    scope: Scope = "whole",
    weighted: bool = True,
    progress: Progress | None = None,
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

    progress : callable, optional
        Called as ``progress(what, done, total)``.

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
    Every triangle is visited twice (three times for ``"ego"``), from people with few contacts:
    time O(m^1.5), memory O(n + m), whatever the number of contacts of the greatest hub.

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
    sums = constraint_sums(network, scope=scope, weighted=weighted, progress=progress).total
    return per_person(network, "constraint", np.where(sums > 0, sums, np.nan))
