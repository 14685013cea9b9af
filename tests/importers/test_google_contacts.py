"""Contacts of Google: people with employer and labels, and no tie between them."""

import random

import pandas as pd
import pytest

from weakties import analyze
from weakties.errors import NothingUsableError, UnknownFormatError
from weakties.importers import identify, read, read_google_contacts
from weakties.importers._acts.addresses import id_of_address

HEADER = "First Name,Middle Name,Last Name,Organization Name,Labels,E-mail 1 - Value"
ANA, BEN = id_of_address("ana@example.org"), id_of_address("ben@example.org")


def table(*rows):
    return "\n".join([HEADER, *rows, ""])


def test_the_layout_since_2024(sample) -> None:
    found = read(sample("google_contacts-new"))
    # Two entries share an address, and two addresses are one entry's.
    assert sorted(found.people["label"]) == [
        "Ana Ruiz",
        "Ben M. Okafor",
        "Zoë van Dam",
        "unnamed 1",
        "you",
    ]
    groups = found.memberships.groupby("focus")["person"].size()
    assert groups.to_dict() == {"Acme": 2, "Choir": 2, "Team": 1, "friends": 1}
    assert found.provenance.dropped == {
        "contact: without name and address": 1,
        "relation: a name alone": 1,
    }
    assert found.provenance.duplicates == 1


def test_the_layout_before(sample) -> None:
    found = read(sample("google_contacts-old"))
    assert found.people.loc[ANA, ["label", "company", "position"]].tolist() == [
        "Ana Ruiz",
        "Acme",
        "PM",
    ]
    assert set(found.memberships["focus"]) == {"Acme", "Book club", "Northwind"}


def test_ids_are_those_of_mail_and_names_where_there_is_no_address(sample) -> None:
    found = read(sample("google_contacts-new"))
    assert "Zoë van Dam" in found.people.index
    assert not found.people.index.str.contains("@").any()


def test_two_of_one_name_without_address_are_two(write_file) -> None:
    found = read(write_file(table("Ana,,Ruiz,B,,", "Ana,,Ruiz,A,,", "you,,,,,"), name="c.csv"))
    assert found.people["company"].to_dict() == {
        "Ana Ruiz (1)": "A",
        "Ana Ruiz (2)": "B",
        "you": None,
        "you (1)": None,
    }


def test_the_main_job_says_that_there_are_no_ties(write_file) -> None:
    path = write_file(table("Ana,,Ruiz,,,ana@example.org", "Ben,,Ito,,,"), name="c.csv")
    result = analyze(path)
    assert set(result.verdicts["verdict"]) == {"artefact"}
    assert "no ties between contacts" in result.verdicts["reason"].iloc[0]
    assert any("not who of them knows whom" in one for one in result.network.provenance.warnings)


def test_ties_from_an_employer_are_inferred(sample) -> None:
    ties = analyze(sample("google_contacts-new")).network.tie_table
    assert set(ties["evidence"]) == {"inferred"}


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_is_nothing(sample_members, write_file, seed) -> None:
    text = sample_members("google_contacts-old")["google.csv"].decode("utf-16")
    header, *rows = text.splitlines()
    rows += [row.replace("Ana", "Anna").replace("ana@", "anna@") for row in rows]
    there = read(write_file("\n".join([header, *rows]), name="a.csv"))
    random.Random(seed).shuffle(rows)
    back = read(write_file("\r\n".join([header.upper(), *rows]), name="b.csv"))
    for name in ("people", "ties", "memberships"):
        pd.testing.assert_frame_equal(getattr(there, name), getattr(back, name))


def test_a_table_of_nobody(write_file) -> None:
    with pytest.raises(NothingUsableError, match="names nobody"):
        read(write_file(table(",,,,,"), name="contacts.csv"))


def test_other_tables_are_no_contacts_of_google(write_file, invented) -> None:
    assert identify(write_file(invented.connections())).name == "linkedin"
    with pytest.raises(UnknownFormatError, match="no contacts of Google"):
        read_google_contacts(write_file(invented.connections()))


def test_an_address_that_different_people_share_is_nobodys(write_file) -> None:
    rows = [
        "Ana,,Ruiz,A,,home@example.org",
        "Ben,,Ruiz,B,,home@example.org ::: ben@example.org",
        "B.,,Ruiz,,,ben@example.org",
    ]
    found = read(write_file(table(*rows), name="c.csv"))
    assert found.people["label"].drop("you").to_dict() == {"Ana Ruiz": "Ana Ruiz", BEN: "Ben Ruiz"}
    assert any(
        "Addresses that people with different names share" in one
        for one in found.provenance.warnings
    )


def test_an_organisation_is_no_person(write_file) -> None:
    found = read(write_file(table("Ana,,Ruiz,,,", ",,,Acme,,"), name="c.csv"))
    assert list(found.people.index) == ["Ana Ruiz", "you"]
    assert found.provenance.dropped == {"contact: not of a person": 1}


def test_a_name_to_file_a_contact_under_is_its_name_where_there_is_no_other(write_file) -> None:
    text = (
        "First Name,Last Name,Nickname,File As,Labels,E-mail 1 - Value\n"
        ",,,Ana Ruiz,* myContacts,ana@example.org\n"
    )
    found = read(write_file(text, name="contacts.csv"))
    assert sorted(found.people["label"]) == ["Ana Ruiz", "you"]
