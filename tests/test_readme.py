"""What the README shows is what happens."""

import re
from pathlib import Path

import pytest

import weakties as wt

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.DOTALL | re.MULTILINE)


def test_the_first_snippet_prints_what_stands_below_it(capsys: pytest.CaptureFixture[str]) -> None:
    exec(blocks("python")[0], {})
    assert capsys.readouterr().out == blocks("text")[0]


def test_the_steps_run() -> None:
    names: dict[str, object] = {"wt": wt}
    exec(blocks("python")[1], names)
    assert list(names["table"].columns) == ["betweenness", "constraint", "participation"]


def test_the_connectors_shown_are_those_found() -> None:
    found = wt.analyze(wt.datasets.path("librarian")).connectors
    shown = blocks("text")[1]
    assert all(label in shown for label in found["label"].head(3))


def test_files_that_are_linked_exist() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert not [link for link in links if not (ROOT / link).exists()]
