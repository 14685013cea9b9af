"""Bridges, local bridges and articulation points."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import networkx as nx
import numpy as np

from weakties._typing import IntArray
from weakties.backend._components import component_of
from weakties.backend._graph import ConvertedGraph
from weakties.backend._offer import offer
from weakties.backend._triangles import shared_neighbours
from weakties.kernels.cuts import cuts
from weakties.kernels.tie_range import ways_round

Edge = tuple[Hashable, Hashable]


@offer(nx.bridges, pays_from=30)
def bridges(G: ConvertedGraph, root: Hashable | None = None) -> Iterator[Edge]:
    """Edges without which more nodes were apart; with a root, those of its component only."""
    return G.names(_bridges(G, root))


@offer(nx.has_bridges, pays_from=30)
def has_bridges(G: ConvertedGraph, root: Hashable | None = None) -> bool:
    """Whether there is a bridge, or one in the component of the root."""
    return len(_bridges(G, root)) > 0


@offer(nx.articulation_points, pays_from=60)
def articulation_points(G: ConvertedGraph) -> Iterator[Hashable]:
    """Nodes without which more of the others were apart, in the order of the nodes."""
    found = cuts(G.both_ways.indptr, G.both_ways.target).articulation
    return iter(list(map(G.nodes.__getitem__, np.flatnonzero(found).tolist())))


def _refuses_lengths(arguments: Mapping[str, Any]) -> str | None:
    if arguments["with_span"] is True and arguments["weight"] is not None:
        return "spans are counted in steps, not in lengths"
    return None


@offer(nx.local_bridges, pays_from=30, refusal=_refuses_lengths)
def local_bridges(
    G: ConvertedGraph,
    with_span: bool = True,
    weight: None = None,  # noqa: ARG001
) -> Iterator[tuple[Hashable, ...]]:
    """Edges between nodes without a common neighbour; with the length of the way round, if asked.

    A node with a loop is its own neighbour, so none of its edges is a local bridge.
    """
    number = G.both_ways.number[G.edges]
    apart = np.append(shared_neighbours(G) == 0, False)[number]
    looped = np.zeros(len(G), dtype=np.bool_)
    looped[G.sources[G.loops]] = True
    source, target = G.sources[G.edges], G.indices[G.edges]
    found = G.edges[apart & ~looped[source] & ~looped[target]]
    if with_span is not True:
        return G.names(found)
    spans = ways_round(
        G.both_ways.indptr, G.both_ways.target, G.sources[found], G.indices[found]
    ).tolist()
    steps = (span if span == np.inf else int(span) for span in spans)
    return ((*pair, span) for pair, span in zip(G.names(found), steps))


def _bridges(G: ConvertedGraph, root: Hashable | None) -> IntArray:
    """The edges that are bridges; with a root, those of its component."""
    if root is not None and root not in G:
        message = f"Root node {root} is not in graph"
        raise nx.NodeNotFound(message)
    indptr, _, target, number = G.both_ways
    bridge_to = cuts(indptr, target).bridge_to
    source, other = G.sources[G.edges], G.indices[G.edges]
    several = np.append(np.bincount(number[number >= 0], minlength=len(target)) > 1, False)
    found = (bridge_to[source] == other) | (bridge_to[other] == source)
    edges: IntArray = G.edges[found & ~several[number[G.edges]]]
    if root is not None:
        component = component_of(G)
        edges = edges[component[G.sources[edges]] == component[G.place[root]]]
    return edges
