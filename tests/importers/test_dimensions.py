"""Dimensions and Lens.org: tables of works."""

import pytest

from weakties.errors import NothingUsableError, UnknownFormatError
from weakties.importers import identify, read, read_dimensions, read_lens


def foci(found) -> dict[str, list[str]]:
    return found.memberships.groupby("focus")["person"].apply(list).to_dict()


def test_a_table_of_dimensions_below_a_line_about_the_data(sample) -> None:
    found = read_dimensions(sample("dimensions-plain"))
    assert foci(found) == {
        "10.1000/ties.1": ["ito, a", "okafor, i"],
        "pub.1002": ["ito, a", "pike, j"],
    }
    assert found.people["affiliation"].to_dict() == {
        "ito, a": "Northwind",
        "okafor, i": "Harbour University; Northwind",
        "pike, j": None,
    }
    starts = found.memberships["start"].dt.strftime("%Y-%m-%d")
    assert sorted(set(starts)) == ["2020-01-01", "2024-05-01"]


def test_the_export_for_mapping_says_who_cites_whom(sample) -> None:
    found = read_dimensions(sample("dimensions-mapping"))
    assert found.events[["actor", "targets", "thread"]].to_numpy().tolist() == [
        ["ito, a", ("pike, j",), "10.1000/iso"],
        ["okafor, i", ("ito, a", "pike, j"), "10.1000/iso"],
    ]
    assert found.provenance.dropped == {"reference: to a work that is not in the file": 1}


def test_the_line_about_the_data_may_be_missing(sample, sample_members, write_file) -> None:
    (content,) = sample_members("dimensions-plain").values()
    path = write_file(content.split(b"\n", 1)[1], name="table.csv")
    assert identify(path).name == "dimensions"
    assert read(path).people.equals(read_dimensions(sample("dimensions-plain")).people)


def test_a_table_of_lens(sample) -> None:
    found = read_lens(sample("lens-csv"))
    assert foci(found) == {
        "002-002-002-002-002": ["ito, a", "pike, j"],
        "10.1000/ties.1": ["ito, a", "okafor, i", "van heel, m"],
    }
    assert set(found.events["thread"]) == {"002-002-002-002-002"}
    assert found.provenance.dropped == {"reference: to a work that is not in the file": 1}


@pytest.mark.parametrize(
    ("reader", "header"),
    [
        (read_dimensions, "Publication ID,Title,Authors\np,x,\n"),
        (read_lens, "Lens ID,Author/s\n1,\n"),
    ],
)
def test_tables_without_authors_and_other_tables(write_file, reader, header) -> None:
    with pytest.raises(NothingUsableError, match="names no author"):
        reader(write_file(header))
    with pytest.raises(UnknownFormatError, match="no CSV of"):
        reader(write_file("a,b\n1,2\n"))
