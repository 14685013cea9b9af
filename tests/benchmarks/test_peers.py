"""Every library that is installed, asked for everything that it offers."""

from importlib.util import find_spec

import numpy as np
import pytest

from benchmarks.agreement import differences
from benchmarks.generators import lfr
from benchmarks.graphs import Ties
from benchmarks.peers import PEERS, load_peer, methods
from benchmarks.works import WORKS

#: The command is a process of its own, which tests of the command line run.
IN_PROCESS = [library for library in PEERS if library != "weakties FILE"]


@pytest.fixture(scope="module")
def ties() -> Ties:
    return lfr(1_000, rng=0)


@pytest.mark.filterwarnings("ignore")  # those of other libraries are not ours to answer for
@pytest.mark.parametrize("library", IN_PROCESS)
def test_answers_are_those_of_weakties(library: str, ties: Ties, monkeypatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    peer, ours = load_peer(library), load_peer("weakties")
    if find_spec(peer.MODULE) is None:
        pytest.skip(f"{library} is not installed")
    graph, network = peer.build(ties), ours.build(ties)
    for method in peer.METHODS:
        found = method.answers(graph, method.call(graph, 0))
        (reference,) = methods("weakties", method.work)
        expected = reference.answers(network, reference.call(network, 0))
        assert differences(WORKS[method.work], found, expected) == []


@pytest.mark.parametrize("library", ["weakties", "igraph", "networkx", "python-louvain"])
def test_communities_are_those_of_everybody(library: str, ties: Ties) -> None:
    graph = load_peer(library).build(ties)
    for method in methods(library, "communities"):
        labels = method.answers(graph, method.call(graph, 0))["community"]
        assert labels.shape == (ties.people,)
        assert 1 < len(np.unique(labels)) < ties.people
