"""Channels by DiscordChatExporter, and Discord's own data packages."""

import json

import pandas as pd
import pytest

from weakties.build import build_network
from weakties.errors import NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import read, read_discord

NOVA, RIO, SOL = (f"9000000000000000{end}" for end in ("91", "93", "95"))


def test_a_channel(sample, acts_of) -> None:
    found = read(sample("discord-channel"))
    assert acts_of(found) == [
        (NOVA, (), "message"),
        (RIO, (SOL,), "mention"),
        (RIO, (), "message"),
        (RIO, (NOVA,), "reply"),
        (SOL, (RIO,), "reaction"),
    ]
    assert found.view == "one_chat"
    assert found.people["label"].to_dict() == {NOVA: "Nova", RIO: "Rio", SOL: "sol"}
    assert found.provenance.dropped == {
        "message: notice of the program": 1,
        "message: of a bot": 1,
        "reaction: to oneself": 1,
    }


def test_times_are_utc_whatever_the_clock_of_the_exporter(sample) -> None:
    events = read(sample("discord-channel")).events
    assert events["time"].iloc[1] == pd.Timestamp("2026-09-01 12:02:11.512")


def test_parts_threads_and_direct_messages_of_a_server(sample, acts_of) -> None:
    found = read(sample("discord-server"))
    assert found.view == "sample"
    assert found.provenance.duplicates == 1
    assert found.provenance.dropped["reply: to a message that is not in the export"] == 1
    assert (NOVA, (RIO,), "reply") in acts_of(found)
    direct = found.events[found.events["context"] == "rio.m"]
    assert direct[["actor", "targets", "kind"]].to_numpy().tolist() == [
        [NOVA, (RIO,), "message"],
        [RIO, (NOVA,), "message"],
    ]
    thread = found.events[found.events["thread"].notna()]
    assert set(thread["context"]) == {"general"}
    ties = build_network(found).ties
    assert ties.loc[(RIO, SOL), "rules"] == "addressed; same_talk"


def test_channels_of_one_name_stay_apart(sample, sample_members) -> None:
    content = sample_members("discord-channel").popitem()[1].decode()
    other = content.replace("1100000000000000002", "1100000000000000003")
    found = read(sample("discord-channel", {"other.json": other}))
    assert set(found.events["context"]) == {
        "general (1100000000000000002)",
        "general (1100000000000000003)",
    }


def test_a_data_package(sample, acts_of) -> None:
    found = read(sample("discord-package"))
    assert (found.owner, found.view) == (NOVA, "ego")
    assert acts_of(found) == [
        (NOVA, (SOL,), "message"),
        (NOVA, (RIO, SOL), "mention"),
        (NOVA, (RIO,), "message"),
    ]
    assert found.ties[["source", "target", "kind"]].to_numpy().tolist() == [[NOVA, RIO, "friend"]]
    assert not found.ties["directed"].any()
    assert found.people["label"].to_dict() == {NOVA: "Nova", RIO: "rio.m", SOL: "sol"}
    assert found.provenance.dropped == {"message: names nobody": 1}


def test_a_data_package_of_2021_in_another_language(sample, acts_of) -> None:
    found = read(sample("discord-2021"))
    assert acts_of(found) == [(NOVA, (RIO,), "mention")]
    assert found.events["time"].iloc[0] == pd.Timestamp("2022-03-01 18:22:10.12")
    assert set(found.events["context"]) == {"Synthwave Club/general"}


def test_the_network_of_a_data_package(sample) -> None:
    ties = build_network(read(sample("discord-package"))).ties
    assert ties.loc[(RIO, SOL), "rules"] == "named_together"
    assert ties.loc[(RIO, SOL), "evidence"] == "inferred"


def test_a_package_without_account(sample) -> None:
    found = read(sample("discord-package", {"Account/user.json": "[]"}))
    assert found.owner == "owner"
    assert any("user.json" in warning for warning in found.provenance.warnings)


def test_ids_beyond_the_precision_of_floats_stay_exact(sample) -> None:
    threads = read(sample("discord-package")).events["thread"].dropna()
    assert threads.to_list() == ["1180000000000000002"]


def test_a_channel_cut_short(sample_members, write_file) -> None:
    content = sample_members("discord-channel").popitem()[1]
    with pytest.raises(ReadError, match="cut short"):
        read(write_file(content[:-30], name="general.json"))


def test_a_channel_of_nobody(write_file) -> None:
    with pytest.raises(NothingUsableError, match="names nobody"):
        read(write_file('{"guild": {"id": "1"}, "channel": {"id": "2"}, "messages": []}'))


def test_something_else(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="nothing of Discord's"):
        read_discord(write_file('{"messages": []}', name="a.json"))


def test_the_account_that_stands_for_all_who_are_gone_is_nobody(write_file) -> None:
    gone = {"id": "456226577798135808", "name": "Deleted User"}

    def said(number: str, author: dict[str, str], **more: object) -> dict[str, object]:
        time = "2026-09-01T14:02:11+02:00"
        return {"id": number, "type": "Default", "timestamp": time, "author": author, **more}

    ana = {"id": "91", "name": "ana"}
    answer = {"type": "Reply", "reference": {"messageId": "1"}}
    messages = [
        said("1", gone),
        said("2", ana, **answer, reactions=[{"users": [gone]}], mentions=[gone]),
    ]
    channel = {"guild": {"id": "9"}, "channel": {"id": "2", "name": "a"}, "messages": messages}
    found = read(write_file(json.dumps(channel), name="a.json"))
    assert found.people.index.to_list() == ["91"]
    assert found.provenance.dropped == {
        "message: without author, or by an account that is gone": 1,
        "reply: to a bot, or to an account that is gone": 1,
    }


def test_the_list_of_channels_is_read_once_and_warned_of_once(sample_members, write_zip) -> None:
    members = dict(sample_members("discord-package"))
    index = next(name for name in members if name.endswith("index.json"))
    found = read(write_zip({**members, index: "{broken"}))
    assert sum("index.json" in warning for warning in found.provenance.warnings) == 1
