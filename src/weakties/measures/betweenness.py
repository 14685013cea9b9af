"""Betweenness: how many shortest paths between others pass through somebody."""

from collections.abc import Hashable, Iterable

import numpy as np
import pandas as pd

from weakties._typing import Progress
from weakties.measures._measure import per_person, person_measure
from weakties.measures._paths import Choice, Length, pairs
from weakties.network import Network


@person_measure(scope="paths")
def betweenness(
    network: Network,
    *,
    normalized: bool = False,
    length: Length | None = None,
    sources: Iterable[Hashable] | None = None,
    targets: Iterable[Hashable] | None = None,
    longest: float | None = None,
    endpoints: bool = False,
    progress: Progress | None = None,
) -> pd.Series:
    r"""Number of pairs of people whose shortest paths pass through a person.

    High for people through whom news must pass to get from one part of the network to another. For
    person :math:`i` it is :math:`b_i = \sum_{s<t} \sigma_{st}(i) / \sigma_{st}` over pairs
    :math:`s, t` other than :math:`i` that are connected, where :math:`\sigma_{st}` is the number of
    shortest paths and :math:`\sigma_{st}(i)` the number of those through :math:`i`.

    Parameters
    ----------
    network : Network
        People and ties. Paths follow the direction of ties; in a directed network every ordered
        pair counts, in an undirected one every pair counts once.
    normalized : bool
        Divide by the number of pairs of others, :math:`(n-1)(n-2)/2` or, if directed,
        :math:`(n-1)(n-2)`; with ``endpoints`` by that of all pairs, :math:`n(n-1)/2` or
        :math:`n(n-1)`. Whatever ``sources``, ``targets`` and ``longest`` are.
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
    endpoints : bool
        Count also the pairs in which a person is one of the two, if a path joins them.
    progress : callable, optional
        Called as ``progress(what, done, total)``.

    Returns
    -------
    Series of float64, shape (n,)
        On ``network.ids``, in pairs of people: from 0 to (n-1)(n-2)/2, twice that if directed; or
        from 0 to 1 if normalized, and then NaN if there are fewer than three people. Isolates and
        people with one tie have 0. Pairs in different components have no path and add nothing.

    Raises
    ------
    ArgumentError
        If a length is missing, not positive or not finite, or ``longest`` is not positive.
    NotFoundError
        If a source or target is not in the network.

    Notes
    -----
    Exact, in time O(n m) and, with lengths, O(n m log m), on all processors; memory O(n + m) per
    processor. Computed once for a network, together with `edge_betweenness`, unless pairs are
    chosen. Without directions and lengths it takes n and m of a smaller network: blocks (parts that
    no single person cuts) are searched one by one, and people with the same neighbours as one.

    References
    ----------
    Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry 40(1),
    35-41. https://doi.org/10.2307/3033543

    Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical
    Sociology 25(2), 163-177. https://doi.org/10.1080/0022250X.2001.9990249

    Examples
    --------
    On the path 0-1-2-3, person 1 stands between 0 and 2, and between 0 and 3.

    >>> import networkx as nx
    >>> import weakties as wt
    >>> wt.measures.betweenness(wt.as_network(nx.path_graph(4))).tolist()
    [0.0, 2.0, 2.0, 0.0]
    """
    choice = Choice(sources, targets, longest, endpoints)
    through, _ = pairs(network, length, choice, progress)
    divisor: float = 1
    if normalized:
        counted = network.n_people - (not endpoints)
        both_ways = counted * (counted - 1) if counted > 1 else np.nan
        divisor = both_ways / (1 if network.directed else 2)
    return per_person(network, "betweenness", through / divisor)
