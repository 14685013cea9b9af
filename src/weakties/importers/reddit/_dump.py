"""Dumps of Reddit for research: posts and comments of everybody, an object on each line."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from weakties._typing import Progress
from weakties.importers._acts.records import Records
from weakties.importers._cells.moments import from_seconds
from weakties.importers._files.json_text import parse_json, read_json_lines, text
from weakties.importers._files.source import Member
from weakties.importers._steps import steps

_NOBODY = {"", "[deleted]", "[removed]"}
_PROGRAMS = {"automoderator"}
_ENDINGS = (".json", ".jsonl", ".ndjson", ".txt")


def is_dump(member: Member) -> bool:
    """Whether the first line is a post or comment of a dump."""
    line = member.head().partition(b"\n")[0].strip()
    if not line.startswith(b"{") or b'"author"' not in line or b'"subreddit"' not in line:
        return False
    try:
        first = parse_json(line.decode("utf-8", "replace"), member)
    except OSError:
        return False
    return isinstance(first, dict) and bool({"link_id", "num_comments"} & first.keys())


def dump_members(members: Sequence[Member], most: int | None = None) -> list[Member]:
    """The members that hold dumps, among the first so many."""
    named = [one for one in members if len(members) == 1 or _may_be(one)]
    return [one for one in named[:most] if is_dump(one)]


def _may_be(member: Member) -> bool:
    name = member.name.lower()
    return name.endswith(_ENDINGS) or "." not in name


def add_dump(members: Sequence[Member], records: Records, progress: Progress | None) -> None:
    """Turn posts and comments into messages in their threads, and comments into answers."""
    authors: dict[str, str] = {}
    for member in steps(members, "reading authors", progress):
        for one in _lines(member, records, counts=True):
            authors[_name(one)] = text(one.get("author"))
    for member in steps(members, "reading comments", progress):
        for one in _lines(member, records, counts=False):
            _add(one, authors, records)


def _lines(member: Member, records: Records, *, counts: bool) -> Iterator[Mapping[str, Any]]:
    # The file is read twice, but its lines are counted once.
    log = records.log if counts else Records().log
    return read_json_lines(member, log)


def _name(one: Mapping[str, Any]) -> str:
    """The full name of a post or comment, by which others refer to it."""
    return f"{'t1' if 'link_id' in one else 't3'}_{text(one.get('id'))}"


def _is_nobody(author: str) -> bool:
    return author in _NOBODY or author.casefold() in _PROGRAMS


def _add(one: Mapping[str, Any], authors: Mapping[str, str], records: Records) -> None:
    author = text(one.get("author"))
    if _is_nobody(author):
        records.log.pass_over("post: by a program, or an account that is gone")
        return
    time = from_seconds(one.get("created_utc"))
    place = text(one.get("subreddit")) or "reddit"
    thread = text(one.get("link_id")) or _name(one)
    records.speak(time, author, context=place, thread=thread)
    parent = text(one.get("parent_id"))
    if not parent:
        return
    answered = authors.get(parent, "")
    if _is_nobody(answered):
        records.log.pass_over("reply: to what is not in the file, or to nobody")
    else:
        records.act(time, author, [answered], "reply", context=place, thread=thread)
