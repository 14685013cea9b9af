"""Network exports of Yammer (Viva Engage)."""

import pandas as pd
import pytest

from weakties.build import build_network
from weakties.errors import NothingUsableError, UnknownFormatError
from weakties.importers import read, read_yammer


def test_messages_answers_mentions_and_private_messages(sample, acts_of) -> None:
    found = read(sample("yammer-network"))
    assert acts_of(found) == [
        ("34", (), "message"),
        ("12", ("56",), "mention"),
        ("12", (), "message"),
        ("12", ("34",), "reply"),
        ("56", (), "message"),
        ("78", (), "message"),
        ("12", ("34", "78"), "message"),
        ("99", ("12",), "mention"),
        ("99", (), "message"),
    ]
    assert found.view == "whole"
    assert found.events["context"].to_list()[0] == "Book trade"
    assert found.events["time"].iloc[1] == pd.Timestamp("2024-03-04 11:20:34")


def test_people_have_their_place_in_the_company(sample) -> None:
    people = read(sample("yammer-network")).people
    assert people["label"].to_dict() == {
        "12": "Ana Ruiz",
        "34": "Ben Okafor",
        "56": "Cy Ode",
        "78": "Dee Park",
        "99": "Eve Stone",
    }
    assert people.loc["34", "department"] == "Archive"
    assert people.loc["12", "position"] == "Librarian"


def test_what_is_left_out_is_counted(sample) -> None:
    origin = read(sample("yammer-network")).provenance
    assert origin.dropped == {
        "message: deleted": 1,
        "message: notice of the program": 1,
        "reply: to a message that is not in the export": 1,
    }
    assert origin.duplicates == 1


def test_names_of_columns_may_be_spelt_otherwise(sample, acts_of) -> None:
    found = read(sample("yammer-spaced"))
    assert acts_of(found, "reply") == [("34", ("12",), "reply")]
    assert set(found.events["context"]) == {"group 5"}
    assert found.view == "sample"


def test_a_thread_is_one_talk(sample) -> None:
    ties = build_network(read(sample("yammer-network"))).ties
    assert ties.loc[("12", "34"), "rules"] == "addressed; same_talk"
    assert ties.loc[("34", "56"), "evidence"] == "co_presence"


def test_the_order_of_rows_is_nothing(sample, sample_members) -> None:
    text = sample_members("yammer-network")["Messages.csv"].decode()
    header, *rows = text.splitlines()
    other = read(sample("yammer-network", {"Messages.csv": "\n".join([header, *rows[::-1]])}))
    one = read(sample("yammer-network", {"Messages.csv": text}))
    pd.testing.assert_frame_equal(one.events, other.events)
    assert one.provenance.dropped == other.provenance.dropped


def test_a_private_message_of_which_nobody_says_to_whom_it_went(sample, sample_members) -> None:
    text = sample_members("yammer-network")["Messages.csv"].decode()
    alone = text.replace(",user:34", "").replace(",user:78", "")
    found = read(sample("yammer-network", {"Messages.csv": alone}))
    assert found.provenance.dropped["message: to people who are not told, or to oneself"] == 1


def test_an_export_of_nobody(write_zip) -> None:
    header = "id,thread_id,sender_id,created_at\n"
    with pytest.raises(NothingUsableError, match="names nobody"):
        read(write_zip({"Messages.csv": header, "log.txt": "x"}))


def test_something_else(write_zip) -> None:
    with pytest.raises(UnknownFormatError, match="no export of Yammer"):
        read_yammer(write_zip({"Messages.csv": "id,text\n", "log.txt": "x"}))


def test_times_as_programs_of_yammer_write_them(write_zip) -> None:
    table = "id,thread_id,sender_id,created_at\n1,1,7,2011/05/13 17:46:32 +0200\n"
    found = read(write_zip({"Messages.csv": table}))
    assert found.events["time"].to_list() == [pd.Timestamp("2011-05-13 15:46:32")]
