"""The grammar of GML: names, each with a number, a text or a list of such pairs."""

import html
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from weakties.errors import ReadError
from weakties.importers._cells.numbers import measure_of, number_of

_TOKEN = re.compile(r'(?m)(?P<comment>^[ \t]*#[^\n]*)|"(?P<text>[^"]*)"|\[|\]|[^\s\[\]"]+|"')
_DEEPEST = 100
#: The lists that are given out one by one rather than as parts of the one they stand in.
_WHOLE = {("graph",): "graph", ("graph", "node"): "node", ("graph", "edge"): "edge"}

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


def read_lists(text: str, where: str) -> Iterator[Entry]:
    """Nodes and edges in order, each graph after them."""
    stack = [_List("", {}, 1)]
    name, line = "", 1
    for token, line in _tokens(text, where):
        if token[0] == "[":
            stack.append(_List(name, {}, line))
            _check(name, len(stack), where, line)
            name = ""
        elif token[0] == "]":
            if name or len(stack) == 1:
                why = f"{name} has no value" if name else "a bracket ] closes nothing"
                raise ReadError(_broken(where, line, why))
            closed = stack.pop()
            path = (*(one.name for one in stack[1:]), closed.name)
            if path in _WHOLE:
                yield Entry(_WHOLE[path], closed.pairs, closed.line)
            else:
                stack[-1].pairs.setdefault(closed.name, []).append(closed.pairs)
        elif name:
            stack[-1].pairs.setdefault(name, []).append(_value(token, name))
            name = ""
        else:
            name = _name(token, where, line)
    if name or len(stack) > 1:
        opened = f"the list {stack[-1].name} of line {stack[-1].line} is not closed"
        why = f"{name} has no value" if name else opened
        raise ReadError(_broken(where, line, f"the file ends too early, {why}"))


def _tokens(text: str, where: str) -> Iterator[tuple[re.Match[str], int]]:
    """Words, texts and brackets with their lines, without comments."""
    line, seen = 1, 0
    for token in _TOKEN.finditer(text):
        line, seen = line + text.count("\n", seen, token.start()), token.start()
        if token[0] == '"':
            raise ReadError(_broken(where, line, "a quotation mark is never closed"))
        if token["comment"] is None:
            yield token, line


def _name(token: re.Match[str], where: str, line: int) -> str:
    if token["text"] is not None:
        why = f"the text {' '.join(token[0].split())[:40]} stands where a name should"
        raise ReadError(_broken(where, line, why))
    plain = token[0].casefold()
    return plain if plain in _KNOWN else token[0]


def _check(name: str, depth: int, where: str, line: int) -> None:
    if not name:
        raise ReadError(_broken(where, line, "a bracket [ follows no name"))
    if depth > _DEEPEST:
        raise ReadError(_broken(where, line, f"lists are nested over {_DEEPEST} deep"))


def _value(token: re.Match[str], name: str) -> Any:
    if token["text"] is not None:
        return " ".join(html.unescape(token["text"]).split())
    # Some write names without quotation marks, and Inf may be one.
    number = (number_of if name in _KNOWN else measure_of)(token[0])
    if number is None:
        return token[0]
    return int(token[0]) if token[0].lstrip("+-").isdecimal() else number


def _broken(where: str, line: int, why: str) -> str:
    return f"{where}, line {line}: {why}. This is no whole GML; export the network again."
