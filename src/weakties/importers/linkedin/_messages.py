"""messages.csv: who wrote to whom and when. Texts are never kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from weakties._columns import plain_name
from weakties.importers._cells.dates import parse_times
from weakties.importers._files.source import Member
from weakties.importers._files.tables import Place, Row, read_table
from weakties.importers._log import Log
from weakties.importers.linkedin._directory import Directory
from weakties.importers.linkedin._members import LAYOUTS
from weakties.importers.linkedin._names import HIDDEN_NAME, Party, slug_of, slugs_in

_YES = {"yes", "true", "1", "y"}
#: Marks the text of advertisements.
_SPONSORED_MARK = "spinmail"
#: No date is longer; "Wednesday, September 30, 2026" is not.
_LONGEST_TIME = 30


class Message(NamedTuple):
    """One message that somebody really sent."""

    conversation: str | None
    time: datetime | None
    sender: Party
    recipients: tuple[str, ...]  #: profiles
    names: str  #: names of the recipients as one text
    place: Place
    unsigned: bool  #: whether the place of the sender's profile is there but empty, as in ads


class Event(NamedTuple):
    """One dated act between people of the network."""

    time: datetime | None
    actor: str
    targets: tuple[str, ...]
    kind: str
    context: str | None
    others: int = 0  #: further recipients, who are not among the people


def read_messages(members: Sequence[Member], log: Log) -> list[Message]:
    """All messages but drafts, spam, advertisements, repeated rows and those of hidden members."""
    seen: set[int] = set()
    messages: list[Message] = []
    for member in members:
        table = read_table(member, LAYOUTS["messages"], log)
        rows = [row for row in table if _counts(row, member, log)]
        rows = [row for row in rows if _is_new(row, seen, member, log)]
        times = read_times([row.fields["date"] for row in rows], rows, member, log)
        messages += [
            _message(row.fields, time, Place(member, row.line))
            for row, time in zip(rows, times, strict=True)
        ]
    return messages


def read_times(
    texts: Sequence[str], rows: Sequence[Row], member: Member, log: Log
) -> list[datetime | None]:
    """A column of times as LinkedIn writes it, where month comes before day."""
    times = parse_times(texts, usual="month first")
    for number in times.unread + times.undecided:
        # In a row whose fields have shifted, this may be a text that nobody should see.
        found = texts[number] if len(texts[number]) <= _LONGEST_TIME else ""
        log.note(member, rows[number].line, "date not understood (row kept)", found)
    return times.values


def _counts(row: Row, member: Member, log: Log) -> bool:
    """Whether a row is a message between members; the others are counted."""
    fields = row.fields
    drafts = (fields.get("ismessagedraft", ""), fields.get("isconversationdraft", ""))
    if any(draft.casefold() in _YES for draft in drafts):
        reason = "message: draft"
    elif plain_name(fields.get("folder", "")) == "spam":
        reason = "message: spam"
    elif _SPONSORED_MARK in fields.get("content", ""):
        reason = "message: sponsored"
    elif fields["from"].casefold() == HIDDEN_NAME and not fields.get("senderprofileurl"):
        reason = "message: sender is hidden"
    else:
        return True
    log.refuse(member, row.line, reason)
    return False


def _is_new(row: Row, seen: set[int], member: Member, log: Log) -> bool:
    """Whether this very row (to the second and the text) was not read before."""
    mark = hash(tuple(sorted(row.fields.items())))
    if mark in seen:
        log.refuse(member, row.line, "message: repeated row")
        return False
    seen.add(mark)
    return True


def _message(fields: Mapping[str, str], time: datetime | None, place: Place) -> Message:
    return Message(
        conversation=fields.get("conversationid") or None,
        time=time,
        sender=Party(slug_of(fields.get("senderprofileurl", "")), fields["from"]),
        recipients=slugs_in(fields.get("recipientprofileurls", "")),
        names=fields.get("to", ""),
        place=place,
        unsigned=fields.get("senderprofileurl") == "",
    )


def parties_of(messages: Iterable[Message]) -> list[Party]:
    """Names that messages give together with a profile."""
    senders = [message.sender for message in messages]
    return senders + [
        Party(message.recipients[0], message.names)
        for message in messages
        if len(message.recipients) == 1 and message.names
    ]


def conversations_of(messages: Iterable[Message]) -> list[frozenset[str]]:
    """Profiles that take part in each conversation."""
    members: dict[str, set[str]] = {}
    for number, message in enumerate(messages):
        taking_part = members.setdefault(message.conversation or f"\0{number}", set())
        taking_part.update(message.recipients)
        if message.sender.slug:
            taking_part.add(message.sender.slug)
    return [frozenset(some) for some in members.values() if some]


def message_events(messages: Iterable[Message], who: Directory, log: Log) -> list[Event]:
    """Messages between people of the network; the others are counted."""
    events = []
    for message in messages:
        actor = who.find(message.sender)
        if actor is None:
            why = "sponsored" if message.unsigned else "sender is no contact"
            log.refuse(*message.place, f"message: {why}")
            continue
        found, others = _recipients(message, actor, who)
        if not found:
            log.refuse(*message.place, "message: no recipient is a contact")
            continue
        context = message.conversation or "with " + ", ".join(sorted({actor, *found} - {who.owner}))
        targets = tuple(sorted(found))
        events.append(Event(message.time, actor, targets, "message", context, others))
    return events


def _recipients(message: Message, actor: str, who: Directory) -> tuple[set[str], int]:
    """Known recipients, and how many others there were."""
    if message.recipients:
        found = {slug for slug in message.recipients if slug in who.ids}
        others = len(message.recipients) - len(found)
    else:
        found, others = who.split_names(message.names)
    if actor != who.owner and who.owner not in found:
        # What others wrote is in the owner's mailbox because the owner received it.
        found.add(who.owner)
        others = max(0, others - 1)
    return found - {actor}, others
