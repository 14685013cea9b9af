"""Dispersion: how far apart the shared neighbours of two nodes are."""

from collections.abc import Hashable, Mapping
from typing import Any

import networkx as nx
import numpy as np

from weakties._typing import IntArray
from weakties.backend._graph import ConvertedGraph
from weakties.backend._offer import offer
from weakties.kernels.batches import batch_size, run_batches
from weakties.kernels.dispersion import dispersed_pairs

#: Nodes whose networks are searched between two chances to interrupt.
NODES_PER_BATCH = 64


def _refuses_directions(arguments: Mapping[str, Any]) -> str | None:
    return "edges have directions" if arguments["G"].is_directed() else None


@offer(nx.dispersion, pays_from=30, few=("u", "v"), refusal=_refuses_directions)
def dispersion(
    G: ConvertedGraph,
    u: Hashable | None = None,
    v: Hashable | None = None,
    normalized: bool = True,
    alpha: float = 1.0,
    b: float = 0.0,
    c: float = 0.0,
) -> Any:
    """Pairs of shared neighbours that are apart in the network of u, or such pairs per shared one.

    For all pairs of neighbours, for those of one node, or for one pair.
    """
    if len(G.loops):
        message = "nodes that are their own neighbours"
        raise NotImplementedError(message)

    ego = v if u is None else u
    start, stop = (0, len(G)) if ego is None else (G.place[ego], G.place[ego] + 1)
    dispersed, shared = _dispersed_pairs(G, start, stop)
    numbers = zip(dispersed.tolist(), shared.tolist())
    if normalized:
        found = [(pairs + b) ** alpha / ((both + c) or 1) for pairs, both in numbers]
    else:
        found = [pairs for pairs, _ in numbers]

    def row(at: int) -> dict[Hashable, float]:
        entries = slice(G.indptr[at], G.indptr[at + 1])
        arcs = G.both_ways.number[entries] - G.both_ways.indptr[start]
        names = map(G.nodes.__getitem__, G.indices[entries].tolist())
        return dict(zip(names, map(found.__getitem__, arcs.tolist())))

    if ego is None:
        return {node: row(at) for at, node in enumerate(G.nodes)}
    scores = row(start)
    if u is None or v is None:
        return scores
    if v in G and v not in scores:
        message = "nodes that are not neighbours"
        raise NotImplementedError(message)
    return scores[v]


def _dispersed_pairs(G: ConvertedGraph, start: int, stop: int) -> tuple[IntArray, IntArray]:
    """Numbers of dispersed pairs and of shared neighbours for the arcs of these nodes."""
    indptr, neighbours = G.both_ways.indptr, G.both_ways.target

    def count(low: int, high: int) -> tuple[IntArray, IntArray]:
        return dispersed_pairs(indptr, neighbours, start + low, start + high)

    size = batch_size(len(neighbours) // max(1, len(G)), most=NODES_PER_BATCH)
    parts = list(run_batches(count, stop - start, size=size, what=""))
    nothing = np.empty(0, dtype=np.int64)
    dispersed = np.concatenate([nothing, *(part for part, _ in parts)])
    return dispersed, np.concatenate([nothing, *(part for _, part in parts)])
