"""A Pajek file as sections of rows, and a row as words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from weakties.importers._cells.labels import without_entities
from weakties.importers._files.text import lines_of
from weakties.importers._graphs.spells import Spell

_WORD = re.compile(
    r'"(?P<text>[^"]*)"|(?<!\S)\'(?P<single>[^\']*)\'(?!\S)|\[(?P<times>[\d\s,;*.-]+)\]|[^\s"]+|"'
)
#: What makes more of a row than words between blanks.
_SPECIAL = re.compile(r"[\"'\[&]")
#: A line that begins a section.
_HEAD = re.compile(r"(?m)^[^\S\n]*\ufeff*\*([^\n]*)")
#: What a line of comment begins with.
_COMMENTS = ("%", "/*")
#: A relation before a row: ``2: 1 3 0.5``.
_RELATION = re.compile(r"\s*(\d+)\s*:\s*(.*)")


class Row(NamedTuple):
    """A row as it stands in the file."""

    line: int
    text: str


@dataclass(kw_only=True)
class Section:
    """What follows a line that begins with a star."""

    name: str  #: vertices, arcs, edges, arcslist, edgeslist, matrix, network, partition, ...
    words: list[str]  #: the rest of that line
    line: int
    body: str  #: the text until the next such line

    @property
    def rows(self) -> Iterator[Row]:
        """Its rows, without blank lines and comments."""
        for line, row in enumerate(lines_of(self.body), start=self.line + 1):
            stripped = row.strip().lstrip("\ufeff")
            if stripped and not stripped.startswith(_COMMENTS):
                yield Row(line, stripped)

    def count(self) -> int:
        """How many rows it has."""
        return sum(1 for _ in self.rows)

    @cached_property
    def title(self) -> str:
        """The rest of the line as a name."""
        return " ".join(word for word in self.words if not word.startswith(":"))

    @cached_property
    def relation(self) -> str:
        """The number of the relation, if the section has one."""
        return next((word[1:] for word in self.words if re.fullmatch(r":\d+", word)), "")


class Words(NamedTuple):
    """The words of a row, and the times in brackets at its end."""

    words: list[str]
    spells: list[Spell]


def read_sections(text: str) -> Iterator[Section]:
    """The sections in order; rows before the first one make a section without name."""
    starts = list(_HEAD.finditer(text))
    ends = [*(found.start() for found in starts), len(text)]
    before = Section(name="", words=[], line=0, body=text[: ends[0]])
    if any(before.rows):
        yield before
    line, seen = 1, 0
    for found, end in zip(starts, ends[1:]):
        line, seen = line + text.count("\n", seen, found.start()), found.start()
        said = found[1].strip()
        name, *_ = re.split(r"[\s:]", said, maxsplit=1)
        rest = said[len(name) :].replace(":", " :")
        body = text[found.end() + 1 : end]
        yield Section(name=name.casefold(), words=split_row(rest).words, line=line, body=body)


def split_row(text: str) -> Words:
    """Take a row apart: a text in quotation marks is one word, brackets hold times."""
    if _SPECIAL.search(text) is None:
        return Words(text.split(), [])
    words: list[str] = []
    spells: list[Spell] = []
    for found in _WORD.finditer(text):
        if found["times"] is not None and words:
            spells.extend(_spells(found["times"]))
        else:
            quoted = found["text"] if found["single"] is None else found["single"]
            words.append(without_entities(found[0] if quoted is None else quoted))
    return Words(words, spells)


def split_relation(text: str) -> tuple[str, str]:
    """The number of the relation before a row, and the row."""
    found = _RELATION.fullmatch(text) if ":" in text else None
    return (found[1], found[2]) if found else ("", text)


def _spells(text: str) -> list[Spell]:
    """The periods in brackets: 1-3,5,7-* ."""
    spells = []
    for part in text.replace(";", ",").split(","):
        start, dash, end = (one.strip() for one in part.partition("-"))
        if start:
            spells.append(Spell(start, end if dash else start))
    return spells
