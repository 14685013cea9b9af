"""Posts of Tumblr blogs in the form of its API."""

import pandas as pd
import pytest

from weakties.errors import NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import read, read_tumblr

ANA = "ana-reads"


@pytest.mark.parametrize("name", ["tumblr-backup", "tumblr-api"])
def test_reblogs_questions_and_notes(sample, acts_of, name) -> None:
    found = read(sample(name))
    assert (found.owner, found.view) == (ANA, "ego")
    assert acts_of(found) == [
        (ANA, ("birdlist",), "repost"),
        ("pine-m", (ANA,), "message"),
        ("birdlist", (ANA,), "reaction"),
        ("oak-tree", (ANA,), "repost"),
        ("birdlist", (ANA,), "reply"),
    ]
    assert found.events["time"].iloc[0] == pd.Timestamp("2013-05-01 12:00:02")


def test_what_is_left_out_is_counted(sample) -> None:
    assert read(sample("tumblr-backup")).provenance.dropped == {
        "note: by the blog itself, or of another kind": 1,
        "note: to a post of another blog": 1,
        "post: names nobody": 1,
        "question: by nobody who has a name": 1,
    }


def test_posts_of_other_blogs_are_left_out(sample) -> None:
    origin = read(sample("tumblr-api")).provenance
    assert origin.dropped["post: of another blog"] == 1
    assert any("1 post is of other blogs" in warning for warning in origin.warnings)


def test_a_post_cut_short(sample_members, write_file) -> None:
    with pytest.raises(ReadError, match="cut short"):
        read(write_file(sample_members("tumblr-backup")["json/1.json"][:-9], name="1.json"))


def test_a_blog_that_names_nobody(sample_members, write_file) -> None:
    with pytest.raises(NothingUsableError, match="nobody but the blog"):
        read(write_file(sample_members("tumblr-backup")["json/5.json"], name="5.json"))


def test_something_else(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="no posts of Tumblr"):
        read_tumblr(write_file('{"posts": []}', name="posts.json"))
