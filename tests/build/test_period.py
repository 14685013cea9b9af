"""Networks of a period, and acts that fade."""

import datetime as dt
import itertools
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import weakties as wt
from weakties.connections import Connections, Provenance
from weakties.errors import ArgumentError

DAY = pd.Timedelta(days=1)


def tied(rows, *, people="abcd", **columns) -> Connections:
    """Ties (source, target, start, end, kind) of people who are called by a letter."""
    ties = pd.DataFrame(rows, columns=["source", "target", "start", "end", "kind"])
    for name in ("start", "end"):
        ties[name] = pd.Series(pd.to_datetime(ties[name]), dtype="datetime64[us]")
    ties = ties.assign(directed=False, weight=1.0, evidence="declared", **columns)
    names = pd.DataFrame({"label": list(people)}, index=list(people))
    return Connections(people=names, ties=ties, provenance=Provenance(format="test"))


CALLS = [
    ("a", "b", "2024-01-01", None, "call"),
    ("b", "c", "2024-02-01", None, "call"),
    ("c", "d", "2024-03-01", None, "call"),
]


def pairs(network: wt.Network) -> list[tuple[str, str]]:
    return network.tie_index.to_list()


def test_since_is_included_and_until_is_not():
    network = wt.build_network(tied(CALLS), since="2024-01-01", until="2024-02-01")
    assert pairs(network) == [("a", "b")]
    assert list(network.ids) == ["a", "b"]
    assert network.provenance.dropped == {
        "tie: outside of the period": 2,
        "person: not there in the period": 2,
    }


@pytest.mark.parametrize(
    "since",
    [
        *("2024-02", "2024-02-01T02:00+02:00", dt.date(2024, 2, 1), dt.datetime(2024, 2, 1)),
        *(np.datetime64("2024-02-01"), pd.Timestamp("2024-02-01 01:00", tz="Europe/Paris")),
    ],
)
def test_a_date_may_be_given_in_many_forms(since):
    assert pairs(wt.build_network(tied(CALLS), since=since)) == [("b", "c"), ("c", "d")]


def test_a_window_ends_at_the_latest_date_or_at_until():
    assert pairs(wt.build_network(tied(CALLS), window="29D")) == [("b", "c"), ("c", "d")]
    assert pairs(wt.build_network(tied(CALLS), window="28D")) == [("c", "d")]
    whole = wt.build_network(tied(CALLS), until="2024-03-01", window=dt.timedelta(days=29))
    assert pairs(whole) == [("b", "c")]


def test_a_connection_lasts_and_a_call_does_not():
    rows = [("a", "b", "2020-01-01", None, "connection"), ("b", "c", "2020-01-01", None, "call")]
    assert pairs(wt.build_network(tied(rows), since="2024")) == [("a", "b")]


def test_where_ends_are_known_a_tie_without_one_goes_on():
    rows = [
        ("a", "b", "2020-01-01", None, "seat"),
        ("b", "c", "2020-01-01", "2021-01-01", "seat"),
        ("c", "d", None, "2021-01-01", "seat"),
    ]
    assert pairs(wt.build_network(tied(rows), since="2022")) == [("a", "b")]
    assert pairs(wt.build_network(tied(rows), until="2019")) == [("c", "d")]


def test_a_tie_that_pauses_is_not_there_meanwhile():
    first, second = (pd.Timestamp(one) for one in ("2020-01-01", "2020-02-01"))
    spells = [((first, second), (second + 300 * DAY, None))]
    found = tied([("a", "b", "2020-01-01", "2022-01-01", "seat")], spells=spells)
    assert pairs(wt.build_network(found, since="2020-01-10", until="2020-01-20")) == [("a", "b")]
    assert pairs(wt.build_network(found, since="2020-03", until="2020-06")) == []
    assert pairs(wt.build_network(found, since="2021")) == [("a", "b")]


def test_records_without_a_time_are_left_out_and_counted():
    found = tied([*CALLS, ("a", "d", None, None, "call")])
    network = wt.build_network(found, until="2030")
    assert ("a", "d") not in pairs(network)
    assert network.provenance.dropped == {"tie: without a time, left out of the period": 1}


def test_whom_no_record_names_stays_alone():
    network = wt.build_network(tied(CALLS, people="abcdz"), until="2024-01-15")
    assert list(network.ids) == ["a", "b", "z"]


def test_whoever_came_later_is_not_there_yet():
    found = tied(CALLS, people="abcdz")
    came = pd.to_datetime([None, None, None, None, "2024-06-01"]).astype("datetime64[us]")
    found = replace(
        found, people=found.people.assign(start=came, end=pd.NaT).astype({"end": came.dtype})
    )
    assert "z" not in wt.build_network(found, until="2024-05").ids
    assert "z" in wt.build_network(found, until="2024-07").ids


def test_an_empty_period_is_an_empty_network():
    network = wt.build_network(tied(CALLS), since="2030")
    assert (len(network), network.n_ties) == (0, 0)
    assert wt.analyze(network).isolates.empty


def test_a_period_after_all_dates_is_said_to_be_one():
    late = "The period begins after the latest date in these data, which is in 2024."
    assert late in wt.build_network(tied(CALLS), since="2025-01-01").provenance.warnings
    assert late not in wt.build_network(tied(CALLS), since="2024-03-01").provenance.warnings


@given(st.lists(st.integers(0, 400), max_size=12), st.lists(st.integers(0, 400), max_size=4))
def test_periods_that_follow_each_other_share_the_calls_among_them(days, cuts):
    start = pd.Timestamp("2024-01-01")
    rows = [("a", "b", start + day * DAY, None, "call") for day in [*days, 0]]
    bounds = [start, *(start + cut * DAY for cut in sorted(set(cuts) - {0})), start + 500 * DAY]
    parts = [
        wt.build_network(tied(rows), since=one, until=two).tie_strength.sum()
        for one, two in itertools.pairwise(bounds)
    ]
    assert sum(parts) == len(rows)


@given(st.permutations(CALLS), st.integers(1, 1000))
def test_the_order_of_rows_makes_no_difference(rows, days):
    one, two = (
        wt.build_network(tied(some), half_life=f"{days}D", since="2024-01-15")
        for some in (CALLS, rows)
    )
    assert one.tie_strength.tolist() == two.tie_strength.tolist()


def test_calls_fade_with_age_and_connections_do_not():
    rows = [*CALLS, ("a", "d", "2019-01-01", None, "connection")]
    network = wt.build_network(tied(rows), half_life="29D")
    strength = dict(zip(pairs(network), network.tie_strength.tolist(), strict=True))
    assert strength == {
        ("a", "b"): pytest.approx(0.5 ** (60 / 29)),
        ("a", "d"): 1.0,
        ("b", "c"): 0.5,
        ("c", "d"): 1.0,
    }


def test_ages_count_back_from_until():
    network = wt.build_network(tied(CALLS), until="2024-03-31", half_life="30D")
    assert network.tie_strength[-1] == 0.5


def test_what_has_faded_away_is_no_tie():
    network = wt.build_network(tied(CALLS), half_life="1h")
    assert pairs(network) == [("c", "d")]
    assert network.provenance.dropped == {"tie: faded away": 2}


def test_acts_that_have_faded_away_tie_nobody(records):
    rows = [
        ("2010-01-01", "ana", ["ben"], "message", None, None),
        ("2010-01-01", "ana", ["cy"], "message", None, None),
        ("2024-01-01", "ana", ["cy"], "message", None, None),
    ]
    network = wt.build_network(records(rows), half_life="7D")
    assert network.ties["strength"].to_dict() == {("ana", "cy"): 1.0}
    assert list(network.ids) == ["ana", "ben", "cy", "dee"]
    (warning,) = network.provenance.warnings
    assert warning == "Left untied: 1 pair of people whose contact has faded away."


def test_ends_count_as_dates_where_there_are_no_others():
    rows = [("a", "b", None, "2021-01-01", "seat"), ("b", "c", None, "2022-01-01", "seat")]
    network = wt.build_network(tied(rows), half_life="365D")
    assert network.tie_strength.tolist() == [0.5, 1.0]
    later = [*rows, ("c", "d", "2020-01-01", "2030-01-01", "seat")]
    assert wt.build_network(tied(later), half_life="365D").tie_strength.tolist() == [1.0] * 3


EVENTS = [
    ("2024-01-01", "ana", ["ben"], "message", None, None),
    ("2024-01-31", "ana", ["ben"], "message", None, None),
    (None, "ana", ["cy"], "message", None, None),
]


def test_acts_fade_one_by_one(records):
    network = wt.build_network(records(EVENTS), half_life="30D")
    assert pairs(network) == [("ana", "ben")]
    assert network.tie_strength.tolist() == [1.5]
    assert network.provenance.dropped == {"act: without a time, so that its age is unknown": 1}


def test_talk_is_as_old_as_its_last_message(records):
    talk = [
        (f"2024-01-01 0{hour}:00", who, [], "message", "room", None)
        for hour, who in ((1, "ana"), (2, "ben"))
    ]
    later = [("2024-01-31 02:00", "dee", [], "message", "room", None)]
    network = wt.build_network(records([*talk, *later]), half_life="30D")
    assert network.ties["strength"].to_dict() == {("ana", "ben"): 0.5}


def test_conversations_fade_and_contact_with_the_owner_does(archive):
    found = archive(
        {"ana": ("", "", "2020-01-01"), "ben": ("", "", "2023-06-01")},
        messages=[
            ("2024-01-01", "you", ["ana", "ben"], "one"),
            ("2024-01-01", "ana", ["you", "ben"], "one"),
            ("2024-01-31", "you", ["ana"], "two"),
        ],
    )
    network = wt.build_network(found, ties="observed", half_life="30D")
    assert network.ties["strength"].to_dict() == {("ana", "ben"): 0.5}
    assert network.owner_ties["recency"].to_dict() == {"ana": 1.0, "ben": 0.5}
    then = wt.build_network(found, ties="observed", until="2023-01-01")
    assert list(then.ids) == ["ana"]
    assert then.owner_ties["messages"].tolist() == [0.0]


def test_a_contact_of_later_on_has_no_date_yet(archive):
    found = archive(
        {"ana": ("", "", "2020-01-01"), "ben": ("", "", "2023-06-01")},
        messages=[("2021-01-01", "ben", ["you"], "one")],
    )
    then = wt.build_network(found, until="2022")
    assert list(then.ids) == ["ana", "ben"]
    assert then.people["connected_on"].isna().tolist() == [False, True]


def test_memberships_last_and_works_are_of_their_day():
    people = pd.DataFrame({"label": ["Ana", "Ben"]}, index=["ana", "ben"])
    rows = pd.DataFrame(
        [("ana", "Club", "club", "2020-01-01"), ("ben", "Paper", "work", "2020-01-01")],
        columns=["person", "focus", "kind", "start"],
    )
    rows["start"] = rows["start"].astype("datetime64[us]")
    rows["end"] = pd.Series([pd.NaT, pd.NaT], dtype="datetime64[us]")
    found = Connections(people=people, memberships=rows, provenance=Provenance(format="test"))
    assert list(wt.build_network(found, since="2021").ids) == ["ana"]
    assert list(wt.build_network(found, window="1D").ids) == ["ana", "ben"]


@pytest.mark.parametrize(
    ("asked", "period", "latest"),
    [
        ({}, "", ""),
        ({"since": "2024-02"}, "only what was there from 2024-02-01 on", ""),
        ({"until": "2024-02-01 12:30"}, "only what was there before 2024-02-01 12:30", ""),
        (
            {"since": "2024-01", "until": "2024-03"},
            "only what was there from 2024-01-01 on and before 2024-03-01",
            "",
        ),
        ({"window": "4W"}, "only what was there in the last 28 days on record", "2024-03-01"),
        (
            {"window": "36h", "until": "2024-03"},
            "only what was there in the last 36 hours before 2024-03-01",
            "",
        ),
        (
            {"window": dt.timedelta(days=500, hours=12)},
            "only what was there in the last 12,012 hours on record",
            "2024-03-01",
        ),
        (
            {"half_life": "1D"},
            "what people did counts half when 1 day old, a quarter when twice as old",
            "2024-03-01",
        ),
    ],
)
def test_what_was_applied_is_said(asked, period, latest):
    network = wt.build_network(tied(CALLS), **asked)
    assert (network.provenance.period, network.provenance.latest) == (period, latest)
    second = wt.analyze(network).sentences[1]
    assert second.casefold().startswith(period)
    assert ("latest date on record is 2024-03-01" in second) == bool(latest)


def test_the_arguments_stay_with_the_network():
    network = wt.build_network(tied(CALLS), window="28D", half_life=dt.timedelta(days=30))
    built = {"ties": "default", "window": "28D", "half_life": "30 days, 0:00:00"}
    assert network.provenance.built == built
    settings = wt.analyze(network).settings
    assert {name: settings[name] for name in built} == built
    assert settings["since"] is None


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"since": "yesterday"}, "since='yesterday' is no date"),
        ({"since": "03/04/2024"}, "is no date"),
        ({"until": "2024-13-01"}, "until='2024-13-01' is no date"),
        ({"until": 2024}, "until=2024 is no date"),
        ({"window": "3M"}, "window='3M' is no length of time"),
        ({"window": "90"}, "in days"),
        ({"half_life": "0D"}, "above zero"),
        ({"half_life": -DAY}, "above zero"),
        ({"since": "2024", "window": "90D"}, "give one of them"),
        ({"since": "2024", "until": "2024"}, "not before until"),
    ],
)
def test_what_is_no_period_is_refused(asked, words):
    with pytest.raises(ArgumentError, match=words):
        wt.build_network(tied(CALLS), **asked)


def test_data_without_dates_have_no_period():
    with pytest.raises(ArgumentError, match="Nothing in these data has a date"):
        wt.build_network(tied([("a", "b", None, None, "tie")]), until="2024")


def test_works_fade_and_belonging_does_not():
    people = pd.DataFrame({"label": list("abc")}, index=list("abc"))
    rows = [("a", "one", "work", "2024-01-01"), ("b", "one", "work", "2024-01-01")]
    rows += [("b", "two", "work", "2024-01-31"), ("c", "two", "work", "2024-01-31")]
    rows += [("a", "three", "work", None), ("c", "three", "work", None)]
    table = pd.DataFrame(rows, columns=["person", "focus", "kind", "start"])
    table["start"] = pd.to_datetime(table["start"]).astype("datetime64[us]")
    table["end"] = pd.Series([pd.NaT] * len(rows), dtype="datetime64[us]")
    found = Connections(people=people, memberships=table, provenance=Provenance(format="test"))
    network = wt.build_network(found, ties=["together"], half_life="30D")
    assert network.ties["strength"].to_dict() == {("a", "b"): 0.5, ("b", "c"): 1.0}
    groups = replace(found, memberships=table.assign(kind="group"))
    network = wt.build_network(groups, ties=["affiliation"], half_life="30D")
    assert network.tie_strength.tolist() == [1.0, 1.0, 1.0]
