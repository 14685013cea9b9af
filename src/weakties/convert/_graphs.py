"""NetworkX and igraph graphs to and from `Network`."""

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from weakties.convert._found import (
    Found,
    id_index,
    people_table,
    tie_table,
    unread_strengths,
    wanted_columns,
)
from weakties.errors import MissingPackageError
from weakties.network import Network

if TYPE_CHECKING:
    import igraph
    import networkx as nx


def from_networkx(graph: "nx.Graph[Any]", strength: str | None) -> Found:
    """People and ties of a NetworkX graph of any of the four kinds."""
    ids = id_index(graph.nodes)
    place = {person: at for at, person in enumerate(graph.nodes)}
    # Through iter(): list() would have NetworkX count all edges first, which takes as long again.
    edges = list(iter(graph.edges(data=True)))
    flat = chain.from_iterable((place[one], place[other]) for one, other, _ in edges)
    ends = np.fromiter(flat, np.int64, 2 * len(edges))
    records = [record for _, _, record in edges]
    names = {name for record in records for name in record}
    wanted = wanted_columns(names, strength, n_ties=len(edges))
    columns = {name: [record.get(name) for record in records] for name in wanted}
    return Found(
        form="networkx",
        people=people_table(ids, _attributes([record for _, record in graph.nodes(data=True)])),
        ties=tie_table(ids, (ends[::2], ends[1::2]), columns, strength),
        directed=graph.is_directed(),
        unread=unread_strengths(names, strength),
    )


def _attributes(records: list[dict[Any, Any]]) -> pd.DataFrame:
    """A table of attributes; its columns come in order of name, whoever has which first."""
    names = sorted({name for record in records for name in record}, key=str)
    columns = {name: [record.get(name) for record in records] for name in names}
    return pd.DataFrame(columns, index=range(len(records)))


def from_igraph(graph: "igraph.Graph", strength: str | None) -> Found:
    """People and ties of an igraph graph; ids are the names of its vertices, if they have any."""
    everyone = range(graph.vcount())
    attributes = graph.vs.attributes()
    described = {name: graph.vs[name] for name in sorted(attributes) if name != "name"}
    ids = id_index(graph.vs["name"] if "name" in attributes else everyone)
    ends = np.array(graph.get_edgelist(), dtype=np.int64).reshape(-1, 2)
    names = graph.es.attributes()
    wanted = wanted_columns(names, strength, n_ties=graph.ecount())
    columns = {name: graph.es[name] for name in wanted}
    return Found(
        form="igraph",
        people=people_table(ids, pd.DataFrame(described, index=everyone)),
        ties=tie_table(ids, (ends[:, 0], ends[:, 1]), columns, strength),
        directed=graph.is_directed(),
        unread=unread_strengths(names, strength),
    )


def to_networkx(network: Network) -> "nx.Graph[Any]":
    """Make a NetworkX graph: what is known of people and ties becomes their attributes.

    Parameters
    ----------
    network : Network
        The owner and their ties are left out; convert ``network.with_owner()`` to have them in.

    Returns
    -------
    networkx.Graph or networkx.DiGraph
        A ``DiGraph`` if the network is directed. Nodes are the ids, with ``label`` and the other
        attributes that are known; edges have ``weight`` (the strength: more is closer, so do not
        take it for a length), ``evidence`` and what else is known. Isolates stay.

    Notes
    -----
    ``as_network(graph, strength="weight")`` gives the network back. Takes time in proportion to
    n + m.

    Examples
    --------
    >>> import pandas as pd
    >>> import weakties as wt
    >>> network = wt.as_network(pd.DataFrame({"source": ["ana", "ana"], "target": ["ben", "ben"]}))
    >>> wt.to_networkx(network).edges(data=True)
    EdgeDataView([('ana', 'ben', {'weight': 2.0, 'evidence': 'declared'})])
    """
    import networkx as nx

    graph: nx.Graph[Any] = nx.DiGraph() if network.directed else nx.Graph()
    ids = network.ids.tolist()
    graph.add_nodes_from(zip(ids, _known(network.people)))
    records = _known(network.ties.rename(columns={"strength": "weight"}))
    ends = zip(network.tie_source.tolist(), network.tie_target.tolist(), records)
    graph.add_edges_from((ids[one], ids[other], record) for one, other, record in ends)
    return graph


def _known(table: pd.DataFrame) -> list[dict[Any, Any]]:
    """What is known of each row, without what is missing."""
    columns = {name: (table[name].tolist(), table[name].notna().tolist()) for name in table}
    return [
        {name: values[row] for name, (values, there) in columns.items() if there[row]}
        for row in range(len(table))
    ]


def to_igraph(network: Network) -> "igraph.Graph":
    """Make an igraph graph; igraph is not installed with weakties.

    Parameters
    ----------
    network : Network
        The owner and their ties are left out; convert ``network.with_owner()`` to have them in.

    Returns
    -------
    igraph.Graph
        Directed if the network is. Vertices stand in the order of ``network.ids``, which are
        their ``name``; edges in the order of ``network.tie_index``, with ``weight`` (the
        strength: more is closer, so do not take it for a length). What else is known of people
        and ties becomes their attributes. Isolates stay.

    Raises
    ------
    MissingPackageError
        If igraph is not installed.

    Notes
    -----
    ``as_network(graph, strength="weight")`` gives the network back. Takes time in proportion to
    n + m.

    Examples
    --------
    >>> import pandas as pd
    >>> import weakties as wt
    >>> network = wt.as_network(pd.DataFrame({"source": ["ana", "ana"], "target": ["ben", "ben"]}))
    >>> graph = wt.to_igraph(network)
    >>> graph.vs["name"], graph.es["weight"]
    (['ana', 'ben'], [2.0])
    """
    try:
        import igraph
    except ImportError:
        message = "to_igraph needs the package igraph. Install it: pip install igraph"
        raise MissingPackageError(message) from None

    graph = igraph.Graph(n=len(network), directed=network.directed)
    graph.add_edges(zip(network.tie_source.tolist(), network.tie_target.tolist()))
    graph.vs["name"] = network.ids.tolist()
    for name in network.people:
        graph.vs[name] = _or_none(network.people[name])
    for name, values in network.ties.rename(columns={"strength": "weight"}).items():
        graph.es[name] = _or_none(values)
    return graph


def _or_none(values: pd.Series) -> list[Any]:
    return [value if there else None for value, there in zip(values.tolist(), values.notna())]
