"""Reading JSON that may be damaged, hostile, or of another shape."""

import pytest

from weakties.errors import ReadError
from weakties.importers._files import json_text
from weakties.importers._files.json_text import read_json, read_json_lines, read_json_or_warn, text
from weakties.importers._files.source import open_source
from weakties.importers._log import Log


def load(path, reader=read_json):
    log = Log()
    with open_source(path) as source:
        return reader(source.members[0], log), log


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(write_file, encoding) -> None:
    found, log = load(write_file('{"name": "Zoë"}'.encode(encoding), name="a.json"))
    assert found == {"name": "Zoë"}
    assert bool(log.warnings) == (encoding == "cp1252")


BROKEN = {
    "cut short": ('[{"a": 1}, {"b"', "cut short"),
    "no JSON": ("Dear all,", "no JSON"),
    "too deep": ("[" * 100_000 + "]" * 100_000, "deeper"),
    "a number without end": ("1" * 10_000, "no JSON"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_broken_documents(write_file, what) -> None:
    content, words = BROKEN[what]
    path = write_file(content, name="a.json")
    with pytest.raises(ReadError, match=words) as caught:
        load(path)
    assert str(caught.value).startswith(str(path))
    found, log = load(path, read_json_or_warn)
    assert found is None
    assert "a.json" in log.warnings[0]
    assert "left out" in log.warnings[0]


def test_a_document_that_does_not_fit(write_file, monkeypatch) -> None:
    monkeypatch.setattr(json_text, "LARGEST_DOCUMENT", 10)
    with pytest.raises(ReadError, match="does not fit into memory"):
        load(write_file('["long enough"]', name="a.json"))


def test_lines_that_are_no_objects_are_counted(write_file) -> None:
    path = write_file('{"a": 1}\n\n7\n{"b"\n{"c": "é"}', name="a.ndjson")
    found, log = load(path, lambda member, log: list(read_json_lines(member, log)))
    assert found == [{"a": 1}, {"c": "é"}]
    assert log.dropped == {"line is no JSON object": 2}
    assert [problem.line for problem in log.problems] == [3, 4]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("  a ", "a"),
        (7, "7"),
        (2**63, str(2**63)),
        (10**300, ""),
        (True, ""),
        (None, ""),
        (1.5, ""),
        (["a"], ""),
        ("a\ud800b", "a?b"),
        ("é", "é"),
    ],
)
def test_values_as_text(value, shown) -> None:
    assert text(value) == shown
