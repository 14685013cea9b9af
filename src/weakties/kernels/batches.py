"""Hand batches of work to threads; the result does not tell how many threads there were."""

import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

import numpy as np

from weakties._typing import FloatArray, IntArray, Progress

T = TypeVar("T")

#: Arcs that a batch may visit: half a second where memory is slow, so that Ctrl-C is never far.
ARCS_PER_BATCH = 6_000_000

#: Batches that work is cut into at least, so that threads can share what is uneven.
FEWEST_SHARES = 32

#: Seconds between two chances to interrupt.
LISTEN_EVERY = 0.2

#: Seconds between two reports of progress.
REPORT_EVERY = 0.1


def run_batches(
    process: Callable[[int, int], T],
    count: int,
    *,
    size: int,
    what: str,
    progress: Progress | None = None,
) -> Iterator[T]:
    """Yield ``process(start, stop)`` for consecutive ranges of at most ``size``, in order.

    ``process`` must release the GIL to gain from threads. Batches depend on ``count`` and ``size``
    alone, never on the number of threads, and only a few results wait to be taken at any time.
    """
    threads = thread_count()
    report = throttled(progress, what, count)
    report(0)
    waiting: deque[tuple[int, Future[T]]] = deque()
    pool = ThreadPoolExecutor(threads, thread_name_prefix="weakties")
    try:
        for start in range(0, count, size):
            stop = min(start + size, count)
            waiting.append((stop, pool.submit(process, start, stop)))
            if len(waiting) > 2 * threads:
                yield _take(waiting, report)
        while waiting:
            yield _take(waiting, report)
    finally:
        # Not waiting lets Ctrl-C through at once; a batch that is running ends soon by itself.
        pool.shutdown(wait=False, cancel_futures=True)


def run_balanced(
    process: Callable[[int, int], T],
    cost: IntArray,
    *,
    what: str,
    progress: Progress | None = None,
) -> Iterator[T]:
    """Yield ``process(start, stop)`` for consecutive ranges of items that cost about the same.

    ``cost`` is that of every item, in arcs visited. Progress is told in batches.
    """
    limits = balanced_limits(cost)

    def run(first: int, last: int) -> T:
        return process(int(limits[first]), int(limits[last]))

    return run_batches(run, len(limits) - 1, size=1, what=what, progress=progress)


def balanced_limits(cost: IntArray) -> IntArray:
    """Where to cut items into ranges of about equal cost, of bearable length but for single items."""
    total = np.cumsum(cost)
    whole = int(total[-1]) if len(total) else 0
    share = max(1, min(ARCS_PER_BATCH, whole // FEWEST_SHARES))
    ends = np.searchsorted(total, np.arange(share, whole, share)) + 1
    return np.unique(np.concatenate([[0], ends, [len(total)]])).astype(np.int64)


def add_batches(
    process: Callable[[int, int, Sequence[FloatArray]], object],
    sums: Sequence[FloatArray],
    count: int,
    *,
    size: int,
    what: str,
    progress: Progress | None = None,
) -> None:
    """Add to ``sums`` what ``process(start, stop, part)`` adds to zeros, in the order of batches.

    Parts that were added up are cleared and used again: their memory is at hand.
    """
    spare: list[Sequence[FloatArray]] = []

    def fill(start: int, stop: int) -> Sequence[FloatArray]:
        try:
            part = spare.pop()
        except IndexError:
            part = [np.zeros_like(one) for one in sums]
        process(start, stop, part)
        return part

    for part in run_batches(fill, count, size=size, what=what, progress=progress):
        for total, one in zip(sums, part, strict=True):
            total += one
            one.fill(0.0)
        spare.append(part)


def batch_size(arcs_per_item: int, *, most: int) -> int:
    """Items that make a batch of bearable length, given the arcs that one of them visits."""
    return max(1, min(most, ARCS_PER_BATCH // max(1, arcs_per_item)))


def thread_count() -> int:
    """Number of processors that this process may use."""
    if hasattr(os, "process_cpu_count"):
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _take(waiting: deque[tuple[int, Future[T]]], report: Callable[[int], None]) -> T:
    """Wait for the oldest batch and say how far the work has come."""
    stop, future = waiting.popleft()
    while not future.done():
        # Waiting without a limit is deaf to Ctrl-C on some systems.
        wait([future], timeout=LISTEN_EVERY)
    result = future.result()
    report(stop)
    return result


def throttled(progress: Progress | None, what: str, total: int) -> Callable[[int], None]:
    """Call ``progress`` at the start, at the end, and at most ten times a second between."""
    last = -REPORT_EVERY

    def report(done: int) -> None:
        nonlocal last
        now = time.monotonic()
        if progress is not None and (done in (0, total) or now - last >= REPORT_EVERY):
            last = now
            progress(what, done, total)

    return report
