"""Lists of ties and of contacts in a DL file: a line a tie, or a line a person."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from weakties.importers._files.text import lines_of
from weakties.importers._graphs.graph_records import Records
from weakties.importers.ucinet_dl._header import NEXT, Header, split_words


class Arc(NamedTuple):
    """A tie from a row to a column."""

    source: str
    target: str
    weight: str | None
    line: int
    matrix: int


class _Row(NamedTuple):
    line: int
    matrix: int
    number: int  #: of the row in its matrix, from 1
    words: list[str]


@dataclass(kw_only=True)
class Names:
    """How rows and columns are named: by numbers or labels of those known, or by any label."""

    people: list[str]  #: empty where labels stand among the data
    foci: list[str]
    labels: list[str]  #: what stands in the file for each of the people
    focus_labels: list[str]


def read_lists(header: Header, data: str, names: Names, records: Records) -> Iterator[Arc | str]:
    """Ties in order; a person whose row names nobody else comes as a text."""
    find_row = _Finder(names.people, names.labels)
    find_column = _Finder(names.foci, names.focus_labels)
    for row in _rows(header, data):
        first, others, weight = _take_apart(row, header.shape)
        source = find_row(first)
        if source is None:
            records.refuse(row.line, "nobody of this number or label", first)
            continue
        if not others and header.shape.startswith("edgelist"):
            records.refuse(row.line, "row without two people", first)
            continue
        yield source
        for other in others:
            target = find_column(other)
            if target is None:
                records.refuse(row.line, "nobody of this number or label", other)
            else:
                yield Arc(source, target, weight, row.line, row.matrix)


def _rows(header: Header, data: str) -> Iterator[_Row]:
    matrix = 0
    numbers: Counter[int] = Counter()
    for line, text in enumerate(lines_of(data), start=header.line):
        words = split_words(text)
        if words == [NEXT]:
            matrix += 1
        elif words:
            numbers[matrix] += 1
            yield _Row(line, matrix, numbers[matrix], words)


def _take_apart(row: _Row, shape: str) -> tuple[str, list[str], str | None]:
    """Whose row it is, whom it names, and the weight of the tie if it gives one."""
    if shape == "nodelist1b":
        return str(row.number), row.words[1:], None
    first, *others = row.words
    if shape.startswith("edgelist"):
        return first, others[:1], others[1] if len(others) > 1 else None
    return first, others, None


class _Finder:
    """Finds people by number, else by label; where nobody is known, a label is a person."""

    def __init__(self, ids: list[str], labels: list[str]) -> None:
        self._ids = ids
        plain = [label.casefold() for label in labels]
        self._known = dict(zip(reversed(plain), reversed(ids)))

    def __call__(self, word: str) -> str | None:
        if not self._ids:
            return word
        number = int(word) if word.isdecimal() and len(word) < 12 else 0
        if 1 <= number <= len(self._ids):
            return self._ids[number - 1]
        return self._known.get(word.casefold())
