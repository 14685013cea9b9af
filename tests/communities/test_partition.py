"""`Partition`: from labels, modularity, and how it shows itself."""

import copy
import math
import pickle
from collections.abc import Callable

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import weakties as wt
from weakties.communities import Partition, modularity


def test_labels_become_numbers_by_size_and_first_person() -> None:
    network = wt.as_network(nx.path_graph(6))
    labels = pd.Series(["x", "small", "x", "y", "y", "z"])
    found = Partition.from_labels(network, labels)
    assert found.community.tolist() == [0, 2, 0, 1, 1, 3]
    assert found.sizes.tolist() == [2, 2, 1, 1]
    assert found.n_communities == 2


def test_labels_come_from_a_column_a_dict_or_a_series_in_any_order() -> None:
    graph = nx.karate_club_graph()
    network = wt.as_network(graph)
    clubs = nx.get_node_attributes(graph, "club")
    backwards = pd.Series(clubs).iloc[::-1]
    partitions = [Partition.from_labels(network, one) for one in ("club", clubs, backwards)]
    assert partitions[0].codes.tolist() == partitions[1].codes.tolist()
    assert partitions[0].codes.tolist() == partitions[2].codes.tolist()
    assert partitions[0].parameters == {"column": "club"}
    assert partitions[0].sizes.tolist() == [17, 17]


def test_missing_double_and_misplaced_labels_are_refused() -> None:
    network = wt.as_network(nx.path_graph(3))
    with pytest.raises(wt.errors.ArgumentError, match="1 people have no label, the first is 2"):
        Partition.from_labels(network, {0: "a", 1: "a"})
    with pytest.raises(wt.errors.ArgumentError, match="person 1 has more than one label"):
        Partition.from_labels(network, pd.Series(["a", "b", "c", "d"], index=[0, 1, 1, 2]))
    with pytest.raises(wt.errors.NotFoundError, match="no column 'club'; they have label"):
        Partition.from_labels(network, "club")
    with pytest.raises(wt.errors.ArgumentTypeError, match="labels is a list"):
        Partition.from_labels(network, ["a", "a", "b"])  # type: ignore[arg-type]


@given(
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(1, 5)), min_size=1),
    st.lists(st.integers(0, 3), min_size=8, max_size=8),
    st.sampled_from([0.5, 1.0, 3.0]),
)
def test_modularity_is_that_of_networkx(
    ties: list[tuple[int, int, int]], labels: list[int], resolution: float
) -> None:
    graph = nx.Graph()
    graph.add_nodes_from(range(8))
    graph.add_weighted_edges_from(tie for tie in ties if tie[0] != tie[1])
    if not graph.size():
        return
    network = wt.as_network(graph, strength="weight")
    groups = [{at for at, label in enumerate(labels) if label == one} for one in set(labels)]
    found = modularity(
        network, Partition.from_labels(network, dict(enumerate(labels))), resolution=resolution
    )
    assert found == pytest.approx(
        nx.community.modularity(graph, groups, resolution=resolution), abs=1e-12
    )


def test_modularity_without_ties_is_undefined() -> None:
    network = wt.as_network(nx.empty_graph(2))
    assert math.isnan(Partition.from_labels(network, {0: "a", 1: "a"}).quality)


def test_the_modularity_of_other_people_is_refused(two_triangles: wt.Network) -> None:
    partition = wt.detect_communities(wt.as_network(nx.path_graph(3)))
    with pytest.raises(wt.errors.ArgumentError, match="of 3 people who are not the 7"):
        modularity(two_triangles, partition)


def test_published_modularity_of_the_clubs(known_network: Callable[[str], wt.Network]) -> None:
    # Newman and Girvan's own example: the split of the karate club, 0.3582 unweighted.
    network = known_network("karate")
    clubs = nx.get_node_attributes(nx.karate_club_graph(), "club")
    labels = dict(zip(network.ids, [clubs[at] for at in range(34)]))
    assert Partition.from_labels(network, labels).quality == pytest.approx(0.3582, abs=5e-5)


def test_shows_itself_in_words_and_in_a_table(two_triangles: wt.Network) -> None:
    found = wt.detect_communities(two_triangles)
    assert repr(found) == (
        "<Partition by leiden: 2 communities of 3 people and fewer, 1 person alone; "
        "modularity 0.357>"
    )
    page = found._repr_html_()
    assert "Communities by leiden" in page
    assert "3, 3" in page
    assert "<script" not in page


def test_markup_in_a_column_name_is_escaped() -> None:
    graph = nx.path_graph(2)
    nx.set_node_attributes(graph, "x", "<b>bold</b>")
    page = Partition.from_labels(wt.as_network(graph), "<b>bold</b>")._repr_html_()
    assert "<b>" not in page


def test_cannot_be_changed(two_triangles: wt.Network) -> None:
    found = wt.detect_communities(two_triangles)
    with pytest.raises(AttributeError):
        found.method = "mine"  # type: ignore[misc]
    with pytest.raises(ValueError, match="read-only"):
        found.codes[0] = 5
    with pytest.raises(TypeError):
        found.parameters["rng"] = 1  # type: ignore[index]
    assert np.array_equal(found.codes, found.community.to_numpy())


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_copies_are_equal_and_as_read_only(copied: Callable[[Partition], Partition]) -> None:
    partition = wt.detect_communities(wt.as_network(nx.barbell_graph(3, 0)))
    again = copied(partition)
    pd.testing.assert_series_equal(again.community, partition.community)
    assert again.parameters == partition.parameters
    assert again.quality == partition.quality
    with pytest.raises(TypeError):
        again.parameters["rng"] = 1  # type: ignore[index]
    with pytest.raises(ValueError, match="read-only"):
        again.codes[0] = 1


def test_communities_and_codes_cannot_come_apart() -> None:
    given = pd.Series([0, 0, 1], index=list("abc"), name="community")
    partition = Partition(community=given, method="labels", quality=0.0)
    with pytest.raises(ValueError, match="read-only"):
        partition.community.iloc[0] = 1
    given.iloc[0] = 1
    assert partition.community.tolist() == partition.codes.tolist() == [0, 0, 1]


@pytest.mark.parametrize("method", ["leiden", "louvain", "label_propagation"])
def test_a_seed_of_numpy_is_a_seed(method: str) -> None:
    network = wt.as_network(nx.barbell_graph(3, 0))
    seed = wt.detect_communities(network, method=method, rng=np.int64(7)).parameters["rng"]
    assert seed == 7
    assert type(seed) is int
