"""Effective size: how many of somebody's contacts are not reached through another."""

import numpy as np
import pandas as pd

from weakties._typing import Progress
from weakties.measures._measure import per_person, person_measure
from weakties.measures._triads import redundancy
from weakties.network import Network


@person_measure(scope="neighbourhood")
def effective_size(
    network: Network, *, weighted: bool = True, progress: Progress | None = None
) -> pd.Series:
    r"""Number of a person's contacts, less what they duplicate each other.

    High for people with many contacts in different circles. For person :math:`i` it is
    :math:`\sum_{j \in N(i)} (1 - \sum_{q \ne i,j} p_{iq} m_{jq})`, where
    :math:`p_{iq} = z_{iq} / \sum_k z_{ik}`, :math:`m_{jq} = z_{jq} / \max_k z_{jk}` and
    :math:`z_{ij} = w_{ij} + w_{ji}`. Where every tie counts 1 this is :math:`k - 2t/k`, with
    :math:`k` contacts and :math:`t` ties among them.

    Parameters
    ----------
    network : Network
        People and ties. Direction does not matter: ties in both directions are added.
    weighted : bool
        Whether strengths count. If not, every tie counts 1 (and two opposite ties count 2).

    progress : callable, optional
        Called as ``progress(what, done, total)``.

    Returns
    -------
    Series of float64, shape (n,)
        On ``network.ids``, from 1 to the number of contacts, in contacts. NaN (undefined) for
        isolates.

    Notes
    -----
    Every triangle is visited twice, from people with few contacts: time O(m^1.5), memory O(n + m).
    Without strengths it is `clustering` in other words, :math:`k - (k-1) c`: the two are no
    independent evidence.

    References
    ----------
    Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University
    Press, chapter 2. https://doi.org/10.4159/9780674029095

    Borgatti, S. P. (1997). Structural holes: unpacking Burt's redundancy measures. Connections
    20(1), 35-38.

    Examples
    --------
    Person 0 has three contacts; two of them know each other.

    >>> import networkx as nx
    >>> import weakties as wt
    >>> graph = nx.Graph([(0, 1), (0, 2), (0, 3), (1, 2)])
    >>> wt.measures.effective_size(wt.as_network(graph)).round(2).tolist()
    [2.33, 1.0, 1.0, 1.0]
    """
    contacts = np.diff(network.undirected().indptr)
    size = contacts - redundancy(network, weighted=weighted, progress=progress)
    return per_person(network, "effective_size", np.where(contacts > 0, size, np.nan))
