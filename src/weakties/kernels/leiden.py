"""The Leiden algorithm: move nodes, refine the communities, merge each part into a node, repeat.

The phases are those of Traag, Waltman and van Eck (2019), https://doi.org/10.1038/s41598-019-41695-z,
with the greedy choice while refining. Two additions make better communities in less time: nodes
move at every level on the way back as well (Rotta and Noack 2011,
https://doi.org/10.1145/1963190.1970376), and a merged network of moderate size is searched once more
from its single nodes, after which the search goes on from what both results agree on (Ovelgönne and
Geyer-Schulz 2013, https://doi.org/10.1090/conm/588/11701). The compiled phases are small and plain
Python drives them: that compiles quickly and lets an interrupt in. All that is random is the order
in which nodes are taken.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from weakties._typing import BoolArray, FloatArray, IntArray, PositionArray
from weakties.kernels import leiden_levels as levels
from weakties.kernels import leiden_moves as moves
from weakties.kernels.leiden_levels import Level, Nodes

#: Modularity that a pass must add for another one to follow.
NO_PROGRESS = 1e-3

#: Passes after which no other follows, whatever it would add.
MOST_PASSES = 10

#: Merged networks of at most so many arcs are searched from their single nodes as well.
ARCS_SEARCHED_AGAIN = 500_000

#: Small networks are as a whole, so many times, and together they look at so many arcs.
WHOLE_AGAIN, ARCS_OF_WHOLE_AGAIN = 2, 50_000

#: Runs of nodes that are taken in random order; those of a run follow each other in memory.
RUNS_OF_NODES = 4_096


class Groups(NamedTuple):
    """The nodes of a level in groups, which are numbered from 0 without gaps."""

    label: Nodes  #: group of every node
    total: FloatArray  #: weight of every group
    inside: FloatArray  #: strength of every node's ties within its group


class Search:
    """What the phases of one search share; ``turn`` is called every tenth of a second or so."""

    def __init__(
        self,
        level: Level,
        resolution: float,
        rng: np.random.Generator,
        turn: Callable[[], None],
    ) -> None:
        self.whole = level
        self.strength = level.strength.sum()
        self.rate = resolution / level.weight.sum()
        self.rng = rng
        self.turn = turn

    def quality(self, level: Level, groups: Groups) -> float:
        """Modularity of groups of a level, where nodes weigh what their ties do."""
        within = self.strength - level.strength.sum() + groups.inside.sum()
        by_chance = self.rate * np.square(groups.total).sum()
        return float((within - by_chance) / self.strength)

    def settle(self, level: Level, label: Nodes) -> Groups:
        """Move nodes from the groups they are in until none wants to move; takes the array over."""
        n = len(label)
        total, size = np.zeros(n), np.zeros(n, dtype=np.int32)
        free = np.empty(n + 1, dtype=np.uint32)
        unused = moves.tally(label, level.weight, total, size, free)
        inside, restless = self._surveyed(level, label, total)
        if restless.any():
            self._move(level, (label, total, size, free), unused, restless)
            _renumber(label)
            inside, _ = self._surveyed(level, label, total[size > 0])
        return Groups(label, total[size > 0], inside)

    def passes(self, level: Level, groups: Groups) -> Iterator[Groups]:
        """Better groups after every pass, as long as one adds enough."""
        quality = self.quality(level, groups)
        for _ in range(MOST_PASSES):
            groups = self.search(level, groups)
            yield groups
            before, quality = quality, self.quality(level, groups)
            if quality - before <= NO_PROGRESS:
                return

    def search(self, level: Level, groups: Groups) -> Groups:
        """One pass: search a network that is small enough, or else that of the parts, and settle."""
        others = self._searches_from_single_nodes(level)
        if others > 0:
            return self.search_again(level, self.improve(level, groups), others)
        part, parts = self.refine(level, groups)
        if parts == len(part):
            return groups
        above, merged = self.climb(level, groups, part, parts)
        if self._searches_from_single_nodes(above) > 0:
            merged = self.search(above, merged)
        else:
            *_, merged = self.passes(above, merged)
        return self.settle(level, merged.label[part])

    def _searches_from_single_nodes(self, level: Level) -> int:
        arcs = len(level.indices)
        if level is self.whole:
            return min(WHOLE_AGAIN, ARCS_OF_WHOLE_AGAIN // arcs)
        return int(arcs <= ARCS_SEARCHED_AGAIN)

    def search_again(self, level: Level, groups: Groups, others: int) -> Groups:
        """The best of some groups, others found afresh, and what all agree on, merged anew."""
        best, common = groups, groups.label.astype(np.int64)
        for _ in range(others):
            other = self.afresh(level)
            pair = common * len(common) + other.label
            common = np.unique(pair, return_inverse=True)[1]
            best = self._better(level, best, other)
        part, parts = common.astype(np.uint32), int(common.max()) + 1
        joined = self.afresh(self.merge(level, part, parts))
        return self._better(level, best, self.settle(level, joined.label[part]))

    def _better(self, level: Level, one: Groups, other: Groups) -> Groups:
        """The better of two; the first if they are equal, whatever the last bits of sums say."""
        gain = self.quality(level, other) - self.quality(level, one)
        return other if gain > moves.NO_GAIN else one

    def afresh(self, level: Level) -> Groups:
        """Groups found from single nodes."""
        alone = np.arange(len(level.weight), dtype=np.uint32)
        return self.improve(level, self.settle(level, alone))

    def improve(self, level: Level, groups: Groups) -> Groups:
        """Merge parts of the groups until nothing merges, and settle on the way back."""
        climbed = []
        part, parts = self.refine(level, groups)
        while parts < len(part):
            climbed.append((level, groups, part))
            level, groups = self.climb(level, groups, part, parts)
            part, parts = self.refine(level, groups)
        for level, before, part in reversed(climbed):
            label = groups.label[part]
            unchanged = np.array_equal(label, before.label)
            groups = before if unchanged else self.settle(level, label)
        return groups

    def climb(self, level: Level, groups: Groups, part: Nodes, parts: int) -> tuple[Level, Groups]:
        """The network of the parts, settled from the groups that they are parts of."""
        label = np.empty(parts, dtype=np.uint32)
        label[part] = groups.label
        above = self.merge(level, part, parts)
        return above, self.settle(above, label)

    def refine(self, level: Level, groups: Groups) -> tuple[Nodes, int]:
        """Connected parts of the groups, numbered, and how many there are."""
        n = len(groups.label)
        part = np.arange(n, dtype=np.uint32)
        own = level.weight.copy(), groups.inside.copy(), np.ones(n, dtype=np.bool_)
        space = np.zeros(n), np.empty(n + 1, dtype=np.uint32)
        order = self._order(n)
        for begin, stop in self._turns(n, level):
            some = order[begin:stop]
            moves.refine_some(
                *level, self.rate, groups.label, groups.total, some, part, *own, *space
            )
        return part, _renumber(part)

    def merge(self, level: Level, part: Nodes, parts: int) -> Level:
        """The network whose nodes are the parts; ties within a part are left out."""
        first = np.zeros(parts + 1, dtype=np.uint64)
        np.cumsum(np.bincount(part, minlength=parts), out=first[1:], dtype=np.uint64)
        place, members = first[:-1].copy(), np.empty(len(part), dtype=np.uint32)
        levels.sort_members(part, place, members)
        place[:] = levels.NOWHERE
        indptr = np.zeros(parts + 1, dtype=np.uint64)
        room = len(level.indices) + 1
        new = indptr, np.empty(room, dtype=np.uint32), np.empty(room)
        for begin, stop in self._turns(parts, level):
            levels.merge_some(*level[:3], part, members, first, begin, stop, place, *new)
        end = int(indptr[-1])
        return Level(indptr, new[1][:end], new[2][:end], _sums(part, level.weight))

    def connected(self, level: Level, groups: Groups) -> Groups:
        """Groups that are connected: the pieces of groups become groups and settle."""
        n = len(groups.label)
        while True:
            piece, stack = np.full(n, n, dtype=np.uint32), np.empty(n, dtype=np.uint32)
            pieces = levels.split(level.indptr, level.indices, groups.label, piece, stack)
            if pieces == len(groups.total):
                return groups
            groups = self.settle(level, piece.copy())
            if np.array_equal(groups.label, piece):
                return groups

    def _surveyed(
        self, level: Level, label: Nodes, total: FloatArray
    ) -> tuple[FloatArray, BoolArray]:
        """Strength of every node's ties within its group, and who may want to leave it."""
        inside, restless = np.empty(len(label)), np.empty(len(label), dtype=np.bool_)
        moves.survey(*level, self.rate, label, total, inside, restless)
        self.turn()
        return inside, restless

    def _move(
        self,
        level: Level,
        groups: tuple[Nodes, FloatArray, PositionArray, Nodes],
        unused: int,
        waiting: BoolArray,
    ) -> None:
        """Move the nodes that wait, and those they wake, until none waits."""
        n = len(waiting)
        first = waiting.nonzero()[0]
        queue = np.empty(n, dtype=np.uint32)
        queue[: len(first)] = first[self._order(len(first))]
        ends = np.array([0, len(first), unused], dtype=np.int64)
        space = np.zeros(n), np.empty(n + 1, dtype=np.uint32)
        while ends[1] > 0:
            moves.move_some(
                *level, self.rate, *groups, queue, waiting, ends, *space, levels.ARCS_PER_TURN
            )
            self.turn()

    def _order(self, n: int) -> Nodes:
        """Nodes in random order; in large networks, runs of nodes in random order."""
        length = max(1, n // RUNS_OF_NODES)
        runs = self.rng.permutation(-(-n // length))
        if length == 1:
            return runs.astype(np.uint32)
        order = (runs[:, None] * length + np.arange(length)).astype(np.uint32).ravel()
        return order[order < n]

    def _turns(self, count: int, level: Level) -> Iterator[tuple[int, int]]:
        for one in levels.turns(count, len(level.indices)):
            yield one
            self.turn()


def _renumber(label: Nodes) -> int:
    """Count labels from 0 without gaps in place; how many there are."""
    return int(moves.renumber(label, np.zeros(len(label), dtype=np.uint32)))


def _sums(label: Nodes, values: FloatArray) -> FloatArray:
    return np.bincount(label, weights=values).astype(np.float64, copy=False)


def leiden(
    indptr: IntArray,
    indices: PositionArray,
    strength: FloatArray,
    resolution: float,
    rng: np.random.Generator,
    report: Callable[[int], None],
) -> PositionArray:
    """A label for every node of a network without loops; see `leiden_on`."""
    weight = np.zeros(len(indptr) - 1)
    levels.add_up_ties(indptr.view(np.uint64), strength, weight)
    return leiden_on(indptr, indices, strength, weight, resolution, rng, report)


def leiden_on(
    indptr: IntArray,
    indices: PositionArray,
    strength: FloatArray,
    weight: FloatArray,
    resolution: float,
    rng: np.random.Generator,
    report: Callable[[int], None],
) -> PositionArray:
    """A label for every node; no nodes of a label are disconnected.

    Loops bind nobody to others: they count, twice, in the weights of the nodes alone. ``report`` is
    told the number of passes done, below `MOST_PASSES`, at every turn.
    """
    label = np.arange(len(weight), dtype=np.uint32)
    if len(indices) == 0:
        return label.view(np.int32)
    given = Level(indptr.view(np.uint64), indices.view(np.uint32), strength, weight)
    level, number = levels.near_to_near(given, rng)
    done = 0
    search = Search(level, resolution, rng, lambda: report(done))
    best = search.settle(level, label)
    for better in search.passes(level, best):
        best = better
        done += 1
    return search.connected(level, best).label[number].view(np.int32)
