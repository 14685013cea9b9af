"""When answers agree."""

import networkx as nx
import numpy as np
import pytest

from benchmarks.agreement import differences, modularity
from benchmarks.generators import lfr
from benchmarks.peers._method import effective_size, overlap, shared_from_jaccard
from benchmarks.works import ERROR, WORKS

EQUAL, SAMPLED, ANY = WORKS["betweenness"], WORKS["top"], WORKS["communities"]


def test_equal_answers_may_differ_by_rounding_only() -> None:
    expected = {"betweenness": np.array([1.0, 2000.0, 0.0, np.nan])}
    rounded = {"betweenness": expected["betweenness"] * (1 + 1e-9) + 1e-9}
    assert differences(EQUAL, rounded, expected) == []
    off = {"betweenness": np.array([1.0, 2000.01, 0.0, np.nan])}
    (text,) = differences(EQUAL, off, expected)
    assert text == "betweenness: 1 of 4 differ, as 2000.01 from 2000"


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ([1.0, 0.0], "betweenness: 1 of 2 differ"),
        ([1.0, np.nan, 3.0], "betweenness: (3,) values instead of (2,)"),
    ],
)
def test_undefined_is_not_zero_and_shapes_count(values: list[float], text: str) -> None:
    expected = {"betweenness": np.array([1.0, np.nan])}
    (found,) = differences(EQUAL, {"betweenness": np.array(values)}, expected)
    assert found.startswith(text)


def test_only_what_both_have_is_compared_and_nothing_in_common_is_no_agreement() -> None:
    both = {"constraint": np.array([1.0]), "overlap": np.array([2.0])}
    assert differences(WORKS["holes"], {"overlap": np.array([2.0])}, both) == []
    assert differences(WORKS["holes"], {"other": np.array([2.0])}, both)


def estimates(*values: float, first: int = 0) -> dict[str, np.ndarray]:
    people = np.arange(first, first + len(values))
    return {"person": people, "betweenness": np.array(values)}


def test_estimates_may_be_two_errors_apart() -> None:
    expected = estimates(0.30, 0.20, 0.10)
    assert differences(SAMPLED, estimates(0.30 + 1.9 * ERROR, 0.20, 0.10), expected) == []
    assert differences(SAMPLED, estimates(0.30 + 2.1 * ERROR, 0.20, 0.10), expected)


def test_who_is_in_one_list_alone_may_be_little_above_the_end_of_the_other() -> None:
    expected = estimates(0.30, 0.20, 0.10)
    other = estimates(0.20, 0.10 + ERROR, 0.10, first=1)
    assert differences(SAMPLED, other, expected)  # person 0, at 0.3, is not among them
    assert differences(SAMPLED, estimates(0.3, 0.2, 0.1, 0.1 + ERROR), expected) == []


def test_communities_are_never_wrong() -> None:
    assert differences(ANY, {"community": np.array([0])}, {"community": np.array([1])}) == []


def test_modularity_is_that_of_networkx() -> None:
    ties = lfr(1_000, rng=0)
    graph = nx.Graph(ties.pairs.tolist())
    community = np.arange(ties.people) % 7
    groups = [set(np.flatnonzero(community == number).tolist()) for number in range(7)]
    expected = nx.community.modularity(graph, groups)
    assert modularity(ties, community) == pytest.approx(expected, abs=1e-12)
    with pytest.raises(ValueError, match="communities of"):
        modularity(ties, community[1:])


def test_what_follows_from_jaccard_is_what_networkx_computes() -> None:
    ties = lfr(1_000, rng=0)
    graph = nx.Graph(ties.pairs.tolist())
    pairs = [tuple(pair) for pair in ties.pairs.tolist()]
    jaccard = np.array([value for _, _, value in nx.jaccard_coefficient(graph, pairs)])
    shared = shared_from_jaccard(ties, jaccard)
    assert shared.tolist() == [len(set(graph[a]) & set(graph[b])) for a, b in pairs]
    others = [len((set(graph[a]) | set(graph[b])) - {a, b}) for a, b in pairs]
    assert overlap(ties, shared) == pytest.approx(shared / others)
    sizes = nx.effective_size(graph)
    expected = [sizes[person] for person in range(ties.people)]
    assert effective_size(ties, shared) == pytest.approx(expected)
