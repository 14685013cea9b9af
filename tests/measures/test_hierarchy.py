import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import weakties as wt
from weakties.errors import ArgumentError
from weakties.measures import hierarchy


def by_formula(z: np.ndarray, person: int, *, ego: bool) -> float:
    """Burt's hierarchy of one person, term by term."""
    contacts = np.flatnonzero(z[person])
    if len(contacts) < 2:
        return np.nan
    inside = [person, *contacts] if ego else range(len(z))
    p = z / z[:, inside].sum(axis=1, keepdims=True).clip(1e-300)
    share = z[person] / z[person].sum()
    c = [(share[j] + sum(share[q] * p[q, j] for q in contacts)) ** 2 for j in contacts]
    ratio = np.array(c) / np.mean(c)
    return float((ratio * np.log(ratio)).sum() / (len(c) * np.log(len(c))))


@pytest.mark.parametrize("scope", ["whole", "ego"])
@pytest.mark.parametrize("weighted", [True, False])
@given(seed=st.integers(0, 10**6), ties=st.integers(0, 60), directed=st.booleans())
def test_it_is_burts_formula(
    seed: int, ties: int, directed: bool, weighted: bool, scope: str
) -> None:
    graph = nx.gnm_random_graph(10, ties, seed=seed, directed=directed)
    rng = np.random.default_rng(seed)
    nx.set_edge_attributes(graph, {tie: rng.uniform(0.1, 5) for tie in graph.edges}, "weight")
    z = nx.to_numpy_array(graph, nodelist=range(10), weight="weight" if weighted else None)
    z = z + z.T if directed else z
    network = wt.as_network(graph, strength="weight")
    found = hierarchy(network, scope=scope, weighted=weighted)  # type: ignore[arg-type]
    expected = [by_formula(z, person, ego=scope == "ego") for person in range(10)]
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)


def test_contacts_who_constrain_alike_are_no_hierarchy() -> None:
    for graph in (nx.star_graph(5), nx.complete_graph(5), nx.cycle_graph(5)):
        found = hierarchy(wt.as_network(graph))
        assert found[0] == pytest.approx(0.0, abs=1e-15)
        assert (found.dropna() >= 0).all()


def test_one_contact_or_none_cannot_be_uneven() -> None:
    graph = nx.path_graph(3)
    graph.add_node(3)
    assert hierarchy(wt.as_network(graph)).isna().tolist() == [True, False, True, True]


def test_another_scope_is_refused() -> None:
    with pytest.raises(ArgumentError, match="'network'; choose one of: 'whole', 'ego'"):
        hierarchy(wt.as_network(nx.path_graph(3)), scope="network")  # type: ignore[arg-type]
