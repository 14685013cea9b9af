"""On drawn graphs of all kinds the answers are those of NetworkX."""

import math
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

GRAPHS = nx.Graph, nx.MultiGraph
DIGRAPHS = nx.DiGraph, nx.MultiDiGraph
SIMPLE = nx.Graph, nx.DiGraph

#: Names of the same nodes: some are their own positions, some cannot be sorted together.
NAMES = (
    list(range(12)),
    [11 - at for at in range(12)],
    [f"p{at}" for at in range(12)],
    [(at % 3, at) for at in range(12)],
    [at if at % 2 else f"p{at}" for at in range(12)],
)

pytestmark = pytest.mark.filterwarnings("ignore:Note. conversions:UserWarning")


@st.composite
def graphs(draw: st.DrawFn, *kinds: type, loops: bool = True) -> Any:
    """A graph with whole weights, so that sums are exact; nodes and edges were added in any order."""
    graph = draw(st.sampled_from(kinds))()
    names = draw(st.sampled_from(NAMES))[: draw(st.integers(1, 12))]
    graph.add_nodes_from(draw(st.permutations(names))[: draw(st.integers(0, len(names)))])
    ends = st.sampled_from(names)
    for one, other, weight in draw(st.lists(st.tuples(ends, ends, st.integers(1, 4)), max_size=30)):
        if loops or one != other:
            graph.add_edge(one, other, weight=weight)
    return graph


def ours(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    return function(*args, **kwargs, backend="weakties")


def assert_same(one: Any, other: Any) -> None:
    """Compare answers: the same in the same order, numbers up to rounding."""
    if isinstance(other, dict):
        assert list(one) == list(other)
        assert_same(list(one.values()), list(other.values()))
    elif isinstance(other, list | tuple | Iterator):
        one, other = list(one), list(other)
        assert len(one) == len(other)
        for pair in zip(one, other, strict=True):
            assert_same(*pair)
    elif isinstance(other, float) and math.isfinite(other):
        assert one == pytest.approx(other, rel=1e-9, abs=1e-12)
    else:
        assert one == other or (math.isnan(one) and math.isnan(other))


flags, weights = st.booleans(), st.sampled_from([None, "weight", "absent"])


@given(graphs(*GRAPHS, *DIGRAPHS), flags, flags, weights)
def test_betweenness(graph: Any, normalized: bool, endpoints: bool, weight: str | None) -> None:
    how = {"normalized": normalized, "endpoints": endpoints, "weight": weight}
    expected = nx.betweenness_centrality(graph, **how)
    assert_same(ours(nx.betweenness_centrality, graph, **how), expected)


@given(graphs(*GRAPHS, *DIGRAPHS), flags, weights)
def test_edge_betweenness(graph: Any, normalized: bool, weight: str | None) -> None:
    how = {"normalized": normalized, "weight": weight}
    expected = nx.edge_betweenness_centrality(graph, **how)
    assert_same(ours(nx.edge_betweenness_centrality, graph, **how), expected)


@given(graphs(nx.Graph, nx.DiGraph), st.data())
def test_betweenness_from_a_sample(graph: Any, data: st.DataObject) -> None:
    if len(graph) == 0:
        return
    k, seed = data.draw(st.integers(1, len(graph))), data.draw(st.integers(0, 9))
    for endpoints in (False, True):
        how = {"k": k, "seed": seed, "endpoints": endpoints}
        expected = nx.betweenness_centrality(graph, **how)
        assert_same(ours(nx.betweenness_centrality, graph, **how), expected)
    expected = nx.edge_betweenness_centrality(graph, k=k, seed=seed)
    assert_same(ours(nx.edge_betweenness_centrality, graph, k=k, seed=seed), expected)


@st.composite
def chosen(draw: st.DrawFn) -> Any:
    """A graph, sources (some named twice) and targets."""
    graph = draw(graphs(*GRAPHS, *DIGRAPHS))
    if len(graph) == 0:
        return graph, [], []
    some = st.lists(st.sampled_from(list(graph)), max_size=8)
    return graph, draw(some), [*draw(some), "nobody"]


@given(chosen(), flags, weights)
def test_betweenness_of_chosen_pairs(how: Any, normalized: bool, weight: str | None) -> None:
    options = {"normalized": normalized, "weight": weight}
    expected = nx.betweenness_centrality_subset(*how, **options)
    assert_same(ours(nx.betweenness_centrality_subset, *how, **options), expected)


@given(chosen(), flags, weights)
def test_edge_betweenness_of_chosen_pairs(how: Any, normalized: bool, weight: str | None) -> None:
    graph, sources, targets = how
    expected = dict.fromkeys(graph.edges, 0.0)
    for source in sources:
        for target in {node for node in targets if node in graph} - {source}:
            for edges in shortest_paths(graph, source, target, weight):
                for edge, share in edges.items():
                    expected[edge] += share
    pairs = len(graph) * (len(graph) - 1)
    scale = (1 / pairs if pairs else 1) if normalized else (1 if graph.is_directed() else 0.5)
    options = {"normalized": normalized, "weight": weight}
    assert_same(
        ours(nx.edge_betweenness_centrality_subset, *how, **options),
        {edge: share * scale for edge, share in expected.items()},
    )


def shortest_paths(
    graph: Any, source: Any, target: Any, weight: str | None
) -> Iterator[dict[Any, float]]:
    """For every shortest path its share along each edge; equal parallel edges share it."""
    if not nx.has_path(graph, source, target):
        return
    paths = list(nx.all_shortest_paths(graph, source, target, weight=weight))
    for path in paths:
        found = {}
        for one, other in pairwise(path):
            edges = [edge for edge in graph.edges if set(edge[:2]) == {one, other}]
            if graph.is_directed():
                edges = [edge for edge in edges if edge[0] == one]
            length = {edge: graph.edges[edge].get(weight, 1) for edge in edges}
            best = [edge for edge in edges if length[edge] == min(length.values())]
            found |= dict.fromkeys(best, 1 / len(best) / len(paths))
        yield found


@given(graphs(*GRAPHS, *DIGRAPHS, loops=False), weights)
def test_constraint(graph: Any, weight: str | None) -> None:
    if len(graph) == 0:  # an error in NetworkX's matrices
        assert ours(nx.constraint, graph) == {}
        return
    assert_same(ours(nx.constraint, graph, weight=weight), nx.constraint(graph, weight=weight))


@given(graphs(*SIMPLE, loops=False), weights)
def test_local_constraint(graph: Any, weight: str | None) -> None:
    for u in graph:
        for v in graph:
            expected = nx.local_constraint(graph, u, v, weight=weight)
            assert_same(ours(nx.local_constraint, graph, u, v, weight=weight), float(expected))


def mutual(graph: Any, weight: str | None) -> nx.Graph:
    """The graph of what the edges between two nodes weigh together."""
    flat = nx.Graph()
    flat.add_nodes_from(graph)
    for one, other, value in graph.edges(data=weight or "absent", default=1):
        before = flat.get_edge_data(one, other, {"weight": 0})["weight"]
        flat.add_edge(one, other, weight=before + value)
    return flat


@given(graphs(*GRAPHS, *DIGRAPHS, loops=False), weights)
def test_effective_size_is_that_of_nodes_asked_about_one_by_one(
    graph: Any, weight: str | None
) -> None:
    flat = mutual(graph, weight)
    expected = nx.effective_size(flat, nodes=list(flat), weight="weight")
    assert_same(ours(nx.effective_size, graph, weight=weight), expected)


@given(graphs(*GRAPHS))
def test_bridges(graph: Any) -> None:
    assert_same(ours(nx.bridges, graph), list(nx.bridges(graph)))
    assert ours(nx.has_bridges, graph) == nx.has_bridges(graph)
    for root in graph:
        expected = {frozenset(edge) for edge in nx.bridges(graph, root)}
        assert {frozenset(edge) for edge in ours(nx.bridges, graph, root)} == expected
        assert ours(nx.has_bridges, graph, root) == bool(expected)


@given(graphs(nx.Graph), flags)
def test_local_bridges(graph: Any, with_span: bool) -> None:
    expected = list(nx.local_bridges(graph, with_span))
    assert_same(ours(nx.local_bridges, graph, with_span), expected)


@given(graphs(*GRAPHS))
def test_articulation_points(graph: Any) -> None:
    assert set(ours(nx.articulation_points, graph)) == set(nx.articulation_points(graph))


@given(graphs(*GRAPHS))
def test_connected_components(graph: Any) -> None:
    expected = list(nx.connected_components(graph))
    assert list(ours(nx.connected_components, graph)) == expected
    assert ours(nx.number_connected_components, graph) == len(expected)
    if len(graph):
        assert ours(nx.is_connected, graph) == (len(expected) == 1)
    for node in graph:
        assert ours(nx.node_connected_component, graph, node) == next(
            component for component in expected if node in component
        )


@given(graphs(*GRAPHS))
def test_triangles(graph: Any) -> None:
    assert_same(ours(nx.triangles, graph), nx.triangles(graph))


@given(graphs(*SIMPLE), weights, st.data())
def test_clustering(graph: Any, weight: str | None, data: st.DataObject) -> None:
    assert_same(ours(nx.clustering, graph, weight=weight), nx.clustering(graph, weight=weight))
    if len(graph) == 0:
        return
    some = data.draw(st.lists(st.sampled_from([*graph, "nobody"]), min_size=1, unique=True))
    for nodes in (some, next(iter(graph))):
        expected = nx.clustering(graph, nodes, weight=weight)
        assert_same(ours(nx.clustering, graph, nodes, weight=weight), expected)
    assert_same(
        ours(nx.average_clustering, graph, weight=weight),
        float(nx.average_clustering(graph, weight=weight)),
    )


@given(graphs(nx.Graph))
def test_transitivity(graph: Any) -> None:
    assert_same(ours(nx.transitivity, graph), float(nx.transitivity(graph)))


PREDICTORS = [
    nx.adamic_adar_index,
    nx.preferential_attachment,
    nx.resource_allocation_index,
    nx.cn_soundarajan_hopcroft,
    nx.ra_index_soundarajan_hopcroft,
    nx.within_inter_cluster,
]


def by_pair(predictions: Any) -> dict[frozenset[Any], float]:
    return {frozenset((one, other)): value for one, other, value in predictions}


@pytest.mark.parametrize("predict", [*PREDICTORS, nx.jaccard_coefficient])
@given(data=st.data())
def test_predictors(predict: Any, data: st.DataObject) -> None:
    graph = data.draw(graphs(nx.Graph, loops=predict is not nx.jaccard_coefficient))
    nx.set_node_attributes(graph, {node: at % 3 for at, node in enumerate(graph)}, "community")
    found, expected = by_pair(ours(predict, graph)), by_pair(predict(graph))
    assert found == pytest.approx(expected)
    pairs = [(one, other) for one in graph for other in graph if one != other]
    assert_same(ours(predict, graph, pairs), list(predict(graph, pairs)))


@given(graphs(*GRAPHS, loops=False), flags, st.floats(0.1, 3), st.floats(0, 2), st.floats(0, 2))
def test_dispersion(graph: Any, normalized: bool, alpha: float, b: float, c: float) -> None:
    how = {"normalized": normalized, "alpha": alpha, "b": b, "c": c}
    assert_same(ours(nx.dispersion, graph, **how), nx.dispersion(graph, **how))
    for node in graph:
        for part in ({"u": node}, {"v": node}):
            assert_same(
                ours(nx.dispersion, graph, **part, **how), nx.dispersion(graph, **part, **how)
            )
        for other in graph[node]:
            expected = nx.dispersion(graph, node, other, **how)
            assert_same(ours(nx.dispersion, graph, node, other, **how), expected)
