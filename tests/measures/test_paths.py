"""Shortest paths on networks of every shape, against igraph and NetworkX, and chosen pairs."""

import itertools

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import weakties as wt
from weakties.errors import ArgumentError, LongRunWarning, NotFoundError
from weakties.measures import _path_search


@st.composite
def pieced_graphs(draw: st.DrawFn) -> nx.Graph:
    """Graphs with hanging trees, several blocks, and people with the same neighbours."""
    seed = draw(st.integers(0, 10**6))
    kinds = {
        "random": lambda: nx.gnm_random_graph(14, draw(st.integers(0, 30)), seed=seed),
        "tree": lambda: nx.random_labeled_tree(12, seed=seed),
        "cliques": lambda: nx.random_partition_graph([4, 5, 3], 0.9, 0.05, seed=seed),
        "copies": lambda: nx.duplication_divergence_graph(14, 0.6, seed=seed),
        "many alike": lambda: nx.complete_multipartite_graph(1, 2, 3),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(kinds)), min_size=1, max_size=3))
    graph = nx.disjoint_union_all([kinds[kind]() for kind in chosen])
    for _ in range(draw(st.integers(0, 3))):
        one, two = draw(st.lists(st.integers(0, len(graph) - 1), min_size=2, max_size=2))
        graph.add_edge(one, two) if one != two else graph.add_node(one)
    return graph


@given(graph=pieced_graphs())
def test_blocks_and_people_alike_change_no_value(graph: nx.Graph) -> None:
    network = wt.as_network(graph)
    peer = igraph.Graph(n=len(graph), edges=list(network.tie_index))
    expected = peer.betweenness(), peer.edge_betweenness()
    found = wt.measures.betweenness(network), wt.measures.edge_betweenness(network)
    for one, other in zip(found, expected):
        np.testing.assert_allclose(one, other, rtol=1e-10, atol=1e-9)


@given(graph=pieced_graphs(), seed=st.integers(0, 10**6))
def test_values_do_not_depend_on_what_was_asked_first(graph: nx.Graph, seed: int) -> None:
    """With communities the whole network is searched, without them a smaller one."""
    network = wt.as_network(graph)
    labels = np.random.default_rng(seed).integers(3, size=len(graph))
    groups = wt.Partition.from_labels(network, pd.Series(labels, index=network.ids))
    alone = wt.measures.betweenness(network)
    again = wt.as_network(graph)
    bridging = wt.measures.bridge_betweenness(again, partition=groups)
    np.testing.assert_allclose(wt.measures.betweenness(again), alone, rtol=1e-10, atol=1e-9)
    within = [
        wt.measures.betweenness(network, sources=people, targets=people)
        for people in (network.ids[labels == code] for code in range(3))
        if len(people)
    ]
    np.testing.assert_allclose(bridging + sum(within), alone, rtol=1e-10, atol=1e-9)


def count_pairs(
    graph: nx.Graph, sources: set, targets: set, longest: float, *, endpoints: bool
) -> tuple[dict, dict]:
    """Numbers of pairs by their definition: every shortest path of every pair, one by one."""
    people, ties = dict.fromkeys(graph, 0.0), dict.fromkeys(map(frozenset, graph.edges), 0.0)
    ordered = itertools.permutations if graph.is_directed() else itertools.combinations
    for one, other in ordered(sorted(graph), 2):
        chosen = one in sources and other in targets
        chosen |= not graph.is_directed() and other in sources and one in targets
        if not chosen or not nx.has_path(graph, one, other):
            continue
        paths = list(nx.all_shortest_paths(graph, one, other))
        if len(paths[0]) - 1 > longest:
            continue
        for path in paths:
            for person in path if endpoints else path[1:-1]:
                people[person] += 1 / len(paths)
            for tie in itertools.pairwise(path):
                ties[frozenset(tie)] += 1 / len(paths)
    return people, ties


@pytest.mark.parametrize("directed", [False, True])
@given(data=st.data(), seed=st.integers(0, 10**6))
def test_chosen_pairs_are_counted_by_their_definition(
    directed: bool, data: st.DataObject, seed: int
) -> None:
    graph = nx.gnm_random_graph(9, 14, seed=seed, directed=directed)
    people = st.sets(st.sampled_from(range(9)))
    sources, targets = data.draw(people), data.draw(people)
    longest, endpoints = data.draw(st.sampled_from([1, 2, 2.5, 100])), data.draw(st.booleans())
    network = wt.as_network(graph)
    choice = {"sources": sources, "targets": targets, "longest": longest}
    by_person, by_tie = count_pairs(graph, sources, targets, longest, endpoints=endpoints)
    for length in (None, np.ones(network.n_ties)):
        found = wt.measures.betweenness(network, endpoints=endpoints, length=length, **choice)
        np.testing.assert_allclose(found, [by_person[one] for one in network.ids], atol=1e-9)
        if not directed:
            found = wt.measures.edge_betweenness(network, length=length, **choice)
            expected = [by_tie[frozenset(tie)] for tie in network.tie_index]
            np.testing.assert_allclose(found, expected, atol=1e-9)


@pytest.mark.parametrize("directed", [False, True])
def test_endpoints_and_norms_are_those_of_networkx(directed: bool) -> None:
    graph = nx.gnm_random_graph(15, 30, seed=2, directed=directed)
    network = wt.as_network(graph)
    expected = nx.betweenness_centrality(graph, endpoints=True)
    found = wt.measures.betweenness(network, normalized=True, endpoints=True)
    np.testing.assert_allclose(found, [expected[one] for one in network.ids], rtol=1e-12)


def test_a_limit_is_positive_and_people_are_known() -> None:
    network = wt.as_network(nx.path_graph(3))
    with pytest.raises(ArgumentError, match="longest is 0; it must be a positive number"):
        wt.measures.betweenness(network, longest=0)
    with pytest.raises(NotFoundError, match="no person with the id 7"):
        wt.measures.betweenness(network, sources=[7])


def test_nobody_chosen_means_no_pair() -> None:
    network = wt.as_network(nx.path_graph(3))
    assert wt.measures.betweenness(network, sources=[]).tolist() == [0.0] * 3


def test_a_long_search_is_announced_with_its_alternative(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_path_search, "_SECONDS_A_VISIT", 10.0)
    network = wt.as_network(nx.cycle_graph(40))
    with pytest.warns(LongRunWarning, match=r"take about \d+ (minutes|hours).*estimate_betwee"):
        wt.measures.betweenness(network)


def test_times_are_told_in_minutes_and_hours() -> None:
    assert _path_search.duration(90.0) == "2 minutes"
    assert _path_search.duration(7_000.0) == "117 minutes"
    assert _path_search.duration(36_000.0) == "10 hours"
