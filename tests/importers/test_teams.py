"""Messages of Teams from Graph, and exports of personal accounts."""

import io
import json
import tarfile

import pandas as pd
import pytest

from weakties.build import build_network
from weakties.errors import NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import identify, read, read_teams

ANA = "11111111-2222-3333-4444-555555555555"
BEN = "66666666-7777-8888-9999-000000000000"
CY = "c0ffee00-7777-8888-9999-000000000000"
ME = "8:live:.cid.me"


def test_channels_groups_and_chats_of_two(sample, acts_of) -> None:
    found = read(sample("teams-graph"))
    assert acts_of(found) == [
        (ANA, (), "message"),
        (BEN, (CY,), "mention"),
        (BEN, (), "message"),
        (BEN, (ANA,), "reply"),
        (BEN, (ANA,), "reaction"),
        (CY, (), "message"),
        (ANA, (), "message"),
        (BEN, (), "message"),
        (BEN, (ANA,), "reply"),
        (CY, (), "message"),
        (ANA, (BEN,), "message"),
        (ANA, (BEN,), "message"),
    ]
    assert found.view == "sample"
    assert found.people["label"].to_dict() == {ANA: "Ana Ruiz", BEN: "Ben Okafor", CY: "Cy Ode"}
    assert "Book trade" in set(found.events["context"])


def test_what_is_left_out_is_counted(sample) -> None:
    origin = read(sample("teams-graph")).provenance
    assert origin.dropped == {
        "message: deleted": 1,
        "message: notice of the program, or of a bot": 1,
        "reply: to a message that is not in the file, or to a bot": 1,
    }
    assert origin.duplicates == 1
    assert any("1 of 12 acts have no time" in warning for warning in origin.warnings)


def test_threads_and_times_of_a_channel(sample) -> None:
    events = read(sample("teams-graph")).events
    replies = events[events["kind"] == "reply"]
    assert replies["thread"].to_list()[0] == "1"
    assert replies["time"].iloc[0] == pd.Timestamp("2024-03-04 11:20:34.567")


def test_the_network(sample) -> None:
    ties = build_network(read(sample("teams-graph"))).ties
    assert ties.loc[(BEN, ANA), "rules"] == "addressed; same_talk"
    assert ties.loc[(ANA, BEN), "strength"] == 3.5


def test_a_personal_account(sample, acts_of) -> None:
    found = read(sample("teams-personal"))
    assert (found.owner, found.view) == (ME, "ego")
    assert acts_of(found) == [
        (ME, ("8:live:.cid.cy",), "message"),
        ("8:live:.cid.cy", (ME,), "message"),
        ("8:live:.cid.ana", ("8:live:.cid.bo", ME), "message"),
        ("8:live:.cid.bo", ("8:live:.cid.ana",), "reaction"),
        (ME, ("8:live:.cid.ana", "8:live:.cid.bo"), "message"),
    ]
    assert found.provenance.dropped == {
        "message: deleted": 1,
        "message: list of the account, or chat with a bot": 2,
        "message: notice of the program, or of a bot": 1,
    }


def test_a_personal_account_as_downloaded(sample_members, write_file) -> None:
    out = io.BytesIO()
    content = sample_members("teams-personal")["messages.json"]
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("messages.json")
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    path = write_file(out.getvalue(), name="8_live_.cid.me_export.tar")
    assert identify(path).name == "teams"
    assert len(read(path).events) == 5


def test_one_page_alone(sample_members, write_file) -> None:
    path = write_file(sample_members("teams-graph")["channel.json"], name="page.json")
    assert read(path).view == "one_chat"


def test_a_page_cut_short(sample_members, write_file) -> None:
    path = write_file(sample_members("teams-graph")["channel.json"][:-40], name="page.json")
    with pytest.raises(ReadError, match="cut short"):
        read(path)


def test_messages_of_nobody(write_file) -> None:
    text = '[{"createdDateTime": "2024-03-04T11:00:00Z", "from": null, "chatId": "19:x"}]'
    with pytest.raises(NothingUsableError, match="names nobody"):
        read(write_file(text, name="page.json"))


def test_something_else(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="nothing of Teams'"):
        read_teams(write_file('{"value": []}', name="page.json"))


def test_ids_that_are_addresses_or_telephone_numbers_are_kept_as_neither(write_file) -> None:
    def conversation(other: str) -> dict[str, object]:
        said = {"messagetype": "Text", "originalarrivaltime": "2024-01-01T00:00:00Z"}
        both = [{**said, "id": "1", "from": "8:live:ana"}, {**said, "id": "2", "from": other}]
        return {"id": other, "displayName": other, "MessageList": both}

    others = ("4:+447700900123", "1:bo@example.org")
    export = {
        "userId": "8:live:ana",
        "exportDate": "2024-01-01",
        "conversations": [conversation(one) for one in others],
    }
    found = read(write_file(json.dumps(export), name="messages.json"))
    everything = found.people.to_csv() + found.events.to_csv()
    assert "7700900123" not in everything
    assert "example.org" not in everything
    assert len(found.people) == 3
    assert len(found.events) == 4


def test_what_was_written_where_there_are_only_bots_is_to_nobody(write_file) -> None:
    said = {"messagetype": "Text", "originalarrivaltime": "2024-01-01T00:00:00Z", "from": ME}
    chats = [
        {"id": "19:a@thread.v2", "MessageList": [said, {**said, "from": "28:bot"}]},
        {"id": "8:live:.cid.bo", "MessageList": [said]},
    ]
    export = {"userId": ME, "exportDate": "2024-01-01", "conversations": chats}
    found = read(write_file(json.dumps(export), name="messages.json"))
    assert found.events["targets"].to_list() == [("8:live:.cid.bo",)]
    assert found.provenance.dropped == {
        "message: notice of the program, or of a bot": 1,
        "message: to a bot, or to oneself": 1,
    }
