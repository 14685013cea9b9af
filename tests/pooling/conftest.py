"""Exports of people who know each other, made from the truth behind the bundled archive."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pytest

import weakties as wt
from weakties.connections import Connections, Provenance

TRUTH = Path(__file__).resolve().parents[2] / "data" / "librarian" / "truth.json"


@pytest.fixture(scope="session")
def true_ties() -> set[tuple[str, str]]:
    ties = json.loads(TRUTH.read_text(encoding="utf-8"))["ties"]
    return {tuple(sorted((tie["source"], tie["target"]))) for tie in ties}


@pytest.fixture(scope="session")
def profiles() -> pd.DataFrame:
    """Name and employer of everybody in the bundled archive, by slug."""
    found = wt.read(wt.datasets.path("librarian"))
    people = found.people.drop(index=found.owner)[["label", "company", "position"]].fillna("")
    return people[~people.index.str.startswith("name:")]


def write_archive(
    file: Path,
    owner: str,
    contacts: Sequence[str],
    profiles: pd.DataFrame,
    *,
    without_address: Sequence[str] = (),
) -> Path:
    """A LinkedIn archive of an owner, some of whose contacts are listed without an address."""
    address = "https://www.linkedin.com/in/{}".format
    lines = [["First Name", "Last Name", "URL", "Company", "Position", "Connected On"]]
    for one in contacts:
        first, _, last = profiles.loc[one, "label"].partition(" ")
        url = "" if one in without_address else address(one)
        company, position = profiles.loc[one, ["company", "position"]]
        lines.append([first, last, url, company, position, "08 Feb 2024"])
    sent = [
        ["From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl"]
    ]
    known = [one for one in contacts if one not in without_address]
    for one in known[:4]:
        row = ["", "", "2/8/24, 9:00 AM", "", "OUTGOING", address(owner), address(one)]
        sent.append(row)
    with zipfile.ZipFile(file, "w") as archive:
        for name, rows in (("Connections.csv", lines), ("Invitations.csv", sent)):
            text = io.StringIO()
            csv.writer(text).writerows(rows)
            archive.writestr(name, text.getvalue())
    return file


@pytest.fixture
def make_archive() -> Callable[..., Path]:
    return write_archive


@pytest.fixture
def make_export() -> Callable[..., Connections]:
    def export(
        owner: str | None,
        *contacts: str,
        name: str = "",
        company: Sequence[str | None] | None = None,
        labels: Sequence[str] | None = None,
        format_name: str = "linkedin",
        **tables: pd.DataFrame,
    ) -> Connections:
        ids = [*contacts, *([] if owner is None else [owner])]
        people = pd.DataFrame({"label": list(labels or ids)}, index=ids, dtype=object)
        if company is not None:
            people["company"] = pd.Series(list(company), index=ids, dtype=object)
        ties = None
        if owner is not None:
            ties = pd.DataFrame({"source": owner, "target": list(contacts)}, dtype=object)
            ties = ties.assign(kind="connection", directed=False, weight=1.0, evidence="declared")
            empty = pd.Series([pd.NaT] * len(ties), dtype="datetime64[us]")
            ties = ties.assign(start=empty, end=empty)
        return Connections(
            people=people,
            ties=ties,
            owner=owner,
            view="whole" if owner is None else "ego",
            provenance=Provenance(
                format=format_name, sources=[name or f"{owner}.zip"], files={"a.csv": len(contacts)}
            ),
            **tables,
        )

    return export
