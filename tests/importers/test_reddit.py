"""Reddit's tables of one account, and dumps of whole subreddits."""

import gzip

import pandas as pd
import pytest

from weakties.build import build_network
from weakties.errors import NothingUsableError, UnknownFormatError
from weakties.importers import identify, read, read_reddit

OTTER = "river_otter_77"


def test_letters_and_chats(sample, acts_of) -> None:
    found = read(sample("reddit-account"))
    assert (found.owner, found.view) == (OTTER, "ego")
    assert acts_of(found) == [
        ("pine_m", (OTTER,), "message"),
        (OTTER, ("maple_owl",), "message"),
        ("maple_owl", (OTTER,), "message"),
        (OTTER, ("oak_tree",), "message"),
        ("oak_tree", (OTTER,), "message"),
        ("oak_tree", (), "message"),
        ("maple_owl", (), "message"),
    ]
    assert found.events["time"].iloc[0] == pd.Timestamp("2015-11-08 09:30")
    assert found.events["context"].iloc[1] == "th1"


def test_what_is_left_out_is_counted(sample) -> None:
    assert read(sample("reddit-account")).provenance.dropped == {
        "comment: whom it answers is not told": 2,
        "message: from or to nobody": 2,
        "post: names nobody": 1,
    }


def test_friends_and_subreddits(sample) -> None:
    found = read(sample("reddit-account"))
    assert found.ties[["source", "target", "kind"]].to_numpy().tolist() == [
        [OTTER, "pine_m", "friend"]
    ]
    assert found.memberships["focus"].to_list() == ["birds", "urbanplanning"]


def test_the_owner_follows_from_letters_where_no_table_says(sample) -> None:
    found = read(sample("reddit-account", {"statistics.csv": "statistic,value\n"}))
    assert found.owner == OTTER
    alone = read(
        sample(
            "reddit-account", {"statistics.csv": "", "messages.csv": "", "messages_archive.csv": ""}
        )
    )
    assert alone.owner == "owner"
    assert any("whose account" in warning for warning in alone.provenance.warnings)


def test_a_dump_is_a_network_of_answers(sample, acts_of) -> None:
    found = read(sample("reddit-dump"))
    assert (found.owner, found.view) == (None, "sample")
    assert acts_of(found, "reply") == [("ben", ("ana",), "reply"), ("cy", ("ben",), "reply")]
    assert len(acts_of(found, "message")) == 6
    assert found.provenance.dropped == {
        "line is no JSON object": 1,
        "post: by a program, or an account that is gone": 2,
        "reply: to oneself": 1,
        "reply: to what is not in the file, or to nobody": 2,
    }
    assert found.events["time"].iloc[1] == pd.Timestamp("2024-05-02 17:13:20")


def test_the_network_of_a_dump(sample) -> None:
    network = build_network(read(sample("reddit-dump")))
    assert network.directed
    assert network.ties.loc[("cy", "ben"), "rules"] == "addressed; same_talk"
    assert network.ties.loc[("ana", "cy"), "rules"] == "same_talk"
    assert "dee" in network.ids


def test_one_packed_file(sample_members, write_file) -> None:
    content = sample_members("reddit-dump")["birds_comments.ndjson"]
    path = write_file(gzip.compress(content), name="RC_2024-05.gz")
    assert identify(path).name == "reddit"
    assert len(read(path).people) == 3


def test_tables_of_nobody(write_zip) -> None:
    header = "id,permalink,date,ip,subreddit,gildings,link,parent,body,media\n"
    with pytest.raises(NothingUsableError, match="nobody but the owner"):
        read(write_zip({"comments.csv": header, "posts.csv": ""}))


def test_something_else(write_zip) -> None:
    with pytest.raises(UnknownFormatError, match="nothing of Reddit's"):
        read_reddit(write_zip({"comments.csv": "a,b\n", "posts.csv": "a,b\n"}))


def test_names_of_chats_tell_neither_addresses_nor_telephone_numbers(write_zip) -> None:
    table = (
        "username,created_at,channel_url,channel_name\n"
        "dan,2021-05-04 12:00:00 UTC,u1,call +44 7700 900123\n"
        "ana,2021-05-04 12:01:00 UTC,u2,ana@example.org\n"
    )
    found = read(write_zip({"chat_history.csv": table}))
    assert sorted(found.events["context"]) == ["call (1)", "chat (2)"]
