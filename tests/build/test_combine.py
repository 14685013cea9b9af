"""How rules are chosen, brought together and reported."""

from dataclasses import replace

import pandas as pd
import pytest

from weakties.build import RULES, build_network
from weakties.errors import ArgumentError, ArgumentTypeError, NotFoundError

DAYS = ["2010-01-01", "2010-01-02", "2015-05-01", "2019-09-01"]


def colleagues() -> dict[str, tuple[str, str, str]]:
    names = ["ana", "ben", "cy", "dee"]
    return {name: ("Acme", "", day) for name, day in zip(names, DAYS, strict=True)}


def test_a_tie_of_several_rules_has_their_names_and_the_sum(archive) -> None:
    talk = [("2020-01-01", "ana", ("you", "ben"), "t1")]
    found = archive(colleagues(), messages=talk)
    alone = build_network(found, ties=["employer"]).ties.loc[("ana", "ben"), "strength"]
    tie = build_network(found, ties=["group_conversation", "employer"]).ties.loc[("ana", "ben")]
    assert tie["rules"] == "employer; group_conversation"
    assert tie["strength"] == pytest.approx(alone + 1.0)
    assert tie["evidence"] == "co_presence"


def test_default_applies_all_rules_to_an_owners_archive(archive) -> None:
    network = build_network(archive(colleagues()))
    applied = [name for name, rule in RULES.items() if not rule.on_request]
    assert [report.name for report in network.provenance.rules] == applied
    assert network.owner == "you"
    assert "you" not in network.ids


def test_names_may_be_given_as_one_text(archive) -> None:
    found = archive(colleagues())
    one = build_network(found, ties="burst, employer")
    assert [report.name for report in one.provenance.rules] == ["burst", "employer"]
    pd.testing.assert_frame_equal(one.ties, build_network(found, ties=["employer", "burst"]).ties)


def test_inferred_ties_are_called_so(archive) -> None:
    network = build_network(archive(colleagues()), ties=["employer"])
    assert any("INFERRED" in sentence for sentence in network.provenance.warnings)
    assert network.provenance.rules[0].ties == network.n_ties == 6
    talk = [("2020-01-01", "ana", ("you", "ben"), "t1")]
    observed = build_network(archive(colleagues(), messages=talk), ties="observed")
    assert not observed.provenance.warnings


def test_rules_for_one_pair_are_no_duplicates_in_the_file(archive) -> None:
    talk = [("2020-01-01", "ana", ("you", "ben"), "t1")]
    network = build_network(archive(colleagues(), messages=talk))
    assert network.provenance.duplicates == 0


def test_likeness_alone_ties_nobody_who_is_never_seen_with_anybody(archive, everyday) -> None:
    people = everyday(60)
    for at, name in enumerate(sorted(people)[::10]):
        company = "Acme" if at < 2 else f"Firm {'abcdef'[at]}"
        people[name] = (company, "Cataloguer", people[name][2])
    network = build_network(archive(people), ties=["employer", "occupation"])
    assert {frozenset(tie) for tie in network.tie_index} == {frozenset(("p000", "p010"))}
    assert any("only alike" in sentence for sentence in network.provenance.warnings)


def test_a_coincidence_of_dates_makes_no_bridge_between_two_worlds(archive, everyday) -> None:
    people = everyday(30, every=90)
    for at in range(8):
        people[f"a{at}"] = ("Acme", "", f"201{at}-02-11")
        people[f"b{at}"] = ("Borealis", "", f"201{at}-09-23")
    people["a0"] = ("Acme", "", "2014-06-10")
    people["b0"] = ("Borealis", "", "2014-06-10")
    found = archive(people)
    assert ("a0", "b0") in build_network(found, ties=["burst"]).tie_index
    both = build_network(found, ties=["burst", "employer"])
    assert ("a0", "b0") not in both.tie_index
    assert ("a0", "a1") in both.tie_index
    talk = [("2020-01-01", "a0", ("you", "b0"), "t1")]
    seen = build_network(archive(people, messages=talk))
    assert ("a0", "b0") in seen.tie_index


def test_nobody_is_near_over_the_owner(archive, everyday) -> None:
    people = everyday(60)
    alike = sorted(people)[::10]
    for at, name in enumerate(alike):
        company = "Acme" if at < 2 else f"Firm {'abcdef'[at]}"
        people[name] = (company, "Cataloguer", people[name][2])
    found = archive(people)
    rows = [(who, f"with {name}", "meeting") for name in alike for who in ("you", name)]
    meetings = pd.DataFrame(rows, columns=["person", "focus", "kind"])
    none = pd.Series([pd.NaT] * len(rows), dtype="datetime64[us]")
    met = replace(found, memberships=meetings.assign(start=none, end=none))
    network = build_network(met, ties=["employer", "occupation", "together"])
    assert network.tie_index.to_list() == [("p000", "p010")]
    assert network.owner_ties["strength"][alike].tolist() == [2.0] * 6


def test_people_without_an_owner_are_nobodys_contacts(archive) -> None:
    found = archive(colleagues())
    whole = replace(found, owner=None, people=found.people.drop(index="you"), ties=None)
    (warning,) = build_network(whole, ties=["employer"]).provenance.warnings
    assert warning.startswith("All 6 ties between people are INFERRED")
    (warning,) = build_network(found, ties=["employer"]).provenance.warnings
    assert warning.startswith("All 6 ties between contacts are INFERRED")


@pytest.mark.parametrize("ties", ["default", "observed", ["employer"], ["burst", "occupation"]])
def test_the_order_of_rows_makes_no_difference(archive, shuffled, everyday, ties) -> None:
    people = everyday(80, every=11)
    for at, name in enumerate(sorted(people)):
        people[name] = (
            f"Firm {'abcdefg'[at % 7]}",
            f"Maker of {'xyz'[at % 3]}ylophones",
            people[name][2],
        )
    names = sorted(people)
    talks = [
        ("2020-01-01", names[at], ["you", *names[at + 1 : at + 4]], f"t{at}") for at in range(9)
    ]
    found = archive(
        people, messages=talks, stays=[("employer", "Firm a", "2012-01-01", "2013-06-01")]
    )
    one, other = build_network(found, ties=ties), build_network(shuffled(found, 3), ties=ties)
    pd.testing.assert_frame_equal(one.ties, other.ties)
    pd.testing.assert_frame_equal(one.owner_ties, other.owner_ties)
    assert one.provenance.rules == other.provenance.rules


def test_a_rule_that_does_not_exist(archive) -> None:
    with pytest.raises(NotFoundError, match=r"'surname'.*burst, cited, employer"):
        build_network(archive(colleagues()), ties=["surname"])


def test_ties_from_rules_have_no_direction(archive) -> None:
    with pytest.raises(ArgumentError, match="no direction"):
        build_network(archive(colleagues()), directed=True)


def test_only_connections_are_taken() -> None:
    with pytest.raises(ArgumentTypeError, match="as_network"):
        build_network("archive.zip")  # type: ignore[arg-type]


@pytest.mark.parametrize("count", [0, 1])
def test_hardly_any_contacts(archive, everyday, count: int) -> None:
    network = build_network(archive(everyday(count)))
    assert (network.n_people, network.n_ties) == (count, 0)


def test_progress_names_each_rule(archive) -> None:
    said: list[tuple[str, int, int]] = []
    build_network(
        archive(colleagues()),
        ties=["burst", "employer"],
        progress=lambda what, done, total: said.append((what, done, total)),
    )
    assert [done for _, done, _ in said] == [0, 1, 2]
    assert "burst" in said[0][0]


@pytest.mark.parametrize(
    ("people", "words"),
    [(2, "The only tie between contacts is INFERRED"), (3, "All 3 ties between contacts are INF")],
)
def test_how_many_ties_are_inferred_is_said_as_a_number_reads(archive, people, words) -> None:
    contacts = {f"p{number}": ("Acme", "", None) for number in range(people)}
    network = build_network(archive(contacts), ties=["employer"])
    assert any(sentence.startswith(words) for sentence in network.provenance.warnings)
