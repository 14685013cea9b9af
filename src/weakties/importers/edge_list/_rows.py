"""Rows of an edge list: by a kernel where a line is plain, with care where it is not."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any

import numpy as np

from weakties._typing import IntArray, PositionArray, Progress
from weakties.importers._files.source import Member
from weakties.importers._log import Log
from weakties.importers.edge_list._blocks import LONGEST_ROW
from weakties.importers.edge_list._cells import COMMENT_SIGNS, split_line
from weakties.importers.edge_list._shape import Shape
from weakties.importers.edge_list._table import Column, Table
from weakties.importers.edge_list._texts import Texts

#: Loading the kernels does not pay for shorter texts.
_SMALL = 1 << 18
COMMENT = "comment between the rows"
_STRAY = "stray quotation mark"


def read_rows(
    blocks: Iterator[bytes], shape: Shape, member: Member, log: Log, progress: Progress | None
) -> Table:
    """All rows of a text, given as blocks of whole lines; what is no row goes into the log."""
    first, second = next(blocks, None), next(blocks, None)
    if first is not None and second is None and len(first) < _SMALL:
        if progress is not None:
            progress("Reading ties", len(first), max(len(first), member.size))
        return _read_with_care(first.decode(), shape, member, log)
    reader, done = _Reader(shape, member, log), 0
    block, waiting = first, chain([second], blocks)
    # The next block is read while one is worked on.
    with ThreadPoolExecutor(max_workers=1) as beside:
        while block is not None:
            coming = beside.submit(next, waiting, None)
            done += len(block)
            if progress is not None:
                progress("Reading ties", done, max(done, member.size))
            reader.take(block)
            block = coming.result()
    return reader.table()


def table_from_columns(lines: PositionArray, columns: Mapping[int, Any], shape: Shape) -> Table:
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


class _Reader:
    """Takes a large text block by block, and holds of every row no more than a few numbers."""

    def __init__(self, shape: Shape, member: Member, log: Log) -> None:
        from weakties.kernels.texts import FIRST_TEXT

        self._shape, self._member, self._log = shape, member, log
        self._columns = [shape.places["source"], shape.places["target"], *_others(shape)]
        #: Which whole numbers stand in each column; memory is taken only where there are some.
        self._whole = np.zeros((len(self._columns) - 1, FIRST_TEXT), dtype=bool)
        people, *others = map(Texts, self._whole)
        self._texts = [people, people, *others]
        self._codes: list[list[Any]] = [[] for _ in self._columns]
        self._lines: list[PositionArray] = []
        self._line = shape.skip + 1
        #: Whether the block before began with people who are whole numbers.
        self._numeric = True

    def take(self, block: bytes) -> None:
        """Read the rows of a block."""
        text = block if block.endswith(b"\n") else block + b"\n"
        done = self._take_numbers(text) if self._numeric else 0
        self._numeric = done > 0
        if done < len(text):
            self._take_cells(text[done:])

    def _take_numbers(self, block: bytes) -> int:
        """Read the rows from the beginning on whose people are whole numbers; returns their end."""
        from weakties.kernels.number_rows import find_number_rows

        text = np.frombuffer(block, dtype=np.uint8)
        # The shortest row has two digits, a separator and a line feed.
        size, columns = len(text) // 4 + 1, len(self._columns)
        found = np.empty((columns, size), dtype=np.int32)
        starts, ends = (np.empty((columns - 2, size), dtype=np.int32) for _ in range(2))
        separator = ord(self._shape.separator)
        rows, done = find_number_rows(
            text, separator, self._places(), found, self._whole, starts, ends
        )
        self._lines.append(np.arange(self._line, self._line + rows, dtype=np.int32))
        self._line += rows
        found = found[:, :rows].copy()
        for codes, texts, start, end in zip(found[2:], self._texts[2:], starts, ends):
            other = np.flatnonzero(codes < 0)
            codes[other] = texts.number(text, start[other], end[other])
        for blocks, codes in zip(self._codes, found):
            blocks.append(codes)
        return done

    def _take_cells(self, block: bytes) -> None:
        """Read rows of any kind."""
        from weakties.kernels.cells import END, find_cells

        text = np.frombuffer(block, dtype=np.uint8)
        size = int(np.count_nonzero(text == END))
        starts, ends = (np.empty((len(self._columns), size), dtype=np.int32) for _ in range(2))
        lines = np.empty(size, dtype=np.int32)
        separator = ord(self._shape.separator)
        rows, careful = find_cells(text, separator, self._places(), starts, ends, lines)
        kept: Any = slice(rows)
        if careful:
            strange = np.sort(lines[size - careful :]).tolist()
            kept = self._take_with_care(block.decode().split("\n")[:-1], strange, lines[:rows])
        self._lines.append(lines[kept] + self._line)
        for codes, texts, start, end in zip(self._codes, self._texts, starts, ends):
            codes.append(texts.number(text, start[kept], end[kept]))
        self._line += size

    def _places(self) -> IntArray:
        places = np.full(self._shape.width, -1, dtype=np.int64)
        places[self._columns] = np.arange(len(self._columns))
        return places

    def _take_with_care(
        self, lines: list[str], strange: list[int], plain: PositionArray
    ) -> IntArray:
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
            self._lines.append(np.array(found, dtype=np.int32))
            for codes, texts, column in zip(self._codes, self._texts, zip(*cells)):
                codes.append(texts.number_all(column))
        return np.flatnonzero(kept)

    def table(self) -> Table:
        """All rows taken."""
        lines = np.concatenate([np.empty(0, dtype=np.int32), *self._lines])
        people, *others = [texts.ranked() for texts in self._texts[1:]]
        # Looking up waits for memory, and numpy lets several wait at once.
        with ThreadPoolExecutor() as pool:
            source, target, *codes = pool.map(
                lambda places, codes: _looked_up(places, codes, len(lines)),
                [people[1], people[1], *(places for _, places in others)],
                self._codes,
            )
        self._codes.clear()
        texts = {
            column: Column(codes=found, texts=distinct)
            for column, found, (distinct, _) in zip(self._columns[2:], codes, others)
        }
        return Table(lines=lines, ids=people[0], source=source, target=target, texts=texts)


def _looked_up(values: PositionArray, blocks: Sequence[PositionArray], rows: int) -> PositionArray:
    """The values at the places that blocks name, as one."""
    found = np.empty(rows, dtype=np.int32)
    at = 0
    for block in blocks:
        # Other modes look everything up twice.
        np.take(values, block, out=found[at : at + len(block)], mode="clip")
        at += len(block)
    return found


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
    return table_from_columns(np.array(found, dtype=np.int32), columns, shape)


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
    if line.startswith(COMMENT_SIGNS):
        return [], 1, COMMENT
    if '"' not in line:
        cells, span = split_line(line, shape.separator), 1
    else:
        cells, span = _quoted(lines[at : at + LONGEST_ROW], shape.separator)
    if any("\0" in cell for cell in cells):
        return [], 1, "NUL byte in the row"
    while len(cells) > shape.width and not cells[-1]:
        cells.pop()
    if not span:
        return [], 1, _STRAY
    for end in (shape.places["source"], shape.places["target"]):
        if end < len(cells) and "\n" in cells[end]:
            # Names may go over lines; quotation marks that belong to two rows enclose more.
            if shape.separator in cells[end]:
                return [], 1, _STRAY
            cells[end] = " ".join(cells[end].split())
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
