"""What holds the network together, computed once for all measures that use it."""

import numpy as np

from weakties._typing import BoolArray
from weakties.kernels.cuts import cuts
from weakties.measures._measure import undirected_tie_numbers
from weakties.network import Network


def articulation_points(flat: Network) -> BoolArray:
    """Whether every person is an articulation point of an undirected network."""
    return flat.remember("cuts", lambda: cuts(flat.indptr, flat.indices))[0]


def bridges(network: Network) -> BoolArray:
    """Whether every tie is a bridge, whatever its direction."""
    flat = network.undirected()
    _, arcs = flat.remember("cuts", lambda: cuts(flat.indptr, flat.indices))
    found = np.zeros(flat.n_ties, dtype=np.bool_)
    found[flat.arc_ties[arcs]] = True
    return found[undirected_tie_numbers(network)]
