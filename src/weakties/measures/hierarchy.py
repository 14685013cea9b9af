"""Hierarchy: how much somebody's constraint rests on a single contact."""

import numpy as np
import pandas as pd

from weakties._typing import Progress
from weakties.measures._measure import per_person, person_measure
from weakties.measures._triads import Scope, constraint_sums
from weakties.network import Network


@person_measure(scope="neighbourhood")
def hierarchy(
    network: Network,
    *,
    scope: Scope = "whole",
    weighted: bool = True,
    progress: Progress | None = None,
) -> pd.Series:
    r"""How unevenly a person's constraint is spread over the contacts.

    High for people whom one contact holds: whoever they turn to, that contact is there. Low where
    all contacts constrain alike, be it little or much. For person :math:`i` with :math:`k` contacts
    it is :math:`H_i = \sum_j r_j \ln r_j / (k \ln k)`, where :math:`r_j = c_{ij} / (C_i / k)` and
    :math:`C_i = \sum_j c_{ij}` is the `constraint`.

    Parameters
    ----------
    network : Network
        People and ties. Direction does not matter: ties in both directions are added.
    scope : {"whole", "ego"}
        As in `constraint`.
    weighted : bool
        Whether strengths count. If not, every tie counts 1 (and two opposite ties count 2).
    progress : callable, optional
        Called as ``progress(what, done, total)``.

    Returns
    -------
    Series of float64, shape (n,)
        On ``network.ids``, from 0 (all contacts constrain alike) to 1. NaN (undefined) for people
        with fewer than two contacts, where there is nothing to be uneven: 0/0. Other software gives
        0 or 1 there.

    Raises
    ------
    ArgumentError
        If ``scope`` is another word.

    Notes
    -----
    Time O(m^1.5), memory O(n + m), both shared with `constraint`.

    References
    ----------
    Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University
    Press, chapter 2. https://doi.org/10.4159/9780674029095

    Examples
    --------
    The middle of a star is held by all contacts alike. Of the contacts of person 0 in the second
    network, 1 is tied to both others, who are not tied to each other.

    >>> import networkx as nx
    >>> import weakties as wt
    >>> wt.measures.hierarchy(wt.as_network(nx.star_graph(3))).tolist()
    [0.0, nan, nan, nan]
    >>> graph = nx.Graph([(0, 1), (0, 2), (0, 3), (1, 2), (1, 3)])
    >>> wt.measures.hierarchy(wt.as_network(graph)).round(3).tolist()
    [0.074, 0.074, 0.0, 0.0]
    """
    sums = constraint_sums(network, scope=scope, weighted=weighted, progress=progress)
    contacts = np.diff(network.undirected().indptr)
    uneven = np.full(len(contacts), np.nan)
    some = contacts > 1
    total, most = sums.total[some], np.log(contacts[some])
    # The same as the formula, from sums alone. Rounding may lead a little below zero.
    uneven[some] = np.clip(1 + (sums.spread[some] / total - np.log(total)) / most, 0, 1)
    return per_person(network, "hierarchy", uneven)
