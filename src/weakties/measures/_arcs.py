"""Sums over the ties of every person, on the arrays of an undirected network."""

import numpy as np

from weakties._typing import FloatArray, IntArray
from weakties.kernels.rows import over_rows
from weakties.measures._measure import undirected_tie_numbers
from weakties.network import Network


def arc_sources(flat: Network) -> IntArray:
    """Position of the person that every arc starts from."""
    return flat.remember(
        "arc_sources", lambda: np.repeat(np.arange(flat.n_people), np.diff(flat.indptr))
    )


def sum_per_person(flat: Network, values: FloatArray) -> FloatArray:
    """Sum of a value over the arcs of every person."""
    return over_rows(np.add, flat.indptr, values)


def closeness(network: Network, *, weighted: bool) -> FloatArray:
    """What every arc of ``network.undirected()`` counts: w_ij + w_ji, or a_ij + a_ji."""
    flat = network.undirected()
    if weighted:
        return flat.strength
    if not network.directed:
        return np.ones(len(flat.indices))
    counts = np.bincount(undirected_tie_numbers(network), minlength=flat.n_ties)
    return counts.astype(np.float64)[flat.arc_ties]
