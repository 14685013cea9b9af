"""People who were part of one work, meeting, page or group."""

from dataclasses import replace

import networkx as nx
import pandas as pd
import pytest

import weakties as wt
from weakties.build import build_network
from weakties.connections import Connections, Provenance

Row = tuple[str, str, str] | tuple[str, str, str, str | None, str | None]


def members(*rows: Row, owner: str | None = None, extra: tuple[str, ...] = ()) -> Connections:
    """Memberships are (person, focus, kind) and maybe (start, end)."""
    table = pd.DataFrame(
        [(*row, None, None)[:5] for row in rows],
        columns=["person", "focus", "kind", "start", "end"],
    )
    for column in ("start", "end"):
        times = pd.to_datetime(table[column].astype(object), format="ISO8601")
        table[column] = times.astype("datetime64[us]")
    ids = sorted({*table["person"], *extra, *([owner] if owner else [])})
    return Connections(
        people=pd.DataFrame({"label": [one.title() for one in ids]}, index=ids),
        memberships=table,
        owner=owner,
        view="ego" if owner else "whole",
        provenance=Provenance(format="by hand"),
    )


def all_in(focus: str, kind: str, people: int) -> list[Row]:
    return [(f"p{at:03d}", focus, kind) for at in range(people)]


def strengths(network: wt.Network) -> dict[tuple[str, str], float]:
    return network.ties["strength"].to_dict()


def test_members_of_a_focus_share_one_unit_without_owner_or_events() -> None:
    found = members(
        ("ana", "w1", "work"),
        ("ben", "w1", "work"),
        ("cy", "w1", "work"),
        ("ana", "p1", "page"),
        ("ben", "p1", "page"),
        ("dee", "m1", "meeting"),
        extra=("eve",),
    )
    network = build_network(found)
    assert strengths(network) == {("ana", "ben"): 1.5, ("ana", "cy"): 0.5, ("ben", "cy"): 0.5}
    assert set(network.ties["evidence"]) == {"co_presence"}
    assert list(network.ids) == ["ana", "ben", "cy", "dee", "eve"]
    (report,) = [one for one in network.provenance.rules if one.name == "together"]
    assert (report.foci, report.ties, dict(report.left_out)) == (2, 3, {})
    assert strengths(build_network(found, ties="observed")) == strengths(network)


def test_foci_of_one_name_and_different_kinds_are_different() -> None:
    assert build_network(members(("ana", "x", "work"), ("ben", "x", "page"))).n_ties == 0


@pytest.mark.parametrize(("kind", "most"), [("work", 50), ("meeting", 25), ("page", 25)])
def test_a_focus_of_more_people_than_its_kind_may_have_is_left_out(kind: str, most: int) -> None:
    full = build_network(members(*all_in("x", kind, most)))
    assert full.n_ties == most * (most - 1) // 2
    assert set(full.tie_strength) == {1 / (most - 1)}  # however little: it was observed
    over = build_network(members(*all_in("x", kind, most + 1)))
    assert over.n_ties == 0
    (report,) = [one for one in over.provenance.rules if one.name == "together"]
    assert dict(report.left_out) == {f"{kind} of more than {most} people": 1}


def test_a_tie_lasts_while_both_were_there() -> None:
    found = members(
        ("ana", "p1", "page", "2020-01-01", "2020-06-01"),
        ("ben", "p1", "page", "2020-03-01", "2020-09-01"),
        ("cy", "p1", "page", "2021-01-01", None),
        ("dee", "p1", "page", None, None),
        ("ana", "w1", "work", "2024-05-05", None),
        ("ben", "w1", "work", "2024-05-05", None),
    )
    ties = build_network(found).ties
    day = pd.Timestamp
    assert ties.loc[("ana", "ben"), ["first", "last"]].to_list() == [
        day("2020-03-01"),
        day("2024-05-05"),
    ]
    assert ties.loc[("ben", "cy"), ["first", "last"]].to_list() == [day("2021-01-01")] * 2
    assert ties.loc[("ana", "dee"), ["first", "last"]].isna().all()


def test_of_an_end_alone_the_age_is_known_as_well() -> None:
    found = members(
        ("ana", "p1", "page", None, "2020-01-01"),
        ("ben", "p1", "page", "2019-01-01", "2020-01-31"),
        ("cy", "p2", "page", "2020-01-31", None),
    )
    network = build_network(found, half_life="30D")
    assert strengths(network) == {("ana", "ben"): 0.5}


def test_the_owner_counts_and_has_ties_of_their_own() -> None:
    found = members(
        ("you", "m1", "meeting"),
        ("ana", "m1", "meeting"),
        ("ben", "m1", "meeting"),
        ("you", "m2", "meeting"),
        ("cy", "m2", "meeting"),
        owner="you",
    )
    network = build_network(found)
    assert strengths(network) == {("ana", "ben"): 0.5}
    assert network.owner_ties["strength"].to_dict() == {"ana": 0.5, "ben": 0.5, "cy": 1.0}
    (report,) = [one for one in network.provenance.rules if one.name == "together"]
    assert report.ties == 1


def test_several_stays_of_a_person_in_a_focus_are_one() -> None:
    found = members(
        ("ana", "p1", "page", "2020-01-01", None),
        ("ana", "p1", "page", "2022-01-01", None),
        ("ben", "p1", "page", "2021-01-01", None),
    )
    network = build_network(found)
    assert strengths(network) == {("ana", "ben"): 1.0}
    assert network.ties["last"].to_list() == [pd.Timestamp("2021-01-01")]


def test_the_order_of_memberships_is_nothing(shuffled) -> None:
    rows = [(f"p{at % 7}", f"f{at % 5}", ("work", "page")[at % 2]) for at in range(60)]
    found = members(*rows)
    one, other = build_network(found), build_network(shuffled(found, 3))
    pd.testing.assert_frame_equal(one.ties, other.ties)
    assert one.provenance.rules == other.provenance.rules


CLUBS = (
    ("ana", "choir", "affiliation"),
    ("ben", "choir", "affiliation"),
    ("cy", "choir", "affiliation"),
    ("cy", "chess", "group"),
    ("dee", "chess", "group"),
)


@pytest.mark.parametrize("ties", ["default", "observed", []])
def test_two_mode_data_stay_so_and_a_warning_says_what_to_do(ties: object) -> None:
    network = build_network(members(*CLUBS), ties=ties)
    assert network.n_ties == 0
    (warning,) = network.provenance.warnings
    assert warning == (
        "Two-mode data: 4 people in 2 groups. That says who belongs to what, not who is tied to whom. "
        'Build the network with ties=["affiliation"] to tie people who share a group; '
        "weakties.project tells which of these ties are more than chance."
    )
    assert network.provenance.untied_groups == 2


def test_affiliation_is_applied_on_request() -> None:
    network = build_network(members(*CLUBS, *all_in("crowd", "group", 26)), ties="affiliation")
    assert strengths(network) == {
        ("ana", "ben"): 0.5,
        ("ana", "cy"): 0.5,
        ("ben", "cy"): 0.5,
        ("cy", "dee"): 1.0,
    }
    assert set(network.ties["evidence"]) == {"inferred"}
    (report,) = network.provenance.rules
    assert dict(report.left_out) == {"group of more than 25 people": 1}
    assert not any("Two-mode" in one for one in network.provenance.warnings)


def test_affiliation_leaves_meetings_and_employers_to_their_own_rules() -> None:
    found = members(
        ("ana", "w1", "work"),
        ("ben", "w1", "work"),
        ("ana", "Acme", "employer"),
        ("ben", "Acme", "employer"),
    )
    assert build_network(found, ties=["affiliation"]).n_ties == 0


def test_an_owners_archive_is_not_projected_either(archive) -> None:
    found = archive({"ana": ("", "", None), "ben": ("", "", None)})
    rows = members(("ana", "choir", "channel"), ("ben", "choir", "channel")).memberships
    assert build_network(replace(found, memberships=rows)).n_ties == 0


def test_works_are_the_weights_that_networkx_gives() -> None:
    from networkx.algorithms import bipartite

    graph = nx.davis_southern_women_graph()
    women = sorted(graph.graph["top"])
    found = members(*((str(one), str(two), "work") for one, two in graph.edges(women)))
    oracle = bipartite.collaboration_weighted_projected_graph(graph, women)
    expected = {tuple(sorted(pair)): weight for *pair, weight in oracle.edges(data="weight")}
    assert strengths(build_network(found)) == pytest.approx(expected)
