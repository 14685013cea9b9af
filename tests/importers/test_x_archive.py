"""Archives of X and Twitter of three eras."""

import json

import pandas as pd
import pytest

from weakties.build import build_network
from weakties.errors import NothingUsableError, UnknownFormatError
from weakties.importers import identify, read, read_x_archive


def test_posts_say_whom_the_owner_turned_to(sample, acts_of) -> None:
    found = read(sample("x_archive-2024"))
    by_owner = [one for one in acts_of(found) if one[0] == "111" and one[2] != "message"]
    assert by_owner == [
        ("111", ("333",), "mention"),
        ("111", ("222",), "reply"),
        ("111", ("222",), "reaction"),
        ("111", ("333",), "repost"),
        ("111", ("@oak_tree",), "quote"),
        ("111", ("666",), "reply"),
    ]
    assert found.owner == "111"
    assert found.view == "ego"


def test_an_answer_and_its_mentions_share_a_thread(sample) -> None:
    events = read(sample("x_archive-2024")).events
    named = events[events["kind"].isin(["reply", "mention", "quote"])]
    assert named["thread"].to_list() == ["17001", "17001", "17004", "17005"]
    assert named["time"].iloc[0] == pd.Timestamp("2024-03-05 14:02:11")


def test_direct_messages_of_both_sides_and_of_groups(sample) -> None:
    events = read(sample("x_archive-2024")).events
    messages = events[events["kind"] == "message"]
    assert messages[["actor", "targets", "context"]].to_numpy().tolist() == [
        ["111", ("222",), "111-222"],
        ["222", ("111",), "111-222"],
        ["222", ("111", "333", "777"), "9001"],
        ["777", ("111", "222", "333"), "9001"],
    ]


def test_who_follows_whom_has_a_direction_and_no_date(sample) -> None:
    found = read(sample("x_archive-2024"))
    ties = found.ties
    assert ties[["source", "target"]].to_numpy().tolist() == [
        ["111", "222"],
        ["111", "555"],
        ["222", "111"],
        ["444", "111"],
    ]
    assert ties["directed"].all()
    assert ties["start"].isna().all()
    assert set(ties["evidence"]) == {"declared"}


def test_handles_are_names_where_posts_tell_them(sample) -> None:
    labels = read(sample("x_archive-2024")).people["label"].to_dict()
    assert labels["222"] == "@river_o"
    assert labels["111"] == "@reader_one"
    assert labels["444"] == "444"
    assert labels["@oak_tree"] == "@oak_tree"
    assert "-1" not in labels


def test_what_is_left_out_is_counted(sample) -> None:
    origin = read(sample("x_archive-2024")).provenance
    assert origin.dropped == {
        "follower: account that is gone": 1,
        "like: whose post it was is not in the archive": 1,
        "message: notice of the program": 2,
        "post: names nobody": 1,
        "reply: to oneself": 1,
    }
    assert origin.duplicates == 2
    assert "data/ip-audit.js" not in origin.files


def test_an_archive_of_2019_without_wrappers(sample, acts_of) -> None:
    found = read(sample("x_archive-2019"))
    assert acts_of(found) == [
        ("111", ("222",), "message"),
        ("111", ("222",), "reply"),
        ("111", ("@unknown_h",), "repost"),
    ]
    assert found.people.loc["222", "label"] == "@River_O"


def test_an_archive_of_2012_with_a_script_a_month(sample, acts_of) -> None:
    found = read(sample("x_archive-2012"))
    assert acts_of(found) == [("111", ("222",), "reply"), ("111", ("333",), "repost")]
    assert found.events["time"].to_list() == [
        pd.Timestamp("2012-11-05 19:09:37"),
        pd.Timestamp("2012-11-05 19:10:37"),
    ]


def test_the_network_of_an_archive(sample) -> None:
    found = read(sample("x_archive-2024"))
    network = build_network(found)
    assert not network.directed
    ties = network.ties
    assert "111" not in network.ids
    assert ties.loc[("222", "333"), "rules"] == "group_conversation; named_together"
    assert ties.loc[("222", "333"), "evidence"] == "co_presence"
    own = network.owner_ties
    assert own.loc["222", "strength"] > 2 > own.loc["555", "strength"] == 1.0
    assert own.loc["222", "messages_sent"] == 1 + 1
    assert build_network(found, ties="observed").ties.loc[("222", "333"), "rules"] == (
        "group_conversation"
    )


def test_directions_of_follows_are_kept_on_request(sample) -> None:
    network = build_network(read(sample("x_archive-2024")), ties=[])
    assert network.directed
    assert network.owner_ties.loc["444", ["outgoing", "incoming"]].to_list() == [0.0, 1.0]
    assert network.provenance.duplicates == 2


def test_a_handle_of_two_accounts_stays_a_handle(sample, acts_of) -> None:
    def post(number, mentions=(), text=""):
        names = [{"screen_name": handle, "id_str": account} for handle, account in mentions]
        entities = {"user_mentions": names}
        return {"tweet": {"id_str": number, "full_text": text, "entities": entities}}

    posts = [
        post("1", [("taken", "222")]),
        post("2", [("Taken", "333")]),
        post("3", text="RT @taken: x"),
    ]
    script = f"window.YTD.tweets.part0 = {posts}".replace("'", '"')
    found = read(sample("x_archive-2019", {"tweet.js": script}))
    assert acts_of(found, "repost") == [("111", ("@taken",), "repost")]
    assert any("no time" in warning for warning in found.provenance.warnings)


def test_one_script_alone(write_file) -> None:
    script = 'window.YTD.following.part0 = [{"following": {"accountId": "222"}}]'
    found = read(write_file(script, name="following.js"))
    assert found.owner == "owner"
    assert found.people.loc["owner", "label"] == "you"
    assert found.provenance.warnings == ("No script says whose archive it is.",)


def test_an_archive_of_nobody(write_file) -> None:
    with pytest.raises(NothingUsableError, match="nobody but the owner"):
        read(write_file("window.YTD.follower.part0 = [ ]", name="follower.js"))


def test_a_damaged_script_is_left_out_and_named(sample) -> None:
    found = read(sample("x_archive-2024", {"data/tweets.js": "window.YTD.tweets.part0 = [ {"}))
    assert any("data/tweets.js is no JSON" in one for one in found.provenance.warnings)
    assert len(found.ties) == 4


def test_something_else(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="nothing of X's"):
        read_x_archive(write_file("window.alert()", name="tweets.js"))


def script(name: str, rows: list[object]) -> str:
    return f"window.YTD.{name}.part0 = {json.dumps(rows)}"


def quoting(number: str, address: str) -> dict[str, object]:
    links = [{"expanded_url": f"https://twitter.com/{address}"}]
    return {"tweet": {"id_str": number, "full_text": "See", "entities": {"urls": links}}}


def test_the_owner_under_their_own_handle_is_nobody_else(write_zip) -> None:
    account = {"account": {"accountId": "111", "username": "ana"}}
    posts = [
        quoting("1", "Ana/status/9"),
        {"tweet": {"id_str": "2", "full_text": "RT @ana: mine"}},
        quoting("3", "ben/status/9"),
    ]
    scripts = {"account.js": script("account", [account]), "tweets.js": script("tweets", posts)}
    found = read(write_zip({f"data/{name}": text for name, text in scripts.items()}))
    assert found.people.index.to_list() == ["111", "@ben"]
    assert found.provenance.dropped == {"quote: to oneself": 1, "repost: to oneself": 1}


def test_an_address_without_a_handle_quotes_nobody(write_file) -> None:
    posts = [quoting("1", "i/status/9"), quoting("2", "ben/status/9")]
    found = read(write_file(script("tweets", posts), name="tweets.js"))
    assert found.people.index.to_list() == ["@ben", "owner"]


def test_whose_messages_they_are_follows_from_all_conversations(write_file) -> None:
    def conversation(sender: str, recipient: str) -> dict[str, object]:
        message = {"senderId": sender, "recipientId": recipient}
        return {"dmConversation": {"messages": [{"messageCreate": message}]}}

    both = [conversation("111", "222"), conversation("333", "111")]
    found = read(write_file(script("direct_messages", both), name="direct-messages.js"))
    assert (found.owner, len(found.people)) == ("111", 3)
    one = read(write_file(script("direct_messages", both[:1]), name="direct-messages.js"))
    assert one.owner == "owner"


TABLE = (
    '"tweet_id","in_reply_to_status_id","in_reply_to_user_id","timestamp","source","text",'
    '"retweeted_status_id","retweeted_status_user_id","retweeted_status_timestamp","expanded_urls"\n'
    '"10","9","222","2013-03-05 14:02:11 +0000","web","@ben, a\nsecret","","","",""\n'
    '"11","","","2013-03-06 14:02:11 +0100","web","RT @chi: x","8","333","",""\n'
)


def test_the_table_of_posts_of_2013_alone(write_file, acts_of) -> None:
    path = write_file(TABLE, name="tweets.csv")
    assert identify(path).name == "x_archive"
    found = read(path)
    assert acts_of(found, "reply") == [("owner", ("222",), "reply")]
    assert acts_of(found, "repost") == [("owner", ("333",), "repost")]
    assert found.events["time"].iloc[1] == pd.Timestamp("2013-03-06 13:02:11")


def test_beside_the_scripts_the_table_of_posts_is_not_read(write_zip) -> None:
    tweets = 'Grailbird.data.tweets_2013_03 = [{"id_str": "10", "in_reply_to_user_id_str": "222"}]'
    found = read(write_zip({"data/js/tweets/2013_03.js": tweets, "tweets.csv": TABLE}))
    assert "333" not in found.people.index


def test_a_month_of_posts_of_2013_alone_says_whose_it_is(write_file) -> None:
    post = {"id_str": "1", "text": "Hi @ben", "user": {"id_str": "111", "screen_name": "ana"}}
    named = [{"screen_name": "ben", "id_str": "222"}, {"screen_name": "ana", "id_str": "111"}]
    text = json.dumps([{**post, "entities": {"user_mentions": named}}])
    found = read(write_file(f"Grailbird.data.tweets_2013_03 = {text}", name="2013_03.js"))
    assert found.owner == "111"
    assert found.people["label"].to_dict() == {"111": "@ana", "222": "@ben"}
