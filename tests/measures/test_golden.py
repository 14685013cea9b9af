"""Values printed in public sources: every one that a measure of ours should meet, meets."""

import csv
import gzip
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import weakties as wt
from weakties import measures


@dataclass
class Case:
    """A published value and the network it belongs to."""

    entry: dict[str, Any]
    graph: nx.Graph

    @property
    def network(self) -> wt.Network:
        weighted = bool(nx.get_edge_attributes(self.graph, "weight"))
        return wt.as_network(self.graph, strength="weight" if weighted else None)


NAMED_GRAPHS: dict[str, Callable[[], nx.Graph]] = {
    "krackhardt_kite": nx.krackhardt_kite_graph,
    "florentine_marriage_15": nx.florentine_families_graph,
    "les_miserables": nx.les_miserables_graph,
    "P4": lambda: nx.path_graph(4),
    "K4": lambda: nx.complete_graph(4),
    "C4": lambda: nx.cycle_graph(4),
    "barbell(4,0)": lambda: nx.barbell_graph(4, 0),
}


def described_graph(description: dict[str, Any], *, directed: bool) -> nx.Graph:
    graph: nx.Graph = nx.DiGraph() if directed else nx.Graph()
    nodes = description.get("nodes", [])
    graph.add_nodes_from(range(nodes) if isinstance(nodes, int) else nodes)
    for source, target, *weight in description.get("edges") or description["arcs"]:
        graph.add_edge(source, target, **({"weight": weight[0]} if weight else {}))
        graph.graph.setdefault("as listed", []).append((source, target))
    return graph


def strike(folder: Path) -> nx.Graph:
    lines = (folder / "small" / "strike.net").read_text().splitlines()
    arcs = lines.index("*Arcs")
    names = [line.split('"')[1] for line in lines[1:arcs]]
    pairs = [line.split()[:2] for line in lines[arcs + 1 :] if line.strip()]
    return nx.Graph([(names[int(one) - 1], names[int(other) - 1]) for one, other in pairs])


def anabaptists(folder: Path) -> nx.Graph:
    table = pd.read_csv(folder / "small" / "anabaptist_leaders_matrix.csv", index_col=0)
    return nx.from_numpy_array(table.to_numpy())


def gzipped_pairs(file: Path, kind: type[nx.Graph]) -> nx.Graph:
    with gzip.open(file, "rt") as lines:
        return nx.parse_edgelist(lines, create_using=kind)


FILED_GRAPHS: dict[str, Callable[[Path], nx.Graph]] = {
    "strike_michael1997": strike,
    "anabaptist_leaders": anabaptists,
    "ego_facebook": lambda folder: gzipped_pairs(
        folder / "ego-facebook" / "facebook_combined.txt.gz", nx.Graph
    ),
    "email_eu_core": lambda folder: gzipped_pairs(
        folder / "email-eu-core" / "email-Eu-core.txt.gz", nx.DiGraph
    ),
}


def find_graph(entry: dict[str, Any], golden: dict[str, Any], folder: Path) -> nx.Graph:
    description = entry["graph"]
    if isinstance(description, dict) and "see" in description:
        description = golden[description["see"]]["graph"]
    if entry["dataset"] in NAMED_GRAPHS:
        return NAMED_GRAPHS[entry["dataset"]]()
    if entry["dataset"] in FILED_GRAPHS:
        return FILED_GRAPHS[entry["dataset"]](folder)
    return described_graph(description, directed=entry["directed"])


def person_values(measure: Callable[..., pd.Series], **options: Any) -> Callable[[Case], Any]:
    """The values of a person measure, named as the source names the people."""

    def compute(case: Case) -> Any:
        values = measure(case.network, **options)
        if isinstance(case.entry["values"], list):
            return values.tolist()
        return {str(person): value for person, value in values.items()}

    return compute


def along_edges(case: Case, values: pd.Series) -> list[float]:
    """Tie values in the order in which the source lists the edges."""
    ties = values.to_dict()
    return [ties[min(pair), max(pair)] for pair in case.graph.graph["as listed"]]


def ordered_betweenness(case: Case) -> dict[str, float]:
    return (2 * measures.betweenness(case.network)).to_dict()


def betweenness_by_count(case: Case) -> dict[str, float]:
    network = case.network
    by_length = measures.betweenness(network, normalized=True, length=network.tie_strength)
    plain = measures.betweenness(network, normalized=True)
    assert plain["Valjean"] == pytest.approx(0.570, abs=0.001)  # strength is no length by default
    return by_length.to_dict()


def effective_size_or_zero(case: Case) -> dict[str, float]:
    values = measures.effective_size(case.network)
    assert math.isnan(values["Pucci"])  # an isolate: undefined here, 0 in the source
    return values.fillna(0.0).to_dict()


def bridge_pairs(case: Case) -> list[list[int]]:
    values = measures.bridge(case.network)
    return [list(pair) for pair in values.index[values == 1]]


def bridge_numbers(case: Case) -> list[int]:
    return np.flatnonzero(along_edges(case, measures.bridge(case.network))).tolist()


def ranges(case: Case) -> dict[str, float]:
    values = measures.tie_range(case.network)
    if set(case.entry["values"]) == {"every edge"}:
        assert values.nunique() == 1
        return {"every edge": values.iloc[0]}
    return {f"{one},{other}": value for (one, other), value in values.items() if value > 2}


def edge_betweenness(case: Case) -> list[float]:
    return along_edges(case, measures.edge_betweenness(case.network))


def edge_clustering(case: Case) -> list[float]:
    others = dict(case.graph.degree)
    shared = along_edges(case, measures.embeddedness(case.network))
    least = [min(others[one], others[other]) - 1 for one, other in case.graph.graph["as listed"]]
    return [count / fewest if fewest else math.nan for count, fewest in zip(shared, least)]


def group_index(case: Case, group: pd.Series) -> float:
    network = case.network
    partition = wt.Partition.from_labels(network, group)
    return float(2 * measures.crosses(network, partition=partition).mean() - 1)


def articulation_names(case: Case) -> list[str]:
    values = measures.articulation_point(case.network)
    names = values.index[values == 1]
    return [name for name in case.entry["values"] if name in names] + sorted(
        set(names) - set(case.entry["values"])
    )


def fragmentation(case: Case) -> dict[str, float]:
    found = {}
    for removed in case.entry["values"]:
        rest = case.graph.copy()
        rest.remove_nodes_from([] if removed == "(none)" else removed.split(","))
        size = measures.component_size(wt.as_network(rest))
        found[removed] = 1 - (size - 1).sum() / (len(size) * (len(size) - 1))
    return found


def summary(case: Case) -> dict[str, float]:
    network = wt.as_network(nx.Graph(case.graph))
    degree = measures.degree(network)
    triangles = measures.embeddedness(network).sum() / 3
    triples = (degree * (degree - 1) / 2).sum()
    local = measures.clustering(network)
    size = len(degree)
    # Freeman's centralisation: how much the first stands above the others.
    share = measures.betweenness(network, normalized=True) if size < 100 else degree
    return {
        "nodes": size,
        "triangles": triangles,
        "frac_closed": triangles / (triples - 2 * triangles),
        "avg_clustering": local.fillna(0.0).mean(),
        "mean_local_transitivity": local.mean(),
        "mean_local_transitivity_nan0": local.fillna(0.0).mean(),
        "global_transitivity": 3 * triangles / triples,
        "avg_degree": degree.mean(),
        "density": degree.mean() / (size - 1),
        "betweenness_centralization": (share.max() - share).sum() / (size - 1),
        "wcc_nodes": measures.component_size(network).max(),
    }


#: What to compute for each published value. A mapping may hold more or less than the source does;
#: LEFT_OUT says which of the source's numbers no measure of ours gives.
CHECKS: dict[str, Callable[[Case], Any]] = {
    "kite-betweenness": person_values(measures.betweenness),
    "florentine-betweenness": person_values(measures.betweenness, normalized=True),
    "lesmis-betweenness-weightdist": betweenness_by_count,
    "holes-constraint": person_values(measures.constraint, weighted=False),
    "holes-effsize": person_values(measures.effective_size, weighted=False),
    "holes-constraint-w": person_values(measures.constraint),
    "holes-effsize-w": person_values(measures.effective_size),
    "holes-dir-constraint": person_values(measures.constraint, weighted=False),
    "holes-dir-effsize": person_values(measures.effective_size, weighted=False),
    "nx-bridge-toy": bridge_pairs,
    "nx-localbridge-square": ranges,
    "nx-localbridge-barbell": ranges,
    "karate-edge-betweenness": edge_betweenness,
    "karate-ecc3": edge_clustering,
    "karate-local-transitivity": person_values(measures.clustering),
    "igraph-constraint-line": person_values(measures.constraint),
    "igraph-constraint-k4": person_values(measures.constraint),
    "igraph-bridges": bridge_numbers,
    "florentine16-betweenness-x2": ordered_betweenness,
    "florentine16-effective-size": effective_size_or_zero,
    "florentine16-constraint-igraph": person_values(measures.constraint),
    "campnet-holes-degree": person_values(measures.degree),
    "campnet-holes-effective-size": person_values(measures.effective_size),
    "campnet-holes-efficiency": person_values(measures.efficiency),
    "campnet-holes-constraint": person_values(measures.constraint, scope="ego"),
    "campnet-holes-ego-betweenness": person_values(measures.ego_betweenness),
    "campnet-egonet-size": person_values(measures.degree),
    "campnet-betweenness-rounded": person_values(measures.betweenness),
    "strike-articulation": articulation_names,
    "strike-fragmentation": fragmentation,
    "anabaptist-summary": summary,
    "facebook-snapstats": summary,
    "emaileucore-snapstats": summary,
}

#: Checks that need more than the network.
SPECIAL = {
    *("campnet-ei", "anabaptist-ei", "facebook-betweenness-top3"),
    # Of projections: see tests/build/test_project.py.
    *("davis-newman-projection", "davis-cooccurrence-projection"),
    *("backbone-bicm", "backbone-sdsm", "backbone-sdsm-lower"),
}

#: Numbers inside an entry that no measure of ours gives.
LEFT_OUT = {
    "campnet-ei": {"H", "h-star", "Corr", "Modularity Q", "Assort", "Yules Q"},
    "anabaptist-summary": {"closeness_centralization", "diameter"},
    "facebook-snapstats": {"diameter"},
    "emaileucore-snapstats": {"diameter", "edges"},
}

NO_MEASURE = "no measure of this kind exists here yet"
TWO_MODE = "of two-mode networks, which have no measures here yet"
BACKBONE = "a backbone of a kind that does not exist here"
COMMUNITIES = "about communities, not measures"
#: Why each other published value is not checked here.
NOT_CHECKED = {
    "dispersion-fig": NO_MEASURE,
    "dispersion-fig-h": NO_MEASURE,
    "davis-2mode-degree": TWO_MODE,
    "davis-2mode-betweenness": TWO_MODE,
    "davis-2mode-closeness": TWO_MODE,
    "davis-avgdegree": TWO_MODE,
    "southernwomen-effsize-2mode": TWO_MODE,
    "southernwomen-constraint-2mode": TWO_MODE,
    "nx-bridge-multi": "parallel ties are one tie here, so 3-4 is a bridge too",
    "karate-ecc4": "counts cycles of four, which no measure here does",
    "karate-edge-percolation": "of tie removal, which does not exist here yet",
    "karate-optimal-modularity": COMMUNITIES,
    "campnet-girvan-newman": COMMUNITIES,
    "campnet-louvain": COMMUNITIES,
    "florentine16-constraint-influenceR": "a known defect of its source (Peruzzi); igraph is met",
    "florentine16-bridging": NO_MEASURE,
    "campnet-holes-indirects": NO_MEASURE,
    "campnet-holes-density": NO_MEASURE,
    "campnet-holes-avg-degree": NO_MEASURE,
    "campnet-holes-open-pairs": NO_MEASURE,
    "campnet-egonet-ties": NO_MEASURE,
    "campnet-egonet-pairs": NO_MEASURE,
    "campnet-egonet-density-pct": NO_MEASURE,
    "campnet-egonet-avg-recip-distance": NO_MEASURE,
    "campnet-egonet-weak-components": NO_MEASURE,
    "campnet-density": NO_MEASURE,
    "campnet-strong-components": "components here are weak ones",
    "strike-gf-w-I": NO_MEASURE,
    "strike-gf-w-O": NO_MEASURE,
    "strike-gf-b-IO": NO_MEASURE,
    "strike-gf-b-OI": NO_MEASURE,
    "strike-gf-b-O": NO_MEASURE,
    "strike-gf-total": NO_MEASURE,
    "strike-biconnected": "blocks have no measure; their bridges and cut points are checked",
    "backbone-fixedfill": BACKBONE,
    "backbone-fixedrow": BACKBONE,
    "backbone-fixedcol": BACKBONE,
    "backbone-fdsm": BACKBONE,
    "backbone-disparity": BACKBONE,
    "backbone-mlf": BACKBONE,
    "backbone-lans": BACKBONE,
    "easygraph-his": NO_MEASURE,
}


@pytest.fixture(scope="session")
def golden(golden_file: Path) -> dict[str, Any]:
    entries = json.loads(golden_file.read_text())["golden"]
    return {entry["id"]: entry for entry in entries}


@pytest.fixture
def open_case(golden: dict[str, Any], shared_data: Path) -> Callable[[str], Case]:
    def open_one(name: str) -> Case:
        return Case(golden[name], find_graph(golden[name], golden, shared_data))

    return open_one


def assert_meets(entry: dict[str, Any], found: Any) -> None:
    """Compare with what the source printed; its null is our NaN."""
    slack = entry["tolerance"] or 1e-12
    if isinstance(entry["values"], list):
        expected = [math.nan if one is None else one for one in entry["values"]]
        if not all(isinstance(one, int | float) for one in expected):
            assert found == expected
        else:
            assert found == pytest.approx(expected, abs=slack, nan_ok=True)
        return
    checked = entry["values"].keys() - LEFT_OUT.get(entry["id"], set())
    assert checked
    for key in checked:
        value = entry["values"][key]
        expected = math.inf if value == "inf" else math.nan if value is None else value
        assert found[key] == pytest.approx(expected, abs=slack, nan_ok=True), key


@pytest.mark.parametrize("name", CHECKS)
def test_published_values_are_met(name: str, open_case: Callable[[str], Case]) -> None:
    case = open_case(name)
    assert_meets(case.entry, CHECKS[name](case))


def test_e_i_index_of_the_camp(open_case: Callable[[str], Case], golden: dict[str, Any]) -> None:
    case = open_case("campnet-ei")
    gender = pd.Series(golden["campnet-holes-degree"]["graph"]["attributes"]["Gender"])
    assert_meets(case.entry, {"E-I index": group_index(case, gender)})


def test_e_i_index_of_the_anabaptists(open_case: Callable[[str], Case], shared_data: Path) -> None:
    case = open_case("anabaptist-ei")
    file = shared_data / "small" / "anabaptist_attributes.csv"
    with file.open(encoding="utf-8-sig", newline="") as lines:
        flags = [row["Melchiorite"] for row in csv.DictReader(lines)]
    assert_meets(case.entry, {"Melchiorite": group_index(case, pd.Series(flags))})


def test_exact_betweenness_of_facebook(open_case: Callable[[str], Case]) -> None:
    igraph = pytest.importorskip("igraph")
    case = open_case("facebook-betweenness-top3")
    network = case.network
    exact = measures.betweenness(network)
    pairs = list(zip(network.tie_source, network.tie_target))
    oracle = np.array(igraph.Graph(network.n_people, pairs).betweenness())
    np.testing.assert_allclose(exact, oracle, rtol=1e-9, atol=1e-9)
    for person, (lower, _, upper) in case.entry["values"].items():
        assert lower <= 2 * exact[person] / (len(exact) * (len(exact) - 1)) <= upper


def test_every_published_value_is_checked_or_has_a_reason(golden: dict[str, Any]) -> None:
    assert not CHECKS.keys() & NOT_CHECKED.keys()
    assert CHECKS.keys() | SPECIAL | NOT_CHECKED.keys() == golden.keys()


def test_hierarchy_of_the_camp(open_case: Callable[[str], Case]) -> None:
    case = open_case("campnet-holes-constraint")
    constraint, hierarchy = map(float, case.entry["source"]["quote"].split()[4:6])
    assert case.entry["values"]["HOLLY"] == constraint
    found = measures.hierarchy(case.network, scope="ego")
    assert found["HOLLY"] == pytest.approx(hierarchy, abs=0.0006)


KARATE = {  # constraint, effective size, normalised betweenness, hierarchy
    0: (0.155423, 13.75, 0.437635, 0.0875),
    2: (0.185177, 7.8, 0.143657, 0.0454),
    8: (0.303601, 3.0, 0.055927, 0.0123),
    33: (0.156419, 15.235294, 0.304075, 0.2416),
}


def test_four_measures_of_karate() -> None:
    network = wt.as_network(nx.karate_club_graph())
    table = pd.DataFrame(
        {
            "constraint": measures.constraint(network),
            "effective_size": measures.effective_size(network),
            "betweenness": measures.betweenness(network, normalized=True),
            "hierarchy": measures.hierarchy(network),
        }
    )
    difference = np.abs(table.loc[list(KARATE)] - np.array(list(KARATE.values())))
    assert (difference <= [5e-7, 5e-7, 5e-7, 5e-5]).all(axis=None)
