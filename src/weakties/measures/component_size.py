"""Component size: how many people can be reached at all."""

import numpy as np
import pandas as pd

from weakties.kernels.cuts import components
from weakties.measures._measure import per_person, person_measure
from weakties.network import Network


@person_measure(scope="paths")
def component_size(network: Network) -> pd.Series:
    """Number of people in a person's component, the person included.

    High for people in the main part of the network, 1 for isolates. The component of person
    :math:`i` holds everybody whom a path of ties joins to :math:`i`.

    Parameters
    ----------
    network : Network
        People and ties; neither direction nor strength matters.

    Returns
    -------
    Series of float64, shape (n,)
        On ``network.ids``, from 1 to n.

    Notes
    -----
    Takes time and memory O(n + m).

    References
    ----------
    Hopcroft, J. & Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation.
    Communications of the ACM 16(6), 372-378. https://doi.org/10.1145/362248.362272

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> graph = nx.Graph([(0, 1)])
    >>> graph.add_node(2)
    >>> wt.measures.component_size(wt.as_network(graph)).tolist()
    [2.0, 2.0, 1.0]
    """
    flat = network.undirected()
    component = components(flat.indptr, flat.indices)
    return per_person(network, "component_size", np.bincount(component)[component])
