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
from numba import njit

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
    """Every block to be searched a component of its own; who is in several is several nodes.

    Nodes come by person, in the block below whose top they are, and then by block, for its top.
    Arcs come by where they start, then by the person they lead to.
    """

    people: IntArray  #: per node, the person
    weight: FloatArray  #: per node, people who reach the block through it, itself among them
    indptr: IntArray  #: where the arcs of every node start
    head: PositionArray  #: per arc, the node it leads to
    arcs: IntArray  #: per arc, that of the whole
    arc_known: FloatArray  #: per arc of the whole, what passes if its block need not be searched


def reduce_graph(indptr: IntArray, indices: PositionArray) -> Reduced:
    """Reduce a symmetric adjacency without loops and parallel arcs, in O(m) time."""
    found = blocks(indptr, indices)
    parts = _take_apart(indptr, indices, found)
    person_known, arc_known = _between_blocks(found), parts.arc_known
    head, weight = parts.head, parts.weight
    nodes = np.arange(len(weight))
    tail = np.repeat(nodes, np.diff(parts.indptr))
    alike = find_alike(tail, head, weight == 1.0)
    if (alike.leader == nodes).all():
        ones = np.ones(len(nodes))
        outside: IntArray | slice = slice(None)
        merged = _Merged(parts.indptr, head, ones, nodes, nodes, np.arange(len(head)))
    else:
        np.add.at(person_known, parts.people, alike.node_known)
        arc_known[parts.arcs] += alike.arc_known
        outside = np.flatnonzero(alike.leader[tail] != alike.leader[head])
        merged = _merge(alike.leader, tail, head, outside)
    return Reduced(
        indptr=merged.indptr,
        indices=merged.indices,
        copies=merged.copies,
        weight=weight[merged.leaders],
        people=parts.people,
        node=merged.node,
        person_known=person_known,
        arcs=parts.arcs[outside],
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


def _merge(leader: IntArray, tail: IntArray, head: PositionArray, outside: IntArray) -> _Merged:
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
    """Number the nodes that have arcs, among those of all people and, after them, of all tops."""
    people, count = len(found.block), len(found.top)
    beyond = found.component[found.top] - found.size
    weight = np.concatenate([found.behind, beyond]).astype(np.float64)
    arcs_inside = np.zeros(count, dtype=np.int64)
    _count_arcs(indptr, indices, found.entered, found.block, arcs_inside)
    members = 1 + np.bincount(found.block[found.block >= 0], minlength=count)
    whole = arcs_inside == members * (members - 1)
    degree, known = np.zeros(people + count, dtype=np.int64), np.zeros(len(indices))
    parted = indptr, indices, found.entered, found.block, whole
    _count_searched(*parted, weight, degree, known)
    used = degree > 0
    number, start = np.cumsum(used) - 1, np.zeros(used.sum() + 1, dtype=np.int64)
    np.cumsum(degree[used], out=start[1:])
    head, arcs = np.empty(start[-1], dtype=np.int32), np.empty(start[-1], dtype=np.int64)
    _list_searched(*parted, number, start[:-1].copy(), head, arcs)
    person = np.concatenate([np.arange(people), found.top])
    return _Parts(person[used], weight[used], start, head, arcs, known)


@njit(nogil=True, cache=True)
def _block_of(near: int, far: int, entered: IntArray, block: IntArray) -> int:
    """The block of a tie: whom the search met later is not its top."""
    return int(block[far] if entered[far] > entered[near] else block[near])


@njit(nogil=True, cache=True)
def _node_of(person: int, number: int, block: IntArray) -> int:
    """The node of a person in a block, among those of all people and all tops."""
    return person if block[person] == number else len(block) + number


@njit(nogil=True, cache=True)
def _count_arcs(
    indptr: IntArray, indices: PositionArray, entered: IntArray, block: IntArray, arcs: IntArray
) -> None:
    """Count the arcs of every block."""
    for near in range(len(block)):
        for arc in range(indptr[near], indptr[near + 1]):
            arcs[_block_of(near, indices[arc], entered, block)] += 1


@njit(nogil=True, cache=True)
def _count_searched(
    indptr: IntArray,
    indices: PositionArray,
    entered: IntArray,
    block: IntArray,
    whole: BoolArray,
    weight: FloatArray,
    degree: IntArray,
    known: FloatArray,
) -> None:
    """Count the arcs of every node in blocks to be searched; of others, say what passes."""
    for near in range(len(block)):
        for arc in range(indptr[near], indptr[near + 1]):
            number = _block_of(near, indices[arc], entered, block)
            tail = _node_of(near, number, block)
            if whole[number]:
                known[arc] = weight[tail] * weight[_node_of(indices[arc], number, block)]
            else:
                degree[tail] += 1


@njit(nogil=True, cache=True)
def _list_searched(
    indptr: IntArray,
    indices: PositionArray,
    entered: IntArray,
    block: IntArray,
    whole: BoolArray,
    node: IntArray,
    place: IntArray,
    head: PositionArray,
    arcs: IntArray,
) -> None:
    """Write the arcs of blocks to be searched, each where its node has them."""
    for near in range(len(block)):
        for arc in range(indptr[near], indptr[near + 1]):
            number = _block_of(near, indices[arc], entered, block)
            if not whole[number]:
                tail = node[_node_of(near, number, block)]
                head[place[tail]] = node[_node_of(indices[arc], number, block)]
                arcs[place[tail]] = arc
                place[tail] += 1
