"""Within-community z: how well tied somebody is inside the own community, beside its members."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from weakties.measures._arcs import arc_sources, closeness, sum_per_person
from weakties.measures._communities import community_codes
from weakties.measures._measure import per_person, person_measure
from weakties.network import Network

if TYPE_CHECKING:
    from weakties.communities import Partition

#: A spread below this share of the mean is rounding.
NO_SPREAD = 1e-12


@person_measure(scope="own", needs_partition=True)
def within_community_z(
    network: Network, *, partition: "Partition", weighted: bool = True
) -> pd.Series:
    r"""How much better tied a person is inside the own community than its other members.

    High (2.5 and more) for the hubs of a community, negative for people at its edge. For person
    :math:`i` it is :math:`z_i = (\kappa_i - \bar\kappa) / \sigma_\kappa`, with :math:`\kappa_i`
    the strength of the ties to members of the own community, and their mean and population standard
    deviation over the community.

    Parameters
    ----------
    network : Network
        People and ties. Direction does not matter: ties in both directions are added.
    partition : Partition
        Communities of the people of this network.
    weighted : bool
        Whether strengths count. If not, ties are counted, as in the paper.

    Returns
    -------
    Series of float64, shape (n,)
        On ``network.ids``, in standard deviations, with mean 0 in every community. 0 for everybody
        in a community whose members are all equally well tied, and so for isolates, who are a
        community of one each.

    Raises
    ------
    ArgumentError
        If the partition is of other people.

    Notes
    -----
    Takes time and memory O(n + m).

    References
    ----------
    Guimerà, R. & Amaral, L. A. N. (2005). Functional cartography of complex metabolic networks.
    Nature 433, 895-900. https://doi.org/10.1038/nature03288

    Examples
    --------
    A star as one community: the middle has three ties, the ends have one.

    >>> import networkx as nx
    >>> import weakties as wt
    >>> network = wt.as_network(nx.star_graph(3))
    >>> groups = wt.Partition.from_labels(network, dict.fromkeys(range(4), "all"))
    >>> wt.measures.within_community_z(network, partition=groups).round(2).tolist()
    [1.73, -0.58, -0.58, -0.58]
    """
    codes = community_codes(network, partition)
    flat = network.undirected()
    close = closeness(network, weighted=weighted)
    inside = codes[arc_sources(flat)] == codes[flat.indices]
    own = sum_per_person(flat, np.where(inside, close, 0.0))
    members = np.maximum(np.bincount(codes), 1)
    mean = np.bincount(codes, weights=own) / members
    apart = own - mean[codes]
    spread = np.sqrt(np.bincount(codes, weights=apart**2) / members)
    differs = (spread > NO_SPREAD * mean)[codes]
    z = np.divide(apart, spread[codes], out=np.zeros_like(apart), where=differs)
    return per_person(network, "within_community_z", z)
