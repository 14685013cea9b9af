"""What weakties is held to, and whether it was met."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.rows import DONE, Row
from benchmarks.works import WORKS


@dataclass(frozen=True, kw_only=True)
class Goal:
    """One promise: so many times as fast as a library, or within so much time or memory."""

    work: str
    graph: str
    library: str = "weakties"
    method: str | None = None  #: of that library, if it has several for this work
    times: float | None = None  #: at least so many times as fast
    seconds: float | None = None  #: within so many seconds
    peak: float | None = None  #: within so many bytes in all
    bytes_a_tie: float | None = None  #: within so many bytes a tie on top of the graph


#: NetworkX has a function for every measure of structural holes.
OWN_FUNCTIONS = "constraint, effective_size, jaccard_coefficient"

GOALS = (
    Goal(work="betweenness", graph="ego-facebook", library="igraph", times=15),
    Goal(work="betweenness", graph="ego-facebook", library="networkit", times=25),
    Goal(work="betweenness", graph="ego-facebook", library="networkx", times=500),
    Goal(work="betweenness-ties", graph="ca-astroph", library="igraph", times=15),
    Goal(work="betweenness-ties", graph="email-enron-snap", library="igraph", times=15),
    Goal(work="holes", graph="email-enron-snap", library="igraph", times=10),
    Goal(
        work="holes", graph="email-enron-snap", library="networkx", method=OWN_FUNCTIONS, times=100
    ),
    Goal(work="holes", graph="com-dblp", library="igraph", times=10),
    Goal(work="holes", graph="com-dblp", library="networkx", method=OWN_FUNCTIONS, times=100),
    Goal(work="top", graph="com-dblp", library="networkit", times=1),
    Goal(
        work="communities",
        graph="com-dblp",
        library="igraph",
        method="community_leiden",
        times=1,
    ),
    Goal(work="each", graph="com-dblp", bytes_a_tie=64),
    Goal(work="job", graph="com-dblp", library="weakties FILE", seconds=90),
    Goal(work="job", graph="com-dblp", library="weakties FILE", peak=4e9),
)


@dataclass(frozen=True)
class Verdict:
    """What was measured against a goal, and whether that meets it."""

    subject: str
    goal: str
    measured: str
    met: bool | None  #: None if time was up before it was decided

    @property
    def word(self) -> str:
        """Met, missed, or neither."""
        return {True: "met", False: "MISSED", None: "not decided within the limit"}[self.met]


def show_verdicts(verdicts: Sequence[Verdict]) -> None:
    """Print what was held to and what was measured."""
    for one in verdicts:
        print(f"{one.word}: {one.subject}: {one.goal}; measured {one.measured}")


def judge(goals: Sequence[Goal], rows: Sequence[Row]) -> list[Verdict]:
    """Hold goals against what was measured, as far as anything was that concerns them."""
    verdicts = []
    for goal in goals:
        here = [row for row in rows if (row.work, row.graph) == (goal.work, goal.graph)]
        theirs = [
            row for row in here if row.library == goal.library and goal.method in (None, row.method)
        ]
        if theirs:
            subject = f"{WORKS[goal.work].title}, {goal.graph}"
            verdicts.append(Verdict(subject, *_judged(goal, theirs[0], here[0])))
    return verdicts


def _judged(goal: Goal, row: Row, ours: Row) -> tuple[str, str, bool | None]:
    """Goal and measurement in words, and whether the one meets the other."""
    if goal.times is not None:
        return _faster(goal.times, row, ours)
    if goal.seconds is not None:
        return _within("seconds", row.at_least, goal.seconds, row)
    if goal.peak is not None:
        return _within("GB in all", row.peak / 1e9, goal.peak / 1e9, row)
    return _within("bytes a tie", row.memory / row.ties, goal.bytes_a_tie or 0.0, row)


def _faster(wanted: float, row: Row, ours: Row) -> tuple[str, str, bool | None]:
    """How many times as fast; communities count only if they are no worse."""
    goal = f"{wanted:g} × {row.library}"
    times = row.at_least / ours.seconds
    if np.isnan(times):
        return goal, f"{ours.library}: {ours.status}; {row.library}: {row.status}", False
    measured = f"{'> ' if row.is_bound else ''}{times:.3g} ×"
    if np.isnan(row.modularity):
        return goal, measured, times >= wanted or (None if row.is_bound else False)
    better = f"modularity {ours.modularity:.4f} against {row.modularity:.4f}"
    met = times >= wanted and ours.modularity >= row.modularity
    return f"{goal}, at no lower modularity", f"{measured}, {better}", met


def _within(unit: str, value: float, most: float, row: Row) -> tuple[str, str, bool | None]:
    """Whether a method stayed within a limit."""
    goal = f"at most {most:g} {unit}"
    if row.is_bound:
        late = value > most  # only a time is known to be over something
        return goal, f"{row.status} of {row.limit:g} seconds", False if late else None
    if np.isnan(value):
        return goal, row.status if row.status != DONE else "not counted here", None
    return goal, f"{value:.3g} {unit}", value <= most
