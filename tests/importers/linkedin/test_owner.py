"""Who the owner is, what is known of them, and whose profile belongs to whose name."""

import pandas as pd
import pytest

from weakties.importers import read


@pytest.fixture
def read_without(invented, write_zip):
    """Read the small archive without some members, or with changed ones."""

    def read_it(*missing, **changed):
        members = {**invented.members(), **changed}
        return read(write_zip({name: members[name] for name in members if name not in missing}))

    return read_it


def test_invitations_tell_the_owner(read_without):
    found = read_without("Profile.csv", "messages.csv")
    assert found.owner == "jopike"
    assert found.people.loc["jopike", "label"] == "you"


def test_the_name_in_the_profile_tells_the_owner(invented, read_without):
    rows = [
        invented.message("c", "Jo Pike", "jopike", "Stranger", ["stranger"]),
        invented.message("d", "Stranger", "stranger", "Jo Pike", ["jopike"]),
    ]
    talks = invented.table(invented.MESSAGES, rows)
    found = read_without("Invitations.csv", **{"messages.csv": talks})
    assert found.owner == "jopike"
    assert found.people.loc["jopike", "label"] == "Jo Pike"


def test_who_takes_part_everywhere_is_the_owner(read_without):
    assert read_without("Invitations.csv", "Profile.csv").owner == "jopike"


def test_where_nothing_tells_the_owner_it_is_said(invented, read_without):
    row = invented.message("c", "One", "one", "Two", ["two"])
    talks = invented.table(invented.MESSAGES, [row])
    found = read_without("Invitations.csv", "Profile.csv", **{"messages.csv": talks})
    assert found.owner == "owner"
    assert any("owner" in warning for warning in found.provenance.warnings)


def test_what_an_unknown_owner_received_is_theirs(invented, read_without):
    rows = [
        invented.message("c", "Al Ito", "al-ito", "?", ["one"]),
        invented.message("d", "Bo", "bo-1", "?", ["two"]),
    ]
    talks = invented.table(invented.MESSAGES, rows)
    found = read_without("Invitations.csv", "Profile.csv", **{"messages.csv": talks})
    assert found.events["targets"].to_list() == [("owner",), ("owner",)]
    assert found.events["others"].to_list() == [0, 0]


def test_the_owners_own_row_is_no_contact(invented, read_without):
    rows = [*invented.CONTACTS, ("Jo", "Pike", invented.profile("jopike"), "", "", "", "")]
    found = read_without(**{"Connections.csv": invented.connections(rows)})
    assert "jopike" not in found.ties["target"].to_list()
    assert found.provenance.dropped == {"contact: the owner's own row": 1}


def test_employers_schools_and_events_of_the_owner(invented, read_without):
    schools = [("Hill College", "2001", "2004-06", "", "BA", "")]
    header = ("School Name", "Start Date", "End Date", "Notes", "Degree Name", "Activities")
    happenings = [("Book Day", "2019-04-23 10:00:00 - 2019-04-24 18:00:00", "", "ATTENDED")]
    found = read_without(
        **{
            "Education.csv": invented.table(header, schools),
            "Events.csv": invented.table(
                ("Event Name", "Event Time", "External Url", "Status"), happenings
            ),
        }
    )
    rows = found.memberships[found.memberships["person"] == "jopike"].drop(columns="person")
    assert rows.to_numpy().tolist() == [
        ["Northwind", "employer", pd.Timestamp("2021-01-01"), pd.Timestamp("2024-03-31")],
        ["Book Day", "event", pd.Timestamp("2019-04-23 10:00"), pd.Timestamp("2019-04-24 18:00")],
        ["Hill College", "school", pd.Timestamp("2001-01-01"), pd.Timestamp("2004-06-30")],
    ]


def test_present_employers_have_no_end_and_odd_dates_are_reported(invented, read_without):
    header = ("Company Name", "Title", "Description", "Location", "Started On", "Finished On")
    rows = [
        ("A", "", "", "", "January 2024", ""),
        ("B", "", "", "", "long ago", "Dec 1999"),
        ("",) * 5 + ("2001",),
    ]
    found = read_without(**{"Positions.csv": invented.table(header, rows)})
    stays = found.memberships[found.memberships["person"] == "jopike"][["focus", "start", "end"]]
    assert stays.to_numpy().tolist() == [
        ["A", pd.Timestamp("2024-01-01"), pd.NaT],
        ["B", pd.NaT, pd.Timestamp("1999-12-31")],
    ]
    assert [problem.line for problem in found.provenance.problems] == [3, 4]
    assert found.provenance.dropped == {"employer: without a name": 1}


BEFORE_2023 = "First Name,Last Name,Email Address,Company,Position,Connected On\n"


def test_names_are_joined_to_profiles_seen_elsewhere(read_without):
    rows = 'Inés,Okafor,,Northwind,,08 Feb 2020\nAl,"Ito, MSc",,,,\nUn,Known,,,,\n'
    found = read_without(**{"Connections.csv": BEFORE_2023 + rows})
    assert list(found.people.index) == ["al-ito", "ines-okafor-3b2a", "jopike", "name:un known"]
    assert len(found.events) == 4
    assert found.provenance.dropped == {"message: sender is no contact": 1}


def test_names_of_two_contacts_are_joined_to_no_profile(read_without):
    rows = "Al,Ito,,A,,\nAl,Ito,,B,,\n"
    found = read_without(**{"Connections.csv": BEFORE_2023 + rows})
    assert list(found.people.index) == ["jopike", "name:al ito", "name:al ito#2"]


def test_names_of_two_profiles_are_joined_to_neither(invented, read_without):
    talks = [
        invented.message("c", "Al Ito", "al-ito", "Jo Pike", ["jopike"]),
        invented.message("d", "Al Ito", "al-ito-2", "Jo Pike", ["jopike"]),
    ]
    found = read_without(
        "Invitations.csv",
        **{
            "Connections.csv": BEFORE_2023 + "Al,Ito,,A,,\n",
            "messages.csv": invented.table(invented.MESSAGES, talks),
        },
    )
    assert "name:al ito" in found.people.index
