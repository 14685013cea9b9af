"""weakties itself, by its public functions. Networks remember results, so each is measured once."""

from dataclasses import replace
from typing import Any

import numpy as np

from benchmarks.graphs import Ties
from benchmarks.peers._method import Answers, Method
from benchmarks.works import CONFIDENCE, ERROR, TOP

PACKAGE, MODULE = "weakties", "weakties"


def build(ties: Ties) -> Any:
    """A `weakties.Network`; people without ties are in the table of people."""
    import pandas as pd

    import weakties as wt

    people = pd.DataFrame(index=pd.RangeIndex(ties.people))
    return wt.as_network((people, pd.DataFrame({"source": ties.source, "target": ties.target})))


def _columns(_: Any, found: Any) -> Answers:
    tables = found if isinstance(found, tuple) else (found,)
    columns = {}
    for table in tables:
        for name, column in table.to_frame().items() if table.ndim == 1 else table.items():
            columns[str(name)] = column.to_numpy()
    return columns


def _betweenness(network: Any, _: int) -> Any:
    import weakties as wt

    return wt.measures.betweenness(network)


def _betweenness_and_ties(network: Any, _: int) -> Any:
    import weakties as wt

    return wt.measures.betweenness(network), wt.measures.edge_betweenness(network)


def _holes(network: Any, _: int) -> Any:
    import weakties as wt

    people = wt.measure(network, ["constraint", "effective_size"])
    return people, wt.measures.overlap(network)


def local_measures(level: str) -> list[str]:
    """Measures that look no farther than the ties among somebody's contacts."""
    import weakties as wt

    return [
        name
        for name, one in wt.measures.MEASURES.items()
        if one.level == level and one.scope != "paths" and not one.needs_partition
    ]


def _local(network: Any, _: int) -> Any:
    import weakties as wt

    people = wt.measure(network, local_measures("person"))
    return people, wt.measure_ties(network, local_measures("tie"))


#: Measures that look farther, but without a search from everybody.
FARTHER = ("articulation_point", "component_size", "bridge", "tie_range")


def _each(network: Any, _: int) -> Any:
    import weakties as wt

    for name in (*local_measures("person"), *local_measures("tie"), *FARTHER):
        forgetful = replace(network)  # the same arrays, and no results
        wt.measures.MEASURES[name].function(forgetful)
    return ()


def _top(network: Any, seed: int) -> Any:
    import weakties as wt

    return wt.measures.find_top_betweenness(
        network, top=TOP, error=ERROR, confidence=CONFIDENCE, rng=seed
    )


def _shares(network: Any, found: Any) -> Answers:
    """Betweenness as a share of all pairs of people."""
    pairs = len(network) * (len(network) - 1) / 2
    shares = found["betweenness"].to_numpy() / pairs
    return {"person": network.positions(found["person"]), "betweenness": shares}


def _communities(network: Any, seed: int) -> Any:
    import weakties as wt

    return wt.detect_communities(network, rng=seed)


def _codes(_: Any, partition: Any) -> Answers:
    return {"community": np.asarray(partition.codes)}


METHODS = [
    Method("betweenness", "betweenness", _betweenness, _columns),
    Method("betweenness-ties", "betweenness, edge_betweenness", _betweenness_and_ties, _columns),
    Method("holes", "constraint, effective_size, overlap", _holes, _columns),
    Method("top", "find_top_betweenness", _top, _shares),
    Method("communities", "detect_communities", _communities, _codes),
    Method("local", "measure, measure_ties", _local, _columns),
    Method("each", "the function of each", _each, _columns),
]
