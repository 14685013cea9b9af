import networkx as nx
import numpy as np
import pandas as pd

import weakties as wt
from weakties.measures import ei_index, participation, within_community_z

#: Strengths whose sum depends on the order in which they are added.
_UNEVEN = [1 / k for k in range(1, 40)]


def test_rounding_is_no_spread() -> None:
    triangle = pd.DataFrame(
        {"source": [0, 0, 1], "target": [1, 2, 2], "weight": [0.1 + 0.2, 0.3, 0.3]}
    )
    network = wt.as_network(triangle, strength="weight")
    together = wt.Partition.from_labels(network, pd.Series([0, 0, 0]))
    assert within_community_z(network, partition=together).tolist() == [0.0, 0.0, 0.0]


def test_isolates_have_no_spread_and_no_balance() -> None:
    network = wt.as_network(nx.empty_graph(2))
    alone = wt.Partition.from_labels(network, pd.Series([0, 1]))
    assert participation(network, partition=alone).isna().all()
    assert ei_index(network, partition=alone).isna().all()
    assert within_community_z(network, partition=alone).tolist() == [0.0, 0.0]


def test_ties_to_one_community_alone_are_no_participation_whatever_rounding_does() -> None:
    star = nx.Graph()
    star.add_weighted_edges_from([("a", f"b{i}", weight) for i, weight in enumerate(_UNEVEN)])
    network = wt.as_network(star, strength="weight")
    together = wt.Partition.from_labels(network, dict.fromkeys(star, 0))
    assert participation(network, partition=together).tolist() == [0.0] * len(star)


def test_strong_ties_weigh_more_in_participation_unless_told_not_to() -> None:
    graph = nx.Graph()
    graph.add_weighted_edges_from([(0, 1, 3), (0, 2, 1)])
    network = wt.as_network(graph, strength="weight")
    apart = wt.Partition.from_labels(network, pd.Series([0, 0, 1]))
    assert participation(network, partition=apart)[0] == 1 - (9 + 1) / 16
    assert participation(network, partition=apart, weighted=False)[0] == 0.5


def test_ei_index_counts_ties_not_strength() -> None:
    graph = nx.Graph()
    graph.add_weighted_edges_from([(0, 1, 30), (0, 2, 1)])
    network = wt.as_network(graph, strength="weight")
    apart = wt.Partition.from_labels(network, pd.Series([0, 0, 1]))
    np.testing.assert_array_equal(ei_index(network, partition=apart), [0.0, -1.0, 1.0])
