"""One GEXF document, tag by tag."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from weakties.connections import Connections
from weakties.importers._cells.numbers import number_of
from weakties.importers._files.xml_text import Step
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.record_tables import Membership
from weakties.importers._graphs.spells import Spell
from weakties.importers._graphs.tie_columns import Tie
from weakties.importers.gexf._times import Clock
from weakties.importers.gexf._values import typed

_ELEMENTS = ("node", "edge")
#: Directions by how their names begin; the last two are those of version 1.0.
_TYPES = {
    "dir": "directed",
    "und": "undirected",
    "mut": "mutual",
    "sim": "undirected",
    "dou": "mutual",
}
#: Tags that draw rather than say something.
_DRAWING = {"color", "position", "size", "shape", "thickness"}
_DEEPEST = 100


@dataclass(kw_only=True)
class _Attribute:
    """What an attribute is called, and how its values are to be read."""

    name: str
    kind: str
    changes: bool = False  #: whether it is declared to have values over time
    default: str | None = None


class _Value(NamedTuple):
    """What an attribute is, and when."""

    value: Any
    spells: Sequence[Spell]


@dataclass(kw_only=True)
class _Element:
    """A node or edge that is open."""

    tag: str
    line: int
    given: Mapping[str, str]
    values: dict[str, list[_Value]] = field(default_factory=dict)
    spells: list[Spell] = field(default_factory=list)


class Document:
    """Where in the document we are, and what has been found so far."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._graph: Mapping[str, str] = {}
        self._clock = Clock()
        self._attributes: dict[tuple[str, str], _Attribute] = {}
        self._class: Mapping[str, str] = {}  #: the list of attributes we are in
        self._attribute: _Attribute | None = None  #: the attribute we are in
        self._open: list[_Element] = []
        self._holders: dict[str, str] = {}  #: node -> the node that holds it
        self._counts: Counter[str] = Counter()

    def take(self, step: Step) -> None:
        """Go on by one tag."""
        if step.prefix == "viz" or step.name in _DRAWING:
            self._counts["drawing"] += 1
        elif step.name in _ELEMENTS:
            self._take_element(step)
        elif step.name in ("attvalue", "spell", "slice", "parent"):
            self._take_part(step)
        elif step.name in ("attributes", "attribute", "default"):
            self._take_declaration(step)
        elif step.name == "graph" and step.kind == "start":
            self._graph = step.attributes
            self._clock.set(step.attributes, self._records.log)

    def finish(self) -> Connections:
        """All of it as `Connections`."""
        log = self._records.log
        if self._counts["drawing"]:
            log.warn("Colours, sizes and positions were not read.")
        if self._counts["earlier"]:
            log.warn(
                "Of attributes that change the latest value was kept; earlier ones left out: "
                f"{self._counts['earlier']:,}."
            )
        if self._counts["parents"]:
            log.warn(f"Lines of descent (parents) that were not read: {self._counts['parents']:,}.")
        if self._counts["changing"]:
            log.warn(
                "Where a weight changes every value is a row with its time, and a network adds them "
                f"up; ties of that kind: {self._counts['changing']:,}."
            )
        if self._counts["types"]:
            log.warn(
                "Ties of a type that is neither directed nor undirected nor mutual, read as "
                f"undirected: {self._counts['types']:,}."
            )
        for person in self._holders:
            self._add_memberships(person)
        return self._records.connections("gexf")

    # What is declared

    def _take_declaration(self, step: Step) -> None:
        if (step.kind, step.name) == ("start", "attributes"):
            self._class = step.attributes
        elif (step.kind, step.name) == ("start", "attribute"):
            given = step.attributes
            scope = self._class.get("class", "node").casefold()
            identity = given.get("id", given.get("title", ""))
            name = " ".join(given.get("title", identity).split()) or identity
            kind = given.get("type", "string").casefold()
            changes = self._class.get("mode", "").casefold() == "dynamic"
            self._attribute = _Attribute(name=name, kind=kind, changes=changes)
            self._attributes[scope, identity] = self._attribute
        elif (step.kind, step.name) == ("end", "default") and self._attribute is not None:
            self._attribute.default = step.text

    # Nodes and edges

    def _take_element(self, step: Step) -> None:
        if step.kind == "start":
            element = _Element(tag=step.name, line=step.line, given=step.attributes)
            element.spells.extend(self._clock.spells(step.attributes))
            self._note_holder(step)
            self._open.append(element)
            return
        element = self._open.pop()
        if element.tag == "node":
            self._add_person(element)
        else:
            self._add_tie(element)

    def _note_holder(self, step: Step) -> None:
        outer = self._open[-1].given.get("id", "") if self._open else ""
        holder = step.attributes.get("pid") or outer
        if step.name == "node" and holder:
            self._holders[step.attributes.get("id", "")] = holder

    def _take_part(self, step: Step) -> None:
        if step.kind == "end" or not self._open:
            return
        element = self._open[-1]
        if step.name == "parent":
            self._counts["parents"] += 1
        elif step.name == "attvalue":
            identity = step.attributes.get("for", step.attributes.get("id", ""))
            attribute = self._attributes.get((element.tag, identity))
            name = identity if attribute is None else attribute.name
            kind = "string" if attribute is None else attribute.kind
            value = typed(step.attributes.get("value", ""), kind)
            when = self._clock.spells(step.attributes)
            element.values.setdefault(name, []).append(_Value(value, when))
        else:
            element.spells.extend(self._clock.spells(step.attributes))

    def _add_person(self, node: _Element) -> None:
        self._records.add_person(
            node.given.get("id", ""),
            node.line,
            label=node.given.get("label", ""),
            attributes=self._latest(node),
            spells=self._clock.of_element(node.spells),
        )

    def _add_memberships(self, person: str) -> None:
        """A node belongs to the node that holds it, and to the one that holds that."""
        holder = self._holders.get(person)
        for _ in range(_DEEPEST):
            # The root is called 0 in old files, and is no node.
            if holder in (None, person) or holder not in self._records.people:
                return
            self._records.groups.add(holder)
            self._records.add_membership(Membership(person, holder, "group"))
            holder = self._holders.get(holder)

    def _add_tie(self, edge: _Element) -> None:
        said = edge.given.get("type") or self._graph.get("defaultedgetype") or "undirected"
        kind = _TYPES.get(said.casefold()[:3], "")
        self._counts["types"] += not kind
        changing = self._changing_weights(edge)
        attributes = self._latest(edge)
        if edge.given.get("label"):
            attributes.setdefault("label", edge.given["label"])
        tie = Tie(
            edge.given.get("source", ""),
            edge.given.get("target", ""),
            edge.line,
            directed=kind in ("directed", "mutual"),
            weight=edge.given.get("weight", edge.given.get("cardinal")),
            kind=edge.given.get("kind", ""),
            spells=self._clock.of_element(edge.spells),
        )
        rows = [tie._replace(weight=value, spells=when) for value, when in changing] or [tie]
        for row in rows:
            self._records.add_tie(row, attributes)
            if kind == "mutual" and row.source != row.target:
                back = row._replace(source=row.target, target=row.source)
                self._records.add_tie(back, attributes)

    def _changing_weights(self, edge: _Element) -> list[_Value]:
        """The weights of an edge over time, which take the place of the one it starts with."""
        name = next((one for one in edge.values if one.casefold() == "weight"), None)
        if name is None:
            return []
        declared = any(
            one.changes and one.name == name
            for (scope, _), one in self._attributes.items()
            if scope == "edge"
        )
        if not declared and not any(one.spells for one in edge.values[name]):
            return []
        values = edge.values.pop(name)
        self._counts["changing"] += len(values) > 1
        usual = self._clock.of_element(edge.spells)
        return [_Value(one.value, one.spells or usual) for one in values]

    def _latest(self, element: _Element) -> dict[str, Any]:
        """The last value of each attribute, or the one that holds where nothing is said."""
        found: dict[str, Any] = {
            one.name: typed(one.default, one.kind)
            for (scope, _), one in self._attributes.items()
            if scope == element.tag and one.default is not None
        }
        for name, values in element.values.items():
            self._counts["earlier"] += len(values) - 1
            found[name] = max(values, key=_beginning).value
        return found


def _beginning(one: _Value) -> tuple[float, str, str]:
    start = one.spells[0].start if one.spells else ""
    number = number_of(start)
    return (float("-inf") if number is None else number, start, str(one.value))
