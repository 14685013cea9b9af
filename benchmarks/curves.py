"""Time and memory of weakties against the number of ties, on graphs made on the spot.

    python -m benchmarks.curves                    10,000 to 10,000,000 ties, some eight minutes
    python -m benchmarks.curves --sizes 1e4 1e5

R-MAT graphs have a few people with very many ties and no communities; LFR graphs have communities
and nobody with very many ties (see `benchmarks.generators`). Exponents are fitted by least squares of
logarithms over the last two decades of sizes: below, what does not grow counts for too much.
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.compare import add_conditions, make_conditions
from benchmarks.exponents import fit
from benchmarks.goals import Verdict, show_verdicts
from benchmarks.graphs import Ties, open_graph
from benchmarks.machine import describe
from benchmarks.page import markdown, megabytes, plain, three_digits, verdict_table, write_csv
from benchmarks.peers import methods
from benchmarks.rows import DONE, Row, graph_facts, measured
from benchmarks.runs import Conditions, Run, Task, installed, run, save_graph
from benchmarks.steps import count_steps
from benchmarks.works import WORKS

#: Kinds of graphs, and their names.
KINDS = {"rmat": "R-MAT", "lfr": "LFR"}

SIZES = (1e4, 1e5, 1e6, 1e7)

#: Works that share a process and its graph, and the largest graph that they are done on.
GROUPS = ((("holes",), np.inf), (("local", "communities", "top"), np.inf), (("betweenness",), 1e5))

#: Works whose growth and memory are held to goals.
HELD = ("local", "communities")

#: Share of the largest size that exponents are fitted from: two decades, and some slack.
FITTED_FROM = 0.009

#: Measurements of each point; one if it takes longer, in seconds.
REPEATS = 3
LONG = 5.0

#: Seconds for one work on one graph.
LIMIT = 900.0

#: What is held to on R-MAT graphs: bytes in all, and the exponent of time.
MOST_MEMORY = 8e9
MOST_EXPONENT = 1.2

HEADINGS = ("graph", "ties", "work", "seconds", "memory", "bytes a tie", "in all", "runs")
FITTED = ("graph", "work", "exponent of time", "of memory", "of steps", "of time against steps")
STEPS = ("graph", "ties", "triangles a tie", "work", "steps a tie", "nanoseconds a step")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write, and say whether all was done."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.curves",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sizes", nargs="+", type=float, default=SIZES, metavar="TIES")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    add_conditions(parser)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        rows = _measure(options, make_conditions(options, Path(folder)))
    for headings, lines in ((HEADINGS, cells), (STEPS, steps_cells), (FITTED, fitted_cells)):
        print(f"\n{plain(headings, lines(rows))}\n")
    verdicts = judge(rows)
    show_verdicts(verdicts)
    if options.out is not None:
        whole = tuple(options.sizes) == SIZES and options.limit is None
        trial = "" if whole else " A trial run on other sizes or with another limit."
        _write(options.out, rows, verdicts, describe(options.threads) + trial)
    return 0 if all(row.status == DONE for row in rows) else 1


def _measure(options: argparse.Namespace, conditions: Conditions) -> list[Row]:
    version = installed("weakties", conditions) or "not installed"
    limit = LIMIT if options.limit is None else options.limit
    rows: list[Row] = []
    for kind in options.kinds:
        for size in sorted(options.sizes):
            name = f"{kind}:{int(size)}"
            ties = open_graph(name)
            steps = count_steps(ties)
            for works, most in GROUPS:
                if size <= most:
                    here = _rows(works, name, ties, version, conditions, limit)
                    rows += [_with_steps(row, steps) for row in here]
    return rows


def _rows(
    works: Sequence[str],
    graph: str,
    ties: Ties,
    version: str,
    conditions: Conditions,
    limit: float,
) -> list[Row]:
    """Measure works that share a process, more than once if that does not take long."""
    file = save_graph(ties, conditions)
    names = [(work, method.name) for work in works for method in methods("weakties", work)]
    repeats: list[list[Run]] = []
    while len(repeats) < REPEATS and not (repeats and _is_long(repeats[-1])):
        task = Task("weakties", names, file, limit=limit, seed=len(repeats))
        repeats.append(run(task, conditions))
    rows = [
        Row(
            work=work,
            library="weakties",
            version=version,
            method=method,
            limit=limit,
            **graph_facts(graph, ties),
            **measured(runs),
        )
        for (work, method), runs in zip(names, zip(*repeats))
    ]
    print(plain(HEADINGS, cells(rows)), file=sys.stderr, flush=True)
    return rows


def _with_steps(row: Row, steps: Mapping[str, float]) -> Row:
    return replace(row, steps=steps.get(row.work, np.nan), triangles=steps["triangles"])


def _is_long(runs: Sequence[Run]) -> bool:
    """Whether measuring once is enough, or has come to nothing."""
    return any(one.status != DONE or one.seconds > LONG for one in runs)


def cells(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Texts of the rows."""
    return [
        (
            KINDS[kind_of(row)],
            f"{row.ties:,}",
            WORKS[row.work].title,
            three_digits(row.seconds) if row.status == DONE else row.status,
            megabytes(row.memory),
            "–" if np.isnan(row.memory) else f"{row.memory / row.ties:,.0f}",
            megabytes(row.peak),
            f"{row.runs}",
        )
        for row in rows
    ]


def steps_cells(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Texts of the rows whose steps are counted, by work."""
    counted = [row for row in rows if not np.isnan(row.steps)]
    return [
        (
            KINDS[kind_of(row)],
            f"{row.ties:,}",
            f"{row.triangles / row.ties:.2f}",
            WORKS[row.work].title,
            f"{row.steps / row.ties:.0f}",
            f"{1e9 * row.seconds / row.steps:.2f}" if row.status == DONE else row.status,
        )
        for row in sorted(counted, key=lambda one: (one.work, kind_of(one)))
    ]


def kind_of(row: Row) -> str:
    """Kind of the graph of a row."""
    return row.graph.partition(":")[0]


def fitted_cells(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Texts of the exponents, for every kind of graph and every work."""
    lines = []
    for kind, work in dict.fromkeys((kind_of(row), row.work) for row in rows):
        found = [exponent(rows, kind, work, what) for what in ("seconds", "memory", "steps")]
        found.append(exponent(rows, kind, work, "seconds", against="steps"))
        texts = ["–" if np.isnan(value) else f"{value:.2f}" for value in found]
        lines.append((KINDS[kind], WORKS[work].title, *texts))
    return lines


def exponent(
    rows: Sequence[Row], kind: str, work: str, what: str, *, against: str = "ties"
) -> float:
    """Exponent of the power law through the largest rows of one kind of graph and one work."""
    those = [row for row in rows if (kind_of(row), row.work) == (kind, work)]
    least = FITTED_FROM * max((row.ties for row in those), default=0)
    those = [row for row in those if row.ties >= least]
    sizes = [getattr(row, against) for row in those]
    return fit(sizes, [getattr(row, what) for row in those]).exponent


def judge(rows: Sequence[Row]) -> list[Verdict]:
    """Hold the growth on R-MAT graphs, and the memory of the largest, against the goals."""
    verdicts = []
    for work in HELD:
        subject = f"{WORKS[work].title}, R-MAT"
        slope = exponent(rows, "rmat", work, "seconds")
        if not np.isnan(slope):
            goal = f"time grows with an exponent of at most {MOST_EXPONENT:g}"
            verdicts.append(Verdict(subject, goal, f"{slope:.2f}", slope <= MOST_EXPONENT))
        those = [row for row in rows if (kind_of(row), row.work) == ("rmat", work)]
        largest = max(those, key=lambda row: row.ties, default=None)
        if largest is not None and not np.isnan(largest.peak):
            goal = f"at most {MOST_MEMORY / 1e9:g} GB in all at {largest.ties:,} ties"
            used = f"{largest.peak / 1e9:.2f} GB"
            verdicts.append(Verdict(subject, goal, used, largest.peak <= MOST_MEMORY))
    return verdicts


def _write(folder: Path, rows: Sequence[Row], verdicts: Sequence[Verdict], notes: str) -> None:
    from benchmarks.figure import draw

    folder.mkdir(parents=True, exist_ok=True)
    parts = [
        f"{notes}\n",
        verdict_table(verdicts),
        markdown(FITTED, fitted_cells(rows)),
        markdown(STEPS, steps_cells(rows)),
        markdown(HEADINGS, cells(rows)),
    ]
    (folder / "curves.md").write_text("\n".join(filter(None, parts)), encoding="utf-8")
    write_csv(folder / "curves.csv", rows)
    draw(rows, folder / "curves.svg")
    print(f"Wrote {folder}")


if __name__ == "__main__":
    sys.exit(main())
