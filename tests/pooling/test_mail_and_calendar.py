"""People of mail, calendars and address books have ids in common."""

from pathlib import Path

import pytest

from weakties.importers import read
from weakties.pooling import find_matches, pool

pytest.importorskip("icalendar")

SAMPLES = Path(__file__).parents[1] / "importers" / "samples"


def test_an_address_is_one_person_in_files_of_every_format() -> None:
    exports = [
        read(SAMPLES / name) for name in ("mail-takeout", "calendar-takeout", "vcard-4", "mail-eml")
    ]
    sure = find_matches(exports)
    assert "same id" in set(sure["why"])
    labels = pool(exports).people["label"].tolist()
    # Ben has one address in all four files, where he is called in three ways.
    assert sum(label.endswith("Ito") or "Okafor" in label for label in labels) == 1
