"""Exports of Facebook and Messenger of several years, and encrypted chats."""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.build import build_network
from weakties.errors import NothingUsableError, UnknownFormatError
from weakties.importers import identify, read, read_facebook
from weakties.importers.meta._repair import name_in, repair

ANA, JOSE = "Ana Kovač", "José à"


@given(st.text())
def test_what_was_spoilt_is_repaired(text) -> None:
    spoilt = text.encode("utf-8", "ignore").decode("latin-1")
    assert repair(spoilt) == text.encode("utf-8", "ignore").decode()


@given(st.text(st.characters(min_codepoint=0x100, exclude_categories=["Cs"]), min_size=1))
def test_what_was_right_is_left_alone(text) -> None:
    assert repair(text) == text


@pytest.mark.parametrize("text", ["Café", "Zoë", "plain", "", "naïve \u2764"])
def test_single_letters_of_latin_are_no_spoilt_bytes(text) -> None:
    assert repair(text) == text


def test_a_letter_whose_last_byte_looks_like_a_space_stays_whole() -> None:
    assert name_in("Jos\u00c3\u00a9 \u00c3\u00a0") == JOSE


def test_friends_have_dates_and_no_direction(sample) -> None:
    found = read(sample("facebook-2024"))
    friends = found.ties[found.ties["kind"] == "friend"]
    assert friends[["source", "target"]].to_numpy().tolist() == [[ANA, "Jo Pike"], [ANA, JOSE]]
    assert not friends["directed"].any()
    assert friends["start"].iloc[1] == pd.Timestamp("2010-11-04 15:22:11")
    assert found.people.loc[JOSE, "connected_on"] == pd.Timestamp("2010-11-04 15:22:11")
    followers = found.ties[found.ties["kind"] == "follow"]
    assert followers[["source", "target"]].to_numpy().tolist() == [["Fan One", ANA]]


def test_messages_calls_reactions_and_requests(sample, acts_of) -> None:
    found = read(sample("facebook-2024"))
    assert found.owner == ANA
    assert acts_of(found) == [
        (ANA, ("Jo Pike",), "message"),
        (ANA, ("New Face",), "invitation"),
        ("Gone Sam", (ANA, "Jo Pike", JOSE), "message"),
        ("Jo Pike", (JOSE,), "reaction"),
        (JOSE, (ANA, "Gone Sam", "Jo Pike"), "message"),
        (ANA, ("Jo Pike",), "call"),
        (ANA, ("Jo Pike",), "reaction"),
        ("Jo Pike", (ANA,), "message"),
    ]
    assert set(found.events["context"].dropna()) == {"Jo Pike", "Crew ✨"}


def test_what_is_left_out_is_counted(sample) -> None:
    assert read(sample("facebook-2024")).provenance.dropped == {
        "friend: removed": 1,
        "call: missed": 1,
        "friend: without a name": 1,
        "message: by nobody who has a name": 1,
        "message: filtered as spam": 1,
        "message: notice of a reaction": 1,
        "message: notice of the program": 1,
        "message: unsent": 1,
    }


def test_an_export_of_2019(sample, acts_of) -> None:
    found = read(sample("facebook-2019"))
    assert found.owner == ANA
    assert acts_of(found) == [("Jo Pike", (ANA,), "message"), (ANA, ("Zoë",), "message")]
    assert len(found.ties) == 1


def test_encrypted_chats_are_written_rightly(sample, acts_of) -> None:
    found = read(sample("facebook-encrypted"))
    assert found.owner == ANA
    assert acts_of(found) == [
        (ANA, ("Jo Pike",), "message"),
        ("Jo Pike", (ANA, "Sam Rivera"), "message"),
        (ANA, ("Sam Rivera",), "reaction"),
        ("Sam Rivera", (ANA, "Jo Pike"), "message"),
    ]


def test_a_message_in_both_downloads_counts_once(sample, sample_members) -> None:
    part = "your_facebook_activity/messages/"
    again = sample_members("facebook-2024")[f"{part}inbox/jopike_123/message_1.json"]
    found = read(sample("facebook-2024", {f"{part}e2ee_cutover/jo_7/message_1.json": again}))
    assert found.provenance.duplicates == 2
    assert len(found.events) == 8


def test_the_network(sample) -> None:
    network = build_network(read(sample("facebook-2024")), ties="observed")
    assert ANA not in network.ids
    tie = network.ties.loc[("Jo Pike", JOSE)]
    assert tie["rules"] == "addressed; group_conversation"
    own = network.owner_ties
    assert own.loc["Jo Pike", "messages"] == pytest.approx(3 + 2 / 3 - 2 / 3)
    assert own.loc["Jo Pike", "endorsements"] == 1
    assert "Gone Sam" in own.index


def test_a_single_conversation(sample_members, write_file) -> None:
    member = "your_facebook_activity/messages/inbox/jopike_123/message_1.json"
    path = write_file(sample_members("facebook-2024")[member], name="message_1.json")
    assert identify(path).name == "facebook"
    assert read(path).owner == ANA


def test_whose_it_is_may_stay_unknown(write_zip) -> None:
    friends = {"friends_v2": [{"name": "Jo Pike", "timestamp": 1}]}
    found = read(write_zip({"connections/friends/your_friends.json": json.dumps(friends)}))
    assert found.owner == "owner"
    assert found.people["label"].to_list() == ["Jo Pike", "you"]
    assert any("could not be told" in warning for warning in found.provenance.warnings)


def test_numbers_of_telephones_are_no_names(write_zip) -> None:
    friends = {"friends_v2": [{"name": "+44 7700 900123"}, {"name": "Jo +44 7700 900123"}]}
    found = read(write_zip({"connections/friends/your_friends.json": json.dumps(friends)}))
    assert list(found.people.index) == ["Jo", "owner"]


def test_two_people_of_one_name_are_one_and_that_is_said(write_file) -> None:
    people = [{"name": name} for name in ("Jo Pike", "Jo Pike", "Ana")]
    said = [{"sender_name": "Jo Pike", "timestamp_ms": 1717321402123, "type": "Generic"}]
    thread = {"participants": people, "messages": said, "title": "Trip"}
    found = read(write_file(json.dumps(thread), name="message_1.json"))
    assert "Jo Pike" in found.people.index
    assert any("two people of one name" in warning for warning in found.provenance.warnings)


def test_pages_are_not_read_but_explained(write_zip) -> None:
    pages = {"your_facebook_activity/messages/inbox/x_1/message_1.html": "<html>"}
    with pytest.raises(UnknownFormatError, match=r"Meta as HTML .*format JSON"):
        read(write_zip(pages))


def test_an_export_of_nobody(write_zip) -> None:
    with pytest.raises(NothingUsableError, match="nobody but the owner"):
        read(write_zip({"connections/friends/your_friends.json": '{"friends_v2": []}'}))


def test_something_else(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="nothing of Facebook's"):
        read_facebook(write_file('{"participants": []}', name="message_1.json"))


@pytest.mark.parametrize("name", ["your_friends.json", "renamed.json"])
def test_the_list_of_friends_taken_out_of_its_folder(write_file, name) -> None:
    rows = [{"name": "Ana Kova\u00c4\u008d", "timestamp": 1288884131}]
    path = write_file(json.dumps({"friends_v2": rows}), name=name)
    assert identify(path).name == "facebook"
    assert read(path).ties[["source", "target", "kind"]].to_numpy().tolist() == [
        ["owner", "Ana Kovač", "friend"]
    ]


def test_follows_of_2019_and_friends_who_were_removed(write_zip) -> None:
    found = read(
        write_zip(
            {
                "friends/removed_friends.json": '{"deleted_friends": [{"name": "Cy"}]}',
                "following_and_followers/followers.json": '{"followers": [{"name": "Di"}]}',
                "following_and_followers/following.json": '{"following": [{"name": "Ed"}]}',
            }
        )
    )
    follows = found.ties[["source", "target"]].to_numpy().tolist()
    assert follows == [["Di", "owner"], ["owner", "Ed"]]
    assert found.provenance.dropped == {"friend: removed": 1}


def test_messages_to_an_account_that_is_gone_are_not_called_messages_to_oneself(write_zip) -> None:
    both = [{"name": "Facebook user"}, {"name": "Ana"}]
    said = [{"sender_name": "Ana", "timestamp_ms": 1717321402123}]
    thread = {"participants": both, "messages": said, "title": "Facebook user"}
    friends = {"friends_v2": [{"name": "Ben", "timestamp": 1288884131}]}
    found = read(
        write_zip(
            {
                "your_facebook_activity/messages/inbox/x_1/message_1.json": json.dumps(thread),
                "connections/friends/your_friends.json": json.dumps(friends),
            }
        )
    )
    assert found.provenance.dropped == {"message: to nobody who has a name, or to oneself": 1}
