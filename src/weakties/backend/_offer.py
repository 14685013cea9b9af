"""What the backend offers, and what NetworkX is told about a call before it is made."""

from collections.abc import Callable, Mapping, Sized
from inspect import BoundArguments, Signature, signature
from typing import Any, NamedTuple, TypeVar

from weakties._registry import Registry
from weakties.backend._graph import ConvertedGraph

Function = TypeVar("Function", bound=Callable[..., Any])

#: Arguments that dispatching adds to every function of NetworkX.
DISPATCH = {"backend", "backend_kwargs"}

#: Says of the arguments of a call why it cannot be answered, or nothing.
Refusal = Callable[[Mapping[str, Any]], str | None]


class Offer(NamedTuple):
    """An answer to a function of NetworkX, with its name and arguments."""

    signature: Signature
    unknown: tuple[str, ...]  #: arguments that this NetworkX has and the answer does not
    pays_from: int | None  #: nodes from which converting a graph pays; None: not for one call
    few: tuple[str, ...]  #: arguments by which NetworkX looks at a part of the graph only
    refusal: Refusal


OFFERS: Registry[Offer] = Registry("function")


def offer(
    original: Callable[..., Any],
    *,
    pays_from: int | None,
    few: tuple[str, ...] = (),
    refusal: Refusal = lambda _: None,
) -> Callable[[Function], Function]:
    """Offer an answer to this function of NetworkX, and leave it as it is."""

    def register(function: Function) -> Function:
        known = signature(function)
        unknown = signature(original).parameters.keys() - known.parameters.keys() - DISPATCH
        entry = Offer(known, tuple(sorted(unknown)), pays_from, few, refusal)
        OFFERS.add(original.__name__, entry)
        return function

    return register


def can_run(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool | str:
    """Whether a call can be answered as NetworkX would, or why not."""
    call, offered = _bound(name, args, kwargs), OFFERS[name]
    if isinstance(call, str):
        return call
    if offered.unknown:
        return f"this version of NetworkX has arguments new to weakties: {offered.unknown}"
    if callable(call.arguments.get("weight")):
        return "weights are taken from an attribute, not from a function"
    return offered.refusal(call.arguments) or True


def should_run(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool | str:
    """Whether a call that can be answered is answered sooner than by NetworkX, or why not."""
    call, offered = _bound(name, args, kwargs), OFFERS[name]
    if isinstance(call, str):
        return call
    graph = call.arguments["G"]
    if is_converted(graph):
        return True
    if any(_is_few(call.arguments[name], graph) for name in offered.few):
        return "converting the whole graph takes longer than an answer about some nodes"
    if offered.pays_from is None:
        return "converting the graph takes longer than the answer"
    if len(graph) < offered.pays_from:
        return f"converting the graph pays from about {offered.pays_from} nodes"
    return True


def _is_few(wanted: Any, graph: Any) -> bool:
    """Whether NetworkX would look at a small part of the graph; None stands for all nodes."""
    return wanted is not None and not (isinstance(wanted, Sized) and len(wanted) >= len(graph))


def is_converted(graph: Any) -> bool:
    """Whether NetworkX keeps what was made of a graph before."""
    kept = getattr(graph, "__networkx_cache__", None) or {}
    made = kept.get("backends", {}).get("weakties", {}).values()
    return isinstance(graph, ConvertedGraph) or any(isinstance(x, ConvertedGraph) for x in made)


def _bound(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> BoundArguments | str:
    """The arguments of a call with their names and defaults, or why they do not fit."""
    try:
        call = OFFERS[name].signature.bind(*args, **kwargs)
    except TypeError as error:
        return str(error)
    call.apply_defaults()
    return call
