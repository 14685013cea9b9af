"""Turn letters into acts: messages, and replies where they answer a letter that is there."""

import hashlib
from collections.abc import Container, Iterable, Mapping, Sequence

from weakties.importers._acts.records import Records
from weakties.importers.mail._letters import LISTED, MACHINE, Letter


def add_letters(
    letters: Sequence[Letter],
    everything: Mapping[int, Letter],
    one_id: Mapping[str, str],
    records: Records,
    *,
    nobody: Container[str],
) -> None:
    """Add the acts of every letter; what is in ``everything`` alone is there to be answered.

    ``nobody`` holds the ids of lists, under whose address some letters are sent on.
    """
    roots = _Roots(everything)
    for letter in letters:
        thread = f"{roots.of(letter):016x}"
        sender = one_id.get(letter.sender, letter.sender)
        parent = everything.get(letter.parent or 0)
        if parent is not None and (parent.sender in nobody or parent.reason == MACHINE):
            parent = None
        answered = None if parent is None else one_id.get(parent.sender, parent.sender)
        if letter.reason == LISTED:
            records.speak(letter.time, sender, context=letter.list_name, thread=thread)
            if answered is not None:
                where = {"context": letter.list_name, "thread": thread}
                records.act(letter.time, sender, [answered], "reply", **where)
        else:
            _add_private(letter, sender, answered, thread, one_id, records)


def _add_private(
    letter: Letter,
    sender: str,
    answered: str | None,
    thread: str,
    one_id: Mapping[str, str],
    records: Records,
) -> None:
    """A letter to people; whoever is in Bcc is not seen by the others, nor they by each other."""
    to = {one_id.get(one, one) for one in letter.to}
    blind = {one_id.get(one, one) for one in letter.blind} - to
    where = {"context": _seen_by(thread, {sender, *to}), "thread": thread}
    others = to - {sender}
    if answered in others:
        records.act(letter.time, sender, [answered], "reply", **where)
        to = others - {answered}
    if to:
        records.act(letter.time, sender, to, "message", **where)
    for one in sorted(blind - {sender}):
        records.act(letter.time, sender, [one], "message", thread=thread)


def _seen_by(thread: str, people: Iterable[str]) -> str:
    """A name for the part of a conversation that these people saw."""
    everybody = "\0".join([thread, *sorted(people)])
    return f"conversation {hashlib.blake2b(everybody.encode(), digest_size=6).hexdigest()}"


class _Roots:
    """The first letter of every conversation, found from answer to answer."""

    def __init__(self, letters: Mapping[int, Letter]) -> None:
        self._letters = letters
        self._known: dict[int, int] = {}

    def of(self, letter: Letter) -> int:
        """The number of the letter that a conversation began with."""
        way: list[int] = []
        root, parent = letter.root, letter.parent
        seen = set()
        while parent is not None and parent not in seen:
            if parent in self._known:
                root = self._known[parent]
                break
            found = self._letters.get(parent)
            if found is None:
                break
            seen.add(parent)
            way.append(parent)
            root, parent = found.root, found.parent
        self._known.update(dict.fromkeys(way, root))
        return root
