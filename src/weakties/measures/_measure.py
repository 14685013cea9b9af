"""What a measure is, the list of all measures, and how one is added to it."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal, TypeVar, cast

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from weakties._registry import Registry
from weakties._typing import IntArray
from weakties.communities._method import check_network
from weakties.network import Network

Level = Literal["person", "tie", "network"]
Scope = Literal["own", "neighbourhood", "paths"]

F = TypeVar("F", bound=Callable[..., Any])
V = TypeVar("V", bound=np.generic)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A measure that weakties offers, and what it needs."""

    name: str  #: name of the function, of its file and of the column it fills
    level: Level  #: what gets a value: every person, every tie, or the network
    scope: Scope  #: what it looks at: own ties, ties among those too, or paths through everybody
    needs_partition: bool  #: whether it takes ``partition``, the communities of the people
    function: Callable[..., Any]  #: ``function(network, *, ...)``
    summary: str  #: first line of its documentation


#: Every measure by name.
MEASURES: Registry[Measure] = Registry("measure")


def person_measure(*, scope: Scope, needs_partition: bool = False) -> Callable[[F], F]:
    """Register a function that gives every person a value."""
    return _registered("person", scope, needs_partition=needs_partition)


def tie_measure(*, scope: Scope, needs_partition: bool = False) -> Callable[[F], F]:
    """Register a function that gives every tie a value."""
    return _registered("tie", scope, needs_partition=needs_partition)


def network_measure(*, scope: Scope, needs_partition: bool = False) -> Callable[[F], F]:
    """Register a function that gives the network one value."""
    return _registered("network", scope, needs_partition=needs_partition)


def _registered(level: Level, scope: Scope, *, needs_partition: bool) -> Callable[[F], F]:
    """Make the decorator that checks, registers and returns a measure."""

    def decorate(function: F) -> F:
        name = function.__name__

        @wraps(function)
        def checked(network: Network, **options: Any) -> Any:
            check_network(network, name)
            result = function(network, **options)
            _check_result(result, network, name, level)
            return result

        entry = Measure(
            name=name,
            level=level,
            scope=scope,
            needs_partition=needs_partition,
            function=checked,
            summary=(inspect.getdoc(function) or "").partition("\n")[0],
        )
        MEASURES.add(name, entry)
        return cast(F, checked)

    return decorate


def _check_result(result: object, network: Network, name: str, level: Level) -> None:
    """Hold a measure to its promise: a float, or a float64 Series of that name and index."""
    if level == "network":
        kept = isinstance(result, float)
    else:
        index = network.ids if level == "person" else network.tie_index
        kept = (
            isinstance(result, pd.Series)
            and result.name == name
            and result.dtype == np.float64
            and result.index.equals(index)
        )
    if not kept:
        message = f"{name} broke the contract of a {level} measure"
        raise AssertionError(message)


def per_person(network: Network, name: str, values: ArrayLike) -> pd.Series:
    """Values in the order of the people as a Series on their ids."""
    return pd.Series(np.asarray(values, dtype=np.float64), index=network.ids, name=name)


def per_tie(network: Network, name: str, values: ArrayLike) -> pd.Series:
    """Values in the order of the ties as a Series on the ids of their people."""
    return pd.Series(np.asarray(values, dtype=np.float64), index=network.tie_index, name=name)


def from_undirected(network: Network, values: NDArray[V]) -> NDArray[V]:
    """Values of the ties of ``network.undirected()`` for the ties of the network, in a new array."""
    return values[undirected_tie_numbers(network)] if network.directed else values.copy()


def undirected_tie_numbers(network: Network) -> IntArray:
    """Number that every tie of a directed network has in ``network.undirected()``."""
    return network.remember("undirected_tie_numbers", lambda: _match_ties(network))


def _match_ties(network: Network) -> IntArray:
    """Look up the lower and the higher person of every directed tie among the undirected ones."""
    other = network.undirected()
    people = np.int64(network.n_people)
    low = np.minimum(network.tie_source, network.tie_target)
    high = np.maximum(network.tie_source, network.tie_target)
    found = np.searchsorted(other.tie_source * people + other.tie_target, low * people + high)
    return found.astype(np.int64)
