"""Isolates: every kind, and nobody else."""

import networkx as nx
import pandas as pd
import pytest

import weakties as wt
from weakties.connections import Connections, Provenance
from weakties.errors import ArgumentError
from weakties.ranking import find_isolates


def kinds(graph: nx.Graph, **options: int) -> dict[object, str]:
    table = find_isolates(wt.as_network(graph), **options)
    return dict(zip(table["person"], table["kind"], strict=True))


def test_every_kind_is_told_apart():
    graph = nx.complete_graph(6)
    graph.add_edge(0, "pendant")
    graph.add_edge("one of two", "two of two")
    graph.add_node("alone")
    graph = nx.relabel_nodes(graph, str)
    assert kinds(graph) == {
        "alone": "unconnected",
        "one of two": "small_component",
        "two of two": "small_component",
        "pendant": "pendant",
    }


def test_the_largest_component_is_not_small_however_few_it_has():
    assert kinds(nx.path_graph(3)) == {0: "pendant", 2: "pendant"}


def test_two_small_components_of_equal_size_are_both_small():
    graph = nx.disjoint_union(nx.path_graph(3), nx.path_graph(3))
    assert set(kinds(graph).values()) == {"small_component"}
    assert len(kinds(graph)) == 6


def test_the_size_of_a_small_component_can_be_set():
    graph = nx.disjoint_union(nx.complete_graph(9), nx.complete_graph(5))
    assert kinds(graph) == {}
    assert set(kinds(graph, largest_small=5).values()) == {"small_component"}


def test_people_of_whom_the_file_says_nothing_are_not_called_unconnected():
    people = pd.DataFrame(
        {
            "label": ["You", "Ana Lim", "Ben Okoro"],
            "company": [None, None, "Northmere"],
            "position": [None, None, None],
        },
        index=["me", "ana", "ben"],
    )
    ties = pd.DataFrame({"source": ["me", "me"], "target": ["ana", "ben"], "weight": 1.0})
    ties = ties.assign(
        kind="connection", directed=False, start=pd.NaT, end=pd.NaT, evidence="declared"
    )
    found = Connections(
        people=people, ties=ties, owner="me", view="ego", provenance=Provenance(format="test")
    )
    table = find_isolates(wt.build_network(found))
    assert dict(zip(table["person"], table["kind"], strict=True)) == {
        "ana": "no_data",
        "ben": "unconnected",
    }


def test_the_reason_names_the_only_contact():
    table = find_isolates(wt.as_network(nx.star_graph(4)))
    assert table["why"].tolist() == ["Connected to the rest through 0 alone."] * 4


def test_no_people_no_isolates():
    assert find_isolates(wt.as_network(nx.empty_graph(0))).empty


def test_a_component_of_one_is_refused():
    with pytest.raises(ArgumentError, match="2 or more"):
        find_isolates(wt.as_network(nx.path_graph(2)), largest_small=1)
