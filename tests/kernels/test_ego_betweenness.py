from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from weakties.kernels import among_contacts, batches, ego_betweenness
from weakties.kernels.ego_betweenness import pairs_between
from weakties.kernels.triads import shared_contacts


def rows(graph: nx.Graph) -> tuple[np.ndarray, np.ndarray]:
    matrix = nx.to_scipy_sparse_array(graph, nodelist=range(len(graph)), format="csr")
    matrix.sort_indices()
    return matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32)


def found_in(graph: nx.Graph) -> np.ndarray:
    indptr, indices = rows(graph)
    return pairs_between(indptr, indices, shared_contacts(indptr, indices))


def by_formula(graph: nx.Graph, person: int) -> float:
    contacts = set(graph[person])
    return sum(
        1 / (1 + len(set(graph[one]) & set(graph[other]) & contacts))
        for one, other in combinations(contacts, 2)
        if not graph.has_edge(one, other)
    )


@pytest.mark.parametrize("most_in_bits", [0, 20, 1024])
@pytest.mark.parametrize("arcs_per_batch", [500, 6_000_000])
@pytest.mark.parametrize("ties", [0, 100, 400, 900, 1600, 1770])
def test_pairs_count_by_the_share_of_paths(
    ties: int, arcs_per_batch: int, most_in_bits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (batches, among_contacts):
        monkeypatch.setattr(module, "ARCS_PER_BATCH", arcs_per_batch)
    monkeypatch.setattr(ego_betweenness, "MOST_IN_BITS", most_in_bits)
    graph = nx.gnm_random_graph(60, ties, seed=ties)
    expected = [by_formula(graph, person) for person in range(60)]
    np.testing.assert_allclose(found_in(graph), expected, rtol=1e-12, atol=1e-9)


@pytest.mark.parametrize("contacts", [63, 64, 65, 130])
def test_rows_of_bits_hold_any_number_of_contacts(contacts: int) -> None:
    graph = nx.gnp_random_graph(contacts, 0.6, seed=contacts)
    graph.add_edges_from((contacts, one) for one in range(contacts))
    assert found_in(graph)[contacts] == pytest.approx(by_formula(graph, contacts), rel=1e-12)


def test_few_and_many_reached_are_counted_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    # A dense group and a long circle among the contacts of one person.
    monkeypatch.setattr(ego_betweenness, "MOST_IN_BITS", 0)
    graph = nx.disjoint_union(nx.gnp_random_graph(30, 0.5, seed=1), nx.cycle_graph(200))
    person = len(graph)
    graph.add_edges_from([(person, one) for one in range(person)])
    assert found_in(graph)[person] == pytest.approx(by_formula(graph, person), rel=1e-12)


def test_a_hub_is_no_burden() -> None:
    # About 100,000 contacts in chains of three, whose ends share the middle.
    chains = 33_334
    first = 3 * np.arange(chains) + 1
    graph = nx.Graph((0, one) for one in range(1, 3 * chains + 1))
    graph.add_edges_from(zip(first, first + 1))
    graph.add_edges_from(zip(first + 1, first + 2))
    graph = nx.convert_node_labels_to_integers(graph, ordering="sorted")
    contacts = 3 * chains
    untied = contacts * (contacts - 1) / 2 - 2 * chains
    assert found_in(graph)[0] == untied - chains / 2


def test_work_that_takes_too_long_is_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(among_contacts, "ARCS_PER_BATCH", 10)
    cost = np.array([1, 1, 35, 1], dtype=np.int64)
    for divisible, parts in ((True, 4), (False, 1)):
        pieces = among_contacts.pieces_of_work(cost, np.full(4, divisible))
        assert [one.part for one in pieces if one.start <= 2 < one.stop] == list(range(parts))
        assert {one.parts for one in pieces if one.start <= 2 < one.stop} == {parts}


def test_progress_is_told_to_the_end() -> None:
    indptr, indices = rows(nx.complete_graph(9))
    shared = shared_contacts(indptr, indices)
    told: list[tuple[str, int, int]] = []
    pairs_between(indptr, indices, shared, progress=lambda *report: told.append(report))
    assert told[0][:2] == ("ego betweenness", 0)
    assert told[-1][1] == told[-1][2] > 0
