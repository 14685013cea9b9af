"""People who have the same neighbours: shortest paths treat them alike, so one stands for all.

Those who are tied to each other besides (closed) and those who are not (open) make classes of their
own; nobody is in one of each kind. (Puzis et al. 2015, https://doi.org/10.1093/comnet/cnu016.)
"""

from typing import NamedTuple

import numpy as np

from weakties._typing import BoolArray, FloatArray, IntArray, PositionArray

#: Share of the nodes that must go for a merger to be worth its time.
_WORTHWHILE = 0.05


class Alike(NamedTuple):
    """Classes of nodes, and what passes between members of the same class, in ordered pairs."""

    leader: IntArray  #: per node, the first of its class
    node_known: FloatArray  #: what passes through every node
    arc_known: FloatArray  #: what passes along every arc


def find_alike(tail: IntArray, head: PositionArray, eligible: BoolArray) -> Alike:
    """Classes among the eligible nodes of a symmetric graph without loops; O(m) time.

    Arcs come by ``tail``, those of nodes with the same neighbours in the same order, and every node
    has one. If few nodes would go, every node leads itself.
    """
    nodes = len(eligible)
    degree = np.bincount(tail, minlength=nodes)
    rows = _Rows(head, np.cumsum(degree) - degree, degree)
    words = np.random.default_rng(0).integers(2**63, size=nodes)
    row_hash = np.add.reduceat(words[head], rows.start) if nodes else words
    open_leader = _confirmed(rows, _first_alike(row_hash, eligible))
    closed_leader = _confirmed(rows, _first_alike(row_hash + words, eligible))
    leader = np.minimum(open_leader, closed_leader)
    if (leader != np.arange(nodes)).sum() < _WORTHWHILE * nodes:
        return Alike(np.arange(nodes), np.zeros(nodes), np.zeros(len(tail)))
    # Two of an open class are joined through all their neighbours alike.
    others = np.bincount(open_leader, minlength=nodes)[open_leader].astype(np.float64) - 1
    share = others / degree
    node_known = np.bincount(head, weights=share[tail], minlength=nodes).astype(np.float64)
    inside = leader[tail] == leader[head]
    return Alike(leader, node_known, share[tail] + share[head] + inside)


class _Rows(NamedTuple):
    """The neighbours of every node: ``head[start:start + degree]``."""

    head: PositionArray
    start: IntArray
    degree: IntArray


def _first_alike(row_hash: IntArray, eligible: BoolArray) -> IntArray:
    """Per node the first eligible one with the same hash; itself if it is not eligible."""
    leader = np.arange(len(row_hash))
    some = np.flatnonzero(eligible)
    _, first, group = np.unique(row_hash[some], return_index=True, return_inverse=True)
    leader[some] = some[first[group]]
    return leader


def _confirmed(rows: _Rows, leader: IntArray) -> IntArray:
    """The leaders, but for nodes whose other neighbours are not those of their leader."""
    leader = np.where(rows.degree == rows.degree[leader], leader, np.arange(len(leader)))
    followers = np.flatnonzero(leader != np.arange(len(leader)))
    number, one = _without(rows, followers, leader[followers])
    _, other = _without(rows, leader[followers], followers)
    unlike = followers[number[one != other]]
    leader[unlike] = unlike
    return leader


def _without(rows: _Rows, nodes: IntArray, left_out: IntArray) -> tuple[IntArray, PositionArray]:
    """The neighbours of these nodes, each time without one; and the numbers of the nodes."""
    sizes = rows.degree[nodes]
    number = np.repeat(np.arange(len(nodes)), sizes)
    within = np.arange(len(number)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    neighbours = rows.head[rows.start[nodes][number] + within]
    kept = neighbours != left_out[number]
    return number[kept], neighbours[kept]
