"""What holds for every measure in the registry, those to come included."""

import importlib
import inspect
from collections.abc import Hashable, Mapping
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import weakties as wt
from weakties import measures
from weakties.errors import ArgumentError, ArgumentTypeError
from weakties.kernels import batches
from weakties.measures import MEASURES, Measure

every_measure = pytest.mark.parametrize("entry", MEASURES.values(), ids=list(MEASURES))


def two_circles() -> nx.Graph:
    """Two circles of friends that one person joins, a pair, and somebody alone."""
    graph = nx.Graph()
    graph.add_weighted_edges_from(
        [("ada", "bo", 1), ("ada", "cy", 2), ("bo", "cy", 1), ("cy", "di", 0.3), ("di", "ed", 1)]
    )
    graph.add_weighted_edges_from([("ed", "flo", 3), ("flo", "gus", 0.1), ("gus", "di", 1)])
    graph.add_edge("ida", "jo", weight=1.7)
    graph.add_node("kim")
    return graph


def answered() -> nx.DiGraph:
    """The same with directions, some answered."""
    graph = nx.DiGraph(two_circles().to_directed())
    graph.remove_edges_from([("bo", "ada"), ("cy", "di"), ("jo", "ida")])
    return graph


GRAPHS = {
    "nobody": nx.Graph(),
    "one person": nx.empty_graph(1),
    "isolates": nx.empty_graph(3),
    "a pair": nx.path_graph(2),
    "star": nx.star_graph(4),
    "complete": nx.complete_graph(5),
    "two circles": two_circles(),
    "directed": answered(),
}
every_graph = pytest.mark.parametrize("graph", GRAPHS.values(), ids=list(GRAPHS))


def network_of(graph: nx.Graph) -> wt.Network:
    weighted = bool(nx.get_edge_attributes(graph, "weight"))
    return wt.as_network(graph, strength="weight" if weighted else None)


def group_labels(people: Any) -> dict[Hashable, int]:
    """Two communities that depend on the name alone."""
    return {person: len(str(person)) % 2 for person in people}


def compute(
    entry: Measure, network: wt.Network, labels: Mapping[Hashable, int] | None = None
) -> Any:
    if not entry.needs_partition:
        return entry.function(network)
    labels = group_labels(network.ids) if labels is None else labels
    return entry.function(network, partition=wt.Partition.from_labels(network, pd.Series(labels)))


def index_of(entry: Measure, network: wt.Network) -> pd.Index:
    return network.ids if entry.level == "person" else network.tie_index


def assert_same_ties(found: pd.Series, expected: pd.Series, *, directed: bool) -> None:
    """Compare tie values; the two people of an undirected tie may have changed places."""

    def by_pair(values: pd.Series) -> dict[Any, float]:
        return {tie if directed else frozenset(tie): value for tie, value in values.items()}

    assert by_pair(found) == pytest.approx(by_pair(expected), rel=1e-9, nan_ok=True)


@every_measure
@every_graph
def test_a_result_is_float64_on_the_index_of_the_network(entry: Measure, graph: nx.Graph) -> None:
    network = network_of(graph)
    result = compute(entry, network)
    if entry.level == "network":
        assert isinstance(result, float)
        return
    assert isinstance(result, pd.Series)
    assert result.name == entry.name
    assert result.dtype == np.float64
    pd.testing.assert_index_equal(result.index, index_of(entry, network))


@every_measure
@every_graph
def test_the_network_stays_as_it_was(entry: Measure, graph: nx.Graph) -> None:
    network = network_of(graph)
    arrays = [array.copy() for array in (network.indptr, network.indices, network.strength)]
    people, ties = network.people.copy(), network.ties.copy()
    compute(entry, network)
    for array, kept in zip((network.indptr, network.indices, network.strength), arrays):
        np.testing.assert_array_equal(array, kept)
    pd.testing.assert_frame_equal(network.people, people)
    pd.testing.assert_frame_equal(network.ties, ties)


@every_measure
def test_changing_a_result_does_not_change_the_next(entry: Measure) -> None:
    network = network_of(two_circles())
    first = compute(entry, network)
    kept = first.copy()
    first.iloc[:] = -7.0
    pd.testing.assert_series_equal(compute(entry, network), kept)


@every_measure
@pytest.mark.parametrize("graph", [two_circles(), answered()], ids=["undirected", "directed"])
def test_other_names_give_the_same_values(entry: Measure, graph: nx.Graph) -> None:
    names = {person: f"{9 - place} {person}" for place, person in enumerate(sorted(graph))}
    labels = group_labels(graph)
    expected = compute(entry, network_of(graph), labels)
    renamed = {names[person]: label for person, label in labels.items()}
    found = compute(entry, network_of(nx.relabel_nodes(graph, names)), renamed)
    back = {new: old for old, new in names.items()}
    if entry.level == "person":
        found = found.rename(back).reindex(expected.index)
        np.testing.assert_allclose(found, expected, rtol=1e-9)
    else:
        found = found.rename(back)
        assert_same_ties(found, expected, directed=graph.is_directed())


@every_measure
@pytest.mark.parametrize("directed", [False, True])
def test_the_order_of_rows_changes_no_bit(entry: Measure, directed: bool) -> None:
    rng = np.random.default_rng(0)
    table = pd.DataFrame(rng.integers(0, 25, (80, 2)), columns=["source", "target"])
    table["weight"] = rng.random(80) + 0.1
    expected = compute(entry, wt.as_network(table, strength="weight", directed=directed))
    shuffled = table.sample(frac=1, random_state=1)
    if not directed:
        swapped = shuffled.iloc[::2].rename(columns={"source": "target", "target": "source"})
        shuffled = pd.concat([swapped, shuffled.iloc[1::2]])
    found = compute(entry, wt.as_network(shuffled, strength="weight", directed=directed))
    pd.testing.assert_series_equal(found, expected, check_exact=True)


@every_measure
@pytest.mark.parametrize("graph", [two_circles(), answered()], ids=["undirected", "directed"])
def test_strengths_of_one_are_no_strengths(entry: Measure, graph: nx.Graph) -> None:
    nx.set_edge_attributes(graph, 1.0, "weight")
    with_strengths = compute(entry, wt.as_network(graph, strength="weight"))
    for _, _, attributes in graph.edges(data=True):
        del attributes["weight"]
    pd.testing.assert_series_equal(with_strengths, compute(entry, wt.as_network(graph)))


@every_measure
def test_a_loop_changes_nothing(entry: Measure) -> None:
    graph = two_circles()
    expected = compute(entry, network_of(graph))
    graph.add_edge("bo", "bo", weight=5.0)
    graph.add_edge("kim", "kim", weight=5.0)
    pd.testing.assert_series_equal(compute(entry, network_of(graph)), expected)


@every_measure
def test_the_number_of_threads_changes_no_bit(
    entry: Measure, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = nx.gnm_random_graph(300, 900, seed=1)
    results = []
    for threads in (1, 4):
        monkeypatch.setattr(batches, "thread_count", lambda count=threads: count)
        results.append(compute(entry, wt.as_network(graph)))
    pd.testing.assert_series_equal(*results, check_exact=True)


@every_measure
def test_what_is_no_network_is_refused_with_the_way_to_make_one(entry: Measure) -> None:
    with pytest.raises(ArgumentTypeError, match=f"{entry.name} takes a .*as_network"):
        entry.function(nx.path_graph(3))


@pytest.mark.parametrize(
    "entry", [one for one in MEASURES.values() if one.needs_partition], ids=lambda one: one.name
)
def test_communities_of_other_people_are_refused(entry: Measure) -> None:
    network, other = wt.as_network(nx.path_graph(3)), wt.as_network(nx.path_graph(4))
    partition = wt.Partition.from_labels(other, pd.Series([0, 0, 1, 1]))
    with pytest.raises(ArgumentError, match="4 people who are not the 3 people"):
        entry.function(network, partition=partition)
    with pytest.raises(ArgumentTypeError, match="must be a Partition"):
        entry.function(network, partition=[0, 0, 1])


@every_measure
def test_a_measure_is_called_the_same_everywhere(entry: Measure) -> None:
    module = importlib.import_module(inspect.unwrap(entry.function).__module__)
    assert entry.name == entry.function.__name__ == module.__name__.rpartition(".")[2]
    assert getattr(measures, entry.name) is entry.function
    assert entry.name in measures.__all__


@every_measure
def test_a_measure_is_documented_in_full(entry: Measure) -> None:
    text = inspect.getdoc(entry.function) or ""
    assert entry.summary == text.partition("\n")[0]
    assert entry.summary.endswith(".")
    for part in ("Parameters", "Returns", "Notes", "References", "Examples"):
        assert f"{part}\n{'-' * len(part)}" in text
    assert "https://doi.org/" in text
    assert ">>> " in text


@every_measure
def test_everything_after_the_network_is_named(entry: Measure) -> None:
    first, *rest = inspect.signature(entry.function).parameters.values()
    assert first.name == "network"
    assert all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in rest)
    assert entry.needs_partition == any(one.name == "partition" for one in rest)
