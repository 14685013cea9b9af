"""What tied people share through others, computed once for all measures that use it."""

from weakties._typing import FloatArray
from weakties.kernels.triads import reverse_arcs, triangle_sums
from weakties.measures._arcs import closeness
from weakties.measures._measure import undirected_tie_numbers
from weakties.network import Network


def sum_over_shared(flat: Network, first: FloatArray, second: FloatArray) -> FloatArray:
    """For every arc i-j the sum of ``first[i-q] * second[q-j]`` over the q tied to both."""
    reverse = flat.remember("reverse_arcs", lambda: reverse_arcs(flat.indices))
    return triangle_sums(flat.indptr, flat.indices, reverse, first, second)


def shared_contacts(network: Network) -> FloatArray:
    """Number of people tied to both ends of every tie."""
    flat = network.undirected()
    ones = closeness(flat, weighted=False)
    per_arc = flat.remember("shared_contacts", lambda: sum_over_shared(flat, ones, ones))
    per_tie: FloatArray = per_arc[flat.tie_arcs][undirected_tie_numbers(network)]
    return per_tie
