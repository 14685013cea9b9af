"""Pseudonyms: stable with the key, useless without it, and the network stays the same."""

import networkx as nx
import numpy as np
import pytest

import weakties as wt
from weakties.errors import ArgumentError
from weakties.pseudonyms import pseudonymize

NETWORK = wt.as_network(nx.relabel_nodes(nx.karate_club_graph(), "Ada {}".format))


def test_no_name_or_id_remains():
    hidden = pseudonymize(NETWORK, "secret")
    shown = " ".join([*hidden.ids, *hidden.people["label"], repr(hidden.provenance)])
    assert "Ada" not in shown


def test_the_structure_remains():
    hidden = pseudonymize(NETWORK, "secret")
    for network in (NETWORK, hidden):
        assert network.n_ties == 78
    assert sorted(np.diff(hidden.indptr)) == sorted(np.diff(NETWORK.indptr))
    assert sorted(wt.measures.constraint(hidden)) == pytest.approx(
        sorted(wt.measures.constraint(NETWORK))
    )


def test_the_same_key_gives_the_same_pseudonyms_and_another_key_others():
    one, again, other = (pseudonymize(NETWORK, key) for key in ("a", "a", "b"))
    assert one.ids.equals(again.ids)
    assert not set(one.ids) & set(other.ids)


def test_a_pseudonym_does_not_depend_on_who_else_is_there():
    part = wt.as_network(nx.path_graph(["Ada 0", "Ada 1", "Ada 2"]))
    assert set(pseudonymize(part, "a").ids) <= set(pseudonymize(NETWORK, "a").ids)


def test_the_order_of_pseudonyms_does_not_follow_the_order_of_names():
    hidden = pseudonymize(NETWORK, "secret")
    degrees = wt.measures.degree(NETWORK).to_numpy()
    assert not np.array_equal(wt.measures.degree(hidden).to_numpy(), degrees)


def test_an_empty_key_is_refused():
    with pytest.raises(ArgumentError, match="empty"):
        pseudonymize(NETWORK, "")
