"""What stands on the terminal, at a width that texts do not fit into."""

import re

import networkx as nx
import pandas as pd
import pytest

import weakties as wt
from weakties import _terminal
from weakties._arguments import as_options

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


def test_a_tie_that_leads_both_ways_is_one_tie(shown):
    graph = nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")])
    read = section(shown(wt.analyze(graph)), "What was read")
    assert read[0].strip() == "3 people; 2 ties (1 both ways): 2 declared"


def test_check_counts_a_tie_once_however_often_it_is_stated(tmp_path, capsys):
    file = tmp_path / "ties.csv"
    file.write_text("source,target,type\na,b,directed\nb,a,directed\nb,c,directed\nc,c,directed\n")
    _terminal.show_check("ties.csv", wt.read(file))
    assert "ties\t2, stated in 4 rows" in capsys.readouterr().out.splitlines()
    file.write_text("source,target\na,b\nb,c\n")
    _terminal.show_check("ties.csv", wt.read(file))
    assert "ties\t2" in capsys.readouterr().out.splitlines()


def test_tables_without_rows_say_so(shown):
    lines = shown(wt.analyze(nx.complete_graph(4)))
    assert section(lines, "Connectors") == section(lines, "Weak ties")
    assert section(lines, "Connectors")[0].strip() == "none"


def test_tables_without_rows_are_one_line_where_there_is_no_terminal(capsys):
    _terminal.show(wt.analyze(nx.complete_graph(4)), top=10)
    lines = capsys.readouterr().out.splitlines()
    for title in ("# connectors", "# weak ties", "# isolates"):
        assert lines[lines.index(title) + 1] == "none"


def test_what_python_calls_arguments_are_options_here() -> None:
    said = "Build it with ties=[\"affiliation\"] or ties='a,b', since= and same_owner=True; rng=1."
    assert as_options(said) == (
        "Build it with --ties affiliation or --ties a,b, --since and --same-owner; --seed 1."
    )
    others = 'key="d0" and version=1.2 and top=3 and x.since and p=0.05'
    assert as_options(others) == others
    assert as_options("/data/since=2024/ties=x.csv") == "/data/since=2024/ties=x.csv"
    assert as_options("since='last week' is no date") == "--since 'last week' is no date"


def test_the_files_with_most_rows_are_named_and_the_others_counted() -> None:
    rows = {f"general/2024-03-{day:02d}.json": day for day in range(1, 31)}
    shown = _terminal._files(rows)
    assert shown.startswith("general/2024-03-11.json (11 rows), general/2024-03-12.json (12 rows)")
    assert shown.endswith("general/2024-03-30.json (30 rows) and 10 more (55 rows)")
    assert _terminal._files({"a.csv": 1200}) == "a.csv (1,200 rows)"
    assert _terminal._files({}) == ""


def test_what_rules_left_out_is_said() -> None:
    rules = [
        {"rule": "addressed", "left_out": {}},
        {"rule": "same_talk", "left_out": {"more than 25 people": 1100}},
    ]
    said = "Left out by rule: same_talk 1,100 (more than 25 people)"
    assert _terminal._left_out_line(rules) == said
    assert _terminal._left_out_line(rules[:1]) == ""
