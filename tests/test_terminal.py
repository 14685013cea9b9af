"""What stands on the terminal, at a width that texts do not fit into."""

import re

import networkx as nx
import pandas as pd
import pytest

import weakties as wt
from weakties import _terminal

WIDTH = 60


@pytest.fixture
def shown(monkeypatch, capsys):
    """Show a result as on a terminal; its lines without colours."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(WIDTH))

    def show(result, top=10):
        _terminal.show(result, top=top)
        return re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out).splitlines()

    return show


def section(lines, title):
    start = lines.index(title)
    return lines[start + 1 : lines.index("", start)]


@pytest.fixture(scope="module")
def librarian():
    return wt.analyze(wt.datasets.path("librarian"))


def test_texts_keep_their_margin_on_every_line(librarian, shown):
    lines = shown(librarian)
    for title in ("What was read", "The network"):
        paragraphs = section(lines, title)
        assert len(paragraphs) > 6
        assert all(line.startswith("  ") and len(line) <= WIDTH for line in paragraphs)


def test_numbers_below_a_heading_are_explained(librarian, shown):
    lines = shown(librarian, top=1)
    connectors = " ".join(" ".join(section(lines, "Connectors")).split())
    assert connectors.endswith("whose shortest paths pass through a person")
    ties = " ".join(" ".join(section(lines, "Weak ties")).split())
    assert "structural: from 0, all contacts shared, to 1, none shared" in ties


def test_one_is_not_many(shown):
    table = pd.DataFrame({"source": ["a", "a", "c"], "target": ["b", "b", "c"]})
    read = section(shown(wt.analyze(table)), "What was read")
    assert [line.strip() for line in read] == [
        "3 people; 1 tie: 1 declared",
        "1 repeated row merged",
        "1 tie of a person to themselves dropped",
    ]


def test_tables_without_rows_say_so(shown):
    lines = shown(wt.analyze(nx.complete_graph(4)))
    assert section(lines, "Connectors") == section(lines, "Weak ties")
    assert section(lines, "Connectors")[0].strip() == "none"
