"""Simmelian ties: how many people two others are tied to in a circle where all answer."""

import pandas as pd

from weakties._typing import Progress
from weakties.measures._measure import per_tie, tie_measure
from weakties.measures._triads import shared_if_mutual
from weakties.network import Network


@tie_measure(scope="neighbourhood")
def simmelian(network: Network, *, progress: Progress | None = None) -> pd.Series:
    r"""Number of people with whom the two people of a tie form a circle of mutual ties.

    A tie is Simmelian if this is 1 or more: its people are bound by a third, which makes ties last
    and opinions alike. 0 marks ties outside every such circle. For the tie of :math:`i` and
    :math:`j` it is the number of :math:`q` such that each of :math:`i, j, q` has a tie to each
    other, :math:`|\{q: ij, ji, iq, qi, jq, qj\}|`.

    Parameters
    ----------
    network : Network
        People and ties; strength does not matter. A tie without direction is mutual, so in an
        undirected network this is `embeddedness`. Of a directed network a tie that is not answered
        gets 0, and mutual ties the same value in both directions.
    progress : callable, optional
        Called as ``progress(what, done, total)``.

    Returns
    -------
    Series of float64, shape (m,)
        On ``network.tie_index``, from 0 to n - 2, in people.

    Notes
    -----
    Time O(m^1.5), memory O(n + m).

    References
    ----------
    Krackhardt, D. (1999). The ties that torture: Simmelian tie analysis in organizations. Research
    in the Sociology of Organizations 16, 183-210.

    Nick, B., Lee, C., Cunningham, P. & Brandes, U. (2013). Simmelian backbones: amplifying hidden
    homophily in Facebook networks. ASONAM 2013, 525-532. https://doi.org/10.1145/2492517.2492569

    Examples
    --------
    A circle of three who all answer each other, and a person 3 whom nobody answers.

    >>> import networkx as nx
    >>> import weakties as wt
    >>> graph = nx.complete_graph(3, create_using=nx.DiGraph)
    >>> graph.add_edges_from([(3, 0), (3, 1)])
    >>> network = wt.as_network(graph)
    >>> wt.measures.simmelian(network).tolist()
    [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0]
    >>> wt.measures.embeddedness(network).tolist()
    [2.0, 1.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0]
    """
    return per_tie(network, "simmelian", shared_if_mutual(network, progress))
