"""From the lists of a GML file to people and ties."""

from collections import Counter
from typing import Any

from weakties.connections import Connections
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.record_tables import Membership
from weakties.importers._graphs.tie_columns import Tie
from weakties.importers.gml._parser import Entry, Pairs

#: What NetworkX puts before the values of a list, so that one of one value stays a list.
_LIST_OF_NETWORKX = "_networkx_list_start"
_DRAWING = {"graphics", "labelgraphics", "vgj", "edgeanchor"}
_TRUE = ("1", "true", "True")


class Graph:
    """What has been found so far."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._begun = 0  #: the first tie of the graph we are in
        self._groups: list[tuple[str, str]] = []
        self._counts: Counter[str] = Counter()

    def take(self, entry: Entry) -> None:
        """Go on by a node, an edge or the end of a graph."""
        if entry.kind == "node":
            self._add_person(entry)
        elif entry.kind == "edge":
            self._add_tie(entry)
        else:
            self._end_graph(entry.pairs)

    def finish(self) -> Connections:
        """All of it as `Connections`."""
        log = self._records.log
        if self._counts["drawing"]:
            log.warn("Shapes, colours and positions were not read.")
        if self._counts["graphs"] > 1:
            log.warn(
                f"{self._counts['graphs']} graphs were read together; nodes with the same id are "
                "one person."
            )
        for person, group in self._groups:
            self._records.groups.add(group)
            self._records.add_membership(Membership(person, group, "group"))
        return self._records.connections("gml")

    def _add_person(self, node: Entry) -> None:
        person = _word(node.pairs, "id")
        group = _word(node.pairs, "gid")
        if group:
            self._groups.append((person, group))
        attributes = self._attributes(node.pairs, leave_out=("id", "gid", "isgroup"))
        network = str(self._counts["graphs"])
        self._records.add_person(person, node.line, attributes=attributes, network=network)

    def _add_tie(self, edge: Entry) -> None:
        # A graph may say at its end that it is directed.
        said = _word(edge.pairs, "directed")
        source, target = _word(edge.pairs, "source"), _word(edge.pairs, "target")
        tie = Tie(source, target, edge.line, directed=said in _TRUE if said else None)
        left_out = ("source", "target", "id", "directed")
        self._records.add_tie(tie, self._attributes(edge.pairs, leave_out=left_out))

    def _end_graph(self, graph: Pairs) -> None:
        self._counts["graphs"] += 1
        name = _word(graph, "label") or _word(graph, "name") or f"graph {self._counts['graphs']}"
        ties = self._records.ties
        ties.settle(self._begun, directed=_word(graph, "directed") in _TRUE, network=name)
        self._begun = len(ties)

    def _attributes(self, pairs: Pairs, *, leave_out: tuple[str, ...]) -> dict[str, Any]:
        """What else is said, with the names of lists before those inside them."""
        found: dict[str, Any] = {}
        for name, values in pairs.items():
            if name in _DRAWING:
                self._counts["drawing"] += 1
            elif name in leave_out:
                continue
            elif len(values) == 1 and isinstance(values[0], int | float):
                found[name] = values[0]
            else:
                plain = [one for one in values if not isinstance(one, dict)]
                inner = [one for one in values if isinstance(one, dict)]
                if plain[:1] == [_LIST_OF_NETWORKX]:
                    found[name] = tuple(plain[1:])
                elif plain:
                    found[name] = plain[0] if len(plain) == 1 else tuple(plain)
                for one in inner:
                    nested = self._attributes(one, leave_out=())
                    found.update({f"{name}.{key}": value for key, value in nested.items()})
        return found


def _word(pairs: Pairs, name: str) -> str:
    """A value as text, without what makes 1.0 and 1 two ids."""
    value = pairs.get(name, [""])[0]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if isinstance(value, dict) else str(value)
