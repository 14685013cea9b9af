"""Strength, recency and dormancy of the owner's own ties."""

import math

import pandas as pd
import pytest

from weakties.build import build_network


def own(found) -> pd.DataFrame:
    return build_network(found).owner_ties


@pytest.fixture
def people(everyday):
    return everyday(4)


def test_a_contact_without_any_act_has_strength_one(archive, people) -> None:
    table = own(archive(people))
    assert (table["strength"] == 1.0).all()
    assert table["last_contact"].isna().all()
    assert not table["dormant"].any()
    assert (table["recency"] == 0.0).all()
    assert table["reciprocity"].isna().all()


def test_messages_are_counted_by_direction_and_shared_in_groups(archive, people) -> None:
    messages = [
        ("2020-01-01", "you", ("p000",), "a"),
        ("2020-01-02", "p000", ("you",), "a"),
        ("2020-01-03", "p000", ("you",), "a"),
        ("2020-01-04", "you", ("p001", "p002"), "b"),
        ("2020-01-05", "p001", ("you", "p002"), "b"),
    ]
    table = own(archive(people, messages=messages))
    assert table["messages_sent"].to_list() == [1.0, 0.5, 0.5, 0.0]
    assert table["messages_received"].to_list() == [2.0, 0.5, 0.0, 0.0]
    assert table["messages"].to_list() == [3.0, 1.0, 0.5, 0.0]
    assert table["reciprocity"].to_list()[:3] == [pytest.approx(2 / 3), 1.0, 0.0]
    assert table["last_contact"].iloc[1] == pd.Timestamp("2020-01-05")


def test_strength_follows_its_formula(archive, people) -> None:
    messages = [("2020-01-01", "you", ("p000",), "a"), ("2020-01-01", "p000", ("you",), "a")]
    acts = [
        ("2017-01-01", "p000", "you", "endorsement"),
        ("2017-01-01", "you", "p000", "recommendation"),
        ("2017-01-01", "you", "p000", "invitation"),
        ("2023-01-01", "you", "p001", "endorsement"),
    ]
    table = own(archive(people, messages=messages, acts=acts))
    years = (pd.Timestamp("2023-01-01") - pd.Timestamp("2020-01-01")).days / 365.25
    contact = math.log(3) + math.log(2) / 2 + 1 + 0.5
    assert table["strength"].iloc[0] == pytest.approx(1 + 0.5 ** (years / 3) * contact)
    assert table["strength"].iloc[1] == pytest.approx(1 + math.log(2) / 2)
    assert table[["endorsements", "recommendations", "invitations"]].iloc[0].to_list() == [1, 1, 1]


@pytest.mark.parametrize(("day", "dormant"), [("2019-12-31", True), ("2020-02-01", False)])
def test_dormant_is_three_silent_years_before_the_latest_date_on_record(
    archive, people, day: str, dormant: bool
) -> None:
    acts = [(day, "p000", "you", "endorsement"), ("2023-01-01", "you", "p001", "endorsement")]
    table = own(archive(people, acts=acts))
    assert table["dormant"].to_list() == [dormant, False, False, False]


def test_acts_between_contacts_do_not_count(archive, people) -> None:
    messages = [("2020-01-01", "p000", ("p001", "you"), "a")]
    table = own(archive(people, messages=messages))
    assert table["messages"].to_list() == [0.5, 0.0, 0.0, 0.0]


def test_public_acts_count_as_words_or_approval(records) -> None:
    found = records(
        [
            ("2020-01-01", "you", ("ana",), "reply", None, None),
            ("2020-01-01", "you", ("ana", "ben"), "mention", None, None),
            ("2020-01-01", "ben", ("you",), "reaction", None, None),
            ("2020-01-01", "you", ("ben",), "repost", None, None),
        ],
        owner="you",
        view="ego",
    )
    table = own(found)
    assert list(table.index) == ["ana", "ben"]
    assert table["messages_sent"].to_list() == [1.5, 0.5]
    assert table["endorsements"].to_list() == [0, 2]
    assert table["strength"].iloc[0] == pytest.approx(math.log(2.5) / 2)


def test_who_is_tied_by_acts_alone_has_a_tie_of_the_owner(records) -> None:
    events = [("2020-01-01", "ana", ("you",), "message", None, None)]
    undated = [(None, "ben", ("you",), "message", None, None)]
    network = build_network(records([*events, *undated], owner="you", view="ego"))
    assert list(network.owner_ties.index) == ["ana"]
    assert network.with_owner().n_ties == 1
