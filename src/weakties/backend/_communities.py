"""Communities by the Leiden algorithm."""

from collections.abc import Hashable, Mapping
from inspect import signature
from typing import Any

import networkx as nx
import numpy as np

from weakties._typing import FloatArray, IntArray, PositionArray
from weakties.backend._graph import ConvertedGraph
from weakties.backend._offer import offer
from weakties.kernels.leiden import leiden_on

#: What communities are rated by. Before NetworkX 3.7 nobody was asked, and it was modularity.
METRICS = ("modularity", "cpm")
_ASKED = signature(nx.community.leiden_communities).parameters.get("metric")
USUAL_METRIC: str = _ASKED.default if _ASKED else "modularity"

#: Randomness of the refinement, if nobody asks for another.
USUAL_THETA = 0.01


def _refusal(arguments: Mapping[str, Any]) -> str | None:
    metric = arguments["metric"]
    if arguments["max_level"] is not None:
        return "levels before the last are not kept"
    if metric not in METRICS or (metric == "modularity" and arguments["G"].is_directed()):
        return f"communities are rated by one of {METRICS}, and if directed by cpm"
    return None if arguments["theta"] == USUAL_THETA else "the refinement takes no theta"


@offer(nx.community.leiden_communities, pays_from=30, refusal=_refusal)
def leiden_communities(
    G: ConvertedGraph,
    weight: str | None = "weight",
    resolution: float = 1,
    max_level: None = None,  # noqa: ARG001
    seed: Any = None,
    metric: str = USUAL_METRIC,
    theta: float = USUAL_THETA,  # noqa: ARG001
) -> list[set[Hashable]]:
    """Communities of high modularity or in the constant Potts model, each of them connected.

    They come in the order of their first nodes. Nodes that can be compared are taken in their own
    order, so that the order in which they were added to the graph changes nothing.
    """
    order = _own_order(G.nodes)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    indptr, indices, strength, weights = _level(G, weight, place)
    if metric == "cpm":
        # The kernel divides the resolution by the sum of the weights.
        weights = np.ones(len(G))
        resolution *= len(G) * (2 if G.directed else 1)
    rng = np.random.default_rng(int(seed.randrange(2**32)))
    labels = leiden_on(indptr, indices, strength, weights, resolution, rng, lambda _: None)
    found: dict[int, set[Hashable]] = {}
    for node, label in zip(G.nodes, labels[place].tolist()):
        found.setdefault(label, set()).add(node)
    return list(found.values())


def _own_order(nodes: list[Any]) -> IntArray:
    """Positions of the nodes in ascending order, or in NetworkX's if they cannot be compared."""
    try:
        order = sorted(range(len(nodes)), key=nodes.__getitem__)
    except TypeError:
        order = list(range(len(nodes)))
    return np.array(order, dtype=np.int64)


def _level(
    G: ConvertedGraph, weight: str | None, place: IntArray
) -> tuple[IntArray, PositionArray, FloatArray, FloatArray]:
    """Adjacency and weights of the nodes, each at its place, without edges that weigh nothing."""
    values, n = G.values(weight), len(G)
    if not (np.isfinite(values) & (values >= 0)).all():
        message = f"not all weights ({weight!r}) are finite and at least 0"
        raise NotImplementedError(message)
    strength = G.sums(values)
    source, target = place[G.both_ways.source], place[G.both_ways.target]
    order = np.lexsort((target, source))
    order = order[strength[order] > 0]
    indptr = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.bincount(source[order], minlength=n), out=indptr[1:])
    loops = np.bincount(place[G.sources[G.loops]], weights=values[G.loops], minlength=n)
    weights: FloatArray = np.bincount(source, weights=strength, minlength=n) + 2.0 * loops
    return indptr, target[order].astype(np.int32), strength[order], weights
