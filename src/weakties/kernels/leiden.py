"""The Leiden algorithm: move nodes, refine the communities, merge each part into a node, repeat.

The phases are those of Traag, Waltman and van Eck (2019), https://doi.org/10.1038/s41598-019-41695-z,
with the greedy choice while refining. The kernels are small and plain Python drives them: that
compiles quickly and lets an interrupt in. All that is random is the order in which nodes are taken.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numba import njit

from weakties._typing import BoolArray, FloatArray, IntArray, PositionArray

#: A gain below this share of a node's own weight is a rounding error, not an improvement.
NO_GAIN = 1e-10

#: Above so many arcs passes are long: there is one beginning, and small progress is not pursued.
MANY_ARCS = 2_000_000

#: Modularity that a pass must add for another one to follow, with few and with many arcs.
NO_PROGRESS, NO_PROGRESS_IF_MANY = 1e-6, 1e-3

#: Beginnings of two passes each, of which the best goes on.
STARTS = 3

#: Passes after which no other follows, whatever it would add.
MOST_PASSES = 100

#: Arcs that a kernel looks at before the driver has its turn: about a tenth of a second.
ARCS_PER_TURN = 5_000_000


class Level(NamedTuple):
    """A network without loops; ``weight`` is what a node counts when ties are left to chance."""

    indptr: IntArray
    indices: PositionArray
    strength: FloatArray
    weight: FloatArray


@njit(nogil=True, cache=True)
def _gather(
    indptr: IntArray,
    indices: PositionArray,
    strength: FloatArray,
    node: int,
    label: PositionArray,
    toward: FloatArray,
    near: PositionArray,
) -> int:
    """Add up the strength of a node's ties to every group near it; how many groups these are."""
    count = 0
    for arc in range(indptr[node], indptr[node + 1]):
        group = label[indices[arc]]
        if toward[group] == 0.0:
            near[count] = group
            count += 1
        toward[group] += strength[arc]
    return count


@njit(nogil=True, cache=True)
def _best_group(
    count: int,
    near: PositionArray,
    toward: FloatArray,
    total: FloatArray,
    home: int,
    weight: float,
    rate: float,
) -> int:
    """Group that gains most for a node that is in none; -1 for one of its own. Clears ``toward``."""
    best = home
    best_gain = toward[home] - rate * weight * total[home]
    for at in range(count):
        group = near[at]
        gain = toward[group] - rate * weight * total[group]
        toward[group] = 0.0
        if gain > best_gain + NO_GAIN * weight:
            best, best_gain = group, gain
    return best if best_gain >= -NO_GAIN * weight else -1


@njit(nogil=True, cache=True)
def _wake(
    node: int,
    indptr: IntArray,
    indices: PositionArray,
    label: PositionArray,
    queue: PositionArray,
    waiting: BoolArray,
    ends: IntArray,
) -> None:
    """Put the neighbours in other groups at the end of the queue."""
    for arc in range(indptr[node], indptr[node + 1]):
        other = indices[arc]
        if label[other] != label[node] and not waiting[other]:
            waiting[other] = True
            queue[(ends[0] + ends[1]) % len(queue)] = other
            ends[1] += 1


@njit(nogil=True, cache=True)
def _move_some(
    indptr: IntArray,
    indices: PositionArray,
    strength: FloatArray,
    weight: FloatArray,
    rate: float,
    label: PositionArray,
    total: FloatArray,
    size: PositionArray,
    free: PositionArray,
    queue: PositionArray,
    waiting: BoolArray,
    ends: IntArray,
    toward: FloatArray,
    near: PositionArray,
    most_arcs: int,
) -> None:
    """Move the nodes of the queue to their best groups, until so many arcs were looked at.

    ``ends`` holds the place of the first node waiting, how many wait, and how many groups of
    ``free`` have no member.
    """
    seen = 0
    while ends[1] > 0 and seen < most_arcs:
        node = queue[ends[0]]
        ends[0] = (ends[0] + 1) % len(queue)
        ends[1] -= 1
        waiting[node] = False
        seen += indptr[node + 1] - indptr[node]
        home = label[node]
        total[home] -= weight[node]
        if size[home] == 1:
            # Subtraction may leave a rounding error where nobody is.
            total[home] = 0.0
        count = _gather(indptr, indices, strength, node, label, toward, near)
        best = _best_group(count, near, toward, total, home, weight[node], rate)
        if best < 0:
            ends[2] -= 1
            best = free[ends[2]]
        total[best] += weight[node]
        if best == home:
            continue
        label[node] = best
        size[best] += 1
        size[home] -= 1
        if size[home] == 0:
            free[ends[2]] = home
            ends[2] += 1
        _wake(node, indptr, indices, label, queue, waiting, ends)


@njit(nogil=True, cache=True)
def _refine(
    indptr: IntArray,
    indices: PositionArray,
    strength: FloatArray,
    weight: FloatArray,
    rate: float,
    label: PositionArray,
    total: FloatArray,
    order: PositionArray,
    part: PositionArray,
    part_weight: FloatArray,
    outward: FloatArray,
    alone: BoolArray,
    toward: FloatArray,
    near: PositionArray,
) -> None:
    """Grow parts of the groups from single nodes along ties, so that every part is connected.

    A part has the number of the node it began with, which never leaves it. ``outward`` is the
    strength of a part's ties to the rest of its group.
    """
    for node in order:
        group = label[node]
        inside = 0.0
        for arc in range(indptr[node], indptr[node + 1]):
            # A product, as a processor cannot foresee which way a branch would go.
            inside += strength[arc] * (label[indices[arc]] == group)
        outward[node] = inside
    for node in order:
        group = label[node]
        slack = NO_GAIN * weight[node]
        needed = rate * weight[node] * (total[group] - weight[node])
        if not alone[node] or outward[node] + slack < needed:
            continue
        count = _gather(indptr, indices, strength, node, part, toward, near)
        best, best_gain, best_tie = node, 0.0, 0.0
        for at in range(count):
            one = near[at]
            tie, toward[one] = toward[one], 0.0
            gain = tie - rate * weight[node] * part_weight[one]
            needed = rate * part_weight[one] * (total[group] - part_weight[one])
            if label[one] == group and gain > best_gain and outward[one] + slack >= needed:
                best, best_gain, best_tie = one, gain, tie
        if best != node:
            part[node] = best
            part_weight[best] += weight[node]
            outward[best] += outward[node] - 2.0 * best_tie
            alone[best] = False


@njit(nogil=True, cache=True)
def _merge(
    indptr: IntArray,
    indices: PositionArray,
    strength: FloatArray,
    part: PositionArray,
    members: PositionArray,
    place: IntArray,
    new_indptr: IntArray,
    new_indices: PositionArray,
    new_strength: FloatArray,
) -> None:
    """Add up the ties between parts; ``members`` are the nodes sorted by part."""
    end = 0
    last = -1
    for node in members:
        one = part[node]
        while last < one:
            last += 1
            new_indptr[last] = end
        for arc in range(indptr[node], indptr[node + 1]):
            other = part[indices[arc]]
            if other == one:
                continue
            if place[other] < new_indptr[one]:
                place[other] = end
                new_indices[end] = other
                new_strength[end] = 0.0
                end += 1
            new_strength[place[other]] += strength[arc]
    new_indptr[last + 1] = end


def _numbered(label: PositionArray) -> tuple[PositionArray, int]:
    """Labels counted from 0 without gaps, in the same order, and how many there are."""
    used = np.bincount(label) > 0
    return (np.cumsum(used, dtype=np.int32) - 1)[label], int(used.sum())


def _sums(label: PositionArray, values: FloatArray, count: int) -> FloatArray:
    return np.bincount(label, weights=values, minlength=count).astype(np.float64, copy=False)


def _move(
    level: Level, label: PositionArray, rate: float, rng: np.random.Generator
) -> tuple[PositionArray, FloatArray]:
    """Labels after moving until no node wants to move, and the weight of every label."""
    n = len(label)
    label = label.copy()
    total = _sums(label, level.weight, n)
    size = np.bincount(label, minlength=n).astype(np.int32)
    free = np.zeros(n, dtype=np.int32)
    unused = np.flatnonzero(size == 0)
    free[: len(unused)] = unused
    queue = rng.permutation(n).astype(np.int32)
    waiting = np.ones(n, dtype=np.bool_)
    ends = np.array([0, n, len(unused)], dtype=np.int64)
    toward, near = np.zeros(n), np.empty(n, dtype=np.int32)
    while ends[1] > 0:
        _move_some(
            *level,
            rate,
            label,
            total,
            size,
            free,
            queue,
            waiting,
            ends,
            toward,
            near,
            ARCS_PER_TURN,
        )
    return label, total


def _parts(
    level: Level, label: PositionArray, total: FloatArray, rate: float, rng: np.random.Generator
) -> PositionArray:
    n = len(label)
    order = rng.permutation(n).astype(np.int32)
    # Groups do not touch each other here; one after the other they stay in fast memory.
    order = order[np.argsort(label[order], kind="stable")]
    part = np.arange(n, dtype=np.int32)
    own = level.weight.copy(), np.zeros(n), np.ones(n, dtype=np.bool_)
    space = np.zeros(n), np.empty(n, dtype=np.int32)
    _refine(*level, rate, label, total, order, part, *own, *space)
    return part


def _merged(level: Level, part: PositionArray, count: int) -> Level:
    """The network whose nodes are the parts; ties within a part are left out."""
    members = np.argsort(part, kind="stable").astype(np.int32)
    place = np.full(count, -1, dtype=np.int64)
    indptr = np.zeros(count + 1, dtype=np.int64)
    indices, strength = np.empty_like(level.indices), np.empty_like(level.strength)
    _merge(*level[:3], part, members, place, indptr, indices, strength)
    end = indptr[-1]
    weight = _sums(part, level.weight, count)
    return Level(indptr, indices[:end], strength[:end], weight)


def _pass(
    level: Level, label: PositionArray, resolution: float, rng: np.random.Generator
) -> tuple[PositionArray, float]:
    """Labels after moving, refining and merging until nothing merges, and their modularity.

    A label stands for a part at last, and every part is connected: so is every group returned.
    """
    everything = level.weight.sum()
    rate = resolution / everything
    node_of = np.arange(len(label), dtype=np.int32)
    while True:
        label, total = _move(level, label, rate, rng)
        part, parts = _numbered(_parts(level, label, total, rate, rng))
        if parts == len(label):
            break
        coarse = np.empty(parts, dtype=np.int32)
        coarse[part] = _numbered(label)[0]
        level, label, node_of = _merged(level, part, parts), coarse, part[node_of]
    between = level.strength.sum() / everything
    expected = resolution * np.square(level.weight / everything).sum()
    return node_of, float(1.0 - between - expected)


def leiden(
    indptr: IntArray,
    indices: PositionArray,
    strength: FloatArray,
    resolution: float,
    rng: np.random.Generator,
    report: Callable[[int], None],
) -> PositionArray:
    """A label for every node of a network without loops; see `leiden_on`."""
    n = len(indptr) - 1
    source = np.repeat(np.arange(n, dtype=np.int32), np.diff(indptr))
    level = Level(indptr, indices, strength, _sums(source, strength, n))
    return leiden_on(level, resolution, rng, report)


def leiden_on(
    level: Level, resolution: float, rng: np.random.Generator, report: Callable[[int], None]
) -> PositionArray:
    """A label for every node; no nodes of a label are disconnected.

    Loops bind nobody to others: they count, twice, in the weights of the nodes alone. ``report`` is
    told the number of passes done, at most `MOST_PASSES`.
    """
    passes = 0

    def go_on(label: PositionArray) -> tuple[PositionArray, float]:
        nonlocal passes
        passes += 1
        report(passes)
        return _pass(level, label, resolution, rng)

    alone = np.arange(len(level.weight), dtype=np.int32)
    if len(level.indices) == 0:
        return alone
    many = len(level.indices) > MANY_ARCS
    starts, no_progress = (1, NO_PROGRESS_IF_MANY) if many else (STARTS, NO_PROGRESS)
    begun = [go_on(go_on(alone)[0]) for _ in range(starts)]
    label, quality = max(begun, key=lambda found: found[1])
    gain = 1.0
    while gain > no_progress and passes < MOST_PASSES:
        again, better = go_on(label)
        gain = better - quality
        if gain > 0.0:
            label, quality = again, better
    return label
