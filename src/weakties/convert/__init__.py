"""Doorways between `Network` and the graphs and tables of other packages."""

from collections.abc import Hashable
from typing import Any, get_args

import numpy as np
import pandas as pd

from weakties._typing import View
from weakties.connections import Provenance
from weakties.convert._found import Found
from weakties.convert._graphs import from_igraph, from_networkx, to_igraph, to_networkx
from weakties.convert._tables import from_matrix, from_table, to_pandas
from weakties.errors import ArgumentError, ArgumentTypeError
from weakties.network import Network, network_from_positions

__all__ = ["as_network", "to_igraph", "to_networkx", "to_pandas"]


def as_network(
    x: Any,
    *,
    strength: str | None = None,
    directed: bool | None = None,
    owner: Hashable | None = None,
    view: View = "whole",
) -> Network:
    """Make a `Network` from a graph, a matrix or a table of ties.

    Parameters
    ----------
    x : Network, graph, matrix or table
        - a `Network`: returned as it is;
        - a NetworkX ``Graph``, ``DiGraph``, ``MultiGraph`` or ``MultiDiGraph``;
        - an igraph ``Graph`` (ids are the vertex attribute ``name`` where there is one);
        - a square SciPy sparse matrix or NumPy array: entry (i, j) is the strength of the tie
          from person i to person j, 0 is no tie, ids are positions;
        - a pandas table with a row a tie and columns ``source`` and ``target`` (or what these are
          usually called: from, to, sender, recipient, ...);
        - a pandas Series of strengths on a (source, target) index;
        - a pair ``(people, ties)`` of pandas tables, people indexed by id: as `to_pandas` gives it.
    strength : str, optional
        Edge attribute or column that holds strengths: positive, more is closer. Never read
        unless named: without it every edge or row counts 1. A matrix and a Series hold theirs.
    directed : bool, optional
        Whether ties have a direction. By default as the graph says; a matrix that is not
        symmetric is directed; a table is not. ``False`` adds both directions up: w_ij + w_ji, but
        a symmetric matrix holds each tie twice, which then counts once.
    owner : id, optional
        Whose network it is, if one person's: left out of the people, see `Network`.
    view : {"whole", "ego", "one_chat", "sample"}
        What the data can see: everybody's ties, one person's, or some of them.

    Returns
    -------
    Network
        People keep their ids and attributes; ``label`` is the attribute of that name, or the id
        as text. Isolates stay. Parallel ties are summed and loops dropped, both counted in
        ``provenance``. An edge attribute or column ``evidence`` is kept, otherwise ties are
        ``declared``; so are ``rules``, the times ``first`` and ``last``, and ``p_value``.

    Raises
    ------
    ArgumentTypeError
        If ``x`` is nothing of the above.
    ArgumentError
        If a strength is missing or not from 1e-100 to 1e100, a matrix is not square, a table lacks
        its columns or has one twice, or an argument contradicts what ``x`` is.
    NotFoundError
        If the owner is not among the people.

    Notes
    -----
    Takes time and memory in proportion to n + m, and m log m for sorting.

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> graph = nx.Graph([("ana", "ben")])
    >>> graph.add_node("cai")
    >>> wt.as_network(graph)
    <Network: 3 people, 1 ties (1 declared); view: whole>
    """
    if isinstance(x, Network):
        return _checked(x, strength=strength, directed=directed, owner=owner, view=view)
    if view not in get_args(View):
        message = f"view is one of {', '.join(get_args(View))}, not {view!r}."
        raise ArgumentError(message)
    found = _find(x, strength=strength, directed=directed)
    warnings = [
        f"{name!r} was not read as the strength of ties; as_network(..., strength={name!r}) does."
        for name in found.unread
    ]
    return network_from_positions(
        found.people,
        found.ties,
        directed=found.directed if directed is None else directed,
        owner=owner,
        view=view,
        provenance=Provenance(format=found.form, warnings=warnings),
    )


def _find(x: Any, *, strength: str | None, directed: bool | None) -> Found:
    if _is_a(x, "networkx", "Graph"):
        _refuse_new_directions(x, directed=directed)
        return from_networkx(x, strength)
    if _is_a(x, "igraph", "Graph"):
        _refuse_new_directions(x, directed=directed)
        return from_igraph(x, strength)
    if isinstance(x, pd.DataFrame):
        return from_table(None, x, strength)
    if isinstance(x, tuple) and len(x) == 2 and all(isinstance(one, pd.DataFrame) for one in x):
        return from_table(x[0], x[1], strength)
    if isinstance(x, pd.Series) and x.index.nlevels == 2:
        _refuse_strength(x, strength)
        ties = x.rename("strength").rename_axis(["source", "target"]).reset_index()
        return from_table(None, ties, "strength")
    if isinstance(x, np.ndarray) or _is_a(x, "scipy", "spmatrix", "sparray"):
        _refuse_strength(x, strength)
        return from_matrix(x, directed=directed)
    raise ArgumentTypeError(_not_accepted(x))


def _is_a(x: object, package: str, *names: str) -> bool:
    # A look at the class: importing a package only to ask would load it for everybody.
    return any(
        base.__name__ in names and base.__module__.partition(".")[0] == package
        for base in type(x).__mro__
    )


def _not_accepted(x: object) -> str:
    kind = f"{type(x).__module__}.{type(x).__qualname__}".removeprefix("builtins.")
    return (
        f"as_network cannot take a {kind}. It takes a weakties Network, a NetworkX or igraph "
        "graph, a square SciPy sparse matrix or NumPy array, a pandas table with the columns "
        "source and target, a Series on a (source, target) index, or a pair (people, ties) of "
        "tables. Put pairs into pandas.DataFrame(pairs, columns=['source', 'target']); read files "
        "with weakties.read."
    )


def _refuse_strength(x: object, strength: str | None) -> None:
    if strength is not None:
        message = (
            f"strength={strength!r} names an edge attribute or column, but a "
            f"{type(x).__name__} has none: its values are the strengths. Leave strength out."
        )
        raise ArgumentError(message)


def _refuse_new_directions(graph: Any, *, directed: bool | None) -> None:
    if directed and not graph.is_directed():
        message = (
            "directed=True was asked of an undirected graph, which does not say which way its "
            "ties lead. Leave directed out, or give a directed graph."
        )
        raise ArgumentError(message)


def _checked(network: Network, **wanted: Any) -> Network:
    """The network itself, if nothing else was asked of it."""
    has = {
        "strength": None,
        "directed": network.directed,
        "owner": network.owner,
        "view": network.view,
    }
    # "whole" is the default and so no wish.
    asked = {
        name: value for name, value in wanted.items() if value is not None and value != "whole"
    }
    for name, value in asked.items():
        if value != has[name]:
            message = (
                f"{name}={value!r} contradicts the Network given, whose {name} is {has[name]!r}. "
                "Leave it out, or make the Network anew from the data it came from."
            )
            raise ArgumentError(message)
    return network
