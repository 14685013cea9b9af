"""Several runs: the best of them, and how far they agree."""

import copy
import math
import pickle
import threading
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import weakties as wt
from weakties.communities import METHODS, Stability, detect_communities
from weakties.kernels import batches

RANDOM = [name for name, one in METHODS.items() if "rng" in one.settings]
random_methods = pytest.mark.parametrize("method", RANDOM)


@st.composite
def networks(draw: st.DrawFn) -> wt.Network:
    people = [f"p{at}" for at in range(9)]
    person = st.sampled_from(people)
    rows = draw(st.lists(st.tuples(person, person, st.sampled_from([1.0, 0.3, 4.0])), max_size=20))
    ties = pd.DataFrame(rows, columns=["source", "target", "weight"]).astype({"weight": float})
    everyone = pd.DataFrame(index=people)
    return wt.as_network((everyone, ties), strength="weight", directed=draw(st.booleans()))


def single_runs(network: wt.Network, method: str, runs: int, rng: int) -> list[wt.Partition]:
    children = np.random.default_rng(rng).spawn(runs)
    return [detect_communities(network, method=method, rng=one) for one in children]


@random_methods
@given(network=networks(), runs=st.integers(2, 5), rng=st.integers(0, 3))
def test_the_best_run_and_the_share_of_runs_that_agree(
    method: str, network: wt.Network, runs: int, rng: int
) -> None:
    found = detect_communities(network, method=method, runs=runs, rng=rng)
    alone = single_runs(network, method, runs, rng)
    best = max(alone, key=lambda one: -1.0 if math.isnan(one.quality) else round(one.quality, 9))
    assert found.codes.tolist() == best.codes.tolist()
    assert found.quality == best.quality or math.isnan(best.quality)
    assert found.method == method
    assert found.parameters == {**best.parameters, "rng": rng, "runs": runs}
    assert found.stability is not None
    assert found.stability.runs == runs
    assert found.stability.ties.index.equals(network.tie_index)
    for (one, two), share in found.stability.ties.items():
        agree = sum(run.community[one] == run.community[two] for run in alone)
        assert share == agree / runs


@random_methods
@given(network=networks())
def test_a_person_is_as_stable_as_ties_within_the_community(
    method: str, network: wt.Network
) -> None:
    found = detect_communities(network, method=method, runs=4)
    assert found.stability is not None
    held = {person: [] for person in network.ids}
    for (pair, share), strength in zip(found.stability.ties.items(), network.tie_strength):
        if found.community[pair[0]] == found.community[pair[1]]:
            for person in pair:
                held[person].append((share, strength))
    for person, ties in held.items():
        value = found.stability.people[person]
        if not ties:
            assert math.isnan(value)
            continue
        shares, strengths = np.array(ties).T
        assert value == pytest.approx(np.average(shares, weights=strengths))
        assert 0.25 - 1e-12 <= value <= 1.0
    assert found.stability.people.index.equals(network.ids)


def test_one_run_has_no_stability(two_triangles: wt.Network) -> None:
    found = detect_communities(two_triangles, runs=1, rng=3)
    assert found.stability is None
    assert dict(found.parameters) == {"resolution": 1.0, "rng": 3}
    assert found.codes.tolist() == detect_communities(two_triangles, rng=3).codes.tolist()


def test_what_is_beyond_doubt_is_stable(two_triangles: wt.Network) -> None:
    found = detect_communities(two_triangles, runs=20)
    assert found.stability is not None
    crosses = found.stability.ties == 0.0
    assert crosses[crosses].index.to_list() == [(2, 3)]
    assert (found.stability.ties[~crosses] == 1.0).all()
    assert found.stability.people.tolist()[:6] == [1.0] * 6
    assert math.isnan(found.stability.people[6])


def test_a_person_between_two_groups_is_less_stable() -> None:
    # The same number of ties, of the same strength, to either side.
    network = wt.as_network(nx.barbell_graph(4, 1))
    found = detect_communities(network, runs=60)
    assert found.stability is not None
    either = found.stability.ties.loc[[(3, 4), (4, 5)]]
    assert either.sum() == pytest.approx(1.0)
    assert either.between(0.25, 0.75).all()
    assert found.stability.people.idxmin() == 4


def test_more_runs_are_at_least_as_good(known_network: Callable[[str], wt.Network]) -> None:
    network = known_network("dolphins")
    best = detect_communities(network, runs=40)
    assert best.quality == pytest.approx(0.52852, abs=6e-6)


@pytest.mark.parametrize("threads", [1, 3])
@random_methods
def test_the_number_of_threads_makes_no_difference(
    threads: int,
    method: str,
    known_network: Callable[[str], wt.Network],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network = known_network("lesmiserables")
    expected = detect_communities(network, method=method, runs=5, rng=1)
    monkeypatch.setattr(batches, "thread_count", lambda: threads)
    found = detect_communities(network, method=method, runs=5, rng=1)
    pd.testing.assert_series_equal(found.community, expected.community, check_exact=True)
    pd.testing.assert_series_equal(found.stability.ties, expected.stability.ties, check_exact=True)
    pd.testing.assert_series_equal(
        found.stability.people, expected.stability.people, check_exact=True
    )


@random_methods
def test_row_order_makes_no_difference(method: str) -> None:
    ties = pd.DataFrame(list(nx.karate_club_graph().edges), columns=["source", "target"])
    shuffled = ties.sample(frac=1, random_state=1)
    one, other = (
        detect_communities(wt.as_network(rows), method=method, runs=4) for rows in (ties, shuffled)
    )
    pd.testing.assert_series_equal(one.community, other.community)
    pd.testing.assert_series_equal(one.stability.ties, other.stability.ties, check_exact=True)


def test_a_generator_gives_other_runs_every_time() -> None:
    network, rng = wt.as_network(nx.cycle_graph(12)), np.random.default_rng(0)
    one, other = (detect_communities(network, runs=30, rng=rng) for _ in range(2))
    assert one.parameters["rng"] == "a generator"
    assert one.stability.ties.tolist() != other.stability.ties.tolist()


def test_nobody_and_nobody_tied() -> None:
    for graph in (nx.Graph(), nx.empty_graph(3)):
        found = detect_communities(wt.as_network(graph), runs=3)
        assert math.isnan(found.quality)
        assert len(found.stability.ties) == 0
        assert found.stability.people.isna().all()
        assert len(found.stability.people) == len(graph)
        assert "ties that all runs see alike" not in found._repr_html_()


@pytest.mark.parametrize("runs", [0, -1, 1.5, "3", True, None])
def test_a_number_of_runs_that_is_none_is_refused(two_triangles: wt.Network, runs: Any) -> None:
    with pytest.raises(wt.errors.ArgumentError, match=r"runs is .* whole number of at least 1"):
        detect_communities(two_triangles, runs=runs)


def test_runs_that_would_all_agree_are_refused(two_triangles: wt.Network) -> None:
    with pytest.raises(wt.errors.ArgumentError, match=r"'components' has no seed, and runs is 5"):
        detect_communities(two_triangles, method="components", runs=5)


def test_arguments_are_checked_as_for_one_run(two_triangles: wt.Network) -> None:
    with pytest.raises(wt.errors.ArgumentTypeError, match="as_network"):
        detect_communities(nx.path_graph(3), runs=2)
    with pytest.raises(wt.errors.ArgumentError, match="positive finite number"):
        detect_communities(two_triangles, runs=2, resolution=-1.0)
    with pytest.raises(wt.errors.ArgumentError, match="'louvain' has no resolution"):
        detect_communities(two_triangles, method="louvain", runs=2, resolution=2.0)


def test_a_generator_without_descendants_is_refused(two_triangles: wt.Network) -> None:
    old = np.random.Generator(np.random.RandomState(0)._bit_generator)
    with pytest.raises(wt.errors.ArgumentTypeError, match="a generator of its own"):
        detect_communities(two_triangles, runs=2, rng=old)


@random_methods
def test_progress_counts_runs(method: str, two_triangles: wt.Network) -> None:
    seen: list[tuple[str, int, int]] = []
    detect_communities(
        two_triangles, method=method, runs=4, progress=lambda *told: seen.append(told)
    )
    assert {(what, total) for what, _, total in seen} == {("detecting communities", 4)}
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)
    assert seen[0][1] == 0
    assert seen[-1][1] == 4


def test_runs_that_nobody_waits_for_end(monkeypatch: pytest.MonkeyPatch) -> None:
    # Every pass seems to add something, so that the runs would go on for hours.
    network = wt.as_network(nx.gnm_random_graph(300, 2_000, seed=1))
    monkeypatch.setattr("weakties.kernels.leiden.NO_PROGRESS", -1.0)
    monkeypatch.setattr("weakties.kernels.leiden.MOST_PASSES", 10**6)

    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(batches, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        detect_communities(network, runs=3)
    for thread in threading.enumerate():
        if thread.name.startswith("weakties"):
            thread.join(timeout=60)
            assert not thread.is_alive()


def test_cannot_be_changed_and_can_be_copied(two_triangles: wt.Network) -> None:
    found = detect_communities(two_triangles, runs=3)
    for one in (found, copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
        assert isinstance(one.stability, Stability)
        pd.testing.assert_series_equal(one.stability.ties, found.stability.ties)
        pd.testing.assert_series_equal(one.stability.people, found.stability.people)
        for series in (one.stability.ties, one.stability.people):
            with pytest.raises(ValueError, match="read-only"):
                series.iloc[0] = 0.5
        with pytest.raises(AttributeError):
            one.stability.runs = 9  # type: ignore[misc]


def test_shows_how_many_ties_are_beyond_doubt(two_triangles: wt.Network) -> None:
    page = detect_communities(two_triangles, runs=3)._repr_html_()
    assert "ties that all runs see alike" in page
    assert "100%" in page
