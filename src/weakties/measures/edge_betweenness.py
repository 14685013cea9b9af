"""Edge betweenness: how many shortest paths run along a tie."""

from collections.abc import Hashable, Iterable

import numpy as np
import pandas as pd

from weakties._typing import Progress
from weakties.measures._measure import per_tie, tie_measure
from weakties.measures._paths import Choice, Length, pairs
from weakties.network import Network


@tie_measure(scope="paths")
def edge_betweenness(
    network: Network,
    *,
    normalized: bool = False,
    length: Length | None = None,
    sources: Iterable[Hashable] | None = None,
    targets: Iterable[Hashable] | None = None,
    longest: float | None = None,
    progress: Progress | None = None,
) -> pd.Series:
    r"""Number of pairs of people whose shortest paths run along a tie.

    High for ties that carry news from one part of the network to another. For tie :math:`e` it is
    :math:`\sum_{s<t} \sigma_{st}(e) / \sigma_{st}` over connected pairs, the two people of the tie
    included, where :math:`\sigma_{st}` is the number of shortest paths and :math:`\sigma_{st}(e)`
    the number of those along :math:`e`.

    Parameters
    ----------
    network : Network
        People and ties. Paths follow the direction of ties; in a directed network every ordered
        pair counts, in an undirected one every pair counts once.
    normalized : bool
        Divide by the number of pairs, :math:`n(n-1)/2` or, if directed, :math:`n(n-1)`.
    length : Series or array of shape (m,), optional
        Length of every tie, positive and finite: more is farther. By default every tie has length
        1, **whatever its strength**. To let paths prefer strong ties, say ``length=1 /
        network.ties["strength"]``.
    sources, targets : iterable of ids, optional
        Count only pairs of one of the sources and one of the targets, such as those of two
        communities; of a directed network only paths from a source to a target. By default
        everybody is both.
    longest : float, optional
        Count only pairs at most so far apart: in steps, or in the units of ``length``.
    progress : callable, optional
        Called as ``progress(what, done, total)``.

    Returns
    -------
    Series of float64, shape (m,)
        On ``network.tie_index``, in pairs of people: if all count, at least 1 without lengths, and
        a bridge has the product of the numbers of people on its two sides; or from 0 to 1 if
        normalized.

    Raises
    ------
    ArgumentError
        If a length is missing, not positive or not finite, or ``longest`` is not positive.
    NotFoundError
        If a source or target is not in the network.

    Notes
    -----
    Exact, in time O(n m) and, with lengths, O(n m log m), on all processors; memory O(n + m) per
    processor. Computed once for a network, together with `betweenness`, unless pairs are chosen.

    References
    ----------
    Girvan, M. & Newman, M. E. J. (2002). Community structure in social and biological networks.
    PNAS 99(12), 7821-7826. https://doi.org/10.1073/pnas.122653799

    Brandes, U. (2008). On variants of shortest-path betweenness centrality and their generic
    computation. Social Networks 30(2), 136-145. https://doi.org/10.1016/j.socnet.2007.11.001

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> wt.measures.edge_betweenness(wt.as_network(nx.path_graph(4))).tolist()
    [3.0, 4.0, 3.0]
    """
    _, arcs = pairs(network, length, Choice(sources, targets, longest), progress)
    along = np.bincount(network.arc_ties, weights=arcs, minlength=network.n_ties)
    divisor: float = 1
    if normalized:
        # Where there is a tie there are two people; without one nothing is divided.
        everybody = network.n_people * (network.n_people - 1)
        divisor = max(1, everybody / (1 if network.directed else 2))
    return per_tie(network, "edge_betweenness", along / divisor)
