import networkx as nx
import numpy as np

from weakties.kernels.cuts import components, cuts


def rows(graph: nx.Graph) -> tuple[np.ndarray, np.ndarray]:
    matrix = nx.to_scipy_sparse_array(graph, nodelist=range(len(graph)), format="csr")
    matrix.sort_indices()
    return matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32)


def test_components_are_numbered_by_their_first_person() -> None:
    graph = nx.Graph([(0, 4), (1, 3)])
    graph.add_nodes_from(range(5))
    assert components(*rows(graph)).tolist() == [0, 1, 2, 1, 0]


def test_no_depth_is_too_deep() -> None:
    size = 200_000
    people, ties = rows(nx.path_graph(size))
    articulation, bridge = cuts(people, ties)
    assert articulation.sum() == size - 2
    assert bridge.sum() == size - 1
    assert components(people, ties).max() == 0


def test_a_long_circle_has_nothing_to_cut() -> None:
    articulation, bridge = cuts(*rows(nx.cycle_graph(100_000)))
    assert not articulation.any()
    assert not bridge.any()


def test_the_first_person_of_a_search_can_be_a_cut() -> None:
    articulation, bridge = cuts(*rows(nx.star_graph(3)))
    assert articulation.tolist() == [True, False, False, False]
    assert bridge.sum() == 3
