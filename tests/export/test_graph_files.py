"""Networks written as files: what is written is read again, by us and by others."""

import math
import stat
import xml.etree.ElementTree as ET
from dataclasses import replace

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import weakties as wt
from weakties._parallel_ties import EVIDENCE_ORDER
from weakties.connections import Provenance
from weakties.errors import ArgumentError, WriteError
from weakties.network import Network, network_from_positions

ENDINGS = [".gexf", ".graphml"]

#: Anything that XML can hold; readers take blanks at the ends of texts away.
texts = st.text(
    st.characters(
        blacklist_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], blacklist_characters="\ufffe\uffff@"
    ),
    min_size=1,
    max_size=8,
)
strengths = st.floats(1e-90, 1e90)
moments = st.datetimes(pd.Timestamp(1971, 1, 1), pd.Timestamp(2099, 1, 1))


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Networks with labels, attributes of every kind, evidence, times, isolates and directions."""
    ids = draw(st.lists(texts, min_size=1, max_size=7, unique=True))
    n = len(ids)
    rows = st.lists(st.none() | texts, min_size=n, max_size=n)
    people = pd.DataFrame(
        {
            "label": draw(st.lists(texts, min_size=n, max_size=n)),
            "office": pd.Series(draw(rows), dtype=object),
            "age": draw(st.lists(st.integers(-(2**63) + 1, 2**63 - 1), min_size=n, max_size=n)),
            "score": draw(
                st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=n, max_size=n)
            ),
            "member": draw(st.lists(st.booleans(), min_size=n, max_size=n)),
        }
    ).set_index(pd.Index(ids, dtype=object))
    ends = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))
    pairs = draw(st.lists(ends, max_size=9))
    ties = pd.DataFrame(pairs, columns=["source", "target"], dtype="int64")
    ties["strength"] = draw(st.lists(strengths, min_size=len(pairs), max_size=len(pairs)))
    kinds = st.sampled_from(EVIDENCE_ORDER)
    ties["evidence"] = draw(st.lists(kinds, min_size=len(pairs), max_size=len(pairs)))
    if draw(st.booleans()):
        times = draw(st.lists(moments, min_size=len(pairs), max_size=len(pairs)))
        ties["first"] = pd.Series(times, dtype="datetime64[us]")
        ties["last"] = ties["first"] + pd.Timedelta(days=1)
    provenance = Provenance(format="drawn")
    return network_from_positions(people, ties, directed=draw(st.booleans()), provenance=provenance)


def read_back(network: Network, folder, ending: str) -> Network:
    file = wt.write_graph(network, folder / f"network{ending}")
    return wt.build_network(wt.read(file), directed=network.directed)


def assert_same(found: Network, network: Network) -> None:
    assert list(found.ids) == list(network.ids)
    np.testing.assert_array_equal(found.indptr, network.indptr)
    np.testing.assert_array_equal(found.indices, network.indices)
    np.testing.assert_array_equal(found.strength, network.strength)
    assert found.directed == network.directed
    assert found.tie_table["evidence"].tolist() == network.tie_table["evidence"].tolist()
    for time in ("first", "last"):
        if time in network.tie_table and network.n_ties:
            assert found.tie_table[time].tolist() == network.tie_table[time].tolist()
    for name, values in network.people.items():
        expected = values.astype(object).where(values.notna(), None).tolist()
        there = found.people.get(name, pd.Series(None, found.ids, dtype=object))
        assert there.astype(object).where(there.notna(), None).tolist() == expected, name


@pytest.mark.parametrize("ending", ENDINGS)
@given(network=networks())
def test_what_is_written_is_read_again(ending, network, tmp_path_factory) -> None:
    assert_same(read_back(network, tmp_path_factory.mktemp("x"), ending), network)


@pytest.mark.parametrize("ending", ENDINGS)
@given(network=networks())
def test_networkx_reads_the_same(ending, network, tmp_path_factory) -> None:
    file = wt.write_graph(network, tmp_path_factory.mktemp("x") / f"network{ending}")
    graph = {".gexf": nx.read_gexf, ".graphml": nx.read_graphml}[ending](file)
    assert graph.is_directed() == network.directed
    assert set(graph.nodes) == set(network.ids)
    assert nx.get_node_attributes(graph, "label") == network.people["label"].to_dict()
    found = {
        frozenset(pair) if not network.directed else pair: weight
        for *pair, weight in graph.edges(data="weight")
        for pair in [tuple(pair)]
    }
    expected = {
        frozenset(pair) if not network.directed else pair: weight
        for pair, weight in network.ties["strength"].items()
    }
    assert found == expected


SIGNS = ["<&>\"'", "a\tb\nc\r", "=1+1", "\x00\x0b\x1b", "😀", "]]>", "&#10;", "-"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_signs_that_mean_something_in_xml_are_no_trouble(ending, tmp_path) -> None:
    ids = [f"{sign}{at}" for at, sign in enumerate(SIGNS)]
    people = pd.DataFrame({"label": ids, 'odd "<name>"': ids}, index=ids)
    ties = pd.DataFrame({"source": ids[1:], "target": ids[:-1]})
    network = wt.as_network((people, ties))
    file = wt.write_graph(network, tmp_path / f"x{ending}")
    ET.parse(file)
    found = wt.build_network(wt.read(file))
    shown = {one.replace("\x00\x0b\x1b", "\ufffd" * 3) for one in ids}
    assert set(found.ids) == shown
    assert found.n_ties == len(ids) - 1
    assert 'odd "<name>"' in found.people


@pytest.mark.parametrize("ending", ENDINGS)
def test_endless_and_missing_numbers(ending, tmp_path) -> None:
    people = pd.DataFrame({"label": list("ab"), "far": [math.inf, math.nan]}, index=list("ab"))
    network = wt.as_network((people, pd.DataFrame({"source": ["a"], "target": ["b"]})))
    file = wt.write_graph(network, tmp_path / f"x{ending}")
    reader = {".gexf": nx.read_gexf, ".graphml": nx.read_graphml}[ending]
    assert nx.get_node_attributes(reader(file), "far") == {"a": math.inf}


@pytest.fixture(scope="module")
def result() -> wt.Analysis:
    graph = nx.disjoint_union(nx.barbell_graph(4, 1), nx.empty_graph(1))
    return wt.analyze(nx.relabel_nodes(graph, "p{}".format))


def test_gephi_gets_places_colours_and_scores_as_gexf_says_them(result, tmp_path) -> None:
    tree = ET.parse(result.write_graph(tmp_path / "map.gexf"))
    space = {"g": "http://www.gexf.net/1.2draft", "viz": "http://www.gexf.net/1.2draft/viz"}
    titles = {
        one.get("id"): one.get("title")
        for one in tree.findall(".//g:attributes[@class='node']/g:attribute", space)
    }
    nodes = tree.findall(".//g:node", space)
    assert [one.get("id") for one in nodes] == list(result.network.ids)
    places = result._places
    colours = wt.plots.colours_of_people(result.network, result.partition)
    for node in nodes:
        person = node.get("id")
        position = node.find("viz:position", space)
        assert float(position.get("x")) == places["x"][person] * 1000
        assert float(position.get("y")) == places["y"][person] * 1000
        colour = node.find("viz:color", space)
        shown = "#" + "".join(f"{int(colour.get(one)):02X}" for one in "rgb")
        assert shown == colours[person]
        values = {titles[one.get("for")]: one.get("value") for one in node.iter() if one.get("for")}
        assert float(values["betweenness"]) == result.people["betweenness"][person]
        assert int(values["community"]) == result.people["community"][person]


def test_gephi_gets_them_as_attributes_of_graphml(result, tmp_path) -> None:
    graph = nx.read_graphml(result.write_graph(tmp_path / "map.graphml"))
    place = result._places * 1000
    for person, known in graph.nodes(data=True):
        assert (known["x"], known["y"]) == tuple(place.loc[person])
        assert all(0 <= known[one] <= 255 for one in "rgb")
        assert known["betweenness"] == result.people["betweenness"][person]


def test_the_map_and_the_file_have_the_same_places(result) -> None:
    drawn = result.plot(ax=wt.plots.new_axes())
    dots = next(one for one in drawn.collections if one.get_gid() == "people")
    tied = np.diff(result.network.indptr) > 0
    np.testing.assert_array_equal(dots.get_offsets(), result._places[tied])


def test_the_folder_of_a_result_holds_the_graph(result, tmp_path, monkeypatch) -> None:
    folder = result.write(tmp_path / "one")
    assert {one.name for one in folder.iterdir()} == set(result.document()["files"])
    assert wt.read(folder / "network.gexf").provenance.format == "gexf"
    monkeypatch.setattr("weakties.result.MOST_TIES_WRITTEN", 3)
    folder = result.write(tmp_path / "one")
    assert {one.name for one in folder.iterdir()} == set(result.document()["files"])
    assert not (folder / "network.gexf").exists()


def test_ids_of_other_kinds_become_texts_unless_they_are_then_the_same(tmp_path) -> None:
    network = wt.as_network(nx.path_graph(3))
    assert list(read_back(network, tmp_path, ".gexf").ids) == ["0", "1", "2"]
    mixed = wt.as_network(nx.Graph([(1, "1")]))
    with pytest.raises(ArgumentError, match="'1' as text"):
        wt.write_graph(mixed, tmp_path / "x.gexf")


def test_tables_of_others_are_refused(tmp_path) -> None:
    network = wt.as_network(nx.path_graph(3))
    with pytest.raises(ArgumentError, match="people has 2 rows and the network 3"):
        wt.write_graph(network, tmp_path / "x.gexf", people=network.people.head(2))
    with pytest.raises(ArgumentError, match=r"\.gexf or \.graphml"):
        wt.write_graph(network, tmp_path / "x.gml")
    assert not list(tmp_path.iterdir())


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path, monkeypatch) -> None:
    network = wt.as_network(nx.path_graph(3))
    file = wt.write_graph(network, tmp_path / "x.gexf")
    before = file.read_bytes()
    (tmp_path / "usual").touch()
    assert stat.S_IMODE(file.stat().st_mode) == stat.S_IMODE((tmp_path / "usual").stat().st_mode)
    broken = replace(network, people=network.people.assign(odd=[Unspeakable()] * 3))
    with pytest.raises(ZeroDivisionError):
        wt.write_graph(broken, file)
    assert file.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} == {"x.gexf", "usual"}
    with pytest.raises(WriteError, match="Cannot write"):
        wt.write_graph(network, tmp_path / "nowhere" / "x.gexf")


class Unspeakable:
    def __str__(self) -> str:
        return str(1 // 0)


ARCS = st.tuples(st.integers(0, 5), st.integers(0, 5), st.floats(1e-9, 1e9))


@given(people=st.integers(1, 6), arcs=st.lists(ARCS, max_size=8), directed=st.booleans())
def test_files_that_networkx_writes_are_read_as_the_same_graph(
    people, arcs, directed, tmp_path_factory
) -> None:
    folder = tmp_path_factory.mktemp("x")
    graph = _graph(people, arcs, directed=directed)
    expected = wt.as_network(graph, strength="weight" if graph.number_of_edges() else None)
    for ending, write in WRITERS.items():
        file = folder / f"graph{ending}"
        write(graph, file)
        found = wt.build_network(wt.read(file), directed=graph.is_directed())
        assert list(found.people["label"]) == list(expected.ids), ending
        np.testing.assert_array_equal(found.indptr, expected.indptr, ending)
        np.testing.assert_array_equal(found.indices, expected.indices, ending)
        np.testing.assert_array_equal(found.strength, expected.strength, ending)


@given(
    people=st.integers(1, 6), arcs=st.lists(ARCS, min_size=1, max_size=8), directed=st.booleans()
)
def test_lists_that_networkx_writes_lack_nothing_but_isolates(
    people, arcs, directed, tmp_path_factory
) -> None:
    graph = _graph(people, arcs, directed=directed)
    graph.remove_nodes_from(list(nx.isolates(graph)))
    file = tmp_path_factory.mktemp("x") / "graph.edgelist"
    nx.write_weighted_edgelist(graph, file)
    columns = {"source": 0, "target": 1, "weight": 2}
    found = wt.build_network(wt.importers.read_edge_list(file, **columns, directed=directed))
    expected = wt.as_network(graph, strength="weight")
    assert list(found.ids) == list(expected.ids)
    assert found.ties["strength"].to_dict() == expected.ties["strength"].to_dict()


def _graph(people: int, arcs, *, directed: bool) -> "nx.Graph":
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(f"p{at}" for at in range(people))
    graph.add_weighted_edges_from(
        (f"p{one % people}", f"p{other % people}", weight) for one, other, weight in arcs
    )
    return graph


WRITERS = {
    ".graphml": nx.write_graphml,
    ".gexf": nx.write_gexf,
    ".gml": nx.write_gml,
    ".net": nx.write_pajek,
}


@pytest.fixture
def inferred() -> Network:
    ties = pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"]})
    return wt.as_network(ties.assign(evidence=["inferred", "co_presence"]))


def test_an_inferred_tie_stays_so_in_csv_and_parquet_too(inferred, tmp_path) -> None:
    _, ties = wt.to_pandas(inferred)
    ties.to_csv(tmp_path / "ties.csv", index=False)
    pytest.importorskip("pyarrow")
    ties.to_parquet(tmp_path / "ties.parquet")
    for file in ("ties.csv", "ties.parquet"):
        found = wt.build_network(wt.read(tmp_path / file))
        assert found.ties["evidence"].to_list() == ["inferred", "co_presence"]
        assert not any("not read: evidence" in one for one in found.provenance.warnings)


@pytest.mark.parametrize("ending", [".csv", *ENDINGS])
def test_evidence_in_other_words_is_none(inferred, ending, tmp_path) -> None:
    ties = inferred.ties.assign(evidence=["hearsay", "inferred"])
    file = tmp_path / f"ties{ending}"
    if ending == ".csv":
        ties.to_csv(file)
    else:
        wt.write_graph(inferred, file, ties=ties)
    found = wt.read(file)
    assert set(found.ties["evidence"]) == {"declared"}
    assert ending != ".csv" or any("evidence" in one for one in found.provenance.warnings)
