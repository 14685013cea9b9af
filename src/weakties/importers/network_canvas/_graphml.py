"""Interviews as Network Canvas writes them in GraphML: a graph each, the respondent being the graph."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from weakties._typing import Progress
from weakties.importers._files.source import Member
from weakties.importers._files.xml_text import Step, has_root, read_xml
from weakties.importers._log import Log
from weakties.importers._surveys.survey_tables import typed_cells

_NAME_SPACE = b"schema.networkcanvas.com"
_ELEMENTS = ("graph", "node", "edge")


@dataclass
class Element:
    """A graph, node or edge with its data, by the names that the survey gave them."""

    tag: str
    line: int
    given: Mapping[str, str]
    data: dict[str, Any] = field(default_factory=dict)


@dataclass
class Interview:
    """One graph: the respondent, and in it whom they named and the ties among those."""

    graph: Element
    nodes: list[Element] = field(default_factory=list)
    edges: list[Element] = field(default_factory=list)


def is_graphml(member: Member) -> bool:
    """Whether a file is GraphML of Network Canvas."""
    head = member.head()
    return _NAME_SPACE in head and has_root(head, "graphml")


def read_interviews(member: Member, log: Log, progress: Progress | None) -> Iterator[Interview]:
    """All graphs of a file."""
    keys: dict[str, Mapping[str, str]] = {}
    opened: list[Element] = []
    key = ""
    interview: Interview | None = None
    for step in read_xml(member, log, "interviews", progress):
        if step.kind == "start" and step.name == "key":
            keys[step.attributes.get("id", "")] = step.attributes
        elif step.kind == "start" and step.name == "data":
            key = step.attributes.get("key", "")
        elif step.name == "data" and opened:
            _keep(opened[-1], keys.get(key, {}), key, step.text)
        elif step.kind == "start" and step.name in _ELEMENTS:
            element = _element(step)
            opened.append(element)
            interview = Interview(element) if step.name == "graph" else interview
        elif step.name in _ELEMENTS and opened and interview is not None:
            element = opened.pop()
            if element.tag == "graph":
                log.files[member.name] += len(interview.nodes) + len(interview.edges)
                yield interview
            else:
                (interview.nodes if element.tag == "node" else interview.edges).append(element)


def _element(step: Step) -> Element:
    plain = {name.rpartition(":")[2]: value for name, value in step.attributes.items()}
    return Element(step.name, step.line, plain)


def _keep(element: Element, key: Mapping[str, str], identity: str, text: str) -> None:
    plain = " ".join(text.split())
    value = plain if key.get("attr.type", "string") == "string" else typed_cells([plain])[0]
    if value not in (None, ""):
        element.data[key.get("attr.name") or identity] = value
