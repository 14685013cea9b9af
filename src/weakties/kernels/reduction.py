"""Smaller graphs with the same shortest paths: blocks apart, people with the same neighbours as one.

Between two blocks every path passes the person where they meet. So each block can be searched by
itself, if those who stand at its border count for all who are beyond them, and what passes from
block to block follows from the sizes of the parts. People hanging on one tie, and trees of them,
are blocks of two and need no search; nor does a block in which everybody is tied to everybody.
(Puzis et al. 2015, https://doi.org/10.1093/comnet/cnu016; Sariyüce et al. 2013,
https://doi.org/10.1137/1.9781611972832.76.)
"""

from typing import NamedTuple

import numpy as np

from weakties._typing import BoolArray, FloatArray, IntArray, PositionArray
from weakties.kernels.alike import find_alike
from weakties.kernels.cuts import Blocks, blocks


class Reduced(NamedTuple):
    """A graph to search instead; the rest is known, for every ordered pair of people."""

    indptr: IntArray
    indices: PositionArray
    copies: FloatArray  #: per node, for how many people with the same neighbours it stands
    weight: FloatArray  #: per node, for how many people each of these counts

    people: IntArray  #: the people in the graph, once for every block they are in
    node: IntArray  #: the node that gives the value of each of ``people``
    person_known: FloatArray  #: what passes through every person besides

    arcs: IntArray  #: the arcs of the whole that are in the graph
    arc: IntArray  #: the arc of the graph that gives the value of each of ``arcs``
    divisor: FloatArray  #: among how many arcs this value is divided
    arc_known: FloatArray  #: what passes along every arc besides


class _Parts(NamedTuple):
    """Every block a component of its own; who is in several blocks is several nodes."""

    tail: IntArray  #: per arc, the node it starts from
    head: IntArray  #: per arc, the node it leads to
    person: IntArray  #: per node
    weight: FloatArray  #: per node, people who reach the block through it, itself among them
    searched: BoolArray  #: per arc, whether its block must be searched


def reduce_graph(indptr: IntArray, indices: PositionArray) -> Reduced:
    """Reduce a symmetric adjacency without loops and parallel arcs, in O(m) time."""
    found = blocks(indptr, indices)
    parts = _take_apart(indptr, indices, found)
    person_known = _between_blocks(found)
    arc_known = np.where(parts.searched, 0.0, parts.weight[parts.tail] * parts.weight[parts.head])

    arcs = np.flatnonzero(parts.searched)
    # By where they start; the arcs of a node stay in the order of the people they lead to.
    arcs = arcs[np.argsort(parts.tail[arcs], kind="stable")]
    used = np.zeros(len(parts.person), dtype=np.bool_)
    used[parts.tail[arcs]] = True
    number = np.cumsum(used) - 1
    tail, head = number[parts.tail[arcs]], number[parts.head[arcs]]
    people, weight = parts.person[used], parts.weight[used]

    alike = find_alike(tail, head, weight == 1.0)
    np.add.at(person_known, people, alike.node_known)
    arc_known[arcs] += alike.arc_known
    outside = np.flatnonzero(alike.leader[tail] != alike.leader[head])
    merged = _merge(alike.leader, tail, head, outside)
    return Reduced(
        indptr=merged.indptr,
        indices=merged.indices,
        copies=merged.copies,
        weight=weight[merged.leaders],
        people=people,
        node=merged.node,
        person_known=person_known,
        arcs=arcs[outside],
        arc=merged.arc,
        divisor=merged.copies[merged.node[head[outside]]],
        arc_known=arc_known,
    )


class _Merged(NamedTuple):
    """A graph of the leaders of classes."""

    indptr: IntArray
    indices: PositionArray
    copies: FloatArray  #: per node, members of its class
    leaders: IntArray  #: per node, the leader of its class
    node: IntArray  #: per old node, the new one
    arc: IntArray  #: per old arc outside classes, the new one


def _merge(leader: IntArray, tail: IntArray, head: IntArray, outside: IntArray) -> _Merged:
    """Keep the leaders and the arcs among them; arcs come by where they start and stay so."""
    leads = leader == np.arange(len(leader))
    leaders, node = np.flatnonzero(leads), (np.cumsum(leads) - 1)[leader]
    kept = leads[tail] & leads[head]
    new_tail, new_head = node[tail[kept]], node[head[kept]]
    if kept.all():
        arc = outside
    else:
        keys = new_tail * len(leaders) + new_head
        order = np.argsort(keys)
        wanted = node[tail[outside]] * len(leaders) + node[head[outside]]
        arc = order[np.searchsorted(keys, wanted, sorter=order)]
    indptr = np.zeros(len(leaders) + 1, dtype=np.int64)
    np.cumsum(np.bincount(new_tail, minlength=len(leaders)), out=indptr[1:])
    copies = np.bincount(node, minlength=len(leaders)).astype(np.float64)
    return _Merged(indptr, new_head.astype(np.int32), copies, leaders, node, arc)


def _between_blocks(found: Blocks) -> FloatArray:
    """Ordered pairs of others whom every person keeps together: all, less those on one side."""
    others = (found.component - 1).astype(np.float64)
    apart = np.square(others)
    apart -= np.bincount(
        found.top, weights=np.square(found.size.astype(np.float64)), minlength=len(apart)
    )
    inside = found.block >= 0
    apart[inside] -= np.square((found.component - found.behind)[inside].astype(np.float64))
    return apart


def _take_apart(indptr: IntArray, indices: PositionArray, found: Blocks) -> _Parts:
    """Give every block a node for its top, after those of the people in their own blocks."""
    people, count = len(found.block), len(found.top)
    source = np.repeat(np.arange(people), np.diff(indptr))
    lower = np.where(found.entered[indices] > found.entered[source], indices, source)
    block = found.block[lower]
    members = 1 + np.bincount(found.block[found.block >= 0], minlength=count)
    whole = np.bincount(block, minlength=count) == members * (members - 1)
    beyond = found.component[found.top] - found.size
    return _Parts(
        tail=np.where(found.block[source] == block, source, people + block),
        head=np.where(found.block[indices] == block, indices, people + block),
        person=np.concatenate([np.arange(people), found.top]),
        weight=np.concatenate([found.behind, beyond]).astype(np.float64),
        searched=~whole[block],
    )
