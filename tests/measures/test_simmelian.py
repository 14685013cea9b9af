from itertools import permutations

import networkx as nx
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

import weakties as wt
from weakties.measures import embeddedness, simmelian


@given(seed=st.integers(0, 10**6), ties=st.integers(0, 90))
def test_it_counts_circles_in_which_everybody_answers(seed: int, ties: int) -> None:
    graph = nx.gnm_random_graph(10, ties, seed=seed, directed=True)
    found = simmelian(wt.as_network(graph))
    assert set(found.index) == set(graph.edges)
    for (one, other), value in found.items():
        third = [
            person
            for person in graph
            if all(graph.has_edge(*tie) for tie in permutations([one, other, person], 2))
        ]
        assert value == len(set(third) - {one, other})


def test_ties_without_direction_are_answered() -> None:
    network = wt.as_network(nx.karate_club_graph())
    expected = embeddedness(network).rename("simmelian")
    pd.testing.assert_series_equal(simmelian(network), expected)


def test_strength_does_not_matter() -> None:
    graph = nx.complete_graph(3, create_using=nx.DiGraph)
    nx.set_edge_attributes(graph, dict(zip(graph.edges, range(1, 7))), "weight")
    assert simmelian(wt.as_network(graph, strength="weight")).tolist() == [1.0] * 6
