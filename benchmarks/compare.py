"""weakties and the other libraries that are installed, at the same work on the same graphs.

    python -m benchmarks.compare                                  everything, some twelve minutes
    python -m benchmarks.compare --works holes --graphs lfr:100000
    python -m benchmarks.compare --libraries weakties igraph --repeats 1

Every measurement has a fresh process; libraries take turns; tables show medians. Only the call
itself is timed, not the making of the library's own graph, after a call on a small graph. Answers
are compared, and the exit code is 1 if they disagree. Graphs are those of --data, or rmat:TIES and
lfr:TIES of any size. A library that cannot live with the others has an interpreter of its own:
--python graph-tool=/usr/bin/python3.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, product
from pathlib import Path

from benchmarks.contest import contest
from benchmarks.goals import GOALS, Verdict, judge, show_verdicts
from benchmarks.graphs import DATA, FILES, ROOT, GraphNotFoundError, check_names, open_graph
from benchmarks.machine import busy, describe, memory_bytes
from benchmarks.page import HEADINGS, cases, cells, comparison, plain, write_csv
from benchmarks.peers import PEERS
from benchmarks.plan import CASES, Case
from benchmarks.rows import DONE, Row
from benchmarks.runs import Conditions, Run, installed
from benchmarks.works import WORKS

#: Where the documentation includes tables from.
PAGE = ROOT / "docs" / "explanation" / "_speed"

#: Exit code if graphs are missing.
NO_GRAPHS = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, print, write, and say whether all is well."""
    options = _parser().parse_args(arguments)
    notes = [describe(options.threads), busy(), _trial(options)]
    chosen = _cases(options)
    try:
        check_names([case.graph for case in chosen], options.data)
    except GraphNotFoundError as error:
        print(error, file=sys.stderr)
        return NO_GRAPHS
    with tempfile.TemporaryDirectory() as folder:
        conditions = make_conditions(options, Path(folder))
        rows = _compare(chosen, options, conditions)
    verdicts = judge(GOALS, rows)
    show_verdicts(verdicts)
    if options.out is not None:
        _write(options.out, rows, verdicts, " ".join(filter(None, notes)))
    return 0 if _all_well(rows) else 1


def _trial(options: argparse.Namespace) -> str:
    """A warning if something else was measured than the plan has."""
    names = ("works", "graphs", "libraries", "repeats", "limit")
    given = [f"--{name}" for name in names if getattr(options, name) is not None]
    return f"A trial run with {', '.join(given)}." if given else ""


def _parser() -> argparse.ArgumentParser:
    form = argparse.RawDescriptionHelpFormatter
    name = "python -m benchmarks.compare"
    parser = argparse.ArgumentParser(prog=name, description=__doc__, formatter_class=form)
    add = parser.add_argument
    add("--works", nargs="+", choices=WORKS, help="only these pieces of work")
    add("--graphs", nargs="+", metavar="GRAPH", help=f"{', '.join(FILES)}, rmat:TIES, lfr:TIES")
    add("--libraries", nargs="+", choices=PEERS, help="only these")
    add("--repeats", type=int, help="measurements of each method, instead of the plan's")
    add_conditions(parser)
    return parser


def add_conditions(parser: argparse.ArgumentParser) -> None:
    """Options that a comparison and curves have in common."""
    add = parser.add_argument
    add("--data", type=Path, default=DATA, metavar="DIR", help="folder of graphs (%(default)s)")
    add("--out", type=Path, metavar="DIR", help=f"write the tables there (docs: {_shown(PAGE)})")
    add("--limit", type=float, help="seconds for each measurement, instead of the plan's")
    add("--threads", type=int, default=2, help="for every library (%(default)s)")
    add("--memory", type=float, metavar="GB", help="for every process (three quarters of all)")
    add("--python", action="append", default=[], metavar="LIBRARY=PATH", help="its interpreter")


def _shown(path: Path) -> Path:
    return path.relative_to(ROOT)


def make_conditions(options: argparse.Namespace, folder: Path) -> Conditions:
    return Conditions(
        folder=folder,
        threads=options.threads,
        memory_limit=int(options.memory * 1e9 if options.memory else memory_bytes() * 3 / 4),
        pythons=dict(text.split("=", 1) for text in options.python),
    )


def _cases(options: argparse.Namespace) -> list[Case]:
    """The cases of the plan that were asked for; of graphs it does not have, all works on them."""
    planned = [
        case
        for case in CASES
        if options.works is None or case.work in options.works
        if options.graphs is None or case.graph in options.graphs
    ]
    known = {(case.work, case.graph) for case in planned}
    asked = product(options.works or WORKS, options.graphs or [])
    planned += [Case(work=work, graph=graph) for work, graph in asked if (work, graph) not in known]
    changes = {"repeats": options.repeats, "limit": options.limit}
    given = {name: value for name, value in changes.items() if value is not None}
    graphs = list(dict.fromkeys(case.graph for case in planned))
    in_order = sorted(planned, key=lambda case: graphs.index(case.graph))
    return [replace(case, **given) for case in in_order]


def _compare(
    chosen: Sequence[Case], options: argparse.Namespace, conditions: Conditions
) -> list[Row]:
    """Measure case by case, and print the table of each."""
    wanted = [name for name in PEERS if name in (options.libraries or PEERS)]
    found = {name: installed(name, conditions) for name in wanted}
    missing = [name for name, version in found.items() if version is None]
    if missing:
        print(f"Not installed: {', '.join(missing)}")
    versions = {name: version for name, version in found.items() if version is not None}
    rows: list[Row] = []
    # Case by case of a graph, so that each is opened once.
    for graph, those in groupby(chosen, key=lambda case: case.graph):
        ties = open_graph(graph, options.data)
        for case in those:
            here = contest(case, ties, versions, conditions, _tell)
            _show(here)
            rows += here
    return sorted(rows, key=lambda row: list(WORKS).index(row.work))


def _tell(library: str, method: str, found: Run) -> None:
    took = f"{found.seconds:.3f} s" if found.status == DONE else found.status
    print(f"{library} ({method}): {took}", file=sys.stderr, flush=True)


def _show(rows: Sequence[Row]) -> None:
    for title, here in cases(rows):
        print(f"\n{title}\n{plain(HEADINGS, cells(here))}\n", flush=True)


def _write(folder: Path, rows: Sequence[Row], verdicts: Sequence[Verdict], notes: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "compare.md").write_text(comparison(rows, verdicts, notes), encoding="utf-8")
    write_csv(folder / "compare.csv", rows)
    print(f"Wrote {folder}")


def _all_well(rows: Sequence[Row]) -> bool:
    """Whether all answers agree, and weakties did all of its work."""
    ours = [row for row in rows if row.library.startswith("weakties")]
    return all(row.status == DONE for row in ours) and not any(row.disagreement for row in rows)


if __name__ == "__main__":
    sys.exit(main())
