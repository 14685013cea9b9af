"""NetworKit (https://networkit.github.io)."""

import os
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.graphs import Ties
from benchmarks.peers._method import Answers, Method
from benchmarks.works import CONFIDENCE, ERROR, TOP

PACKAGE, MODULE = "networkit", "networkit"


class Built(NamedTuple):
    """The graph, the number that it gives to every tie, and how many people there are."""

    graph: Any
    numbers: NDArray[np.int64]
    people: int


def build(ties: Ties) -> Built:
    """Edges are numbered, as NetworKit needs it for measures of ties."""
    import networkit

    networkit.setNumberOfThreads(int(os.environ["OMP_NUM_THREADS"]))
    ends = ties.source.astype(np.uint64), ties.target.astype(np.uint64)
    graph = networkit.GraphFromCoo(ends, n=ties.people, weighted=False, directed=False)
    graph.indexEdges()
    numbers = [graph.edgeId(one, other) for one, other in ties.pairs.tolist()]
    return Built(graph, np.array(numbers, dtype=np.int64), ties.people)


def _exact(*, ties: bool) -> Any:
    def call(built: Built, _: int) -> Any:
        import networkit

        return networkit.centrality.Betweenness(built.graph, computeEdgeCentrality=ties).run()

    return call


def _of_people(_: Built, found: Any) -> Answers:
    """NetworKit counts every pair twice."""
    return {"betweenness": np.array(found.scores()) / 2}


def _of_people_and_ties(built: Built, found: Any) -> Answers:
    along = np.array(found.edgeScores())[built.numbers] / 2
    return {**_of_people(built, found), "edge_betweenness": along}


def _top(built: Built, seed: int) -> Any:
    import networkit

    networkit.setSeed(seed, useThreadId=True)  # or all threads would draw the same
    sampler = networkit.centrality.KadabraBetweenness
    return sampler(built.graph, err=ERROR, delta=1 - CONFIDENCE, k=TOP).run()


def _top_found(_: Built, found: Any) -> Answers:
    """Shares of all pairs; here too NetworKit counts every pair twice."""
    scores = np.array(found.topkScoresList()) / 2
    return {"person": np.array(found.topkNodesList()), "betweenness": scores}


def _communities(name: str) -> Any:
    def call(built: Built, seed: int) -> Any:
        import networkit

        networkit.setSeed(seed, useThreadId=True)
        return getattr(networkit.community, name)(built.graph).run()

    return call


def _partition(_: Built, found: Any) -> Answers:
    return {"community": np.array(found.getPartition().getVector())}


METHODS = [
    Method("betweenness", "Betweenness", _exact(ties=False), _of_people),
    Method("betweenness-ties", "Betweenness", _exact(ties=True), _of_people_and_ties),
    Method("top", "KadabraBetweenness", _top, _top_found),
    Method("communities", "ParallelLeiden", _communities("ParallelLeiden"), _partition),
    Method("communities", "PLM", _communities("PLM"), _partition),
]
