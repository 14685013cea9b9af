"""Taking lines of separated values apart, and numbering the distinct texts among their cells."""

from typing import Any, TypeAlias

import numpy as np
from numba import njit

from weakties._typing import BoolArray, IntArray, PositionArray

Bytes: TypeAlias = np.ndarray[Any, np.dtype[np.uint8]]

_BLANK, _TAB, _END, _QUOTE = 32, 9, 10, 34
_COMMENTS = (35, 37)
#: Longer lines are left to those who read with care.
_LONGEST = 1 << 16
#: What stands in a key instead of whether it is exact, where it is a number to be looked up.
_DIRECT = 2


@njit(nogil=True, cache=True)
def find_cells(  # noqa: C901, PLR0912 (one pass over the bytes)
    text: Bytes,
    separator: int,
    place: IntArray,
    starts: PositionArray,
    ends: PositionArray,
    lines: IntArray,
) -> tuple[int, int]:
    """Where the cells of the used columns begin and end, in each line that is plain to read.

    ``text`` is lines that each end with a line feed; ``place`` gives for each column its row in
    ``starts`` and ``ends``, or -1. In ``lines`` the lines of the rows found come first, and lines
    that need care, from its end backwards. Lines without any text are passed over. Cells are
    without the blanks around them and without quotation marks. Returns how many rows and how many
    lines that need care there are.
    """
    width, stops = len(place), _stops(separator)
    rows = careful = line = at = 0
    while at < len(text):
        for k in range(len(starts)):
            starts[k, rows] = ends[k, rows] = at
        begin, column, filled = at, 0, False
        plain = text[at] != _COMMENTS[0] and text[at] != _COMMENTS[1]
        while plain:
            start, end, at = _cell(text, at, separator, stops)
            if start < 0:
                plain = False
            elif end > start or text[at] != _END or separator != _BLANK:
                if end > start:
                    filled = True
                    if column >= width:
                        plain = False
                    elif place[column] >= 0:
                        starts[place[column], rows] = start
                        ends[place[column], rows] = end
                column += 1
            if not plain or text[at] == _END:
                break
            at += 1
        while text[at] != _END:
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
    while text[at] == _BLANK or (text[at] == _TAB and separator != _TAB):
        tabs |= text[at] == _TAB
        at += 1
    if text[at] == _QUOTE:
        return (-1, -1, at) if tabs and separator != _BLANK else _quoted(text, at, separator)
    start = at
    while True:
        while not stops[text[at]]:
            at += 1
        byte = text[at]
        if byte in (_END, separator) or (byte == _TAB and separator == _BLANK):
            break
        if byte <= _QUOTE or _is_wide_blank(text, at):
            return -1, -1, at
        at += 1
    end = at
    while end > start and (text[end - 1] == _BLANK or text[end - 1] == _TAB):
        end -= 1
    return start, end, at


@njit(nogil=True, cache=True)
def _stops(separator: int) -> BoolArray:
    """Which bytes end a cell, or may need care."""
    stops = np.zeros(256, dtype=np.bool_)
    stops[:_BLANK] = True
    stops[_TAB] = separator in (_TAB, _BLANK)
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
        if byte < _BLANK and not (byte == _TAB and separator != _BLANK):
            return -1, -1, at
        if _is_wide_blank(text, at):
            return -1, -1, at
        at += 1
    end = at
    after = text[at + 1]
    if after not in (_END, separator) and not (after == _TAB and separator == _BLANK):
        return -1, -1, at
    while start < end and (text[start] == _BLANK or text[start] == _TAB):
        start += 1
    while start < end and (text[end - 1] == _BLANK or text[end - 1] == _TAB):
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


@njit(nogil=True, cache=True)
def number_texts(
    text: Bytes,
    starts: PositionArray,
    ends: PositionArray,
    codes: PositionArray,
    direct: PositionArray,
    slots: IntArray,
    kept: Bytes,
    bounds: IntArray,
    count: int,
    hashed: int,
) -> tuple[int, int]:
    """Number texts by the distinct ones among them.

    ``direct`` has the number + 1 of every text that is a whole number below its length, ``slots`` is
    an open hash table, a power of two long, of (two words of key, number + 1, whether
    the key alone tells the text); ``kept`` holds the distinct texts one after another and
    ``bounds`` where each begins and ends. The caller sees that there is room for all. Takes and
    returns how many distinct ones there are, and how many of them are in ``slots``.
    """
    # All keys first: the look-ups after them then wait for memory together.
    keys = np.empty((len(starts), 3), dtype=np.int64)
    for row in range(len(starts)):
        keys[row, 0] = _whole_number(text, starts[row], ends[row], len(direct))
        keys[row, 2] = _DIRECT
        if keys[row, 0] < 0:
            _write_key(keys[row], text, starts[row], ends[row])
    for row in range(len(starts)):
        key, start, end = keys[row], starts[row], ends[row]
        if key[2] == _DIRECT:
            known = direct[key[0]]
            if known == 0:
                direct[key[0]] = count + 1
        else:
            at = _find_slot(slots, key, text, start, end, kept, bounds)
            known = slots[at, 2]
            if known == 0:
                slots[at, 0], slots[at, 1], slots[at, 3] = key[0], key[1], key[2]
                slots[at, 2] = count + 1
                hashed += 1
        if known == 0:
            kept[bounds[count] : bounds[count] + end - start] = text[start:end]
            bounds[count + 1] = bounds[count] + end - start
            count += 1
            known = count
        codes[row] = known - 1
    return count, hashed


@njit(nogil=True, cache=True)
def _whole_number(text: Bytes, start: int, end: int, least: int) -> int:
    """The number that a text writes in the usual way, if it is below that; else -1."""
    if end == start or end - start > 8 or (text[start] == 48 and end - start > 1):
        return -1
    number = 0
    for at in range(start, end):
        digit = text[at] - 48
        if digit < 0 or digit > 9:
            return -1
        number = 10 * number + digit
    return number if number < least else -1


@njit(nogil=True, cache=True)
def _find_slot(
    slots: IntArray, key: IntArray, text: Bytes, start: int, end: int, kept: Bytes, bounds: IntArray
) -> int:
    """The slot of a text, or the empty one that it is to have."""
    at = _first_slot(key[0], key[1], len(slots))
    while slots[at, 2] != 0:
        number = slots[at, 2] - 1
        if slots[at, 0] == key[0] and slots[at, 1] == key[1] and slots[at, 3] == key[2]:
            first, last = bounds[number], bounds[number + 1]
            if key[2] == 1 or _is_kept(text, start, end, kept, first, last):
                break
        at = (at + 1) & (len(slots) - 1)
    return at


@njit(nogil=True, cache=True)
def _write_key(key: IntArray, text: Bytes, start: int, end: int) -> None:
    """Two words for a text, and 1 where no other text has the same."""
    key[0] = key[1] = 0
    # Zeros at the beginning of a word would make no difference.
    key[2] = end - start <= 16
    for at in range(start, min(end, start + 8)):
        key[0] = (key[0] << 8) | np.int64(text[at])
        key[2] &= text[at] != 0
    for at in range(start + 8, min(end, start + 16)):
        key[1] = (key[1] << 8) | np.int64(text[at])
        key[2] &= text[at] != 0
    for at in range(start + 16, end):
        key[1] = (key[1] ^ np.int64(text[at])) * np.int64(1099511628211)


@njit(nogil=True, cache=True)
def _first_slot(one: int, two: int, slots: int) -> int:
    mixed = (one ^ (two * np.int64(-4417276706812531889))) * np.int64(-7046029254386353131)
    return int((mixed ^ (mixed >> 32)) & (slots - 1))


@njit(nogil=True, cache=True)
def _is_kept(text: Bytes, start: int, end: int, kept: Bytes, first: int, last: int) -> bool:
    if last - first != end - start:
        return False
    for at in range(end - start):  # noqa: SIM110 (compiled)
        if kept[first + at] != text[start + at]:
            return False
    return True


@njit(nogil=True, cache=True)
def move_slots(old: IntArray, new: IntArray) -> None:
    """Put the entries of a hash table into a larger one."""
    for slot in old:
        if slot[2] == 0:
            continue
        at = _first_slot(slot[0], slot[1], len(new))
        while new[at, 2] != 0:
            at = (at + 1) & (len(new) - 1)
        new[at] = slot
