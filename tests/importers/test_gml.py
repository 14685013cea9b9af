"""GML of every program that writes it."""

import gzip

import networkx as nx
import pytest

import weakties as wt
from weakties.errors import NothingUsableError, ReadError
from weakties.importers import identify, read, read_gml

PLAIN = """graph [
  directed 0
  node [ id 0 label "Ana" ]
  node [ id 1 label "Ben" team "north" age 31 ]
  node [ id 2 label "Chi" ]
  edge [ source 0 target 1 value 3 ]
  edge [ source 2 target 1 value 0.5 ]
]
"""


@pytest.fixture
def gml(write_file):
    def reading(text, name="network.gml"):
        return read_gml(write_file(text, name=name))

    return reading


def rows_of(found, *columns):
    return list(found.ties[["source", "target", *columns]].itertuples(index=False, name=None))


def said(found):
    return " ".join(found.provenance.warnings)


def test_people_ties_and_attributes(gml):
    found = gml(PLAIN)
    assert found.people["label"].to_dict() == {"0": "Ana", "1": "Ben", "2": "Chi"}
    assert found.people.loc["1", "team"] == "north"
    assert found.people.loc["1", "age"] == 31
    assert rows_of(found, "weight", "directed") == [("0", "1", 3.0, False), ("2", "1", 0.5, False)]
    assert found.provenance.warnings == ()


@pytest.mark.parametrize(
    "head",
    [
        "",
        'Creator "Mark on Sat Jul 22 05:32:16 2006"\n',
        '# a comment [ "with signs\nVersion 1\nCreator "igraph version 1.0"\n',
        'comment "a text\nof lines"\n',
        "\ufeff\n",
    ],
)
@pytest.mark.parametrize("change", [str, str.upper, lambda text: " ".join(text.split())])
def test_it_is_recognised_whatever_comes_first(write_file, head, change):
    path = write_file(head + change(PLAIN), name="graph.csv")
    assert identify(path).name == "gml"
    assert len(read(path).ties) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(gml, encoding, end):
    text = PLAIN.replace("Ana", "Zoë & Amélie").replace("\n", end)
    assert gml(text.encode(encoding)).people["label"].tolist()[0] == "Zoë & Amélie"


# What other readers get wrong


def test_networkx_raises_where_a_node_has_no_label(gml):
    found = gml("graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 ] ]")
    assert found.people["label"].to_dict() == {"1": "1", "2": "2"}
    assert rows_of(found) == [("1", "2")]


def test_networkx_raises_on_edges_given_twice_without_multigraph(gml):
    edge = "edge [ source 0 target 1 value 2 ] "
    found = gml(f"graph [ directed 1 node [ id 0 ] node [ id 1 ] {edge * 2} ]")
    assert rows_of(found, "weight") == [("0", "1", 2.0)] * 2
    assert wt.build_network(found).provenance.duplicates == 1


def test_networkx_raises_on_letters_beyond_ascii(gml):
    found = gml(
        'graph [ node [ id 0 label "Łucja Żak" ] node [ id 1 label "J&#246;rg &amp; Co" ] ]'
    )
    assert found.people["label"].tolist() == ["Łucja Żak", "Jörg & Co"]


def test_networkx_raises_where_two_people_have_one_label(gml):
    found = gml('graph [ node [ id 0 label "Ana" ] node [ id 1 label "Ana" ] ]')
    assert found.people["label"].tolist() == ["Ana", "Ana"]


# Programs


def test_yed_groups_and_drawings(gml):
    found = gml(
        """Creator "yFiles" Version "2.17"
graph [ hierarchic 1 directed 1
  node [ id 0 label "Ana" graphics [ x 1.0 fill "#FFCC00" ] LabelGraphics [ text "Ana" ] gid 2 ]
  node [ id 1 label "Ben" gid 2 ]
  node [ id 2 label "Library" isGroup 1 ]
  edge [ source 0 target 1 graphics [ fill "#000000" Line [ point [ x 1 y 2 ] ] ] ] ]"""
    )
    assert found.people["label"].tolist() == ["Ana", "Ben"]
    assert found.people.columns.tolist() == ["label"]
    assert found.memberships[["person", "focus", "kind"]].to_numpy().tolist() == [
        ["0", "Library", "group"],
        ["1", "Library", "group"],
    ]
    assert rows_of(found, "directed") == [("0", "1", True)]
    assert "Shapes, colours and positions were not read." in said(found)


def test_lists_inside_a_node_have_names_with_a_dot_and_repeated_names_are_tuples(gml):
    found = gml('graph [ node [ id 0 hue #ff0000 home [ town "Ulm" code 7 ] tag "x" tag "y" ] ]')
    assert found.people.iloc[0].to_dict() == {
        "label": "0",
        "hue": "#ff0000",
        "home.code": 7,
        "home.town": "Ulm",
        "tag": ("x", "y"),
    }


def test_a_graph_may_say_at_its_end_that_it_is_directed(gml):
    found = gml("graph [ node [ id 0 ] node [ id 1 ] edge [ source 0 target 1 ] directed 1 ]")
    assert found.ties["directed"].all()


def test_several_graphs(gml):
    graph = (
        'graph [ label "{}" directed {} node [ id 0 ] node [ id 1 ] edge [ source 0 target 1 ] ]\n'
    )
    found = gml(graph.format("work", 1) + graph.format("sport", 0))
    assert rows_of(found, "kind", "directed") == [
        ("0", "1", "sport", False),
        ("0", "1", "work", True),
    ]
    assert "2 graphs were read together" in said(found)


def test_files_of_networkx_agree_with_networkx(tmp_path):
    graph = nx.les_miserables_graph()
    nx.write_gml(graph, tmp_path / "a.gml")
    found = read(tmp_path / "a.gml")
    assert len(found.people) == 77
    assert sorted(found.people["label"]) == sorted(graph)
    assert found.ties["weight"].sum() == graph.size("weight")


def test_what_cannot_be_used_is_counted_with_its_line(gml):
    found = gml(
        """graph [ node [ id 0 ] node [ label "nobody" ] node [ id 0 ]
edge [ source 0 ]
edge [ source 0 target 7 weight -1 ] ]"""
    )
    assert found.provenance.dropped == {
        "no target": 1,
        "person given again": 1,
        "person without id": 1,
        "weight is not positive": 1,
    }
    assert [one.line for one in found.provenance.problems] == [1, 1, 2, 3]
    assert "People named by ties alone, not in the list of people: 1." in said(found)


# Damage


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (PLAIN[:60], "line 4: the file ends too early, id has no value"),
        (PLAIN[:62], "line 4: the file ends too early, the list node of line 4 is not closed"),
        (PLAIN.replace('"Chi"', '"Chi'), "line 5: a quotation mark is never closed"),
        (PLAIN + "]", "line 9: a bracket ] closes nothing"),
        (PLAIN.replace("node [ id 2", "[ id 2"), r"line 5: a bracket \[ follows no name"),
        (PLAIN.replace("value 3", "value"), "line 6: value has no value"),
        (PLAIN.replace('label "Ana"', '"Ana"'), 'line 3: the text "Ana" stands where a name'),
        ("graph [ " + "a [ " * 100_000, "line 1: lists are nested over 100 deep"),
    ],
)
def test_broken_files_name_their_place(write_file, text, why):
    with pytest.raises(ReadError, match=why):
        read(write_file(text, name="broken.gml"))


def test_nobody_in_it(write_file):
    with pytest.raises(NothingUsableError, match="no person and no tie"):
        read(write_file("graph [ directed 1 ]"))


@pytest.mark.parametrize(
    ("name", "people", "ties"),
    [
        ("karate.gml", 34, 78),
        ("dolphins.gml", 62, 159),
        ("polbooks.gml", 105, 441),
        ("football.gml", 115, 613),
        ("lesmiserables.gml", 77, 254),
        ("netscience.gml.gz", 1589, 2742),
        ("polblogs.gml.gz", 1490, 19_090),
    ],
)
def test_the_classics_have_the_people_and_ties_they_are_known_for(shared_data, name, people, ties):
    found = read(shared_data / "small" / name)
    assert (len(found.people), len(found.ties)) == (people, ties)
    assert found.provenance.dropped == {}
    assert found.ties["directed"].any() == name.startswith("polblogs")
    arcs = found.ties.drop_duplicates(["source", "target"])
    assert len(arcs) == (19_025 if name.startswith("polblogs") else ties)


def test_a_gz_is_read_as_the_file_in_it(tmp_path):
    path = tmp_path / "network.gml.gz"
    path.write_bytes(gzip.compress(PLAIN.encode()))
    assert len(read(path).ties) == 2


# What this reader got wrong


def test_floats_of_graph_tool_were_taken_for_texts_and_their_ties_for_ties_of_one(gml):
    found = gml("graph [ node [ id 0 ] node [ id 1 ] edge [ source 0 target 1 weight 0x1.8p+1 ] ]")
    assert rows_of(found, "weight") == [("0", "1", 3.0)]


def test_nan_among_numbers_was_a_text_but_names_may_be_called_so(gml):
    found = gml("graph [ node [ id 0 score NAN label Nan ] node [ id 1 score -INF label Inf ] ]")
    assert found.people["score"].tolist()[1] == float("-inf")
    assert found.people["score"].isna().tolist() == [True, False]
    assert found.people["label"].tolist() == ["Nan", "Inf"]


def test_the_mark_networkx_puts_before_lists_was_a_value(tmp_path):
    graph = nx.Graph()
    graph.add_node("a", teams=["north"])
    graph.add_node("b", teams=["north", "south"])
    nx.write_gml(graph, tmp_path / "lists.gml")
    found = read_gml(tmp_path / "lists.gml")
    assert found.people["teams"].tolist() == [("north",), ("north", "south")]


def test_people_of_several_graphs_were_counted_as_given_again(gml):
    graph = 'graph [ label "{}" node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 ] ]'
    assert gml(graph.format("x") + graph.format("y")).provenance.dropped == {}


def test_a_whole_number_of_more_digits_than_python_takes_apart_is_read(gml):
    found = gml(f"graph [ node [ id 0 score {'0' * 5_000}1 ] node [ id 1 score 2 ] ]")
    assert found.people["score"].tolist() == [1, 2]
