"""All libraries at one piece of work on one graph, in turns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from benchmarks.agreement import differences, modularity
from benchmarks.graphs import Ties
from benchmarks.peers import methods
from benchmarks.peers._method import Answers
from benchmarks.plan import Case
from benchmarks.rows import DONE, Row, graph_facts, measured
from benchmarks.runs import Conditions, Run, Task, run, save_graph
from benchmarks.works import WORKS

#: A method that takes longer, in seconds, is measured once: noise is a small part of its time.
LONG = 10.0

#: Told of every measurement: library, method, run.
Tell = Callable[[str, str, Run], None]


@dataclass
class _Contender:
    """A method that takes part, and what has been found of it so far."""

    library: str
    version: str
    method: str
    runs: list[Run] = field(default_factory=list)
    modularities: list[float] = field(default_factory=list)
    disagreements: list[str] = field(default_factory=list)

    @property
    def going(self) -> bool:
        return all(one.status == DONE and one.seconds <= LONG for one in self.runs)


def contest(
    case: Case,
    ties: Ties,
    versions: Mapping[str, str],
    conditions: Conditions,
    tell: Tell,
) -> list[Row]:
    """Measure every method of the libraries in ``versions``, one after the other, several times.

    Taking turns lets what slows the machine down for a while hit all alike. The first answers of
    the first method, that of weakties, are what the others are compared with.
    """
    contenders = [
        _Contender(library, version, method.name)
        for library, version in versions.items()
        for method in methods(library, case.work)
        if not {library, f"{library} {method.name}"} & set(case.without)
    ]
    file = save_graph(ties, conditions)
    expected: Answers | None = None
    for repeat in range(case.repeats):
        for one in [each for each in contenders if each.going]:
            names = [(case.work, one.method)]
            task = Task(one.library, names, file, limit=case.limit, seed=repeat)
            (found,) = run(task, conditions)
            tell(one.library, one.method, found)
            one.runs.append(found)
            if found.status == DONE:
                expected = found.answers if expected is None else expected
                _judge(one, case.work, found.answers, expected, ties)
    return [_row(one, case, ties) for one in contenders]


def _judge(one: _Contender, work: str, found: Answers, expected: Answers, ties: Ties) -> None:
    """Compare answers with those expected; of communities, say how good they are."""
    one.disagreements += differences(WORKS[work], found, expected)
    if WORKS[work].check == "modularity":
        one.modularities.append(modularity(ties, found["community"]))


def _row(one: _Contender, case: Case, ties: Ties) -> Row:
    return Row(
        work=case.work,
        library=one.library,
        version=one.version,
        method=one.method,
        limit=case.limit,
        modularity=float(np.mean(one.modularities)) if one.modularities else np.nan,
        disagreement="; ".join(dict.fromkeys(one.disagreements)),
        **graph_facts(case.graph, ties),
        **measured(one.runs),
    )
