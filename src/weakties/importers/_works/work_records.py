"""Records of works in JSON: a document, an answer of a service, an array, or an object a line."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from weakties._typing import Progress
from weakties.importers._files.json_text import (
    fields,
    has_object_a_line,
    items,
    objects,
    read_json,
    read_json_lines,
    text,
)
from weakties.importers._files.source import Member
from weakties.importers._log import Log
from weakties.importers._steps import steps

#: Where services put the records of an answer.
_WRAPPINGS = ("results", "items", "message", "data", "works")


def work_records(
    member: Member, log: Log, progress: Progress | None
) -> Iterator[Mapping[str, Any]]:
    """Every record of a file."""
    if has_object_a_line(member):
        # Such files may be larger than memory: no line is kept.
        yield from read_json_lines(member, log, progress)
        return
    found = _unwrapped(read_json(member, log))
    log.files[member.name] += len(found)
    others = sum(not isinstance(one, dict) for one in found)
    log.pass_over("record: no object of JSON", others)
    yield from steps([*objects(found)], "reading works", progress)


def _unwrapped(document: Any) -> list[Any]:
    """The records of a document: an array of them, in any wrapping, or one record."""
    for _ in range(len(_WRAPPINGS)):
        if isinstance(document, list):
            return document
        wrapped = (fields(document).get(name) for name in _WRAPPINGS)
        inner = next((one for one in wrapped if isinstance(one, list | dict)), None)
        if inner is None:
            break
        document = inner
    return [document]


def begins_as_json(head: str) -> bool:
    """Whether a text begins with an object or an array."""
    return re.match(r"\ufeff?\s*[\[{]", head) is not None


def first_text(value: Any) -> str:
    """A text, or the first of an array of texts."""
    return text(value) or next(filter(None, map(text, items(value))), "")
