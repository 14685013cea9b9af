"""NetworkX (https://networkx.org), with its own code: no backend is asked for."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.graphs import Ties
from benchmarks.peers._method import (
    Answers,
    Method,
    effective_size,
    overlap,
    shared_from_jaccard,
)

PACKAGE, MODULE = "networkx", "networkx"


class Built(NamedTuple):
    """The graph, and the ties in the form in which NetworkX takes pairs."""

    graph: Any
    ties: Ties
    pairs: list[tuple[int, int]]


def build(ties: Ties) -> Built:
    """People are added in their order, which is that of the answers."""
    import networkx as nx

    pairs = [(one, other) for one, other in ties.pairs.tolist()]
    graph = nx.empty_graph(ties.people)
    graph.add_edges_from(pairs)
    return Built(graph, ties, pairs)


def _betweenness(built: Built, _: int) -> Any:
    import networkx as nx

    return nx.betweenness_centrality(built.graph, normalized=False)


def _betweenness_and_ties(built: Built, seed: int) -> Any:
    import networkx as nx

    along = nx.edge_betweenness_centrality(built.graph, normalized=False)
    return _betweenness(built, seed), along


def _of_people(_: Built, found: dict[int, float]) -> Answers:
    return {"betweenness": _in_order(found)}


def _of_people_and_ties(built: Built, found: Any) -> Answers:
    people, along = found
    # NetworkX names a tie from the person it met first.
    values = [along[pair] if pair in along else along[pair[::-1]] for pair in built.pairs]
    return {**_of_people(built, people), "edge_betweenness": np.array(values)}


def _holes(built: Built, seed: int) -> Any:
    import networkx as nx

    # Without a list of people it makes a full matrix of people by people. With one it copies the
    # whole graph for each of them, which takes long but no memory.
    sizes = nx.effective_size(built.graph, nodes=list(built.graph))
    return (*_holes_by_hand(built, seed), sizes)


def _holes_by_hand(built: Built, _: int) -> Any:
    import networkx as nx

    return nx.constraint(built.graph), list(nx.jaccard_coefficient(built.graph, built.pairs))


def _holes_found(built: Built, found: Any) -> Answers:
    """Overlap follows from what people share, and so does effective size if it is not there."""
    constraint, jaccard, *sizes = found
    alike = np.array([value for _, _, value in jaccard])
    shared = shared_from_jaccard(built.ties, alike)
    return {
        "constraint": _in_order(constraint),
        "effective_size": _in_order(sizes[0]) if sizes else effective_size(built.ties, shared),
        "overlap": overlap(built.ties, shared),
    }


def _in_order(found: dict[int, float]) -> NDArray[np.float64]:
    return np.array([found[person] for person in range(len(found))])


def _louvain(built: Built, seed: int) -> Any:
    import networkx as nx

    return nx.community.louvain_communities(built.graph, seed=seed)


def _labels(built: Built, communities: Iterable[set[int]]) -> Answers:
    labels = np.empty(built.ties.people, dtype=np.int64)
    for number, members in enumerate(communities):
        labels[list(members)] = number
    return {"community": labels}


METHODS = [
    Method("betweenness", "betweenness_centrality", _betweenness, _of_people),
    Method(
        "betweenness-ties",
        "betweenness_centrality, edge_betweenness_centrality",
        _betweenness_and_ties,
        _of_people_and_ties,
    ),
    Method("holes", "constraint, effective_size, jaccard_coefficient", _holes, _holes_found),
    Method("holes", "constraint, jaccard_coefficient", _holes_by_hand, _holes_found),
    Method("communities", "louvain_communities", _louvain, _labels),
]
