"""The data package that Discord sends: what its owner wrote, and to whom it was addressed by name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from weakties.importers._acts.records import Bond, Records
from weakties.importers._cells.moments import from_iso
from weakties.importers._files.json_text import fields, items, objects, read_json_or_warn, text
from weakties.importers._files.source import Member, Source
from weakties.importers._files.tables import Layout, read_table
from weakties.importers._log import Log

_CHANNEL = re.compile(r"(?:.*/)?c?\d{15,22}/channel\.json")
_MENTION = re.compile(r"<@!?(\d{15,22})>")
_DIRECT_NAME = re.compile(r"Direct Message with (.+?)(?:#\d{1,4})?")
_DIRECT = {"1", "DM", "3", "GROUP_DM"}
_FRIEND = {"1", "FRIEND"}
_LAYOUT = Layout(
    accepts={"id", "timestamp", "contents"}.issubset,
    expects="ID, Timestamp and Contents",
    longest=5_000,
    aliases={},
)


class Package(NamedTuple):
    """The files of a data package that are read."""

    channels: Sequence[Member]
    beside: Mapping[str, Member]  #: all files, by their path
    names: Mapping[str, str]  #: what the list of channels calls them, by their number


def find_package(source: Source) -> Package:
    """The channels of a data package, wherever its folders lie and however they are called."""
    channels = [member for member in source.members if _CHANNEL.fullmatch(member.name)]
    beside = {member.name: member for member in source.members} if channels else {}
    return Package(channels, beside, {})


def read_names(package: Package, records: Records) -> Package:
    """The package with the names of its channels, as far as it lists them."""
    names: dict[str, str] = {}
    for member in package.beside.values():
        if PurePosixPath(member.name).name == "index.json":
            listed = fields(read_json_or_warn(member, records.log))
            names.update({number: text(name) for number, name in listed.items()})
    return package._replace(names=names)


def read_owner(package: Package, records: Records) -> str:
    """The owner's id and friends; ``owner`` if the package does not hold the account."""
    for member in package.beside.values():
        if PurePosixPath(member.name).name != "user.json":
            continue
        account = fields(read_json_or_warn(member, records.log))
        owner = text(account.get("id"))
        if not owner:
            continue
        records.log.files[member.name] += 1
        records.know(owner, text(account.get("global_name")) or text(account.get("username")))
        for one in objects(account.get("relationships")):
            user = fields(one.get("user"))
            person = text(user.get("id")) or text(one.get("id"))
            if person and text(one.get("type")) in _FRIEND:
                records.know(person, text(user.get("global_name")) or text(user.get("username")))
                records.bond(Bond(owner, person, "friend", directed=False))
        return owner
    records.log.warn("The package does not say whose it is: user.json is missing.")
    records.hear_of("owner")
    return "owner"


def add_channel(member: Member, package: Package, owner: str, records: Records) -> None:
    """Turn what the owner wrote in one channel into acts."""
    about = fields(read_json_or_warn(member, records.log))
    number = text(about.get("id")) or PurePosixPath(member.name).parent.name
    direct = text(about.get("type")) in _DIRECT
    recipients = {
        person for person in map(text, items(about.get("recipients"))) if person.isdecimal()
    }
    for one in _messages(member, package, records.log):
        time = from_iso(text(one.get("Timestamp")))
        if direct and recipients - {owner}:
            records.act(time, owner, recipients - {owner}, "message", context=number)
            continue
        mentioned = set(_MENTION.findall(text(one.get("Contents"))))
        if mentioned:
            where = _place(about) or number
            records.act(
                time, owner, mentioned, "mention", context=where, thread=text(one.get("ID"))
            )
        else:
            records.log.pass_over("message: names nobody")
    # A direct conversation is called after the other one.
    called = _DIRECT_NAME.fullmatch(package.names.get(number, ""))
    if called and len(others := recipients - {owner}) == 1:
        records.hear_of(min(others), called[1])


def _place(about: Mapping[str, Any]) -> str:
    guild = text(fields(about.get("guild")).get("name"))
    return "/".join(filter(None, (guild, text(about.get("name")))))


def _messages(member: Member, package: Package, log: Log) -> Iterator[Mapping[str, Any]]:
    folder = PurePosixPath(member.name).parent
    beside = package.beside.get(str(folder / "messages.json"))
    if beside is not None:
        found = list(objects(read_json_or_warn(beside, log)))
        log.files[beside.name] += len(found)
        yield from found
    elif (table := package.beside.get(str(folder / "messages.csv"))) is not None:
        for row in read_table(table, _LAYOUT, log):
            cells = row.fields
            yield {
                "ID": cells["id"],
                "Timestamp": cells["timestamp"],
                "Contents": cells["contents"],
            }
