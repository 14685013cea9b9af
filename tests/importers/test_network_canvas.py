"""Interviews of Network Canvas."""

import pytest

import weakties as wt
from weakties.errors import NotFoundError, NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import identify, read, read_graphml, read_network_canvas

TABLES = "network_canvas-sessions"
GRAPHS = "network_canvas-graphml"


def named(found) -> dict[str, str]:
    return found.people["label"].to_dict()


def ties_of(found, kind: str) -> list[tuple[str, str]]:
    ties = found.ties[found.ties["kind"] == kind]
    return list(zip(ties["source"], ties["target"]))


def test_people_of_one_name_in_two_interviews_are_two(sample) -> None:
    found = read(sample(TABLES))
    assert named(found) == {
        "6f1c": "P014",
        "6f1c/a11": "Avery",
        "6f1c/b22": "Jordan",
        "6f1c/c33": "=Sam",
        "7d2d": "P015",
        "7d2d/d44": "Avery",
        "7d2d/e55": "Person 2",
        "7d2d/f66": "Place 3",
    }
    assert (found.view, found.owner) == ("sample", None)
    assert "2 separate personal networks" in found.provenance.warnings[0]


def test_respondents_are_tied_to_those_they_named_and_see_ties_among_them(sample) -> None:
    found = read(sample(TABLES))
    assert ties_of(found, "named") == [
        *(("6f1c", f"6f1c/{one}") for one in ("a11", "b22", "c33")),
        *(("7d2d", f"7d2d/{one}") for one in ("d44", "e55", "f66")),
    ]
    assert ties_of(found, "Knows") == [("6f1c/a11", "6f1c/b22"), ("7d2d/d44", "7d2d/e55")]
    assert set(found.ties["evidence"]) == {"declared"}
    assert not found.ties["directed"].any()
    knows = found.ties[found.ties["kind"] == "Knows"]
    assert knows["perceived_by"].to_list() == ["6f1c", "7d2d"]


def test_answers_are_attributes_and_private_ones_are_not_kept(sample) -> None:
    people = read(sample(TABLES)).people
    assert people.loc["6f1c", "age"] == 37
    assert people.loc["6f1c/a11", "closeness"] == 4
    assert people.loc["6f1c/b22", "support_emotional"] == True  # noqa: E712 (an object)
    assert people["role"].value_counts().to_dict() == {"alter": 6, "ego": 2}
    assert people.loc["7d2d/f66", ["ego", "node_type"]].to_list() == ["P015", "Place"]
    assert not {"phone", "APP_VERSION", "nodeID", "networkCanvasSessionID"} & set(people.columns)


def test_ties_with_somebody_unknown_are_reported(sample) -> None:
    provenance = read(sample(TABLES)).provenance
    reason = "tie with somebody whom the respondent did not name"
    assert provenance.dropped == {reason: 1}
    (problem,) = (one for one in provenance.problems if one.reason == reason)
    assert (problem.file, problem.line) == ("P015_77aa_edgeList_Knows.csv", 3)


@pytest.mark.parametrize("ego", ["P014", "6f1c"])
@pytest.mark.parametrize("name", [TABLES, GRAPHS])
def test_one_respondent_is_the_owner(sample, name: str, ego: str) -> None:
    found = read_network_canvas(sample(name), ego=ego)
    assert (found.view, found.owner) == ("sample", "6f1c")
    network = wt.build_network(found)
    assert "6f1c" not in network.ids
    assert network.n_ties == 1


def test_a_respondent_who_is_not_there(sample) -> None:
    with pytest.raises(NotFoundError, match=r"no respondent called 'P099'.* 6f1c, 7d2d"):
        read_network_canvas(sample(TABLES), ego="P099")


def test_graphml_says_the_same(sample) -> None:
    found = read(sample(GRAPHS))
    assert identify(sample(GRAPHS)).name == "network_canvas"
    assert named(found) == {
        "6f1c": "P014",
        "6f1c/a11": "Avery",
        "6f1c/b22": "Jordan",
        "7d2d": "P015",
        "7d2d/d44": "Avery",
        "7d2d/e55": "Robin",
    }
    assert ties_of(found, "Knows") == [("6f1c/a11", "6f1c/b22")]
    assert found.people.loc["6f1c", "age"] == 37


def test_a_reader_of_graphs_would_merge_people_of_two_interviews(sample) -> None:
    assert len(read_graphml(sample(GRAPHS)).people) == 2


def test_tables_and_graphml_of_the_same_interviews_count_once(sample, sample_members) -> None:
    both = sample(TABLES, sample_members(GRAPHS))
    found = read(both)
    assert len(found.people) == 8
    assert "There are tables and GraphML; the tables were read." in found.provenance.warnings


def test_sessions_merged_into_one_set_of_files(write_zip, sample_members) -> None:
    members = sample_members(TABLES)
    merged: dict[str, bytes] = {}
    for name, content in members.items():
        kind = name.split("_", 2)[2]
        head, _, rows = content.partition(b"\r\n")
        if kind in merged and merged[kind].partition(b"\r\n")[0] != head:
            kind = f"other_{kind}"
        merged[kind] = merged.get(kind, head + b"\r\n") + rows
    found = read(write_zip(merged, name="networkCanvasExport.zip"))
    assert len(found.people) == 8
    assert len(ties_of(found, "Knows")) == 2


def test_respondents_who_named_nobody(write_zip, sample_members) -> None:
    members = {n: c for n, c in sample_members(TABLES).items() if "_ego" in n or "P014" in n}
    found = read(write_zip(members))
    assert "7d2d" in found.people.index
    alone = {n: c.split(b"\r\n")[0] + b"\r\n" if "attr" in n else c for n, c in members.items()}
    with pytest.raises(NothingUsableError, match="names nobody but respondents"):
        read(write_zip(alone))


def test_graphml_cut_short(sample_members, write_file) -> None:
    (content,) = sample_members(GRAPHS).values()
    with pytest.raises(ReadError, match="ends in the middle"):
        read(write_file(content[:-30], name="export.graphml"))


def test_other_tables(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="no export of Network Canvas"):
        read_network_canvas(write_file("a,b\n1,2\n"))


def test_communities_are_called_after_respondents(sample) -> None:
    network = wt.build_network(read(sample(TABLES)))
    partition = wt.detect_communities(network, rng=0)
    names = wt.communities.name_communities(network, partition)["name"]
    assert set(names) == {"P014", "P015"}


def test_networks_of_two_respondents_with_one_name_are_told_apart(sample, sample_members) -> None:
    content = sample_members(TABLES)["P015_77aa_ego.csv"].replace(b"P015", b"P014")
    people = read(sample(TABLES, {"P015_77aa_ego.csv": content})).people
    assert set(people["ego"]) == {"6f1c", "7d2d"}
    with pytest.raises(NotFoundError, match="2 respondents called 'P014'"):
        read_network_canvas(sample(TABLES, {"P015_77aa_ego.csv": content}), ego="P014")
