import networkx as nx
import numpy as np
import pytest

from weakties.kernels import triads


def rows(graph: nx.Graph) -> tuple[np.ndarray, np.ndarray]:
    matrix = nx.to_scipy_sparse_array(graph, nodelist=range(len(graph)), format="csr")
    matrix.sort_indices()
    return matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32)


def test_reverse_arcs_lead_back() -> None:
    people, ties = rows(nx.gnm_random_graph(20, 60, seed=1))
    source = np.repeat(np.arange(20), np.diff(people))
    reverse = triads.reverse_arcs(ties)
    np.testing.assert_array_equal(source[reverse], ties)
    np.testing.assert_array_equal(ties[reverse], source)


@pytest.mark.parametrize("chunk", [1, 7, 4096])
def test_sums_are_a_product_of_matrices_where_there_are_ties(
    chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(triads, "PEOPLE_PER_CALL", chunk)
    people, ties = rows(nx.gnm_random_graph(20, 90, seed=2))
    source = np.repeat(np.arange(20), np.diff(people))
    rng = np.random.default_rng(3)
    first, second = rng.random(len(ties)), rng.random(len(ties))
    one, other = np.zeros((20, 20)), np.zeros((20, 20))
    one[source, ties], other[source, ties] = first, second
    reverse = triads.reverse_arcs(ties)
    sums = triads.triangle_sums(people, ties, reverse, first, second)
    np.testing.assert_allclose(sums, (one @ other)[source, ties], rtol=1e-12, atol=1e-12)


def test_no_ties_have_no_triangles() -> None:
    people, ties = np.zeros(4, dtype=np.int64), np.empty(0, dtype=np.int32)
    reverse = triads.reverse_arcs(ties)
    nothing = np.empty(0)
    assert triads.triangle_sums(people, ties, reverse, nothing, nothing).tolist() == []
