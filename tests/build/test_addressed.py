"""People who turn to each other by name."""

import pandas as pd
import pytest

from weakties.build import build_network

DAY = "2024-03-04 10:00"


def arcs(network):
    return network.ties["strength"].to_dict()


def test_an_act_leads_from_one_to_the_other_and_acts_are_counted(records) -> None:
    found = records(
        [
            (DAY, "ben", ("ana",), "reply", "general", "t1"),
            ("2024-03-05", "ben", ("ana",), "reaction", "general", None),
            (DAY, "ana", ("ben",), "mention", "general", None),
            (DAY, "ana", ("cy",), "message", "dm", None),
        ]
    )
    network = build_network(found)
    assert network.directed
    assert arcs(network) == {("ana", "ben"): 1.0, ("ana", "cy"): 1.0, ("ben", "ana"): 2.0}
    assert set(network.ties["evidence"]) == {"interaction"}
    tie = network.ties.loc[("ben", "ana")]
    assert (tie["first"], tie["last"]) == (pd.Timestamp(DAY), pd.Timestamp("2024-03-05"))
    assert "dee" in network.ids


def test_an_act_towards_several_is_shared_among_them(records) -> None:
    found = records([(DAY, "ana", ("ben", "cy"), "mention", "general", None)])
    assert arcs(build_network(found)) == {("ana", "ben"): 0.5, ("ana", "cy"): 0.5}


@pytest.mark.parametrize(("addressed", "tied"), [(25, 25), (26, 0)])
def test_an_act_towards_very_many_is_no_act_towards_any(records, addressed, tied) -> None:
    many = [f"p{at:02d}" for at in range(addressed)]
    found = records([(DAY, "ana", many, "mention", "general", None)], people=["ana", *many])
    network = build_network(found)
    assert network.n_ties == tied
    (report,) = [one for one in network.provenance.rules if one.name == "addressed"]
    assert report.left_out == ({} if tied else {"acts towards more than 25 people": 1})


def test_without_an_owner_a_message_to_several_is_an_act_towards_each(records) -> None:
    found = records([(DAY, "ana", ("ben", "cy"), "message", "mpim", None)])
    assert arcs(build_network(found)) == {("ana", "ben"): 0.5, ("ana", "cy"): 0.5}


def test_with_an_owner_whole_conversations_are_left_to_their_own_rule(records) -> None:
    found = records(
        [
            (DAY, "ana", ("ben", "you"), "message", "chat", None),
            (DAY, "ben", ("ana",), "reaction", "chat", None),
            (DAY, "ben", ("you",), "reaction", "chat", None),
        ],
        owner="you",
        view="ego",
    )
    network = build_network(found, ties="observed")
    assert not network.directed
    assert list(network.ids) == ["ana", "ben", "cy", "dee"]
    tie = network.ties.loc[("ana", "ben")]
    assert tie["rules"] == "addressed; group_conversation"
    assert tie["strength"] == 2.0


def test_an_act_towards_oneself_ties_nobody(records) -> None:
    assert build_network(records([(DAY, "ana", ("ana",), "reply", "general", None)])).n_ties == 0


def test_directions_may_be_given_up(records) -> None:
    found = records(
        [
            (DAY, "ben", ("ana",), "reply", "general", None),
            (DAY, "ana", ("ben",), "reply", "general", None),
        ]
    )
    network = build_network(found, directed=False)
    assert arcs(network) == {("ana", "ben"): 2.0}
    assert network.provenance.duplicates == 0
    both_ways = build_network(found, directed=True)
    assert both_ways.n_ties == 2
    assert [one.ties for one in both_ways.provenance.rules if one.ties] == [1]


def test_the_order_of_records_is_nothing(records, shuffled) -> None:
    names = [f"p{at}" for at in range(7)]
    events = [
        (
            DAY,
            names[at % 7],
            [names[(at + step) % 7] for step in range(1, 2 + at % 3)],
            kind,
            "c",
            None,
        )
        for at in range(60)
        for kind in ("reply", "mention")
    ]
    found = records(events, people=names)
    one, other = build_network(found), build_network(shuffled(found, 5))
    pd.testing.assert_frame_equal(one.ties, other.ties)
