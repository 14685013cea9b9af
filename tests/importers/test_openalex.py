"""OpenAlex: answers, lines of a snapshot, and the table of its page."""

import json

import pytest

from weakties.build import build_network
from weakties.errors import NothingUsableError, UnknownFormatError
from weakties.importers import FORMATS, identify, read_openalex
from weakties.importers._files.source import open_source


def citations(found) -> list[list]:
    columns = ["actor", "targets", "context", "thread"]
    return found.events[columns].to_numpy().tolist()


def test_answers_and_lines_of_a_snapshot_are_one_list(sample) -> None:
    found = read_openalex(sample("openalex-api"))
    assert found.people["label"].to_dict() == {
        "A1": "Inés Okafor",
        "A2": "Al Ito",
        "A3": "Jo Pike",
        "A4": "Mara Quill",
    }
    assert found.people.loc["A1", ["orcid", "affiliation", "known_by_name"]].to_list() == [
        *("https://orcid.org/0000-0001-0000-0009", "Harbour University", False),
    ]
    assert set(found.memberships["focus"]) == {"10.1000/ties.1", "W2", "W3", "W4"}
    assert found.provenance.duplicates == 1
    assert found.provenance.dropped == {"reference: to a work that is not in the file": 1}
    assert any(
        one == "Retracted, and counted like others: 1 work." for one in found.provenance.warnings
    )


def test_citations_inside_the_file_are_acts_of_every_author(sample) -> None:
    found = read_openalex(sample("openalex-api"))
    assert set(found.events["kind"]) == {"citation"}
    assert sorted(citations(found)) == [
        ["A1", ("A2", "A3"), "10.1000/ties.1", "W2"],
        ["A1", ("A2", "A3"), "W4", "W2"],
        ["A2", ("A3",), "10.1000/ties.1", "W2"],
        ["A3", ("A1", "A2"), "W3", "10.1000/ties.1"],
        ["A4", ("A1", "A2"), "W3", "10.1000/ties.1"],
        ["A4", ("A2", "A3"), "W4", "W2"],
    ]


def test_writing_together_is_the_default_and_citing_is_asked_for(sample) -> None:
    found = read_openalex(sample("openalex-api"))
    together, cited = build_network(found), build_network(found, ties=["cited"])
    assert not together.directed
    assert set(together.ties.index) == {("A1", "A2"), ("A1", "A4"), ("A2", "A3"), ("A3", "A4")}
    assert cited.directed
    assert ("A4", "A2") in set(cited.ties.index)
    assert ("A2", "A4") not in set(cited.ties.index)


def test_the_table_of_the_page(sample) -> None:
    found = read_openalex(sample("openalex-page"))
    assert found.memberships.groupby("focus")["person"].apply(list).to_dict() == {
        "10.1000/ties.1": ["A1", "A2"],
        "W2": ["A2", "A3", "A4"],
    }
    # One address of two authors: it does not say whose.
    assert "orcid" not in found.people
    assert dict(found.provenance.dropped) == {"work: without authors": 1}
    assert len(found.events) == 0


def test_as_many_ids_as_names_are_wanted(write_file) -> None:
    text = (
        "id,authorships.author.id,authorships.author.display_name\n"
        "https://openalex.org/W1,https://openalex.org/A1,Inés Okafor|Al Ito\n"
    )
    found = read_openalex(write_file(text, name="works.csv"))
    assert list(found.people.index) == ["ito, a", "okafor, i"]
    assert found.provenance.problems[0].line == 2


@pytest.mark.parametrize("wrap", ["array", "lines", "one", "results", "one line"])
def test_documents_of_every_shape(write_file, wrap) -> None:
    works = [
        {
            "id": f"https://openalex.org/W{one}",
            "authorships": [{"author": {"display_name": f"Ito{one}, A"}}],
        }
        for one in range(3)
    ]
    text = {
        "array": json.dumps(works, indent=2),
        "lines": "\n\n".join(map(json.dumps, works)) + "\n",
        "one": json.dumps(works[0]),
        "results": json.dumps({"meta": {}, "results": works}),
        "one line": json.dumps(works[0]) + "\n",
    }[wrap]
    path = write_file(text, name="download")
    assert identify(path).name == "openalex"
    assert len(read_openalex(path).people) == (1 if wrap.startswith("one") else 3)


def test_a_line_longer_than_what_is_looked_at(write_file) -> None:
    padding = {"abstract_inverted_index": {f"w{at}": [at] for at in range(10_000)}}
    work = {"authorships": [{"author": {"display_name": "X Y"}}], **padding}
    lines = [json.dumps({"id": f"https://openalex.org/W{one}", **work}) for one in (1, 2)]
    assert len(read_openalex(write_file("\n".join(lines), name="w.json")).memberships) == 2


def test_lists_of_authors_that_were_cut_are_told(write_file) -> None:
    author = {"author": {"id": "A1", "display_name": "Al Ito"}}
    work = {"id": "https://openalex.org/W1", "authorships": [author], "is_authors_truncated": True}
    warnings = read_openalex(write_file(json.dumps(work))).provenance.warnings
    assert any(one.startswith("With more authors than the first 100") for one in warnings)


def test_other_json_is_not_claimed(write_file) -> None:
    path = write_file('{"nodes": [{"id": "W1"}], "links": []}', name="works.json")
    with open_source(path) as source:
        assert FORMATS["openalex"].sniff(source) == 0
    with pytest.raises(UnknownFormatError, match="no list of works from OpenAlex"):
        read_openalex(path)


def test_works_without_authors_are_an_error(write_file) -> None:
    text = '{"id": "https://openalex.org/W1", "authorships": []}'
    with pytest.raises(NothingUsableError, match="names no author"):
        read_openalex(write_file(text))


@pytest.mark.parametrize("number", ["A9999999999", "A5317838346"])
def test_ids_that_stand_for_nobody_make_no_two_people_one(write_file, number) -> None:
    works = [
        {
            "id": f"https://openalex.org/W{at}",
            "authorships": [
                {
                    "author": {"id": f"https://openalex.org/{number}", "display_name": shown},
                    "raw_author_name": printed,
                }
                for shown, printed in names
            ],
        }
        for at, names in enumerate(
            [[("Deleted Author", "Inés Okafor"), ("Al Ito", None)], [("NULL AUTHOR_ID", None)]]
        )
    ]
    found = read_openalex(write_file(json.dumps(works)))
    assert list(found.people.index) == ["ito, a", "okafor, i"]
    assert found.provenance.dropped == {"author: anonymous": 1, "work: without authors": 1}
    table = (
        "id,authorships.author.id,authorships.author.display_name,authorships.raw_author_name\n"
        f"https://openalex.org/W1,https://openalex.org/{number}|https://openalex.org/A7,X|Jo Pike,Ann Lee|J. Pike\n"
    )
    found = read_openalex(write_file(table, name="works.csv"))
    assert found.people["label"].to_dict() == {"A7": "Jo Pike", "lee, a": "Ann Lee"}


def test_an_author_without_name_and_id_is_counted(write_file) -> None:
    authors = [{"author": {"id": "https://openalex.org/A1"}}, {"author": {}}]
    work = {"id": "https://openalex.org/W1", "authorships": authors}
    found = read_openalex(write_file(json.dumps(work)))
    assert list(found.people.index) == ["A1"]
    assert found.provenance.dropped == {"author: without a name": 1}
