"""Who stands on the shortest paths, computed in one pass for all measures that use it."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from weakties._typing import FloatArray, IntArray, Progress
from weakties.errors import ArgumentError, WeakTiesError
from weakties.kernels.batches import add_batches, batch_size
from weakties.kernels.shortest_paths import path_dependencies, path_dependencies_by_length
from weakties.network import Network

#: Sources of one batch. A fixed number, so that sums do not depend on the machine.
SOURCES_PER_BATCH = 64

#: How much longer a search takes that minds lengths.
COST_OF_LENGTHS = 8

#: What a path measure takes as length of the ties.
Length = pd.Series | FloatArray

NO_COMMUNITY = np.empty(0, dtype=np.int64)


class Dependencies(NamedTuple):
    """Sums over all ordered pairs of people of the share of shortest paths that pass."""

    person: FloatArray  #: through every person
    bridging: FloatArray  #: through every person, between people of different communities
    arcs: FloatArray  #: along every arc


def dependencies(
    network: Network,
    *,
    community: IntArray = NO_COMMUNITY,
    length: Length | None = None,
    progress: Progress | None = None,
) -> Dependencies:
    """Count the shortest paths; results without lengths are remembered with the network.

    With communities all three results come from one pass, so ask for these first.
    """
    if length is not None:
        return _count(network, community, _arc_lengths(network, length), progress)
    if len(community) == 0:
        return network.remember("paths", lambda: _count(network, NO_COMMUNITY, None, progress))
    key = "paths", community.tobytes()
    result = network.remember(key, lambda: _count(network, community, None, progress))
    network.remember("paths", lambda: result)
    return result


def _count(
    network: Network, community: IntArray, length: FloatArray | None, progress: Progress | None
) -> Dependencies:
    """Run the kernel on batches of sources."""
    people, ties = network.indptr, network.indices
    everyone = np.arange(network.n_people, dtype=np.int64)

    def run(start: int, stop: int) -> tuple[FloatArray, FloatArray, FloatArray]:
        sources = everyone[start:stop]
        if length is None:
            return path_dependencies(people, ties, sources, community)
        return path_dependencies_by_length(people, ties, length, sources, community)

    cost = (len(people) + len(ties)) * (1 if length is None else COST_OF_LENGTHS)
    size = batch_size(cost, most=SOURCES_PER_BATCH)
    sums = add_batches(run, len(everyone), size=size, what="shortest paths", progress=progress)
    result = Dependencies(*sums) if sums else Dependencies(*[np.empty(0)] * 3)
    if not np.isfinite(result.person).all():
        message = (
            "Two people are joined by more than 1e308 shortest paths, more than can be counted. "
            "Give the ties lengths that differ (length=...), so that fewer paths are shortest."
        )
        raise WeakTiesError(message)
    return result


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
