"""Crossref: answers of its API, and the like from reference managers."""

import json

import pytest

from weakties.errors import NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import identify, read, read_crossref


def test_an_answer_of_the_api(sample) -> None:
    found = read_crossref(sample("crossref-api"))
    assert found.people["label"].to_dict() == {
        "0000-0001-0000-0009": "Inés Okafor",
        "ito, a": "Al Ito",
        "pike, j": "Jo Pike",
        "quill, m": "Mara Quill",
    }
    assert found.people["known_by_name"].to_list() == [False, True, True, True]
    periods = found.memberships.drop_duplicates("focus").set_index("focus")[["start", "end"]]
    dates = {key: [f"{day:%Y-%m-%d}" for day in row] for key, row in periods.dropna().iterrows()}
    assert dates == {
        "10.1000/isolates": ["2020-01-01", "2020-12-31"],
        "10.1000/ties.1": ["2024-05-01", "2024-05-31"],
    }
    assert dict(found.provenance.dropped) == {
        "author: a group, not a person": 1,
        "reference: to a work that is not in the file": 1,
        "reference: without a DOI": 1,
        "work: without authors": 1,
    }
    assert any(
        one == "Without a date that can be read: 1 of 3 works." for one in found.provenance.warnings
    )


def test_citations_go_by_doi(sample) -> None:
    events = read_crossref(sample("crossref-api")).events
    assert events[["actor", "targets", "thread"]].to_numpy().tolist() == [
        ["0000-0001-0000-0009", ("ito, a", "pike, j"), "10.1000/isolates"],
        ["ito, a", ("pike, j",), "10.1000/isolates"],
    ]


def test_csl_json_of_a_reference_manager(sample) -> None:
    found = read_crossref(sample("crossref-csl"))
    assert found.people["label"].to_list() == ["Inés Okafor", "Jo Pike", "M. van Heel"]
    assert set(found.memberships["focus"]) == {"10.1000/ties.1", "pike"}
    assert found.provenance.dropped == {"author: a group, not a person": 1}


def test_one_work_alone_and_a_work_a_line(write_file) -> None:
    work = {
        "DOI": "10.1000/x",
        "author": [{"family": "Ito"}, {"given": "Plato"}],
        "issued": {"date-parts": [[2020]]},
    }
    answer = {"status": "ok", "message-type": "work", "message": work}
    lines = "\n".join(json.dumps({**work, "DOI": f"10.1000/{one}"}) for one in range(2))
    for text, works in ((json.dumps(answer), 1), (lines, 2)):
        path = write_file(text, name="download.bin")
        assert identify(path).name == "crossref"
        found = read(path)
        assert list(found.people.index) == ["ito", "plato"]
        assert len(set(found.memberships["focus"])) == works


def test_deep_documents_are_refused(write_file) -> None:
    text = '[{"DOI": "10.1000/x", "issued": {"date-parts": ' + "[" * 200_000
    with pytest.raises(ReadError, match="nested deeper"):
        read_crossref(write_file(text))


def test_works_without_authors_are_an_error(write_file) -> None:
    text = '[{"DOI": "10.1000/x", "issued": {"date-parts": [[2020]]}}]'
    with pytest.raises(NothingUsableError, match="names no author"):
        read(write_file(text))


def test_other_json_is_not_claimed(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="no list of works from Crossref"):
        read_crossref(write_file('[{"id": 1}]'))


def test_the_day_of_a_deposit_is_no_date_of_publication(write_file) -> None:
    work = {
        "DOI": "10.1000/x",
        "author": [{"family": "Ito"}],
        "issued": {"date-parts": [[None]]},
        "created": {"date-parts": [[2010, 5, 1]]},
    }
    assert read(write_file(json.dumps([work]))).memberships["start"].isna().all()


def test_csl_json_without_dates(write_file) -> None:
    text = '[{"id": "a", "type": "book", "author": [{"family": "Ito", "given": "Al"}]}]'
    found = read(write_file(text, name="library.json"))
    assert (found.provenance.format, found.people.index.to_list()) == ("crossref", ["ito, a"])
