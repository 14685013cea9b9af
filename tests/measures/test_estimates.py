"""When the main job estimates, and tables in which estimates stand beside what was measured."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import weakties as wt
from weakties import measures
from weakties.measures import _estimates as module


@pytest.fixture
def karate() -> wt.Network:
    return wt.as_network(nx.karate_club_graph())


def halves(network: wt.Network) -> wt.Partition:
    return wt.Partition.from_labels(network, {one: one % 2 for one in network.ids})


def estimate_of(network: wt.Network) -> measures.BetweennessEstimate:
    return measures.estimate_betweenness(network, partition=halves(network), error=0.05)


def test_short_work_is_not_estimated_and_long_work_is(
    karate: wt.Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = 34 * 2 * 78  # a search from everybody along every tie, both ways
    monkeypatch.setattr(module, "MOST_ARCS", work)
    assert module.estimate_if_long(karate, halves(karate), rng=0, progress=None) is None
    monkeypatch.setattr(module, "MOST_ARCS", work - 1)
    monkeypatch.setattr(module, "_ERROR", 0.05)
    found = module.estimate_if_long(karate, halves(karate), rng=0, progress=None)
    assert found is not None
    assert found.error <= 0.05


def test_an_estimate_is_given_as_much_work_as_is_bearable(
    karate: wt.Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_ARCS", 0)
    monkeypatch.setattr(module, "_MOST_ARCS_SAMPLED", 100_000)
    found = module.estimate_if_long(karate, halves(karate), rng=0, progress=None)
    assert found is not None
    assert found.error > module._ERROR
    per_pair = module.path_sampler(karate, None, 0).arcs_per_sample
    assert 0.4 * 100_000 < found.samples * per_pair < 100_000


def test_estimates_stand_in_the_table_with_their_limits(karate: wt.Network) -> None:
    found, how = estimate_of(karate), {"partition": halves(karate), "progress": None}
    names = ["degree", "betweenness", "constraint"]
    table = module.people_with_estimates(karate, names, found, **how)
    limits = ["betweenness_low", "betweenness_high"]
    assert table.columns.tolist() == ["degree", "betweenness", *limits, "constraint"]
    pd.testing.assert_series_equal(table["degree"], measures.degree(karate))
    pd.testing.assert_frame_equal(table[["betweenness", *limits]], found.people.iloc[:, :3])
    ties = module.ties_with_estimates(karate, ["edge_betweenness", "overlap"], found, **how)
    assert ties.columns.tolist() == [*found.ties.columns, "overlap"]


def test_without_estimates_the_tables_are_those_of_the_measures(karate: wt.Network) -> None:
    how = {"partition": halves(karate), "progress": None}
    people = module.people_with_estimates(karate, ["betweenness", "degree"], None, **how)
    pd.testing.assert_frame_equal(people, wt.measure(karate, ["betweenness", "degree"]))
    ties = module.ties_with_estimates(karate, ["edge_betweenness"], None, **how)
    pd.testing.assert_frame_equal(ties, wt.measure_ties(karate, ["edge_betweenness"]))


@pytest.mark.parametrize("directed", [False, True])
def test_an_estimate_under_other_names_is_the_same(directed: bool) -> None:
    graph = nx.gnm_random_graph(20, 45, seed=3, directed=directed)
    names = {one: (7 * one + 3) % 20 + 100 for one in graph}
    old, new = wt.as_network(graph), wt.as_network(nx.relabel_nodes(graph, names))
    found = estimate_of(old)
    place = new.positions([names[one] for one in old.ids])
    renamed = module.estimate_under(found, old, new, place)
    assert renamed is not None
    pd.testing.assert_index_equal(renamed.people.index, new.ids)
    pd.testing.assert_index_equal(renamed.ties.index, new.tie_index)
    for one in old.ids:
        np.testing.assert_array_equal(renamed.people.loc[names[one]], found.people.loc[one])
    for one, other in old.tie_index:
        tie = names[one], names[other]
        if not directed:
            tie = min(tie), max(tie)
        np.testing.assert_array_equal(renamed.ties.loc[tie], found.ties.loc[(one, other)])
    assert (renamed.samples, renamed.error) == (found.samples, found.error)


def test_no_estimate_under_other_names_is_none(karate: wt.Network) -> None:
    assert module.estimate_under(None, karate, karate, np.arange(34)) is None
