"""Invitations, endorsements and recommendations."""

import pandas as pd
import pytest

from weakties.importers import read

ENDORSER = ("Endorsement Date", "Skill Name", "Endorser First Name", "Endorser Last Name")
RECOMMENDED = ("First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date", "Status")


@pytest.fixture
def read_with(invented, write_zip):
    """Read the small archive with further members."""

    def read_it(**members):
        return read(write_zip({**invented.members(), **members}))

    return read_it


def acts(found, kind):
    events = found.events[found.events["kind"] == kind]
    return events[["time", "actor", "targets", "context"]].to_numpy().tolist()


def test_invitations_go_both_ways(read_with):
    assert acts(read_with(), "invitation") == [
        [pd.Timestamp("2024-02-09 08:05"), "al-ito", ("jopike",), None],
        [pd.Timestamp("2026-01-29 14:37"), "jopike", ("ines-okafor-3b2a",), None],
    ]


def test_invitations_before_they_had_addresses(invented, read_with):
    rows = [
        ("Jo Pike", "Al Ito", "1/9/22, 2:37\u202fPM", "", "OUTGOING"),
        ("Some Stranger", "Jo Pike", "1/9/22, 2:37 PM", "", "INCOMING"),
        ("Jo Pike", "Bo", "1/9/22, 2:37 PM", "", "SIDEWAYS"),
    ]
    text = invented.table(("From", "To", "Sent At", "Message", "Direction"), rows)
    found = read_with(**{"Invitations.csv": text})
    assert acts(found, "invitation") == [
        [pd.Timestamp("2022-01-09 14:37"), "jopike", ("al-ito",), None]
    ]
    assert found.provenance.dropped == {
        "invitation: not with a contact": 1,
        "invitation: direction not understood": 1,
    }


@pytest.mark.parametrize("name", ["Endorsement_Received_Info.csv", "endorsement received info.CSV"])
def test_endorsements_name_the_skill(invented, read_with, name):
    row = (
        "2024/02/01 15:02:55 UTC",
        "Graph theory",
        "Al",
        "Ito",
        "www.linkedin.com/in/al-ito",
        "ACCEPTED",
    )
    header = (*ENDORSER, "Endorser Public Url", "Endorsement Status")
    found = read_with(**{name: invented.table(header, [row])})
    assert acts(found, "endorsement") == [
        [pd.Timestamp("2024-02-01 15:02:55"), "al-ito", ("jopike",), "Graph theory"]
    ]


def test_endorsements_given_and_without_addresses(invented, read_with):
    header = tuple(name.replace("Endorser", "Endorsee") for name in ENDORSER)
    text = invented.table(header, [("2021/02/01 15:02:55 UTC", "Poetry", "Al", "Ito")])
    found = read_with(**{"Endorsement_Given_Info.csv": text})
    ((_, actor, targets, _),) = acts(found, "endorsement")
    assert (actor, targets) == ("jopike", ("al-ito",))


@pytest.mark.parametrize("name", ["Recommendations_Received.csv", "Recommendations Received.csv"])
def test_recommendations_are_joined_by_name(invented, read_with, name):
    rows = [
        ("Inés", "Okafor", "Northwind", "Boss", "Great,\nreally", "2024-05-01", "VISIBLE"),
        ("No", "Contact", "X", "Y", "Z", "2024-05-01", "VISIBLE"),
    ]
    found = read_with(**{name: invented.table(RECOMMENDED, rows)})
    assert acts(found, "recommendation") == [
        [pd.Timestamp("2024-05-01"), "ines-okafor-3b2a", ("jopike",), None]
    ]
    assert found.provenance.dropped == {"recommendation: not with a contact": 1}


def test_recommendations_given(invented, read_with):
    row = ("Al", "Ito", "Contoso", "Analyst", "Good", "05/01/24, 02:00 PM", "VISIBLE")
    found = read_with(**{"Recommendations_Given.csv": invented.table(RECOMMENDED, [row])})
    assert acts(found, "recommendation") == [
        [pd.Timestamp("2024-05-01 14:00"), "jopike", ("al-ito",), None]
    ]
