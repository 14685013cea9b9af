"""The main job on a network that is too large to count all paths: here, one that is called so."""

import json
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import weakties as wt
from weakties import cli
from weakties.measures import _estimates
from weakties.plots import describe_map
from weakties.pseudonyms import pseudonyms_of

LIMITS = ("_low", "_high")


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_estimates, "MOST_ARCS", 0)
    monkeypatch.setattr(_estimates, "_ERROR", 0.01)


def circles(*, directed: bool = False) -> nx.Graph:
    """Four dense circles, each tied to the next by one or two people."""
    graph = nx.connected_caveman_graph(4, 6)
    graph.add_edges_from([(2, 9), (20, 100)])
    return nx.DiGraph(graph) if directed else graph


@pytest.fixture
def result() -> wt.Analysis:
    return wt.analyze(circles())


def test_values_are_near_those_counted_and_limits_hold(result: wt.Analysis) -> None:
    exact = wt.analyze(circles(), exact=True)
    pairs = result.network.n_people * (result.network.n_people - 1) / 2
    for table, name in [
        ("people", "betweenness"),
        ("people", "bridge_betweenness"),
        ("ties", "edge_betweenness"),
    ]:
        found, true = getattr(result, table), getattr(exact, table)[name]
        assert (found[name] - true).abs().max() <= 0.01 * pairs
        assert true.between(found[f"{name}_low"] - 1e-9, found[f"{name}_high"] + 1e-9).all()
    assert exact.settings["estimate"] is None
    assert not [name for name in exact.people if name.endswith(LIMITS)]
    assert "ESTIMATED" not in exact.to_json()


def test_it_is_said_wherever_it_is_shown(result: wt.Analysis) -> None:
    estimate = result.settings["estimate"]
    assert estimate["confidence"] == 0.9
    assert 0 < estimate["error"] <= 0.01
    samples = f"{estimate['samples']:,} pairs"
    assert f"Betweenness is ESTIMATED from all shortest paths of {samples}" in result.summary
    [caution] = [one for one in result.cautions if one.startswith("ESTIMATED")]
    assert samples in caution
    assert f"(3 of {len(result.verdicts)} measures)" in caution
    assert "exact=True counts all paths" in caution
    reasons = result.verdicts["reason"]
    told = reasons.index[reasons.str.contains("ESTIMATED")]
    assert set(told) == {"betweenness", "bridge_betweenness", "edge_betweenness"}
    assert result.connectors["why"].str.contains("ESTIMATED: bridge betweenness between").all()
    assert result.weak_ties["why"].str.contains("ESTIMATED: edge betweenness between").all()
    words = describe_map(
        result.network, result.partition, connectors=result.connectors, weak_ties=result.weak_ties
    )
    assert "ESTIMATED" in words
    assert "ESTIMATED" in repr(result)


def test_rankings_show_the_limits_and_follow_the_estimates(result: wt.Analysis) -> None:
    columns = ["bridge_betweenness", "bridge_betweenness_low", "bridge_betweenness_high"]
    ranked = result.connectors[columns]
    assert (ranked.diff().iloc[1:, 0] <= 0).all()
    expected = result.people.loc[result.connectors["person"], columns]
    np.testing.assert_array_equal(ranked, expected)
    assert {"edge_betweenness_low", "edge_betweenness_high"} <= set(result.weak_ties)


def test_a_ranking_by_something_counted_says_nothing_of_estimates() -> None:
    ranked = wt.analyze(circles(), by="participation").connectors
    assert not ranked["why"].str.contains("ESTIMATED").any()
    assert "participation" in ranked


def test_pseudonyms_change_nothing_that_is_found(result: wt.Analysis) -> None:
    for graph in (circles(), circles(directed=True)):
        plain, hidden = wt.analyze(graph), wt.analyze(graph, pseudonyms="key")
        names = dict(zip(plain.network.ids, pseudonyms_of(plain.network.ids, "key")))
        expected = plain.people["betweenness_low"].rename(names)
        found = hidden.people["betweenness_low"]
        pd.testing.assert_series_equal(found, expected.reindex(found.index), check_exact=True)
        assert hidden.connectors["person"].tolist() == [
            names[p] for p in plain.connectors["person"]
        ]
        values = plain.weak_ties["edge_betweenness"], hidden.weak_ties["edge_betweenness"]
        assert sorted(values[0]) == sorted(values[1])


def test_directions_are_heeded_in_the_tables_and_not_in_the_rankings() -> None:
    graph = circles(directed=True)
    graph.remove_edge(9, 2)
    found = wt.analyze(graph)
    flat = wt.analyze(nx.Graph(graph))
    pairs = found.network.n_people * (found.network.n_people - 1)
    exact = wt.analyze(graph, exact=True)
    for name in ("betweenness", "bridge_betweenness"):
        assert (found.people[name] - exact.people[name]).abs().max() <= 0.01 * pairs
    assert found.connectors["bridge_betweenness"].tolist() == pytest.approx(
        flat.connectors["bridge_betweenness"].tolist()
    )
    assert "edge_betweenness_low" in found.weak_ties


def test_the_seed_decides() -> None:
    texts = [wt.analyze(circles(), rng=seed).people["betweenness"].tolist() for seed in (1, 1, 2)]
    assert texts[0] == texts[1] != texts[2]


def test_artefacts_still_rank_nobody() -> None:
    found = wt.analyze(nx.star_graph(12))
    assert found.connectors.empty
    assert found.weak_ties.empty
    assert "why" in found.connectors


@pytest.mark.parametrize("exact", [False, True])
def test_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], exact: bool
) -> None:
    file = tmp_path / "circles.csv"
    nx.to_pandas_edgelist(circles()).to_csv(file, index=False)
    assert cli.main([str(file), "--json", *["--exact"][: int(exact)]]) == cli.DONE
    document = json.loads(capsys.readouterr().out)
    assert document["settings"]["exact"] is exact
    assert (document["settings"]["estimate"] is None) is exact
    assert (
        cli.main([str(file), "-o", str(tmp_path / "out"), *["--exact"][: int(exact)]]) == cli.DONE
    )
    assert ("ESTIMATED" in capsys.readouterr().out) is not exact
    people = pd.read_csv(tmp_path / "out" / "people.csv")
    assert ("betweenness_low" in people) is not exact
