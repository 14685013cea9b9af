"""Letters that are in several folders, or that several people have: each once."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from weakties.importers.mail._letters import BULK, LISTED, MACHINE, MAILING, Letter


class Copies:
    """Letters by number; those of one number are one letter, and so are those that are alike."""

    def __init__(self) -> None:
        self._letters: dict[int, Letter] = {}
        self._alike: dict[int, int] = {}  #: a number by what letters have in common
        self._same: dict[int, int] = {}  #: a smaller number of the same letter
        self._again = 0

    def add(self, key: int, letter: Letter, likeness: int | None) -> None:
        """Add a letter that has this number; without a likeness only its number tells copies."""
        known = self._letters.get(key)
        self._again += known is not None
        self._letters[key] = letter if known is None else _merge([known, letter])
        if likeness is not None:
            first, second = sorted(
                (self._root(self._alike.setdefault(likeness, key)), self._root(key))
            )
            if first != second:
                self._same[second] = first

    def joined(self) -> tuple[dict[int, Letter], int]:
        """Every letter once, whichever of its numbers others answer; and how many were copies."""
        if not self._same:
            return self._letters, self._again
        letters: dict[int, Letter] = {}
        for key in sorted(self._letters):
            letter, root = self._letters[key], self._root(key)
            letters[root] = letter if root not in letters else _merge([letters[root], letter])
        again = self._again + len(self._letters) - len(letters)
        return {key: self._renumbered(letter) for key, letter in letters.items()}, again

    def _renumbered(self, letter: Letter) -> Letter:
        parent = None if letter.parent is None else self._root(letter.parent)
        return letter._replace(parent=parent, root=self._root(letter.root))

    def _root(self, key: int) -> int:
        while (smaller := self._same.get(key)) is not None:
            key = smaller
        return key


def _merge(copies: Iterable[Letter]) -> Letter:
    """One letter of its copies in several folders: the one sent knows of Bcc, the one received of lists."""
    first, *others = sorted(copies, key=_order)
    for one in others:
        to = {*first.to, *one.to}
        first = first._replace(
            time=first.time or one.time,
            parent=one.parent if first.parent is None else first.parent,
            to=tuple(sorted(to)),
            blind=tuple(sorted({*first.blind, *one.blind} - to)),
            reason=_worse(first.reason, one.reason),
            list_name=first.list_name or one.list_name,
        )
    return first


def _order(letter: Letter) -> tuple[datetime, str, str, Sequence[str], int]:
    when = letter.time or datetime.max
    return when, letter.sender, letter.list_name, letter.to, letter.parent or 0


def _worse(one: str, other: str) -> str:
    ranks = ("", MAILING, BULK, LISTED, MACHINE)
    return max(one, other, key=ranks.index)
