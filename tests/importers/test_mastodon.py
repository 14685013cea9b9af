"""Archives and lists of Mastodon."""

import io
import json
import tarfile

import pandas as pd
import pytest

from weakties.build import build_network
from weakties.errors import NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import identify, read, read_mastodon

OTTER, MARTEN, MIA = "@otter@social.example", "@marten@other.example", "@mia@o.example"
ANN, ZED = "@ann@o.example", "@zed@pl.example"


def test_posts_replies_boosts_and_private_mentions(sample, acts_of) -> None:
    found = read(sample("mastodon-archive"))
    assert (found.owner, found.view) == (OTTER, "ego")
    assert acts_of(found) == [
        (OTTER, (MIA,), "mention"),
        (OTTER, (MARTEN,), "reply"),
        (OTTER, (MIA,), "message"),
        (OTTER, (MIA,), "reply"),
        (OTTER, (ZED,), "repost"),
        (OTTER, (ANN,), "reaction"),
    ]
    assert found.events["time"].iloc[0] == pd.Timestamp("2025-01-05 09:02")
    assert found.events["time"].isna().to_list() == [False] * 5 + [True]


def test_an_answer_and_its_mentions_share_a_conversation(sample) -> None:
    threads = read(sample("mastodon-archive")).events["thread"]
    assert (
        threads.iloc[0]
        == threads.iloc[1]
        == ("tag:social.example,2025:objectId=2:objectType=Conversation")
    )


def test_an_account_is_one_whatever_its_uri(sample) -> None:
    people = read(sample("mastodon-archive")).people
    assert set(people.index) == {OTTER, MARTEN, MIA, ANN, ZED}
    assert people["instance"].to_dict()[MIA] == "o.example"
    assert people.loc[OTTER, "label"] == "River Otter"
    assert people.loc[MIA, "label"] == MIA


def test_what_is_left_out_is_counted(sample) -> None:
    assert read(sample("mastodon-archive")).provenance.dropped == {
        "boost: whose post it was is not told": 1,
        "favourite: whose post it was is not told": 1,
        "following: no address of an account": 1,
        "post: names nobody": 1,
        "post: of a kind that is not known": 1,
        "reply: to oneself": 1,
        "reply: whose post it answers is not told": 1,
    }


def test_following_and_lists(sample) -> None:
    found = read(sample("mastodon-archive"))
    assert found.ties[["source", "target"]].to_numpy().tolist() == [[OTTER, ANN], [OTTER, MIA]]
    assert found.ties["directed"].all()
    assert found.memberships[["person", "focus", "kind"]].to_numpy().tolist() == [
        [ANN, "Books and birds", "list"],
        [MIA, "Books, old", "list"],
    ]
    assert not any("troll" in person for person in found.people.index)


def test_the_list_alone(sample, sample_members, write_file) -> None:
    path = write_file(sample_members("mastodon-csv")["following_accounts.csv"], name="x.csv")
    assert identify(path).name == "mastodon"
    assert list(read(path).people.index) == [ANN, MIA, "owner"]


def test_an_archive_as_older_servers_pack_it(sample_members, write_file) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, content in sample_members("mastodon-archive").items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    found = read(write_file(out.getvalue(), name="archive.tar.gz"))
    assert len(found.events) == 6


def test_the_network(sample) -> None:
    ties = build_network(read(sample("mastodon-archive"))).ties
    assert ties.loc[(MARTEN, MIA), "rules"] == "named_together"


def test_an_archive_of_nobody(write_file) -> None:
    with pytest.raises(NothingUsableError, match="nobody but the owner"):
        read(write_file("Account address,Show boosts\n", name="following_accounts.csv"))


def test_something_else(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="nothing of Mastodon's"):
        read_mastodon(write_file("Address,Show\n", name="following_accounts.csv"))


def test_titles_of_lists_may_hold_commas_and_quotation_marks(sample_members, write_zip) -> None:
    lists = 'Birds,mia@o.example\n"A, B",bo@p.example\n"Say ""x""",bo@p.example\n'
    found = read(write_zip({**sample_members("mastodon-archive"), "lists.csv": lists}))
    named = found.memberships.loc[found.memberships["kind"] == "list", "focus"]
    assert sorted(named) == ["A, B", "Birds", 'Say "x"']


def test_archives_of_several_accounts_are_not_read_as_one(sample_members, write_zip) -> None:
    both = {
        f"{folder}/{name}": content
        for folder in ("a", "b")
        for name, content in sample_members("mastodon-archive").items()
    }
    with pytest.raises(ReadError, match=r"archives of several accounts .* Give one\."):
        read(write_zip(both))


def test_posts_alone_say_whose_they_are(write_file, acts_of) -> None:
    me = "https://a.example/users/ana"
    note = {
        "type": "Note",
        "inReplyTo": f"{me}/statuses/5",
        "tag": [{"type": "Mention", "href": "https://p.example/users/bo", "name": "@bo@p.example"}],
    }
    outbox = {
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": "outbox.json",
        "orderedItems": [{"type": "Create", "actor": me, "object": note}],
    }
    found = read(write_file(json.dumps(outbox), name="outbox.json"))
    assert found.owner == "@ana@a.example"
    assert acts_of(found, "mention") == [("@ana@a.example", ("@bo@p.example",), "mention")]
    assert found.provenance.dropped == {"reply: to oneself": 1}


def test_a_list_whose_line_is_no_table_is_counted(sample_members, write_zip) -> None:
    lists = "Birds,mia@o.example\n" + "x" * 200_000 + "\nalone\n"
    found = read(write_zip({**sample_members("mastodon-archive"), "lists.csv": lists}))
    assert found.provenance.dropped["list: no address of an account"] == 2
