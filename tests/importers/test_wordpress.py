"""Blogs exported from WordPress, with comments."""

import pandas as pd
import pytest

from weakties.build import build_network
from weakties.errors import NothingUsableError, ReadError, UnknownFormatError
from weakties.importers import read, read_wordpress


def test_comments_answer_posts_and_comments(sample, acts_of) -> None:
    found = read(sample("wordpress-one"))
    assert (found.owner, found.view) == ("ana", "ego")
    assert acts_of(found, "reply") == [
        ("Ben Okafor", ("ana",), "reply"),
        ("ana", ("Ben Okafor",), "reply"),
        ("Cy (2)", ("Ben Okafor",), "reply"),
        ("Cy (1)", ("ana",), "reply"),
        ("Ben Okafor", ("ana",), "reply"),
    ]
    assert set(found.events["context"]) == {"on-weak-ties", "post 9"}
    assert found.people["label"].to_dict() == {
        "ana": "Ana Ruiz",
        "Ben Okafor": "Ben Okafor",
        "Cy (1)": "Cy",
        "Cy (2)": "Cy",
    }
    assert found.events["time"].iloc[0] == pd.Timestamp("2014-05-01 10:00")


def test_what_is_left_out_is_counted(sample) -> None:
    assert read(sample("wordpress-one")).provenance.dropped == {
        "comment: link from another blog": 1,
        "comment: not approved": 1,
        "comment: without a name": 2,
        "post: without comments": 1,
    }


def test_a_blog_of_several_authors_in_parts(sample, acts_of) -> None:
    found = read(sample("wordpress-several"))
    assert (found.owner, found.view) == (None, "sample")
    assert acts_of(found, "reply") == [
        ("Ben", ("ana",), "reply"),
        ("Ben", ("dee",), "reply"),
        ("ana (1)", ("Ben",), "reply"),
    ]
    assert build_network(found).directed


def test_commenters_of_one_post_are_in_one_thread(sample) -> None:
    ties = build_network(read(sample("wordpress-one"))).ties
    assert ties.loc[("Ben Okafor", "Cy (2)"), "rules"] == "addressed; same_talk"
    assert ties.loc[("Cy (1)", "Cy (2)"), "evidence"] == "co_presence"


def test_an_export_cut_short(sample_members, write_file) -> None:
    content = sample_members("wordpress-one")["blog.xml"]
    with pytest.raises(ReadError, match="ends in the middle"):
        read(write_file(content[:-60], name="blog.xml"))


def test_entities_are_refused(sample_members, write_file) -> None:
    content = sample_members("wordpress-one")["blog.xml"].decode()
    hostile = content.replace("<rss ", '<!DOCTYPE rss [<!ENTITY a "aaaa">]><rss ', 1)
    with pytest.raises(ReadError, match="entity 'a'"):
        read(write_file(hostile, name="blog.xml"))


def test_a_blog_without_comments(sample_members, write_file) -> None:
    content = sample_members("wordpress-one")["blog.xml"].decode()
    quiet = content.replace("wp:comment>", "wp:remark>")
    with pytest.raises(NothingUsableError, match="nobody but the author"):
        read(write_file(quiet, name="blog.xml"))


def test_another_feed(write_file) -> None:
    with pytest.raises(UnknownFormatError, match="no export of WordPress"):
        read_wordpress(write_file('<rss version="2.0"><channel/></rss>', name="feed.xml"))


def test_a_login_that_is_an_address_is_not_kept(write_file) -> None:
    login = "<wp:author_login>ana@example.org</wp:author_login>"
    blog = (
        '<rss xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        "<wp:wxr_version>1.2</wp:wxr_version><wp:author><wp:author_id>1</wp:author_id>"
        f"{login}<wp:author_display_name>Ana</wp:author_display_name></wp:author>"
        "<item><dc:creator>ana@example.org</dc:creator><wp:post_id>7</wp:post_id><wp:comment>"
        "<wp:comment_id>1</wp:comment_id><wp:comment_author>Ben</wp:comment_author>"
        "<wp:comment_approved>1</wp:comment_approved></wp:comment></item></channel></rss>"
    )
    found = read(write_file(blog, name="blog.xml"))
    assert sorted(found.people["label"]) == ["Ana", "Ben"]
    assert "@" not in found.people.to_csv() + found.events.to_csv()
    assert found.people.loc[found.owner, "label"] == "Ana"
