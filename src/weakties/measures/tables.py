"""Several measures at once, as a table."""

import inspect
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from weakties._typing import Progress
from weakties.communities._method import check_network
from weakties.errors import ArgumentError
from weakties.measures._measure import MEASURES, Level, Measure
from weakties.network import Network

if TYPE_CHECKING:
    from weakties.communities import Partition

#: The function that makes the table of each level.
TABLES = {"person": "weakties.measure", "tie": "weakties.measure_ties"}

#: Of the measures made of triangles the one whose pass over them serves all others too.
_FIRST = "constraint"


def measure(
    network: Network,
    names: Sequence[str],
    *,
    partition: "Partition | None" = None,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Compute measures of people, as a table with a row a person.

    Measures that build on the same passes over the network share them, so asking for several at
    once costs less than asking one by one.

    Parameters
    ----------
    network : Network
        People and ties.
    names : sequence of str
        Measures of people, by name; ``weakties.measures.MEASURES`` lists them.
    partition : Partition, optional
        Communities; needed if a measure needs them.
    progress : callable, optional
        Called as ``progress(what, done, total)``, at most about ten times a second.

    Returns
    -------
    DataFrame of float64, shape (n, len(names))
        On ``network.ids``, with the columns in the order asked for.

    Raises
    ------
    NotFoundError
        If there is no measure of that name.
    ArgumentError
        If a measure is not one of people, or needs a partition and got none.

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> wt.measure(wt.as_network(nx.path_graph(3)), ["degree", "betweenness"])
       degree  betweenness
    0     1.0          0.0
    1     2.0          1.0
    2     1.0          0.0
    """
    check_network(network, "measure")
    return _table(network, network.ids, names, "person", partition, progress)


def measure_ties(
    network: Network,
    names: Sequence[str],
    *,
    partition: "Partition | None" = None,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Compute measures of ties, as a table with a row a tie.

    Parameters
    ----------
    network : Network
        People and ties.
    names : sequence of str
        Measures of ties, by name; ``weakties.measures.MEASURES`` lists them.
    partition : Partition, optional
        Communities; needed if a measure needs them.
    progress : callable, optional
        Called as ``progress(what, done, total)``, at most about ten times a second.

    Returns
    -------
    DataFrame of float64, shape (m, len(names))
        On ``network.tie_index``, with the columns in the order asked for.

    Raises
    ------
    NotFoundError
        If there is no measure of that name.
    ArgumentError
        If a measure is not one of ties, or needs a partition and got none.

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> wt.measure_ties(wt.as_network(nx.path_graph(3)), ["bridge", "embeddedness"])
                   bridge  embeddedness
    source target
    0      1          1.0           0.0
    1      2          1.0           0.0
    """
    check_network(network, "measure_ties")
    return _table(network, network.tie_index, names, "tie", partition, progress)


def _table(
    network: Network,
    index: pd.Index,
    names: Sequence[str],
    level: Level,
    partition: "Partition | None",
    progress: Progress | None,
) -> pd.DataFrame:
    """Compute the measures, each once, and write them where the table keeps them."""
    wanted = [names] if isinstance(names, str) else list(dict.fromkeys(names))
    entries = [MEASURES[name] for name in wanted]
    for entry in entries:
        _check_fits(entry, level, partition)
    columns = np.empty((len(wanted), len(index)))
    for entry in sorted(entries, key=lambda one: one.name != _FIRST):
        options: dict[str, Any] = {"partition": partition} if entry.needs_partition else {}
        if "progress" in inspect.signature(entry.function).parameters:
            options["progress"] = progress
        columns[wanted.index(entry.name)] = entry.function(network, **options)
    return pd.DataFrame(columns.T, index=index, columns=wanted, copy=False)


def _check_fits(entry: Measure, level: Level, partition: "Partition | None") -> None:
    """Refuse a measure of another level, or one that lacks its communities."""
    if entry.level != level:
        ways = f"{TABLES[entry.level]}(...) or " if entry.level in TABLES else ""
        message = (
            f"{entry.name} is a measure of every {entry.level}, not of every {level}; "
            f"compute it with {ways}weakties.measures.{entry.name}(...)."
        )
        raise ArgumentError(message)
    if entry.needs_partition and partition is None:
        message = (
            f"{entry.name} needs communities and got partition=None; "
            "pass partition=weakties.detect_communities(network)."
        )
        raise ArgumentError(message)
