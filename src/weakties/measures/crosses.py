"""Crosses: whether a tie leads from one community to another."""

from typing import TYPE_CHECKING

import pandas as pd

from weakties.measures._communities import community_codes
from weakties.measures._measure import per_tie, tie_measure
from weakties.network import Network

if TYPE_CHECKING:
    from weakties.communities import Partition


@tie_measure(scope="own", needs_partition=True)
def crosses(network: Network, *, partition: "Partition") -> pd.Series:
    r"""Whether a tie joins people of different communities.

    1 for ties between communities, where what is known on one side is news on the other; 0 for ties
    inside one. For the tie of :math:`i` and :math:`j` it is :math:`[c_i \ne c_j]`.

    Parameters
    ----------
    network : Network
        People and ties; neither direction nor strength matters.
    partition : Partition
        Communities of the people of this network.

    Returns
    -------
    Series of float64, shape (m,)
        On ``network.tie_index``, 1 or 0.

    Raises
    ------
    ArgumentError
        If the partition is of other people.

    Notes
    -----
    Takes time and memory O(n + m).

    References
    ----------
    Granovetter, M. S. (1973). The strength of weak ties. American Journal of Sociology 78(6),
    1360-1380. https://doi.org/10.1086/225469

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> network = wt.as_network(nx.path_graph(4))
    >>> groups = wt.Partition.from_labels(network, {0: "a", 1: "a", 2: "b", 3: "b"})
    >>> wt.measures.crosses(network, partition=groups).tolist()
    [0.0, 1.0, 0.0]
    """
    codes = community_codes(network, partition)
    return per_tie(network, "crosses", codes[network.tie_source] != codes[network.tie_target])
