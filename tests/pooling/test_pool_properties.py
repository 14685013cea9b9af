"""What holds of every pool, whatever the exports say."""

import itertools
from dataclasses import replace

import networkx as nx
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import weakties as wt
from weakties.connections import Connections, Provenance
from weakties.errors import ArgumentError
from weakties.pooling import find_matches, pool

FORMATS = ("linkedin", "slack", "by hand")
LABELS = ("Ana Ruiz", "Ana M. Ruiz", "Ben Ito", "Ben", "Cy Oz", "")
COMPANIES = ("Acme", "Acme Inc.", None)
KINDS = ("connection", "follow", "tie", "call")
DAYS = (pd.NaT, *pd.to_datetime(["2020-01-01", "2021-06-01", "2024-02-29"]))
IDS = tuple("abcdef")


def times(rows: pd.DataFrame, *columns: str) -> pd.DataFrame:
    return rows.assign(
        **{name: pd.to_datetime(rows[name]).astype("datetime64[us]") for name in columns}
    )


@st.composite
def exports(draw: st.DrawFn) -> Connections:
    """Exports with few ids, names and places, so that they have much in common."""
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=5, unique=True))
    one, day = st.sampled_from(ids), st.sampled_from(DAYS)

    def some(*parts: st.SearchStrategy) -> list[tuple]:
        return draw(st.lists(st.tuples(*parts), max_size=4))

    people = pd.DataFrame(
        {
            "label": draw(st.lists(st.sampled_from(LABELS), min_size=len(ids), max_size=len(ids))),
            "company": pd.Series(
                draw(st.lists(st.sampled_from(COMPANIES), min_size=len(ids), max_size=len(ids))),
                dtype=object,
            ).to_numpy(),
        },
        index=pd.Index(ids, dtype=object),
    )
    ties = pd.DataFrame(
        some(
            one, one, st.sampled_from(KINDS), st.booleans(), st.sampled_from([1.0, 2.5]), day, day
        ),
        columns=["source", "target", "kind", "directed", "weight", "start", "end"],
    ).assign(evidence="declared")
    events = pd.DataFrame(
        some(
            day,
            one,
            st.lists(one, max_size=2, unique=True).map(tuple),
            st.sampled_from(["message", "reply"]),
            st.sampled_from([None, "general", "books"]),
        ),
        columns=["time", "actor", "targets", "kind", "context"],
    )
    memberships = pd.DataFrame(
        some(
            one,
            st.sampled_from(["Acme", "choir"]),
            st.sampled_from(["employer", "group"]),
            day,
            day,
        ),
        columns=["person", "focus", "kind", "start", "end"],
    )
    owner = draw(st.none() | one)
    name = draw(st.sampled_from(["x.zip", "y.zip"]))
    return Connections(
        people=people,
        ties=times(ties, "start", "end").astype({"directed": bool, "weight": float}),
        events=times(events, "time"),
        memberships=times(memberships, "start", "end"),
        owner=owner,
        view="whole" if owner is None else "ego",
        provenance=Provenance(
            format=draw(st.sampled_from(FORMATS)), sources=[name], files={name: len(ties)}
        ),
    )


def assert_same(one: Connections, two: Connections) -> None:
    assert (one.owner, one.view, one.provenance) == (two.owner, two.view, two.provenance)
    for name in ("people", "ties", "events", "memberships"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name))


def shuffled(found: Connections, random) -> Connections:
    def rows(table: pd.DataFrame) -> pd.DataFrame:
        places = list(range(len(table)))
        random.shuffle(places)
        return table.iloc[places]

    tables = ("people", "ties", "events", "memberships")
    return replace(found, **{name: rows(getattr(found, name)) for name in tables})


@settings(max_examples=15, deadline=None)
@given(st.lists(exports(), min_size=2, max_size=3), st.randoms(use_true_random=False))
def test_neither_the_order_of_exports_nor_that_of_their_rows_means_anything(some, random):
    pooled, matches = pool(some), find_matches(some)
    for order in itertools.permutations(some):
        moved = [shuffled(one, random) for one in order]
        assert_same(pool(moved), pooled)
        assert find_matches(moved).equals(matches)


@settings(max_examples=15, deadline=None)
@given(exports())
def test_a_pool_of_one_is_that_one(found):
    assert pool([found]) is found
    assert_same(pool([found, replace(found)]), found)


@settings(max_examples=15, deadline=None)
@given(st.lists(exports(), min_size=2, max_size=3))
def test_whoever_and_whatever_an_export_tells_of_is_in_the_pool(some):
    pooled = pool(some)
    known = set(pooled.people.index)
    assert set(pooled.ties["source"]) | set(pooled.ties["target"]) <= known
    assert {one for targets in pooled.events["targets"] for one in targets} <= known
    assert set(pooled.events["actor"]) | set(pooled.memberships["person"]) <= known
    assert max(len(one.people) for one in some) <= len(known) or pooled.provenance.merges
    for name in ("ties", "events", "memberships"):
        rows = [len(getattr(one, name)) for one in some]
        assert len(getattr(pooled, name)) <= sum(rows)
    wt.build_network(pooled)


@settings(max_examples=15, deadline=None)
@given(st.lists(exports(), min_size=2, max_size=3), st.data())
def test_decisions_hold_and_are_transitive(some, data):
    """The people of a pool are the components of what is accepted; contradictions are refused."""
    listed = find_matches(some)
    keys = sorted(
        {key for row in listed[["a", "b"]].to_numpy() for key in row}
        | {merge_end for one in pool(some).provenance.merges for merge_end in (one.a, one.b)}
    )
    if len(keys) < 2:
        return
    pairs = sorted({tuple(sorted(pair)) for pair in itertools.combinations(keys, 2)})
    chosen = data.draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True))
    decided = {pair: data.draw(st.booleans()) for pair in chosen}
    accepted = {
        tuple(sorted(row[:2])) for row in listed[["a", "b", "accepted"]].to_numpy() if row[2]
    }
    accepted = (accepted | {pair for pair, yes in decided.items() if yes}) - {
        pair for pair, yes in decided.items() if not yes
    }
    graph = nx.Graph(sorted(accepted))
    graph.add_nodes_from(keys)
    refused = [pair for pair, yes in decided.items() if not yes]
    table = pd.DataFrame(
        [(*pair, yes) for pair, yes in decided.items()], columns=["a", "b", "accepted"]
    )
    try:
        pooled = pool(some, matches=table)
    except ArgumentError:
        assert any(nx.has_path(graph, *pair) for pair in refused)
        return
    assert not any(nx.has_path(graph, *pair) for pair in refused)
    taken = {tuple(sorted((one.a, one.b))) for one in pooled.provenance.merges}
    assert taken == accepted
    everybody = sum(len(one.people) for one in _distinct(some))
    joined = sum(len(group) - 1 for group in nx.connected_components(graph))
    assert len(pooled.people) == everybody - joined


def _distinct(some: list[Connections]) -> list[Connections]:
    """The exports without those that say what another does."""
    kept: list[Connections] = []
    for one in some:
        if not any(len(pool([one, other]).provenance.sources) == 1 for other in kept):
            kept.append(one)
    return kept
