"""Read JSON documents, and JSON lines, without trusting their size, depth or shape."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from weakties._typing import Progress
from weakties.errors import ReadError
from weakties.importers._files.decoding import decode_start
from weakties.importers._files.source import Member
from weakties.importers._files.text import LONGEST_LINE
from weakties.importers._log import Log

#: A document is held in memory as a whole, several times its size.
LARGEST_DOCUMENT = 1 << 30
_JSON_ENDINGS = (".json", ".jsonl", ".ndjson", ".txt")
#: Characters between two calls of ``progress``.
_TOLD_EVERY = 1 << 24


class JsonError(ReadError):
    """A document is no JSON that can be used."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where} {why}. Give the file as it was downloaded.")
        self.why = why  #: what is wrong, in words that follow the name of the file


def read_json(member: Member, log: Log) -> Any:
    """The whole document; `JsonError` says why there is none."""
    return parse_json(read_document(member, log), member)


def read_json_or_warn(member: Member, log: Log) -> Any:
    """The document, or None and a warning if it is damaged: one of many files of an export."""
    try:
        return read_json(member, log)
    except JsonError as error:
        log.warn(f"{member.name} {error.why}. It was left out.")
        # Named among the files, so that pseudonyms hide its name in the warning.
        log.files[member.name] += 0
        return None


def read_document(member: Member, log: Log) -> str:
    """The text of a document, however it is encoded."""
    with member.open() as stream:
        content = stream.read(LARGEST_DOCUMENT + 1)
    if len(content) > LARGEST_DOCUMENT:
        message = (
            f"{member.where} is a JSON document over {LARGEST_DOCUMENT // 2**20:,} MB, which does "
            "not fit into memory. Export a shorter time, or fewer chats, and give the parts."
        )
        raise ReadError(message)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        log.warn_of_encoding(member)
        return content.decode(member.decoding.encoding, "replace")


def parse_json(text: str, member: Member) -> Any:
    """What a text says in JSON."""
    try:
        return json.loads(text)
    except RecursionError:
        raise JsonError(member.where, "is nested deeper than any honest JSON") from None
    except ValueError as error:
        # A message of the parser names a place, never the content.
        raise JsonError(member.where, f"is no JSON, or cut short ({error})") from None


def read_json_lines(
    member: Member, log: Log, progress: Progress | None = None
) -> Iterator[Mapping[str, Any]]:
    """The objects of a file with one on each line; other lines are counted."""
    log.warn_of_encoding(member)
    number = done = told = 0
    with member.open_text() as stream:
        while line := stream.readline(LONGEST_LINE):
            number += 1
            done += len(line)
            if progress is not None and done - told >= _TOLD_EVERY:
                progress("reading lines", done, max(done, member.size))
                told = done
            if not line.strip():
                continue
            found = _parse_line(line)
            if found is None:
                log.refuse(member, number, "line is no JSON object")
            else:
                yield found
    log.files[member.name] += number


def first_object(member: Member) -> Mapping[str, Any]:
    """The object that a list, or a file with an object on each line, begins with; empty if none."""
    start = decode_start(member.head()).lstrip("\ufeff \t\r\n")
    try:
        found, _ = json.JSONDecoder().raw_decode(start.removeprefix("[").lstrip())
    except (ValueError, RecursionError):
        return {}
    return fields(found)


def members_with_objects(
    members: Sequence[Member],
    accepts: Callable[[Mapping[str, Any]], bool],
    most: int | None = None,
) -> list[Member]:
    """The files, among the first so many called like JSON, whose first object is accepted."""
    named = [
        one for one in members if len(members) == 1 or one.name.lower().endswith(_JSON_ENDINGS)
    ]
    return [one for one in named[:most] if accepts(first_object(one))]


def read_objects(
    member: Member, log: Log, progress: Progress | None = None
) -> Iterator[Mapping[str, Any]]:
    """The objects of a list, or of a file with one on each line; or one alone."""
    if has_object_a_line(member):
        yield from read_json_lines(member, log, progress)
        return
    document = read_json(member, log)
    found = document if isinstance(document, list) else [document]
    log.files[member.name] += len(found)
    yield from objects(found)


def has_object_a_line(member: Member) -> bool:
    """Whether the first line is a whole object, and another begins on the next."""
    lines = [line for line in member.head_lines(50) if line.strip()]
    if len(lines) < 2 or not lines[1].lstrip().startswith("{"):
        # An object may be longer than the head; what comes behind it then shows in no first line.
        return _goes_on(member)
    return _parse_line(lines[0]) is not None


def _goes_on(member: Member) -> bool:
    """Whether a long first line is a whole object, and not the last line."""
    with member.open_text() as stream:
        line = stream.readline(LONGEST_LINE)
        whole = line.lstrip("\ufeff \t").startswith("{") and line.rstrip().endswith("}")
        return whole and bool(stream.read(1))


def _parse_line(line: str) -> Mapping[str, Any] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def fields(value: Any) -> Mapping[str, Any]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: Any) -> Sequence[Any]:
    """The value if it is an array, else an empty one."""
    return value if isinstance(value, list) else ()


def objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of an array; whatever else it holds is passed over."""
    return (one for one in items(value) if isinstance(one, dict))


def text(value: Any) -> str:
    """A text or whole number as text that can be written in every encoding; else nothing."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 1 << 70 else ""
    if not isinstance(value, str):
        return ""
    # JSON can spell halves of characters, which no encoding can write.
    plain = value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    return plain.strip()
