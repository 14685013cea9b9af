"""METIS graphs."""

import networkx as nx
import pytest

import weakties as wt
from weakties.errors import ReadError, UnknownFormatError
from weakties.importers import FORMATS, identify, read, read_metis
from weakties.importers._files.source import open_source


@pytest.fixture
def metis(write_file):
    def reading(text):
        return read_metis(write_file(text, name="network.graph"))

    return reading


def rows_of(found, *columns):
    return list(found.ties[["source", "target", *columns]].itertuples(index=False, name=None))


PLAIN = "% a comment\n4 3\n2 3\n1 3\n% another\n1 2\n\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_tie_is_read_once_and_an_empty_line_is_somebody(write_file, end, encoding):
    path = write_file(PLAIN.replace("\n", end).encode(encoding), name="file.txt")
    assert identify(path).name == "metis"
    found = read(path)
    assert found.people.index.tolist() == list("1234")
    assert rows_of(found, "weight", "directed") == [
        ("1", "2", 1.0, False),
        ("1", "3", 1.0, False),
        ("2", "3", 1.0, False),
    ]


def test_weights_of_people_and_ties_and_sizes(metis):
    found = metis("3 2 111 2\n7 1 2 2 5\n8 3 4 1 5 3 1\n9 5 6 2 1\n")
    assert found.people["size"].tolist() == [7, 8, 9]
    assert found.people["weight 1"].tolist() == [1, 3, 5]
    assert found.people["weight 2"].tolist() == [2, 4, 6]
    assert rows_of(found, "weight") == [("1", "2", 5.0), ("2", "3", 1.0)]
    assert rows_of(metis("2 1 1\n2 5\n1 5\n"), "weight") == [("1", "2", 5.0)]
    people = metis("2 1 10\n4 2\n6 1\n").people
    assert people["weight 1"].tolist() == [4, 6]


def test_it_agrees_with_networkx_on_a_network(metis):
    graph = nx.convert_node_labels_to_integers(nx.les_miserables_graph(), first_label=1)
    lines = [
        " ".join(f"{other} {graph[one][other]['weight']}" for other in graph[one]) for one in graph
    ]
    found = metis(f"77 254 001\n{chr(10).join(lines)}\n")
    assert wt.build_network(found).n_ties == 254
    assert found.ties["weight"].sum() == graph.size("weight")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1000000000 3\n2\n", "1 lines follow line 1, which says that there are 1,000,000,000"),
        ("3 1\n2\n1\n", "2 lines follow line 1, which says that there are 3 people"),
        ("2 1\n2\n1\n1\n", "line 4 goes on after line 1"),
        ("2 1\n2\n3\n", "line 3: nobody has the number 3 .there are 2 people"),
        ("2 1\n2\n0\n", "line 3: nobody has the number 0"),
        ("2 1 1\n2 1\n1\n", "line 3: a weight is lacking"),
        ("2 1\nx\n1\n", "line 2: 'x', where numbers should stand"),
        ("2 2\n2\n1\n", "1 ties, where line 1 says 2"),
        ("3 2\n2\n1 3\n1\n", "listed by one of their people alone"),
        ("2 1 1\n2 5\n1 6\n", "listed by one of their people alone, or with two weights"),
        ("2\n1\n", "line 1: '2', where the numbers of people and ties"),
        ("2 1 5\n2\n1\n", "line 1: '2 1 5'"),
    ],
)
def test_broken_files_are_refused(write_file, text, why):
    with pytest.raises(ReadError, match=why):
        read_metis(write_file(text, name="broken.graph"))


@pytest.mark.parametrize(
    "text", ["1 2\n2 3\n3 1\n", "5 5\n1 2\n2 3\n", "3 3\n3 1\n", "0 1\n", "2 1\n1\n", "9\n", ""]
)
def test_an_edge_list_is_none(write_file, text):
    with open_source(write_file(text or " ", name="ties.txt")) as source:
        assert FORMATS["metis"].sniff(source) == 0


def test_another_format_is_named(write_file):
    with pytest.raises(UnknownFormatError, match="an HTML page, not a METIS graph"):
        read_metis(write_file("<html></html>"))


# What this reader got wrong


@pytest.mark.parametrize("text", ["2 2\n1 2\n1\n", "2 2 11\n7 1 4 2 3\n7 1 3\n"])
def test_ties_of_people_to_themselves_made_it_an_edge_list(write_file, text):
    path = write_file(text, name="network.graph")
    assert identify(path).name == "metis"
    assert rows_of(read(path)) == [("1", "1"), ("1", "2")]
