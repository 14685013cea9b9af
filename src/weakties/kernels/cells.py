"""Taking lines of separated values apart: where their cells begin and end."""

from typing import Any, TypeAlias

import numpy as np
from numba import njit

from weakties._typing import BoolArray, IntArray, PositionArray

Bytes: TypeAlias = np.ndarray[Any, np.dtype[np.uint8]]

BLANK, END = 32, 10
_TAB, _QUOTE = 9, 34
COMMENTS = (35, 37)
#: Longer lines are left to those who read with care.
_LONGEST = 1 << 16


@njit(nogil=True, cache=True)
def find_cells(  # noqa: C901, PLR0912 (one pass over the bytes)
    text: Bytes,
    separator: int,
    place: IntArray,
    starts: PositionArray,
    ends: PositionArray,
    lines: PositionArray,
) -> tuple[int, int]:
    """Where the cells of the used columns begin and end, in each line that is plain to read.

    ``text`` is lines that each end with a line feed; ``place`` gives for each column its row in
    ``starts`` and ``ends``, or -1. In ``lines`` the lines of the rows found come first, and lines
    that need care, from its end backwards. Lines without any text are passed over. Cells are
    without the blanks around them and without quotation marks. Returns how many rows and how many
    lines that need care there are.
    """
    width, stops = len(place), find_stops(separator)
    rows = careful = line = at = 0
    while at < len(text):
        for k in range(len(starts)):
            starts[k, rows] = ends[k, rows] = at
        begin, column, filled = at, 0, False
        plain = text[at] != COMMENTS[0] and text[at] != COMMENTS[1]
        while plain:
            start, end, at = _cell(text, at, separator, stops)
            if start < 0:
                plain = False
            elif end > start or text[at] != END or separator != BLANK:
                if end > start:
                    filled = True
                    if column >= width:
                        plain = False
                    elif place[column] >= 0:
                        starts[place[column], rows] = start
                        ends[place[column], rows] = end
                column += 1
            if not plain or text[at] == END:
                break
            at += 1
        while text[at] != END:
            at += 1
        at += 1
        if not plain or at - begin > _LONGEST:
            careful += 1
            lines[len(lines) - careful] = line
        elif filled:
            lines[rows] = line
            rows += 1
        line += 1
    return rows, careful


@njit(nogil=True, cache=True)
def _cell(text: Bytes, at: int, separator: int, stops: BoolArray) -> tuple[int, int, int]:
    """Beginning and end of a cell, and the separator or line feed after it; -1 if it needs care."""
    tabs = False
    while text[at] == BLANK or (text[at] == _TAB and separator != _TAB):
        tabs |= text[at] == _TAB
        at += 1
    if text[at] == _QUOTE:
        return (-1, -1, at) if tabs and separator != BLANK else _quoted(text, at, separator)
    start = at
    while True:
        while not stops[text[at]]:
            at += 1
        byte = text[at]
        if byte in (END, separator) or (byte == _TAB and separator == BLANK):
            break
        if byte <= _QUOTE or _is_wide_blank(text, at):
            return -1, -1, at
        at += 1
    end = at
    while end > start and (text[end - 1] == BLANK or text[end - 1] == _TAB):
        end -= 1
    return start, end, at


@njit(nogil=True, cache=True)
def find_stops(separator: int) -> BoolArray:
    """Which bytes end a cell, or may need care."""
    stops = np.zeros(256, dtype=np.bool_)
    stops[:BLANK] = True
    stops[_TAB] = separator in (_TAB, BLANK)
    stops[separator] = stops[_QUOTE] = True
    for lead in (0xC2, 0xE1, 0xE2, 0xE3):
        stops[lead] = True
    return stops


@njit(nogil=True, cache=True)
def _quoted(text: Bytes, at: int, separator: int) -> tuple[int, int, int]:
    """The same for a cell that begins with a quotation mark and has no other but the last."""
    start = at + 1
    at = start
    while text[at] != _QUOTE:
        byte = text[at]
        if byte < BLANK and not (byte == _TAB and separator != BLANK):
            return -1, -1, at
        if _is_wide_blank(text, at):
            return -1, -1, at
        at += 1
    end = at
    after = text[at + 1]
    if after not in (END, separator) and not (after == _TAB and separator == BLANK):
        return -1, -1, at
    while start < end and (text[start] == BLANK or text[start] == _TAB):
        start += 1
    while start < end and (text[end - 1] == BLANK or text[end - 1] == _TAB):
        end -= 1
    return start, end, at + 1


@njit(nogil=True, cache=True)
def _is_wide_blank(text: Bytes, at: int) -> bool:
    """Whether a blank beyond ASCII stands here: U+0085, A0, 1680, 2000 to 200A, 2028, 2029, ..."""
    one = text[at]
    if one == 0xC2:
        return bool(text[at + 1] == 0x85 or text[at + 1] == 0xA0)
    if one == 0xE1:
        return bool(text[at + 1] == 0x9A and text[at + 2] == 0x80)
    if one == 0xE2:
        two, three = text[at + 1], text[at + 2]
        if two == 0x80:
            return bool(three <= 0x8A or three in (0xA8, 0xA9, 0xAF))
        return bool(two == 0x81 and three == 0x9F)
    return bool(one == 0xE3 and text[at + 1] == 0x80 and text[at + 2] == 0x80)
