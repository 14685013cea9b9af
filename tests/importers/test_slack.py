"""Exports of Slack of several years and kinds."""

import json

import pandas as pd
import pytest

from weakties.build import build_network
from weakties.errors import NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import read, read_slack


def test_a_public_export(sample, acts_of) -> None:
    found = read(sample("slack-2024"))
    assert acts_of(found) == [
        ("U01ANA", ("U02BEN",), "mention"),
        ("U01ANA", (), "message"),
        ("W03CHI", ("U01ANA",), "reaction"),
        ("U04DEE", ("W03CHI",), "mention"),
        ("U04DEE", (), "message"),
        ("W03CHI", (), "message"),
        ("U02BEN", (), "message"),
        ("U02BEN", ("U01ANA",), "reply"),
        ("W03CHI", ("U02BEN",), "mention"),
        ("W03CHI", (), "message"),
        ("W03CHI", ("U01ANA",), "reply"),
        ("U01ANA", (), "message"),
        ("U09EXT", (), "message"),
    ]
    assert found.view == "sample"
    assert found.owner is None
    assert any("direct messages" in warning for warning in found.provenance.warnings)


def test_times_are_utc_whatever_day_the_file_is_named_after(sample) -> None:
    events = read(sample("slack-2024")).events
    assert events["time"].iloc[0] == pd.Timestamp("2024-03-04 11:20:34.001200")
    assert set(events["context"]) == {"general", "design"}
    threads = events.loc[events["kind"] == "reply", "thread"]
    assert set(threads) == {"1709551234.001200"}


def test_people_are_those_of_the_list_and_those_met_outside_it(sample) -> None:
    people = read(sample("slack-2024")).people
    assert people["label"].to_dict() == {
        "U01ANA": "Ana Ruiz",
        "U02BEN": "Ben Okafor",
        "U04DEE": "Dee Park",
        "U09EXT": "Ed Stone",
        "W03CHI": "Chi Lin",
    }
    assert people.loc["U01ANA", "position"] == "Librarian"


def test_what_is_left_out_is_counted(sample) -> None:
    assert read(sample("slack-2024")).provenance.dropped == {
        "message: notice of the program": 1,
        "message: of a bot": 1,
        "reaction: to oneself": 1,
        "reply: to a bot, or to a message outside the export": 1,
        "reply: to oneself": 1,
        "user: a bot": 1,
    }


def test_members_of_channels(sample) -> None:
    memberships = read(sample("slack-2024")).memberships
    assert memberships[["person", "focus"]].to_numpy().tolist() == [
        ["U04DEE", "design"],
        ["W03CHI", "design"],
        ["U01ANA", "general"],
        ["U02BEN", "general"],
        ["W03CHI", "general"],
    ]


def test_an_export_of_2016_in_a_folder_of_its_own(sample, acts_of) -> None:
    found = read(sample("slack-2016"))
    assert acts_of(found) == [
        ("U1", (), "message"),
        ("U2", (), "message"),
        ("U2", ("U1",), "reply"),
        ("U2", ("U1",), "mention"),
        ("U2", (), "message"),
    ]
    assert found.people["label"].to_dict() == {"U1": "Ana Ruiz", "U2": "ben"}
    assert found.provenance.dropped == {"message: without author or time": 1}


def test_a_full_export_with_direct_messages(sample, acts_of) -> None:
    found = read(sample("slack-full"))
    assert found.view == "whole"
    assert acts_of(found) == [
        ("U01ANA", ("U02BEN",), "message"),
        ("U01ANA", (), "message"),
        ("W03CHI", (), "message"),
        ("U02BEN", ("U01ANA",), "message"),
        ("U02BEN", ("U01ANA", "W03CHI"), "message"),
        ("W03CHI", ("U02BEN",), "reaction"),
    ]
    assert found.provenance.dropped == {"message: to a bot, or to oneself": 1}
    assert not found.provenance.warnings


def test_channels_of_several_workspaces_stay_apart(sample) -> None:
    found = read(sample("slack-grid"))
    assert set(found.events["context"]) == {"all", "North/general", "South/general"}
    assert len(found.people) == 4
    assert found.provenance.duplicates == 0


def test_the_network_of_a_workspace(sample) -> None:
    network = build_network(read(sample("slack-2024")))
    assert network.directed
    evidence = network.ties["evidence"].astype(str).to_dict()
    assert evidence["U04DEE", "W03CHI"] == "interaction"
    assert evidence["W03CHI", "U01ANA"] == "interaction"
    assert evidence["U01ANA", "W03CHI"] == "co_presence"
    assert ("U01ANA", "U04DEE") not in evidence
    assert "U09EXT" in network.ids


def test_the_same_message_in_two_files_counts_once(sample) -> None:
    day = [{"type": "message", "user": "U01ANA", "text": "", "ts": "1709551234.001200"}]
    found = read(sample("slack-full", {"general/2024-03-05.json": day}))
    assert found.provenance.duplicates == 1
    assert len(found.events) == 6


def test_one_damaged_day_is_left_out_and_named(sample) -> None:
    found = read(sample("slack-2024", {"general/2024-03-05.json": '[{"type": "mess'}))
    assert any("general/2024-03-05.json is no JSON" in one for one in found.provenance.warnings)
    assert "general/2024-03-04.json" in found.provenance.files


@pytest.mark.parametrize("value", [None, 7, "x", [], {}, [7], [{}], [[{}]], {"id": {}}])
def test_files_of_another_shape(sample, value) -> None:
    found = read(sample("slack-full", dict.fromkeys(["channels.json", "dms.json"], value)))
    assert len(found.people) == 4


def test_an_export_of_nobody(sample, sample_members) -> None:
    nothing = dict.fromkeys(sample_members("slack-2024"), "[]")
    with pytest.raises(NothingUsableError, match="names nobody"):
        read_slack(sample("slack-2024", nothing))


def test_something_else_is_no_export_of_slack(write_zip) -> None:
    with pytest.raises(UnknownFormatError, match="no export of Slack"):
        read_slack(write_zip({"users.json": "[]", "channels.json": "[]"}))


DAY = [
    {
        "type": "message",
        "user": "U1",
        "text": "Look, <@U2>",
        "ts": "1709551234.001200",
        "user_profile": {"real_name": "Ana"},
    }
]


@pytest.mark.parametrize("name", ["general/2024-03-04.json", "2024-03-04.json"])
def test_a_channel_or_day_taken_out_of_an_export(tmp_path, name) -> None:
    file = tmp_path / "export" / name
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(DAY))
    for path, context in ((file.parent, file.parent.name), (file, "2024-03-04")):
        found = read(path)
        assert found.people["label"].to_dict() == {"U1": "Ana", "U2": "U2"}
        assert set(found.events["context"]) == {context}
        assert any("users.json is missing" in warning for warning in found.provenance.warnings)


def test_time_stamps_that_became_numbers(write_zip) -> None:
    def said(time: float) -> dict[str, object]:
        return {"type": "message", "user": "U1", "ts": time, "thread_ts": 1709551234.5}

    days = json.dumps([said(1709551234.5), said(1709551240.25)])
    found = read(
        write_zip(
            {"users.json": "[]", "channels.json": '[{"name": "g"}]', "g/2024-03-04.json": days}
        )
    )
    assert found.events["time"].nunique() == 2
    assert set(found.events["thread"]) == {"1709551234.500000"}


def test_exports_beside_each_other_are_not_read_as_one(sample_members, write_zip) -> None:
    both = {
        f"{export}/{name}": content
        for export in ("January", "February")
        for name, content in sample_members("slack-2024").items()
    }
    with pytest.raises(ReadError, match=r"2 exports of Slack \(February, January\)\. Give one"):
        read(write_zip(both))
