"""igraph (https://python.igraph.org)."""

import random  # noqa: TID251 - igraph draws from it
from typing import Any, NamedTuple

import numpy as np

from benchmarks.graphs import Ties
from benchmarks.peers._method import (
    Answers,
    Method,
    effective_size,
    overlap,
    shared_from_jaccard,
)

PACKAGE, MODULE = "igraph", "igraph"


class Built(NamedTuple):
    """The graph, and the ties in the form in which igraph takes pairs."""

    graph: Any
    ties: Ties
    pairs: list[list[int]]


def build(ties: Ties) -> Built:
    """Edges have the order of the ties."""
    import igraph

    pairs = ties.pairs.tolist()
    return Built(igraph.Graph(ties.people, pairs), ties, pairs)


def _betweenness(built: Built, _: int) -> Any:
    return built.graph.betweenness()


def _betweenness_and_ties(built: Built, _: int) -> Any:
    return built.graph.betweenness(), built.graph.edge_betweenness()


def _holes(built: Built, _: int) -> Any:
    graph = built.graph
    return graph.constraint(), graph.similarity_jaccard(pairs=built.pairs, loops=False)


def _holes_found(built: Built, found: Any) -> Answers:
    """igraph has neither overlap nor effective size; both follow from what people share."""
    constraint, jaccard = found
    shared = shared_from_jaccard(built.ties, np.array(jaccard))
    return {
        "constraint": np.array(constraint),
        "overlap": overlap(built.ties, shared),
        "effective_size": effective_size(built.ties, shared),
    }


def _leiden(passes: int) -> Any:
    def call(built: Built, seed: int) -> Any:
        random.seed(seed)
        return built.graph.community_leiden("modularity", n_iterations=passes)

    return call


def _multilevel(built: Built, seed: int) -> Any:
    random.seed(seed)
    return built.graph.community_multilevel()


def _membership(_: Built, found: Any) -> Answers:
    return {"community": np.array(found.membership)}


METHODS = [
    Method("betweenness", "betweenness", _betweenness, lambda _, b: {"betweenness": np.array(b)}),
    Method(
        "betweenness-ties",
        "betweenness, edge_betweenness",
        _betweenness_and_ties,
        lambda _, both: {"betweenness": np.array(both[0]), "edge_betweenness": np.array(both[1])},
    ),
    Method("holes", "constraint, similarity_jaccard", _holes, _holes_found),
    Method("communities", "community_leiden", _leiden(2), _membership),
    Method("communities", "community_leiden, 10 iterations", _leiden(10), _membership),
    Method("communities", "community_multilevel", _multilevel, _membership),
]
