"""The libraries that are measured: one a file, each with ``build`` and a list of ``METHODS``.

A file imports its library when it builds a graph or computes, so that what a library offers can be
listed where it is not installed. ``build(ties)`` makes the library's own graph, ready for all its
methods, and is not part of what is timed. Everything is asked for without strengths, directions
and normalisation, and answers come in the order of people and ties in `benchmarks.graphs.Ties`.
"""

from importlib import import_module
from typing import Any

from benchmarks.peers._method import Method

#: Name of every library, and the file it is described in; the first is the measure of the others.
PEERS = {
    "weakties": "weakties",
    "weakties FILE": "command",
    "igraph": "igraph",
    "leidenalg": "leidenalg",
    "networkit": "networkit",
    "graph-tool": "graph_tool",
    "rustworkx": "rustworkx",
    "easygraph": "easygraph",
    "scikit-network": "scikit_network",
    "python-louvain": "python_louvain",
    "networkx": "networkx",
}


def load_peer(library: str) -> Any:
    """The module that describes a library."""
    return import_module(f"benchmarks.peers.{PEERS[library]}")


def methods(library: str, work: str) -> list[Method]:
    """What a library offers for a piece of work: nothing, one method, or several."""
    return [one for one in load_peer(library).METHODS if one.work == work]
