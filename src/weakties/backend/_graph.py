"""A NetworkX graph as arrays: what every function of the backend computes on."""

from collections.abc import Hashable, Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

import networkx as nx
import numpy as np

from weakties._typing import FloatArray, IntArray, PositionArray


class Arcs(NamedTuple):
    """Neighbours of every node, each once and in ascending order; none is the node itself."""

    indptr: IntArray
    source: PositionArray
    target: PositionArray
    number: IntArray  #: the arc that every entry was put into; -1 for loops


class ConvertedGraph:
    """A graph that NetworkX passes to the backend, and keeps as long as the original is unchanged.

    Its rows are those of NetworkX, in the same order and with loops and parallel edges. Of the
    attributes it holds those that were asked for: ``edge_values`` has a number for every entry of
    the rows, ``node_values`` an object for every node; ``keys`` are those of a multigraph's entries.
    """

    __networkx_backend__ = "weakties"

    def __init__(
        self,
        nodes: list[Hashable],
        indptr: IntArray,
        indices: PositionArray,
        *,
        keys: list[Hashable] | None,
        directed: bool,
        edge_values: dict[str, FloatArray],
        node_values: dict[str, list[Any]],
    ) -> None:
        self.nodes, self.indptr, self.indices = nodes, indptr, indices
        self.keys, self.directed = keys, directed
        self.edge_values = edge_values
        self.node_values = node_values

    def __len__(self) -> int:
        return len(self.nodes)

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self.nodes)

    def __contains__(self, node: object) -> bool:
        try:
            return node in self.place
        except TypeError:
            return False

    def is_directed(self) -> bool:
        """Whether edges have a direction; NetworkX asks before it calls."""
        return self.directed

    def is_multigraph(self) -> bool:
        """Whether edges may be parallel; NetworkX asks before it calls."""
        return self.keys is not None

    @cached_property
    def place(self) -> dict[Hashable, int]:
        """Position of every node."""
        return {node: at for at, node in enumerate(self.nodes)}

    @cached_property
    def sources(self) -> PositionArray:
        """The node in whose row every entry stands."""
        everyone = np.arange(len(self), dtype=np.int32)
        return np.repeat(everyone, np.diff(self.indptr))

    @cached_property
    def edges(self) -> IntArray:
        """Entries that stand for the edges as NetworkX lists them, each once."""
        if self.directed:
            return np.arange(len(self.indices))
        return np.flatnonzero(self.indices >= self.sources)

    @cached_property
    def loops(self) -> IntArray:
        """Entries that are loops."""
        return np.flatnonzero(self.indices == self.sources)

    @cached_property
    def along(self) -> Arcs:
        """Arcs in the direction of the edges; both ways if edges have none."""
        return _arcs(self.sources, self.indices, len(self))

    @cached_property
    def both_ways(self) -> Arcs:
        """Arcs in both directions of every edge, whatever its own; entries come twice if it has."""
        if not self.directed:
            return self.along
        source = np.concatenate((self.sources, self.indices))
        target = np.concatenate((self.indices, self.sources))
        return _arcs(source, target, len(self))

    @cached_property
    def back(self) -> IntArray:
        """The arc that leads back, for every one of ``both_ways``."""
        # Sorted by (target, source), the arcs i-j stand where sorted rows have the arcs j-i.
        return np.argsort(self.both_ways.target, kind="stable")

    def names(self, entries: IntArray) -> Iterator[tuple[Hashable, Hashable]]:
        """The two nodes of every entry."""
        ends = self.sources[entries].tolist(), self.indices[entries].tolist()
        return zip(*(map(self.nodes.__getitem__, end) for end in ends))

    def chosen(self, nodes: Any) -> list[Hashable]:
        """All nodes if ``nodes`` is None, otherwise those of the graph among them, as in NetworkX."""
        if nodes is None:
            return self.nodes
        if not isinstance(nodes, Iterable):
            message = f"Node {nodes} is not in the graph."
            raise nx.NetworkXError(message)
        try:
            return [node for node in nodes if node in self.place]
        except TypeError:
            message = f"Not all of {nodes} can be nodes: some are not hashable."
            raise nx.NetworkXError(message) from None

    def values(self, weight: str | None) -> FloatArray:
        """What every entry counts: its attribute of this name, or 1."""
        return np.ones(len(self.indices)) if weight is None else self.edge_values[weight]

    def sums(self, values: FloatArray) -> FloatArray:
        """For every arc of ``both_ways`` the sum of the values of its entries."""
        if self.directed:
            values = np.concatenate((values, values))
        arcs = self.both_ways
        between = arcs.number >= 0
        found = np.bincount(
            arcs.number[between], weights=values[between], minlength=len(arcs.target)
        )
        return found.astype(np.float64, copy=False)

    def lengths(self, weight: str | None) -> FloatArray:
        """For every arc of ``along`` the least value of its entries."""
        arcs, values = self.along, self.values(weight)
        between = arcs.number >= 0
        least = np.full(len(arcs.target), np.inf)
        np.minimum.at(least, arcs.number[between], values[between])
        return least


def _arcs(source: PositionArray, target: PositionArray, nodes: int) -> Arcs:
    """Arcs from entries in any order."""
    key = source.astype(np.int64) * nodes + target
    between = np.flatnonzero(source != target)
    order = between[np.argsort(key[between])]
    ordered = key[order]
    first = np.ones(len(order), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    number = np.full(len(key), -1, dtype=np.int64)
    number[order] = np.cumsum(first) - 1
    indptr = np.zeros(nodes + 1, dtype=np.int64)
    np.cumsum(np.bincount(source[order[first]], minlength=nodes), out=indptr[1:])
    return Arcs(indptr, source[order[first]], target[order[first]], number)
