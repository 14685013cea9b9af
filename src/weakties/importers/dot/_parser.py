"""The statements of DOT: nodes, edges, defaults and subgraphs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, pairwise

from weakties.errors import ReadError
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.record_tables import Membership
from weakties.importers._graphs.tie_columns import Tie
from weakties.importers.dot._tokens import SIGNS, fault_of, text_of

_DEEPEST = 100
#: Words whose meaning is kept, and characters of one.
_MOST_KEPT, _LONGEST_KEPT = 100_000, 100
_SEPARATORS = (";", ",")
_EDGES = ("->", "--")
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

    def __init__(self, pieces: Iterable[list[str]], records: Records, most: int) -> None:
        self._tokens = chain.from_iterable(pieces)
        self._records = records
        self._next, self._line = "", 0
        self._texts: dict[str, str] = {}  #: what words say
        self._directed = self._strict = False
        self._people: dict[str, dict[str, str]] = {}
        self._lines: dict[str, int] = {}
        self._ties: set[tuple[str, str]] = set()
        self._drawn = False
        self._left = most  #: ties that may still come from groups
        self._advance()

    def read(self) -> None:
        """Read the graph and add its people; ties are added on the way."""
        self._strict = self._take("strict")
        self._directed = self._take("digraph")
        if not self._directed and not self._take("graph"):
            raise ReadError(self._broken("graph or digraph"))
        if self._next not in SIGNS:
            self._word()
        self._read_block(_Scope(), 0)
        if self._next:
            self._records.log.warn("Only the first graph of the file was read.")
        for person, attributes in self._people.items():
            self._records.add_person(person, self._lines[person], attributes=attributes)
        if self._drawn:
            self._records.log.warn("Shapes, colours and positions were not read.")

    # Tokens

    def _advance(self) -> str:
        """Go on by a token; the one after it is next, nothing at the end."""
        token = self._next
        if "\n" in token:
            self._line += token.count("\n")
        for following in self._tokens:
            if following[0] not in "\n/" or following == "/":
                self._next = following
                return token
            self._line += following.count("\n")
        self._next = ""
        return token

    def _take(self, token: str) -> bool:
        """Go on if a sign or keyword is next."""
        if self._next == token or self._next.casefold() == token:
            self._advance()
            return True
        return False

    def _word(self) -> str:
        """A word; texts with a plus between them are one."""
        token = self._next
        text = self._texts.get(token)
        if text is None:
            text = self._text_of(token)
        self._advance()
        while self._next == "+":
            self._advance()
            text += self._text_of(self._next)
            self._advance()
        return text

    def _text_of(self, token: str) -> str:
        """What a word or text says; kept, for most come many times."""
        if not token or token in SIGNS:
            raise ReadError(self._broken("a name"))
        if why := fault_of(token):
            message = (
                f"{self._records.member.where}, line {self._line}: {token[:20]!r} {why}. Export the "
                "graph again."
            )
            raise ReadError(message)
        text = text_of(token)
        if len(self._texts) < _MOST_KEPT and len(token) < _LONGEST_KEPT:
            self._texts[token] = text
        return text

    def _broken(self, wanted: str) -> str:
        what = f"{self._next[:30]!r} stands" if self._next else "the file ends"
        return (
            f"{self._records.member.where}, line {self._line}: {what} where {wanted} should stand. "
            "This is no whole DOT; export the graph again."
        )

    # Statements

    def _read_block(self, scope: _Scope, depth: int) -> None:
        if depth > _DEEPEST:
            raise ReadError(self._broken(f"no subgraph over {_DEEPEST} deep"))
        if not self._take("{"):
            raise ReadError(self._broken("{"))
        while self._next != "}":
            if self._next in _SEPARATORS:
                self._advance()
            else:
                self._read_statement(scope, depth)
        self._advance()
        if scope.name.casefold().startswith("cluster"):
            for person in scope.nodes:
                focus = scope.label or scope.name
                self._records.add_membership(Membership(person, focus, "cluster"))

    def _read_statement(self, scope: _Scope, depth: int) -> None:
        line = self._line
        if self._is_subgraph():
            self._read_edges([self._read_subgraph(scope, depth)], scope, line, depth)
            return
        keyword = self._next.casefold()
        word = self._word()
        if self._take("="):
            self._set(scope, word, self._word())
        elif keyword in ("graph", "node", "edge") and self._next == "[":
            self._set_defaults(scope, keyword, self._attributes())
        else:
            self._skip_port()
            if self._next in _EDGES:
                self._note(word, {}, scope, line)
                self._read_edges([[word]], scope, line, depth)
            else:
                self._note(word, self._attributes(), scope, line)

    def _is_subgraph(self) -> bool:
        return self._next == "{" or self._next.casefold() == "subgraph"

    def _read_subgraph(self, scope: _Scope, depth: int) -> list[str]:
        name = ""
        if self._take("subgraph") and self._next not in SIGNS:
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
        while self._next == ":":
            self._advance()
            self._word()

    def _attributes(self) -> dict[str, str]:
        """All lists in brackets that follow."""
        found: dict[str, str] = {}
        while self._next == "[":
            self._advance()
            while self._next != "]":
                if self._next in _SEPARATORS:
                    self._advance()
                    continue
                name, value = self._word(), "true"
                if self._next == "=":
                    self._advance()
                    value = self._word()
                if name.casefold() in _DRAWING:
                    self._drawn = True
                else:
                    found[name.casefold() if name.casefold() == "dir" else name] = value
            self._advance()
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
        while self._next in _EDGES:
            self._advance()
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
        if self._strict:
            known = ends if self._directed else (min(ends), max(ends))
            if known in self._ties:
                self._records.refuse(line, "tie given again in a strict graph")
                return
            self._ties.add(known)
        tie = Tie(*ends, line, directed=way != "none")
        self._records.add_tie(tie, attributes)
        if way == "both" and source != target:
            self._records.add_tie(tie._replace(source=target, target=source), attributes)
