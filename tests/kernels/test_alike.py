import networkx as nx
import numpy as np
import pytest

from weakties.kernels import alike
from weakties.kernels.alike import Alike, find_alike


def classes(graph: nx.Graph, eligible: np.ndarray | None = None) -> Alike:
    arcs = sorted([*graph.edges, *((two, one) for one, two in graph.edges)])
    tail, head = np.array(arcs).T
    if eligible is None:
        eligible = np.ones(len(graph), dtype=np.bool_)
    return find_alike(tail, head, eligible)


def test_people_with_the_same_neighbours_are_led_by_the_first() -> None:
    found = classes(nx.complete_bipartite_graph(2, 3))
    assert found.leader.tolist() == [0, 0, 2, 2, 2]


def test_people_tied_to_each_other_and_to_the_same_others_are_alike_too() -> None:
    found = classes(nx.complete_graph(4))
    assert found.leader.tolist() == [0, 0, 0, 0]
    assert found.node_known.tolist() == [0.0] * 4
    assert found.arc_known.tolist() == [1.0] * 12


def test_pairs_within_a_class_pass_through_the_common_neighbours_alike() -> None:
    found = classes(nx.complete_bipartite_graph(2, 3))
    assert found.node_known.tolist() == pytest.approx([3.0, 3.0, 2 / 3, 2 / 3, 2 / 3])
    # Each of the two sends a third of a pair along every arc; each of the three, half of two pairs.
    assert found.arc_known.tolist() == pytest.approx([1 / 3 + 1.0] * 12)


def test_only_eligible_people_are_merged() -> None:
    found = classes(nx.complete_graph(4), np.array([True, False, True, False]))
    assert found.leader.tolist() == [0, 1, 0, 3]


def test_a_merger_that_saves_little_is_not_made() -> None:
    graph = nx.disjoint_union(nx.cycle_graph(100), nx.complete_graph(3))
    found = classes(graph)
    assert found.leader.tolist() == list(range(103))
    assert not found.arc_known.any()


def test_neighbours_decide_even_if_hashes_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoLuck:
        def integers(self, _: int, size: int) -> np.ndarray:
            return np.zeros(size, dtype=np.int64)

    monkeypatch.setattr(alike.np.random, "default_rng", lambda _: NoLuck())
    assert classes(nx.path_graph(4)).leader.tolist() == [0, 1, 2, 3]
