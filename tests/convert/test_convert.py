"""Graphs, matrices and tables of other packages, there and back."""

import subprocess
import sys
from typing import Any

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st

import weakties as wt
from weakties.errors import ArgumentError, ArgumentTypeError, MissingPackageError, NotFoundError

KINDS = [nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph]


def assert_same(one: wt.Network, other: wt.Network) -> None:
    assert one.ids.equals(other.ids)
    for name in ("indptr", "indices", "strength"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)
    pd.testing.assert_frame_equal(one.people, other.people, check_dtype=False)
    pd.testing.assert_frame_equal(one.tie_table, other.tie_table, check_dtype=False)
    assert one.directed == other.directed


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph:
    graph = draw(st.sampled_from(KINDS))()
    n = draw(st.integers(0, 7))
    graph.add_nodes_from(draw(st.permutations([f"p{number}" for number in range(n)])))
    if n:
        person = st.sampled_from(sorted(graph))
        for one, other in draw(st.lists(st.tuples(person, person), max_size=15)):
            graph.add_edge(one, other, weight=draw(st.sampled_from([0.5, 1.0, 3.0])))
    return graph


def simple(graph: nx.Graph) -> nx.Graph:
    """The graph without loops, parallel edges summed."""
    merged = nx.DiGraph() if graph.is_directed() else nx.Graph()
    merged.add_nodes_from(graph)
    for one, other, weight in graph.edges(data="weight"):
        if one != other:
            before = merged.get_edge_data(one, other, {"weight": 0})["weight"]
            merged.add_edge(one, other, weight=before + weight)
    return merged


@given(graphs())
def test_networkx_graphs_come_back(graph: nx.Graph) -> None:
    network = wt.as_network(graph, strength="weight")
    back = wt.to_networkx(network)
    expected = simple(graph)
    assert set(back) == set(expected)
    weights = {edge: data["weight"] for edge, data in back.edges.items()}
    assert nx.utils.edges_equal(
        [(*edge, {"weight": weight}) for edge, weight in weights.items()],
        list(expected.edges(data=True)),
        directed=graph.is_directed(),
    )
    assert_same(wt.as_network(back, strength="weight"), network)
    loops = nx.number_of_selfloops(graph)
    assert network.provenance.loops == loops
    assert network.provenance.duplicates == graph.number_of_edges() - loops - back.number_of_edges()


@given(graphs())
def test_igraph_and_pandas_give_the_network_back(graph: nx.Graph) -> None:
    network = wt.as_network(graph, strength="weight")
    assert_same(wt.as_network(wt.to_igraph(network), strength="weight"), network)
    tables = wt.to_pandas(network)
    again = wt.as_network(tables, strength="strength", directed=network.directed)
    assert_same(again, network)


def test_attributes_times_and_rules_survive_the_round_trips() -> None:
    graph = nx.Graph()
    graph.add_node("ana", label="Ana Ruiz", company="Northwind")
    graph.add_node("ben", company="Aster")
    graph.add_node("cai")
    graph.add_edge(
        "ana", "ben", evidence="inferred", rules="employer", first=pd.Timestamp("2020-01-01")
    )
    graph.add_edge("ben", "cai", evidence="interaction")
    network = wt.as_network(graph)
    assert network.people["label"].tolist() == ["Ana Ruiz", "ben", "cai"]
    assert network.people["company"].fillna("").tolist() == ["Northwind", "Aster", ""]
    assert network.tie_table["evidence"].tolist() == ["inferred", "interaction"]
    assert network.tie_table["rules"].tolist() == ["employer", ""]
    assert network.tie_table["first"].tolist() == [pd.Timestamp("2020-01-01"), pd.NaT]
    back = wt.to_networkx(network)
    assert back.nodes["cai"] == {"label": "cai"}
    assert back.edges["ana", "ben"]["first"] == pd.Timestamp("2020-01-01")
    assert_same(wt.as_network(back, strength="weight"), network)
    assert_same(wt.as_network(wt.to_igraph(network), strength="weight"), network)
    assert_same(wt.as_network(wt.to_pandas(network), strength="strength"), network)


@pytest.mark.parametrize("kind", KINDS)
def test_ids_stay_as_they_are(kind: Any) -> None:
    graph = kind([(3, 1), ("b", (1, 2))])
    graph.add_node(frozenset({7}))
    network = wt.as_network(graph)
    assert set(network.ids) == {3, 1, "b", (1, 2), frozenset({7})}
    assert set(wt.to_networkx(network)) == set(graph)
    assert all(type(one) is int for one in wt.to_networkx(wt.as_network(nx.path_graph(3))))


def test_weights_are_read_only_when_named() -> None:
    graph = nx.Graph()
    graph.add_edge("a", "b", weight=5)
    silent = wt.as_network(graph)
    assert silent.tie_strength.tolist() == [1]
    assert silent.provenance.warnings == (
        "'weight' was not read as the strength of ties; as_network(..., strength='weight') does.",
    )
    named = wt.as_network(graph, strength="weight")
    assert named.tie_strength.tolist() == [5]
    assert named.provenance.warnings == ()


@pytest.mark.parametrize(
    "bad", [None, float("nan"), -1, 0, "much", float("inf"), 1e101, 1e-101, 10**400]
)
def test_a_strength_that_is_none_names_its_tie(bad: object) -> None:
    graph = nx.Graph()
    graph.add_edge("ana", "cai", weight=1)
    graph.add_edge("ana", "ben", weight=bad)
    table = pd.DataFrame({"source": "ana", "target": ["cai", "ben"], "weight": [1, bad]})
    for x in (graph, igraph.Graph.from_networkx(graph, "name"), table):
        with pytest.raises(ArgumentError, match="between 'ana' and 'ben' has the strength"):
            wt.as_network(x, strength="weight")


def test_complex_numbers_are_no_strengths() -> None:
    table = pd.DataFrame({"source": ["ana"], "target": ["ben"], "weight": [1 + 2j]})
    with pytest.raises(ArgumentError, match=r"has the strength \(1\+2j\)"):
        wt.as_network(table, strength="weight")


def test_an_edge_without_the_strength_named_is_refused() -> None:
    graph = nx.Graph([("ana", "ben")])
    graph.add_edge("ana", "cai", weight=1)
    with pytest.raises(ArgumentError, match="between 'ana' and 'ben'"):
        wt.as_network(graph, strength="weight")
    with pytest.raises(ArgumentError, match=r"no attribute or column 'size'.*they have: weight"):
        wt.as_network(graph, strength="size")
    assert wt.as_network(nx.empty_graph(2), strength="weight").n_people == 2


def test_igraph_ids_are_names_where_there_are_names() -> None:
    graph = igraph.Graph([(0, 1), (1, 2), (1, 2), (2, 2)], directed=True)
    assert wt.as_network(graph).ids.tolist() == [0, 1, 2]
    graph.vs["name"] = ["cai", "ben", "ana"]
    graph.vs["team"] = ["x", "y", None]
    network = wt.as_network(graph)
    assert network.tie_index.to_list() == [("ben", "ana"), ("cai", "ben")]
    assert network.tie_strength.tolist() == [2, 1]
    assert network.people["team"].tolist()[1:] == ["y", "x"]
    assert network.directed
    graph.vs["name"] = ["ana", "ana", "ben"]
    with pytest.raises(ArgumentError, match="'ana' stands for more than one person"):
        wt.as_network(graph)


@pytest.mark.parametrize(
    "form", [np.array, sp.csr_array, sp.coo_matrix, sp.csc_matrix, sp.lil_array]
)
def test_matrices(form: Any) -> None:
    symmetric = wt.as_network(form(np.array([[1.0, 2, 0], [2, 0, 0], [0, 0, 0]])))
    assert (symmetric.directed, symmetric.n_people, symmetric.provenance.loops) == (False, 3, 1)
    assert symmetric.tie_strength.tolist() == [2]
    one_way = form(np.array([[0, 2.0], [3.0, 0]]))
    assert wt.as_network(one_way).directed
    assert wt.as_network(one_way).tie_strength.tolist() == [2, 3]
    assert wt.as_network(one_way, directed=False).tie_strength.tolist() == [5]
    both = wt.as_network(form(np.array([[0, 2.0], [2.0, 0]])), directed=True)
    assert both.tie_strength.tolist() == [2, 2]


def test_explicit_zeros_are_no_ties_and_repeated_entries_are_summed() -> None:
    matrix = sp.coo_array(([0.0, 1, 1, 2, 0], ([0, 0, 1, 1, 2], [1, 2, 0, 0, 0])), shape=(3, 3))
    network = wt.as_network(matrix)
    assert network.ties["strength"].to_dict() == {(0, 2): 1, (1, 0): 3}
    assert matrix.nnz == 5


def test_matrices_given_are_not_changed() -> None:
    data, indices, indptr = np.array([0.0, 1, 2]), np.array([1, 1, 1]), np.array([0, 3, 3])
    matrix = sp.csr_array((data, indices, indptr), shape=(2, 2))
    assert wt.as_network(matrix).tie_strength.tolist() == [3]
    assert matrix.data.tolist() == [0, 1, 2]
    network = wt.as_network(np.array([[0, 2.0], [2.0, 0]]))
    shared = sp.csr_array((network.strength, network.indices, network.indptr))
    assert wt.as_network(shared).tie_strength.tolist() == [2]


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        (np.ones((2, 3)), r"square.*\(2, 3\)"),
        (np.ones(4), "square"),
        (np.array([["a", "b"], ["c", "d"]]), "real numbers"),
        (np.array([[0, 1j], [1j, 0]]), "real numbers"),
        (np.array([[0, np.nan], [np.nan, 0]]), "between 0 and 1 has the strength nan"),
        (sp.csr_array(np.array([[0, -1.0], [-1.0, 0]])), "between 0 and 1 has the strength -1.0"),
    ],
)
def test_matrices_that_are_none(matrix: Any, message: str) -> None:
    with pytest.raises(ArgumentError, match=message):
        wt.as_network(matrix)


@pytest.mark.parametrize(
    "names",
    [("source", "target"), ("From", "To"), ("Sender", "Recipient"), ("Vertex 1", "Vertex 2")],
)
def test_tables_of_ties(names: tuple[str, str]) -> None:
    rows = [("ana", "ben", 1.5), ("ben", "ana", 1.0), ("cai", "cai", 1.0)]
    table = pd.DataFrame(rows, columns=[*names, "strength"])
    before = table.copy()
    network = wt.as_network(table, strength="strength")
    assert network.ties["strength"].to_dict() == {("ana", "ben"): 2.5}
    assert network.ids.tolist() == ["ana", "ben", "cai"]
    assert (network.provenance.loops, network.provenance.duplicates) == (1, 1)
    assert wt.as_network(table, strength="strength", directed=True).n_ties == 2
    pd.testing.assert_frame_equal(table, before)


def test_categories_and_numbers_are_ids_like_others() -> None:
    ends = pd.Categorical(["b", "a"], categories=["b", "a", "unused"])
    table = pd.DataFrame({"source": ends, "target": pd.Categorical(["c", "c"])})
    assert wt.as_network(table).ids.tolist() == ["a", "b", "c"]
    numbers = pd.DataFrame({"source": [10, 2], "target": [2, 1], "w": [1, -1]}, index=[7, 7])
    assert wt.as_network(numbers).ids.tolist() == [1, 2, 10]
    with pytest.raises(ArgumentError, match="between 2 and 1 has the strength -1;"):
        wt.as_network(numbers, strength="w")


def test_series_and_measures_of_ties_are_tables_of_ties() -> None:
    index = pd.MultiIndex.from_tuples([("a", "b"), ("b", "c")], names=["source", "target"])
    series = pd.Series([1.0, 2.0], index=index)
    assert wt.as_network(series).tie_strength.tolist() == [1, 2]
    assert wt.as_network(series.to_frame("w"), strength="w").tie_strength.tolist() == [1, 2]


def test_people_without_ties_come_from_the_table_of_people() -> None:
    people = pd.DataFrame({"team": ["x", "y", "z"]}, index=["cai", "ana", "ben"])
    ties = pd.DataFrame({"source": ["ana"], "target": ["ben"]})
    network = wt.as_network((people, ties))
    assert network.people["team"].to_dict() == {"ana": "y", "ben": "z", "cai": "x"}
    with pytest.raises(ArgumentError, match="names 'zoe', who is not among the 3 people"):
        wt.as_network((people, pd.DataFrame({"source": ["ana"], "target": ["zoe"]})))
    with pytest.raises(ArgumentError, match="more than one person"):
        wt.as_network((people.set_axis(["ana", "ana", "ben"], axis="index"), ties))


@pytest.mark.parametrize("name", ["source", "Target", "weight"])
def test_of_two_columns_of_one_name_neither_is_chosen(name: str) -> None:
    table = pd.DataFrame([["ana", "ben", 1, 2]], columns=["source", "target", "weight", name])
    with pytest.raises(ArgumentError, match="2 columns called"):
        wt.as_network(table, strength="weight")


@pytest.mark.parametrize("bad", [["ana", "lee"], ("ana", ["lee"])])
def test_what_cannot_be_an_id_is_named_with_its_row(bad: object) -> None:
    table = pd.DataFrame({"source": ["ana", bad], "target": ["ben", "cai"]})
    with pytest.raises(ArgumentError, match=r"Row 1 .* for its source"):
        wt.as_network(table)


def test_tables_that_are_none() -> None:
    with pytest.raises(ArgumentError, match="no column for the target: it has source, x"):
        wt.as_network(pd.DataFrame({"source": [1], "x": [2]}))
    with pytest.raises(ArgumentError, match="Row 1 of the table of ties has no target"):
        wt.as_network(pd.DataFrame({"source": ["a", "b"], "target": ["b", None]}))


@pytest.mark.parametrize("x", [[("a", "b")], {"a": ["b"]}, "file.csv", 3, None, object()])
def test_anything_else_gets_a_list_of_what_is_taken(x: object) -> None:
    with pytest.raises(ArgumentTypeError, match=r"NetworkX or igraph.*pandas.*weakties\.read"):
        wt.as_network(x)


def test_a_network_is_returned_unless_something_else_is_asked_of_it() -> None:
    graph = nx.DiGraph([("me", "ana"), ("ana", "ben")])
    network = wt.as_network(graph, owner="me", view="ego")
    assert network.view == "ego"
    assert wt.as_network(network) is network
    assert wt.as_network(network, directed=True, owner="me", view="ego") is network
    for contradiction in (
        {"directed": False},
        {"owner": "ana"},
        {"view": "sample"},
        {"strength": "weight"},
    ):
        with pytest.raises(ArgumentError, match=f"{next(iter(contradiction))}=.*contradicts"):
            wt.as_network(network, **contradiction)


def test_arguments_that_do_not_fit_are_refused() -> None:
    graph = nx.Graph([("a", "b")])
    with pytest.raises(ArgumentError, match="undirected graph"):
        wt.as_network(graph, directed=True)
    with pytest.raises(ArgumentError, match="undirected graph"):
        wt.as_network(igraph.Graph([(0, 1)]), directed=True)
    with pytest.raises(
        ArgumentError, match="view is one of whole, ego, one_chat, sample, not 'all'"
    ):
        wt.as_network(graph, view="all")  # type: ignore[arg-type]
    with pytest.raises(NotFoundError, match="owner 'zoe'"):
        wt.as_network(graph, owner="zoe")
    with pytest.raises(ArgumentError, match="its values are the strengths"):
        wt.as_network(np.zeros((2, 2)), strength="weight")
    graph.edges["a", "b"]["evidence"] = "rumour"
    with pytest.raises(ArgumentError, match="'rumour' is unknown"):
        wt.as_network(graph)


def test_a_directed_graph_can_be_taken_without_directions() -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "a")])
    assert wt.as_network(graph, directed=False).tie_strength.tolist() == [2]


def test_classes_derived_from_networkx_are_taken() -> None:
    class Mine(nx.Graph):
        pass

    assert wt.as_network(Mine([("a", "b")])).n_ties == 1
    assert wt.as_network(nx.freeze(nx.path_graph(3)).subgraph([0, 1])).n_ties == 1


def test_the_order_of_nodes_and_edges_makes_no_difference() -> None:
    graph = nx.karate_club_graph()
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from((two, one, data) for one, two, data in reversed(list(graph.edges.data())))
    assert_same(wt.as_network(turned, strength="weight"), wt.as_network(graph, strength="weight"))


def test_to_igraph_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "igraph", None)
    with pytest.raises(MissingPackageError, match="pip install igraph"):
        wt.to_igraph(wt.as_network(nx.path_graph(2)))


def test_asking_what_something_is_loads_nothing() -> None:
    code = (
        "import sys, pandas, weakties as wt\n"
        "wt.as_network(pandas.DataFrame({'source': ['a'], 'target': ['b']}))\n"
        "heavy = {'networkx', 'igraph', 'scipy.sparse', 'numba', 'matplotlib'}\n"
        "loaded = heavy & set(sys.modules)\n"
        "sys.exit(str(loaded) if loaded else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
