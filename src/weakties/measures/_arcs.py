"""Sums over the ties of every person, on the arrays of an undirected network."""

import numpy as np

from weakties._typing import FloatArray, IntArray
from weakties.measures._measure import undirected_tie_numbers
from weakties.network import Network


def arc_sources(flat: Network) -> IntArray:
    """Position of the person that every arc starts from."""
    return flat.remember(
        "arc_sources", lambda: np.repeat(np.arange(flat.n_people), np.diff(flat.indptr))
    )


def sum_per_person(flat: Network, values: FloatArray) -> FloatArray:
    """Sum of a value over the arcs of every person."""
    return _over_arcs(flat, values, np.add)


def max_per_person(flat: Network, values: FloatArray) -> FloatArray:
    """Largest value over the arcs of every person; zero for isolates."""
    return _over_arcs(flat, values, np.maximum)


def _over_arcs(flat: Network, values: FloatArray, combine: np.ufunc) -> FloatArray:
    """Combine the values of every person's arcs; zero for isolates."""
    combined = np.zeros(flat.n_people)
    tied = np.diff(flat.indptr) > 0
    if tied.any():
        combined[tied] = combine.reduceat(values, flat.indptr[:-1][tied])
    return combined


def closeness(network: Network, *, weighted: bool) -> FloatArray:
    """What every arc of ``network.undirected()`` counts: w_ij + w_ji, or a_ij + a_ji."""
    flat = network.undirected()
    if weighted:
        return flat.strength
    if not network.directed:
        return np.ones(len(flat.indices))
    counts = np.bincount(undirected_tie_numbers(network), minlength=flat.n_ties)
    return counts.astype(np.float64)[flat.arc_ties]
