"""Communities by the Leiden algorithm."""

from weakties._typing import Progress, Rng
from weakties.communities._method import community_method, generator, seed_shown
from weakties.communities.partition import Partition, make_partition
from weakties.kernels.batches import throttled
from weakties.kernels.leiden import MOST_PASSES
from weakties.kernels.leiden import leiden as leiden_labels
from weakties.network import Network


@community_method
def leiden(
    network: Network,
    *,
    resolution: float = 1.0,
    rng: Rng = 0,
    progress: Progress | None = None,
) -> Partition:
    r"""Communities that are connected and as dense as possible: the Leiden algorithm.

    Looks for the partition of highest modularity, and never returns a community that falls into
    pieces, as the older Louvain algorithm can.

    Parameters
    ----------
    network : Network
        People and ties, weighted by strength. Directed ties are symmetrised (w_ij + w_ji).
    resolution : float, default 1
        Positive. More gives more and smaller communities, less gives fewer and larger ones.
    rng : int or Generator
        Decides the order in which people are taken. The same people and ties with the same seed
        give the same communities, in whatever order their rows came and on any number of threads.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with passes done and the most there can be.

    Returns
    -------
    Partition
        Every community is connected; every person without ties is a community of one. ``quality``
        is the modularity at this resolution.

    Raises
    ------
    ArgumentError
        If the resolution is not positive and finite.

    Notes
    -----
    A pass refines the communities into well connected parts (greedily, where the paper draws at
    random), makes every part a node, moves these nodes to the neighbouring community where
    modularity gains most, and starts over with the parts of the new communities until nothing
    merges. On the way back nodes move at every level once more (Rotta and Noack 2011). The best
    optima come from leaving good ones: the first merged network of at most 250,000 ties is searched
    from its single nodes as well, and the search goes on from what both results agree on, or takes
    the best of the three (Ovelgönne and Geyer-Schulz 2013); so are networks of at most 25,000 ties
    as a whole. Passes end when one adds less than 0.001 of modularity. Communities that have come
    apart are then split, which adds modularity. The optimum is hard to find and to prove (NP-hard),
    so another seed may give other communities of nearly the same modularity. Cost: O(n + m) a pass
    in practice, and two or three passes; memory O(n + m).

    References
    ----------
    Traag, Waltman and van Eck (2019), "From Louvain to Leiden: guaranteeing well-connected
    communities", https://doi.org/10.1038/s41598-019-41695-z.

    Rotta and Noack (2011), "Multilevel local search algorithms for modularity clustering",
    https://doi.org/10.1145/1963190.1970376.

    Ovelgönne and Geyer-Schulz (2013), "An ensemble learning strategy for graph clustering",
    https://doi.org/10.1090/conm/588/11701.

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> network = wt.as_network(nx.barbell_graph(3, 0))
    >>> wt.communities.leiden(network).community.tolist()
    [0, 0, 0, 1, 1, 1]
    """
    flat = network.undirected()
    labels = leiden_labels(
        flat.indptr,
        flat.indices,
        flat.strength,
        resolution,
        generator(rng),
        throttled(progress, "detecting communities", MOST_PASSES),
    )
    if progress is not None:
        progress("detecting communities", MOST_PASSES, MOST_PASSES)
    parameters = {"resolution": float(resolution), "rng": seed_shown(rng)}
    return make_partition(network, labels, method="leiden", parameters=parameters)
