"""Clustering: how many of somebody's contacts know each other."""

import numpy as np
import pandas as pd

from weakties._typing import Progress
from weakties.measures._measure import per_person, person_measure
from weakties.measures._triads import ties_among
from weakties.network import Network


@person_measure(scope="neighbourhood")
def clustering(network: Network, *, progress: Progress | None = None) -> pd.Series:
    r"""Share of the pairs of a person's contacts who are tied to each other.

    High for people inside one circle; low for those whose contacts do not know each other, who
    stand between them. For person :math:`i` with :math:`k` contacts and :math:`t` ties among them
    it is :math:`c_i = t / \binom{k}{2}`.

    Parameters
    ----------
    network : Network
        People and ties; neither direction nor strength matters.
    progress : callable, optional
        Called as ``progress(what, done, total)``.

    Returns
    -------
    Series of float64, shape (n,)
        On ``network.ids``, from 0 to 1. NaN (undefined) for people with fewer than two contacts:
        0/0. NetworkX gives them 0, which lowers means; igraph leaves the choice to its user.

    Notes
    -----
    Time O(m^1.5), memory O(n + m); shared with `effective_size`, which says the same in other
    words where ties have no strengths: :math:`k - (k - 1) c`.

    References
    ----------
    Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. Nature
    393, 440-442. https://doi.org/10.1038/30918

    Examples
    --------
    Person 0 has three contacts; two of them know each other.

    >>> import networkx as nx
    >>> import weakties as wt
    >>> graph = nx.Graph([(0, 1), (0, 2), (0, 3), (1, 2)])
    >>> wt.measures.clustering(wt.as_network(graph)).round(2).tolist()
    [0.33, 1.0, 1.0, nan]
    """
    contacts = np.diff(network.undirected().indptr).astype(np.float64)
    pairs = contacts * (contacts - 1) / 2
    # Of 0/0 comes NaN: no pairs, no ties among them.
    with np.errstate(invalid="ignore"):
        return per_person(network, "clustering", ties_among(network, progress) / pairs)
