"""Efficiency: the share of somebody's contacts that are not reached through another."""

import numpy as np
import pandas as pd

from weakties._typing import Progress
from weakties.measures._measure import per_person, person_measure
from weakties.measures.effective_size import effective_size
from weakties.network import Network


@person_measure(scope="neighbourhood")
def efficiency(
    network: Network, *, weighted: bool = True, progress: Progress | None = None
) -> pd.Series:
    """Effective size as a share of the number of contacts.

    High for people whose every contact leads somewhere else; low for people whose contacts all know
    each other. For person :math:`i` it is `effective_size` divided by the number of contacts
    :math:`k_i`, not by their strength.

    Parameters
    ----------
    network : Network
        People and ties. Direction does not matter: ties in both directions are added.
    weighted : bool
        Whether strengths count in the effective size. If not, every tie counts 1 (and two opposite
        ties count 2).

    progress : callable, optional
        Called as ``progress(what, done, total)``.

    Returns
    -------
    Series of float64, shape (n,)
        On ``network.ids``, from 1/k to 1. NaN (undefined) for isolates.

    Notes
    -----
    Time O(m^1.5), memory O(n + m), both shared with `effective_size`.

    References
    ----------
    Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University
    Press, chapter 2. https://doi.org/10.4159/9780674029095

    Examples
    --------
    In a closed triangle the two contacts of each person stand for one; in a star all differ.

    >>> import networkx as nx
    >>> import weakties as wt
    >>> wt.measures.efficiency(wt.as_network(nx.complete_graph(3))).tolist()
    [0.5, 0.5, 0.5]
    >>> wt.measures.efficiency(wt.as_network(nx.star_graph(3))).tolist()
    [1.0, 1.0, 1.0, 1.0]
    """
    contacts = np.diff(network.undirected().indptr).astype(np.float64)
    size = effective_size(network, weighted=weighted, progress=progress).to_numpy()
    # Isolates have a NaN above the line; one below the line keeps division quiet.
    return per_person(network, "efficiency", size / np.maximum(contacts, 1.0))
