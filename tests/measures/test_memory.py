"""Measures of neighbourhoods take few bytes a tie, so that the network fits is enough."""

import tracemalloc

import numpy as np
import pandas as pd
import pytest

import weakties as wt
from weakties import measures

PEOPLE, TIES = 4000, 60_000


def network(*, weighted: bool) -> wt.Network:
    rng = np.random.default_rng(1)
    ends = np.sort(rng.integers(0, PEOPLE, (TIES, 2)), axis=1)
    table = pd.DataFrame(ends, columns=["source", "target"])
    table["weight"] = rng.random(TIES) + 0.5 if weighted else 1.0
    table = table.drop_duplicates(["source", "target"])
    return wt.as_network(table, strength="weight")


@pytest.mark.parametrize("weighted", [False, True])
def test_bytes_a_tie(weighted: bool) -> None:
    wt.measure(network(weighted=weighted), ["constraint"])  # what is loaded once is no part of it
    fresh = network(weighted=weighted)
    tracemalloc.start()
    measures.constraint(fresh)
    measures.effective_size(fresh)
    measures.overlap(fresh)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak / fresh.n_ties < 64
