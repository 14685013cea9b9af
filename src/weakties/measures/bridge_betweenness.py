"""Bridge betweenness: how many shortest paths between communities pass through somebody."""

from typing import TYPE_CHECKING

import pandas as pd

from weakties._typing import Progress
from weakties.measures._communities import community_codes
from weakties.measures._measure import per_person, person_measure
from weakties.measures._paths import bridging_dependencies
from weakties.network import Network

if TYPE_CHECKING:
    from weakties.communities import Partition


@person_measure(scope="paths", needs_partition=True)
def bridge_betweenness(
    network: Network, *, partition: "Partition", progress: Progress | None = None
) -> pd.Series:
    r"""Number of pairs in different communities whose shortest paths pass through a person.

    High for connectors: people through whom news must pass to get from one community to another.
    Unlike `betweenness` it does not reward standing in the middle of one community. For person
    :math:`i` it is :math:`\sum_{s<t,\,c_s \ne c_t} \sigma_{st}(i) / \sigma_{st}` over pairs other
    than :math:`i`, where :math:`\sigma_{st}` is the number of shortest paths,
    :math:`\sigma_{st}(i)` the number of those through :math:`i`, and :math:`c` the community. It is
    known as global gefura and, in psychology, as bridge betweenness.

    Parameters
    ----------
    network : Network
        People and ties; every tie has length 1, whatever its strength. Paths follow the direction
        of ties; in a directed network every ordered pair counts, otherwise every pair counts once.
    partition : Partition
        Communities of the people of this network.
    progress : callable, optional
        Called as ``progress(what, done, total)``.

    Returns
    -------
    Series of float64, shape (n,)
        On ``network.ids``, in pairs of people: from 0 to `betweenness`. Isolates have 0, and so has
        everybody if there is one community. Pairs without a path add nothing.

    Raises
    ------
    ArgumentError
        If the partition is of other people.

    Notes
    -----
    Exact, in time O(n m) on all processors; memory O(n + m) per processor. Computed once for a
    network and its communities. For the pairs of two communities alone, give them to `betweenness`
    as ``sources`` and ``targets``; for those within one community, give it as both.

    References
    ----------
    Flom, P. L., Friedman, S. R., Strauss, S. & Neaigus, A. (2004). A new measure of linkage between
    two sub-networks. Connections 26(1), 62-70.

    Guns, R. & Rousseau, R. (2015). Unnormalized and normalized forms of gefura measures in directed
    and undirected networks. Frontiers of Information Technology & Electronic Engineering 16(4),
    311-320. https://doi.org/10.1631/FITEE.1400425

    Jones, P. J., Ma, R. & McNally, R. J. (2021). Bridge centrality: a network approach to
    understanding comorbidity. Multivariate Behavioral Research 56(2), 353-367.
    https://doi.org/10.1080/00273171.2019.1614898

    Examples
    --------
    On the path 0-1-2-3 with the communities {0, 1} and {2, 3}, person 1 stands on the paths from 0
    to 2 and 3.

    >>> import networkx as nx
    >>> import weakties as wt
    >>> network = wt.as_network(nx.path_graph(4))
    >>> groups = wt.Partition.from_labels(network, {0: "a", 1: "a", 2: "b", 3: "b"})
    >>> wt.measures.bridge_betweenness(network, partition=groups).tolist()
    [0.0, 2.0, 2.0, 0.0]
    """
    codes = community_codes(network, partition)
    pairs = bridging_dependencies(network, codes, progress) / (1 if network.directed else 2)
    return per_person(network, "bridge_betweenness", pairs)
