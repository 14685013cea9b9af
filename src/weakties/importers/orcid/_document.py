"""Records of ORCID as they are in JSON; those in XML are brought into the same form."""

from collections.abc import Iterator, Mapping
from typing import Any

from weakties._typing import Progress
from weakties.importers._files.json_text import read_json, text
from weakties.importers._files.source import Member
from weakties.importers._files.text import start_of
from weakties.importers._files.xml_text import has_root, read_xml
from weakties.importers._log import Log
from weakties.importers._works.work_records import begins_as_json
from weakties.importers._works.works import Period, find_period

#: The first elements of documents that ORCID gives, without prefix.
_ROOTS = ("record", "bulk", "work", "activities-summary", "works")


def is_document(member: Member) -> bool:
    """Whether a file is a record or work of ORCID, in JSON or XML."""
    head = start_of(member)
    if begins_as_json(head):
        works = '"put-code"' in head and ('"contributors"' in head or '"work-summary"' in head)
        return '"orcid-identifier"' in head or works
    return "orcid.org/ns/" in head and any(has_root(member.head(), root) for root in _ROOTS)


def read_document(member: Member, log: Log, progress: Progress | None) -> Any:
    """The document, with elements of XML as objects of lists."""
    if begins_as_json(start_of(member)):
        return read_json(member, log)
    open_ones: list[tuple[str, dict[str, Any]]] = [("", {})]
    for step in read_xml(member, log, "records", progress):
        if step.kind == "start":
            path = step.attributes.get("path")
            open_ones.append((step.name, {} if path is None else {"path": path}))
        else:
            name, found = open_ones.pop()
            plain = step.text.strip()
            value: Any = {**found, "value": plain} if found.keys() <= {"path"} else found
            open_ones[-1][1].setdefault(name, []).append(value)
    return open_ones[0][1]


def find_all(node: Any, *names: str) -> Iterator[Mapping[str, Any]]:
    """All objects of these names, however deep, but not those inside one another; in order."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(reversed(one))
        elif isinstance(one, _Found):
            yield one.value
        elif isinstance(one, dict):
            for name, value in reversed(one.items()):
                inside = value if isinstance(value, list) else [value]
                if name in names:
                    found = [_Found(each) for each in inside if isinstance(each, dict)]
                    waiting.extend(reversed(found))
                elif isinstance(value, dict | list):
                    waiting.append(value)


class _Found:
    """An object that was looked for, until its turn comes."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        self.value = value


def dig(node: Any, *names: str) -> Any:
    """What lies at the end of a way down; the first wherever there are several."""
    for name in names:
        node = node.get(name) if isinstance(node, dict) else None
        if isinstance(node, list):
            node = node[0] if node else None
    return node


def said(node: Any, *names: str) -> str:
    """The text at the end of a way down, in a value of its own or not."""
    found = dig(node, *names)
    return text(found.get("value")) if isinstance(found, dict) else text(found)


def period_of(node: Any) -> Period:
    """First and last day of a date of which month and day may be missing."""
    parts = [said(node, name) for name in ("year", "month", "day")]
    known = parts[: parts.index("")] if "" in parts else parts
    return find_period("-".join(known))
