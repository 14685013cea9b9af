"""The grammar of GML: names, each with a number, a text or a list of such pairs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from weakties.errors import ReadError
from weakties.importers._cells.labels import without_entities
from weakties.importers._cells.numbers import measure_of, number_of, whole_of

#: Line ends with blanks and a comment behind them, texts, brackets, words.
TOKEN = re.compile(r'\n[ \t]*(?:#[^\n]*)?|"[^"]*"?|[\[\]]|[^\s\[\]"]+')
_DEEPEST = 100
#: A number of fewer digits is surely finite.
_MANY_DIGITS = 18

#: Names whose case makes no difference.
_KNOWN = {
    *("graph", "node", "edge", "id", "source", "target", "directed", "label", "name"),
    *("gid", "isgroup", "graphics", "labelgraphics", "edgeanchor", "vgj"),
}

#: Name -> values in order; a name may come several times.
Pairs = dict[str, list[Any]]


class Entry(NamedTuple):
    """A node or an edge with what is known of its graph so far, or a graph that ends."""

    kind: str  #: node, edge or graph
    pairs: Pairs
    line: int


class _List(NamedTuple):
    """A list that is open."""

    name: str
    pairs: Pairs
    line: int


def read_lists(pieces: Iterable[list[str]], where: str) -> Iterator[Entry]:
    """Nodes and edges in order, each graph after them."""
    stack = [_List("", {}, 1)]
    name, line = "", 0
    for word in chain.from_iterable(pieces):
        if word[0] == "\n":
            line += 1
        elif word == "[":
            stack.append(_List(name, {}, line))
            _check(name, len(stack), where, line)
            name = ""
        elif word == "]":
            if name or len(stack) == 1:
                why = f"{name} has no value" if name else "a bracket ] closes nothing"
                raise ReadError(_broken(where, line, why))
            closed = stack.pop()
            if kind := _whole(stack, closed.name):
                yield Entry(kind, closed.pairs, closed.line)
            else:
                stack[-1].pairs.setdefault(closed.name, []).append(closed.pairs)
        elif name:
            stack[-1].pairs.setdefault(name, []).append(_value(word, name, where, line))
            name, line = "", line + word.count("\n")
        else:
            name = word if word in _KNOWN else _name(word, where, line)
    if name or len(stack) > 1:
        opened = f"the list {stack[-1].name} of line {stack[-1].line} is not closed"
        why = f"{name} has no value" if name else opened
        raise ReadError(_broken(where, line, f"the file ends too early, {why}"))


def _whole(stack: Sequence[_List], name: str) -> str:
    """What a list is that is given out rather than part of the one it stands in, if it is that."""
    if len(stack) == 1:
        return name if name == "graph" else ""
    inside = len(stack) == 2 and stack[1].name == "graph"
    return name if inside and name in ("node", "edge") else ""


def _name(token: str, where: str, line: int) -> str:
    if token[0] == '"':
        _check_closed(token, where, line)
        why = f"the text {' '.join(token.split())[:40]} stands where a name should"
        raise ReadError(_broken(where, line, why))
    plain = token.casefold()
    return plain if plain in _KNOWN else token


def _check_closed(token: str, where: str, line: int) -> None:
    if len(token) == 1 or token[-1] != '"':
        raise ReadError(_broken(where, line, "a quotation mark is never closed"))


def _check(name: str, depth: int, where: str, line: int) -> None:
    if not name:
        raise ReadError(_broken(where, line, "a bracket [ follows no name"))
    if depth > _DEEPEST:
        raise ReadError(_broken(where, line, f"lists are nested over {_DEEPEST} deep"))


def _value(token: str, name: str, where: str, line: int) -> Any:
    if token[0] == '"':
        _check_closed(token, where, line)
        return " ".join(without_entities(token[1:-1]).split())
    if token.isdecimal() and len(token) < _MANY_DIGITS:
        return int(token)
    # Some write names without quotation marks, and Inf may be one.
    number = (number_of if name in _KNOWN else measure_of)(token)
    if number is None:
        return token
    return whole_of(token) if token.lstrip("+-").isdecimal() else number


def _broken(where: str, line: int, why: str) -> str:
    return f"{where}, line {line}: {why}. This is no whole GML; export the network again."
