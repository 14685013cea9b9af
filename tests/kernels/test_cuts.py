import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from weakties.kernels.cuts import blocks, components, cuts


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
    articulation, bridge_to, held = cuts(people, ties)
    assert articulation.sum() == size - 2
    assert (bridge_to >= 0).sum() == size - 1
    assert held.tolist() == [min(at, size - 1 - at) for at in range(size)]
    assert components(people, ties).max() == 0


def test_a_long_circle_has_nothing_to_cut() -> None:
    articulation, bridge_to, held = cuts(*rows(nx.cycle_graph(100_000)))
    assert not articulation.any()
    assert (bridge_to == -1).all()
    assert not held.any()


def test_the_first_person_of_a_search_can_be_a_cut() -> None:
    articulation, bridge_to, held = cuts(*rows(nx.star_graph(3)))
    assert articulation.tolist() == [True, False, False, False]
    assert bridge_to.tolist() == [-1, 0, 0, 0]
    assert held.tolist() == [2, 0, 0, 0]


@given(seed=st.integers(0, 10**6), people=st.integers(1, 30), ties=st.integers(0, 45))
def test_whom_somebody_holds_is_who_is_cut_off_without_them(
    seed: int, people: int, ties: int
) -> None:
    graph = nx.gnm_random_graph(people, ties, seed=seed)
    articulation, _, held = cuts(*rows(graph))
    assert set(np.flatnonzero(articulation)) == set(nx.articulation_points(graph))
    for person in graph:
        part = graph.subgraph(nx.node_connected_component(graph, person) - {person})
        sizes = [len(one) for one in nx.connected_components(part)]
        assert held[person] == sum(sizes) - max(sizes, default=0)


@given(seed=st.integers(0, 10**6), people=st.integers(1, 30), ties=st.integers(0, 45))
def test_blocks_are_those_of_networkx(seed: int, people: int, ties: int) -> None:
    graph = nx.gnm_random_graph(people, ties, seed=seed)
    found = blocks(*rows(graph))
    members = [{top} for top in found.top.tolist()]
    for person, number in enumerate(found.block.tolist()):
        if number >= 0:
            members[number].add(person)
    expected = [frozenset(block) for block in nx.biconnected_components(graph)]
    assert {frozenset(block) for block in members} == set(expected)
    assert len(members) == len(expected)


@given(seed=st.integers(0, 10**6), people=st.integers(1, 30), ties=st.integers(0, 45))
def test_people_beyond_a_block_are_those_whom_its_removal_cuts_off(
    seed: int, people: int, ties: int
) -> None:
    graph = nx.gnm_random_graph(people, ties, seed=seed)
    found = blocks(*rows(graph))
    for number, top in enumerate(found.top.tolist()):
        below = [one for one in range(people) if found.block[one] == number]
        rest = graph.copy()
        rest.remove_node(top)
        cut_off = set().union(*(nx.node_connected_component(rest, one) for one in below))
        assert found.size[number] == len(cut_off)
        assert found.size[number] == found.behind[below].sum()
    for person in range(people):
        component = nx.node_connected_component(graph, person)
        assert found.component[person] == len(component)
