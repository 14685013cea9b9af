"""Who stands on the shortest paths, computed in one pass for all measures that use it."""

from collections.abc import Hashable, Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from weakties._typing import FloatArray, IntArray, Progress
from weakties.errors import ArgumentError, WeakTiesError
from weakties.kernels.path_search import Graph
from weakties.kernels.shortest_paths import ANY_LENGTH
from weakties.measures._path_search import (
    Passing,
    reach,
    reach_from,
    reach_others,
    search_by_length,
    search_by_steps,
    search_from_all,
)
from weakties.network import Network

#: What a path measure takes as length of the ties.
Length = pd.Series | FloatArray


def dependencies(
    network: Network, *, length: Length | None = None, progress: Progress | None = None
) -> Passing:
    """Sums over all ordered pairs of people of the share of shortest paths that pass.

    Results without lengths are remembered with the network.
    """
    if length is not None:
        lengths = _arc_lengths(network, length)
        return _checked(_count_by_length(network, lengths, progress))
    return network.remember("paths", lambda: _checked(_count_steps(network, progress)))


def bridging_dependencies(
    network: Network, community: IntArray, progress: Progress | None
) -> FloatArray:
    """The same through people, for pairs of different communities; remembered too."""

    def count() -> FloatArray:
        graph, everyone = _whole(network), np.arange(network.n_people)
        if len(everyone) == 0:
            return np.empty(0)
        found = search_by_steps(
            graph,
            everyone,
            reach_others(community),
            symmetric=not network.directed,
            arcs=False,
            progress=progress,
        )
        return _checked(found).nodes

    return network.remember(("bridging paths", community.tobytes()), count)


def _whole(network: Network) -> Graph:
    return Graph(network.indptr, network.indices, np.ones(network.n_people))


def _count_steps(network: Network, progress: Progress | None) -> Passing:
    return search_from_all(_whole(network), symmetric=not network.directed, progress=progress)


def _count_by_length(network: Network, length: FloatArray, progress: Progress | None) -> Passing:
    if network.n_people == 0:
        return Passing(*[np.empty(0)] * 3)
    ones, everyone = np.ones(network.n_people), np.arange(network.n_people)
    goal = reach(ones, ones)
    return search_by_length(_whole(network), length, everyone, goal, progress=progress)


class Choice(NamedTuple):
    """Which pairs of people count, and which paths between them; by default all do."""

    sources: Iterable[Hashable] | None = None  #: where paths start
    targets: Iterable[Hashable] | None = None  #: where paths end
    longest: float | None = None  #: length of the longest path that counts
    endpoints: bool = False  #: whether paths count at the people where they start and end

    @property
    def everybody(self) -> bool:
        """Whether the choice is that of betweenness as it is usually meant."""
        unlimited = self.sources is None and self.targets is None and self.longest is None
        return unlimited and not self.endpoints


def pairs(
    network: Network, length: Length | None, choice: Choice, progress: Progress | None
) -> tuple[FloatArray, FloatArray]:
    """Numbers of pairs whose paths pass through every person, and along every arc.

    Of an undirected network every pair counts once; an arc has the paths in its own direction.
    """
    if choice.everybody:
        found = dependencies(network, length=length, progress=progress)
        share = 1.0 if network.directed else 0.5
        return found.nodes * share, found.arcs * share
    passing = _checked(_pass_chosen(network, length, choice, progress))
    return passing.nodes + (passing.ends if choice.endpoints else 0.0), passing.arcs


def _pass_chosen(
    network: Network, length: Length | None, choice: Choice, progress: Progress | None
) -> Passing:
    """Search from the sources alone."""
    chosen = []
    for people in (choice.sources, choice.targets):
        marked = np.full(network.n_people, people is None)
        if people is not None:
            marked[network.positions(people)] = True
        chosen.append(marked)
    symmetric = not network.directed
    goal = reach_from(*chosen, symmetric=symmetric)
    graph = _whole(network)
    sources = np.flatnonzero(chosen[0])
    limit = _checked_limit(choice.longest)
    if len(sources) == 0:
        nothing = np.zeros(network.n_people)
        return Passing(nothing, np.zeros(len(network.indices)), nothing)
    if length is not None:
        return search_by_length(
            graph,
            _arc_lengths(network, length),
            sources,
            goal,
            ends=choice.endpoints,
            longest=limit,
            progress=progress,
        )
    return search_by_steps(
        graph,
        sources,
        goal,
        symmetric=symmetric,
        ends=choice.endpoints,
        most_steps=int(min(limit, ANY_LENGTH)),
        progress=progress,
    )


def _checked_limit(longest: float | None) -> float:
    if longest is None:
        return float("inf")
    if not longest > 0:
        message = f"longest is {longest!r}; it must be a positive number, or None for no limit."
        raise ArgumentError(message)
    return float(longest)


def _checked(found: Passing) -> Passing:
    if not np.isfinite(found.nodes).all():
        message = (
            "Two people are joined by more than 1e308 shortest paths, more than can be counted. "
            "Give the ties lengths that differ (length=...), so that fewer paths are shortest."
        )
        raise WeakTiesError(message)
    return found


def _arc_lengths(network: Network, length: Length) -> FloatArray:
    """Lengths of the arcs from those of the ties, after checking them."""
    if isinstance(length, pd.Series) and not length.index.equals(network.tie_index):
        length = length.reindex(network.tie_index)
    lengths = np.asarray(length, dtype=np.float64)
    if lengths.shape != (network.n_ties,):
        message = (
            f"length has the shape {lengths.shape}; it needs one value for each of the "
            f"{network.n_ties} ties, in the order of network.ties or as a Series on its index."
        )
        raise ArgumentError(message)
    usable = np.isfinite(lengths) & (lengths > 0)
    if not usable.all():
        one, other = network.tie_index[int(np.argmin(usable))]
        message = (
            f"The tie of {one} and {other} has the length {lengths[~usable][0]}; lengths are "
            "positive and finite (more is farther). To make them from strengths: "
            'length=1 / network.ties["strength"].'
        )
        raise ArgumentError(message)
    return lengths[network.arc_ties]
