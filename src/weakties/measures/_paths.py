"""Who stands on the shortest paths, computed in one pass for all measures that use it."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import reverse_cuthill_mckee

from weakties._typing import FloatArray, IntArray, Progress
from weakties.errors import ArgumentError, WeakTiesError
from weakties.kernels.batches import add_batches, batch_size
from weakties.kernels.shortest_paths import lane_count, path_dependencies
from weakties.kernels.shortest_paths_by_length import path_dependencies_by_length
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
    if network.n_people == 0:
        return Dependencies(*[np.empty(0)] * 3)
    if length is None:
        result = _count_steps(network, community, progress)
    else:
        result = _count_by_length(network, community, length, progress)
    if not np.isfinite(result.person).all():
        message = (
            "Two people are joined by more than 1e308 shortest paths, more than can be counted. "
            "Give the ties lengths that differ (length=...), so that fewer paths are shortest."
        )
        raise WeakTiesError(message)
    return result


def _count_steps(network: Network, community: IntArray, progress: Progress | None) -> Dependencies:
    """Every tie counts one. Sources that are near each other are searched together."""
    order = _neighbours_together(network)
    indptr, arcs = _rows_in_order(network.indptr, order)
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    indices = place[network.indices[arcs]]
    groups = community[order] if len(community) else community
    everyone = np.arange(len(order), dtype=np.int64)

    def run(start: int, stop: int) -> tuple[FloatArray, FloatArray, FloatArray]:
        return path_dependencies(indptr, indices, everyone[start:stop], groups)

    size = lane_count(len(order))
    sums = add_batches(run, len(order), size=size, what="shortest paths", progress=progress)
    person, bridging, along = sums
    by_arc = np.empty_like(along)
    by_arc[arcs] = along
    return Dependencies(person[place], bridging[place] if len(bridging) else bridging, by_arc)


def _neighbours_together(network: Network) -> IntArray:
    """People in an order in which neighbours are near each other (Cuthill and McKee 1969)."""
    shape = (network.n_people, network.n_people)
    ones = np.ones(len(network.indices), dtype=np.int8)
    graph = csr_matrix((ones, network.indices, network.indptr), shape=shape)
    order = reverse_cuthill_mckee(graph, symmetric_mode=not network.directed)
    return np.asarray(order, dtype=np.int64)


def _rows_in_order(indptr: IntArray, order: IntArray) -> tuple[IntArray, IntArray]:
    """Row limits of the people in another order, and the old places of their arcs."""
    sizes = np.diff(indptr)[order]
    limits = np.zeros(len(indptr), dtype=np.int64)
    np.cumsum(sizes, out=limits[1:])
    within = np.arange(limits[-1]) - np.repeat(limits[:-1], sizes)
    return limits, np.repeat(indptr[order], sizes) + within


def _count_by_length(
    network: Network, community: IntArray, length: FloatArray, progress: Progress | None
) -> Dependencies:
    """Ties count by their lengths."""
    people, ties = network.indptr, network.indices
    everyone = np.arange(network.n_people, dtype=np.int64)

    def run(start: int, stop: int) -> tuple[FloatArray, FloatArray, FloatArray]:
        return path_dependencies_by_length(people, ties, length, everyone[start:stop], community)

    cost = COST_OF_LENGTHS * (len(people) + len(ties))
    size = batch_size(cost, most=SOURCES_PER_BATCH)
    sums = add_batches(run, len(everyone), size=size, what="shortest paths", progress=progress)
    return Dependencies(*sums)


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
