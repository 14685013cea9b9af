"""Scopus: tables of now and of older years."""

import pytest

from weakties.errors import NothingUsableError, UnknownFormatError
from weakties.importers import read, read_scopus

HEADER = "Authors,Author(s) ID,Title,Year,References,EID\n"


def citations(found) -> list[list]:
    return found.events[["actor", "targets", "context", "thread"]].to_numpy().tolist()


def test_a_table_with_full_names(sample) -> None:
    found = read_scopus(sample("scopus-new"))
    assert found.people["label"].to_dict() == {
        "57190000011": "Inés Okafor",
        "57190000012": "M. van Heel",
        "57190000013": "Al Ito",
        "57190000014": "Jo Pike",
    }
    assert found.people["affiliation"].to_list() == [
        *("Dept. of Ties, Harbour University", "Northwind", "Northwind", "Harbour University"),
    ]
    assert not found.people["known_by_name"].any()
    assert dict(found.provenance.dropped) == {
        "author: anonymous": 1,
        "reference: to a work that is not in the file": 1,
        "work: without authors": 1,
    }


def test_references_that_describe_a_work_of_the_file_are_citations(sample) -> None:
    assert citations(read_scopus(sample("scopus-new"))) == [
        [
            one,
            tuple(sorted({"57190000013", "57190000014"} - {one})),
            "10.1000/ties.1",
            "2-s2.0-85000000002",
        ]
        for one in ("57190000011", "57190000012", "57190000013")
    ]


def test_older_tables_have_commas_between_names_and_parts_come_together(sample) -> None:
    found = read_scopus(sample("scopus-old"))
    assert found.people["label"].to_dict() == {
        "57190000011": "I. Okafor",
        "57190000013": "A. Ito",
        "57190000014": "J. Pike",
        "57190000015": "J.-P. Smith",
        "57190000016": "M. Quill",
    }
    assert found.provenance.duplicates == 1
    assert {(row[2], row[3]) for row in citations(found)} == {
        ("10.1000/ties.1", "2-s2.0-85000000004"),
        ("2-s2.0-85000000005", "10.1000/ties.1"),
    }


@pytest.mark.parametrize(
    "reference",
    [
        "Pike J., On the isolates of small islands, J, (2019)",
        "Else J., On the isolates of small islands, J, (2020)",
        "Pike J., On the isolates, J, (2020)",
        "Pike J., On the isolates of small islands",
        "",
    ],
)
def test_other_references_are_not(write_file, reference) -> None:
    cited = "Pike J.,1234567,On the isolates of small islands,2020,,a"
    text = f'{HEADER}{cited}\nIto A.,7654321,X,2024,"{reference}",b\n'
    found = read_scopus(write_file(text))
    assert len(found.events) == 0
    assert sum(found.provenance.dropped.values()) == bool(reference)


def test_ids_that_do_not_match_the_names_are_not_given_to_anybody(write_file) -> None:
    found = read_scopus(write_file(f"{HEADER}Okafor I.; Ito A.,57190000011,X,2024,,a\n"))
    assert list(found.people.index) == ["ito, a", "okafor, i"]


def test_commas_that_do_not_tell_names_apart(write_file) -> None:
    text = f'{HEADER}"Okafor, Ines, Ito, Al, Pike",,X,2024,,a\nPlato,,Y,2024,,b\n'
    found = read_scopus(write_file(text))
    assert list(found.people.index) == ["plato"]
    assert any("between commas" in why for why in found.provenance.dropped)


def test_a_table_without_authors_is_an_error(write_file) -> None:
    with pytest.raises(NothingUsableError, match="names no author"):
        read(write_file(f"{HEADER},,X,2024,,a\n"))


def test_other_tables_are_not_claimed(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="no CSV of Scopus"):
        read_scopus(write_file("source,target\na,b\n"))


def test_brackets_in_names_and_titles(write_file) -> None:
    header = "Authors,Author full names,Title,Year,References,EID\n"
    cited = 'Pike J.,"Pike, Jo (57190000014)",On the isolates of small islands,2020,,a\n'
    references = (
        "Else S., A (title, J, (1999); Pike J., On the isolates of small islands, J, (2020)"
    )
    citing = f'Ito A.,"Ito, Al (Bo) (57190000013)",X,2024,"{references}",b\n'
    found = read_scopus(write_file(header + cited + citing))
    assert list(found.people.index) == ["57190000013", "57190000014"]
    assert citations(found) == [["57190000013", ("57190000014",), "b", "a"]]
