"""Conversations of Teams for personal accounts (and of Skype): one document of one person."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from weakties.importers._acts.addresses import harmless_ids
from weakties.importers._acts.records import Records
from weakties.importers._cells.moments import from_iso
from weakties.importers._cells.titles import unique_titles
from weakties.importers._files.json_text import fields, items, objects, text

#: Lists of the account itself, not conversations with anybody.
_OWN_LISTS = "48:"
_BOTS = "28:"
_WRITTEN = ("RichText", "Text")


def is_personal(document: Any) -> bool:
    """Whether a document is such an export."""
    return "conversations" in fields(document) and "userId" in fields(document)


def add_conversations(document: Mapping[str, Any], records: Records) -> str:
    """Turn all conversations into acts; also the owner's id."""
    conversations = list(objects(document.get("conversations")))
    ids = harmless_ids(_ids_in(document, conversations))
    own = text(document.get("userId"))
    owner = ids[own]
    records.hear_of(owner)
    names = {
        str(number): text(one.get("displayName")) or ids[text(one.get("id"))]
        for number, one in enumerate(conversations, start=1)
    }
    titles = unique_titles(names)
    for number, one in enumerate(conversations, start=1):
        name = text(one.get("id"))
        said = list(objects(one.get("MessageList")))
        if name.startswith((_OWN_LISTS, _BOTS)):
            records.log.pass_over("message: list of the account, or chat with a bot", len(said))
            continue
        members = {own, *_members(fields(one.get("threadProperties")))}
        members |= {text(message.get("from")) for message in said}
        members = {member for member in members if member and not member.startswith(_BOTS)}
        if not name.startswith("19:"):
            members |= {name} - {""}
        for message in said:
            _add(message, members, ids, titles[str(number)], records)
    return owner


def _ids_in(
    document: Mapping[str, Any], conversations: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    """Ids of everybody, which may be addresses of mail or numbers of telephones."""
    yield text(document.get("userId"))
    for one in conversations:
        yield text(one.get("id"))
        yield from _members(fields(one.get("threadProperties")))
        for message in objects(one.get("MessageList")):
            yield text(message.get("from"))


def _add(
    message: Mapping[str, Any],
    members: set[str],
    ids: Mapping[str, str],
    context: str,
    records: Records,
) -> None:
    author = text(message.get("from"))
    properties = fields(message.get("properties"))
    if not text(message.get("messagetype")).startswith(_WRITTEN) or author not in members:
        records.log.pass_over("message: notice of the program, or of a bot")
    elif text(properties.get("deletetime")):
        records.log.pass_over("message: deleted")
    else:
        others = {ids[one] for one in members - {author}}
        author = ids[author]
        records.hear_of(author, text(message.get("displayName")))
        time = from_iso(message.get("originalarrivaltime"))
        if others:
            records.act(time, author, others, "message", context=context)
        else:
            records.log.pass_over("message: to a bot, or to oneself")
        for emotion in objects(_parsed(properties.get("emotions"))):
            for user in objects(emotion.get("users")):
                if (person := text(user.get("mri"))) in members:
                    records.act(time, ids[person], [author], "reaction", context=context)


def _members(properties: Mapping[str, Any]) -> Iterator[str]:
    """Members of a group, which stand in a text that is JSON itself."""
    for one in items(_parsed(properties.get("members"))):
        yield text(one) or text(fields(one).get("MemberMri"))


def _parsed(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None
