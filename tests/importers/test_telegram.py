"""Exports of Telegram Desktop: single chats and everything of one person."""

import json

import pandas as pd
import pytest

from weakties.build import build_network
from weakties.errors import NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import read, read_telegram


def test_a_group(sample, acts_of) -> None:
    found = read(sample("telegram-chat"))
    assert acts_of(found) == [
        ("user1", (), "message"),
        ("user2", (), "message"),
        ("user2", ("user1",), "reply"),
        ("user3", ("user2",), "reaction"),
        ("user3", ("user4",), "mention"),
        ("user3", (), "message"),
        ("user4", (), "message"),
    ]
    assert found.view == "one_chat"
    assert found.owner is None
    assert found.people["label"].to_dict() == {
        "user1": "Ana Kovač",
        "user2": "Ben Ito",
        "user3": "Cy Ode",
        "user4": "user4",
    }


def test_times_are_utc_not_those_of_the_exporting_computer(sample) -> None:
    events = read(sample("telegram-chat")).events
    assert events["time"].iloc[0] == pd.Timestamp("2025-11-14 09:12:44")
    reaction = events.loc[events["kind"] == "reaction", "time"].iloc[0]
    assert reaction == pd.Timestamp("2025-11-14 09:13:00")


def test_what_is_left_out_is_counted(sample) -> None:
    assert read(sample("telegram-chat")).provenance.dropped == {
        "mention: of a handle that the file does not explain": 2,
        "message: notice of the program": 2,
        "message: written as a channel, or by nobody": 1,
        "reply: to a message that is not in the export": 1,
    }


def test_everything_of_one_person(sample, acts_of) -> None:
    found = read(sample("telegram-full"))
    assert (found.owner, found.view) == ("user1", "ego")
    assert acts_of(found, "message")[:4] == [
        ("user3", (), "message"),
        ("user2", (), "message"),
        ("user2", ("user1",), "message"),
        ("user1", ("user2",), "message"),
    ]
    assert acts_of(found, "mention") == [("user3", ("user4",), "mention")]
    contexts = {"Ben Ito", "Field ops (70)", "Field ops (77)"}
    assert set(found.events["context"]) == contexts
    dropped = found.provenance.dropped
    assert dropped["message: broadcast of a channel"] == 1
    assert dropped["message: chat with a bot"] == 1
    assert dropped["message: to oneself"] == 1
    assert dropped["contact: without an account"] == 1
    assert dropped["mention: of a handle that the file does not explain"] == 1


def test_contacts_are_the_owners_ties_since_their_date(sample) -> None:
    (tie,) = read(sample("telegram-full")).ties.to_dict("records")
    assert (tie["source"], tie["target"], tie["kind"]) == ("user1", "user2", "contact")
    assert tie["start"] == pd.Timestamp("2024-01-03 10:00")


def test_the_network_of_one_person(sample) -> None:
    network = build_network(read(sample("telegram-full")))
    assert "user1" not in network.ids
    ties = network.ties
    assert ties.loc[("user2", "user3"), "rules"] == "addressed; same_talk"
    assert ties.loc[("user2", "user3"), "evidence"] == "interaction"
    assert network.owner_ties.loc["user2", "messages_received"] == 2.0


def test_an_export_of_2019_with_numbers_for_people_and_local_times(sample, acts_of) -> None:
    found = read(sample("telegram-2019"))
    assert acts_of(found)[-1] == ("user4321000002", ("user4321000001",), "reply")
    assert found.events["time"].iloc[0] == pd.Timestamp("2019-05-01 10:00")


def test_the_same_chat_twice_counts_once(sample, sample_members) -> None:
    again = sample_members("telegram-chat")["result.json"]
    one = read(sample("telegram-chat"))
    found = read(sample("telegram-chat", {"again/result.json": again}))
    assert found.view == "one_chat"
    pd.testing.assert_frame_equal(found.events, one.events)
    assert found.provenance.duplicates == 7


def test_pages_are_not_read_but_explained(write_zip) -> None:
    with pytest.raises(UnknownFormatError, match=r"Telegram as HTML.*Machine-readable JSON"):
        read(write_zip({"ChatExport_2025-11-14/messages.html": "<html>"}))


def test_a_document_cut_short(sample_members, write_file) -> None:
    content = sample_members("telegram-chat")["result.json"][:-20]
    with pytest.raises(ReadError, match="cut short"):
        read(write_file(content, name="result.json"))


def test_a_chat_of_nobody(write_file) -> None:
    with pytest.raises(NothingUsableError, match="names nobody"):
        read(write_file('{"name": "x", "type": "private_group", "id": 1, "messages": []}'))


def test_something_else(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="no export of Telegram"):
        read_telegram(write_file('{"messages": []}', name="result.json"))


def test_where_nobody_is_left_it_is_said_what_was_left_out(write_file) -> None:
    said = {"id": 1, "type": "message", "date_unixtime": "1763111564", "from_id": "channel7"}
    channel = {"name": "News", "type": "public_channel", "id": 7, "messages": [said]}
    with pytest.raises(
        NothingUsableError, match=r"Left out: message: broadcast of a channel \(1\)"
    ):
        read(write_file(json.dumps(channel), name="result.json"))


def test_exports_of_chats_under_other_names_in_one_folder(write_zip) -> None:
    def chat(name: str, number: int, person: str) -> str:
        said = {"id": 1, "type": "message", "date_unixtime": "1763111564", "from_id": person}
        about = {"name": name, "type": "private_group", "id": number, "messages": [said]}
        return json.dumps(about)

    chats = {"club.json": chat("Club", 7, "user1"), "family.json": chat("Family", 8, "user2")}
    found = read(write_zip(chats))
    assert found.people.index.to_list() == ["user1", "user2"]
    assert found.events["context"].to_list() == ["Club", "Family"]
