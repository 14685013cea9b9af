"""Degree: how many people somebody is tied to."""

import numpy as np
import pandas as pd

from weakties.measures._measure import per_person, person_measure
from weakties.network import Network


@person_measure(scope="own")
def degree(network: Network) -> pd.Series:
    """Number of people that a person is tied to.

    High for people who know many; it says nothing of whether those know each other. For person
    :math:`i` it is :math:`k_i = |N(i)|`, the number of distinct people with a tie to or from
    :math:`i`, whatever its strength.

    Parameters
    ----------
    network : Network
        People and ties. Of a directed network a tie counts in either direction, and two opposite
        ties lead to one person. Loops do not exist in a `Network`; the owner is not counted.

    Returns
    -------
    Series of float64, shape (n,)
        On ``network.ids``, from 0 (isolates) to n - 1.

    Notes
    -----
    Takes time and memory O(n + m).

    References
    ----------
    Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. Social Networks
    1(3), 215-239. https://doi.org/10.1016/0378-8733(78)90021-7

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> wt.measures.degree(wt.as_network(nx.star_graph(3))).tolist()
    [3.0, 1.0, 1.0, 1.0]
    """
    return per_person(network, "degree", np.diff(network.undirected().indptr))
