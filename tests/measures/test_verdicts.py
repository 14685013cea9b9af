from collections.abc import Sequence

import networkx as nx
import pandas as pd
import pytest

import weakties as wt
from weakties.errors import ArgumentTypeError, NotFoundError
from weakties.measures import MEASURES, judge


def network_with(
    pairs: Sequence[tuple[str, str]], evidence: Sequence[str] | str = "declared", **known: object
) -> wt.Network:
    table = pd.DataFrame(pairs, columns=["source", "target"])
    table["evidence"] = evidence
    return wt.as_network(table, **known)  # type: ignore[arg-type]


PATH = [("a", "b"), ("b", "c"), ("c", "d")]


def only(table: pd.DataFrame, column: str) -> str:
    """The value that all rows share."""
    (value,) = set(table[column])
    return str(value)


def test_every_measure_gets_a_verdict_and_one_sentence() -> None:
    table = judge(network_with(PATH))
    assert list(table.index) == list(MEASURES)
    assert table.index.name == "measure"
    assert list(table.columns) == ["verdict", "reason"]
    assert only(table, "verdict") == "valid"
    assert only(table, "reason").endswith(".")


def test_some_measures_may_be_asked_for() -> None:
    assert list(judge(network_with(PATH), ["degree", "overlap"]).index) == ["degree", "overlap"]


@pytest.mark.parametrize("evidence", ["declared", "interaction"])
def test_seeing_all_observed_ties_is_valid(evidence: str) -> None:
    assert only(judge(network_with(PATH, evidence)), "verdict") == "valid"


@pytest.mark.parametrize("view", ["whole", "ego"])
def test_inferred_ties_are_counted_and_make_everything_partial(view: str) -> None:
    network = network_with(PATH, ["declared", "inferred", "inferred"], view=view)
    table = judge(network)
    assert only(table, "verdict") == "partial"
    assert table["reason"].str.startswith("2 of 3 ties are INFERRED").all()
    assert ("unseen" in table.loc["degree", "reason"]) == (view == "ego")


def test_large_numbers_are_easy_to_read() -> None:
    pairs = [(f"{i:04}", f"{i + 1:04}") for i in range(1300)]
    network = network_with(pairs, ["inferred"] * 1234 + ["declared"] * 66)
    reason = judge(network).loc["betweenness", "reason"]
    assert reason.startswith("1,234 of 1,300 ties are INFERRED")


def test_the_reason_depends_on_what_a_measure_looks_at() -> None:
    table = judge(network_with(PATH, ["declared", "inferred", "inferred"]))
    reasons = table.loc[["degree", "constraint", "betweenness"], "reason"]
    assert reasons.is_unique
    assert "paths" in table.loc["betweenness", "reason"]


def test_presence_at_one_place_is_no_tie_yet() -> None:
    table = judge(network_with(PATH, "co_presence"))
    assert only(table, "verdict") == "partial"
    assert table["reason"].str.startswith("All 3 ties stand for presence").all()


@pytest.mark.parametrize(("view", "unseen"), [("ego", "owner's view"), ("sample", "sample")])
def test_seeing_only_a_part_is_partial(view: str, unseen: str) -> None:
    table = judge(network_with(PATH, view=view))
    assert only(table, "verdict") == "partial"
    assert table["reason"].str.contains(f"outside the {unseen} are unseen").all()


def test_without_ties_between_contacts_everything_is_an_artefact() -> None:
    star = wt.as_network(nx.star_graph(5), owner=0)
    table = judge(star)
    assert only(table, "verdict") == "artefact"
    assert "no ties between contacts" in only(table, "reason")


def test_without_any_tie_everything_is_an_artefact() -> None:
    table = judge(wt.as_network(nx.empty_graph(3)))
    assert only(table, "verdict") == "artefact"
    assert "contacts" not in only(table, "reason")


@pytest.mark.parametrize("graph", [nx.star_graph(3), nx.DiGraph([(0, 1), (0, 2), (3, 0), (0, 3)])])
def test_a_star_without_owner_is_an_artefact(graph: nx.Graph) -> None:
    table = judge(wt.as_network(graph))
    assert only(table, "verdict") == "artefact"
    assert "lacks the ties between the contacts" in only(table, "reason")


def test_what_only_resembles_a_star_is_none() -> None:
    apart = nx.star_graph(4)
    apart.add_node(5)
    closed = nx.star_graph(4)
    closed.add_edge(1, 2)
    for graph in (nx.star_graph(2), apart, closed):
        assert only(judge(wt.as_network(graph)), "verdict") == "valid"
    owned = nx.star_graph(4)
    owned.add_node("me")
    owned.add_edge("me", 1)
    assert only(judge(wt.as_network(owned, owner="me")), "verdict") == "valid"


@pytest.mark.parametrize("evidence", ["inferred", "co_presence"])
def test_cliques_from_one_kind_of_focus_let_nobody_stand_between(evidence: str) -> None:
    pairs = [("a", "b"), ("a", "c"), ("b", "c"), ("d", "e")]
    table = judge(network_with(pairs, evidence))
    own = [name for name, entry in MEASURES.items() if entry.scope == "own"]
    assert only(table.loc[own], "verdict") == "partial"
    assert only(table.drop(own), "verdict") == "artefact"
    assert "cliques" in only(table.drop(own), "reason")
    observed = network_with(pairs, [evidence] * 3 + ["declared"])
    assert only(judge(observed), "verdict") == "partial"
    overlapping = network_with([*pairs, ("c", "d")], evidence)
    assert only(judge(overlapping), "verdict") == "partial"


def test_unknown_names_and_other_things_are_refused() -> None:
    with pytest.raises(NotFoundError, match="no measure called 'closeness'"):
        judge(network_with(PATH), ["closeness"])
    with pytest.raises(ArgumentTypeError, match="as_network"):
        judge(nx.path_graph(3))  # type: ignore[arg-type]


def test_ways_of_one_tie_are_said_to_be_counted_each() -> None:
    ways = network_with([("a", "b"), ("b", "a"), ("b", "c")], "declared", directed=True)
    assert "its 2 ties were observed" in only(judge(ways), "reason")
    evidence = ["interaction", "co_presence", "interaction"]
    mixed = network_with([("a", "b"), ("b", "a"), ("b", "c")], evidence, directed=True)
    reason = judge(mixed)["reason"].iloc[0]
    assert reason.startswith("1 of 3 ties, each way counted, stands for presence")


def test_of_one_tie_there_is_only_one() -> None:
    reason = judge(network_with([("a", "b")], "inferred"), ["degree"])["reason"].iloc[0]
    assert reason.startswith("The only tie is INFERRED")
