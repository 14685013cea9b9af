from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import weakties as wt
from weakties import measures
from weakties.errors import ArgumentError, ArgumentTypeError, NotFoundError
from weakties.measures import _paths


@pytest.fixture
def network() -> wt.Network:
    return wt.as_network(nx.karate_club_graph())


@pytest.fixture
def halves(network: wt.Network) -> wt.Partition:
    return wt.Partition.from_labels(network, pd.Series(network.ids < 17, index=network.ids))


def test_columns_come_in_the_order_asked_for(network: wt.Network, halves: wt.Partition) -> None:
    names = ["strength", "bridge_betweenness", "degree", "betweenness"]
    table = wt.measure(network, names, partition=halves)
    assert list(table.columns) == names
    pd.testing.assert_index_equal(table.index, network.ids)
    pd.testing.assert_series_equal(table["betweenness"], measures.betweenness(network))


def test_ties_have_their_table(network: wt.Network, halves: wt.Partition) -> None:
    table = wt.measure_ties(network, ["overlap", "crosses"], partition=halves)
    pd.testing.assert_index_equal(table.index, network.tie_index)
    pd.testing.assert_series_equal(table["overlap"], measures.overlap(network))


def test_one_pass_serves_people_and_ties(
    network: wt.Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    passes = []
    count = _paths._count_steps

    def counted(*arguments: Any) -> Any:
        passes.append(arguments)
        return count(*arguments)

    monkeypatch.setattr(_paths, "_count_steps", counted)
    wt.measure(network, ["betweenness"])
    wt.measure_ties(network, ["edge_betweenness"])
    assert len(passes) == 1


def test_values_do_not_depend_on_what_was_asked_before(
    network: wt.Network, halves: wt.Partition
) -> None:
    together = wt.measure(network, ["betweenness", "bridge_betweenness"], partition=halves)
    alone = measures.betweenness(wt.as_network(nx.karate_club_graph()))
    np.testing.assert_array_equal(together["betweenness"], alone)


def test_no_measures_give_a_table_without_columns(network: wt.Network) -> None:
    assert wt.measure(network, []).shape == (34, 0)
    assert wt.measure_ties(network, []).shape == (78, 0)


def test_nobody_gives_a_table_without_rows() -> None:
    table = wt.measure(wt.as_network(nx.Graph()), ["degree", "betweenness"])
    assert table.shape == (0, 2)
    assert (table.dtypes == np.float64).all()


def test_progress_is_told_to_the_end(network: wt.Network) -> None:
    told: list[tuple[str, int, int]] = []
    wt.measure(network, ["betweenness"], progress=lambda *report: told.append(report))
    assert told[0][:2] == ("shortest paths", 0)
    assert told[-1][1] == told[-1][2] == told[0][2] > 0


def test_an_unknown_name_is_answered_with_the_known(network: wt.Network) -> None:
    with pytest.raises(NotFoundError, match=r"no measure called 'closeness'.*betweenness"):
        wt.measure(network, ["closeness"])


def test_a_measure_of_the_other_level_is_sent_to_its_function(network: wt.Network) -> None:
    with pytest.raises(ArgumentError, match=r"overlap .* every tie.*measure_ties"):
        wt.measure(network, ["overlap"])
    with pytest.raises(ArgumentError, match=r"degree .* every person.*weakties\.measure\("):
        wt.measure_ties(network, ["degree"])


def test_missing_communities_are_asked_for(network: wt.Network) -> None:
    with pytest.raises(ArgumentError, match=r"ei_index needs .*detect_communities"):
        wt.measure(network, ["degree", "ei_index"])


def test_what_is_no_network_is_refused() -> None:
    with pytest.raises(ArgumentTypeError, match="as_network"):
        wt.measure(nx.path_graph(3), ["degree"])  # type: ignore[arg-type]
