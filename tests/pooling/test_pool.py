"""Several exports as one."""

import itertools
from dataclasses import replace

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weakties as wt
from weakties.connections import Connections, Provenance, unnamed
from weakties.errors import ArgumentError, ArgumentTypeError
from weakties.pooling import find_matches, pool

TABLES = ("people", "ties", "events", "memberships")


def same(one: Connections, two: Connections) -> bool:
    return (one.owner, one.view) == (two.owner, two.view) and all(
        getattr(one, table).equals(getattr(two, table)) for table in TABLES
    )


def in_times(rows: pd.DataFrame) -> pd.DataFrame:
    times = rows.columns.intersection(["time", "start", "end"])
    return rows.assign(**{t: pd.to_datetime(rows[t]).astype("datetime64[us]") for t in times})


def acts(*rows: tuple) -> pd.DataFrame:
    return in_times(pd.DataFrame(rows, columns=["time", "actor", "targets", "kind", "context"]))


@pytest.fixture(scope="module")
def busiest(true_ties, profiles) -> list[str]:
    """Three people who know each other and many others."""
    graph = nx.Graph([tie for tie in true_ties if set(tie) <= set(profiles.index)])
    cliques = (one for one in nx.enumerate_all_cliques(graph) if len(one) == 3)
    return sorted(max(cliques, key=lambda one: (sum(graph.degree(p) for p in one), one)))


@pytest.fixture(scope="module")
def contacts(true_ties, profiles, busiest) -> list[list[str]]:
    known = [tie for tie in true_ties if set(tie) <= set(profiles.index)]
    return [
        sorted((set(tie) - {owner}).pop() for tie in known if owner in tie) for owner in busiest
    ]


@pytest.fixture(scope="module")
def unlisted(contacts, busiest) -> list[str]:
    """Contacts whom the second archive lists without an address."""
    return sorted(set(contacts[1][::2]) - set(busiest))


@pytest.fixture
def archives(profiles, busiest, contacts, unlisted, make_archive, tmp_path) -> list:
    """Their archives."""
    return [
        make_archive(
            tmp_path / f"{number}.zip",
            owner,
            contacts[number],
            profiles,
            without_address=unlisted if number == 1 else (),
        )
        for number, owner in enumerate(busiest)
    ]


def test_the_ties_of_three_archives_are_those_of_the_truth(archives, true_ties, busiest, profiles):
    exports = [wt.read(file) for file in archives]
    assert [one.owner for one in exports] == busiest
    pooled = pool(exports)
    named = pooled.people["label"].to_dict()
    slug = {label: one for one, label in profiles["label"].items()}
    found = {
        tuple(sorted(slug[named[one]] if one.startswith("name:") else one for one in tie))
        for tie in pooled.ties[["source", "target"]].to_numpy()
    }
    known = set(profiles.index)
    assert found == {tie for tie in true_ties if set(tie) & set(busiest) and set(tie) <= known}
    # The three know each other: each of these ties stands in two archives, and once here.
    inner = {tuple(sorted(pair)) for pair in itertools.combinations(busiest, 2)}
    assert inner <= found
    assert pooled.people["is_owner"].sum() == 3
    assert (pooled.owner, pooled.view) == (None, "sample")


def test_people_without_an_address_are_found_by_name_and_employer_alone(
    archives, unlisted, profiles
):
    exports = [wt.read(file) for file in archives]
    table = find_matches(exports)
    by_name = table[table["why"] == "same name, same employer"]
    assert set(by_name["accepted"]) == {True}
    elsewhere = {one for export in exports for one in export.people.index} & set(unlisted)
    truth = {
        (one, f"name:{profiles.loc[one, 'label'].lower()}")
        for one in elsewhere
        if profiles.loc[one, "company"]
    }
    found = [
        sorted((row.a.partition("/")[2], row.b.partition("/")[2]), key=lambda i: i[:5] == "name:")
        for row in by_name.itertuples()
    ]
    assert len(truth) >= 3
    assert sorted(map(tuple, found)) == sorted(truth)
    assert set(table[~table["accepted"]]["why"]) <= {
        "same name, no employer to compare",
        "same name, another employer",
        "same name, similar employer",
    }


def test_the_order_of_files_makes_no_difference(archives):
    exports = [wt.read(file) for file in archives]
    pooled = pool(exports)
    for some in itertools.permutations(exports):
        again = pool(some)
        assert same(again, pooled)
        assert again.provenance == pooled.provenance
        assert find_matches(some).equals(find_matches(exports))


def test_files_of_other_names_give_the_same_people(archives, tmp_path):
    exports = [wt.read(file) for file in archives]
    moved = []
    for file, name in zip(archives, "zyx", strict=True):
        (tmp_path / name).mkdir()
        moved.append(wt.read(file.rename(tmp_path / name / "export.zip")))
    assert same(pool(moved), pool(exports))
    assert pool(moved).provenance.sources == ("export.zip", "export.zip#2", "export.zip#3")


def test_one_export_comes_back_as_it_is_however_often_it_is_given(archives):
    found = wt.read(archives[0])
    assert pool([found]) is found
    assert same(pool([found, wt.read(archives[0])]), found)
    shuffled = replace(found, ties=found.ties[::-1], people=found.people[::-1])
    assert len(pool([found, shuffled]).ties) == len(found.ties)


#: An owner, and contacts in order.
IDS = st.lists(st.sampled_from("abcdef"), min_size=1, unique=True).map(
    lambda ids: [ids[0], *sorted(ids[1:])]
)


@settings(max_examples=40)
@given(st.lists(IDS, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_pooled_ties_are_all_ties_in_any_order(lists, random):
    exports = []
    for owner, *contacts in lists:
        ids = [owner, *contacts]
        rows = [(owner, one, "connection", False, 1.0, None, None, "declared") for one in contacts]
        columns = ["source", "target", "kind", "directed", "weight", "start", "end", "evidence"]
        exports.append(
            Connections(
                people=pd.DataFrame({"label": ids}, index=ids),
                ties=in_times(pd.DataFrame(rows, columns=columns)).astype({"directed": bool}),
                owner=owner,
                view="ego",
                provenance=Provenance(format="linkedin", sources=[f"{owner}.zip"]),
            )
        )
    pooled = pool(exports)
    assert set(pooled.people.index) == set().union(*lists)
    found = [frozenset(tie) for tie in pooled.ties[["source", "target"]].to_numpy().tolist()]
    assert set(found) == {frozenset((one, two)) for one, *rest in lists for two in rest}
    assert len(found) == len(set(found))
    random.shuffle(exports)
    assert same(pool(exports), pooled)
    assert same(pool([*exports, *exports]), pooled)


def test_exports_of_one_owner_stay_an_ego_network(make_export):
    old = make_export("me", "ana", "ben", company=["Old", "Acme", None], name="2020.zip")
    new = make_export("me", "ana", "cy", company=["New", "Other", None], name="2026.zip")
    new = replace(new, ties=new.ties.assign(start=pd.Timestamp("2025-01-01").as_unit("us")))
    pooled = pool([new, old])
    assert (pooled.owner, pooled.view) == ("me", "ego")
    assert pooled.people["company"].dropna().to_dict() == {
        "ana": "New",
        "ben": "Acme",
        "cy": "Other",
    }
    assert pooled.ties[["source", "target"]].to_numpy().tolist() == [
        ["ana", "me"],
        ["ben", "me"],
        ["cy", "me"],
    ]
    assert pooled.provenance.duplicates == 1
    assert pooled.provenance.files == {"2020.zip/a.csv": 2, "2026.zip/a.csv": 2}
    assert wt.build_network(pooled).owner == "me"


def test_ids_of_two_platforms_are_apart_unless_somebody_says_otherwise(make_export):
    one = make_export("me", "ana", name="linkedin.zip", labels=["Ana Ruiz", "Mo Li"])
    two = make_export("7", "ana", format_name="github", name="github.zip")
    apart = pool([one, two])
    assert list(apart.people.index) == ["github:7", "github:ana", "linkedin:ana", "linkedin:me"]
    assert apart.owner is None
    table = find_matches([one, two], same_owner=True)
    assert table[["a", "b", "why"]].to_numpy().tolist() == [
        ["github.zip/7", "linkedin.zip/me", "said to be one owner"]
    ]
    joined = pool(
        [one, two],
        same_owner=True,
        matches=pd.DataFrame({"a": ["linkedin.zip/ana"], "b": ["github.zip/ana"]}),
    )
    assert list(joined.people.index) == ["github:7", "github:ana"]
    assert joined.people["label"].to_dict() == {"github:7": "Mo Li", "github:ana": "Ana Ruiz"}
    assert (joined.owner, joined.view) == ("github:7", "ego")


def test_an_address_joins_platforms_and_a_shared_page_does_not(make_export):
    one = make_export("me", "ana", "ben", name="l.zip")
    two = make_export("7", "x", "y", "z", format_name="github", name="g.zip")
    page = "https://acme.example/team"
    urls = ["https://www.linkedin.com/in/ana/", page, page, None]
    two = replace(two, people=two.people.assign(website=urls))
    one = replace(one, people=one.people.assign(website=[None, page, None]))
    accepted = find_matches([one, two]).query("accepted")
    assert accepted[["a", "b", "why"]].to_numpy().tolist() == [
        ["g.zip/x", "l.zip/ana", "same address"]
    ]


@pytest.mark.parametrize(
    ("left", "right", "accepted"),
    [
        (("Ana Ruiz", "scholar.example/c?hl=en&u=7"), ("A. Ruiz", "scholar.example/c?u=7"), False),
        (("Ana Ruiz", "scholar.example/c?hl=en&u=7"), ("Ana Ruiz", "scholar.example/c?u=7"), True),
        (("Ana Ruiz", "acme.example/team"), ("Ben Ito", "acme.example/team"), False),
        (("Ana Ruiz", "x.example/p.php?id=1"), ("Ana Ruiz", "x.example/p.php?id=2"), None),
        (("Ana Ruiz", "x.example/p?1"), ("Ana Ruiz", "x.example/p?2"), None),
    ],
)
def test_an_address_needs_a_name_as_well(make_export, left, right, accepted):
    exports = [
        make_export(None, f"name:{at}", labels=[name], name=f"{at}.zip")
        for at, (name, _) in enumerate((left, right))
    ]
    exports = [
        replace(one, people=one.people.assign(url=f"https://{address}"))
        for one, (_, address) in zip(exports, (left, right), strict=True)
    ]
    table = find_matches(exports)
    by_address = table[table["why"].str.startswith("same address")]
    assert by_address["accepted"].tolist() == ([] if accepted is None else [accepted])
    assert len(pool(exports).people) == (1 if accepted else 2)


def test_one_orcid_is_one_person_in_every_format(make_export):
    orcid = "0000-0002-1825-0097"
    exports = [
        make_export(None, orcid, format_name=name, labels=[label], name=name)
        for name, label in {"crossref": "A. Ruiz", "web_of_science": "Ana Oz"}.items()
    ]
    assert find_matches(exports)[["why", "accepted"]].to_numpy().tolist() == [["same id", True]]


def written(*works: tuple[str, str]) -> pd.DataFrame:
    rows = [(who, work, "work", None, None) for who, work in works]
    return in_times(pd.DataFrame(rows, columns=["person", "focus", "kind", "start", "end"]))


def test_one_work_in_two_lists_has_its_authors_once(make_export):
    work = "10.1000/one"
    one = make_export(
        *(None, "ruiz", "ito"),
        labels=["Ana Ruiz", "Ben Ito"],
        format_name="bibtex",
        memberships=written(("ruiz", work), ("ito", work)),
    )
    two = make_export(
        *(None, "77", "88", "99"),
        labels=["A. M. Ruiz", "Ben Ito", "Ben Ito"],
        format_name="scopus",
        memberships=written(("77", work), ("88", work), ("99", "10.1000/two")),
    )
    pooled = pool([one, two])
    network = wt.build_network(pooled)
    assert network.ties["strength"].tolist() == [1.0]
    assert {merge.why for merge in pooled.provenance.merges} == {"same name on the same work"}
    assert len(network) == 3


def test_works_that_are_numbered_in_a_file_are_works_of_that_file(make_export):
    one, two = (
        make_export(
            *(None, *people),
            name=name,
            format_name="bibtex",
            memberships=written(*((who, "row of line 3") for who in people)),
        )
        for name, people in {"1": ("a", "b"), "2": ("c", "d")}.items()
    )
    network = wt.build_network(pool([one, two]))
    assert network.tie_index.to_list() == [("a", "b"), ("c", "d")]


@pytest.mark.parametrize(
    ("left", "right", "score", "accepted"),
    [
        (("José Ruiz", "Acme Inc."), ("JOSE RUIZ, PhD", "ACME"), 1.0, True),
        (("Ana Maria Ruiz", "Acme"), ("Ana Ruiz", "Acme"), 0.88, True),
        (("Ana Maria Ruiz", "Acme"), ("Ana M. Ruiz", "Acme"), 0.88, True),
        (("Ana Maria Ruiz", "Acme"), ("Ana Lucia Ruiz", "Acme"), 0.7, False),
        (("Ana Maria Ruiz", None), ("Ana Lucia Ruiz", None), None, False),
        (("Ruiz, Ana", "Acme"), ("Ana Ruiz", "Acme"), 1.0, True),
        (("Ruiz Oz, Ana", "Acme"), ("Ruiz Oz, Ben", "Acme"), None, False),
        (("Ana Ruiz, Jr.", "Acme"), ("Ana Ruiz", "Acme"), 1.0, True),
        (("Ana Ruiz", "Acme Libraries"), ("Ana Ruiz", "Acme"), 0.8, False),
        (("Ana Ruiz", "Acme"), ("Ana Ruiz", "Other"), 0.6, False),
        (("Ana Ruiz", None), ("Ana Ruiz", None), 0.6, False),
        (("Ana Ruiz", "Self-employed"), ("Ana Ruiz", "Self-employed"), 0.6, False),
        (("伟 欧阳", "Acme"), ("伟 欧阳", "Acme"), 1.0, True),
        (("Ana", "Acme"), ("Ana", "Acme"), None, False),
        (("A. Ruiz", "Acme"), ("A. Ruiz", "Acme"), None, False),
        (("Ana Ruiz", "Acme"), ("Ben Ruiz", "Acme"), None, False),
    ],
)
def test_names_count_only_with_an_employer(make_export, left, right, score, accepted):
    exports = [
        make_export(None, f"name:{at}", labels=[name], company=[company], name=f"{at}.zip")
        for at, (name, company) in enumerate((left, right))
    ]
    table = find_matches(exports)
    assert table["score"].tolist() == ([] if score is None else [score])
    assert table["accepted"].tolist() == ([] if score is None else [accepted])
    assert len(pool(exports).people) == (1 if accepted else 2)


def test_of_two_people_who_fit_neither_is_merged(make_export):
    one = make_export(None, "name:1", labels=["Ana Ruiz"], company=["Acme"], name="1")
    names = ["Ana Ruiz", "Ana Ruiz"]
    two = make_export(None, "name:1", "name:2", labels=names, company=["Acme", "Acme"], name="2")
    table = find_matches([one, two])
    assert table["accepted"].tolist() == [False, False]
    assert table["why"].str.contains("several people of one export fit").all()
    assert list(pool([one, two]).people.index) == ["name:1", "name:1#2", "name:2"]


def test_ids_of_a_file_say_nothing_about_another(make_export):
    exports = [make_export(None, "ana", format_name="edge_list", name=name) for name in "pq"]
    exports[1] = replace(exports[1], people=exports[1].people.assign(age=3))
    assert find_matches(exports).empty
    assert list(pool(exports).people.index) == ["ana", "ana#2"]


def test_people_without_a_name_have_no_name_in_common(make_export):
    exports = [
        make_export(None, f"p{name}", labels=[unnamed(1)], company=["Acme"], name=name)
        for name in "12"
    ]
    assert find_matches(exports).empty
    assert len(pool(exports).people) == 2


def test_what_somebody_decided_holds(make_export, tmp_path):
    one = make_export("me", "ana", "ben", name="1.zip")
    two = make_export("you", "ana", "cy", name="2.zip")
    file = tmp_path / "matches.csv"
    file.write_text(
        "a,b,accepted\n1.zip/ana,2.zip/ana,False\n1.zip/ben,2.zip/cy,yes\n1.zip/me,2.zip/you,\n"
    )
    pooled = pool([one, two], matches=file)
    assert list(pooled.people.index) == ["ana", "ana#2", "ben", "me", "you"]
    assert [(one.a, one.b, one.why) for one in pooled.provenance.merges] == [
        ("1.zip/ben", "2.zip/cy", "said to be one person")
    ]
    table = find_matches([one, two])
    assert list(pool([one, two], matches=table.assign(accepted=False)).people.index) == [
        *("ana", "ana#2", "ben", "cy", "me", "you")
    ]


def test_pairs_that_nobody_decided_on_are_counted(make_export):
    one, two = (
        make_export(None, "name:1", labels=["Ana Ruiz"], company=[company], name=company)
        for company in ("Acme", "Orb")
    )
    words = "may be one person and were kept apart"
    assert sum(words in warning for warning in pool([one, two]).provenance.warnings) == 1
    decided = pool([one, two], matches=find_matches([one, two]))
    assert not any(words in warning for warning in decided.provenance.warnings)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("1.zip/ana", "2.zip/zoe", True)], "who is in none of the exports"),
        ([("1.zip/ana", "2.zip/ana", "maybe")], "accepted is True or False"),
        ([("1.zip/me", "2.zip/you", True), ("2.zip/you", "1.zip/me", False)], "both accept and"),
        (
            [
                ("1.zip/ana", "2.zip/cy", False),
                ("1.zip/ben", "1.zip/ana", True),
                ("1.zip/ben", "2.zip/cy", True),
            ],
            "are not one person",
        ),
    ],
)
def test_matches_that_make_no_sense_are_refused(make_export, rows, words):
    one = make_export("me", "ana", "ben", name="1.zip")
    two = make_export("you", "ana", "cy", name="2.zip")
    table = pd.DataFrame(rows, columns=["a", "b", "accepted"])
    with pytest.raises(wt.errors.WeakTiesError, match=words):
        pool([one, two], matches=table)


def test_one_message_in_two_archives_is_one(make_export):
    day = "2026-01-05 10:00"
    told = [
        acts((day, "ana", ("me",), "message", "c1")),
        acts((day, "ana", ("you",), "message", "c1")),
    ]
    one = make_export("me", "ana", name="1.zip", events=told[0].assign(others=1))
    two = make_export("you", "ana", name="2.zip", events=told[1].assign(others=1))
    pooled = pool([one, two])
    assert pooled.events[["actor", "targets", "others"]].to_numpy().tolist() == [
        ["ana", ("me", "you"), 0]
    ]
    assert pooled.provenance.duplicates == 1


def test_what_one_export_says_twice_stays_said_twice(make_export):
    twice = acts(*[("2026-01-05", "ana", ("me",), "reaction", None)] * 2)
    one = make_export("me", "ana", "ben", name="1.zip", events=twice)
    two = make_export("me", "ana", name="2.zip", events=twice[:1])
    assert len(pool([one, two]).events) == 2


def test_channels_of_two_workspaces_are_two(make_export):
    def workspace(*people, name):
        said = acts(
            *[
                (f"2026-01-05 10:0{at}", one, (), "message", "general")
                for at, one in enumerate(people)
            ]
        )
        return make_export(None, *people, format_name="slack", name=name, events=said)

    one, two = workspace("U1", "U2", name="1"), workspace("U3", "U4", name="2")
    network = wt.build_network(pool([one, two]))
    assert network.tie_index.to_list() == [("U1", "U2"), ("U3", "U4")]
    three = workspace("U2", "U3", name="3")
    assert set(pool([one, two, three]).events["context"]) == {"general"}


def test_an_end_that_one_export_knows_is_no_open_end(make_export):
    def stay(end):
        rows = pd.DataFrame(
            [("me", "Acme", "employer", "2015-01-01", end)],
            columns=["person", "focus", "kind", "start", "end"],
        )
        return in_times(rows)

    one = make_export("me", "ana", name="1.zip", memberships=stay(None))
    two = make_export("me", "ben", name="2.zip", memberships=stay("2020-06-30"))
    assert pool([one, two]).memberships["end"].tolist() == [pd.Timestamp("2020-06-30")]


def test_owners_do_not_rank_for_being_owners(make_export):
    one = make_export("me", *"abcdef", name="1.zip")
    two = make_export("you", *"defghi", name="2.zip")
    result = wt.analyze(pool([one, two]))
    assert result.verdicts.loc["betweenness", "verdict"] == "artefact"
    assert "exports were pooled" in result.verdicts.loc["betweenness", "reason"]
    assert result.verdicts.loc["degree", "verdict"] == "partial"
    assert result.connectors.empty
    between = pd.DataFrame({"source": list("abcd"), "target": list("bcde")})
    more = wt.pooling.add_ties(pool([one, two]), between)
    assert wt.analyze(more).verdicts.loc["betweenness", "verdict"] == "artefact"
    more = wt.pooling.add_ties(more, pd.DataFrame({"source": ["e"], "target": ["f"]}))
    assert wt.analyze(more).verdicts.loc["betweenness", "verdict"] == "partial"
    hidden = wt.analyze(pool([one, two]), pseudonyms="k")
    assert hidden.verdicts.equals(result.verdicts)
    assert "1.zip" not in hidden.to_json()


def test_whole_networks_of_one_format_stay_whole(make_export):
    exports = [make_export(None, *ids, format_name="slack", name=ids) for ids in ("ab", "cd")]
    assert pool(exports).view == "whole"


@pytest.mark.parametrize("given", [None, "file.zip", ["file.zip"], [nx.Graph()]])
def test_what_is_no_export_is_refused(given):
    with pytest.raises(ArgumentTypeError, match="a list of Connections"):
        pool(given)


def test_nothing_cannot_be_pooled():
    with pytest.raises(ArgumentError, match="nothing to pool"):
        pool([])
