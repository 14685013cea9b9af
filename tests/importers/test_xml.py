"""XML step by step."""

import pytest

from weakties.errors import ReadError
from weakties.importers._files import xml_text
from weakties.importers._files.source import open_source
from weakties.importers._files.xml_text import read_xml
from weakties.importers._log import Log


def texts_of(path) -> dict[str, str]:
    with open_source(path) as source:
        steps = list(read_xml(source.members[0], Log(), "XML", None))
    return {step.name: step.text for step in steps if step.kind == "end"}


def test_text_around_elements_is_kept(write_file) -> None:
    assert texts_of(write_file("<a> x<b>y</b> z</a>")) == {"a": " x z", "b": "y"}


def test_text_before_many_elements_is_kept(write_file) -> None:
    text = "x" * 20_000
    assert texts_of(write_file(f"<a>{text}{'<b/>' * 100}</a>"))["a"] == text


def test_blanks_between_rows_are_not_gathered(write_file) -> None:
    assert texts_of(write_file("<a>\n" + "  <b/>\n" * 1000 + "</a>"))["a"] == "\n"


@pytest.mark.parametrize("begin", ["<a>", '<a b="', "<!-- "])
def test_a_text_without_end_is_refused(write_file, monkeypatch, begin: str) -> None:
    monkeypatch.setattr(xml_text, "_LONGEST_TEXT", 1 << 20)
    path = write_file(begin + "x" * (4 << 20))
    with pytest.raises(ReadError, match="without a tag"):
        texts_of(path)
