"""What holds the network together, computed once for all measures that use it."""

import numpy as np

from weakties._typing import BoolArray, IntArray
from weakties.kernels.cuts import cuts
from weakties.measures._measure import undirected_tie_numbers
from weakties.network import Network


def articulation_points(flat: Network) -> BoolArray:
    """Whether every person is an articulation point of an undirected network."""
    return _cuts(flat)[0]


def people_held(flat: Network) -> IntArray:
    """How many people each one holds: those cut off from the largest part that is left without."""
    return _cuts(flat)[2]


def bridges(network: Network) -> BoolArray:
    """Whether every tie is a bridge, whatever its direction."""
    flat = network.undirected()
    found = np.zeros(flat.n_ties, dtype=np.bool_)
    found[flat.arc_ties[_cuts(flat)[1]]] = True
    return found[undirected_tie_numbers(network)]


def _cuts(flat: Network) -> tuple[BoolArray, BoolArray, IntArray]:
    return flat.remember("cuts", lambda: cuts(flat.indptr, flat.indices))
