"""Instagram as it exported until 2020: five documents, in which everybody goes by account."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from weakties.importers._acts.records import Bond, Records
from weakties.importers._cells.moments import from_iso
from weakties.importers._files.json_text import fields, items, objects, read_json_or_warn
from weakties.importers._files.source import Member, Source
from weakties.importers.meta._repair import name_in

#: How the documents begin, by their names; others have such names as well.
_BEGINS = {
    "connections": re.compile(rb'"(?:followers|following)"\s*:\s*\{'),
    "messages": re.compile(rb'"participants"\s*:\s*\[\s*"(?s:.*)"conversation"\s*:'),
    "likes": re.compile(rb'"(?:media|comment)_likes"\s*:\s*\[\s*\['),
    "comments": re.compile(rb'"media_comments"\s*:\s*\[\s*\['),
}
_GONE = {"@instagram user", "@instagramuser"}


def old_members(source: Source) -> dict[str, list[Member]]:
    """The documents by what they hold, parts of one together."""
    found: dict[str, list[Member]] = {}
    for member in source.members:
        path = PurePosixPath(member.name)
        kind = path.stem.rstrip("_0123456789").lower()
        begins = _BEGINS.get(kind) if path.suffix.lower() == ".json" else None
        if begins is not None and begins.search(member.head()):
            found.setdefault(kind, []).append(member)
    return found


def old_account(source: Source, records: Records) -> str:
    """The owner's account, as their profile names it."""
    for member in source.members:
        if PurePosixPath(member.name).name == "profile.json":
            profile = fields(read_json_or_warn(member, records.log))
            if owner := account_of(profile.get("username")):
                records.log.files[member.name] += 1
                records.know(owner, name_in(profile.get("name")))
                return owner
    return ""


def account_of(value: Any) -> str:
    """The id of an account by its name."""
    name = name_in(value).removeprefix("@").lower()
    return f"@{name}" if name and f"@{name}" not in _GONE else ""


def add_old(members: Mapping[str, Sequence[Member]], owner: str, records: Records) -> None:
    """Turn all documents into ties and acts."""
    for kind, some in members.items():
        for member in some:
            document = read_json_or_warn(member, records.log)
            if kind == "connections":
                _add_connections(fields(document), member, owner, records)
            elif kind == "messages":
                for one in objects(document):
                    _add_conversation(one, member, owner, records)
            else:
                act = "reaction" if kind == "likes" else "reply"
                _add_acts(fields(document), act, member, owner, records)


def _add_connections(
    document: Mapping[str, Any], member: Member, owner: str, records: Records
) -> None:
    for kind in ("followers", "following"):
        for name, since in fields(document.get(kind)).items():
            records.log.files[member.name] += 1
            if account := account_of(name):
                ends = (account, owner) if kind == "followers" else (owner, account)
                records.bond(Bond(*ends, "follow", from_iso(since)))
            else:
                records.log.pass_over(f"{kind}: without an account")


def _add_conversation(one: Mapping[str, Any], member: Member, owner: str, records: Records) -> None:
    said = list(objects(one.get("conversation")))
    records.log.files[member.name] += len(said)
    people = set(filter(None, map(account_of, items(one.get("participants")))))
    people |= set(filter(None, (account_of(message.get("sender")) for message in said)))
    context = ", ".join(sorted(people - {owner})) or "chat"
    for message in said:
        author, time = account_of(message.get("sender")), from_iso(message.get("created_at"))
        if not author:
            records.log.pass_over("message: by nobody who has a name")
            continue
        if others := people - {author}:
            records.act(time, author, others, "message", context=context)
        else:
            records.log.pass_over("message: to nobody who has a name, or to oneself")
        for like in objects(message.get("likes")):
            if person := account_of(like.get("username")):
                when = from_iso(like.get("date")) or time
                records.act(when, person, [author], "reaction", context=context)


def _add_acts(
    document: Mapping[str, Any], kind: str, member: Member, owner: str, records: Records
) -> None:
    """Likes and comments: a row has the time, the text if there is one, and whose post it was."""
    for row in _rows(document):
        records.log.files[member.name] += 1
        account = account_of(row[-1])
        if account:
            records.act(from_iso(row[0]), owner, [account], kind)
        else:
            records.log.pass_over(f"{kind}: without an account")


def _rows(document: Mapping[str, Any]) -> Iterator[Sequence[Any]]:
    for rows in document.values():
        yield from (row for row in items(rows) if isinstance(row, list) and len(row) > 1)
