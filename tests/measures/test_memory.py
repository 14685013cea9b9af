"""Measures of neighbourhoods take few bytes a tie, so that the network fits is enough."""

import tracemalloc

import numpy as np
import pandas as pd
import pytest

import weakties as wt
from weakties import measures

PEOPLE, TIES = 4000, 60_000

SCOPED = ("constraint", "hierarchy")


#: Measures that need no search through the whole network for every person.
LOCAL = (
    *("degree", "strength", "constraint", "effective_size", "efficiency", "hierarchy"),
    *("clustering", "ego_betweenness", "articulation_point", "component_size"),
    *("embeddedness", "overlap", "simmelian", "bridge", "tie_range"),
)


def network(
    *, weighted: bool, directed: bool = False, people: int = PEOPLE, ties: int = TIES
) -> wt.Network:
    rng = np.random.default_rng(1)
    ends = rng.integers(0, people, (ties, 2))
    if not directed:
        ends = np.sort(ends, axis=1)
    table = pd.DataFrame(ends, columns=["source", "target"])
    table["weight"] = rng.random(ties) + 0.5 if weighted else 1.0
    table = table.drop_duplicates(["source", "target"])
    made = wt.as_network(table, strength="weight", directed=directed)
    made.undirected()  # part of a directed network, whatever is measured
    return made


def small(*, weighted: bool, directed: bool = False) -> wt.Network:
    """What is loaded once, on a first call, is no part of what a call takes."""
    return network(weighted=weighted, directed=directed, people=40, ties=100)


@pytest.fixture(scope="module", params=[False, True], ids=["undirected", "directed"])
def directed(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(scope="module", params=[False, True], ids=["even", "weighted"])
def weighted(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_all_local_measures_are_here() -> None:
    local = {
        name
        for name, one in measures.MEASURES.items()
        if one.scope != "paths" and not one.needs_partition
    }
    assert local <= set(LOCAL)


@pytest.mark.parametrize("name", LOCAL)
def test_bytes_a_tie(name: str, weighted: bool, directed: bool) -> None:
    measure = measures.MEASURES[name].function
    options = [{"scope": scope} for scope in ("whole", "ego")] if name in SCOPED else [{}]
    for option in options:
        measure(small(weighted=weighted, directed=directed), **option)
        fresh = network(weighted=weighted, directed=directed)
        tracemalloc.start()
        result = measure(fresh, **option)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(result) in (fresh.n_people, fresh.n_ties)
        assert peak / fresh.n_ties < 64


def test_bytes_a_tie_of_several_measures() -> None:
    measures.constraint(small(weighted=True))
    fresh = network(weighted=True)
    tracemalloc.start()
    measures.constraint(fresh)
    measures.effective_size(fresh)
    measures.overlap(fresh)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak / fresh.n_ties < 64


def test_a_table_is_kept_once() -> None:
    names = ["embeddedness", "simmelian", "overlap", "bridge"]
    fresh = network(weighted=False)
    wt.measure_ties(small(weighted=False), names)
    for name in names:
        measures.MEASURES[name].function(fresh)
    tracemalloc.start()
    wt.measure_ties(fresh, names)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak / fresh.n_ties < 8 * len(names) + 32
