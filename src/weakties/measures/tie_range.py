"""Tie range: how long the way round a tie is."""

import numpy as np
import pandas as pd

from weakties._typing import FloatArray, Progress
from weakties.kernels.tie_range import ways_round
from weakties.measures._cuts import bridges
from weakties.measures._measure import from_undirected, per_tie, tie_measure
from weakties.measures._triads import shared_per_tie
from weakties.network import Network


@tie_measure(scope="paths")
def tie_range(network: Network, *, progress: Progress | None = None) -> pd.Series:
    """Number of steps between two tied people if their tie were not there.

    2 for ties inside a circle, whose people share a contact; 3 and more for local bridges; infinite
    for bridges, whose removal cuts all connection. High for ties that reach far. For tie :math:`ij`
    it is the distance of :math:`i` and :math:`j` in the network without the tie, called span by
    some.

    Parameters
    ----------
    network : Network
        People and ties; neither direction nor strength matters. Of a directed network both ties
        between two people get the same value, and both are taken out together.
    progress : callable, optional
        Called as ``progress(what, done, total)``.

    Returns
    -------
    Series of float64, shape (m,)
        On ``network.tie_index``, in steps: 2, 3, ... or infinity.

    Notes
    -----
    Only ties without a shared contact that are no bridges are searched, from both ends at once, the
    side first whose people have fewer contacts: time O(m^1.5), and O(n + m) at most for each of
    these, but a few hundred contacts read in networks of people; memory O(n + m).

    References
    ----------
    Granovetter, M. S. (1973). The strength of weak ties. American Journal of Sociology 78(6),
    1360-1380. https://doi.org/10.1086/225469

    Park, P. S., Blumenstock, J. E. & Macy, M. W. (2018). The strength of long-range ties in
    population-scale social networks. Science 362, 1410-1413.
    https://doi.org/10.1126/science.aau9735

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> wt.measures.tie_range(wt.as_network(nx.cycle_graph(4))).tolist()
    [3.0, 3.0, 3.0, 3.0]
    """
    ranges = network.undirected().remember("tie_range", lambda: _ranges(network, progress))
    return per_tie(network, "tie_range", from_undirected(network, ranges))


def _ranges(network: Network, progress: Progress | None) -> FloatArray:
    """Ranges of the ties of the undirected network."""
    flat = network.undirected()
    apart, cut = shared_per_tie(flat, progress) == 0, bridges(flat)
    apart &= ~cut
    source, target = flat.tie_source[apart], flat.tie_target[apart]
    found = ways_round(flat.indptr, flat.indices, source, target, progress=progress)
    ranges = np.where(cut, np.inf, 2.0)
    ranges[apart] = found
    return ranges
