"""Where the time of exact betweenness goes on a small network: `python -m benchmarks.parts`.

Every part is done by itself, many times over, and the least processor time counts. What the whole
call takes beyond its parts is the first touch of memory, the hand-over of batches between threads,
the sum of their results, and processors that share a core.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from benchmarks.compare import add_conditions
from benchmarks.graphs import open_graph
from benchmarks.page import markdown, plain
from benchmarks.peers.weakties import build
from weakties.kernels.path_search import Graph
from weakties.kernels.reduction import reduce_graph
from weakties.kernels.shortest_paths import Search, Targets
from weakties.measures import _path_search as path_search
from weakties.measures import betweenness

HEADINGS = ("part of the work", "threads", "milliseconds")

#: Times that a part is done.
REPEATS = 25

#: Of the batches of sources one in so many is measured, and stands for the others.
STRIDE = 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.parts", description=__doc__)
    parser.add_argument("--graph", default="ego-facebook")
    add_conditions(parser)
    options = parser.parse_args(arguments)
    lines = parts(build(open_graph(options.graph, options.data)))
    print(plain(HEADINGS, lines))
    if options.out is not None:
        text = f"On {options.graph}.\n\n{markdown(HEADINGS, lines)}"
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "parts.md").write_text(text, encoding="utf-8")
        print(f"Wrote {options.out / 'parts.md'}")
    return 0


def parts(network: Any) -> list[tuple[str, str, str]]:
    """Texts of the parts and of the whole."""
    small = reduce_graph(network.indptr, network.indices)
    graph = Graph(small.indptr, small.indices, small.copies)
    order = path_search.neighbours_together(graph, symmetric=True)
    moved, _ = path_search.in_order(graph, order)
    apart = best(lambda: reduce_graph(network.indptr, network.indices))
    near = best(lambda: path_search.neighbours_together(graph, symmetric=True))
    near += best(lambda: path_search.in_order(graph, order))
    out, back = _searches(moved, small.weight[order])
    calls = [_seconds(lambda: betweenness(replace(network))) for _ in range(REPEATS)]
    return [
        ("blocks apart, people alike as one", "1", f"{1e3 * apart:.1f}"),
        ("neighbours near each other", "1", f"{1e3 * near:.1f}"),
        ("searches from all, the way out", "all, between them", f"{1e3 * out:.1f}"),
        ("the way back", "all, between them", f"{1e3 * back:.1f}"),
        ("the whole call, elapsed, at best", "all", f"{1e3 * min(calls):.1f}"),
        ("the whole call, elapsed, the first", "all", f"{1e3 * calls[0]:.1f}"),
    ]


def _searches(graph: Graph, weight: np.ndarray) -> tuple[float, float]:
    """Seconds of one thread for the searches from all nodes, and for the way back."""
    nodes, search = len(weight), Search(graph)
    node, arc = np.zeros(nodes), np.zeros(len(graph.indices))
    out, back, seen = 0.0, 0.0, 0
    for start in range(0, nodes, STRIDE * search.lanes):
        some = np.arange(start, min(start + search.lanes, nodes), dtype=np.int32)
        value = np.zeros((1, search.lanes))
        value[0, : len(some)] = weight[some]
        targets = Targets(np.zeros(nodes, dtype=np.int64), value)

        def forth(some: np.ndarray = some) -> None:
            search.forget()
            search.run(some)

        search.run(some)
        out += best(forth)
        back += best(lambda targets=targets: search.add(targets, node, arc))
        search.forget()
        seen += len(some)
    return out * nodes / max(1, seen), back * nodes / max(1, seen)


def best(work: Callable[[], object]) -> float:
    """The shortest of many times, in seconds of the processor."""
    return min(_seconds(work, time.thread_time) for _ in range(REPEATS))


def _seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    start = clock()
    work()
    return clock() - start


if __name__ == "__main__":
    sys.exit(main())
