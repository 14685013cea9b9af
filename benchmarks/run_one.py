"""The process in which one library does one piece of work on one graph, and is measured.

    python -m benchmarks.run_one REQUEST.json

`benchmarks.runs` writes the request and reads the result. A process is good for one measurement of
each method asked for: libraries remember results, and memory that was used once is not returned.
"""

import ctypes
import gc
import json
import os
import resource
import signal
import sys
import time
from contextlib import suppress
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.generators import lfr
from benchmarks.graphs import SEED, Ties
from benchmarks.memory import peak, status
from benchmarks.peers import load_peer
from benchmarks.peers._method import Method

#: Ties of the graph that every method sees before it is measured.
WARM_UP = 1000

FORGET_PEAK = Path("/proc/self/clear_refs")


def main() -> None:
    """Do what the request says."""
    request = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    _settle(request["threads"], request["memory_limit"])
    result = {"version": version(request["library"])}
    if request["methods"]:
        result |= _run(request)
    Path(request["result"]).write_text(json.dumps(result), encoding="utf-8")


def version(library: str) -> str:
    """Version of a library; what is not installed raises ImportError."""
    peer = load_peer(library)
    module = import_module(peer.MODULE)
    try:
        return metadata.version(peer.PACKAGE)
    except metadata.PackageNotFoundError:
        return str(module.__version__).split()[0]


def _settle(threads: int, memory: int) -> None:
    """Keep to so many processors and so much memory, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])
    if sys.platform == "linux":
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (memory, most))


def _run(request: dict[str, Any]) -> dict[str, Any]:
    peer = load_peer(request["library"])
    wanted = [
        method
        for work, name in request["methods"]
        for method in peer.METHODS
        if (method.work, method.name) == (work, name)
    ]
    small = peer.build(lfr(WARM_UP, rng=SEED))
    for method in wanted:
        method.answers(small, method.call(small, 0))
    ties = Ties.load(Path(request["graph"]))
    start = time.perf_counter()
    graph = peer.build(ties)
    built = {"build_seconds": time.perf_counter() - start, **_memory_since(0)}
    del ties, small
    steps = [_measured(method, graph, request) for method in wanted]
    return {**built, "steps": steps}


def _measured(method: Method, graph: Any, request: dict[str, Any]) -> dict[str, Any]:
    """Time, processor time and memory of one call, after which its answers are written."""
    at_rest = _memory_at_rest()
    # The system ends the process when time is up, whatever a library is deep in.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, request["limit"])
    wall, processor = time.perf_counter(), _processor_seconds()
    found = method.call(graph, request["seed"])
    seconds, processor = time.perf_counter() - wall, _processor_seconds() - processor
    signal.setitimer(signal.ITIMER_REAL, 0)
    memory = _memory_since(at_rest)
    np.savez(f"{request['answers']}-{method.work}.npz", **method.answers(graph, found))
    return {"seconds": seconds, "processor_seconds": processor, **memory}


def _processor_seconds() -> float:
    """Processor time of all threads, and of processes that were started and have ended."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def _memory_at_rest() -> int:
    """Bytes in use after what is free was handed back; the peak is counted from here."""
    gc.collect()
    if not FORGET_PEAK.exists():
        return 0
    with suppress(AttributeError):  # musl has no malloc_trim
        ctypes.CDLL(None).malloc_trim(0)
    FORGET_PEAK.write_text("5", encoding="ascii")
    return status("VmRSS")


def _memory_since(at_rest: int) -> dict[str, int | None]:
    """The most bytes in use at once: all of them, and those that came on top of the graph.

    A process that was started has no graph of ours: all it used came on top.
    """
    if not FORGET_PEAK.exists():
        return {"peak": None, "memory": None}
    here = peak()
    started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    return {"peak": max(here, started), "memory": max(here - at_rest, started)}


if __name__ == "__main__":
    main()
