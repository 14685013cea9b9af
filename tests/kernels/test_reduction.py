import networkx as nx
import numpy as np

from weakties.kernels.reduction import Reduced, reduce_graph


def reduced(graph: nx.Graph) -> Reduced:
    matrix = nx.to_scipy_sparse_array(graph, nodelist=range(len(graph)), format="csr")
    matrix.sort_indices()
    return reduce_graph(matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32))


def test_of_a_tree_everything_is_known() -> None:
    small = reduced(nx.path_graph(4))
    assert len(small.copies) == len(small.arcs) == 0
    assert small.person_known.tolist() == [0.0, 4.0, 4.0, 0.0]
    assert small.arc_known.tolist() == [3.0, 3.0, 4.0, 4.0, 3.0, 3.0]


def test_of_circles_of_friends_who_share_one_everything_is_known() -> None:
    small = reduced(nx.windmill_graph(3, 4))
    assert len(small.copies) == 0
    assert small.person_known.tolist() == [81.0 - 3 * 9.0] + [0.0] * 9


def test_isolates_are_in_no_block() -> None:
    small = reduced(nx.empty_graph(3))
    assert small.person_known.tolist() == [0.0] * 3
    assert len(small.copies) == len(small.arc_known) == 0


def test_those_at_the_border_of_a_block_count_for_all_beyond() -> None:
    # A circle of five; three people hang on its first.
    graph = nx.cycle_graph(5)
    nx.add_path(graph, [0, 5, 6])
    graph.add_edge(0, 7)
    small = reduced(graph)
    assert sorted(small.weight * small.copies) == [1.0, 1.0, 1.0, 1.0, 4.0]
    assert sorted(small.people) == [0, 1, 2, 3, 4]
    assert len(small.indices) == len(small.arcs) == 10


def test_people_with_the_same_neighbours_become_one_node() -> None:
    small = reduced(nx.complete_bipartite_graph(3, 4))
    assert sorted(small.copies) == [3.0, 4.0]
    assert len(small.indices) == 2
    assert sorted(small.divisor) == [3.0] * 12 + [4.0] * 12
