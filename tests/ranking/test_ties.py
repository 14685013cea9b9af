"""Weak ties: which are ranked, and the two kinds of weakness."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import weakties as wt
from weakties.communities import Partition
from weakties.connections import Provenance
from weakties.errors import ArgumentError
from weakties.network import network_from_positions


def barbell(**strengths: float) -> tuple[wt.Network, Partition]:
    graph = nx.barbell_graph(4, 0)
    nx.set_edge_attributes(graph, 1.0, "weight")
    for name, value in strengths.items():
        one, two = (int(part) for part in name.lstrip("t").split("_"))
        graph[one][two]["weight"] = value
    network = wt.as_network(graph, strength="weight")
    return network, Partition.from_labels(network, {one: one // 4 for one in graph})


def test_only_ties_between_communities_are_ranked():
    network, groups = barbell()
    ranked = wt.rank_ties(network, groups)
    assert ranked[["source", "target"]].to_numpy().tolist() == [[3, 4]]


def test_structural_weakness_is_one_minus_overlap():
    graph = nx.complete_graph(4)
    network = wt.as_network(graph)
    groups = Partition.from_labels(network, {0: 0, 1: 0, 2: 1, 3: 1})
    ranked = wt.rank_ties(network, groups)
    assert ranked["structural_weakness"].tolist() == [0.0] * 4
    assert ranked.index.tolist() == [1, 1, 1, 1]


def test_interaction_weakness_is_the_share_of_stronger_ties():
    network, groups = barbell(t3_4=0.5)
    assert wt.rank_ties(network, groups)["interaction_weakness"].tolist() == [12 / 13]


def test_interaction_weakness_is_undefined_where_all_ties_are_equally_strong():
    network, groups = barbell()
    assert np.isnan(wt.rank_ties(network, groups)["interaction_weakness"]).all()


def test_interaction_weakness_of_inferred_ties_is_undefined():
    network, groups = barbell(t3_4=0.5)
    table = network.ties.reset_index()
    table["evidence"] = np.where(table["strength"] < 1, "inferred", "interaction")
    mixed = wt.as_network(table, strength="strength")
    ranked = wt.rank_ties(mixed, Partition.from_labels(mixed, groups.community))
    assert ranked["evidence"].tolist() == ["inferred"]
    assert np.isnan(ranked["interaction_weakness"]).all()
    assert ranked["why"].str.startswith("On paper the only tie").all()


def test_the_reason_names_a_global_bridge():
    network, groups = barbell()
    assert "no way between its two sides" in wt.rank_ties(network, groups)["why"].iloc[0]


def test_the_reason_counts_the_steps_of_the_next_way_round():
    network = wt.as_network(nx.cycle_graph(6))
    groups = Partition.from_labels(
        network, dict.fromkeys(range(3), 0) | dict.fromkeys((3, 4, 5), 1)
    )
    ranked = wt.rank_ties(network, groups)
    assert ranked["tie_range"].tolist() == [5, 5]
    assert ranked["why"].str.contains("one of 2 ties|takes 5 steps").all()


def test_the_least_overlap_ranks_first():
    graph = nx.barbell_graph(4, 0)
    graph.add_edge(2, 4)
    network = wt.as_network(graph)
    groups = Partition.from_labels(network, {one: one // 4 for one in graph})
    ranked = wt.rank_ties(network, groups, by="overlap")
    assert ranked["overlap"].is_monotonic_increasing
    assert len(ranked) == 2


def test_a_person_measure_is_refused():
    network, groups = barbell()
    with pytest.raises(ArgumentError, match="not a measure of ties"):
        wt.rank_ties(network, groups, by="degree")


def test_directions_are_ignored():
    graph = nx.DiGraph([(0, 1), (1, 0), (1, 2), (2, 3)])
    network = wt.as_network(graph)
    groups = Partition.from_labels(network, {0: 0, 1: 0, 2: 1, 3: 1})
    assert wt.rank_ties(network, groups)[["source", "target"]].to_numpy().tolist() == [[1, 2]]


def test_interaction_weakness_minds_only_what_was_observed():
    rows = [
        ("a", "b", 1.0, "interaction"),
        ("a", "b", 9.0, "inferred"),
        ("b", "c", 2.0, "interaction"),
    ]
    people = pd.DataFrame({"label": list("abc")}, index=list("abc"))
    table = pd.DataFrame(rows, columns=["source", "target", "strength", "evidence"])
    table[["source", "target"]] = table[["source", "target"]].apply(people.index.get_indexer)
    network = network_from_positions(people, table, provenance=Provenance(format="test"))
    groups = Partition.from_labels(network, dict(zip("abc", range(3), strict=True)))
    for one in (network, network.undirected()):
        ranked = wt.rank_ties(one, groups).set_index("source")
        assert ranked["interaction_weakness"].to_dict() == {"a": 0.5, "b": 0.0}
