"""Estimates hold what they promise, on networks whose exact values are known."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import weakties as wt
from weakties import measures
from weakties.errors import ArgumentError, ArgumentTypeError
from weakties.kernels import batches
from weakties.measures import BetweennessEstimate, estimate_betweenness

GRAPHS = {
    "karate": nx.karate_club_graph(),
    "random": nx.gnm_random_graph(30, 45, seed=1),
    "directed": nx.gnm_random_graph(20, 50, seed=2, directed=True),
    "apart": nx.disjoint_union(nx.star_graph(5), nx.cycle_graph(7)),
}


def halves(network: wt.Network) -> wt.Partition:
    return wt.Partition.from_labels(network, {one: one % 2 for one in network.ids})


def exact_values(network: wt.Network) -> tuple[pd.DataFrame, pd.Series]:
    names = ["betweenness", "bridge_betweenness"]
    people = wt.measure(network, names, partition=halves(network))
    return people, measures.edge_betweenness(network)


def covers(found: BetweennessEstimate, people: pd.DataFrame, ties: pd.Series) -> bool:
    """Whether all true values lie within their limits, but for rounding."""
    kept = True
    for values, table in [(people, found.people), (ties.to_frame(), found.ties)]:
        for name in values:
            low, high = table[f"{name}_low"], table[f"{name}_high"]
            slack = 1e-9 * values[name].abs().max()
            kept &= bool(values[name].between(low - slack, high + slack).all())
    return kept


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=list(GRAPHS))
def test_all_limits_hold_together_as_often_as_promised(graph: nx.Graph) -> None:
    network = wt.as_network(graph)
    exact = exact_values(network)
    runs = 60
    options = {"partition": halves(network), "error": 0.1, "confidence": 0.5}
    kept = sum(
        covers(estimate_betweenness(network, rng=run, **options), *exact) for run in range(runs)
    )
    # Held half of the time at least; the limits are safe ones, so it is nearly always.
    assert kept >= 0.5 * runs


def test_limits_are_not_so_safe_that_they_say_nothing() -> None:
    network = wt.as_network(nx.karate_club_graph())
    exact = exact_values(network)[0]["betweenness"]
    pairs = 34 * 33 / 2
    found = [estimate_betweenness(network, error=0.02, rng=run) for run in range(10)]
    worst = np.mean([(one.people["betweenness"] - exact).abs().max() / pairs for one in found])
    assert 0.02 / 5 < worst < 0.02


@pytest.mark.parametrize("error", [0.1, 0.03])
def test_the_error_is_the_one_asked_for(error: float) -> None:
    network = wt.as_network(nx.karate_club_graph())
    found = estimate_betweenness(network, partition=halves(network), error=error)
    pairs = 34 * 33 / 2
    for table in (found.people, found.ties):
        for name in [one for one in table if f"{one}_low" in table]:
            below = (table[name] - table[f"{name}_low"]).max() / pairs
            above = (table[f"{name}_high"] - table[name]).max() / pairs
            assert max(below, above) <= found.error + 1e-12
    assert found.error <= error
    assert found.confidence == 0.9


def test_the_columns_and_their_order() -> None:
    network = wt.as_network(nx.path_graph(4))
    found = estimate_betweenness(network, partition=halves(network), error=0.2)
    assert found.people.columns.tolist() == [
        *("betweenness", "betweenness_low", "betweenness_high"),
        *("bridge_betweenness", "bridge_betweenness_low", "bridge_betweenness_high"),
    ]
    pd.testing.assert_index_equal(found.people.index, network.ids)
    pd.testing.assert_index_equal(found.ties.index, network.tie_index)
    assert found.ties.columns.tolist() == [
        *("edge_betweenness", "edge_betweenness_low", "edge_betweenness_high")
    ]
    without = estimate_betweenness(network, error=0.2)
    assert without.people.columns.tolist() == found.people.columns[:3].tolist()


def test_the_repr_says_how_good_it_is() -> None:
    found = estimate_betweenness(wt.as_network(nx.path_graph(4)), error=0.2)
    expected = f"4 people, 3 ties, from {found.samples:,} pairs; error {found.error:.2g} at"
    assert expected in repr(found)


def test_more_pairs_than_allowed_are_not_drawn_and_the_error_says_so() -> None:
    network = wt.as_network(nx.karate_club_graph())
    found = estimate_betweenness(network, error=0.001, samples=5000)
    assert found.samples < 5000
    assert found.error > 0.001
    assert covers(
        found, exact_values(network)[0][["betweenness"]], measures.edge_betweenness(network)
    )


def test_each_tie_carries_its_own_pair_at_least() -> None:
    network = wt.as_network(nx.complete_graph(40))
    found = estimate_betweenness(network, error=0.5, samples=20)
    assert (found.ties["edge_betweenness"] >= 1).all()
    assert (found.ties["edge_betweenness_low"] == 1).all()
    assert (found.people["betweenness"] == 0).all()


def test_who_cannot_be_between_others_is_known_to_be_at_zero() -> None:
    graph = nx.star_graph(4)
    graph.add_node("alone")
    found = estimate_betweenness(wt.as_network(graph), error=0.1)
    edge = found.people.drop(index=0)
    assert (edge == 0).all(axis=None)
    assert found.people.loc[0, "betweenness_low"] > 3


@pytest.mark.parametrize("graph", [nx.empty_graph(0), nx.empty_graph(1), nx.empty_graph(3)])
def test_people_without_ties(graph: nx.Graph) -> None:
    found = estimate_betweenness(wt.as_network(graph))
    assert len(found.people) == len(graph)
    assert (found.people == 0).all(axis=None)
    assert len(found.ties) == found.samples == found.error == 0


def test_a_pair() -> None:
    found = estimate_betweenness(wt.as_network(nx.path_graph(2)), error=0.1)
    assert found.ties["edge_betweenness"].tolist() == [1.0]
    assert (found.people == 0).all(axis=None)


def test_the_same_seed_gives_the_same_bits_and_another_one_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    graph = nx.gnm_random_graph(200, 500, seed=1)
    found = []
    for threads, rng in [(1, 7), (4, np.random.default_rng(7)), (4, 8)]:
        monkeypatch.setattr(batches, "thread_count", lambda count=threads: count)
        found.append(estimate_betweenness(wt.as_network(graph), error=0.05, rng=rng))
    pd.testing.assert_frame_equal(found[0].people, found[1].people, check_exact=True)
    pd.testing.assert_frame_equal(found[0].ties, found[1].ties, check_exact=True)
    assert not found[0].people.equals(found[2].people)


def test_directions_are_followed() -> None:
    network = wt.as_network(nx.DiGraph([(0, 1), (1, 2)]))
    found = estimate_betweenness(network, error=0.1)
    # Of six ordered pairs one passes through the person in the middle.
    assert found.people.loc[1].between(0.4, 1.6).all()
    assert (found.people.drop(index=1) == 0).all(axis=None)


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        ({"error": 0.0}, "error=0.0; it must lie between 0 and 1"),
        ({"error": 1.5}, "error=1.5"),
        ({"confidence": 1.0}, "confidence=1.0"),
        ({"error": float("nan")}, "error=nan"),
        ({"samples": 1}, "samples=1; give 2 or more"),
    ],
)
def test_wishes_that_cannot_be_met_are_refused(wishes: dict[str, float], words: str) -> None:
    with pytest.raises(ArgumentError, match=words):
        estimate_betweenness(wt.as_network(nx.path_graph(3)), **wishes)


def test_other_things_than_networks_and_partitions_are_refused() -> None:
    with pytest.raises(ArgumentTypeError, match="estimate_betweenness takes a weakties Network"):
        estimate_betweenness(nx.path_graph(3))
    with pytest.raises(ArgumentTypeError, match="must be a Partition"):
        estimate_betweenness(wt.as_network(nx.path_graph(3)), partition=[0, 0, 1])
    with pytest.raises(ArgumentTypeError, match="rng is 'x'"):
        estimate_betweenness(wt.as_network(nx.path_graph(3)), rng="x")
