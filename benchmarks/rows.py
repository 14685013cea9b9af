"""One row for each method: what was measured of it on one graph."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.graphs import Ties
from benchmarks.runs import Run, median

DONE = "done"
OVER_TIME = "over the time limit"


@dataclass(frozen=True, kw_only=True)
class Row:
    """Medians of the measurements of one method; NaN is what could not be measured."""

    work: str
    graph: str
    people: int
    ties: int
    library: str
    version: str
    method: str
    status: str  #: "done", "over the time limit", or what else went wrong
    runs: int  #: how often it was measured
    limit: float  #: seconds that each measurement was given
    seconds: float = np.nan
    fastest: float = np.nan
    slowest: float = np.nan
    processor_seconds: float = np.nan
    build_seconds: float = np.nan  #: to make the library's own graph, which is in no other number
    memory: float = np.nan  #: bytes on top of the graph
    peak: float = np.nan  #: bytes in all
    modularity: float = np.nan  #: mean, of communities
    steps: float = np.nan  #: how much there is to do, where it is counted (see `benchmarks.steps`)
    triangles: float = np.nan  #: in the graph
    disagreement: str = ""  #: with the answers of weakties

    @property
    def is_bound(self) -> bool:
        """Whether all that is known of the time is that it is longer than the limit."""
        return self.status == OVER_TIME

    @property
    def at_least(self) -> float:
        """Median time, or the limit that it is beyond."""
        return self.limit if self.is_bound else self.seconds


def graph_facts(name: str, ties: Ties) -> dict[str, Any]:
    """What a row says of its graph."""
    return {"graph": name, "people": ties.people, "ties": len(ties)}


def measured(runs: Sequence[Run]) -> dict[str, Any]:
    """What a row says of measurements: medians if all were done, else what happened."""
    status = next((one.status for one in runs if one.status != DONE), DONE)
    if status != DONE:
        return {"status": status, "runs": len(runs)}
    seconds = [one.seconds for one in runs]
    return {
        "status": status,
        "runs": len(runs),
        "seconds": median(seconds),
        "fastest": min(seconds),
        "slowest": max(seconds),
        "processor_seconds": median([one.processor_seconds for one in runs]),
        "build_seconds": median([one.build_seconds for one in runs]),
        "memory": median([one.memory for one in runs]),
        "peak": median([one.peak for one in runs]),
    }
