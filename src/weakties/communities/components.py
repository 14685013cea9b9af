"""Communities that are the connected components."""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from weakties.communities._method import community_method
from weakties.communities.partition import Partition, make_partition
from weakties.network import Network


@community_method
def components(network: Network) -> Partition:
    """Connected components: people who can reach each other at all.

    Two people share a component if some chain of ties joins them, in whatever direction the ties
    point. No tie joins two components, so nobody connects them: a baseline, and the right answer
    to "who is cut off?".

    Parameters
    ----------
    network : Network
        People and ties. Directions and strengths make no difference.

    Returns
    -------
    Partition
        Every person without ties is a community of one.

    Notes
    -----
    Cost: O(n + m).

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> network = wt.as_network(nx.Graph([("a", "b"), ("b", "c"), ("d", "e")]))
    >>> wt.communities.components(network).community.tolist()
    [0, 0, 0, 1, 1]
    """
    ones = np.ones(len(network.indices), dtype=np.int8)
    matrix = csr_array((ones, network.indices, network.indptr), shape=2 * (network.n_people,))
    _, labels = connected_components(matrix, directed=network.directed, connection="weak")
    return make_partition(network, labels, method="components", parameters={})
