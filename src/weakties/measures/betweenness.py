"""Betweenness: how many shortest paths between others pass through somebody."""

import numpy as np
import pandas as pd

from weakties._typing import Progress
from weakties.measures._measure import per_person, person_measure
from weakties.measures._paths import Length, dependencies
from weakties.network import Network


@person_measure(scope="paths")
def betweenness(
    network: Network,
    *,
    normalized: bool = False,
    length: Length | None = None,
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
        Divide by the number of pairs, :math:`(n-1)(n-2)/2` or, if directed, :math:`(n-1)(n-2)`.
    length : Series or array of shape (m,), optional
        Length of every tie, positive and finite: more is farther. By default every tie has length
        1, **whatever its strength**. To let paths prefer strong ties, say ``length=1 /
        network.ties["strength"]``.
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
        If a length is missing, not positive or not finite.

    Notes
    -----
    Exact, in time O(n m) and, with lengths, O(n m log m), on all processors; memory O(n + m) per
    processor. Computed once for a network, together with `edge_betweenness`.

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
    found = dependencies(network, length=length, progress=progress)
    divisor: float = 1 if network.directed else 2
    if normalized:
        others = (network.n_people - 1) * (network.n_people - 2)
        divisor = others if network.n_people > 2 else np.nan
    return per_person(network, "betweenness", found.person / divisor)
