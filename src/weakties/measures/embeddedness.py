"""Embeddedness: how many contacts two tied people share."""

import pandas as pd

from weakties._typing import Progress
from weakties.measures._measure import per_tie, tie_measure
from weakties.measures._triads import shared_per_tie
from weakties.network import Network


@tie_measure(scope="neighbourhood")
def embeddedness(network: Network, *, progress: Progress | None = None) -> pd.Series:
    r"""Number of people tied to both people of a tie.

    High for ties in the midst of a circle, 0 for local bridges. For the tie of :math:`i` and
    :math:`j` it is :math:`n_{ij} = |N(i) \cap N(j)|`: what LinkedIn calls mutual connections. Its
    experiments found that ties with a moderate number of them led to new jobs most often.

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
        On ``network.tie_index``, from 0 to n - 2, in people. The owner is not counted: with the
        owner in, any two contacts would share one.

    Notes
    -----
    Every triangle is visited twice, from people with few contacts: time O(m^1.5), memory O(n + m).

    References
    ----------
    Granovetter, M. (1985). Economic action and social structure: the problem of embeddedness.
    American Journal of Sociology 91(3), 481-510. https://doi.org/10.1086/228311

    Rajkumar, K., Saint-Jacques, G., Bojinov, I., Brynjolfsson, E. & Aral, S. (2022). A causal test
    of the strength of weak ties. Science 377, 1304-1310. https://doi.org/10.1126/science.abl4476

    Examples
    --------
    A closed triangle 0-1-2 with a person 3 who is tied to 2 alone.

    >>> import networkx as nx
    >>> import weakties as wt
    >>> graph = nx.Graph([(0, 1), (0, 2), (1, 2), (2, 3)])
    >>> wt.measures.embeddedness(wt.as_network(graph)).tolist()
    [1.0, 1.0, 1.0, 0.0]
    """
    return per_tie(network, "embeddedness", shared_per_tie(network, progress))
