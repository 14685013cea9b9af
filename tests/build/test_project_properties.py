"""Projections and periods against sums that are written out."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weakties as wt
from weakties.connections import Connections, Provenance
from weakties.errors import ArgumentError

PEOPLE = "abcdef"
START = pd.Timestamp("2024-01-01")
DAY = pd.Timedelta(days=1)
MEMBERSHIPS = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.integers(0, 4), st.sampled_from(["group", "work"])),
    min_size=1,
    max_size=20,
)


def records(memberships=(), events=()) -> Connections:
    belong = pd.DataFrame(list(memberships), columns=["person", "focus", "kind"])
    acts = pd.DataFrame(list(events), columns=["time", "actor", "targets"])
    acts["time"] = pd.Series(acts["time"], dtype="datetime64[us]")
    return Connections(
        people=pd.DataFrame({"label": list(PEOPLE)}, index=list(PEOPLE)),
        memberships=belong.assign(start=pd.NaT, end=pd.NaT),
        events=acts.assign(kind="reply", context="general"),
        provenance=Provenance(format="drawn"),
    )


def foci_of(rows) -> dict[tuple, set[str]]:
    foci: dict[tuple, set[str]] = {}
    for person, focus, kind in rows:
        foci.setdefault((kind, focus), set()).add(person)
    return foci


@settings(max_examples=20, deadline=None)
@given(MEMBERSHIPS, st.none() | st.integers(2, 5), st.sampled_from(["newman", "count"]))
def test_a_projection_is_the_sum_over_all_foci(rows, most, strength):
    expected: dict[tuple, float] = {}
    met = set()
    for (kind, _), people in sorted(foci_of(rows).items()):
        if 2 <= len(people) <= (most or len(PEOPLE)):
            for pair in itertools.combinations(sorted(people), 2):
                share = 1 / (len(people) - 1) if strength == "newman" else 1.0
                expected[pair] = expected.get(pair, 0.0) + share
                met |= {pair} if kind == "work" else set()
    network = wt.project(records(rows), most=most, strength=strength)
    assert network.ties["strength"].to_dict() == pytest.approx(expected, rel=1e-14)
    seen = network.ties["evidence"] == "co_presence"
    assert set(network.ties.index[seen]) == met
    assert list(network.ids) == list(PEOPLE)
    left_out = sum(len(one) > (most or len(PEOPLE)) for one in foci_of(rows).values())
    assert sum(network.provenance.rules[0].left_out.values()) == left_out


@settings(max_examples=20, deadline=None)
@given(MEMBERSHIPS)
def test_all_ties_of_a_person_are_as_strong_as_the_foci_with_others(rows):
    network = wt.project(records(rows))
    total = network.ties["strength"].groupby(level="source").sum().reindex(list(PEOPLE)).fillna(0)
    total += network.ties["strength"].groupby(level="target").sum().reindex(list(PEOPLE)).fillna(0)
    shared = [one for one in foci_of(rows).values() if len(one) > 1]
    expected = [sum(person in one for one in shared) for person in PEOPLE]
    np.testing.assert_allclose(total, expected, rtol=1e-12)


@settings(max_examples=20, deadline=None)
@given(MEMBERSHIPS, st.sampled_from([0.01, 0.05, 0.5]), st.sampled_from(["none", "holm", "fdr"]))
def test_a_backbone_is_the_part_of_the_projection_below_alpha(rows, alpha, correction):
    whole = wt.project(records(rows), backbone="sdsm", alpha=1, correction=correction)
    part = wt.project(records(rows), backbone="sdsm", alpha=alpha, correction=correction)
    assert whole.ties["strength"].equals(wt.project(records(rows)).ties["strength"])
    for column in ("strength", "evidence", "p_value"):
        assert whole.ties[column][part.ties.index].tolist() == part.ties[column].tolist()
    assert whole.ties["p_value"].between(0, 1).all()
    if correction == "none":
        assert set(part.ties.index) == set(whole.ties.index[whole.ties["p_value"] < alpha])


DAYS = st.integers(0, 60)
ACTS = st.lists(
    st.tuples(DAYS, *[st.sampled_from(PEOPLE)] * 2).filter(lambda act: act[1] != act[2]),
    min_size=1,
    max_size=12,
)


def dated(acts) -> Connections:
    return records(events=[(START + day * DAY, who, (whom,)) for day, who, whom in acts])


def strengths(network: wt.Network) -> pd.Series:
    return network.ties["strength"]


@settings(max_examples=20, deadline=None)
@given(ACTS, DAYS, st.integers(1, 60))
def test_acts_from_since_on_count_and_those_of_until_do_not(acts, day, length):
    since, until = START + day * DAY, START + (day + length) * DAY
    network = wt.build_network(dated(acts), since=since, until=until)
    inside = [act for act in acts if day <= act[0] < day + length]
    assert strengths(network).sum() == len(inside)
    assert set(network.tie_index) == {act[1:] for act in inside}
    outside = network.provenance.dropped.get("act: outside of the period", 0)
    assert outside == len(acts) - len(inside)
    windowed = wt.build_network(dated(acts), until=until, window=f"{length}D")
    pd.testing.assert_series_equal(strengths(windowed), strengths(network))


@settings(max_examples=20, deadline=None)
@given(ACTS, st.integers(1, 400), st.integers(2, 5))
def test_a_longer_half_life_makes_no_tie_weaker(acts, days, times):
    found = dated(acts)
    short, long = (
        strengths(wt.build_network(found, half_life=f"{length}D"))
        for length in (days, days * times)
    )
    unfaded = strengths(wt.build_network(found))
    assert set(short.index) <= set(long.index) <= set(unfaded.index)
    assert (short <= long[short.index] * (1 + 1e-12)).all()
    assert (long <= unfaded[long.index] * (1 + 1e-12)).all()
    latest = max(act[0] for act in acts)
    expected: dict[tuple, float] = {}
    for day, *pair in acts:
        expected[tuple(pair)] = expected.get(tuple(pair), 0) + 0.5 ** ((latest - day) / days)
    assert short.to_dict() == pytest.approx({one: expected[one] for one in short.index})


@settings(max_examples=20, deadline=None)
@given(ACTS, st.integers(1, 60), st.integers(1, 100))
def test_the_same_acts_count_less_the_later_they_are_looked_at(acts, days, later):
    found = dated(acts)
    now, then = (
        strengths(wt.build_network(found, until=START + (61 + more) * DAY, half_life=f"{days}D"))
        for more in (0, later)
    )
    factor = 0.5 ** (later / days)
    np.testing.assert_allclose(then, now[then.index] * factor, rtol=1e-9)


def test_a_projection_of_nothing_is_refused():
    with pytest.raises(ArgumentError, match="no memberships"):
        wt.project(records())
