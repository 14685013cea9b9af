"""How likely it is that two nodes will be joined, by the neighbours they share."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import partial
from itertools import repeat
from typing import NamedTuple

import networkx as nx
import numpy as np

from weakties._typing import FloatArray, IntArray
from weakties.backend._graph import ConvertedGraph
from weakties.backend._offer import offer
from weakties.kernels.shared_contacts import sums_of_pairs, sums_with_all

Pair = tuple[Hashable, Hashable]
Predictions = Iterator[tuple[Hashable, Hashable, float]]


class Pairs(NamedTuple):
    """Pairs of nodes, and how to sum over the neighbours they share."""

    source: IntArray
    target: IntArray
    #: Takes a value of every node and the community of every node, and adds the values of those
    #: shared neighbours that are of the source's community.
    sum_over_shared: Callable[[FloatArray, IntArray], FloatArray]


@offer(nx.resource_allocation_index, pays_from=30, few=("ebunch",))
def resource_allocation_index(
    G: ConvertedGraph, ebunch: Iterable[Pair] | None = None
) -> Predictions:
    """Sum over the shared neighbours of 1 / degree."""
    value, everybody = _per_degree(G), _everybody(G)
    return _predict(G, ebunch, lambda pairs: pairs.sum_over_shared(value, everybody))


@offer(nx.adamic_adar_index, pays_from=30, few=("ebunch",))
def adamic_adar_index(G: ConvertedGraph, ebunch: Iterable[Pair] | None = None) -> Predictions:
    """Sum over the shared neighbours of 1 / log(degree)."""
    everybody = _everybody(G)
    with np.errstate(divide="ignore"):
        value = 1 / np.log(np.maximum(_degree(G), 1))

    def score(pairs: Pairs) -> FloatArray:
        sums = pairs.sum_over_shared(value, everybody)
        if np.isinf(sums).any():  # a node that is paired with itself, and a neighbour of no other
            message = "float division by zero"
            raise ZeroDivisionError(message)
        return sums

    return _predict(G, ebunch, score)


@offer(nx.jaccard_coefficient, pays_from=30, few=("ebunch",))
def jaccard_coefficient(G: ConvertedGraph, ebunch: Iterable[Pair] | None = None) -> Predictions:
    """Shared neighbours as a share of all neighbours of the two."""
    if len(G.loops):
        message = "nodes that are their own neighbours"
        raise NotImplementedError(message)
    size, everybody = np.diff(G.both_ways.indptr), _everybody(G)

    def score(pairs: Pairs) -> FloatArray:
        shared = pairs.sum_over_shared(np.ones(len(G)), everybody)
        union = size[pairs.source] + size[pairs.target] - shared
        return np.divide(shared, union, out=np.zeros(len(union)), where=union > 0)

    return _predict(G, ebunch, score)


@offer(nx.preferential_attachment, pays_from=60, few=("ebunch",))
def preferential_attachment(G: ConvertedGraph, ebunch: Iterable[Pair] | None = None) -> Predictions:
    """Product of the degrees."""
    degree = _degree(G)
    return _predict(G, ebunch, lambda pairs: degree[pairs.source] * degree[pairs.target])


@offer(nx.cn_soundarajan_hopcroft, pays_from=30, few=("ebunch",))
def cn_soundarajan_hopcroft(
    G: ConvertedGraph, ebunch: Iterable[Pair] | None = None, community: str = "community"
) -> Predictions:
    """Number of shared neighbours; those of the same community as both nodes count twice."""
    home, everybody = _communities(G, community), _everybody(G)

    def score(pairs: Pairs) -> IntArray:
        shared = pairs.sum_over_shared(np.ones(len(G)), everybody)
        within = _if_together(pairs, home, pairs.sum_over_shared(np.ones(len(G)), home))
        return (shared + within).astype(np.int64)

    return _predict(G, ebunch, score)


@offer(nx.ra_index_soundarajan_hopcroft, pays_from=30, few=("ebunch",))
def ra_index_soundarajan_hopcroft(
    G: ConvertedGraph, ebunch: Iterable[Pair] | None = None, community: str = "community"
) -> Predictions:
    """Sum of 1 / degree over the shared neighbours of the same community as both nodes."""
    home, value = _communities(G, community), _per_degree(G)

    def score(pairs: Pairs) -> FloatArray:
        return _if_together(pairs, home, pairs.sum_over_shared(value, home))

    return _predict(G, ebunch, score)


@offer(nx.within_inter_cluster, pays_from=30, few=("ebunch",))
def within_inter_cluster(
    G: ConvertedGraph,
    ebunch: Iterable[Pair] | None = None,
    delta: float = 0.001,
    community: str = "community",
) -> Predictions:
    """Shared neighbours of the community of both nodes, per shared neighbour of another one."""
    if delta <= 0:
        message = "Delta must be greater than zero"
        raise nx.NetworkXAlgorithmError(message)
    home, everybody = _communities(G, community), _everybody(G)

    def score(pairs: Pairs) -> FloatArray:
        within = pairs.sum_over_shared(np.ones(len(G)), home)
        others = pairs.sum_over_shared(np.ones(len(G)), everybody) - within
        return _if_together(pairs, home, within / (others + delta))

    return _predict(G, ebunch, score)


def _predict(
    G: ConvertedGraph,
    ebunch: Iterable[Pair] | None,
    score: Callable[[Pairs], FloatArray | IntArray],
) -> Predictions:
    """Scores of the pairs, or of all pairs that are not joined, one node after the other."""
    if ebunch is None:
        return _predict_all(G, score)
    named = list(ebunch)
    source = _places(G, [one for one, _ in named])
    target = _places(G, [other for _, other in named])
    arcs = G.both_ways
    sums = partial(sums_of_pairs, arcs.indptr, arcs.target, source, target)
    found = score(Pairs(source, target, sums)).tolist()
    return ((one, other, value) for (one, other), value in zip(named, found))


def _predict_all(G: ConvertedGraph, score: Callable[[Pairs], FloatArray | IntArray]) -> Predictions:
    indptr, neighbours = G.both_ways.indptr, G.both_ways.target
    for at, node in enumerate(G.nodes):
        apart = np.ones(len(G), dtype=np.bool_)
        apart[: at + 1] = apart[neighbours[indptr[at] : indptr[at + 1]]] = False
        others = np.flatnonzero(apart)
        found = score(_with(G, at, others)).tolist()
        yield from zip(repeat(node), map(G.nodes.__getitem__, others.tolist()), found)


def _places(G: ConvertedGraph, nodes: list[Hashable]) -> IntArray:
    """Positions of the nodes, all of which must be in the graph."""
    try:
        return np.array([G.place[node] for node in nodes], dtype=np.int64)
    except (KeyError, TypeError):
        strange = next(node for node in nodes if node not in G)
        message = f"Node {strange} not in G."
        raise nx.NodeNotFound(message) from None


def _with(G: ConvertedGraph, at: int, others: IntArray) -> Pairs:
    """Pairs of one node with others."""

    def sums(value: FloatArray, community: IntArray) -> FloatArray:
        return sums_with_all(G.both_ways.indptr, G.both_ways.target, at, value, community)[others]

    return Pairs(np.full(len(others), at), others, sums)


def _degree(G: ConvertedGraph) -> IntArray:
    """NetworkX's degrees, in which a loop counts twice."""
    loops = np.bincount(G.sources[G.loops], minlength=len(G))
    return np.diff(G.both_ways.indptr) + 2 * loops


def _per_degree(G: ConvertedGraph) -> FloatArray:
    return 1 / np.maximum(_degree(G), 1)


def _everybody(G: ConvertedGraph) -> IntArray:
    """One community that holds all nodes."""
    return np.zeros(len(G), dtype=np.int64)


def _communities(G: ConvertedGraph, attribute: str) -> IntArray:
    """Numbers of the communities that an attribute of the nodes tells."""
    names = G.node_values[attribute]
    if any(name is None or not isinstance(name, Hashable) for name in names):
        message = f"not every node has a {attribute!r} that can be looked up"
        raise NotImplementedError(message)
    number = {name: at for at, name in enumerate(dict.fromkeys(names))}
    return np.array([number[name] for name in names], dtype=np.int64)


def _if_together(pairs: Pairs, home: IntArray, score: FloatArray) -> FloatArray:
    """The score of pairs of the same community, 0 for others."""
    return np.where(home[pairs.source] == home[pairs.target], score, 0.0)
