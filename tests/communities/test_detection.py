"""What holds for every way to detect communities, whatever the network."""

import math
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import weakties as wt
from weakties.communities import METHODS, Partition, detect_communities

methods = pytest.mark.parametrize("method", METHODS)


@st.composite
def tie_tables(draw: st.DrawFn) -> pd.DataFrame:
    n = draw(st.integers(2, 12))
    person = st.sampled_from([f"p{at:02}" for at in range(n)])
    rows = draw(st.lists(st.tuples(person, person, st.sampled_from([1.0, 0.3, 4.0])), max_size=30))
    return pd.DataFrame(rows, columns=["source", "target", "weight"]).astype({"weight": float})


def network_of(ties: pd.DataFrame, *, directed: bool = False) -> wt.Network:
    everyone = pd.DataFrame(index=[f"p{at:02}" for at in range(12)])
    return wt.as_network((everyone, ties), strength="weight", directed=directed)


def graph_of(network: wt.Network) -> nx.Graph:
    flat = network.undirected()
    graph = nx.Graph()
    graph.add_nodes_from(flat.ids)
    graph.add_weighted_edges_from((*pair, w) for pair, w in zip(flat.tie_index, flat.tie_strength))
    return graph


def groups_of(partition: Partition) -> list[set[Any]]:
    members = partition.community.groupby(partition.community).groups
    return [set(members[code]) for code in sorted(members)]


@methods
@given(ties=tie_tables())
def test_covers_everybody_and_numbers_communities_by_size(method: str, ties: pd.DataFrame) -> None:
    network = network_of(ties)
    found = detect_communities(network, method=method)
    assert found.community.index.equals(network.ids)
    assert found.community.dtype == np.int64
    first = [int(np.argmax(found.codes == code)) for code in range(found.codes.max() + 1)]
    keys = [(-found.sizes[code], at) for code, at in enumerate(first)]
    assert keys == sorted(keys)
    assert found.sizes.sum() == len(network)


@methods
@given(ties=tie_tables())
def test_people_without_ties_are_communities_of_one(method: str, ties: pd.DataFrame) -> None:
    network = network_of(ties)
    found = detect_communities(network, method=method)
    alone = np.diff(network.indptr) == 0
    assert (found.sizes.to_numpy()[found.codes[alone]] == 1).all()


@methods
@given(ties=tie_tables())
def test_quality_is_modularity_as_networkx_has_it(method: str, ties: pd.DataFrame) -> None:
    network = network_of(ties)
    found = detect_communities(network, method=method)
    if network.n_ties == 0:
        assert math.isnan(found.quality)
        return
    expected = nx.community.modularity(graph_of(network), groups_of(found))
    assert found.quality == pytest.approx(expected, abs=1e-12)


@methods
@given(ties=tie_tables(), order=st.randoms(use_true_random=False))
def test_row_order_makes_no_difference(method: str, ties: pd.DataFrame, order: Any) -> None:
    rows = list(range(len(ties)))
    order.shuffle(rows)
    shuffled = ties.iloc[rows].rename(columns={"source": "target", "target": "source"})
    once = detect_communities(network_of(ties), method=method, rng=3)
    again = detect_communities(network_of(shuffled), method=method, rng=3)
    pd.testing.assert_series_equal(once.community, again.community)
    assert once.quality == again.quality or network_of(ties).n_ties == 0


@methods
@given(ties=tie_tables())
def test_doubled_strengths_make_no_difference(method: str, ties: pd.DataFrame) -> None:
    doubled = ties.assign(weight=ties["weight"] * 2)
    once = detect_communities(network_of(ties), method=method)
    again = detect_communities(network_of(doubled), method=method)
    pd.testing.assert_series_equal(once.community, again.community)


@methods
@given(ties=tie_tables())
def test_directed_networks_are_symmetrised(method: str, ties: pd.DataFrame) -> None:
    directed = network_of(ties, directed=True)
    found = detect_communities(directed, method=method)
    flat = detect_communities(directed.undirected(), method=method)
    pd.testing.assert_series_equal(found.community, flat.community)


@pytest.mark.parametrize("method", ["leiden", "components"])
@given(ties=tie_tables())
def test_communities_are_connected(method: str, ties: pd.DataFrame) -> None:
    network = network_of(ties)
    graph = graph_of(network)
    for group in groups_of(detect_communities(network, method=method)):
        assert nx.is_connected(graph.subgraph(group))


@methods
def test_nobody_and_one_person(method: str) -> None:
    nobody = detect_communities(wt.as_network(nx.Graph()), method=method)
    assert len(nobody.community) == nobody.n_communities == 0
    one = detect_communities(wt.as_network(nx.empty_graph(1)), method=method)
    assert one.community.tolist() == [0]
    assert one.n_communities == 0


@methods
def test_the_network_is_left_as_it_was(method: str, two_triangles: wt.Network) -> None:
    before = two_triangles.ties
    detect_communities(two_triangles, method=method)
    pd.testing.assert_frame_equal(two_triangles.ties, before)


@methods
def test_tells_of_itself(method: str, two_triangles: wt.Network) -> None:
    found = detect_communities(two_triangles, method=method, rng=7)
    assert found.method == method
    assert found.parameters.get("rng", 7) == 7
    assert METHODS[method].summary.endswith(".")


def test_a_high_resolution_gives_smaller_communities() -> None:
    network = wt.as_network(nx.karate_club_graph())
    counts = [detect_communities(network, resolution=one).n_communities for one in (0.2, 1.0, 2.0)]
    assert counts[0] == 1
    assert counts[0] < counts[1] < counts[2]


@pytest.mark.parametrize("method", ["leiden", "louvain", "label_propagation"])
def test_a_generator_serves_as_a_seed(method: str) -> None:
    network = wt.as_network(nx.karate_club_graph())
    one, other = (
        detect_communities(network, method=method, rng=np.random.default_rng(5)) for _ in range(2)
    )
    assert one.codes.tolist() == other.codes.tolist()
    assert one.parameters["rng"] == "a generator"


def test_a_method_that_does_not_exist_is_refused(two_triangles: wt.Network) -> None:
    with pytest.raises(wt.errors.NotFoundError, match=r"'laiden'.*leiden, louvain"):
        detect_communities(two_triangles, method="laiden")


def test_a_resolution_that_a_method_does_not_have_is_refused(two_triangles: wt.Network) -> None:
    for method in set(METHODS) - {"leiden"}:
        with pytest.raises(wt.errors.ArgumentError, match=rf"'{method}' has no .* one of: leiden"):
            detect_communities(two_triangles, method=method, resolution=2.0)


@pytest.mark.parametrize("resolution", [0.0, -1.0, math.inf, math.nan, "1"])
def test_a_resolution_that_is_not_positive_is_refused(
    two_triangles: wt.Network, resolution: Any
) -> None:
    with pytest.raises(wt.errors.ArgumentError, match="positive finite number"):
        detect_communities(two_triangles, resolution=resolution)


@pytest.mark.parametrize("rng", ["seed", -1, 1.5])
def test_a_seed_that_is_none_is_refused(two_triangles: wt.Network, rng: Any) -> None:
    with pytest.raises(wt.errors.ArgumentTypeError, match="rng is"):
        detect_communities(two_triangles, rng=rng)


@methods
def test_only_networks_are_taken(method: str) -> None:
    with pytest.raises(wt.errors.ArgumentTypeError, match="as_network"):
        detect_communities(nx.path_graph(3), method=method)


def test_progress_ends_at_the_end(two_triangles: wt.Network) -> None:
    for method in ("leiden", "label_propagation"):
        seen: list[tuple[str, int, int]] = []
        detect_communities(
            two_triangles, method=method, progress=lambda *told, seen=seen: seen.append(told)
        )
        done = [one for _, one, _ in seen]
        assert done == sorted(done)
        assert seen[-1][1] == seen[-1][2]
