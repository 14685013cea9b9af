"""What a way to detect communities is, the list of all, and how one is added to it."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from numbers import Integral
from typing import Any, TypeVar, cast

import numpy as np

from weakties._registry import Registry
from weakties._typing import Rng
from weakties.communities.partition import Partition, check_resolution
from weakties.errors import ArgumentTypeError
from weakties.network import Network

F = TypeVar("F", bound=Callable[..., Partition])


@dataclass(frozen=True, kw_only=True)
class Method:
    """A way to detect communities that weakties offers."""

    name: str  #: name of the function and of its file
    function: Callable[..., Partition]  #: ``function(network, *, ...)``
    settings: tuple[str, ...]  #: keyword arguments that it takes
    summary: str  #: first line of its documentation


#: Every way to detect communities by name.
METHODS: Registry[Method] = Registry("method")


def community_method(function: F) -> F:
    """Register a function that detects communities, and check what it is given."""

    @wraps(function)
    def checked(network: Network, **settings: Any) -> Partition:
        check_network(network, function.__name__)
        if "resolution" in settings:
            check_resolution(settings["resolution"])
        return function(network, **settings)

    entry = Method(
        name=function.__name__,
        function=checked,
        settings=tuple(inspect.signature(function).parameters)[1:],
        summary=(inspect.getdoc(function) or "").partition("\n")[0],
    )
    METHODS.add(entry.name, entry)
    return cast(F, checked)


def check_network(network: object, name: str) -> None:
    """Refuse what is not a `Network`, and say how to make one."""
    if not isinstance(network, Network):
        message = (
            f"{name} takes a weakties Network, not a {type(network).__name__}. "
            "Make one with weakties.as_network (graphs and tables) or weakties.build_network."
        )
        raise ArgumentTypeError(message)


def generator(rng: Rng) -> np.random.Generator:
    """Random numbers from a seed, or from the generator that is given."""
    try:
        return np.random.default_rng(rng)
    except (TypeError, ValueError) as error:
        message = (
            f"rng is {rng!r}; it must be a non-negative whole number or a numpy.random.Generator."
        )
        raise ArgumentTypeError(message) from error


def seed_shown(rng: Rng) -> int | str:
    """What a partition says of its seed: a generator has no name by which to repeat it."""
    return int(rng) if isinstance(rng, Integral) else "a generator"
