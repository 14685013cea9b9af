"""Sites of Stack Exchange: the dump and tables of the Data Explorer."""

import gzip
import random
from pathlib import Path

import pandas as pd
import pytest

from weakties.build import build_network
from weakties.errors import NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import identify, read, read_edge_list, read_stack_exchange


def test_answers_and_comments_turn_to_whoever_wrote_what_they_are_on(sample, acts_of) -> None:
    found = read(sample("stack_exchange-dump"))
    assert acts_of(found, "reply") == [
        ("13", ("11",), "reply"),
        ("12", ("11",), "reply"),
        ("11", ("12",), "reply"),
    ]
    assert found.view == "whole"
    assert found.owner is None


def test_everybody_speaks_in_the_question(sample, acts_of) -> None:
    found = read(sample("stack_exchange-dump"))
    spoken = found.events[found.events["kind"] == "message"]
    assert spoken.groupby("context")["actor"].apply(sorted).to_dict() == {
        "question 1": ["11", "11", "11", "12", "12", "13", "13"],
        "question 5": ["13"],
    }
    ties = build_network(found).ties
    assert ties.loc[("12", "13"), "evidence"] == "co_presence"
    assert ties.loc[("12", "11"), "rules"] == "addressed; same_talk"


def test_what_is_left_out_is_counted(sample) -> None:
    assert read(sample("stack_exchange-dump")).provenance.dropped == {
        "comment: by an account that is gone, or by the site": 1,
        "comment: on what is not in the file, or no question or answer": 2,
        "post: by an account that is gone, or by the site": 3,
        "post: neither question nor answer": 1,
        "reply: to oneself": 2,
        "reply: to what is not in the file, or to nobody": 2,
        "user: the site itself": 1,
    }


def test_users_have_names_and_those_who_never_wrote_are_there(sample) -> None:
    people = read(sample("stack_exchange-dump")).people
    assert people["label"].to_dict() == {
        "11": "Ana Ruiz",
        "12": "Ben Okafor",
        "13": "13",
        "14": "Dov",
    }
    assert people["reputation"].to_dict() == {"11": 210, "12": 1450, "13": 1, "14": 1}


def test_times(sample) -> None:
    events = read(sample("stack_exchange-dump")).events
    assert events["time"].iloc[0] == pd.Timestamp("2024-05-01 10:00:00.120")


def test_tables_of_the_data_explorer(sample, acts_of) -> None:
    found = read(sample("stack_exchange-query"))
    assert acts_of(found, "reply") == [("12", ("11",), "reply"), ("11", ("12",), "reply")]
    assert found.people["label"].to_list() == ["Ana Ruiz", "Ben Okafor"]
    assert found.view == "sample"


def test_posts_alone_packed(sample_members, tmp_path: Path) -> None:
    path = tmp_path / "posts.gz"
    path.write_bytes(gzip.compress(sample_members("stack_exchange-dump")["Posts.xml"]))
    found = read(path)
    assert found.provenance.warnings == (
        "There is no table of comments, so who commented on whom is unknown.",
    )
    assert found.people.index.to_list() == ["11", "12", "13"]


def test_comments_without_posts_say_what_is_missing(sample_members, write_file) -> None:
    path = write_file(sample_members("stack_exchange-dump")["Comments.xml"], name="Comments.xml")
    with pytest.raises(UnknownFormatError, match=r"holds the comments .* without its posts"):
        read(path)
    with pytest.raises(UnknownFormatError, match="without posts"):
        read_stack_exchange(path)


def test_two_sites_are_not_one(sample_members, write_zip) -> None:
    posts = sample_members("stack_exchange-dump")["Posts.xml"]
    with pytest.raises(ReadError, match="2 tables of posts"):
        read(write_zip({"birds/Posts.xml": posts, "meta.birds/Posts.xml": posts}))


def test_rows_in_any_order_say_the_same(sample, sample_members) -> None:
    lines = sample_members("stack_exchange-dump")["Posts.xml"].decode().splitlines()
    rows = lines[2:-1]
    random.Random(7).shuffle(rows)
    shuffled = "\n".join([*lines[:2], *rows, lines[-1]])
    one = read(sample("stack_exchange-dump"))
    other = read(sample("stack_exchange-dump", {"Posts.xml": shuffled}))
    pd.testing.assert_frame_equal(one.events, other.events)
    assert one.provenance.dropped == other.provenance.dropped


def test_rows_without_a_number_or_given_again_are_reported(write_file) -> None:
    row = '<row {}PostTypeId="1" OwnerUserId="7" />'
    rows = "\n".join(row.format(number) for number in ('Id="1" ', 'Id="1" ', ""))
    found = read(write_file(f"<posts>\n{rows}\n</posts>", name="Posts.xml"))
    assert found.provenance.dropped == {"post given again": 1, "row without Id": 1}
    assert [(one.line, one.reason) for one in found.provenance.problems] == [
        (3, "post given again"),
        (4, "row without Id"),
    ]
    assert len(found.events) == 1


def test_a_dump_cut_short(sample_members, write_file) -> None:
    content = sample_members("stack_exchange-dump")["Posts.xml"]
    with pytest.raises(ReadError, match="ends in the middle"):
        read(write_file(content[:-40], name="Posts.xml"))


def test_a_site_where_everybody_is_gone(write_file) -> None:
    row = '<row Id="1" PostTypeId="1" OwnerDisplayName="user9" />'
    with pytest.raises(NothingUsableError, match="no post by anybody"):
        read(write_file(f"<posts>{row}</posts>", name="Posts.xml"))


def test_a_network_made_from_a_dump_is_a_list_of_ties(write_file) -> None:
    pairs = "".join(f"{one},{one + 3}\n{one + 3},{one}\n" for one in range(1, 30))
    path = write_file(pairs, name="android_edges.txt")
    assert identify(path).name == "edge_list"
    assert len(read_edge_list(path).ties) == 58
