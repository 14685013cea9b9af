"""Strength: how strongly somebody is tied to others, all ties together."""

import pandas as pd

from weakties.measures._arcs import sum_per_person
from weakties.measures._measure import per_person, person_measure
from weakties.network import Network


@person_measure(scope="own")
def strength(network: Network) -> pd.Series:
    r"""Sum of the strengths of a person's ties.

    High for people with many or with strong ties; `degree` tells which of the two. For person
    :math:`i` it is :math:`s_i = \sum_{j} (w_{ij} + w_{ji})` in a directed network and
    :math:`\sum_j w_{ij}` in an undirected one.

    Parameters
    ----------
    network : Network
        People and ties; strengths are positive, and more is closer. Of a directed network ties in
        both directions count. The owner is not counted.

    Returns
    -------
    Series of float64, shape (n,)
        On ``network.ids``, in the unit of the strengths; 0 for isolates. Equal to `degree` if the
        network is undirected and every strength is 1.

    Notes
    -----
    Takes time and memory O(n + m).

    References
    ----------
    Barrat, A., Barthélemy, M., Pastor-Satorras, R. & Vespignani, A. (2004). The architecture of
    complex weighted networks. PNAS 101(11), 3747-3752. https://doi.org/10.1073/pnas.0400087101

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> graph = nx.Graph()
    >>> graph.add_weighted_edges_from([("Ana", "Ben", 2), ("Ana", "Cem", 3)])
    >>> wt.measures.strength(wt.as_network(graph, strength="weight")).to_dict()
    {'Ana': 5.0, 'Ben': 2.0, 'Cem': 3.0}
    """
    flat = network.undirected()
    return per_person(network, "strength", sum_per_person(flat, flat.strength))
