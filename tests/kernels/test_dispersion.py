from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from weakties.kernels.dispersion import dispersed_pairs


def rows(graph: nx.Graph) -> tuple[np.ndarray, np.ndarray]:
    matrix = nx.to_scipy_sparse_array(graph, nodelist=range(len(graph)), format="csr")
    matrix.sort_indices()
    return matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32)


def expected(graph: nx.Graph, ego: int, alter: int) -> tuple[int, int]:
    """Dispersed pairs and shared contacts, by their definition."""
    near = set(graph[ego])
    shared = near & set(graph[alter])
    pairs = [
        (one, other)
        for one, other in combinations(shared, 2)
        if not graph.has_edge(one, other) and near & set(graph[one]) & set(graph[other]) == {alter}
    ]
    return len(pairs), len(shared)


@pytest.mark.parametrize("seed", range(5))
def test_pairs_are_those_of_the_definition(seed: int) -> None:
    graph = nx.gnm_random_graph(18, 60, seed=seed)
    pairs, shared = dispersed_pairs(*rows(graph), 0, 18)
    arcs = [(ego, alter) for ego in range(18) for alter in sorted(graph[ego])]
    assert list(zip(pairs, shared, strict=True)) == [expected(graph, *arc) for arc in arcs]
    assert pairs.any()


def test_egos_can_be_taken_in_parts() -> None:
    graph = rows(nx.gnm_random_graph(18, 60, seed=1))
    whole = dispersed_pairs(*graph, 0, 18)
    parts = [dispersed_pairs(*graph, *part) for part in ((0, 7), (7, 7), (7, 18))]
    for at in (0, 1):
        np.testing.assert_array_equal(whole[at], np.concatenate([part[at] for part in parts]))
