"""JSON with nodes and links."""

import json

import networkx as nx
import pytest

import weakties as wt
from weakties.errors import NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import identify, read, read_node_link

SAME = [("ana", "ben", 2.0, False), ("ben", "chi", 1.0, False)]

DIALECTS = {
    "links": {
        "nodes": [{"id": "ana"}, {"id": "ben"}, {"id": "chi"}],
        "links": [
            {"source": "ana", "target": "ben", "weight": 2},
            {"source": "ben", "target": "chi", "weight": 1},
        ],
    },
    "edges": {
        "directed": False,
        "multigraph": False,
        "graph": {},
        "nodes": [{"id": "ana"}, {"id": "ben"}, {"id": "chi"}],
        "edges": [
            {"source": "ana", "target": "ben", "weight": 2.0},
            {"source": "ben", "target": "chi", "weight": 1.0},
        ],
    },
    "places of D3": {
        "nodes": [{"name": "ana"}, {"name": "ben"}, {"name": "chi"}],
        "links": [
            {"source": 0, "target": 1, "value": 2},
            {"source": 1, "target": 2, "value": 1},
        ],
    },
    "ids and places": {
        "nodes": [{"id": "ana"}, {"id": "ben"}, {"id": "chi"}],
        "links": [
            {"source": "ana", "target": 1, "value": 2},
            {"source": 1, "target": "chi", "value": 1},
        ],
    },
    "D3 after drawing": {
        "nodes": [{"id": one, "x": 1.5, "vx": 0.1} for one in ("ana", "ben", "chi")],
        "links": [
            {"source": {"id": "ana", "x": 1}, "target": {"id": "ben"}, "value": 2, "index": 0},
            {"source": {"id": "ben"}, "target": {"id": "chi"}, "value": 1, "index": 1},
        ],
    },
    "Cytoscape": {
        "elements": {
            "nodes": [
                {"data": {"id": one}, "position": {"x": 1, "y": 2}} for one in ("ana", "ben", "chi")
            ],
            "edges": [
                {"data": {"id": "e", "source": "ana", "target": "ben", "weight": 2}},
                {"data": {"id": "f", "source": "ben", "target": "chi", "weight": 1}},
            ],
        }
    },
    "graphology": {
        "options": {"type": "undirected"},
        "attributes": {},
        "nodes": [{"key": one, "attributes": {"x": 1}} for one in ("ana", "ben", "chi")],
        "edges": [
            {"key": "0", "source": "ana", "target": "ben", "attributes": {"weight": 2}},
            {"key": "1", "source": "ben", "target": "chi", "attributes": {"weight": 1}},
        ],
    },
    "vis.js": {
        "nodes": [{"id": "ana"}, {"id": "ben"}, {"id": "chi"}],
        "edges": [
            {"from": "ana", "to": "ben", "value": 2},
            {"from": "ben", "to": "chi", "value": 1},
        ],
    },
    "JSON Graph Format": {
        "graph": {
            "directed": False,
            "nodes": {"ana": {}, "ben": {"metadata": {}}, "chi": {}},
            "edges": [
                {"source": "ana", "target": "ben", "metadata": {"weight": 2}},
                {"source": "ben", "target": "chi", "metadata": {"weight": 1}},
            ],
        }
    },
    "bare names and pairs": {
        "nodes": ["ana", "ben", "chi"],
        "edges": [["ana", "ben"], ["ben", "chi"]],
    },
}


@pytest.fixture
def node_link(write_file):
    def reading(document):
        return read_node_link(write_file(json.dumps(document), name="network.json"))

    return reading


def rows_of(found, *columns):
    return list(found.ties[["source", "target", *columns]].itertuples(index=False, name=None))


def said(found):
    return " ".join(found.provenance.warnings)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_every_dialect_says_the_same(write_file, dialect, encoding):
    content = json.dumps(DIALECTS[dialect]).replace("ana", "zoë").encode(encoding)
    path = write_file(content, name="file.txt")
    assert identify(path).name == "node_link"
    found = read(path)
    assert found.people["label"].tolist() == ["ben", "chi", "zoë"]
    assert found.people.columns.tolist() == ["label"]
    weights = [1.0, 1.0] if dialect.startswith("bare") else [1.0, 2.0]
    assert sorted(rows_of(found, "directed")) == [("ben", "chi", False), ("zoë", "ben", False)]
    assert sorted(found.ties["weight"]) == weights
    assert found.ties.columns[-1] == "evidence"


def test_networkx_reads_one_spelling_at_a_time(node_link):
    for spelling in ("links", "edges"):
        document = nx.node_link_data(nx.path_graph(3), edges=spelling)
        assert rows_of(node_link(document)) == [("0", "1"), ("1", "2")]


def test_links_after_a_long_list_of_nodes(write_file):
    nodes = [{"id": f"person {at}"} for at in range(5_000)]
    links = [{"source": "person 1", "target": 2}]
    path = write_file(json.dumps({"nodes": nodes, "links": links}))
    assert identify(path).name == "node_link"
    assert rows_of(read(path)) == [("person 1", "person 2")]


def test_numbers_are_ids_where_all_are_ids_and_else_places(node_link):
    ids = {"nodes": [{"id": 1}, {"id": 2}], "links": [{"source": 1, "target": 2}]}
    assert rows_of(node_link(ids)) == [("1", "2")]
    assert node_link(ids).provenance.warnings == ()
    places = {"nodes": [{"id": 1}, {"id": 2}], "links": [{"source": 0, "target": 1}]}
    assert rows_of(node_link(places)) == [("1", "2")]
    assert "Ends of links are places of nodes, counted from 0." in said(node_link(places))
    neither = {"nodes": [{"id": 1}], "links": [{"source": 1, "target": 7}]}
    assert "People named by ties alone, not in the list of people: 1." in said(node_link(neither))


def test_attributes_kinds_times_and_directions(node_link):
    found = node_link(
        {
            "directed": True,
            "nodes": [
                {"id": "a", "label": "Ana", "team": {"name": "north", "size": 3}, "tags": [1, "x"]},
                {"id": 2.0, "active": True},
            ],
            "links": [
                {"source": "a", "target": 2, "type": "friend", "since": 2001, "until": 2003},
                {"source": 2, "target": "a", "type": "boss", "directed": False},
            ],
        }
    )
    ana = found.people.loc["a"]
    assert ana[["label", "team.name", "team.size"]].tolist() == ["Ana", "north", 3]
    assert ana["tags"] == (1, "x")
    assert rows_of(found, "kind", "directed") == [
        ("2", "a", "boss", False),
        ("a", "2", "friend", True),
    ]
    assert found.ties["start"].dt.year.fillna(0).tolist() == [0, 2001]
    assert str(found.ties["end"].tolist()[1].date()) == "2003-12-31"


def test_graphology_directs_edges_that_say_nothing(node_link):
    document = {
        "options": {"type": "mixed"},
        "nodes": [{"key": "a"}, {"key": "b"}],
        "edges": [
            {"source": "a", "target": "b"},
            {"source": "b", "target": "a", "undirected": True},
        ],
    }
    assert rows_of(node_link(document), "directed") == [("a", "b", True), ("b", "a", False)]


def test_several_graphs(node_link):
    graph = {"nodes": {"a": {}, "b": {}}, "edges": [{"source": "a", "target": "b"}]}
    found = node_link({"graphs": [{"id": "work", **graph}, {"id": "sport", **graph}]})
    assert found.ties["kind"].tolist() == ["sport", "work"]
    assert "2 graphs were read together" in said(found)


def test_files_of_networkx_agree_with_networkx(node_link):
    graph = nx.les_miserables_graph()
    network = wt.build_network(node_link(nx.node_link_data(graph, edges="links")))
    expected = wt.as_network(graph, strength="weight")
    assert network.ids.tolist() == expected.ids.tolist()
    assert network.strength.tolist() == expected.strength.tolist()
    grid = nx.node_link_data(nx.grid_2d_graph(2, 2), edges="links")
    pairs = node_link(json.loads(json.dumps(grid)))
    assert pairs.people.index.tolist() == ["0, 0", "0, 1", "1, 0", "1, 1"]
    assert len(pairs.ties) == 4


def test_what_cannot_be_used_is_counted(node_link):
    found = node_link(
        {
            "nodes": [{"id": "a"}, {"id": "a"}, {"team": "x"}, {"id": "b"}],
            "links": [{"source": "a"}, 7, {"source": "a", "target": "b", "value": -1}, ["a"]],
        }
    )
    assert found.provenance.dropped == {
        "link without source and target": 3,
        "person given again": 1,
        "person without id": 1,
        "weight is not positive": 1,
    }
    assert len(found.ties) == 0


@pytest.mark.parametrize(
    ("text", "error", "why"),
    [
        ('{"nodes": [{"id": 1', ReadError, "is no JSON, or cut short .*line 1 column"),
        ('{"nodes": ' + '{"nodes": ' * 100_000, ReadError, "nested deeper than any honest JSON"),
        ('{"nodes": 3, "links": [{"source": 1}]}', NothingUsableError, "no person and no tie"),
        ('{"nodes": [], "edges": []}', NothingUsableError, "no person and no tie"),
        ('{"graphs": [], "nodes": {}}', NothingUsableError, "no person and no tie"),
        ('{"a": {"nodes": [], "links": []}}', UnknownFormatError, "has no list of nodes and no"),
        ('{"a": {"b": {"nodes": [], "edges": []}}}', UnknownFormatError, "is JSON"),
        ('{"a": {"nodes": [{"id": 1}]}}', UnknownFormatError, "is JSON"),
        ('{"edges": [{"node": 1}]}', UnknownFormatError, "is JSON"),
        ("[1, 2]", UnknownFormatError, "is JSON"),
    ],
)
def test_broken_and_other_json_is_refused(write_file, text, error, why):
    with pytest.raises(error, match=why):
        read(write_file(text, name="broken.json"))


def test_numbers_and_halves_of_letters_beyond_all_bounds(write_file):
    text = (
        '{"nodes": [{"id": "\\ud800"}, {"id": 1' + "0" * 400 + '}, {"id": "b", "size": 1e999}],'
        '"links": [{"source": "b", "target": "b", "value": 1e999}, {"source": "b", "target": "c", "value": 2}]}'
    )
    found = read(write_file(text))
    assert set(found.people.index) == {"?", "b", "c"}
    assert found.provenance.dropped == {"person without id": 1, "weight is no number": 1}


# What this reader got wrong


def test_people_of_one_name_were_one_where_links_count_nodes(node_link):
    nodes = [{"name": "Ana"}, {"name": "Ben", "age": 31}, {"name": "Ben", "age": 40}]
    found = node_link({"nodes": nodes, "links": [{"source": 0, "target": 2}]})
    assert found.people["label"].to_dict() == {"0": "Ana", "1": "Ben", "2": "Ben"}
    assert found.people["age"].tolist()[1:] == [31, 40]
    assert rows_of(found) == [("0", "2")]
    assert found.provenance.dropped == {}


def test_one_link_to_a_place_without_node_made_people_of_all_places(node_link):
    nodes = [{"name": "Ana"}, {"name": "Ben"}]
    links = [{"source": 0, "target": 1}, {"source": 7, "target": 0}]
    found = node_link({"nodes": nodes, "links": links})
    assert rows_of(found) == [("Ana", "Ben")]
    assert found.provenance.dropped == {"no node at this place": 1}


def test_links_by_name_made_other_people_than_nodes_with_ids(node_link):
    nodes = [{"id": 4, "name": "Ana"}, {"id": 5, "name": "Ben"}]
    found = node_link({"nodes": nodes, "links": [{"source": "Ana", "target": "Ben"}]})
    assert rows_of(found) == [("4", "5")]
    assert "Links name people by their name, not by their id." in said(found)
    twins = [{"id": 4, "name": "Ana"}, {"id": 5, "name": "Ana"}, {"id": 6, "name": "Ben"}]
    found = node_link({"nodes": twins, "links": [{"source": "Ana", "target": "Ben"}]})
    assert len(found.people) == 5


@pytest.mark.parametrize("graph", [nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph])
def test_ties_of_adjacency_data_were_left_out(node_link, graph):
    given = graph()
    given.add_edge(1, 2, weight=3)
    given.add_edge(2, 1, weight=3)
    given.add_edge(2, 2)
    given.add_node("alone")
    found = node_link(nx.adjacency_data(given))
    assert len(found.ties) == given.number_of_edges()
    assert found.ties["directed"].all() == given.is_directed()
    assert found.people.index.tolist() == ["1", "2", "alone"]
    assert max(found.ties["weight"]) == 3


@pytest.mark.parametrize("around", [lambda one: one, lambda one: {"elements": one}])
def test_elements_of_cytoscape_in_one_list_were_not_recognised(write_file, around):
    elements = [
        {"group": "nodes", "data": {"id": "a", "name": "Ana"}},
        {"data": {"id": "b"}},
        {"data": {"id": "ab", "bend": {"x": 1}, "source": "a", "target": "b", "weight": 2}},
    ]
    path = write_file(json.dumps(around(elements)), name="network.json")
    assert identify(path).name == "node_link"
    found = read(path)
    assert found.people["label"].tolist() == ["Ana", "b"]
    assert rows_of(found, "weight") == [("a", "b", 2.0)]


def test_json_graph_format_directs_edges_that_say_nothing(node_link):
    graph = {"nodes": {"a": {}, "b": {}}, "edges": [{"source": "a", "target": "b"}]}
    assert rows_of(node_link({"graph": graph}), "directed") == [("a", "b", True)]
    assert rows_of(node_link({"graphs": [graph]}), "directed") == [("a", "b", True)]
    said_so = {**graph, "directed": False}
    assert rows_of(node_link({"graph": said_so}), "directed") == [("a", "b", False)]
    assert rows_of(node_link(graph), "directed") == [("a", "b", False)]
