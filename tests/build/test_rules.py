"""What each rule ties, how strongly, and what it leaves out."""

import numpy as np
import pandas as pd
import pytest

from weakties.build import RULES, build_network
from weakties.network import Network

TALK = [
    ("2020-01-01", "you", ("ana", "ben", "cy"), "t1"),
    ("2020-01-02", "ana", ("you", "ben", "cy"), "t1"),
    ("2020-01-03", "ben", ("you", "ana", "cy"), "t1"),
]


def strengths(network: Network) -> dict[tuple[str, str], float]:
    return network.ties["strength"].to_dict()


def three(day: str = "2015-01-01") -> dict[str, tuple[str, str, str]]:
    return dict.fromkeys(("ana", "ben", "cy"), ("", "", day))


def test_every_rule_says_in_a_sentence_what_makes_a_tie() -> None:
    assert set(RULES) == {
        *("addressed", "affiliation", "burst", "cited", "employer", "event", "group_conversation"),
        *("named_together", "occupation", "past_employer", "same_talk", "school", "together"),
    }
    for name, rule in RULES.items():
        assert rule.name == name
        assert rule.summary.startswith(("Two contacts ", "Two people ", "One of two people "))
        assert rule.summary.endswith(".")
        assert 0 < rule.worth <= 1
    observed = {name: rule.evidence for name, rule in RULES.items() if rule.evidence != "inferred"}
    assert observed == {
        "addressed": "interaction",
        "cited": "interaction",
        "group_conversation": "interaction",
        "same_talk": "co_presence",
        "together": "co_presence",
    }


def test_a_group_conversation_ties_its_members_and_knows_who_spoke(archive) -> None:
    network = build_network(archive(three(), messages=TALK), ties="observed")
    ties = network.ties
    assert strengths(network) == {
        ("ana", "ben"): 0.5,
        ("ana", "cy"): 0.5,
        ("ben", "cy"): 0.5,
    }
    assert ties["evidence"].astype(str).to_list() == ["interaction", "co_presence", "co_presence"]
    assert set(ties["rules"]) == {"group_conversation"}
    assert ties["first"].iloc[0] == pd.Timestamp("2020-01-01")
    assert ties["last"].iloc[0] == pd.Timestamp("2020-01-03")


def test_a_message_to_one_person_ties_nobody(archive) -> None:
    found = archive(three(), messages=[("2020-01-01", "you", ("ana",), "t1")])
    assert build_network(found, ties="observed").n_ties == 0


@pytest.mark.parametrize(("recipients", "tied"), [(5, 10), (6, 0)])
def test_a_message_to_many_that_nobody_answers_is_no_conversation(
    archive, everyday, recipients: int, tied: int
) -> None:
    people = everyday(8)
    found = archive(people, messages=[("2020-01-01", "you", list(people)[:recipients], "t1")])
    network = build_network(found, ties=["group_conversation"])
    assert network.n_ties == tied
    left_out = network.provenance.rules[0].left_out
    assert dict(left_out) == ({} if tied else {"one speaker, more than 5 contacts": 1})


@pytest.mark.parametrize(("members", "tied"), [(15, 105), (16, 0)])
def test_a_conversation_of_very_many_is_left_out_even_if_they_speak(
    archive, everyday, members: int, tied: int
) -> None:
    names = list(people := everyday(20))[:members]
    messages = [("2020-01-01", who, ["you", *names], "t1") for who in names]
    network = build_network(archive(people, messages=messages), ties=["group_conversation"])
    assert network.n_ties == tied
    assert len(network.provenance.rules[0].left_out) == (tied == 0)


def test_colleagues_share_one_unit_whatever_the_spelling(archive) -> None:
    people = {
        "ana": ("Acme Inc.", "", "2010-01-01"),
        "ben": ("ACME", "", "2014-01-01"),
        "cy": ("The Acme", "", "2018-01-01"),
        "dee": ("Freelance", "", "2018-01-01"),
        "eve": ("Freelance", "", "2018-01-01"),
    }
    network = build_network(archive(people), ties=["employer"])
    assert strengths(network) == pytest.approx(
        {("ana", "ben"): 0.5, ("ana", "cy"): 0.5, ("ben", "cy"): 0.5}, abs=1e-9
    )
    assert list(network.ids[np.diff(network.indptr) == 0]) == ["dee", "eve"]


def test_colleagues_met_at_the_same_time_get_more_of_the_unit(archive) -> None:
    days = {"ana": "2010-01-01", "ben": "2010-01-03", "cy": "2018-01-01", "dee": None}
    people = {name: ("Acme", "", day) for name, day in days.items()}
    strength = strengths(build_network(archive(people), ties=["employer"]))
    assert strength["ana", "ben"] > 1.5 * strength["ana", "cy"]
    assert strength["cy", "dee"] == pytest.approx(1 / 3)


def test_at_a_big_employer_only_those_met_next_to_each_other_are_tied(archive, everyday) -> None:
    people = {name: ("Acme", "", day) for name, (_, _, day) in everyday(40).items()}
    network = build_network(archive(people), ties=["employer"])
    assert network.n_ties == 5 * 40 - 15
    assert (network.tie_target - network.tie_source).max() == 5
    assert set(network.tie_strength) == {0.1}
    assert network.provenance.rules[0].left_out


def test_an_employer_of_very_many_says_nothing(archive, everyday) -> None:
    people = {name: ("Acme", "", day) for name, (_, _, day) in everyday(501, every=3).items()}
    network = build_network(archive(people), ties=["employer"])
    assert network.n_ties == 0
    assert network.provenance.rules[0].left_out == {"more than 500 people": 1}


def test_a_past_employer_counts_for_those_met_while_the_owner_was_there(archive) -> None:
    days = {
        "before": "2009-09-01",
        "just_before": "2009-11-01",
        "during": "2011-01-01",
        "after": "2013-06-01",
    }
    people = {name: ("Acme", "", day) for name, day in days.items()}
    stays = [("employer", "Acme, Inc.", "2010-01-01", "2013-01-01")]
    network = build_network(archive(people, stays=stays), ties=["past_employer"])
    assert list(strengths(network)) == [("during", "just_before")]


def test_an_employer_without_end_lasts_until_the_latest_date(archive) -> None:
    people = {"ana": ("Acme", "", "2010-02-01"), "ben": ("Acme", "", "2019-01-01")}
    found = archive(people, stays=[("employer", "Acme", "2010-01-01", None)])
    assert build_network(found, ties=["past_employer"]).n_ties == 1


def test_a_burst_ties_those_who_connected_in_it(archive, everyday) -> None:
    people = everyday(40)
    for name in ("ana", "ben", "cy", "dee"):
        people[name] = ("", "", "2014-06-10")
    network = build_network(archive(people), ties=["burst"])
    tied = network.ids[np.diff(network.indptr) > 0]
    assert {"ana", "ben", "cy", "dee"} <= set(tied)
    assert len(tied) <= 5
    report = network.provenance.rules[0]
    assert (report.name, report.evidence, report.foci) == ("burst", "inferred", 1)


def test_an_address_book_sent_in_on_one_day_is_no_burst(archive, everyday) -> None:
    people = everyday(40) | {f"x{at}": ("", "", "2014-06-10") for at in range(30)}
    network = build_network(archive(people), ties=["burst"])
    assert network.n_ties == 0
    assert network.provenance.rules[0].left_out == {"more than 25 people on one day": 1}


def test_an_event_ties_those_who_connected_within_three_days(archive, everyday) -> None:
    people = everyday(40)
    people |= {
        "ana": ("", "", "2014-06-07"),
        "ben": ("", "", "2014-06-15"),
        "cy": ("", "", "2014-06-17"),
    }
    found = archive(people, stays=[("event", "Meeting", "2014-06-10", "2014-06-12")])
    network = build_network(found, ties=["event"])
    assert ("ana", "ben") in strengths(network)
    assert not any("cy" in pair for pair in strengths(network))


def test_an_event_at_the_usual_rate_ties_nobody(archive, everyday) -> None:
    found = archive(everyday(200, every=3), stays=[("event", "Meeting", "2012-09-01", None)])
    assert build_network(found, ties=["event"]).n_ties == 0


def test_a_school_ties_those_who_connected_while_the_owner_was_there(archive, everyday) -> None:
    people = everyday(10, every=400)
    fellows = [f"fellow{at}" for at in range(1, 7)]
    people |= {name: ("", "", f"2014-0{at}-10") for at, name in enumerate(fellows, 1)}
    found = archive(people, stays=[("school", "College", "2014-01-01", "2014-06-30")])
    network = build_network(found, ties=["school"])
    assert set(fellows) <= set(network.ids[np.diff(network.indptr) > 0])
    assert network.n_ties <= 21


def test_an_occupation_ties_those_of_one_line_of_work_met_next(archive, everyday) -> None:
    people = everyday(60)
    for at, name in enumerate(sorted(people)[::10]):
        people[name] = (f"Firm {'abcdef'[at]}", "Senior Cataloguer", people[name][2])
    network = build_network(archive(people), ties=["occupation"])
    assert ("p000", "p010") in strengths(network)
    assert ("p000", "p020") in strengths(network)
    assert ("p000", "p030") not in strengths(network)


def test_a_word_that_many_use_is_no_occupation(archive, everyday) -> None:
    people = {name: ("", "Cataloguer", day) for name, (_, _, day) in everyday(20).items()}
    network = build_network(archive(people), ties=["occupation"])
    assert network.n_ties == 0
    assert network.provenance.rules[0].left_out == {"words that more than 15% use": 1}


def test_words_of_rank_are_no_occupation(archive, everyday) -> None:
    people = everyday(60)
    for name in sorted(people)[::10]:
        people[name] = ("", "Senior Vice President", people[name][2])
    assert build_network(archive(people), ties=["occupation"]).n_ties == 0
