"""Triangles, and how many of the possible ones there are."""

from collections.abc import Mapping
from typing import Any

import networkx as nx
import numpy as np

from weakties._typing import FloatArray
from weakties.backend._graph import ConvertedGraph
from weakties.backend._offer import offer
from weakties.kernels.triads import Counts, shared_contacts, triangle_products

#: One node, several, or None for all.
Nodes = Any


def sum_per_node(G: ConvertedGraph, values: FloatArray | Counts) -> FloatArray:
    """Sum of the values of the arcs of every node, of both ways."""
    sums = np.bincount(G.both_ways.source, weights=values, minlength=len(G))
    return sums.astype(np.float64, copy=False)


def shared_neighbours(G: ConvertedGraph) -> Counts:
    """Number of nodes next to both ends of every arc of both ways."""
    return shared_contacts(G.both_ways.indptr, G.both_ways.target)


@offer(nx.triangles, pays_from=60, few=("nodes",))
def triangles(G: ConvertedGraph, nodes: Nodes = None) -> Any:
    """Number of triangles of every node, of several, or of one."""
    if nodes is not None:
        _refuse_multigraph(G)
    twice = sum_per_node(G, shared_neighbours(G))
    return _of_nodes(G, nodes, (twice.astype(np.int64) // 2).tolist())


@offer(nx.clustering, pays_from=30, few=("nodes",))
def clustering(G: ConvertedGraph, nodes: Nodes = None, weight: str | None = None) -> Any:
    """Share of the possible triangles of a node that exist, or of their weights.

    The weight of a triangle is the geometric mean of its edges, in shares of the greatest weight;
    where edges have directions, every combination of them counts (Fagiolo 2007).
    """
    return _of_nodes(G, nodes, _clustering(G, weight).tolist())


@offer(nx.average_clustering, pays_from=30, few=("nodes",))
def average_clustering(
    G: ConvertedGraph,
    nodes: Nodes = None,
    weight: str | None = None,
    count_zeros: bool = True,
) -> float:
    """Mean clustering of all nodes or several, or of those that have any."""
    found = _clustering(G, weight).tolist()
    values = [found[G.place[node]] for node in G.chosen(nodes)]
    counted = values if count_zeros else [value for value in values if value != 0]
    return float(sum(counted) / len(counted))


def _refuses_directions(arguments: Mapping[str, Any]) -> str | None:
    return "edges have directions" if arguments["G"].is_directed() else None


@offer(nx.transitivity, pays_from=30, refusal=_refuses_directions)
def transitivity(G: ConvertedGraph) -> float:
    """Share of the pairs of neighbours of the same node that are neighbours of each other."""
    _refuse_multigraph(G)
    closed = shared_neighbours(G).sum()
    degree = np.diff(G.both_ways.indptr)
    return float(closed / (degree * (degree - 1)).sum()) if closed > 0 else 0


def _refuse_multigraph(G: ConvertedGraph) -> None:
    if G.is_multigraph():
        message = "not implemented for multigraph type"
        raise nx.NetworkXNotImplemented(message)


def _clustering(G: ConvertedGraph, weight: str | None) -> FloatArray:
    """Clustering of every node."""
    _refuse_multigraph(G)
    directions = G.sums(G.values(None))
    each = directions if weight is None else G.sums(_cube_roots(G, weight))
    products = triangle_products(G.both_ways.indptr, G.both_ways.target, each)
    triangles = sum_per_node(G, each * products)
    degree = sum_per_node(G, directions)
    possible = degree * (degree - 1)
    if G.directed:
        answered = degree - np.diff(G.both_ways.indptr)
        possible = 2 * (possible - 2 * answered)
    return np.divide(triangles, possible, out=np.zeros(len(G)), where=triangles != 0)


def _cube_roots(G: ConvertedGraph, weight: str) -> FloatArray:
    """Cube roots of the weights of all entries, in shares of the greatest weight."""
    values = G.values(weight)
    greatest = values.max(initial=-np.inf)
    if len(values) and not (np.isfinite(values).all() and greatest != 0):
        message = f"weights ({weight!r}) are not finite, or the greatest is zero"
        raise NotImplementedError(message)
    roots: FloatArray = np.cbrt(values / greatest)
    return roots


def _of_nodes(G: ConvertedGraph, nodes: Nodes, values: list[Any]) -> Any:
    """The value of a node, or a dictionary of those of several or all."""
    if nodes is None:
        return dict(zip(G.nodes, values))
    if nodes in G:
        return values[G.place[nodes]]
    return {node: values[G.place[node]] for node in G.chosen(nodes)}
