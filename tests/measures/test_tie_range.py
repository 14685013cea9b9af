import networkx as nx
import numpy as np
import pytest

import weakties as wt
from weakties.measures import bridge, overlap, tie_range


def test_ways_round_of_known_graphs() -> None:
    assert tie_range(wt.as_network(nx.cycle_graph(7))).tolist() == [6.0] * 7
    assert tie_range(wt.as_network(nx.complete_graph(4))).tolist() == [2.0] * 6
    assert np.isinf(tie_range(wt.as_network(nx.path_graph(4)))).all()


def test_the_owner_would_hide_every_local_bridge() -> None:
    circles = nx.barbell_graph(3, 0)
    owned = circles.copy()
    owned.add_edges_from(("me", person) for person in circles)
    without = wt.as_network(nx.relabel_nodes(owned, str), owner="me")
    assert np.isinf(tie_range(without)["2", "3"])
    with_owner = without.with_owner()
    assert (tie_range(with_owner) == 2).all()
    assert not bridge(with_owner).any()


def test_a_pair_apart_has_no_overlap_to_speak_of() -> None:
    assert np.isnan(overlap(wt.as_network(nx.path_graph(2))).iloc[0])


def test_many_ties_are_searched_in_several_batches() -> None:
    told: list[int] = []
    grid = wt.as_network(nx.convert_node_labels_to_integers(nx.grid_2d_graph(20, 20)))
    ranges = tie_range(grid, progress=lambda _what, done, _total: told.append(done))
    assert set(ranges) == {3.0}
    assert told[0] == 0
    assert len(told) > 2  # shared contacts are counted first


@pytest.mark.parametrize("order", [1, -1])
def test_both_directions_of_a_tie_get_its_range(order: int) -> None:
    arcs = [pair[::order] for pair in nx.cycle_graph(5).edges]
    graph = nx.DiGraph([*arcs, (arcs[0][1], arcs[0][0])])
    network = wt.as_network(graph)
    assert tie_range(network).tolist() == [4.0] * 6
