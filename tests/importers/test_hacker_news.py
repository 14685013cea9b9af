"""Items of Hacker News."""

import json

import pandas as pd
import pytest

from weakties.errors import NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import read, read_hacker_news
from weakties.importers.hacker_news import _Item, _tops


def test_comments_answer_the_author_of_what_they_are_under(sample, acts_of) -> None:
    found = read(sample("hacker_news-lines"))
    assert acts_of(found, "reply") == [
        ("ben", ("ana",), "reply"),
        ("chi", ("ben",), "reply"),
        ("gil", ("fay",), "reply"),
    ]
    assert (found.view, found.owner) == ("sample", None)
    assert found.events["time"].iloc[0] == pd.Timestamp("2024-05-01 10:00")


def test_a_thread_is_known_through_what_is_deleted(sample) -> None:
    found = read(sample("hacker_news-lines"))
    spoken = found.events[found.events["kind"] == "message"]
    assert spoken.groupby("context")["actor"].apply(list).to_dict() == {
        "story 1": ["ana", "ben", "chi", "dov", "ben"],
        "story 8": ["fay", "gil"],
    }


def test_what_is_left_out_is_counted(sample) -> None:
    assert read(sample("hacker_news-lines")).provenance.dropped == {
        "item: deleted, killed or without an author": 2,
        "item: neither story nor comment": 1,
        "reply: to oneself": 1,
        "reply: to what is not in the files, or to nobody": 2,
    }


def test_a_list_says_the_same_as_lines(sample, sample_members, write_file) -> None:
    items = json.loads(sample_members("hacker_news-list")["items.json"])
    lines = "\n".join(map(json.dumps, reversed(items)))
    one, other = read(sample("hacker_news-list")), read(write_file(lines, name="x.json"))
    pd.testing.assert_frame_equal(one.events, other.events)


def test_an_item_a_file_on_one_line_or_several(write_zip, acts_of) -> None:
    story = {"by": "ana", "id": 1, "time": 1, "type": "story"}
    comment = {"by": "ben", "id": 2, "parent": 1, "time": 2, "type": "comment"}
    found = read(write_zip({"1.json": json.dumps(story, indent=2), "2.json": json.dumps(comment)}))
    assert acts_of(found, "reply") == [("ben", ("ana",), "reply")]


def test_comments_in_a_circle(write_file) -> None:
    items = [
        {"id": number, "type": "comment", "by": by, "time": 1, "parent": parent}
        for number, by, parent in ((1, "ana", 2), (2, "ben", 1))
    ]
    found = read(write_file(json.dumps(items), name="x.json"))
    assert set(found.events["context"]) == {"story 1"}


def test_a_list_cut_short_and_one_of_hidden_items(sample_members, write_file) -> None:
    content = sample_members("hacker_news-list")["items.json"]
    with pytest.raises(ReadError, match="cut short"):
        read(write_file(content[:-20], name="items.json"))
    hidden = '{"id": 3, "deleted": true, "time": 1, "type": "comment"}'
    with pytest.raises(NothingUsableError, match="names nobody"):
        read(write_file(hidden, name="items.json"))


def test_other_documents(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="no items of Hacker News"):
        read_hacker_news(write_file('{"id": 1, "type": "story"}', name="items.json"))


def test_a_very_deep_thread_is_followed_once_and_not_from_every_comment() -> None:
    asked = 0

    class Parents(dict):
        def __getitem__(self, number):
            nonlocal asked
            asked += 1
            return super().__getitem__(number)

    deep = 2_000
    items = {str(n): _Item("ana", str(n - 1) if n else "", None) for n in range(deep)}
    backwards = Parents(reversed(items.items()))
    assert set(_tops(backwards).values()) == {"0"}
    assert asked < 10 * deep


def test_what_hangs_below_a_circle_is_in_the_thread_of_the_circle() -> None:
    items = {n: _Item("ana", parent, None) for n, parent in (("1", "3"), ("2", "3"), ("3", "2"))}
    assert _tops(items) == {"1": "2", "2": "2", "3": "2"}
