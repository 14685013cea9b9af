"""The main job as one function."""

import json
import pickle
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import weakties as wt
from weakties.errors import ArgumentError, NotFoundError, WriteError
from weakties.pseudonyms import pseudonyms_of


@pytest.fixture(scope="module")
def barbell() -> wt.Analysis:
    graph = nx.barbell_graph(5, 1)
    graph.add_node(99)
    return wt.analyze(graph)


def test_the_person_in_the_middle_connects(barbell):
    assert barbell.connectors["person"].iloc[0] == 5


def test_the_one_alone_is_an_isolate(barbell):
    assert barbell.isolates.set_index("person")["kind"].to_dict() == {99: "unconnected"}


def test_the_tables_hold_everyone_and_every_measure(barbell):
    assert list(barbell.people.index) == list(barbell.network.ids)
    assert barbell.ties.index.equals(barbell.network.tie_index)
    for name, entry in wt.measures.MEASURES.items():
        table = {"person": barbell.people, "tie": barbell.ties}.get(entry.level)
        assert table is None or name in table


def test_the_verdicts_cover_every_measure(barbell):
    assert set(barbell.verdicts.index) == set(wt.measures.MEASURES)
    assert set(barbell.verdicts["verdict"]) == {"valid"}
    assert barbell.cautions == []


def test_every_sentence_of_the_summary_is_true(barbell):
    text = barbell.summary
    assert "12 people and 22 ties" in text
    assert "1 person stands alone (8%), tied to nobody." in text
    assert "5 connects most" in text


def test_communities_of_one_are_not_listed(barbell):
    assert (barbell.communities["people"] > 1).all()
    assert barbell.communities["people"].sum() == 11


def test_ties_inside_and_outward_add_up(barbell):
    inside, outward = barbell.communities[["ties_inside", "ties_outward"]].sum()
    assert inside + outward / 2 == barbell.network.n_ties


def test_the_document_is_plain_json(barbell):
    document = json.loads(barbell.to_json())
    assert document["schema_version"] == 1
    assert document["settings"]["rng"] == 0
    assert document["read"]["evidence"]["declared"] == 22
    assert document["weak_ties"][0]["tie_range"] == "infinite"


def test_a_star_given_as_a_network_is_an_artefact_and_ranks_nobody():
    result = wt.analyze(nx.star_graph(12))
    assert result.verdicts.loc["bridge_betweenness", "verdict"] == "artefact"
    assert result.connectors.empty
    assert result.weak_ties.empty
    assert "why" in result.connectors
    assert any(caution.startswith("ARTEFACT") for caution in result.cautions)


def test_the_order_of_edges_makes_no_difference(tmp_path):
    edges = nx.to_pandas_edgelist(nx.karate_club_graph())
    written = []
    for seed in (1, 2):
        rows = edges.sample(frac=1, random_state=seed)
        folder = wt.analyze(rows).write(tmp_path / str(seed))
        written.append({file.name: file.read_bytes() for file in sorted(folder.iterdir())})
    assert written[0] == written[1]


def test_another_seed_stands_in_the_settings():
    assert wt.analyze(nx.path_graph(4), rng=7).settings["rng"] == 7


def test_the_folder_is_whole(barbell, tmp_path):
    folder = barbell.write(tmp_path / "out")
    assert sorted(file.name for file in folder.iterdir()) == barbell.document()["files"]
    people = pd.read_csv(folder / "people.csv", index_col="person")
    np.testing.assert_allclose(people["betweenness"], barbell.people["betweenness"])


def test_an_earlier_analysis_is_replaced(barbell, tmp_path):
    barbell.write(tmp_path / "out")
    barbell.write(tmp_path / "out")
    assert [entry.name for entry in tmp_path.iterdir()] == ["out"]


def test_files_of_others_are_left_alone(barbell, tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(WriteError, match=r"letter\.txt"):
        barbell.write(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_added_to_an_earlier_analysis_is_not_deleted(barbell, tmp_path):
    folder = barbell.write(tmp_path / "out")
    (folder / "notes.md").write_text("mine")
    with pytest.raises(WriteError, match=r"notes\.md"):
        barbell.write(folder)
    assert (folder / "notes.md").read_text() == "mine"


def test_cells_that_a_spreadsheet_would_run_are_disarmed(tmp_path):
    graph = nx.Graph([("=cmd()", "+1"), ("+1", "@x"), ("@x", "fine")])
    graph.nodes["fine"]["=HYPERLINK()"] = "x"
    folder = wt.analyze(graph).write(tmp_path / "out")
    people = pd.read_csv(folder / "people.csv")
    assert sorted(people["person"]) == ["'+1", "'=cmd()", "'@x", "fine"]
    assert "'=HYPERLINK()" in people


def test_under_pseudonyms_no_name_is_written(tmp_path):
    graph = nx.relabel_nodes(nx.karate_club_graph(), "Ada {}".format)
    nx.set_node_attributes(graph, {one: f"Home of {one}" for one in graph}, "address")
    folder = wt.analyze(graph, pseudonyms="secret").write(tmp_path / "out")
    for file in folder.iterdir():
        content = file.read_bytes()
        assert b"Ada" not in content, file.name
        assert b"address" not in content, file.name
        assert b"secret" not in content, file.name


def test_the_repr_shows_the_findings_and_escapes_names():
    graph = nx.barbell_graph(4, 1)
    names = {one: str(one) for one in graph} | {4: "<script>alert(1)</script>"}
    graph = nx.relabel_nodes(graph, names)
    result = wt.analyze(graph)
    assert "connects most" in repr(result)
    assert "<script>" not in result._repr_html_()
    assert "&lt;script&gt;" in result._repr_html_()


def test_without_connectors_a_notebook_shows_no_empty_table():
    assert "<table" in wt.analyze(nx.barbell_graph(4, 1))._repr_html_()
    assert "<table" not in wt.analyze(nx.complete_graph(4))._repr_html_()


@pytest.mark.parametrize("graph", [nx.empty_graph(0), nx.empty_graph(1), nx.empty_graph(5)])
def test_networks_without_ties_are_analyzed(graph, tmp_path):
    result = wt.analyze(graph)
    assert len(result.isolates) == len(graph)
    assert result.connectors.empty
    result.write(tmp_path / "out")


def test_a_tie_measure_cannot_rank_people():
    with pytest.raises(ArgumentError, match="not a measure of people"):
        wt.analyze(nx.path_graph(3), by="overlap")


def test_an_unknown_measure_is_named():
    with pytest.raises(NotFoundError, match="fame"):
        wt.analyze(nx.path_graph(3), by="fame")


def _hard_to_divide() -> nx.Graph:
    """A network of which many partitions are almost equally good."""
    graph = nx.gnm_random_graph(80, 200, seed=3)
    return nx.relabel_nodes(graph, "Ada {}".format)


def _seen(result: wt.Analysis, real_ids: dict[str, str]) -> tuple[object, ...]:
    """What was found, by the real ids and without texts."""
    groups = result.partition.community.groupby(result.partition.community).groups
    ranked = result.connectors.assign(person=result.connectors["person"].map(real_ids))
    people = result.people.set_axis(result.people.index.map(real_ids)).sort_index()
    return (
        {code: frozenset(real_ids[one] for one in ids) for code, ids in groups.items()},
        result.partition.quality,
        sorted(zip(ranked.index, ranked["person"], ranked["bridge_betweenness"].round(8))),
        people["betweenness"].round(8).to_dict(),
        sorted(result.weak_ties["edge_betweenness"].round(8)),
        sorted(result.isolates["kind"]),
    )


def test_pseudonyms_change_nothing_that_is_found():
    network = wt.as_network(_hard_to_divide())
    plain = wt.analyze(network)
    expected = _seen(plain, {one: one for one in network.ids})
    for key in ("one key", "another"):
        hidden = wt.analyze(network, pseudonyms=key)
        real_ids = dict(zip(pseudonyms_of(network.ids, key), network.ids, strict=True))
        assert _seen(hidden, real_ids) == expected
        assert "Ada" not in hidden.to_json()


def _written(result: wt.Analysis, folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in result.write(folder).iterdir())


def test_under_pseudonyms_the_name_of_a_file_is_not_told(tmp_path):
    file = tmp_path / "jane-doe.csv"
    # A byte that is not UTF-8 makes the reader warn, and name the file.
    file.write_bytes("source,target\nÅsa,Bo\nBo,Cy\n".encode("cp1252"))
    plain = wt.analyze(file)
    assert "jane-doe.csv" in plain.document()["read"]["warnings"][0]
    hidden = wt.analyze(file, pseudonyms="secret")
    read = hidden.document()["read"]
    assert read["files"] == {"file 1": 2}
    assert len(read["warnings"]) == len(plain.document()["read"]["warnings"])
    assert read["warnings"][0].startswith("file 1 ")
    assert b"jane" not in _written(hidden, tmp_path / "out").lower()


def test_under_pseudonyms_members_of_a_known_archive_keep_their_names(tmp_path):
    folder = tmp_path / "export"
    (folder / "of-jane").mkdir(parents=True)
    (folder / "of-jane" / "Connections.csv").write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Northwind,Engineer,08 Feb 2026\n"
        "Bo,Ek,https://www.linkedin.com/in/bo-ek,,Northwind,Engineer,09 Feb 2026\n"
    )
    hidden = wt.analyze(folder, pseudonyms="secret")
    assert hidden.document()["read"]["files"] == {"Connections.csv": 2}
    assert b"jane" not in _written(hidden, tmp_path / "out").lower()


@pytest.fixture(scope="module")
def one_way() -> wt.Analysis:
    """Two triangles, one tie between them; the ties lead one way but for that of 0 and 1."""
    graph = nx.DiGraph([(0, 1), (1, 0), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3)])
    return wt.analyze(graph)


def test_paths_respect_direction(one_way):
    network = one_way.network
    assert network.directed
    for name in ("betweenness", "bridge_betweenness"):
        function = wt.measures.MEASURES[name].function
        options = {"partition": one_way.partition} if name == "bridge_betweenness" else {}
        expected = function(network, **options)
        assert expected.tolist() != function(network.undirected(), **options).tolist()
        assert one_way.people[name].tolist() == expected.tolist()


def test_a_tie_that_leads_both_ways_counts_once_and_has_two_rows(one_way):
    assert one_way.ties.index.equals(one_way.network.tie_index)
    assert one_way.network.n_ties == 8
    assert "6 people and 7 ties between them, 1 of them both ways." in one_way.summary
    inside, outward = one_way.communities[["ties_inside", "ties_outward"]].sum()
    assert (inside, outward) == (6, 2)
    read = one_way.reading()
    assert (read["ties"], read["ties_both_ways"], read["evidence"]["declared"]) == (7, 1, 7)


def test_without_directions_nothing_is_said_of_both_ways(barbell):
    assert "both ways" not in barbell.summary
    assert barbell.reading()["ties_both_ways"] is None


def test_rankings_are_those_without_directions_and_this_is_said(one_way, barbell):
    network, partition = one_way.network, one_way.partition
    pd.testing.assert_frame_equal(
        one_way.connectors, wt.rank_connectors(network.undirected(), partition, top=100)
    )
    pd.testing.assert_frame_equal(
        one_way.weak_ties[["source", "target", "edge_betweenness"]],
        wt.rank_ties(network.undirected(), partition, top=100)[
            ["source", "target", "edge_betweenness"]
        ],
    )
    assert one_way.settings["directed"] is True
    assert "Ties have directions" in one_way.summary
    assert barbell.settings["directed"] is False
    assert "direction" not in barbell.summary


def test_a_seed_of_numpy_stands_in_the_settings_as_a_number():
    seed = wt.analyze(nx.path_graph(4), rng=np.int64(7)).settings["rng"]
    assert seed == 7
    assert type(seed) is int


def test_an_analysis_can_be_pickled(barbell):
    again = pickle.loads(pickle.dumps(barbell))
    assert again.to_json() == barbell.to_json()
    pd.testing.assert_frame_equal(again.people, barbell.people)
