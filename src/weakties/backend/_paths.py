"""Betweenness of nodes and edges."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import networkx as nx
import numpy as np

from weakties._typing import FloatArray
from weakties.backend._graph import ConvertedGraph
from weakties.backend._offer import offer
from weakties.kernels.path_search import Graph
from weakties.measures._path_search import (
    Passing,
    reach,
    search_by_length,
    search_by_steps,
    search_from_all,
)


def _refuses_no_sample(arguments: Mapping[str, Any]) -> str | None:
    k = arguments["k"]
    return "k is the number of sources, at least 1" if k is not None and k < 1 else None


@offer(nx.betweenness_centrality, pays_from=30, refusal=_refuses_no_sample)
def betweenness_centrality(
    G: ConvertedGraph,
    k: int | None = None,
    normalized: bool = True,
    weight: str | None = None,
    endpoints: bool = False,
    seed: Any = None,
) -> dict[Hashable, float]:
    """Share of shortest paths through every node; the paths from and to it too, if asked for."""
    drawn = None if k is None or k == len(G) else _sample(G, k, seed)
    found = _pass(G, weight, drawn)
    through = found.nodes + _ends(G, found) if endpoints else found.nodes
    if drawn is not None:
        # A path between others does not begin at a node that is drawn itself.
        drawn = drawn.sum() - (0 if endpoints else drawn)
    scale = _scale(G, drawn, normalized=normalized, ends=endpoints)
    return dict(zip(G.nodes, (through * scale).tolist()))


@offer(nx.edge_betweenness_centrality, pays_from=30, refusal=_refuses_no_sample)
def edge_betweenness_centrality(
    G: ConvertedGraph,
    k: int | None = None,
    normalized: bool = True,
    weight: str | None = None,
    seed: Any = None,
) -> dict[tuple[Hashable, ...], float]:
    """Share of shortest paths along every edge; parallel edges that are equally short share it."""
    found = _pass(G, weight, None if k is None else _sample(G, k, seed))
    scale = _scale(G, k, normalized=normalized, ends=True)
    return _by_edge(G, found.arcs * scale, weight)


@offer(nx.betweenness_centrality_subset, pays_from=100)
def betweenness_centrality_subset(
    G: ConvertedGraph,
    sources: Iterable[Hashable],
    targets: Iterable[Hashable],
    normalized: bool = False,
    weight: str | None = None,
) -> dict[Hashable, float]:
    """Number of shortest paths through every node that lead from a source to a target."""
    found = _pass(G, weight, _counts(G, sources), _targets(G, targets))
    scale = _scale(G, None, normalized=normalized, ends=False)
    return dict(zip(G.nodes, (found.nodes * scale).tolist()))


@offer(nx.edge_betweenness_centrality_subset, pays_from=100)
def edge_betweenness_centrality_subset(
    G: ConvertedGraph,
    sources: Iterable[Hashable],
    targets: Iterable[Hashable],
    normalized: bool = False,
    weight: str | None = None,
) -> dict[tuple[Hashable, ...], float]:
    """Number of shortest paths along every edge that lead from a source to a target."""
    found = _pass(G, weight, _counts(G, sources), _targets(G, targets))
    scale = _scale(G, None, normalized=normalized, ends=True)
    return _by_edge(G, found.arcs * scale, weight)


def _counts(G: ConvertedGraph, nodes: Iterable[Hashable]) -> FloatArray:
    """How often every node is named."""
    named = np.array([G.place[node] for node in nodes], dtype=np.int64)
    return np.bincount(named, minlength=len(G)).astype(np.float64)


def _targets(G: ConvertedGraph, nodes: Iterable[Hashable]) -> FloatArray:
    """1 for every node that is named, however often; those that are not in the graph do no harm."""
    return np.minimum(_counts(G, (node for node in nodes if node in G)), 1)


def _sample(G: ConvertedGraph, k: int, seed: Any) -> FloatArray:
    """1 for the nodes that NetworkX would draw with the same generator."""
    drawn = np.zeros(len(G))
    drawn[seed.sample(range(len(G)), k)] = 1
    return drawn


def _pass(
    G: ConvertedGraph,
    weight: str | None,
    sources: FloatArray | None = None,
    targets: FloatArray | None = None,
) -> Passing:
    """What passes on shortest paths, given how often every node counts as source and as target."""
    graph = Graph(G.along.indptr, G.along.target, np.ones(len(G)))
    everybody = np.ones(len(G))
    if weight is None and sources is None and targets is None:
        return _checked(search_from_all(graph, symmetric=not G.directed))
    starts = everybody if sources is None else sources
    goal = reach(everybody if targets is None else targets, starts)
    nodes = np.flatnonzero(starts)
    if len(nodes) == 0:
        return Passing(np.zeros(len(G)), np.zeros(len(G.along.target)), np.empty(0))
    if weight is None:
        return _checked(search_by_steps(graph, nodes, goal, symmetric=not G.directed))
    return _checked(search_by_length(graph, _lengths(G, weight), nodes, goal))


def _checked(found: Passing) -> Passing:
    if not np.isfinite(found.nodes).all():
        message = "two nodes are joined by more than 1e308 shortest paths"
        raise NotImplementedError(message)
    return found


def _lengths(G: ConvertedGraph, weight: str) -> FloatArray:
    """Lengths of the arcs: of parallel edges that of the shortest."""
    lengths = G.lengths(weight)
    if not (np.isfinite(lengths) & (lengths > 0)).all():
        message = f"not all lengths ({weight!r}) are positive and finite"
        raise NotImplementedError(message)
    return lengths


def _ends(G: ConvertedGraph, found: Passing) -> FloatArray:
    """Numbers of paths that begin or end at every node.

    What leaves a node and did not pass through it began there; what arrives, ended.
    """
    leaving = np.bincount(G.along.source, weights=found.arcs, minlength=len(G))
    arriving = np.bincount(G.along.target, weights=found.arcs, minlength=len(G))
    return np.rint(leaving - found.nodes) + np.rint(arriving - found.nodes)


def _scale(
    G: ConvertedGraph, drawn: FloatArray | int | None, *, normalized: bool, ends: bool
) -> FloatArray | float:
    """What sums are multiplied with, given how many sources were drawn to stand for all."""
    others = len(G) if ends else len(G) - 1
    if others < 2:
        return 1.0
    sources = np.float64(others) if drawn is None else np.where(np.equal(drawn, 0), np.nan, drawn)
    pairs = sources * (others - 1)
    return 1 / pairs if normalized else others / (sources * (1 if G.directed else 2))


def _by_edge(
    G: ConvertedGraph, along: FloatArray, weight: str | None
) -> dict[tuple[Hashable, ...], float]:
    """What passes along every edge, in NetworkX's order of edges."""
    if not G.directed:
        along = along + along[G.back]
    share = np.append(along, 0.0)[G.along.number]  # nothing passes along a loop, which has no arc
    names: Iterable[tuple[Hashable, ...]] = G.names(G.edges)
    if G.keys is not None:
        share *= _parts(G, weight)
        names = ((*pair, G.keys[edge]) for pair, edge in zip(names, G.edges.tolist()))
    return dict(zip(names, share[G.edges].tolist()))


def _parts(G: ConvertedGraph, weight: str | None) -> FloatArray:
    """Which part of what passes between two nodes each of the parallel edges takes."""
    number, least = G.along.number, np.append(G.lengths(weight), np.nan)
    shortest = G.values(weight) == least[number]
    equals = np.bincount(number[shortest], minlength=len(least))[number]
    part: FloatArray = shortest / np.maximum(equals, 1)
    return part
