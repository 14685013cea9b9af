"""People who speak in one place at one time."""

import pandas as pd
import pytest

from weakties.build import build_network
from weakties.measures import judge


def said(person, time, place="general", thread=None):
    return (time, person, (), "message", place, thread)


def strengths(network):
    return network.ties["strength"].to_dict()


def test_a_stretch_of_talk_ends_with_an_hour_of_silence(records) -> None:
    found = records(
        [
            said("ana", "2024-03-04 10:00"),
            said("ben", "2024-03-04 10:59"),
            said("ana", "2024-03-04 11:30"),
            said("cy", "2024-03-04 12:31"),
            said("dee", "2024-03-04 12:40"),
            said("dee", "2024-03-04 12:41", "design"),
        ]
    )
    network = build_network(found)
    assert strengths(network) == {("ana", "ben"): 1.0, ("cy", "dee"): 1.0}
    assert set(network.ties["evidence"]) == {"co_presence"}
    assert not network.directed
    tie = network.ties.loc[("ana", "ben")]
    assert tie["first"] == pd.Timestamp("2024-03-04 10:00")
    assert tie["last"] == pd.Timestamp("2024-03-04 11:30")


def test_k_people_share_one_unit_in_every_stretch(records) -> None:
    morning = [said(who, "2024-03-04 10:00") for who in ("ana", "ben", "cy")]
    evening = [said(who, "2024-03-04 20:00") for who in ("ana", "ben")]
    assert strengths(build_network(records([*morning, *evening, *morning]))) == {
        ("ana", "ben"): 1.5,
        ("ana", "cy"): 0.5,
        ("ben", "cy"): 0.5,
    }


def test_a_thread_is_one_talk_however_long_it_takes(records) -> None:
    found = records(
        [
            said("ana", "2024-03-04 10:00", thread="1"),
            said("ben", "2024-03-09 10:00", thread="1"),
            said("cy", "2024-03-09 10:00"),
            said("dee", "2024-03-09 10:01", thread="2"),
            said("cy", "2024-03-04 10:00", place="design", thread="1"),
        ]
    )
    assert strengths(build_network(found)) == {("ana", "ben"): 1.0}


def test_messages_without_time_make_one_talk_a_place(records) -> None:
    found = records([said("ana", None), said("ben", None), said("cy", "2024-03-04 10:00")])
    assert strengths(build_network(found)) == {("ana", "ben"): 1.0}


@pytest.mark.parametrize(("speakers", "tied"), [(25, 300), (26, 0)])
def test_a_crowd_says_nothing_about_two_of_it(records, speakers, tied) -> None:
    crowd = [f"p{at:02d}" for at in range(speakers)]
    network = build_network(records([said(one, "2024-03-04") for one in crowd], people=crowd))
    assert network.n_ties == tied
    (report,) = [one for one in network.provenance.rules if one.name == "same_talk"]
    assert report.left_out == ({} if tied else {"more than 25 people": 1})


def test_the_owner_keeps_a_talk_going_but_is_no_part_of_the_network(records) -> None:
    found = records(
        [
            said("ana", "2024-03-04 10:00"),
            said("you", "2024-03-04 10:50"),
            said("ben", "2024-03-04 11:40"),
        ],
        owner="you",
        view="ego",
    )
    assert strengths(build_network(found)) == {("ana", "ben"): 1.0}


def test_beside_acts_presence_leads_both_ways_and_the_better_evidence_stays(records) -> None:
    found = records(
        [
            said("ana", "2024-03-04 10:00"),
            said("ben", "2024-03-04 10:01"),
            said("cy", "2024-03-04 10:02"),
            ("2024-03-04 10:01", "ben", ("ana",), "reply", "general", None),
        ]
    )
    network = build_network(found)
    assert network.directed
    ties = network.ties
    assert strengths(network)["ben", "ana"] == 1.5
    assert strengths(network)["ana", "ben"] == 0.5
    assert ties.loc[("ben", "ana"), "evidence"] == "interaction"
    assert ties.loc[("ana", "ben"), "evidence"] == "co_presence"
    assert ties.loc[("ben", "ana"), "rules"] == "addressed; same_talk"


def test_the_verdicts_know_what_presence_is_and_what_a_chat_cannot_show(records) -> None:
    one_clique = [said(who, "2024-03-04 10:00") for who in ("ana", "ben", "cy")]
    verdicts = judge(build_network(records(one_clique, view="one_chat")))
    assert verdicts.loc["betweenness", "verdict"] == "artefact"
    overlapping = [*one_clique, said("dee", "2024-03-04 20:00"), said("cy", "2024-03-04 20:01")]
    verdicts = judge(build_network(records(overlapping, view="one_chat")))
    assert set(verdicts["verdict"]) == {"partial"}
    reason = verdicts.loc["betweenness", "reason"]
    assert "stand for presence at the same place" in reason
    assert "ties outside this chat are unseen" in reason


def test_the_order_of_records_is_nothing(records, shuffled) -> None:
    names = [f"p{at}" for at in range(9)]
    events = [
        said(names[at * at % 9], f"2024-03-04 {at % 24:02d}:{at % 60:02d}", "abc"[at % 3])
        for at in range(80)
    ]
    found = records(events, people=names)
    one, other = build_network(found), build_network(shuffled(found, 5))
    pd.testing.assert_frame_equal(one.ties, other.ties)
    assert one.provenance.rules == other.provenance.rules
