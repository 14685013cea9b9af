"""Exports of Instagram and Threads of several years."""

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
