"""Pairs of people drawn at random, and what their shortest paths add up to."""

from queue import Empty, SimpleQueue
from typing import NamedTuple

import numpy as np

from weakties._typing import BoolArray, FloatArray, IntArray, PositionArray, Progress, Rng
from weakties.communities._method import generator
from weakties.errors import WeakTiesError
from weakties.kernels.batches import batch_size, run_batches
from weakties.kernels.cuts import components
from weakties.kernels.path_samples import Batch, Room, Rows, make_room, sample_paths
from weakties.kernels.path_search import Graph
from weakties.kernels.random_pairs import Pairs
from weakties.measures._path_search import neighbours_together
from weakties.network import Network

#: Stands for communities where there are none.
NO_COMMUNITY = np.empty(0, dtype=np.int64)

#: Batches that samples are divided into at least, so that every thread has something to do.
_LEAST_BATCHES = 16

#: Samples that show how long one takes.
_PROBES = 32

#: Shortest paths between two people beyond which their numbers are not to be trusted.
_MOST_PATHS = 1e300


class Sums(NamedTuple):
    """What a number of samples adds up to, for one value after the other.

    For each kind of value that is sampled there is a range of places, in the order of `Places`.
    """

    samples: int
    total: FloatArray  #: sum of the shares of the shortest paths of a pair
    square: FloatArray  #: sum of their squares


class Places(NamedTuple):
    """Where in the sums the values of each kind stand; a kind that is not sampled has no place."""

    people: slice
    bridging: slice
    ties: slice
    possible: BoolArray  #: which values may differ from 0


class PathSampler:
    """Draws pairs of people who are in one component, and follows all their shortest paths.

    Sample number i is the same for one network and ``rng``, however many are drawn at a time.

    Attributes
    ----------
    pairs : int
        Number of ordered pairs that are drawn from.
    places : Places
        Where in the sums which values stand.
    arcs_per_sample : int
        About how many arcs the search for the paths of a pair looks at.
    """

    def __init__(self, network: Network, *, community: IntArray, ties: bool, rng: Rng) -> None:
        self._seed = generator(rng).integers(2**64, dtype=np.uint64)
        self._order, self._pairs, self.pairs = _pairs_together(network)
        self._community = community[self._order] if len(community) else community
        self._outward, self._inward = _rows_in_order(network, self._order, ties=ties)
        self._size = network.n_people, network.n_ties if ties else 0
        self._both_ways = 1 if network.directed else 2
        self.places = _places(network, bridging=len(community) > 0, ties=self._size[1])
        self._rooms: SimpleQueue[Room] = SimpleQueue()
        probes = self._process(0, _PROBES).arcs if self.pairs else 0
        self.arcs_per_sample = probes // _PROBES + 1

    def draw(self, start: int, stop: int, progress: Progress | None) -> Sums:
        """Add up the samples with these numbers."""
        people, ties = self._size
        person, tie = np.zeros((people, 4)), np.zeros((ties, 2))
        count = stop - start
        size = batch_size(self.arcs_per_sample, most=-(-count // _LEAST_BATCHES))

        def run(first: int, last: int) -> Batch:
            return self._process(start + first, start + last)

        for batch in run_batches(run, count, size=size, what="pairs of people", progress=progress):
            person[self._order[batch.people]] += batch.person
            tie[batch.ties] += batch.tie
        parts = [person[:, :2], person[:, 2:] if self._bridging else person[:0, 2:], tie]
        total, square = np.concatenate(parts).T.copy()
        return Sums(count, total, square)

    def in_pairs(self, mean: FloatArray) -> FloatArray:
        """A number of pairs, from a mean over the pairs drawn; an undirected pair counts once."""
        return mean * (self.pairs / self._both_ways)

    def share(self, mean: float) -> float:
        """A share of all pairs of people, from a mean over the pairs drawn."""
        people, _ = self._size
        return mean * self.pairs / max(1, people * (people - 1))

    @property
    def _bridging(self) -> bool:
        return len(self._community) > 0

    def _process(self, start: int, stop: int) -> Batch:
        """One batch, in a room that no other thread is in."""
        try:
            room = self._rooms.get_nowait()
        except Empty:
            room = make_room(*self._size)
        batch = sample_paths(
            self._outward,
            self._inward,
            self._pairs,
            self._community,
            self._seed,
            (start, stop),
            room,
        )
        self._rooms.put(room)
        if not batch.most_paths < _MOST_PATHS:
            message = (
                "Two people are joined by more than 1e300 shortest paths, more than can be counted."
            )
            raise WeakTiesError(message)
        return batch


def _places(network: Network, *, bridging: bool, ties: int) -> Places:
    """Nobody stands between others who cannot be reached from one and left to another."""
    people = network.n_people
    leaving = np.diff(network.indptr)
    entering = np.bincount(network.indices, minlength=people)
    possible = (leaving > 0) & (entering > 0) if network.directed else leaving > 1
    end = people * (1 + bridging)
    return Places(
        people=slice(0, people),
        bridging=slice(people, end),
        ties=slice(end, end + ties),
        possible=np.concatenate([*[possible] * (1 + bridging), np.ones(ties, dtype=bool)]),
    )


def _pairs_together(network: Network) -> tuple[IntArray, Pairs, int]:
    """An order in which components and neighbours stand together, and the pairs in it."""
    flat = network.undirected()
    component = components(flat.indptr, flat.indices)
    graph = Graph(network.indptr, network.indices, np.empty(0))
    near = neighbours_together(graph, symmetric=not network.directed)
    order = near[np.argsort(component[near], kind="stable")]
    people = np.bincount(component).astype(np.int64)
    start = np.cumsum(people) - people
    pairs = people * (people - 1)
    total = int(pairs.sum())
    some = pairs > 0
    return order, Pairs(start[some], people[some], np.cumsum(pairs[some]) / max(1, total)), total


def _rows_in_order(network: Network, order: IntArray, *, ties: bool) -> tuple[Rows, Rows]:
    """The arcs that lead from and to every person, with people in another order."""
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    source = np.repeat(place, np.diff(network.indptr))
    target = place[network.indices]
    numbers = network.arc_ties if ties else np.empty(0, dtype=np.int64)
    outward = _rows(source, target, numbers, len(order))
    return outward, _rows(target, source, numbers, len(order)) if network.directed else outward


def _rows(source: PositionArray, target: PositionArray, ties: IntArray, people: int) -> Rows:
    """Arcs by source, and by target within each."""
    by_source = np.lexsort((target, source))
    indptr = np.zeros(people + 1, dtype=np.int64)
    np.cumsum(np.bincount(source, minlength=people), out=indptr[1:])
    return Rows(indptr, target[by_source], ties[by_source] if len(ties) else ties)
