"""From a NetworkX graph to arrays."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from weakties._typing import FloatArray, PositionArray
from weakties.backend._graph import ConvertedGraph

if TYPE_CHECKING:
    import networkx as nx

#: Kinds of NumPy arrays that hold numbers.
NUMBERS = "biuf"


class Entries(NamedTuple):
    """What stands in the rows of a graph, one row after the other."""

    sizes: list[int]  #: of the rows
    neighbours: Iterable[Hashable]
    records: Callable[[], Iterator[Mapping[str, Any]]]  #: attributes of the edges
    keys: list[Hashable] | None  #: of the edges of a multigraph


def convert_from_nx(
    graph: "nx.Graph[Any]",
    *,
    edge_attrs: Mapping[str, Any] | None = None,
    node_attrs: Mapping[str, Any] | None = None,
    preserve_edge_attrs: bool = False,
    preserve_node_attrs: bool = False,
    **_: object,  # attributes of the graph as a whole, names of the function and its argument
) -> ConvertedGraph:
    """Make arrays of a graph, with the attributes named and what stands for missing ones.

    Raises NotImplementedError, upon which NetworkX answers itself, if an edge's is no number.
    """
    if preserve_edge_attrs or preserve_node_attrs:
        message = "weakties takes attributes by name, not all there are"
        raise NotImplementedError(message)
    if hasattr(graph, "_graph"):
        # What a view shows can change unnoticed: NetworkX forgets what it kept of the original.
        graph.__networkx_cache__ = None  # type: ignore[assignment]
    nodes, entries = list(graph), _entries(graph)
    indptr = np.zeros(len(nodes) + 1, dtype=np.int64)
    np.cumsum(entries.sizes, out=indptr[1:])
    return ConvertedGraph(
        nodes,
        indptr,
        _positions(nodes, entries.neighbours, int(indptr[-1])),
        keys=entries.keys,
        directed=graph.is_directed(),
        edge_values={
            name: _numbers(name, [record.get(name, default) for record in entries.records()])
            for name, default in (edge_attrs or {}).items()
        },
        node_values={
            name: [record.get(name, default) for _, record in graph.nodes(data=True)]
            for name, default in (node_attrs or {}).items()
        },
    )


def convert_to_nx(result: Any, **_: object) -> Any:
    """Return what a function gave: no function gives a graph.

    Raises NotImplementedError for a converted graph, which lacks most of what the original held.
    """
    if isinstance(result, ConvertedGraph):
        message = "weakties keeps too little of a graph to make it again: pass the original"
        raise NotImplementedError(message)
    return result


def _entries(graph: "nx.Graph[Any]") -> Entries:
    rows: list[Any] = [row for _, row in graph.adjacency()]
    if not graph.is_multigraph():
        return Entries(
            [len(row) for row in rows],
            chain.from_iterable(rows),
            lambda: (record for row in rows for record in row.values()),
            None,
        )
    parallel = [(near, edges) for row in rows for near, edges in row.items()]
    return Entries(
        [sum(map(len, row.values())) for row in rows],
        (near for near, edges in parallel for _ in edges),
        lambda: (record for _, edges in parallel for record in edges.values()),
        [key for _, edges in parallel for key in edges],
    )


def _positions(nodes: list[Any], neighbours: Iterable[Any], count: int) -> PositionArray:
    """Positions of the neighbours; nodes that are their own positions need no search."""
    if all(type(node) is int and node == at for at, node in enumerate(nodes)):
        return np.fromiter(neighbours, np.int32, count)
    place = {node: at for at, node in enumerate(nodes)}
    return np.fromiter(map(place.__getitem__, neighbours), np.int32, count)


def _numbers(name: str, values: list[Any]) -> FloatArray:
    """The values of an attribute as an array, unless some are no numbers."""
    try:
        column = np.array(values)
    except ValueError:  # sequences of different lengths
        column = np.empty((0, 0))
    if column.ndim != 1 or column.dtype.kind not in NUMBERS:
        message = f"not all values of the edge attribute {name!r} are numbers"
        raise NotImplementedError(message)
    return column.astype(np.float64)
