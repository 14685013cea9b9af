"""The budget of what may fail, and when drawing stops."""

import networkx as nx
import numpy as np
import pytest

import weakties as wt
from weakties.measures import _adaptive as adaptive
from weakties.measures._sampling import NO_COMMUNITY, PathSampler, Sums
from weakties.measures._tail_bounds import FAILURES


def sampler_of(graph: nx.Graph, *, ties: bool = True) -> PathSampler:
    return PathSampler(wt.as_network(graph), community=NO_COMMUNITY, ties=ties, rng=0)


def run(graph: nx.Graph, error: float, most: int = adaptive.NO_LIMIT):
    def goal(values: adaptive.Values) -> bool:
        return values.error <= error

    return adaptive.estimate(sampler_of(graph), goal, confidence=0.9, most=most, progress=None)


def test_what_may_fail_is_shared_out_and_no_more_than_that() -> None:
    graph = nx.star_graph(5)
    graph.add_edge(1, 2)
    sampler = sampler_of(graph)
    pilot = sampler.draw(0, 500, None)
    strictness = adaptive._strictness(pilot, sampler.places, 0.8)
    may_fail = FAILURES * np.exp(-strictness)
    assert may_fail[~sampler.places.possible].tolist() == [0.0] * 3
    # One half for the people, one half for the ties.
    assert may_fail[sampler.places.people].sum() == pytest.approx(0.1)
    assert may_fail[sampler.places.ties].sum() == pytest.approx(0.1)
    assert np.argmax(may_fail) == 0  # the centre


def test_the_looks_share_what_may_fail_too() -> None:
    shares = [np.exp(-adaptive._spent(look)) for look in range(1, 2000)]
    assert sum(shares) < 1
    assert sum(shares) == pytest.approx(1, abs=1e-3)


def test_values_that_were_not_met_may_be_larger_unless_they_cannot() -> None:
    seen = Sums(100, np.array([0.0, 50.0, 0.0]), np.array([0.0, 50.0, 0.0]))
    values = adaptive._values(seen, np.array([8.0, 8.0, np.inf]))
    assert values.mean.tolist() == [0.0, 0.5, 0.0]
    assert values.low[0] == values.low[2] == values.high[2] == 0.0
    assert values.high[0] == pytest.approx(1 - np.exp(-0.08))
    assert values.low[1] < 0.5 < values.high[1]
    assert values.error == pytest.approx(max(values.high[1] - 0.5, 0.5 - values.low[1]))


@pytest.mark.parametrize("error", [0.05, 0.01])
def test_it_stops_when_the_goal_is_reached_and_not_long_after(error: float) -> None:
    values, samples = run(nx.karate_club_graph(), error)
    assert error / 1.5 < values.error <= error
    _, fewer = run(nx.karate_club_graph(), 2 * error)
    assert fewer < samples


def test_it_stops_when_no_more_pairs_are_allowed() -> None:
    values, samples = run(nx.karate_club_graph(), 1e-4, most=3000)
    assert values.error > 1e-4
    assert samples == 3000 - 1000  # but for the pilot
    values, samples = run(nx.karate_club_graph(), 1e-4, most=2)
    assert samples == 1
    assert np.isfinite(values.high).all()


def test_later_looks_come_at_numbers_fixed_by_the_pilot(monkeypatch: pytest.MonkeyPatch) -> None:
    # A pilot that expects far too little.
    foresee = adaptive._foresee
    first = []

    def misjudge(seen: Sums, strictness: np.ndarray, goal: adaptive.Goal) -> int:
        number = foresee(seen, strictness, goal)
        if not first or seen.samples == 1000:
            first.append(number // 10)
            return number // 10
        return number

    monkeypatch.setattr(adaptive, "_foresee", misjudge)
    values, samples = run(nx.karate_club_graph(), 0.01)
    assert values.error <= 0.01
    series = [int(first[-1] * adaptive._GROWTH**look) for look in range(40)]
    assert samples in series
    assert samples > 2 * first[-1]


def test_people_of_whom_no_two_are_tied_need_no_pairs() -> None:
    values, samples = run(nx.empty_graph(4), 0.01)
    assert samples == 0
    assert values.high.tolist() == [0.0] * 4
    values, samples = run(nx.empty_graph(0), 0.01)
    assert len(values.mean) == samples == 0
