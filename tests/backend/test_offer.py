"""What is on offer, what is refused, and what NetworkX does with it."""

import inspect
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import networkx as nx
import numpy as np
import pytest

from weakties._registry import Registry
from weakties.backend import FUNCTIONS, _offer, get_info, interface
from weakties.backend._offer import OFFERS


def original(name: str) -> Any:
    return nx.utils.backends._registered_algorithms[name]


pytestmark = pytest.mark.filterwarnings("ignore:Note. conversions:UserWarning")


def test_networkx_is_told_of_every_function() -> None:
    assert list(FUNCTIONS) == list(OFFERS)
    assert get_info()["functions"].keys() == OFFERS.keys()
    assert set(interface.__all__) >= OFFERS.keys()
    assert all("weakties" in original(name).backends for name in OFFERS)


@pytest.mark.parametrize("name", OFFERS)
def test_a_function_takes_the_arguments_of_networkx(name: str) -> None:
    here = inspect.signature(getattr(interface, name)).parameters
    there = inspect.signature(original(name).orig_func).parameters
    assert {key: here[key].default for key in there} == {
        key: one.default for key, one in there.items()
    }
    by_position = [key for key, one in there.items() if one.kind is not one.KEYWORD_ONLY]
    assert list(here)[: len(by_position)] == by_position
    assert not OFFERS[name].unknown


def test_a_function_that_got_new_arguments_is_left_to_networkx(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_offer, "OFFERS", Registry("function"))

    def bridges(graph: Any, root: Any = None, *, weight: Any = None, backend: Any = None) -> None:
        """NetworkX's function, in a future."""

    def answer(graph: Any, root: Any = None) -> None:
        """What was written for the present one."""

    _offer.offer(bridges, pays_from=30)(answer)
    assert "('weight',)" in str(_offer.can_run("bridges", (ring(),), {}))


def test_importing_networkx_loads_no_arithmetic() -> None:
    code = "import sys; {}; print(*sys.modules)"

    def loaded(statement: str) -> set[str]:
        command = [sys.executable, "-c", code.format(statement)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
        return set(done.stdout.split())

    with_backend = loaded("import networkx")
    assert "weakties.backend" in with_backend
    assert not {"numpy", "numba", "pandas"} & with_backend
    assert not {"networkx", "numpy"} & loaded("import weakties.backend")


def loop() -> nx.Graph:
    return nx.Graph([(0, 1), (1, 1), (1, 2)])


def texts() -> nx.Graph:
    graph = nx.path_graph(3)
    graph.edges[0, 1]["weight"] = "heavy"
    return graph


def valued(value: Any) -> nx.Graph:
    graph = nx.path_graph(3)
    graph.edges[0, 1]["weight"] = value
    return graph


def ring() -> nx.Graph:
    return nx.cycle_graph(4)


#: Calls that are left to NetworkX, with the reason.
LEFT = [
    (nx.betweenness_centrality, (ring(),), {"weight": lambda *_: 1}, "not from a function"),
    (nx.betweenness_centrality, (ring(),), {"k": 0}, "at least 1"),
    (nx.betweenness_centrality, (valued(0),), {"weight": "weight"}, "positive"),
    (nx.betweenness_centrality, (valued(np.inf),), {"weight": "weight"}, "positive"),
    (nx.constraint, (loop(),), {}, "self-loops"),
    (nx.constraint, (valued(-1),), {"weight": "weight"}, "positive"),
    (nx.constraint, (texts(),), {"weight": "weight"}, "numbers"),
    (nx.constraint, (valued([1, 2]),), {"weight": "weight"}, "numbers"),
    (nx.constraint, (nx.MultiGraph([(0, 1)]),), {"nodes": [0]}, "parallel"),
    (nx.effective_size, (loop(),), {}, "self-loops"),
    (nx.effective_size, (nx.MultiGraph([(0, 1)]),), {"nodes": [0]}, "parallel"),
    (nx.local_constraint, (nx.MultiGraph([(0, 1)]), 0, 1), {}, "parallel"),
    (nx.local_bridges, (ring(),), {"weight": "weight"}, "steps"),
    (nx.clustering, (valued(np.nan),), {"weight": "weight"}, "finite"),
    (nx.transitivity, (nx.DiGraph([(0, 1)]),), {}, "directions"),
    (nx.jaccard_coefficient, (loop(),), {}, "own neighbours"),
    (nx.cn_soundarajan_hopcroft, (ring(),), {}, "community"),
    (nx.dispersion, (loop(),), {}, "own neighbours"),
    (nx.dispersion, (nx.DiGraph([(0, 1)]),), {}, "directions"),
    (nx.dispersion, (ring(), 0, 2), {}, "neighbours"),
    (nx.community.leiden_communities, (ring(),), {"max_level": 1}, "level"),
    (nx.community.leiden_communities, (valued(-1),), {}, "at least 0"),
]


def outcome(function: Any, *args: Any, **kwargs: Any) -> Any:
    """What a call gives: all of it if it is an iterator, the kind of error if it fails."""
    try:
        found = function(*args, **kwargs)
        return list(found) if isinstance(found, Iterator) else found
    except Exception as error:  # noqa: BLE001 - errors are what is compared
        return type(error)


@pytest.fixture
def preferred(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """NetworkX tries the backend first, on graphs of any size."""
    monkeypatch.setattr(interface, "should_run", lambda *_: True)
    with nx.config(backend_priority=["weakties"]):
        yield


@pytest.mark.parametrize(("function", "args", "kwargs", "reason"), LEFT)
def test_a_call_that_is_refused_is_an_error_with_a_reason(
    function: Any, args: Any, kwargs: Any, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG", "networkx"):
        assert outcome(function, *args, **kwargs, backend="weakties") is NotImplementedError
    assert reason in caplog.text


@pytest.mark.parametrize(("function", "args", "kwargs", "reason"), LEFT)
def test_a_call_that_is_refused_is_answered_by_networkx(
    function: Any, args: Any, kwargs: Any, reason: str, preferred: None
) -> None:
    expected = outcome(function, *args, **kwargs, backend="networkx")
    assert str(outcome(function, *args, **kwargs)) == str(expected)


nobody = object()

#: Calls that are wrong.
WRONG = [
    (nx.node_connected_component, (ring(), nobody)),
    (nx.is_connected, (nx.Graph(),)),
    (nx.connected_components, (nx.DiGraph(),)),
    (nx.bridges, (ring(), nobody)),
    (nx.has_bridges, (ring(), nobody)),
    (nx.bridges, (nx.DiGraph(),)),
    (nx.local_bridges, (nx.MultiGraph(),)),
    (nx.constraint, (ring(), [nobody])),
    (nx.effective_size, (ring(), [nobody])),
    (nx.local_constraint, (ring(), nobody, 0)),
    (nx.local_constraint, (ring(), 0, nobody)),
    (nx.triangles, (ring(), nobody)),
    (nx.triangles, (ring(), [[]])),
    (nx.triangles, (nx.MultiGraph([(0, 1)]), 0)),
    (nx.clustering, (ring(), nobody)),
    (nx.clustering, (nx.MultiGraph([(0, 1)]),)),
    (nx.average_clustering, (nx.Graph(),)),
    (nx.transitivity, (nx.MultiGraph([(0, 1)]),)),
    (nx.jaccard_coefficient, (ring(), [(0, nobody)])),
    (nx.adamic_adar_index, (nx.path_graph(2), [(0, 0)])),
    (nx.within_inter_cluster, (ring(), None, 0)),
    (nx.dispersion, (ring(), nobody)),
    (nx.dispersion, (ring(), 0, nobody)),
    (nx.betweenness_centrality_subset, (ring(), [nobody], [0])),
    (nx.edge_betweenness_centrality_subset, (ring(), [nobody], [0])),
    (nx.betweenness_centrality, (ring(), 5)),
]


@pytest.mark.parametrize(("function", "args"), WRONG)
def test_a_wrong_call_fails_as_in_networkx(function: Any, args: Any) -> None:
    expected = outcome(function, *args)
    assert outcome(function, *args, backend="weakties") == expected


def test_unknown_arguments_are_an_error_as_in_networkx(preferred: None) -> None:
    with pytest.raises(TypeError, match="unexpected keyword"):
        nx.triangles(ring(), unknown=1)
