"""What tied people share through others, computed once for all measures that use it."""

from typing import Literal

import numpy as np

from weakties._typing import FloatArray, Progress
from weakties.errors import ArgumentError
from weakties.kernels.ego_networks import constraint_inside
from weakties.kernels.structural_holes import (
    Constraint,
    Holes,
    holes_by_strength,
    holes_of_even_ties,
)
from weakties.kernels.triads import Counts, shared_contacts, ties_among_contacts
from weakties.measures._arcs import closeness, max_per_person, sum_per_person
from weakties.measures._measure import undirected_tie_numbers
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
    return per_tie[undirected_tie_numbers(network)] if network.directed else per_tie


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
    flat, close = network.undirected(), _uneven_closeness(network, weighted=weighted)
    strength = close if len(close) else np.ones(len(flat.indices))
    return flat.remember(
        ("constraint inside", _kind(close, weighted=weighted)),
        lambda: constraint_inside(flat.indptr, flat.indices, strength, progress=progress),
    )


def redundancy(network: Network, *, weighted: bool, progress: Progress | None) -> FloatArray:
    """Number of contacts of every person that others stand for, in Burt's sense."""
    return _holes(network, weighted=weighted, progress=progress).redundancy


def _holes(network: Network, *, weighted: bool, progress: Progress | None) -> Holes:
    """Sums over triangles; the shared contacts are counted on the way and remembered too."""
    flat, close = network.undirected(), _uneven_closeness(network, weighted=weighted)

    def find() -> Holes:
        if len(close) == 0:
            holes = holes_of_even_ties(flat.indptr, flat.indices, progress=progress)
        else:
            total, most = sum_per_person(flat, close), max_per_person(flat, close)
            holes = holes_by_strength(
                flat.indptr, flat.indices, close, total, most, progress=progress
            )
        return holes._replace(shared=flat.remember("shared_contacts", lambda: holes.shared))

    return flat.remember(("structural holes", _kind(close, weighted=weighted)), find)


def _uneven_closeness(network: Network, *, weighted: bool) -> FloatArray:
    """What every arc of the undirected network counts; empty if all count the same."""
    if not weighted and not network.directed:
        return np.empty(0)
    close = closeness(network, weighted=weighted)
    return close if len(close) and (close != close[0]).any() else np.empty(0)


def _kind(close: FloatArray, *, weighted: bool) -> str:
    """What tells apart the sums over the triangles of one network."""
    if len(close) == 0:
        return "even"
    return "strengths" if weighted else "directions"
