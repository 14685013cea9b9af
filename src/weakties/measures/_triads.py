"""What tied people share through others, computed once for all measures that use it."""

from typing import Literal

import numpy as np

from weakties._typing import FloatArray, Progress
from weakties.errors import ArgumentError
from weakties.kernels.directed_ego_betweenness import Ways, ordered_pairs_between
from weakties.kernels.ego_betweenness import pairs_between
from weakties.kernels.ego_networks import constraint_inside
from weakties.kernels.rows import over_rows
from weakties.kernels.structural_holes import Constraint, Holes, find_holes
from weakties.kernels.triads import Counts, shared_contacts, ties_among_contacts
from weakties.measures._arcs import closeness
from weakties.measures._measure import from_undirected, undirected_tie_numbers
from weakties.network import Network

#: Where the shares of the contacts' strength come from.
Scope = Literal["whole", "ego"]

_SCOPES = ("whole", "ego")


def shared_per_arc(flat: Network, progress: Progress | None) -> Counts:
    """Number of people tied to both ends of every arc of an undirected network."""
    return flat.remember(
        "shared_contacts", lambda: shared_contacts(flat.indptr, flat.indices, progress=progress)
    )


def shared_per_tie(network: Network, progress: Progress | None) -> Counts:
    """Number of people tied to both ends of every tie, whatever its direction."""
    flat = network.undirected()
    per_tie: Counts = shared_per_arc(flat, progress)[flat.tie_arcs]
    return from_undirected(network, per_tie)


def shared_if_mutual(network: Network, progress: Progress | None) -> Counts:
    """Number of people with whom both people of a tie have mutual ties; 0 if theirs is not."""
    if not network.directed:
        return shared_per_tie(network, progress)
    flat, numbers = network.undirected(), undirected_tie_numbers(network)
    mutual = np.bincount(numbers, minlength=flat.n_ties) == 2
    kept = mutual[flat.arc_ties]
    indptr = np.zeros(len(flat.indptr), dtype=np.int64)
    np.cumsum(over_rows(np.add, flat.indptr, kept.astype(np.uint32)), out=indptr[1:])
    shared = np.zeros(len(flat.indices), dtype=np.int32)
    shared[kept] = shared_contacts(indptr, flat.indices[kept], progress=progress)
    per_tie: Counts = shared[flat.tie_arcs][numbers]
    return per_tie


def contacts_between(network: Network, progress: Progress | None) -> FloatArray:
    """Between how many pairs of contacts everybody stands; ordered pairs if directed."""
    flat = network.undirected()
    shared = shared_per_arc(flat, progress)
    if not network.directed:
        return pairs_between(flat.indptr, flat.indices, shared, progress=progress)
    ways = _ways(network)
    return ordered_pairs_between(flat.indptr, flat.indices, ways, shared, progress=progress)


def _ways(network: Network) -> Ways:
    """Which ways there are along every arc of the undirected network."""
    flat, numbers = network.undirected(), undirected_tie_numbers(network)
    up, down = np.zeros((2, flat.n_ties), dtype=np.uint8)
    leads_up = network.tie_source < network.tie_target
    up[numbers[leads_up]] = 1
    down[numbers[~leads_up]] = 1
    ways: Ways = (down + 2 * up)[flat.arc_ties]
    ways[flat.tie_arcs] = up + 2 * down
    return ways


def ties_among(network: Network, progress: Progress | None) -> FloatArray:
    """Number of pairs among the contacts of every person who are tied to each other."""
    flat = network.undirected()
    return ties_among_contacts(flat.indptr, shared_per_arc(flat, progress))


def constraint_sums(
    network: Network, *, scope: Scope, weighted: bool, progress: Progress | None
) -> Constraint:
    """Burt's c_ij, summed over the contacts of every person."""
    if scope not in _SCOPES:
        message = f"scope is {scope!r}; choose one of: {', '.join(map(repr, _SCOPES))}."
        raise ArgumentError(message)
    if scope == "whole":
        return _holes(network, weighted=weighted, progress=progress).constraint
    flat, close = network.undirected(), closeness(network, weighted=weighted)
    return flat.remember(
        ("constraint inside egos", weighted),
        lambda: constraint_inside(flat.indptr, flat.indices, close, progress=progress),
    )


def redundancy(network: Network, *, weighted: bool, progress: Progress | None) -> FloatArray:
    """Number of contacts of every person that others stand for, in Burt's sense."""
    return _holes(network, weighted=weighted, progress=progress).redundancy


def _holes(network: Network, *, weighted: bool, progress: Progress | None) -> Holes:
    """Sums over triangles; the shared contacts are counted on the way and remembered too."""
    flat = network.undirected()

    def find() -> Holes:
        close = closeness(network, weighted=weighted)
        holes = find_holes(flat.indptr, flat.indices, close, progress=progress)
        return holes._replace(shared=flat.remember("shared_contacts", lambda: holes.shared))

    return flat.remember(("structural holes", weighted), find)
