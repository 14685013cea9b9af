import networkx as nx
import pytest

import weakties as wt


def summary_of(graph, **options):
    return wt.analyze(graph, **options).summary


def test_only_people_without_a_tie_stand_alone():
    graph = nx.barbell_graph(5, 0)
    graph.add_edge("pendant", 0)
    graph.add_edges_from([("x", "y"), ("y", "z")])
    graph.add_nodes_from(["n", "o"])
    text = summary_of(graph)
    assert "2 people stand alone (12%), tied to nobody; " in text
    assert "; 3 more are in small groups apart and 1 more hangs on one tie." in text


@pytest.mark.parametrize(
    ("graph", "words"),
    [
        (nx.path_graph(2), "Nobody stands alone; 2 people hang on one tie."),
        (nx.lollipop_graph(5, 1), "Nobody stands alone; 1 person hangs on one tie."),
        (nx.complete_graph(5), "Nobody stands alone."),
    ],
)
def test_where_everybody_has_a_tie_nobody_stands_alone(graph, words):
    assert words in summary_of(graph).splitlines()


def test_of_no_people_nothing_is_said_about_who_stands_alone():
    assert "alone" not in summary_of(nx.Graph())


def test_the_only_community_is_not_called_the_largest():
    text = summary_of(nx.complete_graph(5))
    assert "One community, the group around 0, holds 5 people (100%)." in text


def test_communities_that_nothing_joins_are_said_to_be_so():
    graph = nx.disjoint_union(nx.complete_graph(5), nx.complete_graph(5))
    sentence = "No tie joins two communities, so nobody connects them."
    assert sentence in summary_of(graph)
    assert sentence not in summary_of(nx.barbell_graph(5, 0))


def test_a_group_named_after_a_person_is_called_a_group_in_sentences():
    graph = nx.relabel_nodes(nx.barbell_graph(4, 0), "p{}".format)
    result = wt.analyze(graph)
    assert result.connectors["joins"].iloc[0] == "around p0 / around p4"
    assert (
        result.connectors["why"]
        .iloc[0]
        .startswith("Links the group around p0 and the group around p4: ")
    )
    assert "between the group around p0 and the group around p4;" in result.weak_ties["why"].iloc[0]


def test_where_a_file_states_the_owners_ties_alone_nobody_is_said_to_stand_alone(tmp_path):
    file = tmp_path / "following_accounts.csv"
    file.write_text("Account address,Show boosts\nana@a.example,true\nben@b.example,true\n")
    result = wt.analyze(file)
    assert len(result.isolates) == 0
    assert len(wt.find_isolates(result.network)) == 2
    assert "none between contacts, so nobody is said to stand alone." in result.summary
    assert "people stand alone" not in result.summary
    words = wt.plots.describe_map(result.network, result.partition)
    assert words.startswith("Map of a social network: 2 people, no ties between people. ARTEFACT")
