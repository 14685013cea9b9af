"""ORCID: records and works, in JSON and XML."""

import json

import pytest

from weakties.build import build_network
from weakties.errors import NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import identify, read, read_orcid

INES, AL = "0000-0001-0000-0009", "0000-0002-0000-000X"


def foci(found, kind: str = "work") -> dict[str, list[str]]:
    rows = found.memberships[found.memberships["kind"] == kind]
    return rows.groupby("focus")["person"].apply(list).to_dict()


def test_records_of_several_people_are_tied_by_what_both_list(sample) -> None:
    found = read_orcid(sample("orcid-records"))
    assert found.people["label"].to_dict() == {INES: "Inés Okafor", AL: "Al Ito"}
    assert foci(found) == {"10.1000/ties.1": [INES, AL], "Letters": [INES]}
    assert (found.owner, found.view) == (None, "sample")
    assert list(build_network(found).ties.index) == [(INES, AL)]


def test_employers_and_schools_have_their_times(sample) -> None:
    rows = read_orcid(sample("orcid-records")).memberships
    assert foci(read_orcid(sample("orcid-records")), "employer") == {"Harbour University": [INES]}
    school = rows[rows["kind"] == "school"].iloc[0]
    assert (school["focus"], school["start"].year, school["end"].year) == (
        *("Northwind College", 2010),
        2014,
    )


def test_full_works_name_contributors(sample) -> None:
    found = read_orcid(sample("orcid-works"))
    assert found.people["label"].to_dict() == {
        INES: "Inés Okafor",
        AL: "Al Ito",
        "pike, j": "Jo Pike",
        "quill, m": "Mara Quill",
    }
    assert foci(found) == {
        "10.1000/ties.1": [INES, AL, "pike, j"],
        "eid:2-s2.0-2": [INES, "quill, m"],
    }
    assert (found.owner, found.view) == (INES, "ego")
    assert found.provenance.dropped["contributor: not called an author"] == 1


@pytest.mark.parametrize("name", ["ines.json", "al.xml"])
def test_one_record_alone_names_nobody_else(sample_members, write_file, name) -> None:
    path = write_file(sample_members("orcid-records")[name], name="download")
    assert identify(path).name == "orcid"
    with pytest.raises(NothingUsableError, match=r"names nobody but its owner.*BibTeX"):
        read(path)


def test_a_record_without_a_name_has_its_number(write_zip) -> None:
    records = {
        f"{one}.json": json.dumps(
            {
                "orcid-identifier": {"path": f"0000-0001-0000-000{one}"},
                "person": {"name": None},
                "activities-summary": {
                    "works": {"group": [{"work-summary": [{"title": {"title": {"value": "X"}}}]}]}
                },
            }
        )
        for one in range(2)
    }
    found = read_orcid(write_zip(records))
    assert found.people["label"].to_list() == list(found.people.index)
    assert foci(found) == {"X": list(found.people.index)}


def test_hostile_documents_are_refused(write_file) -> None:
    deep = '{"orcid-identifier": ' + '{"a":' * 200_000
    with pytest.raises(ReadError, match="nested deeper"):
        read_orcid(write_file(deep))
    bomb = '<!DOCTYPE record [<!ENTITY a "b">]><record xmlns="http://www.orcid.org/ns/record">&a;</record>'
    with pytest.raises(ReadError):
        read_orcid(write_file(bomb))


def test_other_documents_are_not_claimed(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="no record of ORCID"):
        read_orcid(write_file('{"a": 1}'))
