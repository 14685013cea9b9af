"""A comparison from end to end, on graphs of a few people."""

import signal
from pathlib import Path

import numpy as np
import pytest

from benchmarks import compare
from benchmarks.contest import contest
from benchmarks.generators import lfr, rmat
from benchmarks.peers import PEERS, load_peer, methods
from benchmarks.plan import CASES, Case
from benchmarks.runs import Conditions, Task, installed, run, save_graph
from benchmarks.works import WORKS

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="benchmarks need the timers of POSIX"
)

LIBRARIES = ["weakties", "igraph", "networkx"]


def test_libraries_do_the_same_work_and_agree(tmp_path: Path, capsys) -> None:
    asked = ["--works", "betweenness-ties", "holes", "--graphs", "rmat:100"]
    asked += ["--libraries", *LIBRARIES, "--repeats", "1", "--out", str(tmp_path)]
    assert compare.main(asked) == 0
    shown = capsys.readouterr().out
    assert shown.count("agree") == 5  # NetworkX has two ways to do one of them
    assert "DISAGREE" not in shown
    written = (tmp_path / "compare.md").read_text(encoding="utf-8")
    assert [written.count(f"| {library} ") for library in LIBRARIES] == [2, 2, 3]
    assert "A trial run with --works, --graphs, --libraries, --repeats." in written
    lines = (tmp_path / "compare.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + 2 + 2 + 3


def test_wrong_answers_are_an_error(monkeypatch, capsys) -> None:
    def shifted(work, found, expected):
        return [] if found is expected else ["betweenness: 1 of 64 differ"]

    monkeypatch.setattr("benchmarks.contest.differences", shifted)
    asked = ["--works", "betweenness", "--graphs", "rmat:100", "--repeats", "1"]
    assert compare.main([*asked, "--libraries", "weakties", "igraph"]) == 1
    assert "DISAGREE: betweenness: 1 of 64 differ" in capsys.readouterr().out


def test_graphs_that_are_missing_are_named_before_anything_runs(tmp_path: Path, capsys) -> None:
    assert compare.main(["--data", str(tmp_path)]) == 2
    named = capsys.readouterr().err
    assert all(case.graph in named for case in CASES)


def test_what_a_process_measures(conditions: Conditions) -> None:
    task = Task("igraph", [("betweenness", "betweenness")], graph(conditions), limit=60)
    (found,) = run(task, conditions)
    assert found.status == "done"
    assert found.seconds > 0
    assert found.answers["betweenness"].shape == (64,)
    if Path("/proc/self/clear_refs").exists():
        assert 0 <= found.memory < found.peak < 10**9


def test_a_process_ends_when_its_time_is_up(conditions: Conditions) -> None:
    file = save_graph(lfr(50_000, rng=0), conditions)
    name = methods("networkx", "betweenness")[0].name
    task = Task("networkx", [("betweenness", name)], file, limit=1e-6)
    (found,) = run(task, conditions)
    assert found.status == "over the time limit"
    assert np.isnan(found.seconds)


def test_a_library_that_fails_says_why(conditions: Conditions) -> None:
    task = Task("igraph", [("betweenness", "betweenness")], Path("nowhere.npz"), limit=60)
    (found,) = run(task, conditions)
    assert found.status.startswith("FileNotFoundError: ")


def test_what_is_not_installed_is_known(conditions: Conditions) -> None:
    assert installed("weakties", conditions)
    elsewhere = Conditions(
        folder=conditions.folder,
        memory_limit=conditions.memory_limit,
        pythons={"igraph": "/bin/false"},
    )
    assert installed("igraph", elsewhere) is None


def test_methods_that_failed_are_not_tried_again(conditions: Conditions) -> None:
    told = []
    case = Case(work="betweenness", graph="rmat:100", limit=1e-6, repeats=3)
    versions = {"networkx": "3"}
    ties = lfr(50_000, rng=0)
    (row,) = contest(case, ties, versions, conditions, lambda *those: told.append(those))
    assert len(told) == 1
    assert (row.status, row.runs, row.is_bound) == ("over the time limit", 1, True)


@pytest.mark.parametrize("library", PEERS)
def test_every_method_is_for_a_known_piece_of_work(library: str) -> None:
    offered = [(method.work, method.name) for method in load_peer(library).METHODS]
    assert offered
    assert len(set(offered)) == len(offered)
    assert {work for work, _ in offered} <= WORKS.keys()


def graph(conditions: Conditions) -> Path:
    return save_graph(rmat(100, rng=0), conditions)
