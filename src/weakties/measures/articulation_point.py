"""Articulation points: people without whom a part of the network falls off."""

import pandas as pd

from weakties.measures._cuts import articulation_points
from weakties.measures._measure import per_person, person_measure
from weakties.network import Network


@person_measure(scope="paths")
def articulation_point(network: Network) -> pd.Series:
    """Whether a part of the network would fall off without this person.

    1 for people who alone hold two parts together: removing one of them leaves more components than
    before. 0 for everybody else.

    Parameters
    ----------
    network : Network
        People and ties; neither direction nor strength matters.

    Returns
    -------
    Series of float64, shape (n,)
        On ``network.ids``, 1 or 0. Isolates and people with one tie have 0.

    Notes
    -----
    One depth-first search without recursion: time and memory O(n + m), at any depth.

    References
    ----------
    Tarjan, R. (1972). Depth-first search and linear graph algorithms. SIAM Journal on Computing
    1(2), 146-160. https://doi.org/10.1137/0201010

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> wt.measures.articulation_point(wt.as_network(nx.path_graph(3))).tolist()
    [0.0, 1.0, 0.0]
    """
    return per_person(network, "articulation_point", articulation_points(network.undirected()))
