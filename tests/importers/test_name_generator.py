"""Surveys with a name generator, a row a respondent."""

import random

import pandas as pd
import pytest

import weakties as wt
from weakties.errors import NothingUsableError, UnknownFormatError
from weakties.importers import identify, read, read_name_generator
from weakties.importers.name_generator._columns import wide_columns

PAPER = "name_generator-paper"


def seen(found) -> list[list[object]]:
    ties = found.ties[found.ties["kind"] != "named"]
    return ties[["source", "target", "weight"]].to_numpy().tolist()


def test_one_name_in_two_slots_or_of_two_respondents_is_several_people(sample) -> None:
    found = read(sample(PAPER))
    assert found.people["label"].to_dict() == {
        "P1": "P1",
        "P1/1": "Avery",
        "P1/2": "Jordan",
        "P1/3": "Avery",
        "P2": "P2",
        "P2/1": "Avery",
        "P2/2": "Sam",
        "P3": "P3",
        "P4": "P4",
        "P4/1": "Kim",
        "P4/2": "Lee",
        "P4/3": "Pat",
    }
    assert (found.view, found.owner) == ("sample", None)


def test_ties_are_numbers_or_words(sample) -> None:
    found = read(sample(PAPER))
    assert seen(found) == [["P1/1", "P1/2", 1.0], ["P1/2", "P1/3", 1.0], ["P2/1", "P2/2", 2.5]]
    assert found.provenance.dropped == {
        "answers: about a person who is not named": 1,
        "tie with somebody whom the respondent did not name": 1,
        "weight is no number": 1,
        "weight is not positive": 1,
    }


def test_answers_are_of_the_named_or_of_the_respondent(sample) -> None:
    people = read(sample(PAPER)).people
    assert people.loc[["P1/1", "P1/2", "P2/1"], "age"].to_list() == [31, 40, 29]
    assert people.loc["P1", ["sex", "q12"]].to_list() == ["f", 5]
    assert "email" not in people


def test_captions_of_qualtrics_are_passed_over(sample) -> None:
    found = read(sample("name_generator-qualtrics"))
    assert (found.owner, found.view) == ("R_1", "sample")
    assert found.provenance.dropped == {"row: of captions, as Qualtrics writes them": 2}
    assert seen(found) == [["R_1/1", "R_1/2", 1.0], ["R_1/2", "R_1/3", 1.0]]
    assert found.people.loc["R_1/1", "close"] == 4


def test_one_respondent_is_the_owner(sample) -> None:
    network = wt.build_network(read_name_generator(sample(PAPER), ego="P1"))
    assert network.owner == "P1"
    assert list(network.ids) == ["P1/1", "P1/2", "P1/3"]


@pytest.mark.parametrize(
    ("columns", "named", "ties", "answers"),
    [
        ("id,name1,name2,tie_1_2", [1, 2], [(1, 2)], []),
        ("EgoID,alter_1,alter_2,know 1 2,alter_1_sex,alter_2_sex", [1, 2], [(1, 2)], ["sex"]),
        ("case,Friend 1,Friend 2,1-2,X2.to.1", [1, 2], [(1, 2), (2, 1)], []),
        ("id,name1,name2,age1,age3", [1, 2], [], []),
        ("id,name01,name02,tie_01_02", [1, 2], [(1, 2)], []),
        ("id,name1,name2,tie12,tie_1_3", [1, 2], [], []),
        ("egoID,netsize,alter.sex.1,alter.sex.2,X1.to.2", [1, 2], [(1, 2)], ["sex"]),
        ("id,person 1 name,person 2 name,alter.sex.1,alter.sex.2", [1, 2], [], ["sex"]),
    ],
)
def test_what_columns_are_about(columns: str, named, ties, answers) -> None:
    found = wide_columns(columns.split(","))
    assert list(found.slots) == named
    assert [tie[:2] for tie in found.ties] == ties
    assert list(found.answers) == answers
    assert found.ego == columns.partition(",")[0]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_order_encoding_and_separator_are_nothing(
    sample, sample_members, write_file, seed: int, encoding: str
) -> None:
    (content,) = sample_members(PAPER).values()
    head, *rows = content.decode().splitlines()
    random.Random(seed).shuffle(rows)
    text = "\r\n".join([head.upper(), *rows]).replace(",", ";")
    one, other = read(sample(PAPER)), read(write_file(text.encode(encoding)))
    assert one.people.index.to_list() == other.people.index.to_list()
    pd.testing.assert_series_equal(one.people["label"], other.people["label"])
    assert seen(one) == seen(other)


@pytest.mark.parametrize(
    "text",
    ["id,person1,person2,weight\n7,ana,ben,2\n", "name1,name2,name3\nAna,Ben,Chi\n"],
)
def test_a_list_of_pairs_and_a_table_without_respondents_are_none(write_file, text: str) -> None:
    path = write_file(text, name="survey.csv")
    with pytest.raises(UnknownFormatError, match="respondent, name1"):
        read_name_generator(path)


def test_nobody_was_named(write_file) -> None:
    path = write_file("id,name1,name2,name3\nP1,,,\nP2,NA,,\n", name="survey.csv")
    assert identify(path).name == "name_generator"
    with pytest.raises(NothingUsableError, match="names nobody but respondents"):
        read(path)


def test_respondents_without_an_id_are_reported(write_file) -> None:
    path = write_file("id,name1,name2,name3\nP1,Ana,,\n,Ben,,\n", name="survey.csv")
    dropped = read(path).provenance.dropped
    assert dropped == {"named by nobody": 1, "respondent without id": 1}


def test_addresses_are_no_ids_and_no_names(write_file) -> None:
    rows = (
        "email,id,name1,name2,name3\n,Ana@Example.org,ben@example.org,Chi,\n,b@example.org,Dov,,\n"
    )
    path = write_file(rows, name="survey.csv")
    found = read(path)
    assert "example" not in f"{found.people.reset_index().to_csv()}{found.ties.to_csv()}"
    alone = read_name_generator(path, ego="ana@example.org")
    assert alone.owner in found.people.index
    assert len(alone.people) == 3


def test_a_telephone_number_is_no_name(write_file) -> None:
    rows = "id,name1,name2,name3\nP1,+49 30 1234567,Ana,\n"
    people = read(write_file(rows, name="survey.csv")).people
    assert people["label"].to_dict() == {"P1": "P1", "P1/1": "P1/1", "P1/2": "Ana"}


def test_naming_counts_one_beside_ties_with_a_strength(sample) -> None:
    found = read(sample(PAPER))
    named = found.ties[found.ties["kind"] == "named"]
    assert set(named["weight"]) == {1.0}
    without = [one for one in found.provenance.warnings if "without a weight" in one]
    assert without == ["Ties without a weight, each of which counts 1: 1."]


def test_nothing_is_inferred_from_what_those_named_share(write_file) -> None:
    text = "id,name1,name2,name3,company1,company2,company3,tie_1_2\nP1,Ana,Ben,Chi,A,,A,1\n"
    network = wt.build_network(read(write_file(text, name="survey.csv")))
    assert set(network.tie_table["evidence"]) == {"declared"}
    assert network.n_ties == 1


def test_people_without_names_are_those_about_whom_something_is_said(sample) -> None:
    found = read(sample("name_generator-nameless"))
    assert found.people["label"].to_dict() == {
        "1": "1",
        "1/1": "alter 1",
        "1/2": "alter 2",
        "1/3": "alter 3",
        "2": "2",
        "2/1": "alter 1",
        "2/2": "alter 2",
        "3": "3",
        "3/2": "alter 2",
    }
    assert seen(found) == [["1/1", "1/2", 2.5], ["1/2", "1/3", 1.0]]
    assert found.people.loc["1/1", "age"] == "66 - 100"
    assert found.provenance.dropped == {"answers: about a person who is not named": 1}


def test_respondents_who_named_each_other_are_said_to_be_one_network(write_file) -> None:
    rows = "id,name1,name2,name3\nAna,Ben,Chi,\nBen,Ana,,\nDov,Eli,,\n"
    found = read(write_file(rows, name="survey.csv"))
    assert len(found.people) == 7
    (warning,) = (one for one in found.provenance.warnings if "called like a respondent" in one)
    assert warning.startswith("Of those named 2 are")


def test_addresses_of_computers_and_telephone_numbers_among_answers_are_left_out(
    write_file,
) -> None:
    text = (
        "ResponseId,IPAddress,reach,name1,name2,name3\n"
        "R1,192.0.2.1,+49 170 1234567 evenings,Ana,Ben,Cy\nR2,192.0.2.2,by post,Dee,Eva,Fay\n"
    )
    found = read_name_generator(write_file(text, name="answers.csv"))
    assert "IPAddress" not in found.people.columns
    assert found.people["reach"].dropna().to_list() == ["by post"]
    told = " ".join(found.provenance.warnings)
    assert "Left out, as private: the column IPAddress." in told
    assert "hold a telephone number: 1." in told
