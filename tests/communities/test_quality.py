"""How good the communities are: published optima, igraph's Leiden, and known groups."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import igraph as ig
import networkx as nx
import numpy as np
import pandas as pd
import pytest

import weakties as wt

Loader = Callable[[str], wt.Network]
SEEDS = range(20)

#: Highest modularity there is, proved by Aloise et al. (2010),
#: https://doi.org/10.1103/PhysRevE.82.046112; that of karate also by igraph.
OPTIMA = {
    "karate": 0.41979,
    "dolphins": 0.52852,
    "lesmiserables": 0.56001,
    "polbooks": 0.52724,
    "football": 0.60457,
}


def quality(network: wt.Network, *, seeds: range = SEEDS, **settings: float) -> list[float]:
    return [wt.detect_communities(network, rng=seed, **settings).quality for seed in seeds]


@pytest.fixture
def seeded() -> Iterator[Callable[[int], None]]:
    """Seed the generator that igraph draws from, and leave it as it was."""
    state = random.getstate()
    yield random.seed
    random.setstate(state)


@pytest.mark.parametrize("name", OPTIMA)
def test_reaches_the_optimum_and_never_exceeds_it(name: str, known_network: Loader) -> None:
    found = quality(known_network(name), seeds=range(12))
    assert max(found) == pytest.approx(OPTIMA[name], abs=6e-6)


def test_reaches_the_printed_optima_of_karate(known_network: Loader, golden_file: Path) -> None:
    entries = json.loads(golden_file.read_text())["golden"]
    (optima,) = (one for one in entries if one["id"] == "karate-optimal-modularity")
    for setting, optimum in optima["values"].items():
        resolution = float(setting.removeprefix("resolution="))
        found = quality(known_network("karate"), seeds=range(10), resolution=resolution)
        assert max(found) == pytest.approx(optimum, abs=1e-12)


@pytest.mark.parametrize("method", ["leiden", "louvain"])
def test_communities_of_the_camp(method: str, shared_data: Path, golden_file: Path) -> None:
    entries = json.loads(golden_file.read_text())["golden"]
    (printed,) = (one["values"] for one in entries if one["id"] == "campnet-louvain")
    arcs = pd.read_csv(shared_data / "small" / "campnet.csv")
    camp = wt.as_network(nx.Graph(arcs.to_numpy().tolist()))
    found = wt.detect_communities(camp, method=method)
    assert found.n_communities == printed["clusters"]
    assert found.quality == pytest.approx(printed["modularity"], abs=6e-4)


@pytest.mark.parametrize("name", ["karate", "email-eu-core", "ego-facebook"])
def test_mean_modularity_is_at_least_that_of_igraph(
    name: str, known_network: Loader, seeded: Callable[[int], None]
) -> None:
    network = known_network(name)
    graph = ig.Graph(network.n_people, list(zip(network.tie_source, network.tie_target)))
    ours = np.mean(quality(network))
    for iterations in (2, -1):  # igraph's default, and until nothing changes
        theirs = []
        for seed in SEEDS:
            seeded(seed)
            found = graph.community_leiden("modularity", n_iterations=iterations)
            theirs.append(found.modularity)
        assert ours >= np.mean(theirs) - 1e-12


def agreement(partition: wt.Partition, truth: pd.Series, method: str) -> float:
    return ig.compare_communities(
        partition.codes.tolist(), pd.factorize(truth)[0].tolist(), method=method
    )


@pytest.mark.parametrize(
    ("name", "truth", "rand", "information"),
    [
        ("football", "value", 0.80, 0.88),  # conferences
        ("polbooks", "value", 0.53, 0.49),  # political leaning
        ("email-eu-core", "department", 0.25, 0.54),  # 42 departments, many of a few people
    ],
)
def test_finds_known_groups(
    name: str, truth: str, rand: float, information: float, known_network: Loader
) -> None:
    network = known_network(name)
    for seed in range(5):
        found = wt.detect_communities(network, rng=seed)
        assert agreement(found, network.people[truth], "adjusted_rand") >= rand
        assert agreement(found, network.people[truth], "nmi") >= information


def test_is_at_least_as_good_as_louvain(known_network: Loader) -> None:
    for name in ("karate", "football", "polbooks"):
        network = known_network(name)
        louvain = [
            wt.detect_communities(network, method="louvain", rng=seed).quality for seed in range(5)
        ]
        assert np.mean(quality(network, seeds=range(5))) >= np.mean(louvain) - 1e-12


def test_label_propagation_ends_where_everybody_agrees_with_most_contacts(
    known_network: Loader,
) -> None:
    network = known_network("football")
    codes = wt.detect_communities(network, method="label_propagation").codes
    matrix = nx.to_numpy_array(wt.to_networkx(network))
    toward = matrix @ (codes[:, None] == np.arange(codes.max() + 1))
    assert (toward[np.arange(len(codes)), codes] == toward.max(axis=1)).all()
    assert codes.max() > 0


def test_components_are_those_of_networkx(known_network: Loader) -> None:
    network = known_network("email-eu-core")
    found = wt.detect_communities(network, method="components")
    theirs = nx.connected_components(wt.to_networkx(network))
    assert found.sizes.tolist() == sorted(map(len, theirs), reverse=True)
    assert found.sizes.tolist()[0] == 986
