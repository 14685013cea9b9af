"""What holds the network together, computed once for all measures that use it."""

from weakties._typing import BoolArray, IntArray
from weakties.kernels.cuts import Cuts, cuts
from weakties.network import Network


def articulation_points(flat: Network) -> BoolArray:
    """Whether every person is an articulation point of an undirected network."""
    return _cuts(flat).articulation


def people_held(flat: Network) -> IntArray:
    """How many people each one holds: those cut off from the largest part that is left without."""
    return _cuts(flat).held


def bridges(network: Network) -> BoolArray:
    """Whether every tie is a bridge, whatever its direction."""
    bridge_to, source, target = _cuts(network).bridge_to, network.tie_source, network.tie_target
    found: BoolArray = (bridge_to[source] == target) | (bridge_to[target] == source)
    return found


def _cuts(network: Network) -> Cuts:
    flat = network.undirected()
    return flat.remember("cuts", lambda: cuts(flat.indptr, flat.indices))
