"""The statements of DOT: nodes, edges, defaults and subgraphs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from weakties.errors import ReadError
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.record_tables import Membership
from weakties.importers._graphs.tie_columns import Tie
from weakties.importers.dot._tokens import Token

_DEEPEST = 100
#: Attributes that say how to draw.
_DRAWING = {
    *("color", "fillcolor", "fontcolor", "pencolor", "bgcolor", "shape", "style", "pos", "width"),
    *("height", "fontsize", "fontname", "penwidth", "arrowhead", "arrowtail", "arrowsize", "len"),
    *("margin", "fixedsize", "peripheries", "image", "headport", "tailport", "constraint", "lp"),
    *("minlen", "rank", "rects", "vertices", "sides", "skew", "distortion", "orientation", "xlp"),
    *("labelfontsize", "labelfontcolor", "labeldistance", "labelangle", "bb", "splines", "layer"),
}


@dataclass(kw_only=True)
class _Scope:
    """What counts inside a pair of braces."""

    name: str = ""
    label: str = ""
    nodes: dict[str, None] = field(default_factory=dict)
    node_defaults: dict[str, str] = field(default_factory=dict)
    edge_defaults: dict[str, str] = field(default_factory=dict)

    def inner(self, name: str) -> "_Scope":
        """A scope inside this one, which begins with its defaults."""
        return _Scope(
            name=name,
            node_defaults=dict(self.node_defaults),
            edge_defaults=dict(self.edge_defaults),
        )


class Parser:
    """Reads the tokens of a file into the records."""

    def __init__(self, tokens: Iterator[Token], records: Records, most: int) -> None:
        self._tokens = tokens
        self._records = records
        self._next = next(tokens)
        self._directed = self._strict = False
        self._people: dict[str, dict[str, str]] = {}
        self._lines: dict[str, int] = {}
        self._ties: set[tuple[str, str]] = set()
        self._drawn = False
        self._left = most  #: ties that may still come from groups

    def read(self) -> None:
        """Read the graph and add its people; ties are added on the way."""
        self._strict = self._take_word("strict")
        self._directed = self._take_word("digraph")
        if not self._directed and not self._take_word("graph"):
            raise ReadError(self._broken("graph or digraph"))
        if not self._next.is_sign:
            self._advance()
        self._read_block(_Scope(), 0)
        if self._next.text:
            self._records.log.warn("Only the first graph of the file was read.")
        for person, attributes in self._people.items():
            self._records.add_person(person, self._lines[person], attributes=attributes)
        if self._drawn:
            self._records.log.warn("Shapes, colours and positions were not read.")

    # Tokens

    def _advance(self) -> Token:
        token = self._next
        self._next = next(self._tokens, token)
        return token

    def _take_sign(self, *signs: str) -> bool:
        found = self._next.is_sign and self._next.text in signs
        if found:
            self._advance()
        return found

    def _take_word(self, word: str) -> bool:
        found = not self._next.is_sign and self._next.text.casefold() == word
        if found:
            self._advance()
        return found

    def _expect(self, sign: str) -> None:
        if not self._take_sign(sign):
            raise ReadError(self._broken(sign))

    def _word(self) -> str:
        """A word; texts with a plus between them are one."""
        if self._next.is_sign:
            raise ReadError(self._broken("a name"))
        text = self._advance().text
        while self._take_sign("+"):
            text += self._advance().text
        return text

    def _broken(self, wanted: str) -> str:
        found = self._next.text
        what = f"{found[:30]!r} stands" if found else "the file ends"
        return (
            f"{self._records.member.where}, line {self._next.line}: {what} where {wanted} should "
            "stand. This is no whole DOT; export the graph again."
        )

    # Statements

    def _read_block(self, scope: _Scope, depth: int) -> None:
        if depth > _DEEPEST:
            raise ReadError(self._broken(f"no subgraph over {_DEEPEST} deep"))
        self._expect("{")
        while not self._take_sign("}"):
            if not self._take_sign(";", ","):
                self._read_statement(scope, depth)
        if scope.name.casefold().startswith("cluster"):
            for person in scope.nodes:
                focus = scope.label or scope.name
                self._records.add_membership(Membership(person, focus, "cluster"))

    def _read_statement(self, scope: _Scope, depth: int) -> None:
        line = self._next.line
        if self._is_subgraph():
            self._read_edges([self._read_subgraph(scope, depth)], scope, line, depth)
            return
        word = self._word()
        if self._take_sign("="):
            self._set(scope, word, self._word())
        elif word.casefold() in ("graph", "node", "edge") and self._next.text == "[":
            self._set_defaults(scope, word.casefold(), self._attributes())
        else:
            self._skip_port()
            if self._next.is_sign and self._next.text in ("->", "--"):
                self._note(word, {}, scope, line)
                self._read_edges([[word]], scope, line, depth)
            else:
                self._note(word, self._attributes(), scope, line)

    def _is_subgraph(self) -> bool:
        token = self._next
        return token.text == "{" if token.is_sign else token.text.casefold() == "subgraph"

    def _read_subgraph(self, scope: _Scope, depth: int) -> list[str]:
        name = ""
        if self._take_word("subgraph") and not self._next.is_sign:
            name = self._word()
        inner = scope.inner(name)
        self._read_block(inner, depth + 1)
        scope.nodes |= inner.nodes
        return list(inner.nodes)

    def _set(self, scope: _Scope, name: str, value: str) -> None:
        if name.casefold() == "label":
            scope.label = value

    def _set_defaults(self, scope: _Scope, of: str, attributes: dict[str, str]) -> None:
        if of == "node":
            scope.node_defaults |= attributes
        elif of == "edge":
            scope.edge_defaults |= attributes
        else:
            scope.label = attributes.get("label", scope.label)

    def _skip_port(self) -> None:
        while self._take_sign(":"):
            self._word()

    def _attributes(self) -> dict[str, str]:
        """All lists in brackets that follow."""
        found: dict[str, str] = {}
        while self._take_sign("["):
            while not self._take_sign("]"):
                if self._take_sign(";", ","):
                    continue
                name = self._word()
                value = self._word() if self._take_sign("=") else "true"
                if name.casefold() in _DRAWING:
                    self._drawn = True
                else:
                    found[name.casefold() if name.casefold() == "dir" else name] = value
        return found

    def _note(self, person: str, attributes: dict[str, str], scope: _Scope, line: int) -> None:
        """Keep what is said of a person; defaults count where somebody is first named."""
        if person not in self._people:
            self._people[person] = dict(scope.node_defaults)
            self._lines[person] = line
        self._people[person] |= attributes
        scope.nodes[person] = None

    def _read_edges(self, groups: list[list[str]], scope: _Scope, line: int, depth: int) -> None:
        """Read on after one end of an edge: every person of a group is tied to all of the next."""
        while self._take_sign("->", "--"):
            if self._is_subgraph():
                groups.append(self._read_subgraph(scope, depth))
            else:
                person = self._word()
                self._skip_port()
                self._note(person, {}, scope, line)
                groups.append([person])
        attributes = {**scope.edge_defaults, **self._attributes()}
        way = attributes.pop("dir", "forward" if self._directed else "none").casefold()
        for group, following in pairwise(groups):
            self._left -= len(group) * len(following)
            if self._left < 0:
                raise ReadError(self._broken("ties of fewer people"))
            for source in group:
                for target in following:
                    self._add_tie(source, target, way, attributes, line)

    def _add_tie(
        self, source: str, target: str, way: str, attributes: dict[str, str], line: int
    ) -> None:
        ends = (target, source) if way == "back" else (source, target)
        known = ends if self._directed else (min(ends), max(ends))
        if self._strict and known in self._ties:
            self._records.refuse(line, "tie given again in a strict graph")
            return
        self._ties.add(known)
        tie = Tie(*ends, line, directed=way != "none")
        self._records.add_tie(tie, attributes)
        if way == "both" and source != target:
            self._records.add_tie(tie._replace(source=target, target=source), attributes)
