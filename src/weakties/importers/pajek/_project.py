"""The networks, partitions and vectors of a Pajek file, and who is who in them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from weakties.errors import ArgumentError, ReadError, UnknownFormatError
from weakties.importers._files.claims import check_claim
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.spells import Spell
from weakties.importers.pajek._sections import Row, Section, split_row

_LINKS = {"arcs", "edges", "arcslist", "edgeslist", "matrix"}
_VALUES = {"partition", "vector"}
#: Objects that say nothing of people; their rows are counted.
_OTHERS = {"permutation", "cluster", "hierarchy"}

#: Words without marks behind a number that are parts of a name, unless they say how to draw.
_NAME = re.compile(r"[^\W\d_]+(?:[.'-][^\W\d_]*)?\.?")
_SHAPES = {
    *("ellipse", "box", "diamond", "triangle", "cross", "house", "circle", "man", "woman", "empty"),
    *("ic", "bc", "bw", "lc", "la", "lr", "lp", "lphi", "lsize", "fos", "font", "phi", "url"),
    *("c", "l", "p", "q", "r", "s", "w", "x", "y"),
}
_MARKED = re.compile(r"\S+\s+[\"']")


@dataclass(kw_only=True)
class Vertex:
    """What is said of one vertex."""

    label: str
    line: int
    spells: list[Spell]


@dataclass(kw_only=True)
class PajekNetwork:
    """One network: so many vertices, some of them described, and sections of links."""

    name: str
    size: int | None = None  #: None where the file does not say
    people: int | None = None  #: how many come first in a two-mode network
    vertices: dict[int, Vertex] = field(default_factory=dict)
    links: list[Section] = field(default_factory=list)

    def labels(self) -> list[str]:
        """What every vertex is called; one without label by its number."""
        numbers = range(1, (self.size or 0) + 1)
        return [self.vertices[one].label if one in self.vertices else str(one) for one in numbers]


@dataclass(kw_only=True)
class Values:
    """A partition or vector: a number for every vertex."""

    name: str
    texts: list[str]


@dataclass(kw_only=True)
class Project:
    """All of a file."""

    networks: list[PajekNetwork] = field(default_factory=list)
    values: list[Values] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)  #: name of a section -> its rows
    drawn: bool = False  #: whether vertices have positions


def gather(sections: Iterable[Section], records: Records, size: int) -> Project:
    """Sort the sections into networks and what describes their vertices."""
    project = Project()
    object_name, object_title = "network", ""
    for section in sections:
        if section.name == "network" or section.name in _VALUES | _OTHERS:
            object_name, object_title = section.name, section.title
            if section.name == "network":
                project.networks.append(PajekNetwork(name=section.title))
        elif section.name.startswith("vert") and object_name in _VALUES:
            texts = [row.text for row in section.rows]
            project.values.append(Values(name=object_title or object_name, texts=texts))
        elif section.name.startswith("vert") and object_name == "network":
            _add_vertices(project, section, records, size)
        elif section.name in _LINKS:
            object_name = "network"
            _add_links(project, section, records)
        else:
            is_other = section.name.startswith("vert")
            name = object_name if is_other else section.name or "before the first section"
            project.unread[name] += section.count()
    _refuse_values_alone(project, records)
    return project


def _last(project: Project) -> PajekNetwork:
    if not project.networks:
        project.networks.append(PajekNetwork(name=""))
    return project.networks[-1]


def _add_links(project: Project, section: Section, records: Records) -> None:
    network = _last(project)
    if network.size is None:
        message = (
            f"{records.member.where}, line {section.line}: *{section.name} comes before *Vertices, "
            "so that it is not known how many people there are. Export the network again."
        )
        raise ReadError(message)
    network.links.append(section)


def _add_vertices(project: Project, section: Section, records: Records, size: int) -> None:
    network = _last(project)
    if network.size is not None:
        network = PajekNetwork(name=f"network {len(project.networks) + 1}")
        project.networks.append(network)
    where = f"{records.member.where}, line {section.line}"
    counts = [int(word) for word in section.words if word.isdecimal()]
    if not counts or len(counts) != len(section.words) or (counts[1:] and counts[1] > counts[0]):
        message = (
            f"{where}: *Vertices is followed by {section.title or 'nothing'!r}, where the number "
            "of vertices should stand (and in a two-mode network that of the first mode)."
        )
        raise ReadError(message)
    check_claim(counts[0], "vertices", size=size, where=where)
    network.size = counts[0]
    network.people = counts[1] if len(counts) > 1 and counts[1] < counts[0] else None
    for row in section.rows:
        project.drawn |= _add_vertex(network, row, records)


def _add_vertex(network: PajekNetwork, row: Row, records: Records) -> bool:
    """Add what a row says of a vertex; whether it says where to draw it."""
    words, spells = split_row(row.text)
    number = int(words[0]) if words[0].isdecimal() else 0
    if not 1 <= number <= (network.size or 0):
        records.refuse(row.line, "no vertex of this number", row.text)
    elif number in network.vertices:
        records.refuse(row.line, "vertex given again", row.text)
    else:
        label = _take_label(words, row.text)
        vertex = Vertex(label=label or words[0], line=row.line, spells=spells)
        network.vertices[number] = vertex
    return len(words) > 2


def _take_label(words: list[str], text: str) -> str:
    """The label of a vertex, off its words; of one without marks, all words but those that draw."""
    first = words.pop(1) if len(words) > 1 else ""
    parts = first.split()
    if not _MARKED.match(text):
        while len(words) > 1 and _NAME.fullmatch(words[1]) and words[1] not in _SHAPES:
            parts.append(words.pop(1))
    words.insert(1, first)
    return " ".join(parts)


def _refuse_values_alone(project: Project, records: Records) -> None:
    """A partition or vector looks like a network of people called 1 and 2 without any tie."""
    ties = any(network.links for network in project.networks)
    plain = [vertex for one in project.networks for vertex in one.vertices.values()]
    rows = records.log.dropped["no vertex of this number"] + len(plain)
    bare = all(vertex.label.isdecimal() for vertex in plain)
    lone = not ties and rows > 0 and bare and records.log.dropped.total() > 0
    if (project.values and not project.networks) or lone:
        message = (
            f"{records.member.where} holds a partition or vector of Pajek, which says something of "
            "vertices but names none of them. Give the network (.net), or the project (.paj)."
        )
        raise UnknownFormatError(message)


def choose(project: Project, name: str | None, where: str) -> list[PajekNetwork]:
    """The networks to read: the one asked for, else all of them."""
    named = [network.name or f"network {at}" for at, network in enumerate(project.networks, 1)]
    if name is None:
        return project.networks
    if name not in named:
        known = ", ".join(named) or "none"
        message = f"network={name!r}: {where} holds no such network. It holds: {known}."
        raise ArgumentError(message)
    return [project.networks[named.index(name)]]


def name_people(networks: list[PajekNetwork], where: str) -> list[list[str]]:
    """Ids of the vertices of each network: their labels if these tell them apart, else numbers."""
    labels = [network.labels() for network in networks]
    if all(len(set(some)) == len(some) for some in labels):
        return labels
    if all(some == labels[0] for some in labels):
        return [[str(number) for number in range(1, len(some) + 1)] for some in labels]
    names = ", ".join(network.name or f"network {at}" for at, network in enumerate(networks, 1))
    message = (
        f"{where} holds {len(networks)} networks of different people ({names}), and their labels "
        "do not tell people apart, so that nobody can be found again in another one. Read one of "
        "them: weakties.importers.read_pajek(file, network=...)."
    )
    raise ReadError(message)
