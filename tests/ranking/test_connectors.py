"""Connectors: who is ranked, in which order, with which reason."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import weakties as wt
from weakties.communities import Partition
from weakties.errors import ArgumentError, NotFoundError


def two_cliques_joined_by(*bridges: tuple[int, int]) -> tuple[wt.Network, Partition]:
    graph = nx.union(nx.complete_graph(5), nx.complete_graph(range(10, 15)))
    graph.add_edges_from(bridges)
    network = wt.as_network(graph)
    return network, Partition.from_labels(network, {one: one // 10 for one in graph})


def test_only_people_with_ties_to_two_communities_are_ranked():
    network, groups = two_cliques_joined_by((0, 10))
    ranked = wt.rank_connectors(network, groups)
    assert set(ranked["person"]) == {0, 10}


def test_equal_values_share_a_rank_and_are_not_cut_apart():
    network, groups = two_cliques_joined_by((0, 10), (1, 11))
    ranked = wt.rank_connectors(network, groups, top=1)
    assert ranked.index.tolist() == [1, 1, 1, 1]
    assert set(ranked["person"]) == {0, 1, 10, 11}


def test_ranks_follow_the_measure_and_skip_after_equals():
    network, groups = two_cliques_joined_by((0, 10), (0, 11), (0, 12))
    ranked = wt.rank_connectors(network, groups)
    assert ranked["person"].iloc[0] == 0
    assert ranked.index.tolist() == [1, 2, 2, 2]
    assert ranked["bridge_betweenness"].is_monotonic_decreasing


def test_a_low_constraint_ranks_first():
    network, groups = two_cliques_joined_by((0, 10), (0, 11), (0, 12))
    ranked = wt.rank_connectors(network, groups, by="constraint")
    assert ranked["person"].iloc[0] == 0
    assert ranked["constraint"].round(9).is_monotonic_increasing


def test_the_reason_counts_the_people_cut_off():
    network, groups = two_cliques_joined_by((0, 10))
    why = wt.rank_connectors(network, groups).set_index("person")["why"]
    assert "without them 4 people would be cut off" in why[0]


def test_the_reason_counts_the_ties_between_the_communities():
    network, groups = two_cliques_joined_by((0, 10), (0, 11), (1, 12))
    why = wt.rank_connectors(network, groups).set_index("person")["why"]
    assert "2 of the 3 ties between the two would be lost" in why[0]


def test_the_reason_says_on_paper_where_all_ties_are_inferred():
    network, groups = two_cliques_joined_by((0, 10))
    table = network.ties.reset_index().assign(evidence="inferred")
    inferred = wt.as_network(table)
    groups = Partition.from_labels(inferred, groups.community)
    why = wt.rank_connectors(inferred, groups)["why"]
    assert why.str.startswith("On paper").all()


def test_a_person_between_two_communities_in_one_of_their_own():
    graph = nx.union(nx.complete_graph(4), nx.complete_graph(range(10, 14)))
    graph.add_edges_from([(99, 0), (99, 1), (99, 10), (99, 11)])
    network = wt.as_network(graph)
    labels = {one: 2 if one == 99 else one // 10 for one in graph}
    ranked = wt.rank_connectors(network, Partition.from_labels(network, labels))
    first = ranked.iloc[0]
    assert first["person"] == 99
    assert "cut off" in first["why"]


def test_no_connector_in_a_network_without_ties():
    network = wt.as_network(nx.empty_graph(3))
    ranked = wt.rank_connectors(network, wt.detect_communities(network))
    assert ranked.empty
    assert "why" in ranked


def test_the_order_of_rows_makes_no_difference():
    graph = nx.planted_partition_graph(3, 12, 0.6, 0.05, seed=3)
    edges = nx.to_pandas_edgelist(graph)
    one, two = (wt.as_network(edges.sample(frac=1, random_state=seed)) for seed in (1, 2))
    tables = [wt.rank_connectors(n, wt.detect_communities(n)) for n in (one, two)]
    pd.testing.assert_frame_equal(*tables)


@pytest.mark.parametrize("by", ["overlap", "edge_betweenness"])
def test_a_tie_measure_is_refused(by):
    network, groups = two_cliques_joined_by((0, 10))
    with pytest.raises(ArgumentError, match="not a measure of people"):
        wt.rank_connectors(network, groups, by=by)


def test_an_unknown_measure_is_refused_with_the_known_ones():
    network, groups = two_cliques_joined_by((0, 10))
    with pytest.raises(NotFoundError, match="bridge_betweenness"):
        wt.rank_connectors(network, groups, by="fame")


def test_zero_rows_are_refused():
    network, groups = two_cliques_joined_by((0, 10))
    with pytest.raises(ArgumentError, match="from 1 up"):
        wt.rank_connectors(network, groups, top=0)


def test_the_reason_says_on_paper_where_the_ties_to_the_other_community_are_inferred():
    network, groups = two_cliques_joined_by((0, 10))
    table = network.ties.reset_index()
    between = (table["source"] < 10) & (table["target"] >= 10)
    table["evidence"] = np.where(between, "inferred", "declared")
    mixed = wt.as_network(table)
    ranked = wt.rank_connectors(mixed, Partition.from_labels(mixed, groups.community))
    assert ranked["why"].str.startswith("On paper links").all()
    assert ranked["inferred"].tolist() == [1.0, 1.0]
