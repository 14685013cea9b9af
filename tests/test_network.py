"""The canonical form of networks, and everything that stands on it."""

import copy
import pickle
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weakties.connections import Provenance
from weakties.errors import ArgumentError, NotFoundError
from weakties.network import Network, network_from_positions

PROVENANCE = Provenance(format="test")


def make(rows: list[tuple[Any, ...]], ids: list[Any], **options: Any) -> Network:
    """A network from (source id, target id, strength) rows."""
    place = {person: at for at, person in enumerate(ids)}
    ties = pd.DataFrame(
        {
            "source": np.array([place[row[0]] for row in rows], dtype=np.int64),
            "target": np.array([place[row[1]] for row in rows], dtype=np.int64),
            "strength": np.array([row[2] for row in rows], dtype=np.float64),
            "evidence": "declared",
        }
    )
    index = pd.Index(ids, tupleize_cols=False)
    people = pd.DataFrame({"label": [f"label of {one}" for one in ids]}, index=index)
    return network_from_positions(people, ties, **{"provenance": PROVENANCE, **options})


def dense(network: Network) -> np.ndarray:
    matrix = np.zeros((len(network), len(network)))
    for row in range(len(network)):
        arcs = slice(network.indptr[row], network.indptr[row + 1])
        matrix[row, network.indices[arcs]] += network.strength[arcs]
    return matrix


def assert_same(one: Network, other: Network) -> None:
    assert one.ids.equals(other.ids)
    for name in ("indptr", "indices", "strength"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)
    pd.testing.assert_frame_equal(one.people, other.people)
    pd.testing.assert_frame_equal(one.tie_table, other.tie_table)
    pd.testing.assert_frame_equal(one.owner_ties, other.owner_ties)
    assert (one.directed, one.owner, one.view) == (other.directed, other.owner, other.view)
    assert one.provenance == other.provenance


@st.composite
def row_lists(draw: st.DrawFn) -> tuple[int, list[tuple[int, int, float]]]:
    n = draw(st.integers(1, 8))
    person = st.integers(0, n - 1)
    strength = st.sampled_from([0.1, 0.2, 0.3, 1.0, 1e9])
    return n, draw(st.lists(st.tuples(person, person, strength), max_size=25))


def test_people_and_ties_are_sorted_with_isolates_kept() -> None:
    network = make([("cai", "ana", 1), ("ben", "cai", 2)], ["dot", "cai", "ana", "ben"])
    assert network.ids.tolist() == ["ana", "ben", "cai", "dot"]
    assert network.people["label"].tolist()[3] == "label of dot"
    assert network.indptr.tolist() == [0, 1, 2, 4, 4]
    assert network.indices.tolist() == [2, 2, 0, 1]
    assert network.strength.tolist() == [1, 2, 1, 2]
    assert network.tie_index.to_list() == [("ana", "cai"), ("ben", "cai")]
    assert (network.n_people, len(network), network.n_ties) == (4, 4, 2)


def test_loops_are_dropped_and_parallel_ties_summed_and_both_counted() -> None:
    network = make([("a", "a", 1), ("a", "b", 1), ("b", "a", 2), ("a", "b", 4)], ["a", "b"])
    assert network.tie_strength.tolist() == [7]
    assert (network.provenance.loops, network.provenance.duplicates) == (1, 2)


def test_counts_add_to_those_of_the_importer() -> None:
    found = Provenance(format="test", loops=2, duplicates=3)
    network = make([("a", "a", 1), ("a", "b", 1), ("a", "b", 1)], ["a", "b"], provenance=found)
    assert (network.provenance.loops, network.provenance.duplicates) == (3, 4)


def test_directed_ties_keep_their_direction() -> None:
    network = make([("b", "a", 1), ("a", "b", 2), ("b", "c", 3)], ["a", "b", "c"], directed=True)
    assert network.tie_index.to_list() == [("a", "b"), ("b", "a"), ("b", "c")]
    assert network.tie_strength.tolist() == [2, 1, 3]
    assert network.provenance.duplicates == 0
    assert network.arc_ties.tolist() == network.tie_arcs.tolist() == [0, 1, 2]


@given(row_lists(), st.booleans())
def test_arrays_agree_with_a_matrix(drawn: tuple[int, list[Any]], directed: bool) -> None:
    n, rows = drawn
    network = make(rows, list(range(n)), directed=directed)
    expected = np.zeros((n, n))
    for source, target, strength in rows:
        if source != target:
            expected[source, target] += strength
    if not directed:
        expected += expected.T
    np.testing.assert_allclose(dense(network), expected, rtol=1e-12)
    for row in range(n):
        neighbours = network.indices[network.indptr[row] : network.indptr[row + 1]]
        assert (np.diff(neighbours) > 0).all()
    pairs = {(a, b) if directed else (min(a, b), max(a, b)) for a, b, _ in rows if a != b}
    assert network.tie_index.to_list() == sorted(pairs)
    loops = sum(a == b for a, b, _ in rows)
    assert network.provenance.loops == loops
    assert network.provenance.duplicates == len(rows) - loops - len(pairs)


@given(row_lists(), st.booleans(), st.randoms(use_true_random=False))
def test_row_order_makes_no_difference(
    drawn: tuple[int, list[Any]],
    directed: bool,
    random: Any,
) -> None:
    n, rows = drawn
    shuffled, ids = rows.copy(), list(range(n))
    random.shuffle(shuffled)
    random.shuffle(ids)
    assert_same(
        make(rows, list(range(n)), directed=directed), make(shuffled, ids, directed=directed)
    )


@given(row_lists(), st.data())
def test_swapped_endpoints_make_no_difference(drawn: tuple[int, list[Any]], data: Any) -> None:
    n, rows = drawn
    swaps = data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
    swapped = [(b, a, w) if swap else (a, b, w) for (a, b, w), swap in zip(rows, swaps)]
    assert_same(make(rows, list(range(n))), make(swapped, list(range(n))))


@given(row_lists(), st.booleans(), st.randoms(use_true_random=False))
def test_relabelling_permutes_the_matrix(
    drawn: tuple[int, list[Any]],
    directed: bool,
    random: Any,
) -> None:
    n, rows = drawn
    names = [f"p{number}" for number in range(n)]
    random.shuffle(names)
    network = make(rows, list(range(n)), directed=directed)
    renamed = make([(names[a], names[b], w) for a, b, w in rows], names, directed=directed)
    places = renamed.positions(names)
    np.testing.assert_array_equal(dense(renamed)[np.ix_(places, places)], dense(network))


@given(row_lists(), st.booleans())
def test_arcs_lead_to_their_ties(drawn: tuple[int, list[Any]], directed: bool) -> None:
    n, rows = drawn
    network = make(rows, list(range(n)), directed=directed)
    arc_source = np.repeat(np.arange(n), np.diff(network.indptr))
    for arc, tie in enumerate(network.arc_ties):
        ends = {arc_source[arc], network.indices[arc]}
        assert ends == {network.tie_source[tie], network.tie_target[tie]}
        assert network.strength[arc] == network.tie_strength[tie]
    assert (network.arc_ties[network.tie_arcs] == np.arange(network.n_ties)).all()


def test_sums_do_not_depend_on_row_order_in_their_last_bits() -> None:
    strengths = [0.1, 1e16, 0.1, 3.0, -0.0 + 0.7]
    one = make([("a", "b", w) for w in strengths], ["a", "b"])
    other = make([("b", "a", w) for w in reversed(strengths)], ["a", "b"])
    assert one.tie_strength.tobytes() == other.tie_strength.tobytes()


def test_details_of_parallel_ties_are_merged() -> None:
    people = pd.DataFrame({"label": ["a", "b", "c"]}, index=["a", "b", "c"])
    day = pd.Timestamp
    ties = pd.DataFrame(
        {
            "source": [0, 1, 0, 2],
            "target": [1, 0, 1, 0],
            "strength": 1.0,
            "evidence": ["inferred", "interaction", "inferred", "inferred"],
            "rules": ["employer; burst", "conversation", "employer", "school"],
            "first": [day("2020-02-01"), day("2020-01-01"), pd.NaT, pd.NaT],
            "last": [day("2020-02-01"), day("2021-01-01"), pd.NaT, pd.NaT],
        }
    )
    table = network_from_positions(people, ties, provenance=PROVENANCE).ties
    assert table["evidence"].tolist() == ["interaction", "inferred"]
    assert table["rules"].tolist() == ["burst; conversation; employer", "school"]
    assert table["first"].iloc[0] == day("2020-01-01")
    assert table["last"].iloc[0] == day("2021-01-01")
    assert table[["first", "last"]].iloc[1].isna().all()


def test_the_owner_is_no_person_of_the_network() -> None:
    rows = [
        ("me", "ana", 1),
        ("ben", "me", 2),
        ("ana", "ben", 4),
        ("me", "ana", 8),
        ("me", "me", 1),
    ]
    network = make(rows, ["me", "ana", "zoe", "ben"], owner="me")
    assert network.ids.tolist() == ["ana", "ben", "zoe"]
    assert network.ties["strength"].to_dict() == {("ana", "ben"): 4}
    assert network.owner_ties["strength"].to_dict() == {"ana": 9, "ben": 2}
    assert network.owner_person["label"].to_dict() == {"me": "label of me"}
    assert (network.provenance.loops, network.provenance.duplicates) == (1, 1)


@given(row_lists(), st.booleans(), st.data())
def test_the_owner_can_be_put_back(
    drawn: tuple[int, list[Any]],
    directed: bool,
    data: Any,
) -> None:
    n, rows = drawn
    owner = data.draw(st.integers(0, n - 1))
    network = make(rows, list(range(n)), owner=owner, directed=directed)
    assert_same(network.with_owner(), make(rows, list(range(n)), directed=directed))


def test_owner_ties_of_unknown_direction_lead_both_ways() -> None:
    network = make([("me", "a", 2)], ["me", "a"], owner="me", directed=True)
    bare = network.owner_ties.drop(columns=["outgoing", "incoming"])
    network = replace(network, owner_ties=bare)
    assert network.with_owner().tie_index.to_list() == [("a", "me"), ("me", "a")]


def test_without_owner_nobody_can_be_put_back() -> None:
    with pytest.raises(ArgumentError, match="no owner"):
        make([("a", "b", 1)], ["a", "b"]).with_owner()


@given(row_lists())
def test_undirected_adds_both_directions(drawn: tuple[int, list[Any]]) -> None:
    n, rows = drawn
    network = make(rows, list(range(n)), directed=True)
    merged = network.undirected()
    matrix = dense(network)
    np.testing.assert_allclose(dense(merged), matrix + matrix.T, rtol=1e-12)
    assert not merged.directed
    assert merged.undirected() is merged
    assert network.undirected() is merged
    assert merged.provenance == network.provenance


def test_undirected_keeps_the_owner() -> None:
    rows = [("me", "a", 1), ("a", "me", 2), ("a", "b", 1), ("b", "a", 1)]
    network = make(rows, ["me", "a", "b"], owner="me", directed=True, view="ego")
    merged = network.undirected()
    assert (merged.owner, merged.view, merged.n_ties) == ("me", "ego", 1)
    assert merged.owner_ties["strength"].to_dict() == {"a": 3}
    assert merged.with_owner().n_ties == 2


@pytest.mark.parametrize(
    "ids",
    [
        [3, 1, 2],
        ["b", "a", "ä"],
        [2.5, 1, 0.5],
        ["b", 1, "a", 0],
        [(1, "b"), (1, "a"), (0, "z")],
        [frozenset({2}), frozenset({1, 2}), frozenset({3})],
        [pd.Timestamp("2021"), pd.Timestamp("2020"), pd.Timestamp("2022")],
    ],
    ids=["int", "str", "float", "mixed", "tuple", "frozenset", "time"],
)
def test_ids_of_any_kind_have_one_order(ids: list[Any]) -> None:
    rows = [(ids[0], ids[1], 1.0), (ids[2], ids[1], 2.0)]
    network = make(rows, ids, owner=ids[2])
    assert_same(network, make(rows, ids[::-1], owner=ids[2]))
    assert set(network.ids) == set(ids) - {ids[2]}
    assert network.positions(network.ids.tolist()).tolist() == list(range(len(network)))
    assert network.with_owner().ids.tolist() == make(rows, ids).ids.tolist()
    assert network.with_owner().tie_strength.sum() == 3


def test_people_with_categorical_ids_are_sorted_by_id() -> None:
    index = pd.CategoricalIndex(["b", "a"], categories=["b", "a"], ordered=True)
    people = pd.DataFrame({"label": ["B", "A"]}, index=index)
    ties = pd.DataFrame({"source": [0], "target": [1], "strength": [1.0], "evidence": "declared"})
    network = network_from_positions(people, ties, provenance=PROVENANCE)
    assert network.ids.tolist() == ["a", "b"]


@pytest.mark.parametrize("strength", [0.0, -1.0, np.nan, np.inf])
def test_a_strength_that_is_none_is_refused_by_name(strength: float) -> None:
    with pytest.raises(ArgumentError, match="between 'ana' and 'ben'"):
        make([("ana", "cai", 1), ("ana", "ben", strength)], ["cai", "ben", "ana"])


def test_ids_given_twice_or_missing_are_refused() -> None:
    with pytest.raises(ArgumentError, match="'a' stands for more than one person"):
        make([], ["a", "b", "a"])
    with pytest.raises(ArgumentError, match="1 people have no id"):
        make([], ["a", None])


@pytest.mark.parametrize("place", [-1, 2])
def test_ties_to_nobody_are_refused(place: int) -> None:
    people = pd.DataFrame({"label": ["a", "b"]}, index=["a", "b"])
    ties = pd.DataFrame({"source": [0], "target": [place], "strength": 1.0, "evidence": "declared"})
    with pytest.raises(ArgumentError, match=f"position {place}"):
        network_from_positions(people, ties, provenance=PROVENANCE)


def test_unknown_owner_evidence_and_person_are_refused() -> None:
    with pytest.raises(NotFoundError, match="owner 'zoe'"):
        make([("a", "b", 1)], ["a", "b"], owner="zoe")
    with pytest.raises(NotFoundError, match="'zoe'"):
        make([("a", "b", 1)], ["a", "b"]).positions(["a", "zoe"])
    people = pd.DataFrame({"label": ["a", "b"]}, index=["a", "b"])
    ties = pd.DataFrame({"source": [0], "target": [1], "strength": 1.0, "evidence": "hearsay"})
    with pytest.raises(ArgumentError, match="'hearsay' is unknown"):
        network_from_positions(people, ties, provenance=PROVENANCE)


def test_arrays_cannot_be_changed() -> None:
    network = make([("a", "b", 1)], ["a", "b"])
    for array in (network.indptr, network.indices, network.strength):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_nobody_and_nothing_is_a_network_too() -> None:
    empty = make([], [])
    assert (empty.n_people, empty.n_ties, empty.indptr.tolist()) == (0, 0, [0])
    assert empty.ties.empty
    assert "0 people" in repr(empty)
    alone = make([], ["a"], owner="a", directed=True)
    assert (alone.n_people, len(alone.owner_ties)) == (0, 0)
    assert alone.with_owner().n_people == 1
    assert alone.undirected().n_people == 0


def test_remember_computes_once() -> None:
    network = make([("a", "b", 1)], ["a", "b"])
    assert network.remember("x", lambda: [1]) is network.remember("x", lambda: [2])


def test_ties_is_a_table_of_its_own() -> None:
    network = make([("a", "b", 1)], ["a", "b"])
    table = network.ties
    table["strength"] = 9
    assert network.ties["strength"].tolist() == [1]


@pytest.mark.parametrize("through", [copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))])
def test_copies_are_the_same(through: Any) -> None:
    network = make([("a", "b", 1), ("me", "a", 1)], ["a", "b", "me"], owner="me")
    twin = through(network)
    assert_same(twin, network)
    assert not twin.strength.flags.writeable


def test_html_is_escaped_and_loads_nothing() -> None:
    provenance = Provenance(format="test", warnings=["a < b"])
    html = make([("<b>", "x", 1)], ["<b>", "x"], owner="<b>", provenance=provenance)._repr_html_()
    assert "&lt;b&gt; (left out)" in html
    assert "a &lt; b" in html
    assert "<b>" not in html
    assert not any(word in html for word in ("http", "src=", "<script", "url("))


def test_repr_says_what_it_is() -> None:
    rows = [("me", "a", 1), ("a", "b", 1)]
    network = make(rows, ["a", "b", "me"], owner="me", directed=True, view="ego")
    assert repr(network) == (
        "<Network: 2 people, without its owner 'me', 1 directed ties (1 declared); view: ego>"
    )
