"""Detect the communities of a network: one method a file, all of them in `METHODS`."""

from weakties._typing import Progress, Rng
from weakties.communities._method import METHODS, Method, community_method
from weakties.communities._runs import best_of_runs, check_runs
from weakties.communities.components import components
from weakties.communities.label_propagation import label_propagation
from weakties.communities.leiden import leiden
from weakties.communities.louvain import louvain
from weakties.communities.naming import name_communities
from weakties.communities.partition import Partition, modularity
from weakties.communities.stability import Stability
from weakties.errors import ArgumentError
from weakties.network import Network

__all__ = [
    "METHODS",
    "Method",
    "Partition",
    "Stability",
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
    runs: int = 1,
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
    runs : int, default 1
        How many times to try, each time with a seed of its own, on all processors. The best
        partition is returned, and its ``stability`` says of every tie and person how far the runs
        agree: see `weakties.communities.Stability`. Not for ``components``, where all would.
    rng : int or Generator
        Seed of everything random. The same people and ties with the same seed give the same
        communities, in whatever order their rows came and on any number of threads. Several runs
        have seeds that follow from it, none of which is the seed itself.
    progress : callable, optional
        Called as ``progress(what, done, total)``; with several runs, with the runs done.

    Returns
    -------
    Partition
        The community of every person, numbered from the largest; every person without ties is a
        community of one. Of several runs that with the highest ``quality``, and of equal ones the
        first.

    Raises
    ------
    NotFoundError
        If there is no such method.
    ArgumentError
        If the resolution is not positive and finite, or the method has none; if ``runs`` is no
        positive whole number, or nothing about the method is random.

    Notes
    -----
    Each method says on its own page how it works, what it costs and where it is published, for
    instance `weakties.communities.leiden`. Several runs take the memory of one for every processor,
    and 8 bytes a tie for counting.

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> groups = wt.detect_communities(wt.as_network(nx.barbell_graph(3, 0)))
    >>> groups.community.tolist()
    [0, 0, 0, 1, 1, 1]
    """
    entry = METHODS[method]
    check_runs(runs)
    if resolution != 1.0:
        _check_has("resolution", entry, resolution=resolution)
    settings = {"resolution": resolution} if "resolution" in entry.settings else {}
    if runs > 1:
        _check_has("rng", entry, runs=runs)
        return best_of_runs(entry, network, settings, runs=runs, rng=rng, progress=progress)
    usual = {"rng": rng, "progress": progress}
    known = {name: usual[name] for name in usual if name in entry.settings}
    return entry.function(network, **settings, **known)


def _check_has(setting: str, entry: Method, **given: object) -> None:
    """Refuse an argument where the method lacks what it is about."""
    if setting in entry.settings:
        return
    able = ", ".join(name for name, one in METHODS.items() if setting in one.settings)
    ((name, value),) = given.items()
    lacks = {"resolution": "resolution", "rng": "seed"}[setting]
    message = (
        f"The method {entry.name!r} has no {lacks}, and {name} is {value!r}. "
        f"Leave it out, or choose one of: {able}."
    )
    raise ArgumentError(message)
