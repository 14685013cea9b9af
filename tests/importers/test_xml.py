"""XML step by step."""

from weakties.importers._log import Log
from weakties.importers._source import open_source
from weakties.importers._xml import read_xml


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
