"""One GraphML document, tag by tag."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from weakties.connections import Connections
from weakties.importers._cells.numbers import measure_of, whole_of
from weakties.importers._files.xml_text import Step
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.record_tables import Membership
from weakties.importers._graphs.tie_columns import Tie


@dataclass(frozen=True, kw_only=True)
class _Key:
    """What an attribute is called, and how its values are to be read."""

    name: str
    kind: str  #: type of its values
    scope: str  #: node, edge, graph, all, ...
    drawing: bool  #: whether it holds what a program draws rather than a value
    default: str | None = None


@dataclass(kw_only=True)
class _Element:
    """A graph, node, port, edge or hyperedge that is open."""

    tag: str
    line: int
    given: Mapping[str, str]
    data: dict[str, Any] = field(default_factory=dict)
    label: str = ""  #: what yEd writes on it
    ends: list[str] = field(default_factory=list)  #: people of a hyperedge
    holds: bool = False  #: whether a node holds a graph


_ELEMENTS = ("graph", "node", "port", "edge", "hyperedge")
#: Types of the specification, and those of graph-tool.
_WHOLE = {"int", "long", "integer", "short"}
_FLOATS = {"float", "double", "long_double"}


class Document:
    """Where in the document we are, and what has been found so far."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._keys: defaultdict[str, dict[str, _Key]] = defaultdict(dict)  #: by id and scope
        self._named: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)  #: these by name
        self._key: Mapping[str, str] | None = None  #: the declaration we are in
        self._open: list[_Element] = []
        self._data: str | None = None  #: the key of the data we are in
        self._counts: Counter[str] = Counter()
        self._undeclared: set[str] = set()
        self._twins: list[tuple[str, str]] = []  #: a name, and another of the same attribute

    def take(self, step: Step) -> None:
        """Go on by one tag."""
        if self._data is not None:
            self._take_inside_data(step)
        elif step.name in _ELEMENTS:
            self._take_element(step)
        elif step.name == "data" and step.kind == "start":
            self._data = step.attributes.get("key", "")
        elif step.name == "endpoint" and step.kind == "start" and self._open:
            self._open[-1].ends.append(step.attributes.get("node", ""))
        elif step.name in ("key", "default"):
            self._take_declaration(step)

    def finish(self) -> Connections:
        """All of it as `Connections`."""
        log = self._records.log
        for name, twin in dict.fromkeys(self._twins):
            # NetworkX has a key of its own for every type that values of one attribute have.
            self._records.join_attributes(name, twin)
        if self._undeclared:
            names = ", ".join(sorted(self._undeclared))
            log.warn(f"Attributes that the file does not declare were read as text: {names}.")
        if self._counts["drawing"]:
            log.warn("Shapes, colours and positions were not read.")
        if self._counts["labels"]:
            log.warn(
                f"Further labels of nodes or edges that were not read: {self._counts['labels']:,}."
            )
        if self._counts["no direction"]:
            log.warn("The file does not say whether its ties are directed; they were read as not.")
        if networks := self._records.ties.networks():
            log.warn(
                f"{len(networks)} graphs were read together; nodes with the same id are one person."
            )
        return self._records.connections("graphml")

    # What is declared

    def _take_declaration(self, step: Step) -> None:
        if step.kind == "start" and step.name == "key":
            self._key = step.attributes
            self._declare(step.attributes, None)
        elif step.kind == "end" and step.name == "default" and self._key is not None:
            self._declare(self._key, step.text)
        elif step.kind == "end" and step.name == "key":
            self._key = None

    def _declare(self, given: Mapping[str, str], default: str | None) -> None:
        identity = given.get("id", "")
        scope = given.get("for", "all")
        name = " ".join(given.get("attr.name", "").split()) or identity
        twin = any(
            other != identity and (its == scope or "all" in (its, scope))
            for other, its in self._named[name]
        )
        if twin:
            self._twins.append((name, f"{name} ({identity})"))
        else:
            self._named[name].add((identity, scope))
        self._keys[identity][scope] = _Key(
            name=f"{name} ({identity})" if twin else name,
            kind=given.get("attr.type", "string").casefold(),
            scope=scope,
            drawing="attr.name" not in given and any("yfiles" in one for one in given),
            default=default,
        )

    def _defaults(self, tag: str) -> dict[str, Any]:
        return {
            key.name: _typed(key.default, key.kind)
            for declared in self._keys.values()
            for key in declared.values()
            if key.default is not None and not key.drawing and key.scope in (tag, "all")
        }

    # What an element says

    def _take_inside_data(self, step: Step) -> None:
        if step.kind == "start":
            return
        element = self._open[-1] if self._open else None
        if step.name == "data" and not step.prefix.startswith("y"):
            identity, self._data = self._data or "", None
            if element is not None and element.tag != "graph":
                self._keep(element, identity, step.text)
        elif element is not None and step.name in ("NodeLabel", "EdgeLabel"):
            text = " ".join(step.text.split())
            self._counts["labels"] += bool(element.label and text)
            element.label = element.label or text

    def _key_of(self, identity: str, tag: str) -> _Key | None:
        """The declaration of an attribute; Cytoscape uses one id for nodes and edges."""
        declared = self._keys.get(identity, {})
        return declared.get(tag) or declared.get("all") or next(iter(declared.values()), None)

    def _keep(self, element: _Element, identity: str, text: str) -> None:
        key = self._key_of(identity, element.tag)
        if key is not None and key.drawing:
            self._counts["drawing"] += 1
        elif key is None:
            self._undeclared.add(identity)
            element.data[identity or "data"] = text.strip()
        else:
            element.data[key.name] = _typed(text, key.kind)

    # Graphs, nodes, edges

    def _take_element(self, step: Step) -> None:
        if step.kind == "start":
            holder = self._open[-1] if self._open else None
            if holder is not None and step.name == "graph":
                holder.holds = True
            elif step.name == "graph":
                self._counts["graphs"] += 1
            self._open.append(_Element(tag=step.name, line=step.line, given=step.attributes))
            return
        element = self._open.pop()
        if element.tag == "node":
            self._add_person(element)
        elif element.tag == "edge":
            self._add_tie(element)
        elif element.tag == "hyperedge":
            self._add_hyperedge(element)

    def _add_person(self, node: _Element) -> None:
        person = node.given.get("id", "")
        self._records.add_person(
            person,
            node.line,
            label=node.label,
            attributes={**self._defaults("node"), **node.data},
            network=str(self._counts["graphs"]),
        )
        if node.holds:
            self._records.groups.add(person)
        for holder in self._open:
            if person and holder.tag == "node":
                group = holder.given.get("id", "")
                self._records.add_membership(Membership(person, group, "group", node.line))

    def _add_tie(self, edge: _Element) -> None:
        graphs = [one for one in self._open if one.tag == "graph"]
        said = edge.given.get("directed") or graphs[-1].given.get("edgedefault") if graphs else None
        self._counts["no direction"] += said is None
        attributes = {**self._defaults("edge"), **edge.data}
        if edge.label:
            attributes.setdefault("label", edge.label)
        top = graphs[0].given.get("id") if graphs else None
        tie = Tie(
            edge.given.get("source", ""),
            edge.given.get("target", ""),
            edge.line,
            directed=str(said).casefold() in {"true", "1", "directed"},
            network=top or f"graph {self._counts['graphs']}",
        )
        self._records.add_tie(tie, attributes)

    def _add_hyperedge(self, edge: _Element) -> None:
        self._counts["hyperedges"] += 1
        focus = edge.given.get("id") or f"hyperedge {self._counts['hyperedges']}"
        for person in filter(None, edge.ends):
            self._records.add_membership(Membership(person, focus, "hyperedge", edge.line))


def _typed(text: str | None, kind: str) -> Any:
    """A value of the declared type; text that is none of it stays text."""
    plain = (text or "").strip()
    if kind == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(plain.casefold(), plain)
    if kind in _WHOLE | _FLOATS:
        number = whole_of(plain) if kind in _WHOLE else measure_of(plain)
        return plain or None if number is None else number
    return plain
