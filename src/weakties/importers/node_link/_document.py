"""From a JSON document to people and ties."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from weakties._columns import find_roles
from weakties.errors import UnknownFormatError
from weakties.importers._files.json_text import fields, items, text
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.tie_columns import Tie

#: What may hold the lists of nodes and links, and what they may be called.
_HOLDERS = ("graph", "elements", "network", "data")
_NODES = ("nodes", "vertices")
_LINKS = ("links", "edges")
#: Where the attributes of a node or link may stand apart.
_APART = ("data", "attributes", "metadata")
#: Names of an id, best first.
_IDS = ("id", "key", "name", "label", "title")
#: What names a link itself.
_OWN = {"id", "key", "index"}
#: Where a node is drawn.
_PLACES = {"x", "y", "z", "vx", "vy", "fx", "fy", "position", "viz"}
_DEEPEST = 20


@dataclass(frozen=True, kw_only=True)
class Graph:
    """The nodes and links of one graph, and what is said of all of it."""

    nodes: Any
    links: Any
    said: Mapping[str, Any]


def find_graphs(document: Any, where: str) -> list[Graph]:
    """The graphs of a document; raises where there is none."""
    several = items(fields(document).get("graphs"))
    graphs = [graph for one in several or [document] for graph in _graphs(fields(one))]
    if not graphs:
        message = (
            f"{where} is JSON, but has no list of nodes and no list of links (or edges). Give the "
            "network as JSON that has both, or as an edge list."
        )
        raise UnknownFormatError(message)
    return graphs


def _graphs(document: Mapping[str, Any]) -> Iterator[Graph]:
    """The graph of a document, wherever in it its lists stand."""
    for holder in (document, *(fields(document.get(name)) for name in _HOLDERS)):
        nodes = next((holder[name] for name in _NODES if name in holder), None)
        links = next((holder[name] for name in _LINKS if name in holder), None)
        if isinstance(nodes, list | dict) or isinstance(links, list):
            yield Graph(nodes=nodes, links=links, said={**document, **holder})
            return


def add_graph(graph: Graph, number: int, records: Records) -> None:
    """Add the people and ties of a graph."""
    ids = [_add_person(key, node, records, str(number)) for key, node in _nodes(graph.nodes)]
    links = [_flat(one) if isinstance(one, dict) else one for one in items(graph.links)]
    by_place = _are_places(links, ids)
    if by_place:
        records.log.warn("Ends of links are places of nodes, counted from 0.")
    name = text(graph.said.get("id")) or text(graph.said.get("label")) or f"graph {number}"
    directed = _is_directed(graph)
    for link in links:
        ends = _ends(link)
        if ends is None:
            records.refuse(None, "link without source and target")
            continue
        source, target = (_person(end, ids, by_place=by_place) for end in ends)
        attributes = _attributes(link) if isinstance(link, dict) else {}
        one_way = _direction(attributes, directed=directed)
        records.add_tie(Tie(source, target, directed=one_way, network=name), attributes)


def _nodes(nodes: Any) -> Iterator[tuple[str, Any]]:
    """Nodes with their keys, where they have keys."""
    if isinstance(nodes, dict):
        yield from ((str(key), node) for key, node in nodes.items())
    else:
        yield from (("", node) for node in items(nodes))


def _add_person(key: str, node: Any, records: Records, network: str) -> str:
    said = _flat(node) if isinstance(node, dict) else {"id": node}
    named = [name for name in _IDS if _id(said.get(name))]
    person = key or (_id(said[named[0]]) if named else "")
    used = () if key or not named else (named[0],)
    others = {name: said[name] for name in said if name not in used}
    others = {name: others[name] for name in others if name.partition(".")[0] not in _PLACES}
    if used and used[0] in ("name", "label", "title"):
        others["label"] = said[used[0]]
    records.add_person(person, attributes=others, network=network)
    return person


def _id(value: Any) -> str:
    """A text or number as an id, a list of them joined; 1.0 and 1 are one."""
    if isinstance(value, tuple):
        return ", ".join(map(_id, value))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return text(value)


def _flat(record: Mapping[str, Any], before: str = "", depth: int = 0) -> dict[str, Any]:
    """A record with the parts of its parts, named with a dot; lists as tuples."""
    found: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            is_apart = name in _APART and not before
            inside = _flat(value, "" if is_apart else f"{before}{name}.", depth + 1)
            found = {**inside, **found} if depth < _DEEPEST else found
        elif isinstance(value, list):
            found[before + name] = tuple(one for one in value if not isinstance(one, list | dict))
        elif value is not None:
            found[before + name] = text(value) if isinstance(value, str) else value
    return found


def _ends(link: Any) -> tuple[Any, Any] | None:
    """What stands for the two people of a link."""
    if isinstance(link, list | tuple):
        return (link[0], link[1]) if len(link) > 1 else None
    if not isinstance(link, dict):
        return None
    # D3 puts the nodes themselves in the place of their ids.
    keys, roles = list(link), find_roles(link)
    ends = []
    for role in ("source", "target"):
        inner = next((link[f"{role}.{one}"] for one in _IDS if f"{role}.{one}" in link), None)
        ends.append(link[keys[roles[role]]] if role in roles else inner)
    return None if None in ends else (ends[0], ends[1])


def _are_places(links: list[Any], ids: list[str]) -> bool:
    """Whether numbers at the ends of links count nodes rather than name them."""
    ends = [end for link in links for end in _ends(link) or ()]
    numbers = [end for end in ends if isinstance(end, int) and not isinstance(end, bool)]
    known = set(ids)
    if not numbers or all(str(number) in known for number in numbers):
        return False
    return all(0 <= number < len(ids) for number in numbers)


def _person(end: Any, ids: list[str], *, by_place: bool) -> str:
    if by_place and isinstance(end, int):
        return ids[end]
    return _id(end)


def _attributes(link: Mapping[str, Any]) -> dict[str, Any]:
    """What a link says beside its ends and its own id."""
    roles, keys = find_roles(link), list(link)
    used = {keys[roles[role]] for role in ("source", "target") if role in roles}
    others = {name: value for name, value in link.items() if name not in used | _OWN}
    return {
        name: value for name, value in others.items() if not name.startswith(("source.", "target."))
    }


def _is_directed(graph: Graph) -> bool:
    """What the graph says of all its links; graphology directs those that say nothing."""
    kind = fields(graph.said.get("options")).get("type")
    said = graph.said.get("directed", kind in ("directed", "mixed"))
    return said is True or str(said).casefold() in ("true", "1", "directed")


def _direction(attributes: dict[str, Any], *, directed: bool) -> bool:
    """Whether a link has a direction, by itself or by its graph."""
    if "undirected" in attributes:
        return attributes.pop("undirected") is not True
    said = attributes.pop("directed", directed)
    return said is True or str(said).casefold() in ("true", "1", "directed")
