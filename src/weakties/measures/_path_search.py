"""Search a graph for shortest paths from many sources, on all processors."""

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import NamedTuple, TypeVar

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import reverse_cuthill_mckee

from weakties._typing import BoolArray, FloatArray, IntArray, Progress
from weakties.errors import LongRunWarning
from weakties.kernels.batches import add_batches, batch_size, thread_count
from weakties.kernels.path_search import Graph
from weakties.kernels.reduction import reduce_graph
from weakties.kernels.shortest_paths import ANY_LENGTH, Search, Targets, lane_count
from weakties.kernels.shortest_paths_by_length import LengthSearch

T = TypeVar("T")

#: Arcs from which on every batch of sources is handed out alone, and most batches handed out at
#: once. Fixed numbers, so that sums do not depend on the machine.
_ARCS_OF_ONE_BATCH, _MOST_BATCHES = 2_000_000, 4

#: How much longer a search takes that minds lengths.
_COST_OF_LENGTHS = 8

#: Seconds a processor takes for an arc and a source in a large network, as measured; less if small.
_SECONDS_A_VISIT = 1.5e-9

_WHAT = "shortest paths"

#: Seconds from which on people are told beforehand.
_LONG = 60.0


class Goal(NamedTuple):
    """What it counts to reach a node: it depends on the node's kind and on the source."""

    kind: IntArray  #: shape (nodes,): number of the kind of every node
    value: Callable[[IntArray], FloatArray]  #: sources -> values, shape (kinds, sources)


def reach(value: FloatArray, weight: FloatArray) -> Goal:
    """To reach a node counts as much as its value, times the weight of the source."""
    values, kind = np.unique(value, return_inverse=True)
    return Goal(kind, lambda sources: np.multiply.outer(values, weight[sources]))


def reach_others(community: IntArray) -> Goal:
    """To reach a node counts one, if it is in another community than the source."""
    names, kind = np.unique(community, return_inverse=True)
    return Goal(kind, lambda sources: (names[:, None] != community[sources]).astype(np.float64))


def reach_from(sources: BoolArray, targets: BoolArray, *, symmetric: bool) -> Goal:
    """To reach a target counts one; a half where the way back is counted too."""
    both_ways = sources & targets & symmetric

    def value(some: IntArray) -> FloatArray:
        table = np.zeros((3, len(some)))
        table[1], table[2] = 1.0, np.where(both_ways[some], 0.5, 1.0)
        return table

    return Goal(np.where(both_ways, 2, targets.astype(np.int64)), value)


class Passing(NamedTuple):
    """What passes on shortest paths from the sources to the goal."""

    nodes: FloatArray  #: through every node
    arcs: FloatArray  #: along every arc; empty if not asked
    ends: FloatArray  #: what starts or ends at every node; empty if not asked


def search_by_steps(
    graph: Graph,
    sources: IntArray,
    goal: Goal,
    *,
    symmetric: bool,
    arcs: bool = True,
    ends: bool = False,
    most_steps: int = ANY_LENGTH,
    progress: Progress | None = None,
) -> Passing:
    """Search along paths of as few steps as can be, and ``most_steps`` at most."""
    nodes = len(graph.indptr) - 1
    tell_if_long(len(sources) * len(graph.indices))
    order = neighbours_together(graph, symmetric=symmetric)
    moved, old_arcs = in_order(graph, order)
    place = np.empty(nodes, dtype=np.int32)
    place[order] = np.arange(nodes, dtype=np.int32)
    # Sources that are near each other are searched together.
    sources = order[np.isin(order, sources, assume_unique=True)]
    kind = goal.kind[order]
    given_up = np.zeros(1, dtype=np.bool_)
    borrow = _lender(lambda: Search(moved, given_up))

    def run(start: int, stop: int, part: Sequence[FloatArray]) -> None:
        sums = Passing(*part)
        with borrow() as search:
            for first in range(start, stop, search.lanes):
                some = sources[first : min(first + search.lanes, stop)]
                search.run(place[some], most_steps)
                _add(search, Targets(kind, goal.value(some)), sums)
                search.forget()

    batches = max(1, min(_MOST_BATCHES, _ARCS_OF_ONE_BATCH // max(1, len(graph.indices))))
    size = batches * lane_count(nodes)
    found = _no_sums(graph, arcs=arcs, ends=ends)
    try:
        add_batches(run, found, len(sources), size=size, what=_WHAT, progress=progress)
    finally:
        # Of a large network one search takes seconds, and nobody waits for those still running.
        given_up[0] = True
    along = np.empty(len(found.arcs))
    along[old_arcs if arcs else slice(0)] = found.arcs
    return Passing(found.nodes[place], along, found.ends[place] if ends else found.ends)


def search_from_all(graph: Graph, *, symmetric: bool, progress: Progress | None = None) -> Passing:
    """Search by steps from every node to all; if symmetric, a smaller graph with the same paths.

    Every node of ``graph`` stands for one.
    """
    nodes = len(graph.indptr) - 1
    if nodes == 0:
        return Passing(*[np.empty(0)] * 3)
    if not symmetric:
        goal = reach(np.ones(nodes), np.ones(nodes))
        return search_by_steps(graph, np.arange(nodes), goal, symmetric=False, progress=progress)
    small = reduce_graph(graph.indptr, graph.indices)
    through, along = small.person_known, small.arc_known
    if len(small.copies):
        reduced = Graph(small.indptr, small.indices, small.copies)
        goal = reach(small.weight, small.weight * small.copies)
        sources = np.arange(len(small.copies))
        found = search_by_steps(reduced, sources, goal, symmetric=True, progress=progress)
        np.add.at(through, small.people, found.nodes[small.node])
        along[small.arcs] += found.arcs[small.arc] / small.divisor
    return Passing(through, along, np.empty(0))


def search_by_length(
    graph: Graph,
    length: FloatArray,
    sources: IntArray,
    goal: Goal,
    *,
    ends: bool = False,
    longest: float = np.inf,
    progress: Progress | None = None,
) -> Passing:
    """Search along paths whose arcs are as short as can be, and ``longest`` at most together."""
    tell_if_long(_COST_OF_LENGTHS * len(sources) * len(graph.indices))
    borrow = _lender(lambda: LengthSearch(graph, length))

    def run(start: int, stop: int, part: Sequence[FloatArray]) -> None:
        sums = Passing(*part)
        with borrow() as search:
            for source in sources[start:stop]:
                search.run(source, longest)
                _add(search, Targets(goal.kind, goal.value(np.array([source]))), sums)

    size = batch_size(_COST_OF_LENGTHS * (len(graph.indptr) + len(graph.indices)), most=64)
    found = _no_sums(graph, arcs=True, ends=ends)
    add_batches(run, found, len(sources), size=size, what=_WHAT, progress=progress)
    return found


def expected_seconds(visits: float) -> float:
    """About how long it takes to look at so many arcs, once for every source."""
    return visits * _SECONDS_A_VISIT / thread_count()


def tell_if_long(visits: float) -> None:
    """Warn before a search that takes over a minute, and name the alternative."""
    seconds = expected_seconds(visits)
    if seconds > _LONG:
        message = (
            f"Counting all shortest paths will take about {duration(seconds)}. "
            "weakties.measures.estimate_betweenness gives every value within limits, much sooner."
        )
        warnings.warn(message, LongRunWarning, stacklevel=2)


def duration(seconds: float) -> str:
    """So many minutes or hours, in words."""
    minutes = round(seconds / 60)
    return f"{minutes:,} minutes" if minutes < 120 else f"{round(seconds / 3600):,} hours"


def _no_sums(graph: Graph, *, arcs: bool, ends: bool) -> Passing:
    nodes = len(graph.indptr) - 1
    along = np.zeros(len(graph.indices) if arcs else 0)
    return Passing(np.zeros(nodes), along, np.zeros(nodes if ends else 0))


def _add(search: Search | LengthSearch, targets: Targets, sums: Passing) -> None:
    """Add what the last search gives; lanes without a source count nothing."""
    if spare := search.lanes - targets.value.shape[1]:
        targets = targets._replace(value=np.pad(targets.value, ((0, 0), (0, spare))))
    search.add(targets, sums.nodes, sums.arcs)
    if len(sums.ends):
        search.add_ends(targets, sums.ends)


def _lender(make: Callable[[], T]) -> Callable[[], AbstractContextManager[T]]:
    """Lend room for a search to whoever asks, as often as needed at the same time."""
    free: list[T] = []

    @contextmanager
    def borrow() -> Iterator[T]:
        try:
            room = free.pop()
        except IndexError:
            room = make()
        yield room
        free.append(room)

    return borrow


def neighbours_together(graph: Graph, *, symmetric: bool) -> IntArray:
    """Nodes in an order in which neighbours are near each other (Cuthill and McKee 1969)."""
    nodes = len(graph.indptr) - 1
    if nodes == 0:
        return np.empty(0, dtype=np.int64)
    ones = np.ones(len(graph.indices), dtype=np.int8)
    matrix = csr_matrix((ones, graph.indices, graph.indptr), shape=(nodes, nodes))
    order = reverse_cuthill_mckee(matrix, symmetric_mode=symmetric)
    return np.asarray(order, dtype=np.int64)


def in_order(graph: Graph, order: IntArray) -> tuple[Graph, IntArray]:
    """The graph with its nodes in another order, and the old places of its arcs."""
    sizes = np.diff(graph.indptr)[order]
    indptr = np.zeros(len(graph.indptr), dtype=np.int64)
    np.cumsum(sizes, out=indptr[1:])
    within = np.arange(indptr[-1]) - np.repeat(indptr[:-1], sizes)
    arcs = np.repeat(graph.indptr[order], sizes) + within
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    return Graph(indptr, place[graph.indices[arcs]], graph.copies[order]), arcs
