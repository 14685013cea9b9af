"""Betweenness of people and ties where counting all shortest paths would take too long."""

from typing import TYPE_CHECKING

from weakties._typing import Progress, Rng
from weakties.communities._method import check_network
from weakties.errors import ArgumentError
from weakties.measures._adaptive import NO_LIMIT, check_wishes
from weakties.measures._estimates import BetweennessEstimate, estimate_from, path_sampler
from weakties.network import Network

if TYPE_CHECKING:
    from weakties.communities import Partition


def estimate_betweenness(
    network: Network,
    *,
    partition: "Partition | None" = None,
    error: float = 0.01,
    confidence: float = 0.9,
    samples: int | None = None,
    rng: Rng = 0,
    progress: Progress | None = None,
) -> BetweennessEstimate:
    r"""Estimate the betweenness of all people and ties from a sample of pairs, with limits.

    For networks in which `betweenness`, `bridge_betweenness` and `edge_betweenness` would take too
    long. Pairs of people are drawn at random and all their shortest paths followed; each value is
    the mean of the shares of these paths that pass, times the number of pairs. Drawing stops when
    every value is known well enough.

    Parameters
    ----------
    network : Network
        People and ties; every tie has length 1, whatever its strength. Paths follow the direction
        of ties.
    partition : Partition, optional
        Communities of the people; with them `bridge_betweenness` is estimated, too.
    error : float
        Most that a value may be off, as a share of the pairs of people, :math:`n(n-1)/2` or, if
        directed, :math:`n(n-1)`: between 0 and 1. To tell people apart it has to be smaller than
        their shares: in a network of 10\ :sup:`5` people few stand between more than 0.01 of all
        pairs. Half the error takes up to four times the time.
    confidence : float
        Probability that **all** true values lie within their limits: between 0 and 1.
    samples : int, optional
        Most pairs to draw. Where these do not suffice the ``error`` of the result is larger than
        the one asked for; the limits hold all the same.
    rng : int or Generator
        Seed of the pairs.
    progress : callable, optional
        Called as ``progress(what, done, total)``.

    Returns
    -------
    BetweennessEstimate
        ``people`` on ``network.ids`` with the columns ``betweenness``, ``betweenness_low``,
        ``betweenness_high`` and, given a partition, the same of ``bridge_betweenness``; ``ties`` on
        ``network.tie_index`` with ``edge_betweenness``, ``edge_betweenness_low``,
        ``edge_betweenness_high``; in pairs of people, as the measures of these names.
        ``samples``, ``error`` and ``confidence`` say how good they are.

    Raises
    ------
    ArgumentError
        If the error or the confidence is not between 0 and 1, or fewer than two samples are
        allowed, or the partition is of other people.
    WeakTiesError
        If two people are joined by more than 1e300 shortest paths.

    Notes
    -----
    People on none of the paths followed have the value 0 and limits from 0 to more. People who
    cannot stand between others (isolates, people with one tie) are known to have 0. Of pairs in
    different components none is drawn, since they have no path. The result is the same on any
    number of threads.

    The number of pairs to follow hardly depends on the size of the network: it is about
    :math:`2 q s / e^2` for an error :math:`e`, where :math:`q` is the mean of the squared shares of
    whoever stands between most and :math:`s \approx 12`. Following one pair takes time O(m) at
    worst, and in most social networks that of a small part of the ties, since the search goes from
    both ends (Borassi & Natale 2019). Limits are those of Hoeffding, Bennett and Maurer, shared out
    among the values by means of a pilot sample; the confidence is a proven one. Memory O(n + m)
    per processor.

    References
    ----------
    Borassi, M. & Natale, E. (2019). KADABRA is an adaptive algorithm for betweenness via random
    approximation. ACM Journal of Experimental Algorithmics 24, 1.2.
    https://doi.org/10.1145/3284359

    Riondato, M. & Upfal, E. (2018). ABRA: approximating betweenness centrality in static and
    dynamic graphs with Rademacher averages. ACM Transactions on Knowledge Discovery from Data
    12(5), 61. https://doi.org/10.1145/3208351

    Examples
    --------
    On a path of five people the one in the middle stands between four of the ten pairs:

    >>> import networkx as nx
    >>> import weakties as wt
    >>> path = wt.as_network(nx.path_graph(5))
    >>> found = wt.measures.estimate_betweenness(path, error=0.05)
    >>> low, high = found.people.loc[2, ["betweenness_low", "betweenness_high"]]
    >>> bool(low < 4 < high), bool(high - low < 1), found.error < 0.05
    (True, True, True)
    """
    check_network(network, "estimate_betweenness")
    check_wishes(error=error, confidence=confidence)
    if samples is not None and samples < 2:
        message = f"samples={samples}; give 2 or more, one for the pilot and one that counts."
        raise ArgumentError(message)
    return estimate_from(
        path_sampler(network, partition, rng),
        network,
        error=error,
        confidence=confidence,
        most=NO_LIMIT if samples is None else samples,
        progress=progress,
    )
