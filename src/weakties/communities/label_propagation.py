"""Communities by label propagation."""

import numpy as np

from weakties._typing import Progress, Rng
from weakties.communities._method import community_method, generator, seed_shown
from weakties.communities.partition import Partition, make_partition
from weakties.kernels.batches import throttled
from weakties.kernels.label_propagation import propagate
from weakties.network import Network

#: Sweeps after which labels stay as they are; a handful is enough on real networks.
MOST_SWEEPS = 100


@community_method
def label_propagation(
    network: Network, *, rng: Rng = 0, progress: Progress | None = None
) -> Partition:
    """Communities of people who agree on a label with most of their contacts.

    Everyone begins with a label of their own and takes over, one person after the other, the label
    that is strongest among their contacts, until everybody has such a label. Very fast and without
    a resolution, and less reliable than `leiden`: dense networks often end in one community, and
    another seed may give quite other communities.

    Parameters
    ----------
    network : Network
        People and ties, weighted by strength. Directed ties are symmetrised (w_ij + w_ji).
    rng : int or Generator
        Decides the order in which people are taken, and which of equally strong labels wins.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with sweeps done and the most there can be.

    Returns
    -------
    Partition
        Communities may be disconnected; every person without ties is a community of one.
        ``quality`` is the modularity at resolution 1, which the method does not look at.

    Notes
    -----
    People are taken one by one (asynchronously), in a new random order in each sweep, and a label
    that is among the strongest is kept; so every change adds strength within communities, and it
    ends. Cost: O(n + m) a sweep, at most 100 sweeps.

    References
    ----------
    Raghavan, Albert and Kumara (2007), "Near linear time algorithm to detect community structures
    in large-scale networks", https://doi.org/10.1103/PhysRevE.76.036106.

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> network = wt.as_network(nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(2)))
    >>> wt.communities.label_propagation(network).community.tolist()
    [0, 0, 0, 1, 1]
    """
    flat = network.undirected()
    random = generator(rng)
    report = throttled(progress, "detecting communities", MOST_SWEEPS)
    label = np.arange(flat.n_people, dtype=np.int32)
    for sweep in range(MOST_SWEEPS):
        report(sweep)
        order, luck = random.permutation(flat.n_people), random.permutation(flat.n_people)
        if propagate(flat.indptr, flat.indices, flat.strength, order, luck, label) == 0:
            break
    report(MOST_SWEEPS)
    parameters = {"rng": seed_shown(rng)}
    return make_partition(network, label, method="label_propagation", parameters=parameters)
