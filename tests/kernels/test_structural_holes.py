"""Sums over triangles against their definitions, written out."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.kernels.ego_networks import constraint_inside
from weakties.kernels.structural_holes import find_holes


def matrix_of(seed: int, ties: int, *, weighted: bool) -> np.ndarray:
    graph = nx.gnm_random_graph(12, ties, seed=seed)
    rng = np.random.default_rng(seed)
    for _, _, attributes in graph.edges(data=True):
        attributes["weight"] = rng.uniform(0.1, 5.0) if weighted else 2.0
    return nx.to_numpy_array(graph, nodelist=range(12))


def rows(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    tied = matrix > 0
    indptr = np.concatenate([[0], np.cumsum(tied.sum(axis=1))]).astype(np.int64)
    return indptr, np.nonzero(tied)[1].astype(np.int32), matrix[tied]


def squares(share: np.ndarray, tied: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    c = np.where(tied, share**2, 0.0)
    return c.sum(axis=1), np.where(tied, c * np.log(np.where(tied, c, 1.0)), 0.0).sum(axis=1)


@pytest.mark.parametrize("weighted", [False, True])
@given(seed=st.integers(0, 10**6), ties=st.integers(0, 60))
def test_holes_are_those_of_the_formulas(seed: int, ties: int, weighted: bool) -> None:
    z = matrix_of(seed, ties, weighted=weighted)
    tied, total = z > 0, np.maximum(z.sum(axis=1), 1e-300)
    p = z / total[:, None]
    m = z / np.maximum(z.max(axis=1), 1e-300)[:, None]
    found = find_holes(*rows(z))
    constraint, spread = squares(p + p @ p, tied)
    np.testing.assert_allclose(found.constraint.total, constraint, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(found.constraint.spread, spread, rtol=1e-9, atol=1e-12)
    redundancy = np.where(tied, p @ m.T, 0.0).sum(axis=1)
    np.testing.assert_allclose(found.redundancy, redundancy, rtol=1e-12, atol=1e-14)
    a = tied.astype(np.int64)
    assert found.shared.tolist() == (a @ a)[tied].tolist()


@pytest.mark.parametrize("weighted", [False, True])
@given(seed=st.integers(0, 10**6), ties=st.integers(0, 60))
def test_inside_an_ego_network_only_its_ties_count(seed: int, ties: int, weighted: bool) -> None:
    z = matrix_of(seed, ties, weighted=weighted)
    found = constraint_inside(*rows(z))
    for person in range(len(z)):
        contacts = np.flatnonzero(z[person])
        inside = z[np.ix_(contacts, contacts)]
        own = z[person, contacts]
        share = inside / np.maximum(own + inside.sum(axis=1), 1e-300)[:, None]
        p = own / max(own.sum(), 1e-300)
        c = (p + p @ share) ** 2
        assert found.total[person] == pytest.approx(c.sum(), rel=1e-12, abs=1e-14)
        assert found.spread[person] == pytest.approx((c * np.log(c)).sum(), rel=1e-9, abs=1e-12)
