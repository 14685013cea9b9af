import networkx as nx
import numpy as np
import pytest

from weakties.kernels import among_contacts, batches, directed_ego_betweenness
from weakties.kernels.directed_ego_betweenness import ordered_pairs_between
from weakties.kernels.ego_betweenness import pairs_between
from weakties.kernels.triads import shared_contacts


def arrays(graph: nx.DiGraph) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    flat = nx.to_scipy_sparse_array(nx.Graph(graph), nodelist=range(len(graph)), format="csr")
    flat.sort_indices()
    source = np.repeat(np.arange(len(graph)), np.diff(flat.indptr))
    along = [graph.has_edge(*arc) for arc in zip(source, flat.indices)]
    back = [graph.has_edge(*arc) for arc in zip(flat.indices, source)]
    ways = (np.array(along, dtype=bool) + 2 * np.array(back, dtype=bool)).astype(np.uint8)
    return flat.indptr.astype(np.int64), flat.indices.astype(np.int32), ways


def found_in(graph: nx.DiGraph) -> np.ndarray:
    indptr, indices, ways = arrays(graph)
    return ordered_pairs_between(indptr, indices, ways, shared_contacts(indptr, indices))


def inside(graph: nx.DiGraph, person: int) -> float:
    """Betweenness in the network of the person and the contacts, whatever their direction."""
    contacts = {person, *graph.predecessors(person), *graph.successors(person)}
    return nx.betweenness_centrality(graph.subgraph(contacts), normalized=False)[person]


@pytest.mark.parametrize("arcs_per_batch", [5000, 6_000_000])
@pytest.mark.parametrize("ties", [0, 60, 120, 250, 500, 1000, 1500])
def test_it_is_the_betweenness_of_the_person_among_the_contacts(
    ties: int, arcs_per_batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (batches, among_contacts):
        monkeypatch.setattr(module, "ARCS_PER_BATCH", arcs_per_batch)
    monkeypatch.setattr(directed_ego_betweenness, "STEPS_PER_ARC", 1)
    graph = nx.gnm_random_graph(40, ties, seed=ties, directed=True)
    expected = [inside(graph, person) for person in range(40)]
    np.testing.assert_allclose(found_in(graph), expected, rtol=1e-12, atol=1e-9)


def test_ways_to_and_from_the_person_may_be_long() -> None:
    graph = nx.path_graph(6, create_using=nx.DiGraph)
    graph.add_edges_from([(2, 6), (6, 3), (6, 0), (6, 1), (4, 6), (5, 6)])
    assert found_in(graph)[6] == pytest.approx(inside(graph, 6), rel=1e-12)
    assert inside(graph, 6) > 0


def test_ties_that_are_all_answered_count_twice() -> None:
    graph = nx.gnm_random_graph(40, 250, seed=3)
    indptr, indices, _ = arrays(graph.to_directed())
    twice = 2 * pairs_between(indptr, indices, shared_contacts(indptr, indices))
    np.testing.assert_allclose(found_in(graph.to_directed()), twice, rtol=1e-12)


def test_a_hub_that_does_not_answer_is_no_burden() -> None:
    # 30,000 people turn to the hub and half of them to another; the hub turns to ten.
    size = 30_000
    graph = nx.DiGraph((one, 0) for one in range(1, size + 1))
    graph.add_edges_from((0, one) for one in range(1, 11))
    graph.add_edges_from((one, one + 1) for one in range(1, size, 2))
    graph = nx.relabel_nodes(graph, int)
    # Everybody reaches the ten, but five of these directly from one person each.
    assert found_in(graph)[0] == size * 10 - 10 - 5
