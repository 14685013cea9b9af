"""Rows of an edge list, block by block: fast where a block is clean, with care where it is not."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO, TextIOWrapper
from typing import Any

import numpy as np
import pandas as pd

from weakties._typing import IntArray
from weakties.importers._log import Log
from weakties.importers._source import Member
from weakties.importers.edge_list._cells import COMMENT_SIGNS, split_line
from weakties.importers.edge_list._shape import Shape

#: Characters read at a time.
_BLOCK = 1 << 22
#: Physical lines that a quoted field may go over.
_LONGEST_ROW = 50
#: What an integer may not look like where its text is its id: 01 and 1 are two people.
_OTHER_THAN_PLAIN = re.compile(r"(?:\A|[\s,;\"])(?:\+|-?0\d|-0)")
#: 10, 100, ...: how many of them a number reaches is how many digits more than one it has.
_POWERS = 10 ** np.arange(1, 19)
COMMENT = "comment between the rows"
_STRAY = "stray quotation mark"


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The columns of a block that are used."""

    lines: IntArray  #: physical line of every row
    columns: Mapping[int, Any]  #: column -> texts, or whole numbers that stand for theirs


def read_blocks(stream: TextIOWrapper, shape: Shape) -> Iterator[str]:
    """The data of a file in pieces that end with a row."""
    for _ in range(shape.skip):
        stream.readline()
    while block := stream.read(_BLOCK):
        block += stream.readline()
        for _ in range(_LONGEST_ROW):
            if block.count('"') % 2 == 0:
                break
            block += stream.readline()
        yield block


def parse_block(block: str, first: int, shape: Shape, member: Member, log: Log) -> Rows:
    """The rows of a block whose first line has this number."""
    frame = _parse_fast(block, shape)
    if frame is None:
        return _parse_with_care(block, first, shape, member, log)
    columns = {at: frame[at].to_numpy() for at in shape.used}
    return Rows(lines=np.arange(first, first + len(frame)), columns=columns)


def _parse_fast(block: str, shape: Shape) -> pd.DataFrame | None:
    """The block as a table, if every line is a row of it."""
    if "\0" in block or block.startswith(COMMENT_SIGNS) or "\n#" in block or "\n%" in block:
        return None
    ends = [shape.places["source"], shape.places["target"]]
    frame = _parse_as(block, shape, dict.fromkeys(ends, "int64"))
    if frame is not None and _are_as_written(frame, ends, block):
        return frame
    return _parse_as(block, shape, {})


def _are_as_written(frame: pd.DataFrame, ends: Sequence[int], block: str) -> bool:
    """Whether the numbers in these columns say how their texts look."""
    plain = _are_whole(frame, ends, block)
    return plain and (_is_all_there(frame, block) or not _OTHER_THAN_PLAIN.search(block))


def _are_whole(frame: pd.DataFrame, ends: Sequence[int], block: str) -> bool:
    """Whether no id has a point or exponent, for 1.0 and 1e3 pass as whole numbers."""
    others = ["".join(frame[at].tolist()) for at in frame if at not in ends]
    return all(block.count(sign) == sum(text.count(sign) for text in others) for sign in ".eE")


def _is_all_there(frame: pd.DataFrame, block: str) -> bool:
    """Whether the cells account for every character: numbers then stand as they are written."""
    characters = len(frame) * frame.shape[1] - (not block.endswith("\n"))
    for at in frame:
        values = frame[at].to_numpy()
        if values.dtype == np.int64:
            digits = np.searchsorted(_POWERS, np.abs(values), side="right") + 1
            characters += int(digits.sum()) + int((values < 0).sum())
        else:
            characters += sum(map(len, values.tolist()))
    return characters == len(block)


def _parse_as(block: str, shape: Shape, kinds: Mapping[int, str]) -> pd.DataFrame | None:
    try:
        frame = pd.read_csv(
            StringIO(block),
            sep=r"\s+" if shape.separator == " " else shape.separator,
            header=None,
            names=range(shape.width),
            dtype={at: kinds.get(at, "str") for at in range(shape.width)},
            na_filter=False,
            skipinitialspace=True,
            skip_blank_lines=False,
            engine="c",
        )
    except (ValueError, OverflowError):
        return None
    lines = block.count("\n") + (not block.endswith("\n"))
    # An index means a first row with too many cells; other counts, rows of several lines.
    is_plain = isinstance(frame.index, pd.RangeIndex) and len(frame) == lines
    return frame if is_plain else None


def _parse_with_care(block: str, first: int, shape: Shape, member: Member, log: Log) -> Rows:
    used = shape.used
    lines: list[int] = []
    texts: list[list[str]] = []
    for line, cells in _careful_rows(block, first, shape, member, log):
        lines.append(line)
        texts.append([cells[at] for at in used])
    table = np.array(texts, dtype=object).reshape(-1, len(used))
    columns = {at: table[:, number] for number, at in enumerate(used)}
    return Rows(lines=np.array(lines, dtype=np.int64), columns=columns)


def _careful_rows(
    block: str, first: int, shape: Shape, member: Member, log: Log
) -> Iterator[tuple[int, list[str]]]:
    """Every row with its line, filled up to its width; what is no row goes into the log."""
    lines = block.removesuffix("\n").split("\n")
    at = 0
    while at < len(lines):
        cells, span, reason = _one_row(lines, at, shape)
        if reason == COMMENT:
            log.refuse(member, first + at, reason)
        elif reason:
            log.refuse(member, first + at, reason, lines[at])
        elif any(cells):
            yield first + at, cells + [""] * (shape.width - len(cells))
        at += span


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
