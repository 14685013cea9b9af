"""The table of people: nothing in it has the name of something else."""

import networkx as nx
import pandas as pd

import weakties as wt


def test_attributes_named_like_other_columns_keep_their_values_under_another_name(tmp_path):
    graph = nx.path_graph(4)
    given = ["degree", "degree_given", "community", "strength", "person", "team"]
    for name in given:
        nx.set_node_attributes(graph, {one: f"{name} of {one}" for one in graph}, name)
    result = wt.analyze(graph)
    people = result.people
    assert people.columns.is_unique
    assert people["degree"].tolist() == [1, 2, 2, 1]
    assert people["community"].tolist() == result.partition.codes.tolist()
    shown = ["degree_given_given", "degree_given", *(f"{one}_given" for one in given[2:5]), "team"]
    for name, column in zip(given, shown, strict=True):
        assert people[column].tolist() == [f"{name} of {one}" for one in graph]
    written = pd.read_csv(result.write(tmp_path / "out") / "people.csv")
    assert written.columns.tolist() == ["person", *people.columns]


def test_there_are_columns_on_the_owner_if_there_is_one():
    ties = pd.DataFrame({"source": ["a", "b", "c"], "target": ["b", "c", "me"]})
    owned = wt.analyze(wt.as_network(ties, owner="me")).people
    assert owned["owner_strength"].dropna().to_dict() == {"c": 1.0}
    assert not any(name.startswith("owner_") for name in wt.analyze(ties).people)
