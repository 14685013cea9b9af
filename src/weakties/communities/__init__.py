"""Detect the communities of a network: one method a file, all of them in `METHODS`."""

from weakties._typing import Progress, Rng
from weakties.communities._method import METHODS, Method, community_method
from weakties.communities.components import components
from weakties.communities.label_propagation import label_propagation
from weakties.communities.leiden import leiden
from weakties.communities.louvain import louvain
from weakties.communities.naming import name_communities
from weakties.communities.partition import Partition, modularity
from weakties.errors import ArgumentError
from weakties.network import Network

__all__ = [
    "METHODS",
    "Method",
    "Partition",
    "community_method",
    "components",
    "detect_communities",
    "label_propagation",
    "leiden",
    "louvain",
    "modularity",
    "name_communities",
]


def detect_communities(
    network: Network,
    *,
    method: str = "leiden",
    resolution: float = 1.0,
    rng: Rng = 0,
    progress: Progress | None = None,
) -> Partition:
    """Divide the people into communities: groups with many ties inside and few between.

    Parameters
    ----------
    network : Network
        People and ties, weighted by strength. Directed ties are symmetrised (w_ij + w_ji).
    method : str, default "leiden"
        A name in ``weakties.communities.METHODS``: ``"components"``, ``"label_propagation"``,
        ``"leiden"`` or ``"louvain"``.
    resolution : float, default 1
        Positive. More gives more and smaller communities. Only ``leiden`` has one.
    rng : int or Generator
        Seed of everything random. The same people and ties with the same seed give the same
        communities, in whatever order their rows came and on any number of threads.
    progress : callable, optional
        Called as ``progress(what, done, total)``.

    Returns
    -------
    Partition
        The community of every person, numbered from the largest; every person without ties is a
        community of one.

    Raises
    ------
    NotFoundError
        If there is no such method.
    ArgumentError
        If the resolution is not positive and finite, or the method has none.

    Notes
    -----
    Each method says on its own page how it works, what it costs and where it is published, for
    instance `weakties.communities.leiden`.

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> groups = wt.detect_communities(wt.as_network(nx.barbell_graph(3, 0)))
    >>> groups.community.tolist()
    [0, 0, 0, 1, 1, 1]
    """
    entry = METHODS[method]
    if "resolution" not in entry.settings and resolution != 1.0:
        able = ", ".join(name for name, one in METHODS.items() if "resolution" in one.settings)
        message = (
            f"The method {method!r} has no resolution, and resolution is {resolution!r}. "
            f"Leave it out, or choose one of: {able}."
        )
        raise ArgumentError(message)
    given = {"resolution": resolution, "rng": rng, "progress": progress}
    return entry.function(network, **{name: given[name] for name in entry.settings})
