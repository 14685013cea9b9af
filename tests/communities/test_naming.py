"""Names for communities: typical, distinct, short, and made of nothing but the data."""

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import weakties as wt
from weakties.communities import Partition, name_communities
from weakties.connections import unnamed

EMPLOYERS = ["Acme Inc.", "ACME", "acme, inc", "Byte GmbH", "The Byte", "City Library", "", None]
TITLES = ["Librarian", "Senior Librarian", "Dean of Arts", "Buyer", "Head", None]


def named(groups: list[list[dict[str, Any]]], **labels: str) -> pd.DataFrame:
    """Names of cliques of people with these attributes, in the order of the cliques."""
    graph = nx.Graph()
    community = {}
    for code, group in enumerate(groups):
        people = [f"{chr(97 + code)}{at:02}" for at in range(len(group))]
        community |= dict.fromkeys(people, code)
        for person, known in zip(people, group):
            graph.add_node(person, label=labels.get(person, person.upper()), **known)
        graph.add_edges_from((one, two) for one in people for two in people if one < two)
    network = wt.as_network(graph)
    return name_communities(network, Partition.from_labels(network, community))


def works(*companies: str | None) -> list[dict[str, Any]]:
    return [{"company": one} for one in companies]


def test_nobody_is_named_after_whose_exports_were_pooled() -> None:
    owners = [{"is_owner": True}] * 3
    assert set(named([owners, [{"is_owner": False}] * 3])["name"]) == set(
        named([[{}] * 3, [{}] * 3])["name"]
    )


def test_named_after_the_employer_of_most_as_most_write_it() -> None:
    table = named(
        [
            works("ACME", "Acme Inc.", "Acme Inc.", "acme, inc.", "Other"),
            works("Byte", "Byte", "Byte", "Acme Inc."),
        ]
    )
    assert table["name"].tolist() == ["Acme Inc.", "Byte"]
    assert table["named_after"].tolist() == ["company", "company"]
    assert table["described"].tolist() == [0.8, 0.75]
    assert table["people"].tolist() == [5, 4]
    assert table["share"].tolist() == [5 / 9, 4 / 9]
    assert table.index.name == "community"


def test_legal_forms_are_those_that_employers_are_compared_without() -> None:
    groups = [works("Lund", "Lund Sp. z o.o.", "Lund GmbH & Co. KG"), works("Oh", "Oh", "Ng")]
    assert named(groups)["described"].tolist() == [1.0, 2 / 3]


def test_a_value_that_everybody_has_names_nobody() -> None:
    table = named([works(*["Acme"] * 5), works(*["Acme"] * 4)], a03="Ada Lovelace")
    # All are tied to all, so the first by id stands in the middle.
    assert table["name"].tolist() == ["around A00", "around B00"]
    assert table["named_after"].tolist() == ["person", "person"]
    assert table["described"].tolist() == [1.0, 1.0]


def test_addresses_on_the_web_name_nobody() -> None:
    pages = [{"page": f"https://example.org/{at}"} for at in range(5)]
    table = named([pages, [{"page": None}] * 4], a03="Ada Lovelace")
    assert table["named_after"].tolist() == ["person", "person"]


def test_named_after_the_best_connected_person_if_nothing_is_typical() -> None:
    graph = nx.Graph([("a", "m"), ("b", "m"), ("c", "m"), ("b", "c"), ("x", "y")])
    labels = {person: person.upper() for person in graph} | {"m": "Ada Lovelace"}
    nx.set_node_attributes(graph, labels, "label")
    network = wt.as_network(graph)
    table = name_communities(network, wt.detect_communities(network, method="components"))
    assert table["name"].tolist() == ["around Ada Lovelace", "around X"]
    assert table["described"].tolist() == [1.0, 1.0]


def test_where_no_employer_dominates_words_of_employer_and_title_name_it() -> None:
    cities = ["Northmere", "Eastmere", "Westmere", "Southmere", "Highmere", "Lowmere"]
    libraries = [
        {"company": f"{city} City Library", "position": f"Cataloguer {at}"}
        for at, city in enumerate(cities)
    ]
    others = [{"company": f"Firm {at}", "position": f"Seller {at}"} for at in range(7)]
    table = named([libraries, others])
    assert table.loc[1, "name"] == "City Library · Cataloguer"
    assert table.loc[1, "named_after"] == "company, position"
    assert table.loc[1, "described"] == 1.0


def test_a_word_of_the_title_that_repeats_the_employer_is_left_out() -> None:
    libraries = [
        {"company": f"Library of {city}mere", "position": f"Librarian {at}"}
        for at, city in enumerate(["North", "East", "West", "South"])
    ]
    others = [{"company": f"Firm {at}", "position": f"Seller {at}"} for at in range(5)]
    assert named([libraries, others]).loc[1, "name"] == "Library"


def test_ranks_and_small_words_name_nobody_alone() -> None:
    first = [{"position": f"Senior {word} of the"} for word in ("Tailor", "Baker", "Cook", "Smith")]
    second = [{"position": word} for word in ("Pilot", "Miner", "Actor")]
    assert named([first, second])["named_after"].tolist() == ["person", "person"]


def test_where_there_is_nobody_else_a_value_of_most_is_name_enough() -> None:
    assert named([works("Acme", "Acme", "Byte")])["name"].tolist() == ["Acme"]
    assert named([works("Acme", "Acme", *"abcdef")])["named_after"].tolist() == ["person"]


def test_one_of_many_and_two_of_many_are_not_enough() -> None:
    rare = works("Acme", "Acme", *[f"Firm {at}" for at in range(18)])
    others = works(*[f"Shop {at}" for at in range(19)])
    assert "Acme" not in named([rare, others])["name"].tolist()


def test_categories_in_numbers_are_named_with_their_column() -> None:
    table = named([[{"team": 3}] * 3, [{"team": 1.0}] * 2 + [{"team": None}]])
    assert table["name"].tolist() == ["team 3", "team 1"]


def test_measurements_and_dates_name_nobody() -> None:
    day = pd.Timestamp("2020-01-01")
    table = named([[{"score": 0.5, "day": day}] * 3, [{"score": 1.25, "day": day}] * 2])
    assert table["named_after"].tolist() == ["person", "person"]


def test_no_two_communities_have_one_name() -> None:
    table = named(
        [works("Acme", "Acme", "Acme"), works("acme", "acme"), works("x", "y"), works("z", "v")],
        a00="Ann",
        b00="Ann",
        c00="Ann",
        d00="Ann",
    )
    assert table["name"].tolist() == ["Acme", "around Ann", "around Ann (2)", "around Ann (3)"]


def test_a_person_alone_gives_the_label() -> None:
    graph = nx.empty_graph(3)
    nx.set_node_attributes(graph, {0: "Ann", 1: "Bo", 2: "Ann"}, "label")
    nx.set_node_attributes(graph, "Acme", "company")
    network = wt.as_network(graph)
    table = name_communities(network, wt.detect_communities(network))
    assert table["name"].tolist() == ["Ann", "Bo", "Ann (2)"]
    assert table["named_after"].tolist() == ["person"] * 3


@pytest.mark.parametrize(
    ("company", "shown"),
    [
        ("Northmere Institute for Library Research", "Northmere Institute…"),
        ("Ministry of Transport and Works, Glenmere", "Ministry of Transport…"),
        ("National Museum of Art, Glenmere", "National Museum of Art"),
        ("Glenmere Regional Hospital (Main Building)", "Glenmere Regional Hospital"),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsgesel…"),
    ],
)
def test_long_names_are_cut_where_they_can_be(company: str, shown: str) -> None:
    assert named([works(*[company] * 3), works("x", "y")]).loc[0, "name"] == shown


def test_people_without_any_attribute_and_nobody() -> None:
    network = wt.as_network(nx.barbell_graph(3, 0))
    table = name_communities(network, wt.detect_communities(network))
    assert table["name"].tolist() == ["around 0", "around 3"]
    nobody = wt.as_network(nx.Graph())
    assert len(name_communities(nobody, wt.detect_communities(nobody))) == 0


def test_somebody_whose_name_is_known_names_a_community() -> None:
    graph = nx.disjoint_union(nx.star_graph(3), nx.star_graph(3))
    labels = {who: unnamed(who + 1) for who in graph} | {2: "Ana Ruiz"}
    nx.set_node_attributes(graph, labels, "label")
    network = wt.as_network(graph)
    partition = wt.detect_communities(network, method="components")
    table = name_communities(network, partition)
    assert table["name"].tolist() == ["around Ana Ruiz", "people without names"]
    assert table["named_after"].tolist() == ["person", ""]
    assert table["described"].tolist() == [0.5, 1.0]


def test_other_people_and_other_things_are_refused() -> None:
    network = wt.as_network(nx.path_graph(3))
    partition = wt.detect_communities(wt.as_network(nx.path_graph(4)))
    with pytest.raises(wt.errors.ArgumentError, match="of 4 people who are not the 3"):
        name_communities(network, partition)
    with pytest.raises(wt.errors.ArgumentTypeError, match="as_network"):
        name_communities(nx.path_graph(3), partition)


@st.composite
def groups_of_people(draw: st.DrawFn) -> list[list[dict[str, Any]]]:
    person = st.fixed_dictionaries(
        {"company": st.sampled_from(EMPLOYERS), "position": st.sampled_from(TITLES)}
    )
    return draw(st.lists(st.lists(person, min_size=1, max_size=6), min_size=1, max_size=5))


@given(groups_of_people())
def test_names_differ_and_come_from_the_data(groups: list[list[dict[str, Any]]]) -> None:
    table = named(groups)
    written = [str(value) for group in groups for person in group for value in person.values()]
    assert table["name"].str.casefold().is_unique
    assert table["described"].between(0.0, 1.0).all()
    for name, after in zip(table["name"], table["named_after"]):
        if after != "person":
            assert all(any(part in text for text in written) for part in name.split(" · "))
            assert len(name) <= 28


@given(groups_of_people(), st.randoms(use_true_random=False))
def test_the_order_of_people_makes_no_difference(
    groups: list[list[dict[str, Any]]], order: Any
) -> None:
    graph = nx.disjoint_union_all([nx.complete_graph(len(group)) for group in groups])
    known = [person for group in groups for person in group]
    nx.set_node_attributes(graph, dict(enumerate(known)))
    people = pd.DataFrame(known)
    ties = pd.DataFrame(list(graph.edges), columns=["source", "target"], dtype=np.int64)
    rows = list(range(len(people)))
    order.shuffle(rows)
    tables = []
    for shuffled in (people, people.iloc[rows]):
        network = wt.as_network((shuffled, ties))
        partition = wt.detect_communities(network, method="components")
        tables.append(name_communities(network, partition))
    pd.testing.assert_frame_equal(*tables)
