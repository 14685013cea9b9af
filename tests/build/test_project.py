"""Projections of two-mode data, and which of their ties chance does not explain."""

import itertools
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

import weakties as wt
from weakties.build._bicm import cell_probabilities
from weakties.build._sdsm import chance_of_sharing, corrected
from weakties.connections import Connections, Provenance
from weakties.errors import ArgumentError, ArgumentTypeError


def two_mode(pairs, *, kind="affiliation", owner=None, extra=()) -> Connections:
    table = pd.DataFrame(pairs, columns=["person", "focus"])
    table = table.assign(kind=kind, start=pd.NaT, end=pd.NaT)
    ids = sorted({*table["person"], *extra})
    return Connections(
        people=pd.DataFrame({"label": [str(one) for one in ids]}, index=ids),
        memberships=table,
        owner=owner,
        provenance=Provenance(format="by hand"),
    )


def probabilities(matrix: np.ndarray) -> np.ndarray:
    """The model's probability of every cell, given the sums of the rows and columns alone."""
    rows, row, row_counts = np.unique(matrix.sum(1), return_inverse=True, return_counts=True)
    columns, column, column_counts = np.unique(
        matrix.sum(0), return_inverse=True, return_counts=True
    )
    return cell_probabilities(rows, row_counts, columns, column_counts)[np.ix_(row, column)]


def tails(matrix: np.ndarray) -> np.ndarray:
    people = len(matrix)
    one, other = map(np.ravel, np.indices((people, people)))
    shared = (matrix @ matrix.T).ravel()
    tail = chance_of_sharing(matrix.sum(1), matrix.sum(0), one, other, np.maximum(shared, 1))
    return np.where(shared == 0, 1.0, tail).reshape(people, people)


def enumerated_tail(chance: np.ndarray, least: int) -> float:
    """The same by adding up the probability of every outcome."""
    outcomes = itertools.product((0, 1), repeat=len(chance))
    chances = [
        np.prod(np.where(outcome, chance, 1 - chance))
        for outcome in outcomes
        if sum(outcome) >= least
    ]
    return float(np.sum(chances))


def refined_normal(count: int, chance: np.ndarray) -> float:
    """Probability of at most so many successes, as the R package backbone approximates it."""
    spread = chance * (1 - chance)
    width = np.sqrt(spread.sum())
    skew = (spread * (1 - 2 * chance)).sum() / width**3
    at = (count + 0.5 - chance.sum()) / width
    return float(norm.cdf(at) + skew * (1 - at**2) * norm.pdf(at) / 6)


@pytest.fixture(scope="module")
def golden(golden_file: Path) -> dict[str, dict]:
    entries = json.loads(golden_file.read_text())["golden"]
    return {entry["id"]: entry for entry in entries}


def printed(golden: dict[str, dict], name: str) -> tuple[np.ndarray, np.ndarray, float]:
    entry = golden[name]
    return np.array(entry["graph"]["incidence"]), np.array(entry["values"]), entry["tolerance"]


def test_cell_probabilities_are_those_of_backbone(golden) -> None:
    matrix, values, slack = printed(golden, "backbone-bicm")
    np.testing.assert_allclose(probabilities(matrix), values, atol=slack)


def test_p_values_of_backbone_follow_from_our_probabilities(golden) -> None:
    matrix, upper, slack = printed(golden, "backbone-sdsm")
    lower = printed(golden, "backbone-sdsm-lower")[1]
    cells, shared, exact = probabilities(matrix), matrix @ matrix.T, tails(matrix)
    for one, other in np.ndindex(upper.shape):
        both = cells[one] * cells[other]
        count = int(shared[one, other])
        assert 1 - refined_normal(count - 1, both) == pytest.approx(upper[one, other], abs=slack)
        assert refined_normal(count, both) == pytest.approx(lower[one, other], abs=slack)
        # Their approximation is near to the exact value, which is ours.
        assert exact[one, other] == pytest.approx(upper[one, other], abs=0.03)


@pytest.mark.parametrize(
    ("strength", "file", "name"),
    [
        ("newman", "davis_1mode_newman.csv", "davis-newman-projection"),
        ("count", "davis_1mode_cooccurrence.csv", "davis-cooccurrence-projection"),
    ],
)
def test_all_printed_strengths_of_the_southern_women(
    shared_data: Path, golden, strength, file, name
) -> None:
    pairs = pd.read_csv(shared_data / "small" / "davis_2mode.csv").to_numpy().tolist()
    values = wt.project(two_mode(pairs), strength=strength).ties["strength"]
    printed_values = pd.read_csv(shared_data / "small" / file)
    assert len(printed_values) == 278 == 2 * len(values)
    for one, other, expected in printed_values.itertuples(index=False):
        pair = (min(one, other), max(one, other))
        assert values[pair] == pytest.approx(expected, abs=1e-12)
    for pair, expected in golden[name]["values"].items():
        one, other = sorted(map(int, pair.split(",")))
        assert values[one, other] == pytest.approx(expected, abs=1e-6)


matrices = st.tuples(st.integers(1, 7), st.integers(1, 7)).flatmap(
    lambda shape: st.lists(
        st.lists(st.sampled_from([0, 1]), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    ).map(np.array)
)


@settings(max_examples=150, deadline=None)
@given(matrices, st.booleans())
def test_expected_sums_are_the_observed_ones_even_where_no_choice_is_left(matrix, nested) -> None:
    if nested:
        matrix = np.sort(np.sort(matrix, axis=0), axis=1)
    cells = probabilities(matrix)
    assert ((cells >= 0) & (cells <= 1)).all()
    np.testing.assert_allclose(cells.sum(0), matrix.sum(0), atol=1e-8)
    np.testing.assert_allclose(cells.sum(1), matrix.sum(1), atol=1e-8)


def test_forced_cells_are_found_inside_a_matrix_without_full_or_empty_rows() -> None:
    matrix = np.array([[1, 1, 1, 0], [1, 1, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0]])
    half = np.full((2, 2), 0.5)
    expected = np.block([[np.ones((2, 2)), half], [half, np.zeros((2, 2))]])
    np.testing.assert_allclose(probabilities(matrix), expected, atol=1e-9)


@settings(max_examples=60, deadline=None)
@given(matrices)
def test_the_tail_is_the_sum_over_all_outcomes(matrix) -> None:
    cells, shared, found = probabilities(matrix), matrix @ matrix.T, tails(matrix)
    for one, other in np.ndindex(shared.shape):
        exact = enumerated_tail(cells[one] * cells[other], int(shared[one, other]))
        assert found[one, other] == pytest.approx(exact, rel=1e-7, abs=1e-12)


def test_tiny_tails_keep_their_digits() -> None:
    # Two people share all of their 12 foci among 4,000 that they could have been in.
    pairs = [(who, f"x{at}") for who in "ab" for at in range(12)]
    pairs += [(f"p{at}", f"f{at % 4000}") for at in range(8000)]
    p_value = wt.project(two_mode(pairs), backbone="sdsm").ties["p_value"]["a", "b"]
    assert 0 < p_value < 1e-25


def test_a_backbone_keeps_what_chance_does_not_explain() -> None:
    rng = np.random.default_rng(1)
    pairs = [(f"p{who}", f"f{focus}") for who in range(20) for focus in rng.permutation(40)[:4]]
    pairs += [(who, f"own{at}") for who in ("x", "y") for at in range(8)]
    whole = wt.project(two_mode(pairs), backbone="sdsm", alpha=1)
    backbone = wt.project(two_mode(pairs), backbone="sdsm", correction="holm")
    assert backbone.ties.index.to_list() == [("x", "y")]
    assert backbone.n_people == whole.n_people == 22
    assert whole.n_ties == wt.project(two_mode(pairs)).n_ties
    assert backbone.ties["p_value"]["x", "y"] == whole.ties["p_value"]["x", "y"]
    assert "1 tie of" in backbone.provenance.warnings[-1]
    assert set(wt.as_network(wt.to_networkx(backbone), strength="weight").ties["p_value"]) == set(
        backbone.ties["p_value"]
    )


def test_corrections_are_those_of_r() -> None:
    # p.adjust(c(0.01, 0.04, 0.03, 0.5), "holm"), and with "BH"
    p_values = np.array([0.01, 0.04, 0.03, 0.5])
    np.testing.assert_allclose(corrected(p_values, "holm"), [0.04, 0.09, 0.09, 0.5])
    np.testing.assert_allclose(corrected(p_values, "fdr"), [0.04, 0.16 / 3, 0.16 / 3, 0.5])
    assert corrected(p_values, "none") is p_values


CHOIR = [("ana", "choir"), ("ben", "choir"), ("cy", "choir"), ("cy", "chess"), ("dee", "chess")]


def test_it_is_what_the_rule_gives_and_keeps_everybody() -> None:
    found = two_mode(CHOIR, extra=("eve",))
    network = wt.project(found)
    rule = wt.build_network(found, ties="affiliation")
    assert network.ties["strength"].to_dict() == rule.ties["strength"].to_dict()
    assert list(network.ids) == list(rule.ids)
    assert set(network.ties["evidence"]) == {"inferred"}
    assert set(wt.project(two_mode(CHOIR, kind="work")).ties["evidence"]) == {"co_presence"}


def test_how_it_was_done_is_among_the_settings() -> None:
    network = wt.project(two_mode(CHOIR), backbone="sdsm", alpha=1, most=5)
    settings = wt.analyze(network).settings
    assert (settings["ties"], settings["most"], settings["alpha"]) == ("projection", 5, 1)
    assert "alpha" not in wt.project(two_mode(CHOIR)).provenance.built


def test_kinds_are_chosen_and_big_foci_left_out() -> None:
    found = two_mode([*CHOIR, *((f"p{at}", "crowd") for at in range(9))])
    assert wt.project(found, most=8).n_ties == 4
    (report,) = wt.project(found, most=8).provenance.rules
    assert dict(report.left_out) == {"affiliation of more than 8 people": 1}
    with pytest.raises(ArgumentError, match="of the kind 'work' to project; kinds in the data"):
        wt.project(found, kind="work")
    with pytest.raises(ArgumentError, match="no memberships to project"):
        wt.project(two_mode([("ana", "Acme")], kind="employer"))


def test_the_owner_is_one_of_the_people_of_a_focus() -> None:
    network = wt.project(two_mode(CHOIR, owner="cy"), backbone="sdsm", alpha=1)
    assert network.ties["strength"].to_dict() == {("ana", "ben"): 0.5}
    assert network.owner_ties["strength"].to_dict() == {"ana": 0.5, "ben": 0.5, "dee": 1.0}
    assert network.owner_ties["p_value"].notna().all()


@pytest.mark.parametrize(
    "wrong",
    [
        {"strength": "jaccard"},
        {"backbone": "fdsm"},
        {"correction": "bonferroni"},
        {"alpha": 0.0},
        {"most": 1},
    ],
)
def test_other_values_are_refused_with_those_allowed(wrong) -> None:
    with pytest.raises(ArgumentError, match=next(iter(wrong))):
        wt.project(two_mode(CHOIR), **wrong)


def test_a_network_has_no_memberships() -> None:
    with pytest.raises(ArgumentTypeError, match="no memberships"):
        wt.project(wt.build_network(two_mode(CHOIR)))


def test_foci_of_very_many_people_are_refused_before_memory_runs_out() -> None:
    crowd = two_mode([(at, "all") for at in range(5000)])
    with pytest.raises(ArgumentError, match="most=50"):
        wt.project(crowd)


def test_the_order_of_rows_is_nothing() -> None:
    rng = np.random.default_rng(0)
    pairs = [(f"p{who}", f"f{focus}") for who in range(12) for focus in rng.permutation(15)[:5]]
    one = wt.project(two_mode(pairs), backbone="sdsm", alpha=0.5)
    other = wt.project(two_mode(pairs[::-1]), backbone="sdsm", alpha=0.5)
    pd.testing.assert_frame_equal(one.ties, other.ties)


WOMEN = {"Ana": (1, 0, 1), "Ben": (1, 1, 0), "Cy": (0, 0, 1)}


def as_pajek() -> str:
    names = [f'{at} "{name}"' for at, name in enumerate([*WOMEN, "E1", "E2", "E3"], start=1)]
    edges = [
        f"{person} {3 + event}"
        for person, row in enumerate(WOMEN.values(), start=1)
        for event, there in enumerate(row, start=1)
        if there
    ]
    return "\n".join(["*Vertices 6 3", *names, "*Edges", *edges])


def as_dl() -> str:
    rows = [" ".join(map(str, row)) for row in WOMEN.values()]
    labels = ["row labels:", ",".join(WOMEN), "column labels:", "E1,E2,E3"]
    return "\n".join(["dl nr=3 nc=3", "format = fullmatrix", *labels, "data:", *rows])


def as_matrix() -> str:
    rows = [f"{name},{','.join(map(str, row))}" for name, row in WOMEN.items()]
    return "\n".join([",E1,E2,E3", *rows])


@pytest.mark.parametrize("form", [as_pajek, as_dl, as_matrix])
def test_three_formats_give_the_same_two_mode_data_and_projection(tmp_path, form) -> None:
    file = tmp_path / "women.txt"
    file.write_text(form())
    found = wt.read(file, format={as_pajek: "pajek", as_dl: "ucinet_dl"}.get(form))
    assert found.memberships[["person", "focus", "kind"]].to_numpy().tolist() == [
        ["Ana", "E1", "affiliation"],
        ["Ana", "E3", "affiliation"],
        ["Ben", "E1", "affiliation"],
        ["Ben", "E2", "affiliation"],
        ["Cy", "E3", "affiliation"],
    ]
    assert wt.build_network(found).n_ties == 0
    assert wt.project(found).ties["strength"].to_dict() == {("Ana", "Ben"): 1.0, ("Ana", "Cy"): 1.0}
