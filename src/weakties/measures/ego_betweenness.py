"""Ego betweenness: between how many of their contacts somebody stands."""

import pandas as pd

from weakties._typing import Progress
from weakties.measures._measure import per_person, person_measure
from weakties.measures._triads import contacts_between
from weakties.network import Network


@person_measure(scope="neighbourhood")
def ego_betweenness(network: Network, *, progress: Progress | None = None) -> pd.Series:
    r"""Betweenness of a person in the network of the person and their contacts alone.

    High for people many of whose contacts reach each other through them and through few others.
    For person :math:`i` it is :math:`\sum_{j < q} 1 / (1 + n_{jq})` over the pairs of contacts
    who are not tied to each other, with :math:`n_{jq}` other contacts of :math:`i` tied to both.
    It needs nothing that the person could not tell, and goes well with `betweenness`, though ways
    round the contacts do not count.

    Parameters
    ----------
    network : Network
        People and ties; strength does not matter. In a directed network, where contacts are those
        with a tie in either direction, paths follow directions, may take more than two steps, and
        ordered pairs count.
    progress : callable, optional
        Called as ``progress(what, done, total)``.

    Returns
    -------
    Series of float64, shape (n,)
        On ``network.ids``, from 0 to k(k - 1)/2 for a person with k contacts, k(k - 1) if directed;
        0 for isolates and for people whose contacts all know each other.

    Notes
    -----
    Pairs of contacts who share no other contact are counted without being visited. The others are
    found along ties among the contacts: time O(m^1.5 + ∑ n_ij²), over ties whose people share n_ij
    contacts; if directed O(m^1.5 + ∑ k t), over people with k contacts and t ties among these.
    Where great hubs have dense neighbourhoods this takes longer than all other measures of
    neighbourhoods together. Memory O(n + m).

    References
    ----------
    Everett, M. & Borgatti, S. P. (2005). Ego network betweenness. Social Networks 27(1), 31-38.
    https://doi.org/10.1016/j.socnet.2004.11.007

    Examples
    --------
    The middle of a star stands between all three pairs of contacts. Around a circle of four there
    is another way, so that everybody has a betweenness of 0.5, but nobody can see it.

    >>> import networkx as nx
    >>> import weakties as wt
    >>> wt.measures.ego_betweenness(wt.as_network(nx.star_graph(3))).tolist()
    [3.0, 0.0, 0.0, 0.0]
    >>> wt.measures.ego_betweenness(wt.as_network(nx.cycle_graph(4))).tolist()
    [1.0, 1.0, 1.0, 1.0]
    """
    return per_person(network, "ego_betweenness", contacts_between(network, progress))
