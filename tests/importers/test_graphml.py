"""GraphML of every program that writes it."""

import re

import igraph
import networkx as nx
import pandas as pd
import pytest

import weakties as wt
from weakties.errors import NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import identify, read, read_graphml

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
PLAIN = (
    HEAD
    + """
  <key id="d0" for="node" attr.name="team" attr.type="string"><default>none</default></key>
  <key id="d1" for="node" attr.name="age" attr.type="int"/>
  <key id="d2" for="edge" attr.name="weight" attr.type="double"><default>1.5</default></key>
  <graph id="G" edgedefault="undirected">
    <node id="ana"><data key="d0">north</data><data key="d1">31</data></node>
    <node id="ben"/><node id="chi"/><node id="dov"/>
    <edge source="ana" target="ben"><data key="d2">2</data></edge>
    <edge source="chi" target="ben"/>
  </graph>
</graphml>"""
)


@pytest.fixture
def graphml(write_file):
    def reading(text, name="network.graphml"):
        return read_graphml(write_file(text, name=name))

    return reading


def rows_of(found, *columns):
    return list(found.ties[["source", "target", *columns]].itertuples(index=False, name=None))


def said(found):
    return " ".join(found.provenance.warnings)


def document(body, keys=""):
    return f"{HEAD}{keys}{body}</graphml>"


def test_people_ties_attributes_and_defaults(graphml):
    found = graphml(PLAIN)
    assert found.people.index.tolist() == ["ana", "ben", "chi", "dov"]
    assert found.people["team"].tolist() == ["north", "none", "none", "none"]
    assert found.people["age"].tolist()[0] == 31
    assert rows_of(found, "weight", "directed") == [
        ("ana", "ben", 2.0, False),
        ("chi", "ben", 1.5, False),
    ]
    assert found.provenance.files == {"network.graphml": 6}
    assert found.provenance.warnings == ()


def test_it_is_recognised_whatever_it_is_called(write_file):
    for text in (
        PLAIN,
        PLAIN.replace("<graphml", "<!-- a <b> comment --><graphml"),
        PLAIN.replace("graphml ", "graphml:graphml xmlns:graphml='x' ").replace(
            "</graphml>", "</graphml:graphml>"
        ),
        PLAIN.replace("<graphml", '<!DOCTYPE graphml SYSTEM "graphml.dtd"><graphml', 1),
    ):
        path = write_file(text, name="file.csv")
        assert identify(path).name == "graphml"
        assert len(read(path).ties) == 2


# What other readers get wrong


TWO = document(
    '<graph id="work" edgedefault="directed"><node id="a"/><node id="b"/>'
    '<edge source="a" target="b"/></graph>'
    '<graph id="sport" edgedefault="undirected"><node id="b"/><node id="c"/>'
    '<edge source="b" target="c"/></graph>'
)


def test_networkx_and_igraph_read_only_the_first_of_several_graphs(graphml):
    found = graphml(TWO)
    assert found.people.index.tolist() == ["a", "b", "c"]
    assert rows_of(found, "kind", "directed", "network") == [
        ("a", "b", "work", True, "work"),
        ("b", "c", "sport", False, "sport"),
    ]
    assert "2 graphs were read together" in said(found)


MIXED = document(
    '<graph edgedefault="undirected"><node id="a"/><node id="b"/><node id="c"/>'
    '<edge source="a" target="b" directed="true"/><edge source="b" target="c"/></graph>'
)


def test_networkx_raises_and_igraph_ignores_mixed_directions(graphml):
    found = graphml(MIXED)
    assert rows_of(found, "directed") == [("a", "b", True), ("b", "c", False)]
    network = wt.build_network(found)
    assert network.directed
    assert network.n_ties == 3  # a tie without direction leads both ways


def test_networkx_raises_on_a_key_without_name(graphml):
    text = document(
        '<graph edgedefault="undirected"><node id="a"><data key="team">x</data></node>'
        '<node id="b"/><edge source="a" target="b"/></graph>',
        keys='<key id="team" for="node"/>',
    )
    assert graphml(text).people["team"].tolist()[0] == "x"


def test_networkx_raises_on_a_key_that_is_not_declared(graphml):
    text = document(
        '<graph edgedefault="undirected"><node id="a"><data key="team">x</data></node></graph>'
    )
    found = graphml(text)
    assert found.people["team"].tolist() == ["x"]
    assert "Attributes that the file does not declare were read as text: team." in said(found)


def test_parallel_edges_are_kept(graphml):
    edge = '<edge id="e{}" source="a" target="b"><data key="k">{}</data></edge>'
    text = document(
        '<graph edgedefault="undirected"><node id="a"/><node id="b"/>'
        + edge.format(0, "friend")
        + edge.format(1, "colleague")
        + "</graph>",
        keys='<key id="k" for="edge" attr.name="Relationship" attr.type="string"/>',
    )
    found = graphml(text)
    assert rows_of(found, "kind") == [("a", "b", "colleague"), ("a", "b", "friend")]
    assert wt.build_network(found).provenance.duplicates == 1


def test_two_keys_of_one_name_stay_apart(graphml):
    text = document(
        '<graph edgedefault="undirected"><node id="a"><data key="x">1</data>'
        '<data key="y">2</data></node></graph>',
        keys='<key id="x" for="node" attr.name="group"/><key id="y" for="node" attr.name="group"/>'
        '<key id="z" for="edge" attr.name="group"/>',
    )
    assert graphml(text).people.columns.tolist() == ["label", "group", "group (y)"]


# Programs


YED = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key for="port" id="d0" yfiles.type="portgraphics"/>
  <key attr.name="url" attr.type="string" for="node" id="d4"/>
  <key for="node" id="d6" yfiles.type="nodegraphics"/>
  <key for="graphml" id="d7" yfiles.type="resources"/>
  <key for="edge" id="d10" yfiles.type="edgegraphics"/>
  <graph edgedefault="directed" id="G">
    <node id="n0" yfiles.foldertype="group">
      <data key="d6"><y:ProxyAutoBoundsNode><y:Realizers active="0"><y:GroupNode>
        <y:NodeLabel>Library</y:NodeLabel></y:GroupNode></y:Realizers></y:ProxyAutoBoundsNode></data>
      <graph edgedefault="directed" id="n0:">
        <node id="n0::n0"><data key="d6"><y:ShapeNode><y:Geometry x="1.0"/>
          <y:NodeLabel alignment="center">Ana
Ruiz<y:LabelModel><y:SmartNodeLabelModel distance="4.0"/></y:LabelModel></y:NodeLabel>
          <y:NodeLabel>head</y:NodeLabel></y:ShapeNode></data></node>
        <node id="n0::n1"><data key="d6"><y:ShapeNode><y:NodeLabel>Ben</y:NodeLabel></y:ShapeNode></data>
          <port name="p"><data key="d0"/></port></node>
        <edge id="e0" source="n0::n0" target="n0::n1"><data key="d10"><y:PolyLineEdge>
          <y:EdgeLabel>advice</y:EdgeLabel></y:PolyLineEdge></data></edge>
      </graph>
    </node>
    <node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel>Chi</y:NodeLabel></y:ShapeNode></data></node>
    <edge id="e1" source="n1" target="n0::n1"/>
  </graph>
  <data key="d7"><y:Resources/></data>
</graphml>"""


def test_yed_labels_stand_on_the_drawing_and_groups_are_foci(graphml):
    found = graphml(YED)
    assert found.people["label"].to_dict() == {"n0::n0": "Ana Ruiz", "n0::n1": "Ben", "n1": "Chi"}
    assert found.ties["source"].tolist() == ["n0::n0", "n1"]
    assert found.ties["label"].fillna("").tolist() == ["advice", ""]
    members = found.memberships[["person", "focus", "kind"]].to_numpy().tolist()
    assert members == [["n0::n0", "Library", "group"], ["n0::n1", "Library", "group"]]
    assert "Shapes, colours and positions were not read." in said(found)
    assert "Further labels of nodes or edges that were not read: 1." in said(found)
    assert "graphs were read together" not in said(found)


def test_a_group_that_ties_lead_to_is_a_person_as_well(graphml):
    found = graphml(YED.replace('source="n1"', 'source="n0"'))
    assert found.people["label"].to_dict()["n0"] == "Library"
    assert set(found.memberships["focus"]) == {"Library"}


NODEXL = document(
    '<graph edgedefault="directed"><node id="ana"/><node id="ben"/>'
    '<edge source="ana" target="ben"><data key="r">Mentions</data>'
    '<data key="d">2026-03-02 09:15:00</data><data key="t">hello @ben, mail me</data></edge>'
    '<edge source="ana" target="ana"><data key="r">Tweet</data></edge></graph>',
    keys='<key id="r" for="edge" attr.name="Relationship" attr.type="string"/>'
    '<key id="d" for="edge" attr.name="Relationship Date (UTC)" attr.type="string"/>'
    '<key id="t" for="edge" attr.name="Tweet" attr.type="string"/>',
)


def test_nodexl_relationships_have_kind_and_time_and_the_text_stays_out(graphml):
    found = graphml(NODEXL)
    assert rows_of(found, "kind", "start") == [
        ("ana", "ana", "Tweet", pd.NaT),
        ("ana", "ben", "Mentions", pd.Timestamp("2026-03-02 09:15")),
    ]
    assert "Left out, as private: the column Tweet." in said(found)
    assert not found.ties.astype(str).apply(lambda column: column.str.contains("mail")).any().any()
    assert wt.build_network(found).provenance.loops == 1


def test_hyperedges_are_foci(graphml):
    found = graphml(
        document(
            '<graph edgedefault="undirected"><node id="a"/><node id="b"/><node id="c"/>'
            '<hyperedge id="meeting"><endpoint node="a"/><endpoint node="b"/></hyperedge></graph>'
        )
    )
    members = found.memberships[["person", "focus", "kind"]].to_numpy().tolist()
    assert members == [["a", "meeting", "hyperedge"], ["b", "meeting", "hyperedge"]]
    assert len(found.ties) == 0
    assert len(found.people) == 3


def test_files_of_networkx_agree_with_networkx(tmp_path):
    graph = nx.les_miserables_graph()
    nx.write_graphml(graph, tmp_path / "a.graphml")
    network = wt.build_network(read(tmp_path / "a.graphml"))
    expected = wt.as_network(graph, strength="weight")
    assert network.ids.tolist() == expected.ids.tolist()
    assert network.strength.tolist() == expected.strength.tolist()


def test_files_of_igraph_are_labelled_by_name(tmp_path):
    graph = igraph.Graph(edges=[(0, 1), (2, 1)], directed=True)
    graph.vs["name"] = ["Ana", "Ben", "Chi"]
    graph.es["weight"] = [2, 3]
    graph.write_graphml(str(tmp_path / "a.graphml"))
    found = read(tmp_path / "a.graphml")
    assert found.people["label"].to_dict() == {"n0": "Ana", "n1": "Ben", "n2": "Chi"}
    assert rows_of(found, "weight", "directed") == [
        ("n0", "n1", 2.0, True),
        ("n2", "n1", 3.0, True),
    ]


# What is left out, and why


def edges(*rows, default='edgedefault="undirected"'):
    body = "".join(
        f'<edge source="{source}" target="{target}">{data}</edge>' for source, target, data in rows
    )
    keys = '<key id="w" for="edge" attr.name="weight" attr.type="double"/>'
    return document(f'<graph {default}><node id="a"/><node id="b"/>{body}</graph>', keys=keys)


def test_what_cannot_be_used_is_counted_with_its_line(graphml):
    value = '\n<data key="w">{}</data>'
    found = graphml(
        edges(
            ("a", "b", value.format(2)),
            ("a", "b", value.format(-1)),
            ("a", "b", value.format("strong")),
            ("a", "", value.format(1)),
        )
    )
    assert found.provenance.dropped == {
        "no target": 1,
        "weight is no number": 1,
        "weight is not positive": 1,
    }
    assert [one.line for one in found.provenance.problems] == [3, 4, 5]
    assert found.provenance.files == {"network.graphml": 6}


def test_ties_without_weight_among_others_count_one_and_that_is_said(graphml):
    found = graphml(edges(("a", "b", '<data key="w">3</data>'), ("b", "a", "")))
    assert found.ties["weight"].tolist() == [3.0, 1.0]
    assert "Ties without a weight, each of which counts 1: 1." in said(found)


def test_people_that_ties_alone_name_are_people(graphml):
    found = graphml(edges(("a", "zed", "")))
    assert "zed" in found.people.index
    assert "People named by ties alone, not in the list of people: 1." in said(found)


def test_a_graph_that_says_nothing_of_directions(graphml):
    found = graphml(edges(("a", "b", ""), default=""))
    assert not found.ties["directed"].any()
    assert "does not say whether its ties are directed" in said(found)


def test_a_person_given_twice_is_one_in_either_order(graphml):
    node = '<node id="a"><data key="t">{}</data></node>'
    key = '<key id="t" for="node" attr.name="team"/>'
    there, back = (
        graphml(
            document(
                f"<graph edgedefault='directed'>{''.join(map(node.format, teams))}</graph>", key
            )
        )
        for teams in (["x", "y"], ["y", "x"])
    )
    assert there.people["team"].tolist() == back.people["team"].tolist() == ["x"]
    assert there.provenance.dropped == {"person given again": 1}


def test_addresses_are_left_out_and_ids_like_them_pointed_out(graphml):
    found = graphml(
        document(
            '<graph edgedefault="directed"><node id="ana@example.org"><data key="m">a@b.org</data>'
            '<data key="n">reach me: a@b.org</data><data key="l">a@b.org</data></node></graph>',
            keys='<key id="m" for="node" attr.name="E-mail"/><key id="n" for="node" attr.name="note"/>'
            '<key id="l" for="node" attr.name="label"/>',
        )
    )
    assert found.people.columns.tolist() == ["label"]
    assert found.people["label"].tolist() == ["ana@example.org"]
    assert "the column E-mail" in said(found)
    assert "Values left out because they hold an e-mail address: 1." in said(found)
    assert "1 ids look like e-mail addresses" in said(found)


# Encodings and damage


ACCENTS = document(
    '<graph edgedefault="undirected"><node id="Zoë"/><node id="Łucja"/><node id="Amélie"/>'
    '<edge source="Zoë" target="Amélie"/></graph>'
)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("UTF-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("ISO-8859-2", "iso-8859-2"),
        ("windows-1250", "cp1250"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(graphml, declared, encoding, end):
    text = ACCENTS.replace("UTF-8", declared).replace("\n", end)
    found = graphml(text.encode(encoding))
    assert found.people.index.tolist() == ["Amélie", "Zoë", "Łucja"]
    assert found.provenance.warnings == ()


def test_windows_letters_in_a_file_that_says_utf_8_are_read_and_said(graphml):
    found = graphml(ACCENTS.replace("Łucja", "Lucie").encode("cp1252"))
    assert found.people.index.tolist() == ["Amélie", "Lucie", "Zoë"]
    assert "is not UTF-8; it was read as Windows-1252" in said(found)


def test_a_damaged_letter_costs_that_letter_alone(graphml):
    found = graphml(ACCENTS.encode().replace("ë".encode(), b"\xeb", 1))
    assert found.people.index.tolist() == ["Amélie", "Zoë", "Zo\ufffd", "Łucja"]
    assert "1 damaged character(s)" in said(found)


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE graphml [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {two} "{f"&{one};" * 10}">'
        for one, two in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + ']><graphml><graph><node id="&i;"/></graph></graphml>'
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE graphml [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    '<graphml><graph><node id="a">&x;</node></graph></graphml>'
)
PARAMETER = (
    '<?xml version="1.0"?><!DOCTYPE graphml [<!ENTITY % x SYSTEM "file:///etc/hostname">%x;]>'
    "<graphml><graph/></graphml>"
)


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, PARAMETER])
def test_entities_are_refused(write_file, text):
    with pytest.raises(ReadError, match=r"bad\.graphml, line 1: declares the entity"):
        read(write_file(text, name="bad.graphml"))


def test_elements_nested_beyond_all_reason(write_file):
    text = HEAD + "<graph>" + "<node id='a'><graph>" * 50_000
    with pytest.raises(ReadError, match="nested over 200 deep"):
        read(write_file(text, name="deep.graphml"))


@pytest.mark.parametrize("cut", [60, 200, 500, len(PLAIN) - 3])
def test_a_file_cut_short(write_file, cut):
    with pytest.raises(
        ReadError, match=r"cut\.graphml, line \d+, column \d+: the file ends in the"
    ):
        read_graphml(write_file(PLAIN[:cut].encode() + b"", name="cut.graphml"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (PLAIN.replace("</graph>", ""), "line 12, column 3: is not well-formed XML"),
        (PLAIN.replace("north", "A & B"), "line 7.*not well-formed"),
        (PLAIN.replace("UTF-8", "x-klingon"), "encoding"),
    ],
)
def test_broken_xml_names_its_place(write_file, text, why):
    with pytest.raises(ReadError, match=why):
        read(write_file(text, name="broken.graphml"))


def test_nobody_in_it(write_file):
    with pytest.raises(NothingUsableError, match="holds no person and no tie"):
        read(write_file(document("<graph edgedefault='directed'/>")))


def test_another_format_is_named(write_file):
    with pytest.raises(UnknownFormatError, match="an HTML page, not a GraphML file"):
        read_graphml(write_file("<html><body/></html>"))


def test_one_beside_others_in_a_zip_is_found_and_two_are_refused(write_zip):
    found = read(write_zip({"a/network.graphml": PLAIN, "readme.txt": "hello"}))
    assert len(found.ties) == 2
    with pytest.raises(ReadError, match="2 files that are a GraphML file"):
        read(write_zip({"1.graphml": PLAIN, "2.graphml": PLAIN}))


def test_progress_is_told(write_file):
    told = []
    read_graphml(write_file(PLAIN), progress=lambda *step: told.append(step))
    assert told[-1][1:] == (len(PLAIN.encode()),) * 2


# What this reader got wrong


TWO_PEOPLE = '<graph edgedefault="undirected"><node id="a">{}</node><node id="b"/>{}</graph>'


def test_floats_of_graph_tool_were_taken_for_texts_and_their_ties_for_ties_of_one(graphml):
    keys = (
        '<key id="w" for="edge" attr.name="weight" attr.type="double"/>'
        '<key id="n" for="node" attr.name="age" attr.type="short"/>'
    )
    tie = '<edge source="a" target="b"><data key="w">0x1.8p+1</data></edge>'
    found = graphml(document(TWO_PEOPLE.format('<data key="n">31</data>', tie), keys))
    assert rows_of(found, "weight") == [("a", "b", 3.0)]
    assert found.people["age"].tolist()[0] == 31


def test_nan_among_numbers_was_a_text(graphml):
    keys = '<key id="n" for="node" attr.name="age" attr.type="double"/>'
    graph = TWO_PEOPLE.format('<data key="n">NaN</data>', "")
    ages = graphml(document(graph, keys)).people.get("age")
    assert ages is None or ages.dtype == float
    graph = graph.replace('<node id="b"/>', '<node id="b"><data key="n">-INF</data></node>')
    ages = graphml(document(graph, keys)).people["age"]
    assert ages.isna().tolist() == [True, False]
    assert ages["b"] == float("-inf")


def test_one_id_for_a_key_of_nodes_and_one_of_edges_was_one_key(graphml):
    keys = (
        '<key id="x" for="node" attr.name="team" attr.type="string"/>'
        '<key id="x" for="edge" attr.name="weight" attr.type="double"/>'
    )
    node, edge = '<data key="x">007</data>', '<data key="x">4</data>'
    tie = f'<edge source="a" target="b">{edge}</edge>'
    for declared in (keys, "".join(reversed(re.split("(?=<key)", keys)))):
        found = graphml(document(TWO_PEOPLE.format(node, tie), declared))
        assert found.people["team"].dropna().tolist() == ["007"]
        assert rows_of(found, "weight") == [("a", "b", 4.0)]


def test_people_of_several_graphs_were_counted_as_given_again(graphml):
    found = graphml(TWO)
    assert found.provenance.dropped == {}
    assert "do not say the same" not in said(found)


def test_people_of_whom_several_graphs_say_different_things_were_not_told_of(graphml):
    keys = '<key id="t" for="node" attr.name="team" attr.type="string"/>'
    graph = '<graph id="{0}" edgedefault="directed"><node id="a"><data key="t">{0}</data></node></graph>'
    found = graphml(document(graph.format("x") + graph.format("y"), keys))
    assert found.people["team"].tolist() == ["x"]
    assert "do not say the same, so that one value was kept: 1." in said(found)


def test_digits_of_large_numbers_beside_gaps_were_lost(graphml):
    keys = '<key id="n" for="node" attr.name="account" attr.type="long"/>'
    graph = TWO_PEOPLE.format('<data key="n">9007199254740993</data>', "")
    found = graphml(document(graph, keys))
    assert found.people["account"].tolist() == [9007199254740993, None]


def test_weights_none_of_which_is_a_number_were_passed_over_in_silence(graphml):
    keys = '<key id="w" for="edge" attr.name="weight" attr.type="double"/>'
    tie = '<edge source="a" target="b"><data key="w">2,5</data></edge>'
    found = graphml(document(TWO_PEOPLE.format("", tie), keys))
    assert found.ties["weight (attribute)"].tolist() == ["2,5"]
    assert "weight: no numbers that can be read; kept as text" in said(found)


@pytest.mark.parametrize("graph", [nx.Graph, nx.MultiDiGraph])
def test_strengths_of_networkx_that_are_whole_and_others_were_two_attributes(tmp_path, graph):
    given = graph(
        [("a", "b", {"weight": 3}), ("b", "c", {"weight": 0.5}), ("c", "d", {"weight": 2})]
    )
    given.add_node("a", age=31)
    given.add_node("b", age=40.5)
    nx.write_graphml(given, tmp_path / "mixed.graphml")
    assert (tmp_path / "mixed.graphml").read_text().count('attr.name="weight"') == 2
    found = read_graphml(tmp_path / "mixed.graphml")
    assert rows_of(found, "weight") == [("a", "b", 3.0), ("b", "c", 0.5), ("c", "d", 2.0)]
    assert found.people["age"].dropna().to_dict() == {"a": 31, "b": 40.5}
    assert found.people.columns.tolist() == ["label", "age"]
    assert found.provenance.warnings == ()
