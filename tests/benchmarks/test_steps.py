import networkx as nx
import numpy as np

from benchmarks.graphs import Ties
from benchmarks.steps import count_steps
from weakties.kernels.orientation import _TURN


def ties_of(graph: nx.Graph) -> Ties:
    source, target = np.array(graph.edges).T
    return Ties(len(graph), source, target)


def test_triangles_and_contacts_read_of_a_clique() -> None:
    found = count_steps(ties_of(nx.complete_graph(5)))
    assert found["triangles"] == 10
    # Of n people in a row, each is read by all above: n - 1, n - 2, ... contacts, as often each.
    assert found["holes"] == 5 * 4 * _TURN + 4 * 4 + 3 * 3 + 2 * 2 + 1


def test_without_triangles_everybody_turns_to_their_contacts_alone() -> None:
    found = count_steps(ties_of(nx.star_graph(6)))
    assert found["triangles"] == 0
    assert found["holes"] == 12 * _TURN + 6
    assert found["local"] >= found["holes"]
