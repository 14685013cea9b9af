import networkx as nx
import numpy as np
import pytest

from weakties.kernels.shared_contacts import sums_of_pairs, sums_with_all

GRAPH = nx.gnm_random_graph(15, 50, seed=1)
MATRIX = nx.to_numpy_array(GRAPH)
VALUE = np.random.default_rng(2).random(15)


def rows() -> tuple[np.ndarray, np.ndarray]:
    matrix = nx.to_scipy_sparse_array(GRAPH, format="csr")
    matrix.sort_indices()
    return matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32)


def expected(community: np.ndarray) -> np.ndarray:
    """Sum over everybody tied to both, row by row, if of the same community as the first."""
    return np.array(
        [
            (MATRIX[one] * MATRIX) @ (VALUE * (community == community[one]))
            for one in range(len(MATRIX))
        ]
    )


@pytest.mark.parametrize("community", [np.zeros(15, dtype=np.int64), np.arange(15) % 3])
def test_sums_are_a_product_of_matrices(community: np.ndarray) -> None:
    source, target = np.divmod(np.arange(15 * 15), 15)
    of_pairs = sums_of_pairs(*rows(), source, target, VALUE, community)
    np.testing.assert_allclose(of_pairs.reshape(15, 15), expected(community), rtol=1e-12)
    with_all = [sums_with_all(*rows(), person, VALUE, community) for person in range(15)]
    np.testing.assert_allclose(with_all, expected(community), rtol=1e-12)


def test_no_pairs_have_no_sums() -> None:
    nobody, community = np.empty(0, dtype=np.int64), np.zeros(15, dtype=np.int64)
    assert sums_of_pairs(*rows(), nobody, nobody, VALUE, community).tolist() == []
