"""Pseudonyms: stable with the key, useless without it, and the network stays the same."""

from dataclasses import replace

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import weakties as wt
from weakties.connections import Problem, Provenance
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


def test_of_times_only_the_year_remains():
    time = pd.Timestamp("2025-08-05 18:30:44")
    ties = pd.DataFrame({"source": ["a", "b", "c"], "target": ["b", "c", "me"]})
    network = wt.as_network(ties.assign(first=[time, pd.NaT, time], last=time), owner="me")
    own = network.owner_ties.assign(last_contact=time, recency=0.87654, strength=3.21098)
    hidden = pseudonymize(replace(network, owner_ties=own), "secret")
    year = pd.Timestamp("2025-01-01")
    first = hidden.ties["first"]
    assert first.dropna().tolist() == [year]
    assert first.isna().sum() == 1
    assert set(hidden.ties["last"]) == {year}
    assert hidden.owner_ties["last_contact"].tolist() == [year]
    assert hidden.owner_ties[["recency", "strength"]].to_numpy().tolist() == [[0.9, 3.2]]


def test_files_get_numbers_for_names_wherever_they_are_mentioned():
    provenance = Provenance(
        format="x",
        files={"jane.csv": 3, "of jane/Connections (2).csv": 4},
        problems=[Problem(file="jane-too.csv", line=None, reason="no header")],
        warnings=["jane.csv is old; jane-too.csv was left out.", "Weights are janed."],
    )
    hidden = pseudonymize(
        replace(NETWORK, provenance=provenance), "secret", known_files=["connections"]
    )
    assert dict(hidden.provenance.files) == {"file 1": 3, "Connections (2).csv": 4}
    assert hidden.provenance.problems == ()
    assert hidden.provenance.warnings == (
        "file 1 is old; file 3 was left out.",
        "Weights are janed.",
    )
