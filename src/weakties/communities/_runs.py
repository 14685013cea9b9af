"""Run a method several times, each with a seed of its own: the best partition, and its stability."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from threading import Event
from typing import Any

import numpy as np

from weakties._typing import IntArray, Progress, Rng
from weakties.communities._method import Method, check_network, generator, seed_shown
from weakties.communities.partition import Partition
from weakties.communities.stability import stability_of
from weakties.errors import ArgumentError, ArgumentTypeError
from weakties.kernels.batches import run_batches, throttled
from weakties.network import Network

_WHAT = "detecting communities"

#: A quality that is higher by less is equal: the last bits of sums decide nothing.
_ROUNDING = 1e-12


class _StoppedError(Exception):
    """Nobody waits for this run any more."""


def check_runs(runs: object) -> None:
    """Refuse a number of runs that is not a positive whole number."""
    if isinstance(runs, int | np.integer) and not isinstance(runs, bool) and runs >= 1:
        return
    message = f"runs is {runs!r}; it must be a whole number of at least 1, for instance 20."
    raise ArgumentError(message)


def best_of_runs(
    method: Method,
    network: Network,
    settings: Mapping[str, Any],
    *,
    runs: int,
    rng: Rng,
    progress: Progress | None,
) -> Partition:
    """The partition of highest quality, of equally good ones the first, with its stability."""
    check_network(network, method.name)
    source, target = network.tie_source, network.tie_target

    def together(found: Partition) -> IntArray:
        return np.equal(found.codes[source], found.codes[target]).astype(np.int64)

    # What the runs share is made before there are threads.
    network.undirected()
    every = _runs(method, network, settings, _spawn(rng, runs), progress)
    best = next(every)
    count = together(best)
    for found in every:
        count += together(found)
        best = found if found.quality > best.quality + _ROUNDING else best
    return replace(
        best,
        parameters={**best.parameters, "rng": seed_shown(rng), "runs": int(runs)},
        stability=stability_of(network, best.codes, count, int(runs)),
    )


def _spawn(rng: Rng, runs: int) -> list[np.random.Generator]:
    try:
        return generator(rng).spawn(runs)
    except TypeError as error:
        message = (
            f"rng is {rng!r}, which cannot give every run a generator of its own. "
            "Give a whole number or numpy.random.default_rng(seed)."
        )
        raise ArgumentTypeError(message) from error


def _runs(
    method: Method,
    network: Network,
    settings: Mapping[str, Any],
    generators: list[np.random.Generator],
    progress: Progress | None,
) -> Iterator[Partition]:
    """The partition of every run, in order."""
    runs, stopped = len(generators), Event()

    def listen(*_: object) -> None:
        if stopped.is_set():
            raise _StoppedError

    def run(at: int, _: int) -> Partition:
        heard = {"progress": listen} if "progress" in method.settings else {}
        return method.function(network, **settings, **heard, rng=generators[at])

    try:
        if "progress" in method.settings:
            yield from run_batches(run, runs, size=1, what=_WHAT, progress=progress)
        else:
            # In a thread they would not hear of an interrupt.
            report = throttled(progress, _WHAT, runs)
            for at in range(runs):
                report(at)
                yield run(at, at + 1)
            report(runs)
    finally:
        stopped.set()
