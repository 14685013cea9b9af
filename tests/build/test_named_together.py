"""Contacts whom the owner of a file turns to at once."""

import pytest

from weakties.build import build_network

DAY = "2024-03-04 10:00"


def by_owner(to, kind="mention", thread=None):
    return (DAY, "you", to, kind, None, thread)


def network_of(records, events, **more):
    found = records(events, owner="you", view="ego", **more)
    return build_network(found, ties=["named_together"])


def test_those_named_in_one_post_are_tied_by_inference(records) -> None:
    network = network_of(records, [by_owner(("ana", "ben", "cy"))])
    assert network.ties["strength"].to_list() == [0.25, 0.25, 0.25]
    assert set(network.ties["evidence"]) == {"inferred"}
    assert any("INFERRED" in warning for warning in network.provenance.warnings)


def test_a_reply_and_its_mentions_are_one_thread(records) -> None:
    events = [by_owner(("ana",), "reply", "post-1"), by_owner(("ben",), thread="post-1")]
    assert list(network_of(records, events).tie_index) == [("ana", "ben")]
    apart = [by_owner(("ana",), "reply", "post-1"), by_owner(("ben",), thread="post-2")]
    assert network_of(records, apart).n_ties == 0
    without = [by_owner(("ana",), "reply"), by_owner(("ben",))]
    assert network_of(records, without).n_ties == 0


@pytest.mark.parametrize(("named", "tied"), [(10, 45), (11, 0)])
def test_a_list_of_very_many_is_no_conversation(records, named, tied) -> None:
    many = [f"p{at:02d}" for at in range(named)]
    network = network_of(records, [by_owner(many)], people=many)
    assert network.n_ties == tied
    assert network.provenance.rules[0].left_out == ({} if tied else {"more than 10 people": 1})


def test_reactions_and_acts_of_others_do_not_count(records) -> None:
    events = [
        by_owner(("ana",), "reaction", "post-1"),
        by_owner(("ben",), "reaction", "post-1"),
        (DAY, "dee", ("ana", "ben"), "mention", None, None),
    ]
    assert network_of(records, events).n_ties == 0


def test_it_is_no_observation_and_needs_an_owner(records) -> None:
    events = [by_owner(("ana", "ben"))]
    found = records(events, owner="you", view="ego")
    assert build_network(found, ties="observed").n_ties == 0
    assert build_network(found).n_ties == 1
