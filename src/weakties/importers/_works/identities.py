"""Which authors of a file are one person: by the id of a register, else by name.

Two records without ids name one person if family name and initials agree and no given name speaks
against it. A record without id joins the one person with an id who has that name, if there is one.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from weakties.importers._works.author_names import Author, given_words, plain_words


class _Form(NamedTuple):
    """What is compared of a name."""

    family: str
    given: tuple[str, ...]

    @property
    def key(self) -> str:
        """Family name and initials."""
        return f"{self.family}, {' '.join(one[0] for one in self.given)}".removesuffix(", ")

    @property
    def full(self) -> str:
        """All of the name."""
        return f"{self.family}, {' '.join(self.given)}".removesuffix(", ")


class Identities:
    """Everybody who wrote anything in a file."""

    def __init__(self, authors: Iterable[Author]) -> None:
        self._forms: dict[tuple[str, str], _Form] = {}
        words: dict[str, list[set[str]]] = defaultdict(list)
        known = list(authors)
        for one in known:
            form = self._form(one)
            seen = words[form.key]
            seen.extend(set() for _ in range(len(form.given) - len(seen)))
            for place, word in enumerate(form.given):
                if len(word) > 1:
                    seen[place].add(word)
        #: Names that stand for several people, as their given names differ.
        self._several = {key for key, seen in words.items() if any(len(one) > 1 for one in seen)}
        self._bearers: dict[str, set[str]] = defaultdict(set)
        for one in known:
            if one.id:
                self._bearers[self._name(one)].add(one.id)
        self.ids = frozenset(one.id for one in known) - {""}

    def person_of(self, author: Author) -> str:
        """The id of a person in a register, else the name."""
        if author.id:
            return author.id
        name = self._name(author)
        bearers = self._bearers.get(name, set())
        return next(iter(bearers)) if len(bearers) == 1 else name

    def _form(self, author: Author) -> _Form:
        name = author.family, author.given
        if name not in self._forms:
            family = plain_words(author.family) or author.family.casefold()
            self._forms[name] = _Form(family, given_words(author.given))
        return self._forms[name]

    def _name(self, author: Author) -> str:
        form = self._form(author)
        return form.full if form.key in self._several else form.key
