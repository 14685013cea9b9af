"""Drawn examples: a network of named islands, and what is needed to look at a drawing."""

from dataclasses import dataclass, field

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import weakties as wt
from weakties.communities import Partition
from weakties.connections import Provenance
from weakties.network import network_from_positions

FIRST = ["Ines", "Dana", "Sam", "Maya", "Tomas", "Aroha", "Kofi", "Lena", "Noor", "Ravi", "Elif"]
LAST = ["Okafor", "Reyes", "Lindqvist", "Marsh", "Novak", "Tamm", "Mensah", "Fischer", "Haddad"]


@dataclass
class Drawing:
    """What `plot_map` is given."""

    network: wt.Network
    partition: Partition
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)


def draw_network(sizes, *, alone=0, seed=0, shuffle=False, label=None):
    """Random islands of these sizes in a ring, with tables of connectors, weak ties, isolates."""
    draw = np.random.default_rng(seed)
    people = sum(sizes) + alone
    group = np.repeat(np.arange(len(sizes)), sizes)
    rows = []
    for island, size in enumerate(sizes):
        first = sum(sizes[:island])
        tied = nx.gnm_random_graph(size, 3 * size, seed=seed)
        tied.add_edges_from(nx.path_graph(size).edges)
        rows += [(first + a, first + b, bool(draw.random() < 0.8)) for a, b in tied.edges]
    bridges = []
    for island, size in enumerate(sizes if len(sizes) > 1 else []):
        other = (island + 1) % len(sizes)
        for step in range(min(3, size, sizes[other])):
            pair = (sum(sizes[:island]) + step, sum(sizes[:other]) + sizes[other] - 1 - step)
            bridges.append(pair)
            rows.append((*pair, step == 0))
    table = pd.DataFrame(rows, columns=["source", "target", "inferred"])
    network = as_network(table, people, shuffle=shuffle, label=label)
    labels = {f"p{i:04}": int(group[i]) if i < len(group) else f"alone {i}" for i in range(people)}
    partition = Partition.from_labels(network, labels)
    return Drawing(network, partition, tables_for(network, partition, bridges))


def as_network(table, people, *, shuffle, label):
    """A network with labels and evidence, its rows in order or not."""
    draw = np.random.default_rng(5)
    names = [f"{draw.choice(FIRST)} {draw.choice(LAST)}" for _ in range(people)]
    if label is not None:
        names = [label] * people
    ids = pd.Index([f"p{i:04}" for i in range(people)], dtype=object)
    order = np.random.default_rng(9).permutation(people) if shuffle else np.arange(people)
    rank = np.argsort(order)
    table = table.drop_duplicates(["source", "target"])
    if shuffle:
        table = table.sample(frac=1, random_state=2)
    ties = pd.DataFrame(
        {
            "source": rank[table["source"].to_numpy(dtype=int)],
            "target": rank[table["target"].to_numpy(dtype=int)],
            "strength": 1.0,
            "evidence": np.where(table["inferred"].astype(bool), "inferred", "interaction"),
        }
    )
    frame = pd.DataFrame({"label": names}, index=ids).iloc[order]
    return network_from_positions(frame, ties, provenance=Provenance(format="test"))


def tables_for(network, partition, bridges):
    sizes = np.bincount(partition.codes, minlength=1)
    names = pd.DataFrame(
        {
            "name": [f"Institute {code}" for code in range(len(sizes))],
            "people": sizes,
            "share": sizes / max(network.n_people, 1),
        }
    )
    people = list(dict.fromkeys(f"p{a:04}" for a, _ in bridges))[:15]
    connectors = pd.DataFrame(
        {
            "person": people,
            "label": network.people["label"].reindex(people).to_numpy(),
            "joins": "Institute 0 / Institute 1",
        },
        index=pd.Index(range(1, len(people) + 1), name="rank"),
    )
    weak = pd.DataFrame(
        [(f"p{a:04}", f"p{b:04}") for a, b in bridges], columns=["source", "target"]
    )
    degree = np.diff(network.indptr)
    alone = network.ids[degree == 0]
    isolates = pd.DataFrame({"person": alone, "label": "", "kind": "unconnected"})
    return {"names": names, "connectors": connectors, "weak_ties": weak, "isolates": isolates}


@pytest.fixture(scope="session")
def example():
    return draw_network([40, 30, 22, 15, 9], alone=20)


@pytest.fixture
def network_of():
    return draw_network
