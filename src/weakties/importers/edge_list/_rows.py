"""Rows of an edge list: by a kernel where a line is plain, with care where it is not."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import TextIOWrapper
from typing import Any

import numpy as np

from weakties._typing import IntArray, Progress
from weakties.errors import ReadError
from weakties.importers._files.source import Member
from weakties.importers._log import Log
from weakties.importers.edge_list._cells import COMMENT_SIGNS, split_line
from weakties.importers.edge_list._shape import Shape
from weakties.importers.edge_list._table import Column, Table
from weakties.importers.edge_list._texts import Texts

#: Characters read at a time; loading the kernel does not pay for files shorter than the first.
_FIRST_BLOCK = 1 << 18
_BLOCK = 1 << 22
_LONGEST_LINE = 1 << 24
#: Beyond this a block does not wait for the end of a quoted field: places in it are 32 bits wide.
_LONGEST_BLOCK = 1 << 25
#: Physical lines that a quoted field may go over.
_LONGEST_ROW = 50
COMMENT = "comment between the rows"
_STRAY = "stray quotation mark"


def read_rows(
    stream: TextIOWrapper, shape: Shape, member: Member, log: Log, progress: Progress | None
) -> Table:
    """All rows of a text; what is no row goes into the log."""
    reader = _Reader(shape, member, log)
    done = 0
    for block in _read_blocks(stream, shape, member):
        small = done == 0 and len(block) < _FIRST_BLOCK
        done += len(block)
        if progress is not None:
            progress("Reading ties", done, max(done, member.size))
        if small:
            return _read_with_care(block, shape, member, log)
        reader.take(block)
    return reader.table()


def table_from_columns(lines: IntArray, columns: Mapping[int, Any], shape: Shape) -> Table:
    """A table from the cells of the used columns: texts, or whole numbers that stand for theirs."""
    people = Column.of(np.concatenate([columns[shape.places[one]] for one in ("source", "target")]))
    # Texts that differ by blanks around them are one person.
    stripped = Column.of(np.array([text.strip() for text in people.texts], dtype=object))
    people = Column(codes=stripped.codes[people.codes], texts=stripped.texts)
    order = sorted(range(len(people.texts)), key=people.texts.__getitem__)
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    source, target = np.split(rank[people.codes], 2)
    return Table(
        lines=lines,
        ids=[people.texts[at] for at in order],
        source=source,
        target=target,
        texts={at: Column.of(columns[at]) for at in _others(shape)},
    )


def _others(shape: Shape) -> list[int]:
    """The used columns beside those of the people."""
    return [at for at in shape.used if at not in (shape.places["source"], shape.places["target"])]


def _read_blocks(stream: TextIOWrapper, shape: Shape, member: Member) -> Iterator[str]:
    """The data of a file in pieces that end with a row."""
    for _ in range(shape.skip):
        stream.readline()
    size = _FIRST_BLOCK
    while block := stream.read(size):
        size = _BLOCK
        block += _rest_of_line(stream, member)
        for _ in range(_LONGEST_ROW):
            if block.count('"') % 2 == 0 or len(block) > _LONGEST_BLOCK:
                break
            block += _rest_of_line(stream, member)
        yield block


def _rest_of_line(stream: TextIOWrapper, member: Member) -> str:
    rest = stream.readline(_LONGEST_LINE)
    if len(rest) == _LONGEST_LINE and not rest.endswith("\n"):
        message = (
            f"{member.where} has a line of over {_LONGEST_LINE:,} characters, which is no tie. "
            "Give a table with a row a tie."
        )
        raise ReadError(message)
    return rest


class _Reader:
    """Takes a large text block by block, and holds of every row no more than a few numbers."""

    def __init__(self, shape: Shape, member: Member, log: Log) -> None:
        self._shape, self._member, self._log = shape, member, log
        self._columns = [shape.places["source"], shape.places["target"], *_others(shape)]
        people = Texts()
        self._texts = [people, people, *(Texts() for _ in self._columns[2:])]
        self._codes: list[list[Any]] = [[] for _ in self._columns]
        self._lines: list[IntArray] = []
        self._line = shape.skip + 1

    def take(self, block: str) -> None:
        """Read the rows of a block."""
        from weakties.kernels.cells import find_cells

        whole = block if block.endswith("\n") else f"{block}\n"
        text = np.frombuffer(whole.encode(), dtype=np.uint8)
        size = whole.count("\n")
        starts, ends = (np.empty((len(self._columns), size), dtype=np.int32) for _ in range(2))
        lines = np.empty(size, dtype=np.int64)
        separator = ord(self._shape.separator)
        rows, careful = find_cells(text, separator, self._places(), starts, ends, lines)
        kept: Any = slice(rows)
        if careful:
            strange = np.sort(lines[size - careful :]).tolist()
            kept = self._take_with_care(whole.split("\n")[:-1], strange, lines[:rows])
        self._lines.append(lines[kept] + self._line)
        for codes, texts, start, end in zip(self._codes, self._texts, starts, ends):
            codes.append(texts.number(text, start[kept], end[kept]))
        self._line += size

    def _places(self) -> IntArray:
        places = np.full(self._shape.width, -1, dtype=np.int64)
        places[self._columns] = np.arange(len(self._columns))
        return places

    def _take_with_care(self, lines: list[str], strange: list[int], plain: IntArray) -> IntArray:
        """Read the lines that are not plain; the plain ones left that belong to none of their rows."""
        kept = np.ones(len(plain), dtype=bool)
        found: list[int] = []
        cells: list[list[str]] = []
        next_line = 0
        for at in strange:
            if at < next_line:
                continue
            span, row = _take_row(lines, at, self._line, self._shape, (self._member, self._log))
            next_line = at + span
            kept[np.searchsorted(plain, at) : np.searchsorted(plain, next_line)] = False
            if row is not None:
                found.append(at + self._line)
                cells.append([row[column] for column in self._columns])
        if found:
            self._lines.append(np.array(found, dtype=np.int64))
            for codes, texts, column in zip(self._codes, self._texts, zip(*cells)):
                codes.append(texts.number_all(column))
        return np.flatnonzero(kept)

    def table(self) -> Table:
        """All rows taken."""
        ids, rank = self._texts[0].ranked()
        # Block by block: numpy copies what it looks up by to numbers twice as wide.
        for ends in self._codes[:2]:
            ends[:] = [rank[block] for block in ends]
        empty = np.empty(0, dtype=np.int32)
        codes = []
        while self._codes:
            codes.append(np.concatenate([empty, *self._codes.pop(0)]))
        return Table(
            lines=np.concatenate([np.empty(0, dtype=np.int64), *self._lines]),
            ids=ids,
            source=codes[0],
            target=codes[1],
            texts={
                at: Column(codes=one, texts=texts.distinct())
                for at, one, texts in zip(self._columns[2:], codes[2:], self._texts[2:])
            },
        )


def _read_with_care(block: str, shape: Shape, member: Member, log: Log) -> Table:
    used, first = shape.used, shape.skip + 1
    lines = block.removesuffix("\n").split("\n")
    found: list[int] = []
    texts: list[list[str]] = []
    at = 0
    while at < len(lines):
        span, row = _take_row(lines, at, first, shape, (member, log))
        if row is not None:
            found.append(first + at)
            texts.append([row[column] for column in used])
        at += span
    table = np.array(texts, dtype=object).reshape(-1, len(used))
    columns = {at: table[:, number] for number, at in enumerate(used)}
    return table_from_columns(np.array(found, dtype=np.int64), columns, shape)


def _take_row(
    lines: list[str], at: int, first: int, shape: Shape, where: tuple[Member, Log]
) -> tuple[int, list[str] | None]:
    """Lines that a row takes, and its cells, filled up to its width; what is no row is reported."""
    member, log = where
    cells, span, reason = _one_row(lines, at, shape)
    if reason == COMMENT:
        log.refuse(member, first + at, reason)
    elif reason:
        log.refuse(member, first + at, reason, lines[at])
    elif any(cells):
        return span, cells + [""] * (shape.width - len(cells))
    return span, None


def _one_row(lines: list[str], at: int, shape: Shape) -> tuple[list[str], int, str]:
    """Cells of the row that starts here, lines it takes, and why it is none."""
    line = lines[at]
    if "\0" in line:
        return [], 1, "NUL byte in the row"
    if line.startswith(COMMENT_SIGNS):
        return [], 1, COMMENT
    if '"' not in line:
        cells, span = split_line(line, shape.separator), 1
    else:
        cells, span = _quoted(lines[at : at + _LONGEST_ROW], shape.separator)
    while len(cells) > shape.width and not cells[-1]:
        cells.pop()
    ends = (shape.places["source"], shape.places["target"])
    if not span or any("\n" in cells[end] for end in ends if end < len(cells)):
        return [], 1, _STRAY
    if len(cells) > shape.width:
        return [], 1, "more columns than others" if span == 1 else _STRAY
    return cells, span, ""


def _quoted(lines: Sequence[str], separator: str) -> tuple[list[str], int]:
    """Cells of a row with quotation marks, and lines it takes: none if they are never closed."""
    feed = _Feed(lines, separator)
    try:
        cells = next(csv.reader(feed, delimiter=separator, skipinitialspace=True))
    except csv.Error:
        return [], 0
    return [cell.strip() for cell in cells], 0 if feed.ran_out else feed.taken


class _Feed:
    """Lines for the csv module, which counts them and knows whether it asked for too many."""

    def __init__(self, lines: Sequence[str], separator: str) -> None:
        self._lines = lines
        self._blank = separator == " "
        self.taken = 0
        self.ran_out = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.taken == len(self._lines):
            self.ran_out = True
            raise StopIteration
        line = self._lines[self.taken]
        self.taken += 1
        return line.replace("\t", " ").strip() if self._blank else f"{line}\n"
