"""DOT, the language of Graphviz."""

import pytest

import weakties as wt
from weakties.errors import NothingUsableError, ReadError
from weakties.importers import FORMATS, identify, read, read_dot
from weakties.importers._files.source import open_source


@pytest.fixture
def dot(write_file):
    def reading(text):
        return read_dot(write_file(text, name="network.dot"))

    return reading


def rows_of(found, *columns):
    return list(found.ties[["source", "target", *columns]].itertuples(index=False, name=None))


def said(found):
    return " ".join(found.provenance.warnings)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize(
    "head",
    ["graph", "GRAPH G", 'graph "my \\"net\\""', "// made by x\n# y\n/* z\n{ */ strict graph 7"],
)
def test_it_is_recognised(write_file, end, encoding, head):
    text = f"{head} {{\n  ana -- zoë [weight=2];\n  zoë -- chi\n}}\n".replace("\n", end)
    path = write_file(text.encode(encoding), name="file.csv")
    assert identify(path).name == "dot"
    found = read(path)
    assert rows_of(found, "weight", "directed") == [
        ("ana", "zoë", 2.0, False),
        ("zoë", "chi", 1.0, False),
    ]


def test_labels_attributes_and_defaults(dot):
    found = dot(
        """digraph {
        node [team=north shape=box]
        a [label="Ana \\"A\\" Ruiz", age = 31]
        b [label=<<b>Ben</b> &amp; Co>]
        node [team="so" + "uth"]; "c c" ; a
        edge [weight=3]
        a -> b [relation=advice, color="red"] ; b -> "c c" [weight=.5]
        a -> b -> -7.5
        }"""
    )
    assert found.people["label"].to_dict() == {
        "-7.5": "-7.5",
        "a": 'Ana "A" Ruiz',
        "b": "Ben & Co",
        "c c": "c c",
    }
    assert found.people["team"].tolist() == ["south", "north", "north", "south"]
    assert found.people.loc["a", "age"] == "31"
    assert rows_of(found, "weight", "kind", "directed") == [
        ("a", "b", 3.0, "advice", True),
        ("a", "b", 3.0, "tie", True),
        ("b", "-7.5", 3.0, "tie", True),
        ("b", "c c", 0.5, "tie", True),
    ]
    assert said(found) == "Shapes, colours and positions were not read."


def test_directions_of_single_edges(dot):
    found = dot("digraph { a -> b [dir=both]; b -> c [dir=back]; c -> d [dir=none]; d -> e }")
    assert rows_of(found, "directed") == [
        ("a", "b", True),
        ("b", "a", True),
        ("c", "b", True),
        ("c", "d", False),
        ("d", "e", True),
    ]


def test_groups_ports_and_clusters(dot):
    found = dot(
        """graph {
        subgraph cluster_0 { label = "Library"; a; b:port:n -- c }
        subgraph cluster_1 { graph [label=Club] c d }
        subgraph other { e }
        a -- { d e } -- f
        }"""
    )
    assert rows_of(found) == [
        ("a", "d"),
        ("a", "e"),
        ("b", "c"),
        ("d", "f"),
        ("e", "f"),
    ]
    assert found.memberships[["person", "focus", "kind"]].to_numpy().tolist() == [
        ["a", "Library", "cluster"],
        ["b", "Library", "cluster"],
        ["c", "Club", "cluster"],
        ["c", "Library", "cluster"],
        ["d", "Club", "cluster"],
    ]


def test_a_strict_graph_has_every_tie_once(dot):
    text = "graph { a -- b; b -- a [weight=2]; a -- b }"
    assert wt.build_network(dot(text)).tie_strength.tolist() == [4.0]
    strict = dot(f"strict {text}")
    assert strict.provenance.dropped == {"tie given again in a strict graph": 2}
    assert wt.build_network(strict).tie_strength.tolist() == [1.0]


def test_people_without_ties_and_weights_that_are_not_positive(dot):
    found = dot("graph { a; b\nb -- c [weight=0]\n}")
    assert found.people.index.tolist() == ["a", "b", "c"]
    assert found.provenance.dropped == {"weight is not positive": 1}
    assert found.provenance.problems[0].line == 2


def test_only_the_first_graph_is_read_and_that_is_said(dot):
    assert (
        said(dot("graph { a -- b } graph { c -- d }"))
        == "Only the first graph of the file was read."
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("graph {\n a -- b", "line 2: the file ends where a name should stand"),
        ("graph {\n a -- ; }", "line 2: ';' stands where a name should stand"),
        ('graph { a -- "b }', "line 1: .*is no word and no sign of DOT; a quotation mark"),
        ("graph { a [label=<b] }", "a bracket < that is never closed"),
        ("graph { a [weight=] }", "']' stands where a name should"),
        ("graph { a ? b }", "is no word and no sign"),
        ("graph " + "{ " * 100_000, "no subgraph over 100 deep should stand"),
    ],
)
def test_broken_files_name_their_place(write_file, text, why):
    with pytest.raises(ReadError, match=why):
        read(write_file(text, name="broken.dot"))


def test_a_few_words_cannot_make_ties_without_end(write_file):
    group = "{" + " ".join(f"n{at}" for at in range(3_000)) + "}"
    with pytest.raises(ReadError, match="where ties of fewer people should stand"):
        read(write_file(f"graph {{ {group} -- {group} }}"))


def test_nobody_in_it(write_file):
    with pytest.raises(NothingUsableError, match="no person and no tie"):
        read(write_file("graph {}"))


@pytest.mark.parametrize("text", ["graph [ node [ id 1 ] ]", "graph,b\na,b\n", "digraphs {"])
def test_what_is_no_dot(write_file, text):
    with open_source(write_file(text)) as source:
        assert FORMATS["dot"].sniff(source) == 0


def test_keywords_in_quotation_marks_are_people(dot):
    found = dot('graph { "node" [team=x]; ana -- "subgraph"; "edge" }')
    assert found.people.index.to_list() == ["ana", "edge", "node", "subgraph"]
    assert found.people.loc["node", "team"] == "x"
