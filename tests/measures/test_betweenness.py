import networkx as nx
import numpy as np
import pandas as pd
import pytest

import weakties as wt
from weakties.errors import ArgumentError, WeakTiesError
from weakties.measures import betweenness, edge_betweenness


def test_paths_follow_the_direction_of_ties() -> None:
    around = wt.as_network(nx.DiGraph([(0, 1), (1, 2), (2, 0)]))
    assert betweenness(around).tolist() == [1.0, 1.0, 1.0]
    assert edge_betweenness(around).tolist() == [3.0, 3.0, 3.0]


def test_the_shares_of_two_people_are_undefined() -> None:
    network = wt.as_network(nx.path_graph(2))
    assert betweenness(network).tolist() == [0.0, 0.0]
    assert betweenness(network, normalized=True).isna().all()


def test_shares_of_a_path_of_four() -> None:
    network = wt.as_network(nx.path_graph(4))
    assert betweenness(network, normalized=True).round(3).tolist() == [0.0, 0.667, 0.667, 0.0]
    assert edge_betweenness(network, normalized=True).round(3).tolist() == [0.5, 0.667, 0.5]


def test_strength_is_no_length() -> None:
    graph = nx.cycle_graph(4)
    nx.set_edge_attributes(graph, {(0, 1): 9.0, (1, 2): 9.0, (2, 3): 1.0, (0, 3): 1.0}, "weight")
    network = wt.as_network(graph, strength="weight")
    assert betweenness(network).tolist() == [0.5] * 4
    strong_first = betweenness(network, length=1 / network.ties["strength"])
    assert strong_first.tolist() == [0.5, 1.0, 0.5, 0.0]


def test_lengths_are_matched_by_their_ties() -> None:
    network = wt.as_network(nx.cycle_graph(5))
    length = pd.Series([1.0, 2.0, 3.0, 4.0, 5.0], index=network.tie_index)
    expected = betweenness(network, length=length)
    assert expected.nunique() > 1
    pd.testing.assert_series_equal(betweenness(network, length=length[::-1]), expected)
    pd.testing.assert_series_equal(betweenness(network, length=length.to_numpy()), expected)


@pytest.mark.parametrize("bad", [0.0, -1.0, np.nan, np.inf])
def test_a_length_that_is_none_is_refused_with_its_tie(bad: float) -> None:
    network = wt.as_network(nx.path_graph(3))
    with pytest.raises(ArgumentError, match=r"tie of 1 and 2 has the length .*positive"):
        betweenness(network, length=np.array([1.0, bad]))


def test_missing_lengths_are_refused() -> None:
    network = wt.as_network(nx.path_graph(3))
    with pytest.raises(ArgumentError, match="2 ties"):
        betweenness(network, length=np.ones(3))
    some = pd.Series([1.0], index=network.tie_index[:1])
    with pytest.raises(ArgumentError, match=r"tie of 1 and 2 has the length nan"):
        betweenness(network, length=some)


def test_more_paths_than_can_be_counted_are_an_error() -> None:
    ring, people = nx.Graph(), 3 * 2100
    for start in range(0, people, 3):
        after = (start + 3) % people
        ring.add_edges_from([(start, start + 1), (start, start + 2)])
        ring.add_edges_from([(start + 1, after), (start + 2, after)])
    with pytest.raises(WeakTiesError, match="1e308"):
        betweenness(wt.as_network(ring))
