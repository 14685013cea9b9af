"""From a JSON document to people and ties."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from weakties._columns import find_roles
from weakties.errors import UnknownFormatError
from weakties.importers._files.json_text import fields, items, objects, text
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
    directed: bool = False  #: whether ties are directed where nothing is said of it


def find_graphs(document: Any, where: str) -> list[Graph]:
    """The graphs of a document; raises where there is none."""
    several = items(fields(document).get("graphs"))
    if isinstance(document, list):
        document = {"elements": document}
    graphs = [
        graph
        for one in several or [document]
        for graph in _graphs(fields(one), one_of_several=bool(several))
    ]
    if not graphs:
        message = (
            f"{where} is JSON, but has no list of nodes and no list of links (or edges). Give the "
            "network as JSON that has both, or as an edge list."
        )
        raise UnknownFormatError(message)
    return graphs


def _graphs(document: Mapping[str, Any], *, one_of_several: bool) -> Iterator[Graph]:
    """The graph of a document, wherever in it its lists stand."""
    holders = {"": document} | {name: _sorted(document.get(name)) for name in _HOLDERS}
    for name, holder in holders.items():
        nodes = next((holder[name] for name in _NODES if name in holder), None)
        links = next((holder[name] for name in _LINKS if name in holder), None)
        said = {**document, **holder}
        if links is None and isinstance(nodes, list) and "adjacency" in holder:
            links = _adjacent(nodes, items(holder["adjacency"]), directed=_says_directed(said))
        if isinstance(nodes, list | dict) or isinstance(links, list):
            # In JSON Graph Format ties are directed unless they or the graph say otherwise.
            directed = "edges" in holder and (name == "graph" or one_of_several)
            yield Graph(nodes=nodes, links=links, said=said, directed=directed)
            return


def _sorted(holder: Any) -> Mapping[str, Any]:
    """What holds the lists; where nodes and edges are one list, as Cytoscape.js has it, both."""
    if not isinstance(holder, list):
        return fields(holder)
    elements = [{"data": fields(one).get("data")} for one in holder]
    ties = [{"source", "target"} <= fields(one["data"]).keys() for one in elements]
    return {
        "nodes": [one for one, is_tie in zip(elements, ties) if not is_tie],
        "edges": [one for one, is_tie in zip(elements, ties) if is_tie],
    }


def _adjacent(nodes: Sequence[Any], rows: Sequence[Any], *, directed: bool) -> list[Any]:
    """The links of NetworkX's ``adjacency_data``, which lists undirected ones from both ends."""
    names = [fields(node).get("id") for node in nodes]
    place = {_id(name): at for at, name in enumerate(names)}
    return [
        {"source": name, "target": link.get("id"), **{k: link[k] for k in link if k != "id"}}
        for at, (name, row) in enumerate(zip(names, rows))
        for link in objects(row)
        if directed or place.get(_id(link.get("id")), at) >= at
    ]


def add_graph(graph: Graph, number: int, records: Records) -> None:
    """Add the people and ties of a graph."""
    nodes = [_node(key, node) for key, node in _nodes(graph.nodes)]
    links = [_flat(one) if isinstance(one, dict) else one for one in items(graph.links)]
    by_place = _are_places(links, nodes)
    if by_place:
        records.log.warn("Ends of links are places of nodes, counted from 0.")
        nodes = _told_apart(nodes)
    ids = [node.id for node in nodes]
    for node in nodes:
        records.add_person(
            node.id, label=node.label, attributes=node.attributes, network=str(number)
        )
    names = {} if by_place else _names(links, nodes, records)
    name = text(graph.said.get("id")) or text(graph.said.get("label")) or f"graph {number}"
    directed = _is_directed(graph)
    for link in links:
        ends = _ends(link)
        if ends is None:
            records.refuse(None, "link without source and target")
            continue
        if by_place and not all(_stands_there(end, ids) for end in ends):
            records.refuse(None, "no node at this place", f"{ends[0]} {ends[1]}")
            continue
        source, target = (_person(end, ids, names, by_place=by_place) for end in ends)
        attributes = _attributes(link) if isinstance(link, dict) else {}
        one_way = _direction(attributes, directed=directed)
        records.add_tie(Tie(source, target, directed=one_way, network=name), attributes)


def _nodes(nodes: Any) -> Iterator[tuple[str, Any]]:
    """Nodes with their keys, where they have keys."""
    if isinstance(nodes, dict):
        yield from ((str(key), node) for key, node in nodes.items())
    else:
        yield from (("", node) for node in items(nodes))


class _Node(NamedTuple):
    """What is said of one node."""

    id: str
    label: str
    attributes: dict[str, Any]
    by_name: bool  #: whether nothing but a name says which node it is


def _node(key: str, node: Any) -> _Node:
    said = _flat(node) if isinstance(node, dict) else {"id": node}
    used = "" if key else next((name for name in _IDS if _id(said.get(name))), "")
    person = key or _id(said.get(used))
    others = {
        name: value
        for name, value in said.items()
        if name != used and name.partition(".")[0] not in _PLACES
    }
    by_name = used in ("name", "label", "title")
    return _Node(person, person if by_name else "", others, by_name)


def _told_apart(nodes: list[_Node]) -> list[_Node]:
    """Nodes under their names if these tell them apart, else under their places."""
    if len({node.id for node in nodes}) == len(nodes):
        return nodes
    return [node._replace(id=str(at)) for at, node in enumerate(nodes)]


def _names(links: list[Any], nodes: list[_Node], records: Records) -> dict[str, str]:
    """The ids of nodes by their names, where links name them so and no two are called the same."""
    ends = {_id(end) for link in links for end in _ends(link) or ()}
    if not ends or not ends.isdisjoint(node.id for node in nodes):
        return {}
    for role in ("name", "label"):
        names = {_id(node.attributes.get(role)): node.id for node in nodes}
        if len(names) == len(nodes) and ends <= names.keys():
            records.log.warn(f"Links name people by their {role}, not by their id.")
            return names
    return {}


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


def _are_places(links: list[Any], nodes: list[_Node]) -> bool:
    """Whether numbers at the ends of links count nodes rather than name them."""
    ends = [end for link in links for end in _ends(link) or ()]
    numbers = [end for end in ends if isinstance(end, int) and not isinstance(end, bool)]
    named = {str(number) for number in numbers} & {node.id for node in nodes}
    if not numbers or all(str(number) in named for number in numbers):
        return False
    if not named and nodes and all(node.by_name for node in nodes):
        return True
    return all(0 <= number < len(nodes) for number in numbers)


def _stands_there(end: Any, ids: list[str]) -> bool:
    return not isinstance(end, int) or 0 <= end < len(ids)


def _person(end: Any, ids: list[str], names: Mapping[str, str], *, by_place: bool) -> str:
    if by_place and isinstance(end, int):
        return ids[end]
    return names.get(_id(end), _id(end))


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
    usual = graph.directed or kind in ("directed", "mixed")
    return _says_directed({"directed": usual, **graph.said})


def _says_directed(graph: Mapping[str, Any]) -> bool:
    said = graph.get("directed")
    return said is True or str(said).casefold() in ("true", "1", "directed")


def _direction(attributes: dict[str, Any], *, directed: bool) -> bool:
    """Whether a link has a direction, by itself or by its graph."""
    if "undirected" in attributes:
        return attributes.pop("undirected") is not True
    said = attributes.pop("directed", directed)
    return said is True or str(said).casefold() in ("true", "1", "directed")
