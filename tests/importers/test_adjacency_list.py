"""Adjacency lists."""

import networkx as nx
import pytest

import weakties as wt
from weakties.errors import NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import FORMATS, adjacency_list, identify, read, read_adjacency_list
from weakties.importers._files.source import open_source


def rows_of(found, *columns):
    return list(found.ties[["source", "target", *columns]].itertuples(index=False, name=None))


@pytest.mark.parametrize("separator", [";", ",", "\t", " ", "; "])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_people_and_ties(write_file, separator, end, encoding):
    lines = ["# a comment", "zoë;ben;chi", "", "ben;chi", "chi", "dov"]
    text = end.join(lines).replace(";", separator)
    path = write_file(text.encode(encoding), name="file.csv")
    assert identify(path).name == "adjacency_list"
    found = read(path)
    assert found.people.index.tolist() == ["ben", "chi", "dov", "zoë"]
    assert rows_of(found, "directed") == [
        ("ben", "chi", False),
        ("zoë", "ben", False),
        ("zoë", "chi", False),
    ]


def test_ties_listed_by_both_are_one_and_those_of_a_directed_list_are_not(write_file):
    path = write_file("a b c\nb a\nc a\n")
    assert rows_of(read_adjacency_list(path)) == [("a", "b"), ("a", "c")]
    directed = rows_of(read_adjacency_list(path, directed=True), "directed")
    assert directed == [("a", "b", True), ("a", "c", True), ("b", "a", True), ("c", "a", True)]


def test_files_of_networkx_agree_with_networkx(tmp_path):
    graph = nx.karate_club_graph()
    nx.write_adjlist(graph, tmp_path / "a.adjlist")
    network = wt.build_network(read(tmp_path / "a.adjlist"))
    assert (network.n_people, network.n_ties) == (34, 78)


def test_rows_without_a_person_are_counted_and_who_has_several_is_one(write_file):
    found = read_adjacency_list(write_file(";b\na;b\na;c\n"))
    assert found.provenance.dropped == {"person without id": 1}
    assert rows_of(found) == [("a", "b"), ("a", "c")]


@pytest.mark.parametrize(
    "text",
    [
        "Dear all,\nplease find, as asked, the minutes\nbest\n",
        "a,b\nb,c\nc,a\n",
        "a,b,c,d,e\na\nb,c\nd,e,f,g\na,b,c,d,e,f,g\n1,2,3\n",
        "name\nana\n",
    ],
)
def test_other_text_is_none(write_file, text):
    with open_source(write_file(text)) as source:
        assert FORMATS["adjacency_list"].sniff(source) == 0


def test_others(write_file, monkeypatch):
    with pytest.raises(UnknownFormatError, match="an HTML page, not an adjacency list"):
        read_adjacency_list(write_file("<html></html>"))
    with pytest.raises(NothingUsableError):
        read_adjacency_list(write_file("# nobody\n"))
    monkeypatch.setattr(adjacency_list, "LONGEST_LINE", 8)
    with pytest.raises(ReadError, match="line 1: over 8 characters long"):
        read_adjacency_list(write_file("a b c d e f\n"))


# What this reader got wrong


@pytest.mark.parametrize(
    "text", ["a;b;c\nb;a;c\nc;d\nd;a;b;c\n", "a,b,c,,\nb,a,c,,\nc,d,,,\nd,a,b,c,\n"]
)
def test_a_list_in_which_everybody_has_contacts_was_a_list_of_ties_without_the_third(
    write_file, text
):
    path = write_file(text, name="list.csv")
    assert identify(path).name == "adjacency_list"
    assert len(read(path).ties) == 8


def test_a_sparse_list_of_numbers_was_a_list_of_ties_without_whoever_stands_alone(write_file):
    path = write_file("0 1 2\n1 3\n2 4\n3 5\n4\n5\n", name="list.txt")
    assert identify(path).name == "adjacency_list"
    assert len(read(path).ties) == 5


def test_a_long_list_whose_first_rows_name_people_far_below(write_file):
    rows = [f"p{at} p{at + 5000}" + f" p{at + 5001}" * (at % 2) for at in range(4999)]
    rows += [f"p{at}" for at in range(4999, 10_000)]
    assert identify(write_file("\n".join(rows), name="list.txt")).name == "adjacency_list"


@pytest.mark.parametrize(
    "text", ["a b 1\nb c\nc a 2\n", "0 1 7\n1 2\n2 0 9\n", "a,b,\nb,a,\nc,a,2\n"]
)
def test_lists_of_ties_some_of_which_have_a_strength_stay_so(write_file, text):
    assert identify(write_file(text, name="ties.txt")).name == "edge_list"
