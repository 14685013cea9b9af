"""Who cites whom, for those who ask for it."""

import pandas as pd

from weakties.build import build_network

DAY = "2024-05-01"
#: Ana and Ben cite Cy and Dee in one work; Ana cites Ben and herself in another.
CITATIONS = [
    (DAY, "ana", ("cy", "dee"), "citation", "10.1000/a", "10.1000/b"),
    (DAY, "ben", ("cy", "dee"), "citation", "10.1000/a", "10.1000/b"),
    ("2025-01-01", "ana", ("ben",), "citation", "10.1000/c", "10.1000/a"),
]


def test_citations_are_ties_of_those_who_ask_for_them(records) -> None:
    network = build_network(records(CITATIONS), ties=["cited"])
    assert network.directed
    assert network.ties["strength"].to_dict() == {
        ("ana", "ben"): 1.0,
        ("ana", "cy"): 0.25,
        ("ana", "dee"): 0.25,
        ("ben", "cy"): 0.25,
        ("ben", "dee"): 0.25,
    }
    assert set(network.ties["evidence"]) == {"interaction"}
    assert network.ties.loc[("ana", "ben"), "first"] == pd.Timestamp("2025-01-01")
    (report,) = [one for one in network.provenance.rules if one.name == "cited"]
    assert (report.foci, report.ties) == (2, 5)


def test_who_cites_only_themselves_is_an_author_of_the_work_all_the_same(records) -> None:
    rows = [(DAY, who, ("ana",), "citation", "10.1000/a", "10.1000/b") for who in ("ana", "ben")]
    network = build_network(records(rows), ties=["cited"])
    assert network.ties["strength"].to_dict() == {("ben", "ana"): 0.5}


def test_nobody_else_takes_citations_for_ties(records) -> None:
    for ties in ("default", "observed"):
        assert build_network(records(CITATIONS), ties=ties).n_ties == 0


def test_other_acts_are_no_citations(records) -> None:
    found = records([(DAY, "ana", ("ben",), "reply", "general", "t1"), *CITATIONS])
    assert build_network(found, ties=["cited"]).n_ties == 5
    assert build_network(found).ties["strength"].to_dict() == {("ana", "ben"): 1.0}


def test_who_cites_the_other_back_is_another_tie(records) -> None:
    back = (DAY, "cy", ("ana",), "citation", "10.1000/d", "10.1000/a")
    network = build_network(records([*CITATIONS, back]), ties=["cited"])
    strength = network.ties["strength"].to_dict()
    assert (strength["cy", "ana"], strength["ana", "cy"]) == (1.0, 0.25)


def test_large_works_share_one_unit_too(records) -> None:
    citing, targets = [f"a{at}" for at in range(20)], tuple(f"b{at}" for at in range(30))
    rows = [(DAY, one, targets, "citation", "x", "y") for one in citing]
    network = build_network(records(rows, people=[*citing, *targets]), ties=["cited"])
    assert network.n_ties == 600
    assert abs(network.tie_strength.sum() - 1) < 1e-9
