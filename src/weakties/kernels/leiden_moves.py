"""How nodes choose their groups in the Leiden algorithm.

Where a loop decides something for every arc it adds the decision up instead of branching, as a
processor cannot foresee which way a branch would go.
"""

import numpy as np
from numba import njit

from weakties._typing import BoolArray, FloatArray, IntArray, PositionArray
from weakties.kernels.leiden_levels import Nodes, Places

#: A gain below this share of a node's own weight is a rounding error, not an improvement.
NO_GAIN = 1e-10


@njit(nogil=True, cache=True)
def renumber(label: Nodes, number: Nodes) -> int:
    """Count labels from 0 without gaps, in the same order; how many there are.

    ``number`` has a zero for every label there may be.
    """
    for one in label:
        number[one] = 1
    count = 0
    for one in range(len(number)):
        used = number[one] > 0
        number[one] = count
        count += used
    for node in range(len(label)):
        label[node] = number[label[node]]
    return count


@njit(nogil=True, cache=True)
def tally(
    label: Nodes, weight: FloatArray, total: FloatArray, size: PositionArray, free: Nodes
) -> int:
    """Weight and size of every group, and ``free`` numbers of groups; how many of these."""
    for node in range(len(label)):
        group = label[node]
        total[group] += weight[node]
        size[group] += 1
    unused = 0
    for group in range(len(size)):
        free[unused] = group
        unused += size[group] == 0
    return unused


@njit(nogil=True, cache=True)
def survey(
    indptr: Places,
    indices: Nodes,
    strength: FloatArray,
    weight: FloatArray,
    rate: float,
    label: Nodes,
    total: FloatArray,
    inside: FloatArray,
    restless: BoolArray,
) -> None:
    """Strength of every node's ties within its group, and who may want to leave the group.

    These are the nodes with ties to other groups, and those that would rather be alone.
    """
    for node in range(len(label)):
        group = label[node]
        within, out = 0.0, 0
        for arc in range(indptr[node], indptr[node + 1]):
            same = label[indices[arc]] == group
            within += strength[arc] * same
            out += not same
        inside[node] = within
        chance = rate * weight[node] * (total[group] - weight[node])
        restless[node] = (out > 0) | (within < chance)


@njit(nogil=True, cache=True)
def _best_group(
    found: int,
    near: Nodes,
    toward: FloatArray,
    total: FloatArray,
    home: int,
    own: float,
    rate: float,
) -> int:
    """Group that gains most for a node; -1 for one of its own. Clears ``toward``."""
    best = home
    most = toward[home] - rate * own * (total[home] - own) + NO_GAIN * own
    for at in range(found):
        group = near[at]
        gain = toward[group] - rate * own * total[group]
        toward[group] = 0.0
        better = (gain > most) & (group != home)
        best = group if better else best
        most = gain + NO_GAIN * own if better else most
    return best if most >= 0.0 else -1


@njit(nogil=True, cache=True)
def move_some(
    indptr: Places,
    indices: Nodes,
    strength: FloatArray,
    weight: FloatArray,
    rate: float,
    label: Nodes,
    total: FloatArray,
    size: PositionArray,
    free: Nodes,
    queue: Nodes,
    waiting: BoolArray,
    ends: IntArray,
    toward: FloatArray,
    near: Nodes,
    most_arcs: int,
) -> None:
    """Move the nodes of the queue to their best groups, until so many arcs were looked at.

    A node that moves puts its neighbours in other groups at the end of the queue. ``ends`` holds
    the place of the first node waiting, how many wait, and how many groups of ``free`` have no
    member.
    """
    head, count, unused = ends
    tail = (head + count) % len(queue)
    seen = np.int64(0)
    while count > 0 and seen < most_arcs:
        node = queue[head]
        head = head + 1 if head + 1 < len(queue) else 0
        count -= 1
        waiting[node] = False
        begin, end = indptr[node], indptr[node + 1]
        seen += np.int64(end - begin)
        home, own = label[node], weight[node]
        found = 0
        for arc in range(begin, end):
            group = label[indices[arc]]
            near[found] = group
            found += toward[group] == 0.0
            toward[group] += strength[arc]
        best = _best_group(found, near, toward, total, home, own, rate)
        if best < 0 and size[home] > 1:
            unused -= 1
            best = free[unused]
        if best < 0 or best == home:
            continue
        label[node] = best
        total[best] += own
        total[home] -= own
        size[best] += 1
        size[home] -= 1
        if size[home] == 0:
            # Subtraction may leave a rounding error where nobody is.
            total[home] = 0.0
            free[unused] = home
            unused += 1
        for arc in range(begin, end):
            other = indices[arc]
            wakes = (label[other] != best) & (not waiting[other])
            queue[tail] = other
            waiting[other] |= wakes
            count += wakes
            tail += wakes
            tail = tail if tail < len(queue) else 0
    ends[0], ends[1], ends[2] = head, count, unused


@njit(nogil=True, cache=True)
def refine_some(
    indptr: Places,
    indices: Nodes,
    strength: FloatArray,
    weight: FloatArray,
    rate: float,
    label: Nodes,
    total: FloatArray,
    order: Nodes,
    part: Nodes,
    part_weight: FloatArray,
    outward: FloatArray,
    alone: BoolArray,
    toward: FloatArray,
    near: Nodes,
) -> None:
    """Grow parts of the groups from the single nodes of ``order`` along ties.

    So every part is connected. A part has the number of the node it began with, which never leaves
    it. ``outward`` is the strength of a part's ties to the rest of its group.
    """
    for node in order:
        group, own = label[node], weight[node]
        everything = total[group]
        slack = NO_GAIN * own
        if not alone[node] or outward[node] + slack < rate * own * (everything - own):
            continue
        found = 0
        for arc in range(indptr[node], indptr[node + 1]):
            other = indices[arc]
            one = part[other]
            same = label[other] == group
            near[found] = one
            found += (toward[one] == 0.0) & same
            toward[one] += strength[arc] * same
        best, best_gain, best_tie = node, 0.0, 0.0
        for at in range(found):
            one = near[at]
            tie, toward[one] = toward[one], 0.0
            theirs = part_weight[one]
            gain = tie - rate * own * theirs
            held = outward[one] + slack >= rate * theirs * (everything - theirs)
            if gain > best_gain and held:
                best, best_gain, best_tie = one, gain, tie
        if best != node:
            part[node] = best
            part_weight[best] += own
            outward[best] += outward[node] - 2.0 * best_tie
            alone[best] = False
