"""Participation: how evenly somebody's ties spread over communities."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from weakties.measures._arcs import arc_sources, closeness
from weakties.measures._communities import community_codes
from weakties.measures._measure import per_person, person_measure
from weakties.network import Network

if TYPE_CHECKING:
    from weakties.communities import Partition


@person_measure(scope="own", needs_partition=True)
def participation(network: Network, *, partition: "Partition", weighted: bool = True) -> pd.Series:
    r"""How evenly a person's ties are spread over the communities.

    High for people with ties into many communities, zero for people whose ties all lead into one
    (be it their own or another). For person :math:`i` it is
    :math:`P_i = 1 - \sum_s (k_{is} / k_i)^2`, with :math:`k_{is}` the strength of the ties to
    community :math:`s` and :math:`k_i` that of all ties.

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
        On ``network.ids``, from 0 to 1 - 1/S with S communities. NaN (undefined) for isolates, who
        have no ties that could be spread.

    Raises
    ------
    ArgumentError
        If the partition is of other people.

    Notes
    -----
    Takes time O(m log m) and memory O(n + m).

    References
    ----------
    Guimerà, R. & Amaral, L. A. N. (2005). Functional cartography of complex metabolic networks.
    Nature 433, 895-900. https://doi.org/10.1038/nature03288

    Examples
    --------
    Person 1 has one tie into each of two communities.

    >>> import networkx as nx
    >>> import weakties as wt
    >>> network = wt.as_network(nx.path_graph(4))
    >>> groups = wt.Partition.from_labels(network, {0: "a", 1: "a", 2: "b", 3: "b"})
    >>> wt.measures.participation(network, partition=groups).tolist()
    [0.0, 0.5, 0.5, 0.0]
    """
    codes = community_codes(network, partition)
    flat = network.undirected()
    close = closeness(network, weighted=weighted)
    # One number for each pair of a person and a community that has a tie.
    communities = int(codes.max(initial=0)) + 1
    pairs, pair_of_arc = np.unique(
        arc_sources(flat) * communities + codes[flat.indices], return_inverse=True
    )
    into = np.bincount(pair_of_arc, weights=close)
    people = pairs // communities
    # The sum of these numbers, not of the ties: in one community alone the share is then exactly 1.
    total = np.bincount(people, weights=into, minlength=flat.n_people)
    squares = np.bincount(people, (into / total[people]) ** 2, minlength=flat.n_people)
    return per_person(network, "participation", np.where(total > 0, 1.0 - squares, np.nan))
