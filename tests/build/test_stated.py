"""Networks of ties that a file states."""

import tracemalloc

import numpy as np
import pandas as pd
import pytest

from weakties.build import build_network
from weakties.connections import Connections, Provenance
from weakties.errors import NotFoundError


def listed(
    rows, *, people="abcd", directed=False, start=None, owner=None, view="whole", categorical=False
):
    ties = pd.DataFrame(rows, columns=["source", "target", "weight"])
    ties = ties.assign(kind="tie", directed=directed, evidence="declared")
    ties["weight"] = ties["weight"].astype(float)
    ties["start"] = pd.Series(pd.to_datetime(start or [None] * len(ties)), dtype="datetime64[us]")
    ties["end"] = pd.Series([pd.NaT] * len(ties), dtype="datetime64[us]")
    if categorical:
        ties["source"] = pd.Categorical(ties["source"], list(people))
        ties["target"] = pd.Categorical(ties["target"], list(people))
    table = pd.DataFrame({"label": list(people)}, index=list(people))
    provenance = Provenance(format="edge_list")
    return Connections(people=table, ties=ties, owner=owner, view=view, provenance=provenance)


@pytest.mark.parametrize("categorical", [False, True])
def test_weights_are_summed_and_isolates_kept(categorical: bool) -> None:
    rows = [("b", "a", 2), ("a", "b", 1), ("c", "c", 1), ("c", "b", 4)]
    network = build_network(listed(rows, categorical=categorical))
    assert network.ties["strength"].to_dict() == {("a", "b"): 3.0, ("b", "c"): 4.0}
    assert list(network.ids) == list("abcd")
    assert (network.provenance.loops, network.provenance.duplicates) == (1, 1)
    assert "rules" not in network.tie_table
    assert not network.provenance.rules


def test_times_become_first_and_last() -> None:
    rows = [("a", "b", 1), ("a", "b", 1)]
    ties = build_network(listed(rows, start=["2021-01-01", "2020-01-01"])).ties
    assert ties["first"].to_list() == [pd.Timestamp("2020-01-01")]
    assert ties["last"].to_list() == [pd.Timestamp("2021-01-01")]
    assert "first" not in build_network(listed(rows)).ties


def test_direction_is_that_of_the_file_unless_asked_otherwise() -> None:
    rows = [("a", "b", 1), ("b", "a", 2), ("b", "c", 4)]
    found = listed(rows, directed=True)
    assert build_network(found).directed
    one_way = build_network(found, directed=False)
    assert one_way.ties["strength"].to_dict() == {("a", "b"): 3.0, ("b", "c"): 4.0}
    assert one_way.provenance.duplicates == 0


MIXED = [
    ("a", "b", 1, False),
    ("b", "c", 2, True),
    ("c", "b", 4, True),
    ("c", "d", 8, True),
    ("d", "a", 16, True),
    ("a", "d", 32, False),
]


def mixed_directions():
    rows = [row[:3] for row in MIXED]
    return listed(rows, directed=[row[3] for row in MIXED])


@pytest.mark.parametrize("rules", ["default", [], "together"])
def test_where_directions_are_dropped_every_row_counts_once(rules) -> None:
    network = build_network(mixed_directions(), ties=rules, directed=False)
    expected = {("a", "b"): 1, ("a", "d"): 48, ("b", "c"): 6, ("c", "d"): 8}
    assert network.ties["strength"].to_dict() == expected
    assert network.provenance.duplicates == 0


@pytest.mark.parametrize("rules", [[], "together"])
def test_a_tie_is_as_strong_whatever_directions_others_have(rules) -> None:
    rows = [("a", "b", 3), ("c", "d", 1)]
    for directed in (False, [False, True]):
        network = build_network(listed(rows, directed=directed), ties=rules, directed=False)
        assert network.ties["strength"].to_dict() == {("a", "b"): 3, ("c", "d"): 1}


@pytest.mark.parametrize("directed", [False, True])
def test_a_row_that_repeats_another_counts_as_one_repetition(directed: bool) -> None:
    rows = [*MIXED, ("b", "a", 1, False), ("b", "c", 1, True), ("a", "a", 1, True)]
    found = listed([row[:3] for row in rows], directed=[row[3] for row in rows])
    network = build_network(found, directed=directed)
    assert (network.provenance.duplicates, network.provenance.loops) == (2, 1)


def test_a_tie_without_direction_goes_both_ways_in_a_directed_network() -> None:
    network = build_network(listed([("a", "b", 1), ("c", "c", 1)]), directed=True)
    assert network.ties["strength"].to_dict() == {("a", "b"): 1.0, ("b", "a"): 1.0}
    assert network.provenance.loops == 1


def test_no_rule_is_applied_to_a_file_that_states_ties() -> None:
    found = listed([("a", "b", 1)])
    assert build_network(found, ties="observed").n_ties == 1
    assert build_network(found, ties=[]).n_ties == 1


def test_the_owners_stated_strength_is_kept() -> None:
    found = listed([("a", "b", 5), ("b", "c", 1)], owner="a", view="ego")
    network = build_network(found, ties=[])
    assert network.owner_ties["strength"].to_dict() == {"b": 5.0}
    assert network.ties["strength"].to_dict() == {("b", "c"): 1.0}


def test_stated_and_inferred_ties_add_up() -> None:
    found = listed([("a", "b", 1), ("a", "c", 1), ("b", "c", 2)], owner="a", view="ego")
    people = found.people.assign(company=["", "Acme", "Acme", "Acme"])
    both = Connections(
        people=people, ties=found.ties, owner="a", view="ego", provenance=found.provenance
    )
    ties = build_network(both, ties=["employer"]).ties
    assert ties["strength"].to_dict() == pytest.approx(
        {("b", "c"): 2.5, ("b", "d"): 0.5, ("c", "d"): 0.5}
    )
    assert ties["evidence"].astype(str).to_list() == ["declared", "inferred", "inferred"]
    assert ties["rules"].to_list() == ["employer", "employer", "employer"]


@pytest.mark.parametrize("categorical", [False, True])
def test_a_tie_of_somebody_unknown(categorical: bool) -> None:
    found = listed([("a", "b", 1)], people="abz", categorical=categorical)
    people = found.people.drop(index="b")
    broken = Connections(people=people, ties=found.ties, provenance=found.provenance)
    with pytest.raises(NotFoundError, match="'b'"):
        build_network(broken)


def test_many_ties_by_category() -> None:
    rng = np.random.default_rng(0)
    ids = pd.Index([f"p{at}" for at in range(500)])
    source, target = rng.integers(0, 500, (2, 20_000))
    ties = pd.DataFrame(
        {
            "source": pd.Categorical.from_codes(source, ids),
            "target": pd.Categorical.from_codes(target, ids),
        }
    ).assign(kind="tie", directed=False, weight=1.0, evidence="declared")
    ties["start"] = ties["end"] = pd.Series(pd.NaT, index=ties.index, dtype="datetime64[us]")
    people = pd.DataFrame({"label": ids}, index=ids)
    found = Connections(people=people, ties=ties, provenance=Provenance(format="edge_list"))
    network = build_network(found)
    assert network.tie_strength.sum() + network.provenance.loops == 20_000


def many(ties: int, *, weighted: bool) -> Connections:
    rng = np.random.default_rng(1)
    people = ties // 10
    ids = pd.Index([f"p{at:06d}" for at in range(people)])
    ends = rng.integers(0, people, (2, ties), dtype=np.int32)
    table = pd.DataFrame(
        {
            name: pd.Categorical.from_codes(codes, ids)
            for name, codes in zip(("source", "target"), ends, strict=True)
        }
    )
    kinds = {"kind": "tie", "evidence": "declared"}
    kinds = {
        name: pd.Categorical.from_codes(np.zeros(ties, int), [one]) for name, one in kinds.items()
    }
    weight = rng.random(ties) + 0.5 if weighted else 1.0
    table = table.assign(**kinds, directed=False, weight=weight)
    table["start"] = table["end"] = np.full(ties, np.datetime64("NaT", "us"))
    people_table = pd.DataFrame({"label": ids}, index=ids)
    return Connections(people=people_table, ties=table, provenance=Provenance(format="edge_list"))


@pytest.mark.parametrize("weighted", [False, True])
def test_many_ties_take_little_more_memory_than_their_network(weighted: bool) -> None:
    ties = 200_000
    build_network(many(1000, weighted=weighted))
    found = many(ties, weighted=weighted)
    tracemalloc.start()
    try:
        network = build_network(found)
        kept, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert network.n_ties > 0.99 * ties
    assert kept < 30 * ties
    assert peak < 90 * ties
