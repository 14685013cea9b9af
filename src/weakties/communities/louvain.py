"""Communities by the Louvain algorithm."""

from weakties._typing import Rng
from weakties.communities._method import community_method, generator, seed_shown
from weakties.communities.partition import Partition, make_partition
from weakties.network import Network


@community_method
def louvain(network: Network, *, rng: Rng = 0) -> Partition:
    """Communities of high modularity, by python-louvain: for comparison with earlier work.

    The algorithm of many published studies, and of the Python package that most of them used. Use
    `leiden` for new work: it is faster, reaches higher modularity, and its communities are
    connected, while a Louvain community may fall into pieces.

    Parameters
    ----------
    network : Network
        People and ties, weighted by strength. Directed ties are symmetrised (w_ij + w_ji).
    rng : int or Generator
        Decides the order in which people are taken. People and ties are handed over in the order
        of their ids, so that the order of rows makes no difference.

    Returns
    -------
    Partition
        Communities may be disconnected; every person without ties is a community of one.

    Notes
    -----
    There is no ``resolution``: python-louvain 0.16 multiplies what chance would give with it when it
    moves people, but what lies within communities when it decides whether to go on, so that values
    other than 1 end in the middle of the search. Cost: O(n + m) a pass in practice, but in plain
    Python: minutes where `leiden` takes seconds.

    References
    ----------
    Blondel, Guillaume, Lambiotte and Lefebvre (2008), "Fast unfolding of communities in large
    networks", https://doi.org/10.1088/1742-5468/2008/10/P10008.

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> network = wt.as_network(nx.barbell_graph(3, 0))
    >>> wt.communities.louvain(network).community.tolist()
    [0, 0, 0, 1, 1, 1]
    """
    import community
    import networkx as nx

    flat = network.undirected()
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(flat.n_people))
    graph.add_weighted_edges_from(
        zip(flat.tie_source.tolist(), flat.tie_target.tolist(), flat.tie_strength.tolist())
    )
    seed = int(generator(rng).integers(2**32))
    found = community.best_partition(graph, random_state=seed)
    labels = [found[position] for position in range(flat.n_people)]
    return make_partition(network, labels, method="louvain", parameters={"rng": seed_shown(rng)})
