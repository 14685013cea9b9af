"""Exports of Instagram and Threads of several years."""

import json

import pandas as pd
import pytest

from weakties.build import build_network
from weakties.errors import NothingUsableError, UnknownFormatError
from weakties.importers import identify, read, read_instagram

ANA = "Ana Kovač"


def follows(found):
    return found.ties[["source", "target"]].to_numpy().tolist()


def test_accounts_in_the_value_the_title_or_the_address(sample) -> None:
    found = read(sample("instagram-2025"))
    assert follows(found) == [
        ["@birch", ANA],
        ["@oak.tree", ANA],
        ["@pine_m", ANA],
        [ANA, "@birch"],
        [ANA, "@lost_name"],
        [ANA, "@pine_m"],
    ]
    assert found.ties["start"].iloc[1] == pd.Timestamp("2024-03-09 16:00:00")
    assert found.ties["directed"].all()
    assert found.provenance.dropped == {"following: without an account": 1}


def test_likes_of_posts_and_of_threads(sample, acts_of) -> None:
    found = read(sample("instagram-2025"))
    assert acts_of(found, "reaction") == [
        (ANA, ("@oak.tree",), "reaction"),
        (ANA, ("@river.otter",), "reaction"),
    ]


def test_messages_are_by_name_and_that_is_said(sample, acts_of) -> None:
    found = read(sample("instagram-2025"))
    assert acts_of(found, "message") == [
        (ANA, ("Pine Märten",), "message"),
        ("Pine Märten", (ANA,), "message"),
    ]
    assert any("is there twice" in warning for warning in found.provenance.warnings)


def test_an_export_of_2021(sample) -> None:
    found = read(sample("instagram-2021"))
    assert follows(found) == [["@pine_m", ANA], [ANA, "@pine_m"]]
    own = build_network(found).owner_ties
    assert own.loc["@pine_m", "strength"] == 2.0
    assert own.loc["Pine Märten", "messages_received"] == 1.0


def test_one_list_alone(sample_members, write_file) -> None:
    member = "connections/followers_and_following/followers_1.json"
    path = write_file(sample_members("instagram-2025")[member], name="followers_1.json")
    assert identify(path).name == "instagram"
    found = read(path)
    assert follows(found) == [["@oak.tree", "owner"], ["@pine_m", "owner"]]


def test_an_export_of_nobody(write_file) -> None:
    text = '{"relationships_following": [{"string_list_data": []}]}'
    with pytest.raises(NothingUsableError, match="nobody but the owner"):
        read(write_file(text, name="following.json"))


def test_something_else(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="nothing of Instagram's"):
        read_instagram(write_file("{}", name="following.json"))


def test_the_owner_goes_by_account_where_the_export_says_it(
    sample_members, write_zip, acts_of
) -> None:
    profile = {"Username": {"value": "Ana_K"}, "Name": {"value": "Ana Kova\u00c4\u008d"}}
    path = "personal_information/personal_information/personal_information.json"
    about = json.dumps({"profile_user": [{"string_map_data": profile}]})
    found = read(write_zip({**sample_members("instagram-2025"), path: about}))
    assert (found.owner, found.people.loc["@ana_k", "label"]) == ("@ana_k", ANA)
    assert ANA not in found.people.index
    assert acts_of(found, "message") == [
        ("@ana_k", ("Pine Märten",), "message"),
        ("Pine Märten", ("@ana_k",), "message"),
    ]


def test_comments_are_replies_to_whose_post_it_was_and_texts_no_accounts(write_zip) -> None:
    def comment(owner: str, word: str = "Media Owner"):
        said = {"Comment": {"value": "secret"}, word: {"value": owner}}
        return {"string_map_data": {**said, "Time": {"timestamp": 1700000000}}}

    posts = [comment("River"), comment("pine", "Medieninhaber")]
    found = read(
        write_zip(
            {
                "your_instagram_activity/comments/post_comments_1.json": json.dumps(posts),
                "your_instagram_activity/comments/reels_comments.json": json.dumps(
                    {"comments_reels_comments": [comment("oak")]}
                ),
            }
        )
    )
    assert found.people.index.to_list() == ["@oak", "@river", "owner"]
    assert found.events["kind"].to_list() == ["reply", "reply"]
    assert found.events["time"].iloc[0] == pd.Timestamp("2023-11-14 22:13:20")
    assert found.provenance.dropped == {"comment: whose post it was is not told": 1}


OLD = {
    "connections.json": {
        "followers": {"pine_m": "2017-03-03T12:00:00+00:00"},
        "following": {"River": "2018-03-03T13:00:00+01:00"},
        "blocked_users": {"bad": "2018-03-03T12:00:00"},
    },
    "messages.json": [
        {
            "participants": ["pine_m", "me_x", "oak"],
            "conversation": [
                {
                    "sender": "pine_m",
                    "created_at": "2019-01-02T03:04:05+00:00",
                    "text": "secret",
                    "likes": [{"username": "oak", "date": "2019-01-02T03:05:00+00:00"}],
                },
                {"sender": None, "created_at": None},
            ],
        }
    ],
    "profile.json": {"username": "me_x", "name": "Me", "email": "me@example.org"},
    "likes.json": {"media_likes": [["2019-01-02T03:04:05", "river"]], "comment_likes": []},
    "comments.json": {"media_comments": [["2019-01-02T03:04:05", "secret", "river"]]},
}


def test_the_documents_of_2018_name_everybody_by_account(write_zip) -> None:
    path = write_zip({name: json.dumps(content) for name, content in OLD.items()})
    assert identify(path).name == "instagram"
    found = read(path)
    assert found.owner == "@me_x"
    assert found.people.index.to_list() == ["@me_x", "@oak", "@pine_m", "@river"]
    assert follows(found) == [["@me_x", "@river"], ["@pine_m", "@me_x"]]
    assert found.ties["start"].to_list()[0] == pd.Timestamp("2018-03-03 12:00")
    assert found.events[["actor", "targets", "kind", "context"]].to_numpy().tolist() == [
        ["@me_x", ("@river",), "reaction", None],
        ["@me_x", ("@river",), "reply", None],
        ["@pine_m", ("@me_x", "@oak"), "message", "@oak, @pine_m"],
        ["@oak", ("@pine_m",), "reaction", "@oak, @pine_m"],
    ]
    assert found.provenance.dropped == {"message: by nobody who has a name": 1}


def test_what_was_written_to_closed_accounts_is_to_nobody(write_file) -> None:
    said = {"sender": "me_x", "created_at": "2019-01-02T03:04:05+00:00"}
    chats = [
        {"participants": ["me_x", one], "conversation": [said]} for one in ("Instagram User", "oak")
    ]
    found = read(write_file(json.dumps(chats), name="messages.json"))
    assert found.events["targets"].to_list() == [("@oak",)]
    assert found.provenance.dropped == {"message: to nobody who has a name, or to oneself": 1}


@pytest.mark.parametrize("name", ["connections.json", "messages.json"])
def test_one_document_of_2018_alone(write_file, name) -> None:
    assert read(write_file(json.dumps(OLD[name]), name=name)).provenance.format == "instagram"
