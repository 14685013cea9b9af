"""Connected components."""

from collections.abc import Hashable, Iterator

import networkx as nx
import numpy as np

from weakties._typing import IntArray
from weakties.backend._graph import ConvertedGraph
from weakties.backend._offer import offer
from weakties.kernels.cuts import components


@offer(nx.connected_components, pays_from=None)
def connected_components(G: ConvertedGraph) -> Iterator[set[Hashable]]:
    """Sets of nodes, in the order of the first node of each."""
    component = component_of(G)
    members = np.argsort(component, kind="stable")
    ends = np.cumsum(np.bincount(component)).tolist()
    nodes = list(map(G.nodes.__getitem__, members.tolist()))
    return (set(nodes[start:end]) for start, end in zip([0, *ends], ends))


@offer(nx.number_connected_components, pays_from=None)
def number_connected_components(G: ConvertedGraph) -> int:
    """Count the connected components."""
    return int(component_of(G).max(initial=-1)) + 1


@offer(nx.is_connected, pays_from=None)
def is_connected(G: ConvertedGraph) -> bool:
    """Whether all nodes are joined by paths."""
    if len(G) == 0:
        message = "Connectivity is undefined for the null graph."
        raise nx.NetworkXPointlessConcept(message)
    return number_connected_components(G) == 1


@offer(nx.node_connected_component, pays_from=None)
def node_connected_component(G: ConvertedGraph, n: Hashable) -> set[Hashable]:
    """The nodes joined with this one by paths."""
    component = component_of(G)
    members = np.flatnonzero(component == component[G.place[n]])
    return set(map(G.nodes.__getitem__, members.tolist()))


def component_of(G: ConvertedGraph) -> IntArray:
    """Number of the component of every node, whatever the direction of edges."""
    return components(G.both_ways.indptr, G.both_ways.target)
