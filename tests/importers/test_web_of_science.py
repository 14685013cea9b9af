"""Web of Science: text with tags, and tables."""

import pytest

from weakties.errors import NothingUsableError, UnknownFormatError
from weakties.importers import identify, read, read_web_of_science

RECORD = "PT J\nAU Okafor, I\n   Ito, A\nTI X\nPY 2024\nUT WOS:1\nER\n"


def citations(found) -> list[list]:
    return found.events[["actor", "targets", "context", "thread"]].to_numpy().tolist()


def test_text_with_tags_in_several_parts(sample) -> None:
    found = read_web_of_science(sample("web_of_science-text"))
    assert found.people["label"].to_dict() == {
        "0000-0001-0000-0009": "Ines Okafor",
        "ito, a": "Al Ito",
        "pike, j": "J Pike",
        "quill, m": "M Quill",
    }
    assert found.people["affiliation"].to_list() == [
        *("Harbour Univ, Harbour", "Northwind Inst, Northwind", None, None),
    ]
    periods = found.memberships.drop_duplicates("focus").set_index("focus")[["start", "end"]]
    assert {key: [f"{day:%Y-%m-%d}" for day in row] for key, row in periods.iterrows()} == {
        "10.1000/bridges": ["2023-01-01", "2023-12-31"],
        "10.1000/ties.1": ["2024-05-01", "2024-05-31"],
        "WOS:000000000000002": ["2020-01-01", "2020-12-31"],
    }
    assert dict(found.provenance.dropped) == {
        "author: a group, not a person": 1,
        "author: anonymous": 1,
        "reference: to a work that is not in the file": 1,
        "work: without authors": 1,
    }


def test_references_go_by_doi_or_by_volume_and_page(sample) -> None:
    assert citations(read_web_of_science(sample("web_of_science-text"))) == [
        ["0000-0001-0000-0009", ("quill, m",), "10.1000/ties.1", "10.1000/bridges"],
        ["0000-0001-0000-0009", ("ito, a", "pike, j"), "10.1000/ties.1", "WOS:000000000000002"],
        ["ito, a", ("quill, m",), "10.1000/ties.1", "10.1000/bridges"],
        ["ito, a", ("pike, j",), "10.1000/ties.1", "WOS:000000000000002"],
    ]


def test_a_table_in_utf_16(sample) -> None:
    found = read_web_of_science(sample("web_of_science-table"))
    assert found.people["label"].to_list() == ["Ines Okafor", "Al Ito", "J Pike"]
    assert found.people["affiliation"].to_list()[:2] == ["Harbour Univ, Harbour"] * 2
    assert set(found.events["thread"]) == {"WOS:000000000000002"}
    assert found.provenance.problems == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_line_ends(write_file, encoding, end) -> None:
    text = RECORD.replace("Okafor", "Gödel").replace("\n", end)
    path = write_file(text.encode(encoding), name="download")
    assert identify(path).name == "web_of_science"
    assert read(path).people["label"].to_list() == ["I Gödel", "A Ito"]


def test_a_record_without_its_end_is_kept_and_named(write_file) -> None:
    found = read_web_of_science(write_file(RECORD.replace("ER\n", "") + RECORD.replace(":1", ":2")))
    assert len(found.memberships) == 4
    assert found.provenance.problems[0].reason == "record without its end (kept)"


def test_tables_saved_again_by_other_programs(write_file) -> None:
    text = 'PT\tAU\tTI\tSO\tUT\nJ\t"Okafor, I; Ito, A"\t"The ""ties"""\tX\tWOS:1\nJ\tPike, J\n'
    found = read_web_of_science(write_file(text))
    assert list(found.people.index) == ["ito, a", "okafor, i", "pike, j"]
    assert [one.line for one in found.provenance.problems] == [3]


def test_records_without_authors_and_other_texts(write_file) -> None:
    with pytest.raises(NothingUsableError, match="names no author"):
        read(write_file("PT J\nTI X\nSO Y\nER\n"))
    with pytest.raises(UnknownFormatError, match="no text of Web of Science"):
        read_web_of_science(write_file("PT\nno record\n"))


def test_lines_of_orcids_are_broken_inside_of_names(write_file) -> None:
    numbers = "OI Ito, A/0000-0002-0000-000X; Okafor,\n   I/0000-0001-0000-0009\n"
    found = read(write_file(RECORD.replace("PY", f"{numbers}PY")))
    assert list(found.people.index) == ["0000-0001-0000-0009", "0000-0002-0000-000X"]


@pytest.mark.parametrize(
    "reference",
    [
        "Quill M, 2020, J NET, V7, P11, DOI 10.1000/unknown",
        "Quill M., 2020, J NET, V7, P11, DOI [10.1000/unknown, 10.1000/other]",
        "Nobody X, 1999, J X, DOI [10.1000/unknown, 10.1000/old]",
    ],
)
def test_a_reference_whose_first_doi_leads_nowhere_goes_by_what_else_it_says(
    write_file, reference
) -> None:
    cited = "PT J\nAU Quill, M\nTI Y\nPY 2020\nVL 7\nBP 11\nDI {}\nUT WOS:2\nER\n"
    cited = (
        cited.format("10.1000/old") if "10.1000/old" in reference else cited.replace("DI {}\n", "")
    )
    text = f"FN x\n{RECORD.replace('PY', f'CR {reference}{chr(10)}PY')}\n{cited}EF\n"
    found = read_web_of_science(write_file(text, name="a.txt"))
    assert set(found.events["kind"]) == {"citation"}
    assert set(found.events["targets"]) == {("quill, m",)}
