"""Overlap: the share of two tied people's other contacts whom they have in common."""

import numpy as np
import pandas as pd

from weakties._typing import Progress
from weakties.measures._measure import per_tie, tie_measure
from weakties.measures._triads import shared_per_tie
from weakties.network import Network


@tie_measure(scope="neighbourhood")
def overlap(network: Network, *, progress: Progress | None = None) -> pd.Series:
    """Share of the other contacts of two tied people whom both know.

    Low for ties that are weak by structure: they lead from one circle into another. High for ties
    inside one circle. For the tie of :math:`i` and :math:`j` it is :math:`O_{ij} = n_{ij} / ((k_i -
    1) + (k_j - 1) - n_{ij})`, with :math:`n_{ij}` shared contacts and :math:`k` contacts of each.
    It is not the Jaccard index, which counts the two people themselves.

    Parameters
    ----------
    network : Network
        People and ties; neither direction nor strength matters. Of a directed network both ties
        between two people get the same value.

    progress : callable, optional
        Called as ``progress(what, done, total)``.

    Returns
    -------
    Series of float64, shape (m,)
        On ``network.tie_index``, from 0 to 1. NaN (undefined) for two people who have no contact
        but each other: 0/0.

    Notes
    -----
    Every triangle is visited twice, from people with few contacts: time O(m^1.5), memory O(n + m).

    References
    ----------
    Onnela, J.-P., Saramäki, J., Hyvönen, J., Szabó, G., Lazer, D., Kaski, K., Kertész, J. &
    Barabási, A.-L. (2007). Structure and tie strengths in mobile communication networks. PNAS
    104(18), 7332-7336. https://doi.org/10.1073/pnas.0610245104

    Examples
    --------
    A closed triangle 0-1-2 with a person 3 who is tied to 2 alone.

    >>> import networkx as nx
    >>> import weakties as wt
    >>> graph = nx.Graph([(0, 1), (0, 2), (1, 2), (2, 3)])
    >>> wt.measures.overlap(wt.as_network(graph)).tolist()
    [1.0, 0.5, 0.5, 0.0]
    """
    shared = shared_per_tie(network, progress)
    others = np.diff(network.undirected().indptr).astype(np.float64) - 1
    first, second = network.tie_index.codes  # the positions of both, which the result needs anyway
    either = others[first]
    either += others[second]
    either -= shared
    # Of 0/0 comes NaN: where nobody else is known there are no shared contacts either.
    with np.errstate(invalid="ignore"):
        return per_tie(network, "overlap", np.divide(shared, either, out=either))
