"""Comments, reactions, shares and follows: what the owner attended to."""

import pandas as pd
import pytest

from weakties.build import build_network
from weakties.importers import identify, read

POST = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A1"


@pytest.fixture
def read_with(invented, write_zip):
    """Read the small archive with further members."""

    def read_it(**members):
        return read(write_zip({**invented.members(), **members}))

    return read_it


def of_kind(found, kind):
    events = found.events[found.events["kind"] == kind]
    return events[["time", "actor", "targets", "context"]].to_numpy().tolist()


@pytest.mark.parametrize(
    ("name", "header", "kind"),
    [
        ("Comments.csv", ("Date", "Link", "Message"), "comment"),
        ("Comments_2.csv", ("Date", "Link", "Message"), "comment"),
        ("Reactions.csv", ("Date", "Type", "Link"), "reaction"),
        ("Shares.csv", ("Date", "ShareLink", "ShareCommentary", "SharedUrl"), "share"),
        ("shares.csv", ("Date", "Sharelink", "SHARECOMMENTARY", "SharedURL"), "share"),
    ],
)
def test_attention_has_a_time_and_no_target(invented, read_with, name, header, kind) -> None:
    cells = {"Date": "2024-05-01 10:00:00", "Link": POST, "ShareLink": POST, "Sharelink": POST}
    row = [cells.get(column, "secret,\n\nsecret") for column in header]
    found = read_with(**{name: invented.table(header, [row])})
    assert of_kind(found, kind) == [[pd.Timestamp("2024-05-01 10:00"), "jopike", (), POST]]
    assert "secret" not in found.events.to_csv()
    one, other = build_network(found), build_network(read_with())
    pd.testing.assert_frame_equal(one.ties, other.ties)
    pd.testing.assert_frame_equal(one.owner_ties, other.owner_ties)


def test_contacts_that_the_owner_follows(invented, read_with) -> None:
    rows = [
        ("Sun Dec 23 00:00:00 UTC 2018", "Active", "Al Ito"),
        ("2024-02-01 10:00:00", "Active", "Some Stranger"),
        ("2024-02-01 10:00:00", "Unfollow", "Bo"),
    ]
    text = invented.table(("Date", "Status", "Full Name"), rows)
    found = read_with(**{"Member_Follows.csv": text})
    assert of_kind(found, "follow") == [[pd.Timestamp("2018-12-23"), "jopike", ("al-ito",), None]]
    assert found.provenance.dropped == {"follow: no longer": 1, "follow: not of a contact": 1}


@pytest.mark.parametrize("name", ["Company Follows.csv", "Company_Follows.csv"])
def test_companies_that_the_owner_follows(invented, read_with, name) -> None:
    rows = [
        ("Harbour Books", "Sun Dec 23 00:00:00 UTC 2018"),
        ("Contoso", "2019-01-02"),
        ("Northwind", "some day"),
        ("", "2019-01-02"),
    ]
    found = read_with(**{name: invented.table(("Organization", "Followed On"), rows)})
    followed = found.memberships[found.memberships["kind"] == "followed company"]
    assert followed[["focus", "start"]].to_numpy().tolist() == [
        ["Contoso", pd.Timestamp("2019-01-02")],
        ["Harbour Books", pd.Timestamp("2018-12-23")],
        ["Northwind", pd.NaT],
    ]
    assert found.provenance.dropped == {"follow: without a name": 1}
    assert "date not understood (row kept)" in {one.reason for one in found.provenance.problems}


def test_a_list_of_ties_with_such_columns_is_no_archive(write_file) -> None:
    text = "source,target,date,type,link\nana,ben,2024-01-01,friend,x\nben,cy,2024-01-01,friend,y\n"
    assert identify(write_file(text, name="Reactions.csv")).name == "edge_list"


def test_quotation_marks_in_comments_have_a_backslash_and_break_no_row(read_with) -> None:
    rows = (
        f'2024-01-02 03:04:05,{POST},"Thanks \\"Bob, Al\\", well"\n'
        f'2024-01-03 03:04:05,{POST},"Plain ""doubled"", too"\n'
        f"2024-01-04 03:04:05,{POST},plain\n"
    )
    found = read_with(**{"Comments.csv": f"Date,Link,Message\n{rows}"})
    assert len(of_kind(found, "comment")) == 3
    assert "wrong number of fields" not in found.provenance.dropped
