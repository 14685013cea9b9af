"""Direct messages of an X archive, between two people and in groups. Texts are never kept."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from weakties.importers._acts.records import Records
from weakties.importers._cells.moments import from_iso
from weakties.importers._files.json_text import fields, items, objects, text


def add_conversation(one: Mapping[str, Any], records: Records) -> None:
    """Messages and reactions of one conversation."""
    conversation = fields(one.get("dmConversation"))
    context = text(conversation.get("conversationId")) or None
    entries = list(objects(conversation.get("messages")))
    everybody = frozenset(_everybody(entries))
    for entry in entries:
        message = fields(entry.get("messageCreate"))
        sender, recipient = text(message.get("senderId")), text(message.get("recipientId"))
        if not message:
            records.log.pass_over("message: notice of the program")
            continue
        targets = {recipient} if recipient else everybody - {sender}
        if not sender or not targets:
            records.log.pass_over("message: without sender or recipient")
            continue
        time = from_iso(message.get("createdAt"))
        records.act(time, sender, targets, "message", context=context)
        for reaction in objects(message.get("reactions")):
            if person := text(reaction.get("senderId")):
                when = from_iso(reaction.get("createdAt")) or time
                records.act(when, person, [sender], "reaction", context=context)


def owner_of_messages(conversations: Iterable[Mapping[str, Any]]) -> str:
    """Whoever takes part in every one of several conversations; nothing if that may be several."""
    parts = []
    for one in conversations:
        conversation = fields(one.get("dmConversation"))
        parts.append({*_everybody(list(objects(conversation.get("messages"))))})
    known = [people for people in parts if people]
    everywhere = set.intersection(*known) if len(known) > 1 else set()
    return min(everywhere) if len(everywhere) == 1 else ""


def _everybody(entries: list[Mapping[str, Any]]) -> Iterator[str]:
    """Whoever wrote, was written to, or is said to have taken part."""
    for entry in entries:
        for notice in map(fields, entry.values()):
            alone = ("senderId", "recipientId", "initiatingUserId")
            many = (*items(notice.get("participantsSnapshot")), *items(notice.get("userIds")))
            for person in (*(notice.get(key) for key in alone), *many):
                if shown := text(person):
                    yield shown
