"""Measures agree with NetworkX, igraph and plain formulas on graphs of every kind."""

from collections.abc import Callable
from itertools import combinations, permutations
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import weakties as wt
from weakties import measures


@st.composite
def graphs(draw: st.DrawFn, *, directed: bool | None = None) -> nx.Graph:
    """Small graphs with strengths, isolates and several components; some are directed."""
    size = draw(st.integers(1, 9))
    as_directed = draw(st.booleans()) if directed is None else directed
    pairs = list((permutations if as_directed else combinations)(range(size), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    graph: nx.Graph = nx.DiGraph() if as_directed else nx.Graph()
    graph.add_nodes_from(range(size))
    for one, other in chosen:
        graph.add_edge(one, other, weight=draw(st.integers(1, 4)))
    return graph


@st.composite
def grouped_graphs(draw: st.DrawFn, *, directed: bool | None = None) -> tuple[nx.Graph, list[int]]:
    """A graph and a community of every person."""
    graph = draw(graphs(directed=directed))
    labels = draw(st.lists(st.integers(0, 2), min_size=len(graph), max_size=len(graph)))
    return graph, labels


def network_of(graph: nx.Graph) -> wt.Network:
    return wt.as_network(graph, strength="weight")


def partition_of(network: wt.Network, labels: list[int]) -> wt.Partition:
    return wt.Partition.from_labels(network, pd.Series(labels, index=range(len(labels))))


def symmetric(graph: nx.Graph, weight: str | None = "weight") -> np.ndarray:
    """z_ij = w_ij + w_ji of a directed graph, w_ij of an undirected one."""
    matrix = nx.to_numpy_array(graph, weight=weight)
    return matrix + matrix.T if graph.is_directed() else matrix


def assert_people(found: pd.Series, expected: Any) -> None:
    if isinstance(expected, dict):
        expected = [expected[person] for person in found.index]
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)


def assert_ties(found: pd.Series, expected: Callable[[int, int], float]) -> None:
    values = [expected(one, other) for one, other in found.index]
    np.testing.assert_allclose(found, values, rtol=1e-9, atol=1e-9)


def plain(graph: nx.Graph) -> nx.Graph:
    return nx.Graph(graph.to_undirected() if graph.is_directed() else graph)


# --- paths -----------------------------------------------------------------------------------


@given(graphs())
def test_betweenness_is_that_of_networkx(graph: nx.Graph) -> None:
    network = network_of(graph)
    assert_people(measures.betweenness(network), nx.betweenness_centrality(graph, normalized=False))
    if len(graph) > 2:
        share = measures.betweenness(network, normalized=True)
        assert_people(share, nx.betweenness_centrality(graph))


@given(graphs())
def test_edge_betweenness_is_that_of_networkx(graph: nx.Graph) -> None:
    network = network_of(graph)
    raw = nx.edge_betweenness_centrality(graph, normalized=False)
    assert_ties(measures.edge_betweenness(network), lambda *tie: raw[tie])
    share = nx.edge_betweenness_centrality(graph)
    assert_ties(measures.edge_betweenness(network, normalized=True), lambda *tie: share[tie])


@given(graphs())
def test_betweenness_by_length_is_that_of_networkx(graph: nx.Graph) -> None:
    network = network_of(graph)
    length = network.ties["strength"]
    expected = nx.betweenness_centrality(graph, normalized=False, weight="weight")
    assert_people(measures.betweenness(network, length=length), expected)
    ties = nx.edge_betweenness_centrality(graph, normalized=False, weight="weight")
    assert_ties(measures.edge_betweenness(network, length=length), lambda *tie: ties[tie])


@given(graphs())
def test_lengths_that_are_equal_but_for_rounding_count_as_equal(graph: nx.Graph) -> None:
    network = network_of(graph)
    thirds = np.full(network.n_ties, 0.1) * 3
    assert_people(measures.betweenness(network, length=thirds), measures.betweenness(network))


@given(graphs())
def test_betweenness_is_that_of_igraph(graph: nx.Graph) -> None:
    igraph = pytest.importorskip("igraph")
    network = network_of(graph)
    oracle = igraph.Graph(len(graph), list(graph.edges), directed=graph.is_directed())
    assert_people(measures.betweenness(network), oracle.betweenness())


@given(grouped_graphs())
def test_bridge_betweenness_counts_pairs_of_different_communities(
    case: tuple[nx.Graph, list[int]],
) -> None:
    graph, labels = case
    network = network_of(graph)
    found = measures.bridge_betweenness(network, partition=partition_of(network, labels))
    expected = dict.fromkeys(graph, 0.0)
    pairs = permutations(graph, 2) if graph.is_directed() else combinations(graph, 2)
    for source, target in pairs:
        if labels[source] == labels[target] or not nx.has_path(graph, source, target):
            continue
        paths = list(nx.all_shortest_paths(graph, source, target))
        for path in paths:
            for person in path[1:-1]:
                expected[person] += 1 / len(paths)
    assert_people(found, expected)


# --- structural holes --------------------------------------------------------------------------


def burt(z: np.ndarray, person: int, *, ego: bool) -> float:
    """Constraint of one person, term by term."""
    contacts = np.flatnonzero(z[person])
    if len(contacts) == 0:
        return np.nan
    inside = [person, *contacts]
    p = z / z.sum(axis=1, keepdims=True).clip(1e-300)
    if ego:
        p = z / z[:, inside].sum(axis=1, keepdims=True).clip(1e-300)
    share = p[person]
    return sum((share[j] + sum(share[q] * p[q, j] for q in contacts)) ** 2 for j in contacts)


@pytest.mark.parametrize("scope", ["whole", "ego"])
@pytest.mark.parametrize("weighted", [True, False])
@given(graph=graphs())
def test_constraint_is_burts_formula(graph: nx.Graph, weighted: bool, scope: Any) -> None:
    z = symmetric(graph, "weight" if weighted else None)
    found = measures.constraint(network_of(graph), scope=scope, weighted=weighted)
    assert_people(found, [burt(z, person, ego=scope == "ego") for person in graph])


@given(graphs(directed=False))
def test_constraint_is_that_of_networkx_and_igraph(graph: nx.Graph) -> None:
    igraph = pytest.importorskip("igraph")
    found = measures.constraint(network_of(graph))
    assert_people(found, nx.constraint(graph, weight="weight"))
    oracle = igraph.Graph(len(graph), list(graph.edges))
    if graph.edges:
        strengths = list(nx.get_edge_attributes(graph, "weight").values())
        assert_people(found, oracle.constraint(weights=strengths))


@pytest.mark.parametrize("weighted", [True, False])
@given(graph=graphs())
def test_effective_size_is_burts_formula(graph: nx.Graph, weighted: bool) -> None:
    z = symmetric(graph, "weight" if weighted else None)
    p = z / z.sum(axis=1, keepdims=True).clip(1e-300)
    m = z / z.max(axis=1, keepdims=True, initial=0).clip(1e-300)
    expected = []
    for i in graph:
        contacts = np.flatnonzero(z[i])
        size = sum(1 - sum(p[i, q] * m[j, q] for q in contacts if q != j) for j in contacts)
        expected.append(size if len(contacts) else np.nan)
    network = network_of(graph)
    assert_people(measures.effective_size(network, weighted=weighted), expected)
    degree = np.count_nonzero(z, axis=1)
    shares = np.array(expected) / np.where(degree > 0, degree, 1)
    assert_people(measures.efficiency(network, weighted=weighted), shares)


@given(graphs(directed=False))
def test_unweighted_effective_size_is_borgattis_and_networkxs(graph: nx.Graph) -> None:
    found = measures.effective_size(network_of(graph), weighted=False)
    # Named nodes make NetworkX take the path that divides by the right axis.
    assert_people(found, nx.effective_size(graph, nodes=list(graph)))
    triangles = nx.triangles(graph)
    expected = {v: k - 2 * triangles[v] / k if k else np.nan for v, k in graph.degree}
    assert_people(found, expected)


# --- own ties and communities --------------------------------------------------------------------


@given(graphs())
def test_degree_and_strength_add_both_directions(graph: nx.Graph) -> None:
    network, z = network_of(graph), symmetric(graph)
    assert_people(measures.degree(network), np.count_nonzero(z, axis=1))
    assert_people(measures.strength(network), z.sum(axis=1))


@given(grouped_graphs())
def test_measures_of_communities_are_their_formulas(case: tuple[nx.Graph, list[int]]) -> None:
    graph, labels = case
    network = network_of(graph)
    partition = partition_of(network, labels)
    z, group = symmetric(graph), np.array(labels)
    same = group[:, None] == group
    for weighted in (True, False):
        closeness = z if weighted else symmetric(graph, None)
        total = closeness.sum(axis=1)
        into = np.stack([closeness[:, group == one].sum(axis=1) for one in range(3)], axis=1)
        with np.errstate(invalid="ignore"):
            spread = 1 - ((into / total[:, None]) ** 2).sum(axis=1)
        found = measures.participation(network, partition=partition, weighted=weighted)
        assert_people(found, spread)
        own = (closeness * same).sum(axis=1)
        means = np.array([own[same[i]].mean() for i in graph])
        spreads = np.array([own[same[i]].std() for i in graph])
        z_score = np.where(spreads < 1e-9, 0.0, (own - means) / np.maximum(spreads, 1e-9))
        found = measures.within_community_z(network, partition=partition, weighted=weighted)
        assert_people(found, z_score)
    inside, outside = ((z > 0) & same).sum(axis=1), ((z > 0) & ~same).sum(axis=1)
    with np.errstate(invalid="ignore"):
        balance = (outside - inside) / (outside + inside)
    assert_people(measures.ei_index(network, partition=partition), balance)
    crossing = measures.crosses(network, partition=partition)
    assert_ties(crossing, lambda one, other: float(labels[one] != labels[other]))


# --- ties and cuts -------------------------------------------------------------------------------


@given(graphs())
def test_overlap_and_embeddedness_count_shared_contacts(graph: nx.Graph) -> None:
    network, flat = network_of(graph), plain(graph)

    def shared(one: int, other: int) -> int:
        return len(set(flat[one]) & set(flat[other]))

    def share(one: int, other: int) -> float:
        either = len((set(flat[one]) | set(flat[other])) - {one, other})
        return shared(one, other) / either if either else np.nan

    assert_ties(measures.embeddedness(network), shared)
    assert_ties(measures.overlap(network), share)


@given(graphs())
def test_bridges_and_ranges_are_those_of_networkx(graph: nx.Graph) -> None:
    network, flat = network_of(graph), plain(graph)
    cut = {frozenset(tie) for tie in nx.bridges(flat)}
    assert_ties(measures.bridge(network), lambda *tie: float(frozenset(tie) in cut))

    def way_round(one: int, other: int) -> float:
        rest = flat.copy()
        rest.remove_edge(one, other)
        joined = nx.has_path(rest, one, other)
        return nx.shortest_path_length(rest, one, other) if joined else np.inf

    assert_ties(measures.tie_range(network), way_round)


@given(graphs())
def test_cut_points_and_components_are_those_of_networkx(graph: nx.Graph) -> None:
    network, flat = network_of(graph), plain(graph)
    points = set(nx.articulation_points(flat))
    expected = {person: float(person in points) for person in graph}
    assert_people(measures.articulation_point(network), expected)
    sizes = {one: len(part) for part in nx.connected_components(flat) for one in part}
    assert_people(measures.component_size(network), sizes)
