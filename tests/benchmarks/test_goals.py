"""What weakties is held to."""

import numpy as np
import pytest

from benchmarks.curves import judge as judge_curves
from benchmarks.goals import GOALS, Goal, judge
from benchmarks.peers import methods
from benchmarks.plan import CASES

FACEBOOK = {"work": "betweenness", "graph": "ego-facebook"}
FASTER = Goal(**FACEBOOK, library="igraph", times=15)


@pytest.mark.parametrize(
    ("seconds", "status", "measured", "met"),
    [
        (30.0, "done", "15 ×", True),
        (28.0, "done", "14 ×", False),
        (np.nan, "over the time limit", "> 30 ×", True),
        (np.nan, "over the memory limit", "weakties: done; igraph: over the memory limit", False),
    ],
)
def test_times_as_fast(row, seconds: float, status: str, measured: str, met: bool) -> None:
    ours = row(**FACEBOOK, seconds=2.0)
    theirs = row(**FACEBOOK, library="igraph", seconds=seconds, status=status)
    (verdict,) = judge([FASTER], [ours, theirs])
    assert (verdict.measured, verdict.met) == (measured, met)


@pytest.mark.parametrize(("modularity", "met"), [(0.81, True), (0.82, True), (0.83, False)])
def test_fast_communities_must_be_no_worse(row, modularity: float, met: bool) -> None:
    case = {"work": "communities", "graph": "com-dblp"}
    goal = Goal(**case, library="igraph", method="leiden", times=1)
    rows = [
        row(**case, seconds=1.0, modularity=0.82),
        row(**case, library="igraph", method="louvain", seconds=0.1, modularity=0.99),
        row(**case, library="igraph", method="leiden", seconds=1.0, modularity=modularity),
    ]
    (verdict,) = judge([goal], rows)
    assert verdict.met == met


def test_limits_of_memory_and_time(row) -> None:
    case = {"work": "job", "graph": "com-dblp"}
    goals = [
        Goal(**case, seconds=90),
        Goal(**case, peak=4e9),
        Goal(**case, bytes_a_tie=64),
    ]
    rows = [row(**case, seconds=89.0, peak=4.1e9, memory=60_000.0)]
    assert [verdict.met for verdict in judge(goals, rows)] == [True, False, True]
    late = [row(**case, status="over the time limit", limit=120.0)]
    assert [verdict.met for verdict in judge(goals, late)] == [False, None, None]
    stopped = [row(**case, status="over the time limit", limit=60.0)]
    assert [verdict.met for verdict in judge(goals, stopped)] == [None, None, None]


def test_a_time_limit_may_be_too_short_to_decide(row) -> None:
    ours = row(**FACEBOOK, seconds=10.0)
    theirs = row(**FACEBOOK, library="igraph", status="over the time limit")
    (verdict,) = judge([FASTER], [ours, theirs])
    assert (verdict.measured, verdict.met) == ("> 6 ×", None)
    assert verdict.word == "not decided within the limit"


def test_nothing_is_said_of_what_was_not_measured(row) -> None:
    assert judge([FASTER], [row(**FACEBOOK)]) == []


def test_every_goal_is_about_something_that_the_plan_measures() -> None:
    planned = {(case.work, case.graph): case for case in CASES}
    for goal in GOALS:
        assert goal.library not in planned[goal.work, goal.graph].without
        names = [method.name for method in methods(goal.library, goal.work)]
        assert goal.method in names if goal.method else len(names) == 1


def test_growth_and_memory_of_curves(row) -> None:
    sizes = [10**5, 10**6, 10**7]
    rows = [
        row(work=work, graph=f"rmat:{size}", ties=size, seconds=size**power, peak=size * 700.0)
        for work, power in (("local", 1.1), ("communities", 1.3))
        for size in sizes
    ]
    verdicts = judge_curves(rows)
    assert [verdict.measured for verdict in verdicts] == ["1.10", "7.00 GB", "1.30", "7.00 GB"]
    assert [verdict.met for verdict in verdicts] == [True, True, False, True]
