"""Tests of NetworkX that the backend fails, and why."""

from typing import Any

#: Names of tests, of any version of NetworkX, and why another answer than they expect is right.
DIFFERENT = {
    "TestEdgeSubsetBetweennessCentrality.test_diamond_multi_path": (
        "Of the five shortest paths from 1 to 9 three go along the edge (6, 8), so it has 3/5 of the "
        "pair. The test expects 2/5: it divides the four paths through 8 equally among two edges."
    ),
    # Since NetworkX 3.7:
    "test_expected_stable_across_code_changes_cpm": (
        "The test names the partition that one seed gives. Ours is rated higher: 152.6 to 152.4."
    ),
    "test_undirected_selfloops[cpm]": (
        "The test takes the partitions of two seeds for an effect of self-loops, which the constant "
        "Potts model does not know. Ours are equal, with and without."
    ),
}


def on_start_tests(items: list[Any]) -> None:
    """Mark the tests that are expected to fail, when NetworkX's tests run on this backend."""
    import pytest

    for item in items:
        reason = DIFFERENT.get(f"{item.cls.__name__}.{item.name}" if item.cls else item.name)
        if reason is not None:
            item.add_marker(pytest.mark.xfail(reason=reason, strict=True))
