"""Personal networks in the three files of egor."""

import random

import pandas as pd
import pytest

import weakties as wt
from weakties.errors import NotFoundError, ReadError, UnknownFormatError
from weakties.importers import identify, read, read_egor

TABLES = "egor-semicolons"


def test_alters_of_one_number_are_different_people(sample) -> None:
    found = read(sample(TABLES))
    assert found.people.index.to_list() == ["1", "1/1", "1/2", "1/3", "2", "2/1", "2/2", "3"]
    assert found.people["role"].value_counts().to_dict() == {"alter": 5, "ego": 3}
    assert (found.view, found.owner) == ("sample", None)


def test_ties_are_declared_without_direction_with_decimal_commas(sample) -> None:
    ties = read(sample(TABLES)).ties
    seen = ties[ties["kind"] == "between those named"]
    assert seen[["source", "target", "weight", "perceived_by"]].to_numpy().tolist() == [
        ["1/1", "1/2", pytest.approx(1 / 3), "1"],
        ["2/2", "2/1", 1.0, "2"],
    ]
    assert len(ties) == 7
    assert not ties["directed"].any()
    assert set(ties["evidence"]) == {"declared"}


def test_what_is_left_out_is_counted_with_its_file(sample) -> None:
    provenance = read(sample(TABLES)).provenance
    stranger = "tie with somebody whom the respondent did not name"
    assert provenance.dropped == {
        "tie: of weight 0, which says that there is none": 1,
        stranger: 2,
        "weight is no number": 1,
    }
    assert {(one.file, one.line) for one in provenance.problems} == {
        ("edges.csv", 5),
        ("edges.csv", 6),
        ("edges.csv", 7),
    }
    assert provenance.files == {"alters.csv": 5, "edges.csv": 6, "egos.csv": 3}


def test_answers_are_attributes_without_addresses(sample) -> None:
    people = read(sample(TABLES)).people
    assert people.loc["1", "age"] == "66 - 100"
    assert people.loc["1/2", "closeness"] == 0.25
    assert pd.isna(people.loc["2/2", "closeness"])
    assert "email" not in people


def test_files_of_egoweb(sample) -> None:
    found = read(sample("egor-egoweb"))
    assert found.people["label"].to_dict() == {
        "P1": "P1",
        "P1/1": "Avery",
        "P1/2": "Jordan",
        "P1/3": "Avery",
        "P2%2Fb": "P2/b",
        "P2%2Fb/1": "Avery",
    }
    ties = found.ties[found.ties["kind"] != "named"]
    assert ties[["source", "target"]].to_numpy().tolist() == [["P1/1", "P1/2"]]
    assert ties["meet"].to_list() == ["often"]


def test_a_respondent_alone_is_left_out_of_the_computation(sample) -> None:
    found = read_egor(sample(TABLES), ego="1")
    assert (found.view, found.owner) == ("sample", "1")
    network = wt.build_network(found)
    assert list(network.ids) == ["1/1", "1/2", "1/3"]
    assert network.n_ties == 1
    with pytest.raises(NotFoundError, match="no respondent called '9'"):
        read_egor(sample(TABLES), ego="9")


def test_no_path_leads_from_one_respondent_to_the_next(sample) -> None:
    network = wt.build_network(read(sample(TABLES)))
    groups = wt.detect_communities(network, rng=0).community
    assert not set(groups[["1", "1/1"]]) & set(groups[["2", "2/1"]])


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_is_nothing(sample, sample_members, seed: int) -> None:
    members = sample_members(TABLES)
    for name, content in members.items():
        head, *rows = content.decode().splitlines()
        random.Random(seed).shuffle(rows)
        members[name] = "\n".join([head, *rows]).encode()
    one, other = read(sample(TABLES)), read(sample(TABLES, members))
    pd.testing.assert_frame_equal(one.people, other.people)
    pd.testing.assert_frame_equal(one.ties, other.ties)


def test_no_two_people_can_have_one_id(write_zip) -> None:
    alters = "egoID,alterID\na,b/c\na/b,c\na%2Fb,c\n"
    egos = "egoID,x\na/b/c,1\n"
    found = read(write_zip({"alters.csv": alters, "egos.csv": egos}))
    assert len(found.people) == 7


def test_two_tables_alone_are_enough_and_one_is_a_list_of_ties(write_zip, write_file) -> None:
    alters = "egoID,alterID\n1,1\n1,2\n"
    both = write_zip({"a.csv": alters, "b.csv": "egoID,age\n1,30\n"})
    assert identify(both).name == "egor"
    alone = write_file(alters, name="alters.csv")
    assert identify(alone).name != "egor"
    found = read(alone, format="egor")
    assert found.owner == "1"
    assert any("nobody can be seen to stand" in one for one in found.provenance.warnings)


def test_a_table_too_many_and_one_too_few(sample, sample_members, write_file) -> None:
    again = {"more.csv": sample_members(TABLES)["edges.csv"]}
    with pytest.raises(ReadError, match="2 tables of ties"):
        read(sample(TABLES, again))
    with pytest.raises(UnknownFormatError, match="egoID and alterID"):
        read_egor(write_file("a,b\n1,2\n"))


def test_numbers_of_rows_that_r_writes_are_neither_weights_nor_kinds(tmp_path) -> None:
    (tmp_path / "alters.csv").write_text('"";"egoID";"alterID"\n"1";1;1\n"2";1;2\n')
    (tmp_path / "edges.csv").write_text('"";"egoID";"Source";"Target"\n"7";1;1;2\n')
    ties = read(tmp_path).ties
    assert ties["weight"].to_list() == [1.0, 1.0, 1.0]
    assert set(ties["kind"]) == {"named", "between those named"}


def test_pairs_of_egoweb_that_were_asked_about_and_denied_are_no_ties(tmp_path) -> None:
    (tmp_path / "alters.csv").write_text(
        "EgoID,Alter Number,Alter Name\nE1,1,Ana\nE1,2,Ben\nE1,3,Cy\n"
    )
    (tmp_path / "pairs.csv").write_text(
        "Interview ID,EgoID,Alter 1 Number,Alter 1 Name,Alter 2 Number,Alter 2 Name,know\n"
        "7,E1,1,Ana,2,Ben,1\n7,E1,1,Ana,3,Cy,0\n7,E1,2,Ben,3,Cy,0\n"
    )
    found = read(tmp_path)
    ties = found.ties[found.ties["kind"] != "named"]
    assert ties[["source", "target"]].to_numpy().tolist() == [["E1/1", "E1/2"]]
    assert found.provenance.dropped == {"tie: of two about whom every answer is no": 2}
