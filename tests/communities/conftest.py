"""Networks that the tests of communities share."""

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import weakties as wt


def simple_graph(file: Path) -> nx.Graph:
    return nx.Graph(nx.read_gml(file, label="id"))


def email(folder: Path) -> wt.Network:
    arcs = np.loadtxt(folder / "email-eu-core" / "email-Eu-core.txt.gz", dtype=int)
    pairs = np.unique(np.sort(arcs[arcs[:, 0] != arcs[:, 1]], axis=1), axis=0)
    labels = folder / "email-eu-core" / "email-Eu-core-department-labels.txt"
    people = pd.read_csv(labels, sep=" ", names=["id", "department"], header=0, index_col="id")
    return wt.as_network((people, pd.DataFrame(pairs, columns=["source", "target"])))


def facebook(folder: Path) -> wt.Network:
    pairs = np.loadtxt(folder / "ego-facebook" / "facebook_combined.txt.gz", dtype=int)
    return wt.as_network(pd.DataFrame(pairs, columns=["source", "target"]))


@pytest.fixture(scope="session")
def known_network(shared_data: Path) -> Callable[[str], wt.Network]:
    """Real networks by name, without their directions and strengths."""

    def load(name: str) -> wt.Network:
        if name == "email-eu-core":
            return email(shared_data)
        if name == "ego-facebook":
            return facebook(shared_data)
        return wt.as_network(simple_graph(shared_data / "small" / f"{name}.gml"))

    return load


@pytest.fixture(scope="session")
def two_triangles() -> wt.Network:
    """Two triangles joined by a tie, and a person alone."""
    graph = nx.barbell_graph(3, 0)
    graph.add_node(6)
    return wt.as_network(graph)
