"""The first people are found, and it is said which of them are certain."""

import gzip
import json
import sys
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

import weakties as wt
from weakties import measures
from weakties.errors import ArgumentError
from weakties.measures import find_top_betweenness
from weakties.measures._adaptive import Values

#: The module, which has the name of its function.
module = sys.modules[find_top_betweenness.__module__]


def hubs() -> nx.Graph:
    """Three centres of 12, 8 and 5 people in a row."""
    graph = nx.Graph([("a", "b"), ("b", "c")])
    graph.add_edges_from(
        (hub, f"{hub}{one}") for hub, size in zip("abc", (12, 8, 5)) for one in range(size)
    )
    return graph


def test_people_who_stand_out_are_found_and_certain() -> None:
    network = wt.as_network(hubs())
    exact = measures.betweenness(network)
    found = find_top_betweenness(network, 2, error=0.01)
    assert set(found["person"]) == set(exact.nlargest(2).index)
    assert found["betweenness"].is_monotonic_decreasing
    assert found["certain"].all()
    assert found.index.tolist() == [1, 2]
    truth = exact[found["person"]].to_numpy()
    assert ((found["low"] <= truth) & (truth <= found["high"])).all()
    assert found.columns.tolist() == ["person", "label", "betweenness", "low", "high", "certain"]


def test_certain_people_are_first_as_often_as_promised() -> None:
    network = wt.as_network(nx.karate_club_graph())
    first = set(measures.betweenness(network).nlargest(3).index)
    runs, right = 60, 0
    for run in range(runs):
        found = find_top_betweenness(network, 3, error=0.05, confidence=0.5, rng=run)
        right += set(found.loc[found["certain"], "person"]) <= first
    assert right >= 0.5 * runs


def test_it_stops_sooner_where_the_first_are_easily_told_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = []
    estimate = module.estimate

    def watched(*arguments, **options):
        values, samples = estimate(*arguments, **options)
        drawn.append(samples)
        return values, samples

    monkeypatch.setattr(module, "estimate", watched)
    network = wt.as_network(hubs())
    find_top_betweenness(network, 3, error=0.005)
    find_top_betweenness(network, 4, error=0.005)  # the fourth is one of many at zero
    assert drawn[0] < drawn[1] / 5


def test_who_is_like_others_is_not_certain() -> None:
    network = wt.as_network(nx.cycle_graph(8))
    found = find_top_betweenness(network, 3, error=0.05)
    assert len(found) == 3
    assert not found["certain"].any()


def test_everybody_is_certain_where_nobody_is_left_out() -> None:
    network = wt.as_network(nx.path_graph(5))
    found = find_top_betweenness(network, 100, error=0.05)
    assert sorted(found["person"]) == [1, 2, 3]  # the ends stand between nobody
    assert found["certain"].all()
    assert (found["high"] - found["betweenness"] <= 0.05 * 10).all()


@pytest.mark.parametrize("size", [0, 1, 4])
def test_where_nobody_stands_between_others_nobody_is_found(size: int) -> None:
    assert len(find_top_betweenness(wt.as_network(nx.empty_graph(size)), 3)) == 0


def test_who_is_certain_follows_from_the_limits() -> None:
    low, high = np.array([0.5, 0.3, 0.25, 0.0]), np.array([0.6, 0.4, 0.35, 0.2])
    certain = module._certain
    values = Values((low + high) / 2, low, high)
    assert certain(values, 1).tolist() == [True, False, False, False]
    assert certain(values, 2).tolist() == [True, False, False, False]
    assert certain(values, 3).tolist() == [True, True, True, False]
    exactly = Values(low, low, low)  # limits without width
    assert certain(exactly, 2).tolist() == [True, True, False, False]


def test_a_list_of_nobody_is_refused() -> None:
    with pytest.raises(ArgumentError, match="top=0 asks for nobody"):
        find_top_betweenness(wt.as_network(nx.path_graph(3)), 0)
    with pytest.raises(ArgumentError, match="confidence=2"):
        find_top_betweenness(wt.as_network(nx.path_graph(3)), confidence=2)


def test_published_limits_of_facebook(golden_file: Path, shared_data: Path) -> None:
    entries = json.loads(golden_file.read_text())["golden"]
    published = next(one for one in entries if one["id"] == "facebook-betweenness-top3")
    with gzip.open(shared_data / "ego-facebook" / "facebook_combined.txt.gz", "rt") as lines:
        network = wt.as_network(nx.parse_edgelist(lines))
    found = find_top_betweenness(network, 3, error=0.02)
    exact = measures.betweenness(network)
    pairs = network.n_people * (network.n_people - 1) / 2
    assert found["person"].tolist() == list(published["values"])
    for row in found.itertuples():
        low, _, high = published["values"][row.person]
        assert low <= row.high / pairs
        assert row.low / pairs <= high
        assert row.low <= exact[row.person] <= row.high
