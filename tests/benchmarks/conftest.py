"""What the tests of the benchmarks share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.rows import Row
from benchmarks.runs import Conditions


@pytest.fixture
def conditions(tmp_path: Path) -> Conditions:
    return Conditions(folder=tmp_path, memory_limit=8 * 10**9)


@pytest.fixture
def row() -> Callable[..., Row]:
    """Make a row of which only what a test is about need be said."""

    def make(**known: Any) -> Row:
        usual = {
            "work": "betweenness",
            "graph": "rmat:1000",
            "people": 128,
            "ties": 1000,
            "library": "weakties",
            "version": "1",
            "method": "betweenness",
            "status": "done",
            "runs": 3,
            "limit": 60.0,
        }
        return Row(**{**usual, **known})

    return make
