"""The people who stand alone or nearly so, by the way in which they do."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from weakties._typing import BoolArray
from weakties.errors import ArgumentError
from weakties.network import Network

#: Kinds in the order in which they are listed.
KINDS = ("unconnected", "no_data", "small_component", "pendant")

#: Columns that say when the owner met a person or how to show one, not where they belong.
_NO_FOCUS = ("label", "connected_on")


def find_isolates(network: Network, *, largest_small: int = 4) -> pd.DataFrame:
    """Find the people who stand alone in the network, or nearly so.

    Parameters
    ----------
    network : Network
        The people and their ties. Directions are ignored; the owner of a file is not counted as
        somebody's contact.
    largest_small : int
        The most people that a small component has.

    Returns
    -------
    DataFrame
        Columns ``person`` (id), ``label``, ``kind``, ``component_size`` (people who can reach each
        other, this one included) and ``why`` (one sentence), in the order of the kinds:

        - ``unconnected``: tied to nobody;
        - ``no_data``: tied to nobody, in one person's file that says at most when this person
          connected, not where they belong;
        - ``small_component``: in a component of 2 to ``largest_small`` people that is not the
          largest one;
        - ``pendant``: tied to one person only, in a larger component.

    Raises
    ------
    ArgumentError
        If ``largest_small`` is below 2.

    Notes
    -----
    Members whom a file lists without name or address are no people here; how many there are
    stands in ``network.provenance.hidden``. Cost: O(n + m).

    Examples
    --------
    >>> import networkx as nx
    >>> import weakties as wt
    >>> graph = nx.Graph(["ab", "bc", "ac", "cd", "ad", "ae"])
    >>> graph.add_node("f")
    >>> wt.find_isolates(wt.as_network(graph))[["person", "kind", "component_size"]]
      person         kind  component_size
    0      f  unconnected               1
    1      e      pendant               5
    """
    if largest_small < 2:
        message = f"largest_small={largest_small}; a component of people has 2 or more."
        raise ArgumentError(message)
    network = network.undirected()
    degree = np.diff(network.indptr)
    sizes, largest = _component_sizes(network)
    kind = np.select(
        [
            (degree == 0) & _without_data(network),
            degree == 0,
            (sizes <= largest_small) & ~largest,
            degree == 1,
        ],
        ["no_data", "unconnected", "small_component", "pendant"],
        default="",
    )
    order = np.concatenate([np.flatnonzero(kind == one) for one in KINDS])
    labels = network.people["label"].to_numpy()
    isolates = pd.DataFrame(
        {
            "person": network.ids[order],
            "label": labels[order],
            "kind": pd.Categorical(kind[order], KINDS),
            "component_size": sizes[order],
        }
    )
    isolates["why"] = [_reason(network, labels, row, kind[row], sizes[row]) for row in order]
    return isolates


def _component_sizes(network: Network) -> tuple[np.ndarray, BoolArray]:
    """Size of each person's component, and whether it is the one largest of all."""
    shape = (network.n_people, network.n_people)
    graph = csr_array((network.strength, network.indices, network.indptr), shape=shape)
    count, component = connected_components(graph, directed=False)
    sizes = np.bincount(component, minlength=count)
    alone = count > 0 and np.count_nonzero(sizes == sizes.max()) == 1
    largest = (sizes == sizes.max()) & alone if count else np.zeros(0, dtype=bool)
    return sizes[component], largest[component]


def _without_data(network: Network) -> BoolArray:
    attributes = network.people.drop(columns=list(_NO_FOCUS), errors="ignore")
    if network.view != "ego" or attributes.columns.empty:
        return np.zeros(network.n_people, dtype=bool)
    return attributes.isna().all(axis="columns").to_numpy()


def _reason(network: Network, labels: np.ndarray, row: int, kind: str, size: int) -> str:
    if kind == "unconnected" and network.view == "ego":
        return "No rule that was applied ties them to another contact."
    if kind == "unconnected":
        return "Tied to nobody else in this network."
    if kind == "no_data":
        return "The file says at most when they connected, not where they belong."
    if kind == "small_component":
        others = "one other person" if size == 2 else f"{size - 1} other people"
        return f"Connected to {others} and to nobody beyond."
    contact = labels[network.indices[network.indptr[row]]]
    if size == 2:
        return f"Connected to {contact} and to nobody else."
    return f"Connected to the rest through {contact} alone."
