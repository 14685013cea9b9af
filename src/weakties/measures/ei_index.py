"""E-I index: whether somebody's ties lead out of the own community or stay inside."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from weakties.measures._arcs import arc_sources, sum_per_person
from weakties.measures._communities import community_codes
from weakties.measures._measure import per_person, person_measure
from weakties.network import Network

if TYPE_CHECKING:
    from weakties.communities import Partition


@person_measure(scope="own", needs_partition=True)
def ei_index(network: Network, *, partition: "Partition") -> pd.Series:
    """Balance of a person's ties to other communities against those to the own.

    1 for people all of whose ties lead to other communities, -1 for people all of whose ties stay
    in their own. For person :math:`i` it is :math:`(E - I) / (E + I)`, with :math:`E` the number of
    contacts in other communities and :math:`I` the number in the own.

    Parameters
    ----------
    network : Network
        People and ties. Contacts are counted once, whatever strength and direction their ties have.
    partition : Partition
        Communities of the people of this network.

    Returns
    -------
    Series of float64, shape (n,)
        On ``network.ids``, from -1 to 1. NaN (undefined) for isolates.

    Raises
    ------
    ArgumentError
        If the partition is of other people.

    Notes
    -----
    Takes time and memory O(n + m). The index of the whole network is ``2 * crosses.mean() - 1``,
    with `crosses` of its ties.

    References
    ----------
    Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises: an
    experimental simulation. Social Psychology Quarterly 51(2), 123-140.
    https://doi.org/10.2307/2786835

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> network = wt.as_network(nx.path_graph(4))
    >>> groups = wt.Partition.from_labels(network, {0: "a", 1: "a", 2: "b", 3: "b"})
    >>> wt.measures.ei_index(network, partition=groups).tolist()
    [-1.0, 0.0, 0.0, -1.0]
    """
    codes = community_codes(network, partition)
    flat = network.undirected()
    leads_out = codes[arc_sources(flat)] != codes[flat.indices]
    balance = sum_per_person(flat, np.where(leads_out, 1.0, -1.0))
    contacts = np.diff(flat.indptr)
    # Isolates get a NaN below the line, so that nothing is divided by zero.
    return per_person(network, "ei_index", balance / np.where(contacts > 0, contacts, np.nan))
