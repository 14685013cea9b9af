"""The command line, end to end in fresh processes."""

import inspect
import json
import os
import re
import subprocess
import sys
import warnings
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

from weakties import _format_list, cli, datasets, importers
from weakties.importers import FORMATS


def weakties(*arguments: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "weakties", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
    )


@pytest.fixture
def karate(tmp_path) -> Path:
    file = tmp_path / "karate.csv"
    nx.to_pandas_edgelist(nx.karate_club_graph())[["source", "target"]].to_csv(file, index=False)
    return file


def test_an_edge_list_becomes_tables_on_stdout_and_a_folder(karate, tmp_path):
    run = weakties(karate, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    sections = [line for line in run.stdout.splitlines() if line.startswith("# ")]
    assert sections[:2] == ["# read", "# summary"]
    assert {"# connectors", "# weak ties", "# isolates"} <= set(sections)
    assert "Wrote karate-weakties" in run.stderr
    names = {file.name for file in (tmp_path / "karate-weakties").iterdir()}
    assert {"map.png", "map.svg", "analysis.json", "people.csv", "connectors.csv"} <= names


def test_tables_off_the_terminal_are_tab_separated(karate, tmp_path):
    lines = weakties(karate, "--top", 3, cwd=tmp_path).stdout.splitlines()
    start = lines.index("# connectors")
    header, *rows = lines[start + 1 : lines.index("", start)]
    assert header.split("\t")[:3] == ["rank", "person", "label"]
    assert len(rows) == 3
    assert {row.count("\t") for row in rows} == {header.count("\t")}


def test_json_is_all_there_is_and_nothing_is_written(karate, tmp_path):
    run = weakties(karate, "--json", cwd=tmp_path)
    assert json.loads(run.stdout)["settings"]["source"] == "karate.csv"
    assert [file.name for file in tmp_path.iterdir()] == ["karate.csv"]


def test_json_with_a_folder_writes_the_same_document(karate, tmp_path):
    run = weakties(karate, "--json", "-o", "out", cwd=tmp_path)
    assert (tmp_path / "out" / "analysis.json").read_text(encoding="utf-8") == run.stdout


def test_what_the_user_knows_is_added(karate, tmp_path):
    (tmp_path / "people.csv").write_text("name,club\n0,Hi\n33,Officer\nnobody,Hi\n")
    (tmp_path / "edges.csv").write_text("source,target\n0,33\n")
    added = ["--people", "people.csv", "--edges", "edges.csv", "-o", "out"]
    run = weakties("karate.csv", *added, "--json", cwd=tmp_path)
    read = json.loads(run.stdout)["read"]
    assert read["ties"] == 79
    assert read["files"] == {"edges.csv": 1, "karate.csv": 78, "people.csv": 3}
    assert (
        "people.csv: 1 row names nobody in the file and was left out (line 4)." in read["warnings"]
    )
    people = pd.read_csv(tmp_path / "out" / "people.csv", index_col=0)
    assert people["club"].dropna().to_dict() == {0: "Hi", 33: "Officer"}


def test_several_files_are_pooled_as_the_user_decides(tmp_path):
    (tmp_path / "a.csv").write_text("source,target\nana,ben\nben,cy\n")
    (tmp_path / "b.csv").write_text("source,target\nana,dee\n")
    run = weakties("a.csv", "b.csv", "--json", cwd=tmp_path)
    assert json.loads(run.stdout)["read"]["people"] == 5
    matches = "a,b\na.csv/ana,b.csv/ana\n"
    (tmp_path / "matches.csv").write_text(matches)
    run = weakties("b.csv", "a.csv", "--matches", "matches.csv", "--json", cwd=tmp_path)
    read = json.loads(run.stdout)["read"]
    assert (read["people"], read["ties"]) == (4, 3)
    assert read["merges"] == [
        {"a": "a.csv/ana", "b": "b.csv/ana", "score": None, "why": "said to be one person"}
    ]
    assert json.loads(run.stdout)["settings"]["source"] == "a.csv, b.csv"


def test_who_may_be_whom_is_listed_for_the_user_to_decide(tmp_path):
    header = "First Name,Last Name,Company,Position,Connected On\n"
    for name in ("a", "b"):
        rows = "Ana,Ruiz,Acme,,08 Feb 2024\nBen,Ito,,,08 Feb 2024\n"
        (tmp_path / name).mkdir()
        (tmp_path / name / "Connections.csv").write_text(header + rows + f"Cy,{name},Acme,,\n")
    run = weakties("a", "b", "--candidates", "pairs.csv", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("2 pairs, 1 of them taken for one person")
    table = pd.read_csv(tmp_path / "pairs.csv")
    assert table["a_label"].tolist() == ["Ana Ruiz", "Ben Ito"]
    assert table["accepted"].tolist() == [True, False]
    table.assign(accepted=[False, True]).to_csv(tmp_path / "pairs.csv", index=False)
    run = weakties("a", "b", "--matches", "pairs.csv", "--json", cwd=tmp_path)
    assert [one["why"] for one in json.loads(run.stdout)["read"]["merges"]] == [
        "said to be one person"
    ]
    again = weakties("a", "b", "--candidates", "pairs.csv", cwd=tmp_path)
    assert again.returncode == cli.USAGE
    assert "was not changed" in again.stderr


def test_a_period_is_read_and_said(tmp_path):
    rows = ["source,target,time", "a,b,2023-05-01", "b,c,2024-05-01", "c,d,2025-05-01"]
    (tmp_path / "calls.csv").write_text("\n".join(rows) + "\n")
    period = ["--since", "2024", "--until", "2025-06", "--half-life", "396D"]
    run = weakties("calls.csv", *period, "--json", cwd=tmp_path)
    document = json.loads(run.stdout)
    asked = {name: document["settings"][name] for name in ("since", "until", "half_life", "window")}
    assert asked == {"since": "2024", "until": "2025-06", "half_life": "396D", "window": None}
    assert document["read"]["ties"] == 2
    assert document["read"]["rows_left_out"]["tie: outside of the period"] == 1
    applied = "Only what was there from 2024-01-01 on and before 2025-06-01; what people did "
    assert document["summary"][1].startswith(applied)


def test_quiet_says_nothing_beside_the_result(karate, tmp_path):
    run = weakties(karate, "--quiet", cwd=tmp_path)
    assert run.stderr == ""
    assert run.stdout


def test_row_order_and_hash_seed_make_no_difference(karate, tmp_path):
    header, *rows = karate.read_text().splitlines()
    shuffled = tmp_path / "other" / "karate.csv"
    shuffled.parent.mkdir()
    shuffled.write_text("\n".join([header, *reversed(rows)]) + "\n")
    one = weakties(karate, "-o", "one", cwd=tmp_path, PYTHONHASHSEED="1")
    two = weakties(shuffled, "-o", "two", cwd=tmp_path, PYTHONHASHSEED="2")
    assert one.stdout == two.stdout
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_pseudonyms_hide_every_name(tmp_path):
    file = tmp_path / "people.csv"
    graph = nx.relabel_nodes(nx.karate_club_graph(), "Ada {}".format)
    nx.to_pandas_edgelist(graph)[["source", "target"]].to_csv(file, index=False)
    run = weakties(file, "--pseudonyms", "--key", "k", "-o", "out", cwd=tmp_path)
    assert "Ada" not in run.stdout
    assert "person-" in run.stdout
    assert all(b"Ada" not in written.read_bytes() for written in (tmp_path / "out").iterdir())
    again = weakties(file, "--pseudonyms", "--key", "k", "--json", cwd=tmp_path)
    assert again.stdout == (tmp_path / "out" / "analysis.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["absent.csv"], cli.UNREADABLE, "absent.csv"),
        (["karate.csv", "--by", "fame"], cli.USAGE, "fame"),
        (["karate.csv", "--top", "0"], cli.USAGE, "1 to 100"),
        (["karate.csv", "--seed", "-1"], cli.USAGE, "from 0 up"),
        (["karate.csv", "--by", "overlap"], cli.USAGE, "Choose one of: articulation_point, bet"),
        (["karate.csv", "--key", "k"], cli.USAGE, "--pseudonyms"),
        (["karate.csv", "--since", "2024"], cli.USAGE, "has a date"),
        (["karate.csv", "--since", "2024"], cli.USAGE, "Leave out --since."),
        (["karate.csv", "--half-life", "3M"], cli.USAGE, "--half-life 3M is no length of time"),
        (["karate.csv", "--window", "soon"], cli.USAGE, "--window soon is no length of time"),
        (["karate.csv", "--until", "soon"], cli.USAGE, "--until soon is no date"),
        (["karate.csv", "--since", "2", "--window", "3D"], cli.USAGE, "--since 2 is no date"),
        (["karate.csv", "--since", "2024", "--window", "3D"], cli.USAGE, "--since and --window bo"),
        (["karate.csv", "--by", "overlap"], cli.USAGE, "--by overlap is not a measure of people"),
        (
            ["karate.csv", "--by", "degre"],
            cli.USAGE,
            "Choose one of: articulation_point, betweenness, bridge_betweenness, ",
        ),
        (["karate.csv", "--ego", "P1"], cli.USAGE, "--ego P1 is a respondent of a survey (egor, "),
        (["karate.csv", "karate.csv", "--ego", "P1"], cli.USAGE, "--ego is for one file"),
        (["check"], cli.USAGE, "needs the FILE"),
        (["demo", "karate.csv"], cli.USAGE, "'demo' takes no FILE"),
        (["formats", "slak"], cli.USAGE, "no format called 'slak'"),
        (["formats", "--top", "3"], cli.USAGE, "'formats' takes no --top"),
        (["karate.csv", "other.csv"], cli.UNREADABLE, "other.csv"),
        (["check", "karate.csv", "other.csv"], cli.USAGE, "one FILE, not 2"),
        (["karate.csv", "--matches", "m.csv"], cli.USAGE, "for several files"),
        (["karate.csv", "--candidates", "m.csv"], cli.USAGE, "for several files"),
        (["karate.csv", "karate.csv", "--matches", "absent.csv"], cli.UNREADABLE, "absent.csv"),
        (["karate.csv", "-o", "karate.csv"], cli.USAGE, "no folder"),
        ([], cli.USAGE, "weakties demo "),
        ([], cli.USAGE, "weakties --help "),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_a_code(karate, tmp_path, arguments, code, words):
    run = weakties(*arguments, cwd=tmp_path)
    assert run.returncode == code
    assert words in run.stderr
    assert not re.search(r"\b[a-z_]+=", run.stderr)
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["karate.csv"]


def test_all_that_is_wrong_with_several_files_is_told_at_once(karate, tmp_path):
    (tmp_path / "a.pdf").write_text("%PDF-1.4\n")
    run = weakties("a.pdf", karate, "b.zip", "--people", "who.csv", cwd=tmp_path)
    assert run.returncode == cli.UNREADABLE
    first, *faults = run.stderr.splitlines()
    assert first == "weakties: 3 of 4 files cannot be used:"
    assert [fault.split(".")[0] for fault in faults] == [
        "- a",
        "- There is no file or folder b",
        "- There is no file or folder who",
    ]


def test_a_package_that_is_not_installed_is_no_fault_of_usage(monkeypatch, capsys, tmp_path):
    file = tmp_path / "meetings.ics"
    file.write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n")
    monkeypatch.setitem(sys.modules, "recurring_ical_events", None)
    assert cli.main([str(file)]) == cli.UNREADABLE
    assert "pip install 'weakties[calendar]'" in capsys.readouterr().err


def test_two_mode_data_are_no_people_who_stand_alone(tmp_path):
    (tmp_path / "clubs.csv").write_text(",choir,chess\nAna,1,0\nBen,1,1\nCy,0,1\n")
    run = weakties("clubs.csv", "-o", "out", cwd=tmp_path)
    assert "3 people in 2 groups, and no ties between people." in run.stdout
    assert "with --ties affiliation to tie people who share a group" in run.stdout
    assert "ARTEFACT (22 of 22 measures): The file says who belongs to" in run.stdout
    assert "alone (" not in run.stdout
    assert "# isolates\nnone" in run.stdout
    drawn = (tmp_path / "out" / "map.svg").read_text(encoding="utf-8")
    assert "3 people, 2 groups, no ties between people" in drawn
    assert "stand alone" not in drawn
    assert "standing alone" not in drawn
    checked = weakties("check", "clubs.csv", cwd=tmp_path).stdout
    assert "note\tTwo-mode data: 3 people in 2 groups." in checked
    assert "--ties affiliation" in checked
    tied = weakties("clubs.csv", "--ties", "affiliation", "-o", "out", cwd=tmp_path).stdout
    assert "3 people and 2 ties between them, every tie INFERRED." in tied


def test_one_respondent_of_a_survey_can_be_read_alone(tmp_path):
    (tmp_path / "survey.csv").write_text(
        "id,name1,name2,name3,tie_1_2,tie_1_3,tie_2_3\nP1,Ana,Ben,Cy,1,,1\nP2,Ana,Dee,,,,\n"
    )
    run = weakties("survey.csv", "--ego", "P1", "--json", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    read = json.loads(run.stdout)["read"]
    assert (read["people"], read["ties"]) == (3, 2)
    run = weakties("survey.csv", "--ego", "P3", cwd=tmp_path)
    assert run.returncode == cli.USAGE
    assert "no respondent called 'P3'. Choose one of the ids: P1, P2" in run.stderr


def test_a_closed_pipe_is_no_error(karate, tmp_path):
    command = f"'{sys.executable}' -m weakties karate.csv | head -n 1"
    run = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=tmp_path, capture_output=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout == b"# read\n"


def test_an_interrupt_ends_with_its_own_code(monkeypatch, capsys):
    def interrupt(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_run", interrupt)
    assert cli.main(["file"]) == cli.INTERRUPTED
    assert "interrupted" in capsys.readouterr().err


def test_a_bug_ends_with_its_own_code_and_no_traceback(monkeypatch, capsys):
    def fail(*_: object) -> int:
        message = "oops"
        raise ZeroDivisionError(message)

    monkeypatch.setattr(cli, "_run", fail)
    assert cli.main(["file"]) == cli.BUG
    error = capsys.readouterr().err
    assert "a bug: ZeroDivisionError: oops" in error
    assert "Traceback" not in error
    assert cli.main(["file", "--debug"]) == cli.BUG
    assert "Traceback" in capsys.readouterr().err


def test_check_says_what_the_file_is_and_lists_problems(tmp_path):
    file = tmp_path / "ties.csv"
    file.write_text("source,target,weight\na,b,1\nb,c,none\nc,a,2\n")
    run = weakties("check", file, cwd=tmp_path)
    assert run.returncode == 0
    assert "edge_list" in run.stdout
    assert "ties.csv:3" in run.stdout
    assert "owner\tnone: the file is not one person's" in run.stdout
    assert [entry.name for entry in tmp_path.iterdir()] == ["ties.csv"]


def test_formats_are_listed_with_what_they_give_and_where_to_get_them(tmp_path):
    header, *rows = weakties("formats", cwd=tmp_path).stdout.splitlines()
    assert header.split("\t") == ["name", "title", "gives", "how_to_get", "install"]
    listed = {row.split("\t")[0]: row.split("\t") for row in rows}
    assert list(listed) == list(FORMATS)
    assert all(len(row) == 5 and row[1] and row[3] for row in listed.values())
    assert listed["whatsapp"][2] == "people, events"
    assert listed["parquet"][4] == "pip install 'weakties[parquet]'"


def test_one_format_as_json(tmp_path):
    run = weakties("formats", "slack", "--json", cwd=tmp_path)
    (slack,) = json.loads(run.stdout)
    assert slack["name"] == "slack"
    assert slack["how_to_get"] == FORMATS["slack"].how_to_get
    assert slack["takes"].startswith("The zip as downloaded")


def test_check_says_whose_file_it_is(monkeypatch, capsys):
    assert cli.main(["check", str(datasets.path("librarian"))]) == cli.DONE
    owner = "owner\tIman Benhaddou-Yardley (not counted among the people)\n"
    assert owner in capsys.readouterr().out


def test_the_page_of_a_format_says_what_its_reader_says(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "80")
    assert cli.main(["formats", "mail"]) == cli.DONE
    page = capsys.readouterr().out
    assert max(map(len, page.splitlines())) <= 80
    words = " ".join(page.split())
    assert words.startswith("mail Mail (mbox, Maildir, a folder of letters) Gives people, events.")
    assert "Files An mbox (Google Takeout, Thunderbird, Apple Mail, Pipermail), a Maildir" in words
    assert "Left out and counted: machines (Auto-Submitted" in words
    assert "weakties.importers.read_mail(FILE, owner=..., lists=...)" in words
    assert "owner: The address, or addresses, of the person" in words


@pytest.mark.parametrize("name", FORMATS)
def test_every_argument_of_a_reader_is_on_its_page(name):
    details = _format_list.describe_reader(name)
    assert details["takes"]
    assert details["gives_in_detail"]
    arguments = inspect.signature(getattr(importers, f"read_{name}")).parameters
    told = [name for several in details["arguments"] for name in several.split(", ")]
    assert told == [one for one in arguments if one not in ("path", "progress")]
    assert ("ego" in arguments) == (FORMATS[name].read_one is not None)


def test_formats_fit_on_a_terminal(monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    assert cli.main(["formats"]) == cli.DONE
    shown = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)
    lines = shown.splitlines()
    assert max(map(len, lines)) <= 80
    assert [line for line in lines if line and not line.startswith(" ")] == list(FORMATS)
    whole = " ".join(shown.split())
    assert all(" ".join(one.how_to_get.split()) in whole for one in FORMATS.values())


def test_options_may_stand_anywhere(karate, tmp_path):
    run = weakties("check", "--quiet", karate, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert "edge_list" in run.stdout


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights that are seldom given")
def test_a_link_that_leads_to_itself_cannot_be_read(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    run = weakties("loop", cwd=tmp_path)
    assert run.returncode == cli.UNREADABLE
    assert "loop cannot be opened" in run.stderr


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights that are seldom given")
def test_the_folder_is_named_after_the_file_as_given(karate, tmp_path):
    (tmp_path / "mine.csv").symlink_to(karate)
    assert weakties("mine.csv", "-q", cwd=tmp_path).returncode == 0
    assert (tmp_path / "mine-weakties").is_dir()


def test_help_needs_nothing_heavy():
    code = (
        "import sys\nfrom weakties import cli\n"
        "try:\n    cli.main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'pandas', 'numba', 'matplotlib', 'networkx', 'rich'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "weakties FILE" in run.stdout


def test_a_name_that_the_terminal_cannot_show_is_no_bug(tmp_path):
    file = tmp_path / "ties.csv"
    file.write_text("source,target\nZoë,Åsa\nÅsa,李\n", encoding="utf-8")
    run = weakties(file, cwd=tmp_path, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert run.returncode == 0, run.stderr
    assert "\\u674e" in run.stdout


@pytest.mark.parametrize("folder", ["x" * 300, "karate.csv/inside"])
def test_a_folder_that_cannot_be_made_is_refused_before_any_work(karate, tmp_path, folder):
    run = weakties(karate, "-o", folder, cwd=tmp_path)
    assert run.returncode == cli.USAGE
    assert "Choose another" in run.stderr
    assert run.stdout == ""


def test_the_present_folder_can_be_filled_if_it_is_empty(karate, tmp_path):
    (tmp_path / "empty").mkdir()
    run = weakties(karate, "-o", ".", cwd=tmp_path / "empty")
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "empty" / "analysis.json").is_file()


def test_check_refuses_what_it_would_ignore(karate, tmp_path):
    run = weakties("check", karate, "--json", cwd=tmp_path)
    assert run.returncode == cli.USAGE
    assert "--json" in run.stderr


def test_an_empty_key_is_refused(karate, tmp_path):
    run = weakties(karate, "--pseudonyms", "--key", "", cwd=tmp_path)
    assert run.returncode == cli.USAGE
    assert "empty" in run.stderr


def test_under_pseudonyms_the_folder_is_not_named_after_the_file(karate, tmp_path):
    run = weakties(karate, "--pseudonyms", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "network-weakties").is_dir()


def test_warnings_are_told_in_words_and_not_at_all_if_quiet(karate, tmp_path, monkeypatch, capsys):
    from weakties.measures import _path_search

    # Errors in all other tests, and shown by every other program.
    monkeypatch.setattr(_path_search, "_LONG", 0.0)
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        assert cli.main([str(karate), "-o", str(tmp_path / "out")]) == cli.DONE
        told = capsys.readouterr().err
        assert "Counting all shortest paths will take about" in told
        assert "LongRunWarning" not in told
        assert cli.main([str(karate), "-q", "-o", str(tmp_path / "out")]) == cli.DONE
    assert capsys.readouterr().err == ""
