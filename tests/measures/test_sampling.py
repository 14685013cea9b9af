"""What a sampler draws from, and how it adds up."""

import networkx as nx
import numpy as np
import pytest

import weakties as wt
from weakties import measures
from weakties.errors import WeakTiesError
from weakties.kernels import batches
from weakties.measures._sampling import NO_COMMUNITY, PathSampler


def sampler_of(graph: nx.Graph, *, community: np.ndarray = NO_COMMUNITY, ties: bool = True):
    return PathSampler(wt.as_network(graph), community=community, ties=ties, rng=3)


def apart() -> nx.Graph:
    """A circle, a path and two people who stand alone."""
    graph = nx.disjoint_union(nx.cycle_graph(6), nx.path_graph(4))
    graph.add_nodes_from([10, 11])
    return graph


@pytest.mark.parametrize("directed", [False, True])
def test_means_approach_the_exact_measures(directed: bool) -> None:
    graph = nx.gnm_random_graph(25, 40, seed=4, directed=directed)
    network = wt.as_network(graph)
    partition = wt.Partition.from_labels(network, {one: one % 3 for one in graph})
    sampler = PathSampler(network, community=partition.codes, ties=True, rng=0)
    count = 40_000
    found = sampler.draw(0, count, None)
    mean = sampler.in_pairs(found.total / count)
    exact = [
        (sampler.places.people, measures.betweenness(network)),
        (sampler.places.bridging, measures.bridge_betweenness(network, partition=partition)),
        (sampler.places.ties, measures.edge_betweenness(network)),
    ]
    for where, values in exact:
        spread = np.sqrt(found.square[where] / count**2) * sampler.in_pairs(np.ones(1))
        assert (np.abs(mean[where] - values) <= 5 * spread + 1e-9).all()


def test_no_pair_is_drawn_that_has_no_path() -> None:
    sampler = sampler_of(apart())
    assert sampler.pairs == 6 * 5 + 4 * 3
    found = sampler.draw(0, 2000, None)
    # Every path of a pair runs along one tie at least, and a circle of six has paths of three.
    along = found.total[sampler.places.ties].sum()
    assert 2000 <= along <= 3 * 2000


def test_who_cannot_be_between_others_is_known_beforehand() -> None:
    graph = apart()
    possible = sampler_of(graph).places.possible
    people = [graph.degree(one) > 1 for one in sorted(graph)]
    assert possible.tolist() == people + [True] * graph.number_of_edges()
    directed = nx.DiGraph([(0, 1), (1, 2), (3, 1)])
    assert sampler_of(directed, ties=False).places.possible.tolist() == [False, True, False, False]


def test_kinds_that_are_not_asked_for_have_no_place() -> None:
    graph = apart()
    people, ties = len(graph), graph.number_of_edges()
    plain = sampler_of(graph, ties=False)
    assert len(plain.draw(0, 10, None).total) == people
    both = sampler_of(graph, community=np.arange(people) % 2)
    assert len(both.draw(0, 10, None).total) == 2 * people + ties


def test_sums_do_not_depend_on_how_many_are_drawn_at_a_time() -> None:
    graph = nx.gnm_random_graph(50, 100, seed=1)
    whole = sampler_of(graph).draw(0, 500, None)
    sampler = sampler_of(graph)
    parts = [sampler.draw(100, 500, None), sampler.draw(0, 100, None)]
    np.testing.assert_allclose(sum(part.total for part in parts), whole.total, rtol=1e-12)
    np.testing.assert_allclose(sum(part.square for part in parts), whole.square, rtol=1e-12)


def test_the_number_of_threads_changes_no_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.gnm_random_graph(300, 900, seed=1)
    found = []
    for threads in (1, 4):
        monkeypatch.setattr(batches, "thread_count", lambda count=threads: count)
        found.append(sampler_of(graph).draw(0, 3000, None))
    np.testing.assert_array_equal(found[0].total, found[1].total)
    np.testing.assert_array_equal(found[0].square, found[1].square)


def test_progress_is_told_from_the_start_to_the_end() -> None:
    seen: list[tuple[str, int, int]] = []
    sampler_of(nx.cycle_graph(9)).draw(100, 300, lambda *one: seen.append(one))
    assert seen[0] == ("pairs of people", 0, 200)
    assert seen[-1] == ("pairs of people", 200, 200)


def test_more_paths_than_can_be_counted_are_an_error() -> None:
    graph: nx.Graph = nx.Graph()
    for at in range(0, 9000, 3):
        graph.add_edges_from([(at, at + 1), (at, at + 2), (at + 1, at + 3), (at + 2, at + 3)])
    with pytest.raises(WeakTiesError, match="more than can be counted"):
        sampler_of(graph).draw(0, 50, None)
