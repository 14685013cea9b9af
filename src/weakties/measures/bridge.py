"""Bridges: ties without which the network falls apart."""

import pandas as pd

from weakties.measures._cuts import bridges
from weakties.measures._measure import per_tie, tie_measure
from weakties.network import Network


@tie_measure(scope="paths")
def bridge(network: Network) -> pd.Series:
    """Whether a part of the network would fall off without this tie.

    1 for ties that are the only way between two parts of the network, 0 for all others. Mostly
    these are the ties of people with a single contact; for ties that are almost the only way see
    `tie_range`, which is infinite for bridges and 3 or more for local bridges.

    Parameters
    ----------
    network : Network
        People and ties; neither direction nor strength matters. Two opposite ties of a directed
        network count as one: both are bridges or none is.

    Returns
    -------
    Series of float64, shape (m,)
        On ``network.tie_index``, 1 or 0. The owner is not counted: with the owner in, no tie
        between contacts could be a bridge.

    Notes
    -----
    One depth-first search without recursion: time and memory O(n + m), at any depth.

    References
    ----------
    Tarjan, R. E. (1974). A note on finding the bridges of a graph. Information Processing Letters
    2(6), 160-161. https://doi.org/10.1016/0020-0190(74)90003-9

    Granovetter, M. S. (1973). The strength of weak ties. American Journal of Sociology 78(6),
    1360-1380. https://doi.org/10.1086/225469

    Examples
    --------
    A closed triangle 0-1-2 with a person 3 who is tied to 2 alone.

    >>> import networkx as nx
    >>> import weakties as wt
    >>> graph = nx.Graph([(0, 1), (0, 2), (1, 2), (2, 3)])
    >>> wt.measures.bridge(wt.as_network(graph)).tolist()
    [0.0, 0.0, 0.0, 1.0]
    """
    return per_tie(network, "bridge", bridges(network))
