"""The bundled archive, whose contents are known."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from weakties.importers import read

FOLDER = Path(__file__).resolve().parents[3] / "data" / "librarian"
NAME = "Basic_LinkedInDataExport_01-15-2026"


@pytest.fixture(scope="module")
def found():
    return read(FOLDER / f"{NAME}.zip")


def test_its_contacts_are_those_of_the_truth(found):
    truth = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))
    assert set(found.ties["target"]) == set(truth["communities"])
    rows = found.provenance.files["Connections.csv"]
    assert len(found.ties) + found.provenance.hidden + found.provenance.duplicates == rows


def test_every_row_is_read_or_accounted_for(found):
    dropped = found.provenance.dropped
    messages = sum(number for reason, number in dropped.items() if reason.startswith("message"))
    kept = (found.events["kind"] == "message").sum()
    assert kept + messages == found.provenance.files["messages.csv"]
    assert not found.provenance.warnings


def test_every_row_left_out_is_listed_with_its_line(found):
    problems = found.provenance.problems
    assert found.provenance.dropped
    assert Counter(one.reason for one in problems) == found.provenance.dropped
    assert len({(one.file, one.line) for one in problems}) == len(problems)
    assert all(one.line and one.line > 1 and not one.found for one in problems)


def test_its_owner_is_found(found):
    assert found.people.loc[found.owner, "label"] != "you"
    kinds = set(found.memberships.loc[found.memberships["person"] == found.owner, "kind"])
    assert kinds == {"employer", "school", "event", "followed company"}


def test_the_folder_says_what_the_zip_says(found):
    folder = read(FOLDER / NAME)
    for table in ("people", "ties", "events", "memberships"):
        pd.testing.assert_frame_equal(getattr(found, table), getattr(folder, table))
    assert replace(found.provenance, sources=()) == replace(folder.provenance, sources=())
