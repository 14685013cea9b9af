"""What git log prints."""

import gzip
import os
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest

import weakties as wt
from weakties.errors import NothingUsableError, UnknownFormatError
from weakties.importers import identify, read, read_git_log


def rows_of(found, kind: str) -> list[list[object]]:
    rows = found.memberships[found.memberships["kind"] == kind]
    return rows[["person", "focus"]].to_numpy().tolist()


def test_who_changed_which_file(sample) -> None:
    found = read(sample("git_log-default"))
    assert rows_of(found, "page") == [
        ["Ben Okafor", "docs/finch.md"],
        ["Chi Lu", "docs/finch.md"],
        ["Ana Ruiz", "src/finch.py"],
        ["Ben Okafor", "src/finch.py"],
        ["Chi Lu", "src/finch.py"],
    ]
    ben = found.memberships[found.memberships["person"] == "Ben Okafor"]
    assert set(ben["start"]) == {pd.Timestamp("2024-05-04 04:30")}
    assert found.view == "whole"


def test_commits_by_several_are_works(sample) -> None:
    found = read(sample("git_log-default"))
    focus = f"commit {'2' * 40}"
    assert rows_of(found, "work") == [["Ben Okafor", focus], ["Chi Lu", focus]]
    assert found.provenance.dropped == {"author: a program": 1, "commit: merge": 1}


def test_other_forms_of_dates_and_paths(sample) -> None:
    found = read(sample("git_log-fuller"))
    assert rows_of(found, "page") == [
        ["Ben Okafor", "logo.png"],
        ["Ana Ruiz", "new.md"],
        ["Ana Ruiz", "src/finch.py"],
        ["Ben Okafor", "src/finch.py"],
    ]
    assert found.memberships["start"].to_list() == [
        pd.Timestamp("2024-05-01 10:00"),
        pd.Timestamp("2024-05-01 08:00"),
        pd.Timestamp("2024-05-01 08:00"),
        pd.Timestamp("2024-05-01 10:00"),
    ]


def test_people_who_changed_one_file_are_tied(sample) -> None:
    ties = wt.build_network(read(sample("git_log-default"))).ties
    assert ("Ana Ruiz", "Ben Okafor") in ties.index
    assert set(ties["evidence"]) == {"co_presence"}


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_what_git_itself_prints(tmp_path: Path) -> None:
    folder = tmp_path / "repository"
    folder.mkdir()
    names = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}

    def git(*words: str, name: str = "Ana Ruiz") -> str:
        who = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (
                ("NAME", name),
                ("EMAIL", "x@example.org"),
                ("DATE", "2024-05-01T10:00:00+0200"),
            )
        }
        run = subprocess.run(
            ["git", "-C", str(folder), *words],
            env={**os.environ, **names, **who},
            capture_output=True,
            text=True,
            check=True,
        )
        return run.stdout

    git("init", "-q")
    (folder / "finch.py").write_text("1")
    git("add", ".")
    git("commit", "-q", "-m", "Begin")
    (folder / "finch.py").write_text("2")
    git("commit", "-q", "-a", "-m", "Go on\n\nCo-authored-by: Chi Lu <c@example.org>", name="Ben")
    path = tmp_path / "log"
    for date in ("default", "iso", "iso-strict", "rfc", "raw", "unix"):
        for files in ("--name-only", "--name-status", "--numstat"):
            path.write_text(git("log", files, f"--date={date}"))
            assert identify(path).name == "git_log"
            found = read(path)
            assert rows_of(found, "page") == [
                [one, "finch.py"] for one in ("Ana Ruiz", "Ben", "Chi Lu")
            ]
            assert set(found.memberships["start"]) == {pd.Timestamp("2024-05-01 08:00")}


def test_a_log_without_files_says_what_to_do(write_file) -> None:
    text = "commit 1234567\nAuthor: Ana <a@example.org>\nDate:   long ago\n\n    Begin\n"
    found = read(write_file(text * 2, name="log"))
    assert any("--name-only" in one for one in found.provenance.warnings)
    assert any("date could not be understood: 1" in one for one in found.provenance.warnings)
    assert found.provenance.dropped == {"commit given again": 1}


def test_a_log_of_programs_and_other_texts(write_file) -> None:
    text = "commit 1234567\nAuthor: x[bot] <a@example.org>\n\n    Begin\n"
    with pytest.raises(NothingUsableError, match="names no author"):
        read(write_file(text, name="log"))
    with pytest.raises(UnknownFormatError, match="not what git log prints"):
        read_git_log(write_file("commit to nothing\nAuthor: x\n", name="log"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_as_windows_writes_it(sample, sample_members, write_file, encoding: str, end: str) -> None:
    text = sample_members("git_log-default")["log.txt"].decode().replace("\n", end)
    found = read(write_file(text.encode(encoding), name="log.txt"))
    pd.testing.assert_frame_equal(found.memberships, read(sample("git_log-default")).memberships)


def test_a_file_that_was_renamed_goes_by_its_new_name(write_file) -> None:
    text = (
        "commit 1234567\nAuthor: Ana <a@example.org>\nDate:   Wed May 1 10:00:00 2024 +0200\n\n"
        "    Move\n\n1\t2\tsrc/{old => new}/f.py\n0\t0\ta.py => b.py\n3\t0\tsrc/{sub => }/g.py\n"
    )
    found = read(write_file(text, name="log"))
    assert rows_of(found, "page") == [["Ana", one] for one in ("b.py", "src/g.py", "src/new/f.py")]


def test_two_letters_before_a_path_are_those_of_a_change_in_both_parents(write_file) -> None:
    text = f"{COMMIT}MM\tsrc/f.py\nM\tsrc/g.py\nM\tsrc/g.py\n"
    assert files_in(read(write_file(text, name="log"))) == ["src/f.py", "src/g.py"]


COMMIT = (
    "commit 1111111111111111111111111111111111111111\nAuthor: Ana Ruiz <ana@example.org>\n"
    "Date:   Wed May 1 10:00:00 2024 +0200\n\n    Count finches\n\n"
)


def files_in(found) -> list[str]:
    return sorted(found.memberships["focus"])


def test_the_text_of_changes_is_no_list_of_files(write_file) -> None:
    patch = (
        "diff --git a/src/finch.py b/src/my finch.py\nsimilarity index 90%\nindex 123..456 100644\n"
        "--- a/src/finch.py\n+++ b/src/my finch.py\n@@ -1,2 +1,2 @@\n context\n-secret\n+password\n"
        'diff --git "a/\\303\\251.py" "b/\\303\\251.py"\nBinary files differ\n'
        "diff --git plain.py plain.py\n"
    )
    found = read(write_file(COMMIT + patch, name="log.txt"))
    assert files_in(found) == ["plain.py", "src/my finch.py", "é.py"]


def test_paths_in_quotation_marks_are_written_out(write_file) -> None:
    listed = 'M\t"src/\\303\\251t\\303\\251.py"\nA\t"a \\"b\\"\\t.py"\n"half\n'
    found = read(write_file(COMMIT + listed, name="log.txt"))
    assert files_in(found) == ['"half', 'a "b" .py', "src/été.py"]


def test_notes_and_signatures_are_no_files(write_file) -> None:
    signed = COMMIT.replace("Author", "gpg: Signature made Wed\ngpg:   using RSA key\nAuthor", 1)
    found = read(write_file(f"{signed}Notes:\n    seen\n\nNotes (ci):\n    ok\n\na.py\n", name="l"))
    assert files_in(found) == ["a.py"]


def test_a_packed_log_in_a_folder(tmp_path) -> None:
    (tmp_path / "log.txt.gz").write_bytes(gzip.compress(f"{COMMIT}a.py\n".encode()))
    assert files_in(read(tmp_path)) == ["a.py"]
