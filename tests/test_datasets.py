"""The data that come with the package can be found and read."""

import json
from pathlib import Path

import pytest

import weakties as wt
from weakties.errors import NotFoundError

TRUTH = Path(__file__).resolve().parents[1] / "data" / "librarian" / "truth.json"


def test_the_bundled_archive_holds_the_people_of_its_truth() -> None:
    found = wt.datasets.load("librarian")
    truth = json.loads(TRUTH.read_text(encoding="utf-8"))
    assert found.owner is not None
    assert len(found.people) > 600
    assert {str(one) for one in truth["isolates"]} <= {str(one) for one in found.people.index}


def test_an_unknown_data_set_is_refused_with_the_known_ones() -> None:
    with pytest.raises(NotFoundError, match=r"'karate'.*librarian"):
        wt.datasets.path("karate")
