"""Structural holes: constraint and effective size."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import networkx as nx
import numpy as np

from weakties._typing import FloatArray
from weakties.backend._graph import ConvertedGraph
from weakties.backend._offer import offer
from weakties.backend._triangles import sum_per_node
from weakties.kernels.structural_holes import find_holes


def _refuses_parallel_edges_of_some(arguments: Mapping[str, Any]) -> str | None:
    if arguments["G"].is_multigraph() and arguments["nodes"] is not None:
        return "NetworkX adds up parallel edges for all nodes together, but not for some"
    return None


@offer(nx.constraint, pays_from=30, few=("nodes",), refusal=_refuses_parallel_edges_of_some)
def constraint(
    G: ConvertedGraph, nodes: Iterable[Hashable] | None = None, weight: str | None = None
) -> dict[Hashable, float]:
    """Burt's constraint, in the whole-network form; NaN for nodes without edges."""
    close, total = _closeness(G, weight)
    summed = find_holes(G.both_ways.indptr, G.both_ways.target, close).constraint.total
    return _of_nodes(G, nodes, np.where(total > 0, summed, np.nan))


@offer(nx.effective_size, pays_from=30, few=("nodes",), refusal=_refuses_parallel_edges_of_some)
def effective_size(
    G: ConvertedGraph, nodes: Iterable[Hashable] | None = None, weight: str | None = None
) -> dict[Hashable, float]:
    """Burt's effective size; NaN for nodes without edges.

    Asked about all nodes, NetworkX 3.6 scales by the wrong maximum if there are weights or
    directions; asked about some it agrees.
    """
    close, total = _closeness(G, weight)
    duplicated = find_holes(G.both_ways.indptr, G.both_ways.target, close).redundancy
    size = np.where(total > 0, np.diff(G.both_ways.indptr) - duplicated, np.nan)
    return _of_nodes(G, nodes, size)


def _refuses_parallel_edges(arguments: Mapping[str, Any]) -> str | None:
    return "NetworkX leaves parallel edges out" if arguments["G"].is_multigraph() else None


@offer(nx.local_constraint, pays_from=None, refusal=_refuses_parallel_edges)
def local_constraint(
    G: ConvertedGraph, u: Hashable, v: Hashable, weight: str | None = None
) -> float:
    """What v adds to the constraint of u."""
    close, total = _closeness(G, weight)
    if u not in G:
        message = f"The node {u} is not in the graph."
        raise nx.NetworkXError(message)
    if v not in G:
        return 0.0
    indptr, neighbours = G.both_ways.indptr, G.both_ways.target
    of_u, of_v = (slice(*indptr[G.place[node] :][:2]) for node in (u, v))
    shared, via_u, via_v = np.intersect1d(
        neighbours[of_u], neighbours[of_v], assume_unique=True, return_indices=True
    )
    direct = close[of_u][neighbours[of_u] == G.place[v]].sum()
    indirect = (close[of_u][via_u] * close[of_v][via_v] / total[shared]).sum()
    own = total[G.place[u]]
    return float(((direct + indirect) / own) ** 2) if own > 0 else 0.0


def _closeness(G: ConvertedGraph, weight: str | None) -> tuple[FloatArray, FloatArray]:
    """Sum of the weights in both directions of every arc, and of every node."""
    if len(G.loops):
        message = "NetworkX's own definitions differ about self-loops"
        raise NotImplementedError(message)
    close = G.sums(G.values(weight))
    if not (np.isfinite(close) & (close > 0)).all():
        message = f"not all weights ({weight!r}) are positive and finite"
        raise NotImplementedError(message)
    return close, sum_per_node(G, close)


def _of_nodes(
    G: ConvertedGraph, nodes: Iterable[Hashable] | None, values: FloatArray
) -> dict[Hashable, float]:
    """The values of these nodes, or of all."""
    if nodes is None:
        return dict(zip(G.nodes, values.tolist()))
    return {node: float(values[G.place[node]]) for node in nodes}
