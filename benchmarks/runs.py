"""Start one process for each measurement, hold it to its limits, and gather what it found."""

import json
import os
import signal
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.graphs import ROOT, Ties
from benchmarks.peers._method import Answers
from benchmarks.works import WORKS

#: Seconds in which a graph must be built, whatever the limit of the work on it.
BUILDING = 600

#: What other libraries than ours take their number of threads from.
THREAD_VARIABLES = (
    *("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"),
    *("NUMBA_NUM_THREADS", "RAYON_NUM_THREADS"),
)

#: Has the C library hand back what is free: else it keeps some, and counts as used what is not.
RETURN_MEMORY = {"MALLOC_MMAP_THRESHOLD_": "65536", "MALLOC_TRIM_THRESHOLD_": "65536"}


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """What all measurements have in common."""

    folder: Path  #: for graphs, requests and answers; removed by whoever made it
    threads: int = 2
    memory_limit: int  #: bytes that a process may have
    pythons: dict[str, str] = field(default_factory=dict)  #: interpreters of single libraries


@dataclass(frozen=True, kw_only=True)
class Run:
    """One measurement of one method; everything but the status is there only if it is done."""

    status: str  #: "done", "over the time limit", or what else went wrong
    seconds: float = np.nan
    processor_seconds: float = np.nan
    build_seconds: float = np.nan
    memory: int | None = None  #: bytes on top of the graph; None where nobody counts
    peak: int | None = None  #: bytes of the process, while it built the graph or worked on it
    answers: Answers = field(default_factory=dict)


@dataclass(frozen=True)
class Task:
    """What one process is asked for."""

    library: str
    methods: Sequence[tuple[str, str]]  #: work and name of the methods, done in turn
    graph: Path
    limit: float  #: seconds for each method
    seed: int = 0


def save_graph(ties: Ties, conditions: Conditions) -> Path:
    """Write a graph where processes find it."""
    file = conditions.folder / "graph.npz"
    ties.save(file)
    return file


def installed(library: str, conditions: Conditions) -> str | None:
    """Version of a library, or None if there is none."""
    request = {"library": library, "methods": []}
    code, _, result = _process(library, request, conditions, timeout=BUILDING)
    return None if code else str(result["version"])


def run(task: Task, conditions: Conditions) -> list[Run]:
    """Measure the methods of a task in a fresh process."""
    answers = conditions.folder / "answers"
    request = {
        "library": task.library,
        "methods": list(task.methods),
        "graph": str(task.graph),
        "answers": str(answers),
        "limit": task.limit,
        "seed": task.seed,
    }
    timeout = BUILDING + 2 * task.limit * len(task.methods)
    code, complaint, result = _process(task.library, request, conditions, timeout=timeout)
    if code:
        return [Run(status=_status(code, complaint))] * len(task.methods)
    runs = []
    for (work, _), step in zip(task.methods, result["steps"], strict=True):
        with np.load(f"{answers}-{work}.npz") as found:
            step["answers"] = dict(found)
        if step["peak"] is not None:
            step["peak"] = max(step["peak"], result["peak"])
        runs.append(Run(status="done", build_seconds=result["build_seconds"], **step))
    return runs


def _process(
    library: str, request: dict[str, Any], conditions: Conditions, *, timeout: float
) -> tuple[int, str, dict[str, Any]]:
    """Run `benchmarks.run_one`; its exit code, the end of its complaint, and its result."""
    asked, told = conditions.folder / "request.json", conditions.folder / "result.json"
    limits = {"threads": conditions.threads, "memory_limit": conditions.memory_limit}
    asked.write_text(json.dumps({**request, **limits, "result": str(told)}), encoding="utf-8")
    command = [conditions.pythons.get(library, sys.executable), "-m", "benchmarks.run_one"]
    with subprocess.Popen(
        [*command, str(asked)],
        cwd=conditions.folder,
        env=_environment(conditions, request["methods"]),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            _, complaint = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGALRM)
            _, complaint = process.communicate()
        finally:
            _end_group(process.pid)
    lines = complaint.strip().splitlines() or [""]
    result = {} if process.returncode else json.loads(told.read_text(encoding="utf-8"))
    return process.returncode, lines[-1], result


def _environment(conditions: Conditions, methods: Sequence[tuple[str, str]]) -> dict[str, str]:
    # A backend that the user has chosen for NetworkX would answer in its place, and may be ours.
    kept = {name: text for name, text in os.environ.items() if not name.startswith("NETWORKX_")}
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    threads = dict.fromkeys(THREAD_VARIABLES, str(conditions.threads))
    returned = any(WORKS[work].counts_memory for work, _ in methods)
    memory = RETURN_MEMORY if returned else {}
    return {**kept, **threads, **memory, "PYTHONPATH": path, "PYTHONHASHSEED": "0"}


def _end_group(group: int) -> None:
    """End what a process started and left behind when its time was up."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def _status(code: int, complaint: str) -> str:
    """What went wrong, in words."""
    if code == -signal.SIGALRM:
        return "over the time limit"
    if "MemoryError" in complaint or "bad_alloc" in complaint:
        return "over the memory limit"
    return complaint if code > 0 else f"ended by {signal.Signals(-code).name}"


def median(values: Sequence[float | None]) -> float:
    """Median of what is known; NaN if nothing is."""
    known = [value for value in values if value is not None and not np.isnan(value)]
    return statistics.median(known) if known else np.nan
