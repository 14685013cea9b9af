import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.kernels import batches
from weakties.kernels.batches import balanced_limits
from weakties.kernels.orientation import MOST_ARCS, orient, values_above
from weakties.kernels.triads import shared_contacts, ties_among_contacts, triangle_products


def rows(graph: nx.Graph) -> tuple[np.ndarray, np.ndarray]:
    matrix = nx.to_scipy_sparse_array(graph, nodelist=range(len(graph)), format="csr")
    matrix.sort_indices()
    return matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32)


def symmetric_values(people: np.ndarray, ties: np.ndarray, seed: int) -> np.ndarray:
    source = np.repeat(np.arange(len(people) - 1), np.diff(people))
    table = np.random.default_rng(seed).random((len(people) - 1,) * 2)
    return (table + table.T)[source, ties]


@given(seed=st.integers(0, 10**6), size=st.integers(1, 25), ties=st.integers(0, 120))
def test_shared_contacts_are_those_of_both(seed: int, size: int, ties: int) -> None:
    graph = nx.gnm_random_graph(size, ties, seed=seed)
    indptr, indices = rows(graph)
    source = np.repeat(np.arange(size), np.diff(indptr)).tolist()
    expected = [len(set(graph[i]) & set(graph[j])) for i, j in zip(source, indices.tolist())]
    shared = shared_contacts(indptr, indices)
    assert shared.tolist() == expected
    triangles = nx.triangles(graph)
    assert ties_among_contacts(indptr, shared).tolist() == [triangles[i] for i in range(size)]


@given(seed=st.integers(0, 10**6), ties=st.integers(0, 120))
def test_products_are_those_of_matrices_where_there_are_ties(seed: int, ties: int) -> None:
    indptr, indices = rows(nx.gnm_random_graph(20, ties, seed=seed))
    source = np.repeat(np.arange(20), np.diff(indptr))
    value = symmetric_values(indptr, indices, seed)
    matrix = np.zeros((20, 20))
    matrix[source, indices] = value
    found = triangle_products(indptr, indices, value)
    np.testing.assert_allclose(found, (matrix @ matrix)[source, indices], rtol=1e-12, atol=1e-12)


def test_the_size_of_batches_changes_no_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    indptr, indices = rows(nx.gnm_random_graph(60, 700, seed=3))
    value = symmetric_values(indptr, indices, 3)
    whole = triangle_products(indptr, indices, value)
    monkeypatch.setattr(batches, "ARCS_PER_BATCH", 1)
    np.testing.assert_array_equal(triangle_products(indptr, indices, value), whole)


def test_every_tie_leads_up_from_the_person_with_fewer_contacts() -> None:
    graph = nx.star_graph(4)
    graph.add_edge(1, 2)
    indptr, indices = rows(graph)
    upward = orient(indptr, indices)
    assert upward.rank.tolist() == [4, 2, 3, 0, 1]
    assert np.diff(upward.pointer).tolist() == [0, 2, 1, 1, 1]
    assert upward.above.tolist() == [4, 3, 4, 4, 4]
    assert values_above(upward, np.arange(10.0)).tolist() == [4.0, 5.0, 6.0, 8.0, 9.0]


def test_more_ties_than_can_be_told_apart_are_refused() -> None:
    class Endless:
        def __len__(self) -> int:
            return MOST_ARCS + 2

    with pytest.raises(OverflowError, match="more than the 2147483647"):
        orient(np.zeros(2, dtype=np.int64), Endless())


def test_a_hub_costs_no_more_than_its_ties() -> None:
    hub = 100_000
    graph = nx.star_graph(hub)
    graph.add_edges_from((one, one + 1) for one in range(1, hub, 2))
    indptr, indices = rows(graph)
    assert orient(indptr, indices).cost.sum() < 10 * len(indices)
    assert shared_contacts(indptr, indices).sum() == 3 * hub  # 50,000 triangles, six arcs each


def test_work_is_cut_where_it_costs_about_the_same() -> None:
    cost = np.ones(3200, dtype=np.int64)
    assert np.diff(balanced_limits(cost)).max() <= 101
    cost[5] = 10**6
    limits = balanced_limits(cost)
    assert limits[0] == 0
    assert limits[-1] == 3200
    assert (np.diff(limits) > 0).all()
    assert balanced_limits(cost[:0]).tolist() == [0]


def test_no_ties_have_no_triangles() -> None:
    people, ties = np.zeros(4, dtype=np.int64), np.empty(0, dtype=np.int32)
    assert shared_contacts(people, ties).tolist() == []
    assert triangle_products(people, ties, np.empty(0)).tolist() == []
