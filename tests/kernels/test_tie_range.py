import networkx as nx
import numpy as np

from weakties.kernels.tie_range import ways_round


def rows(graph: nx.Graph) -> tuple[np.ndarray, np.ndarray]:
    matrix = nx.to_scipy_sparse_array(graph, nodelist=range(len(graph)), format="csr")
    matrix.sort_indices()
    return matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32)


def test_ways_round_are_shortest_paths_without_the_tie() -> None:
    graph = nx.gnm_random_graph(60, 75, seed=4)
    source, target = np.array(sorted(map(sorted, graph.edges))).T
    found = ways_round(*rows(graph), source.astype(np.int32), target.astype(np.int32))
    for one, other, length in zip(source, target, found):
        rest = graph.copy()
        rest.remove_edge(one, other)
        try:
            expected = nx.shortest_path_length(rest, one, other)
        except nx.NetworkXNoPath:
            expected = np.inf
        assert length == expected
    assert len(set(found)) > 4  # near and far, and not at all


def test_no_ties_have_no_ways_round() -> None:
    nobody = np.empty(0, dtype=np.int32)
    assert ways_round(np.zeros(3, dtype=np.int64), nobody, nobody, nobody).tolist() == []
