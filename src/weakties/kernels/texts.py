"""Numbering the distinct texts among the cells of a column, and putting them into order."""

from typing import Any, TypeAlias

import numpy as np
from numba import njit

from weakties._typing import BoolArray, IntArray, PositionArray
from weakties.kernels.cells import Bytes

WordArray: TypeAlias = np.ndarray[Any, np.dtype[np.uint64]]

#: Whole numbers of so many digits stand for themselves.
MOST_DIGITS = 7
#: The first number that is given to a text which is no such number.
FIRST_TEXT = 10**MOST_DIGITS
_ZERO = 48
#: What stands in a key instead of whether it is exact, where the text is a whole number.
_WHOLE = 2


@njit(nogil=True, cache=True)
def number_texts(
    text: Bytes,
    starts: PositionArray,
    ends: PositionArray,
    codes: PositionArray,
    whole: BoolArray,
    slots: IntArray,
    kept: Bytes,
    bounds: IntArray,
    count: int,
) -> int:
    """Number texts by the distinct ones among them.

    Whole numbers as programs write them are their own numbers, and noted in ``whole``; others count
    on from ``FIRST_TEXT``. ``slots`` is an open hash table, a power of two long, of (two words of
    key, place + 1, whether the key alone tells the text); ``kept`` holds the distinct texts one
    after another and ``bounds`` where each begins and ends. The caller sees that there is room for
    all. Takes and returns how many texts are kept.
    """
    # All keys first: the look-ups after them then wait for memory together.
    keys = np.empty((len(starts), 3), dtype=np.int64)
    for row in range(len(starts)):
        keys[row, 0] = _whole_number(text, starts[row], ends[row])
        keys[row, 2] = _WHOLE
        if keys[row, 0] < 0:
            _write_key(keys[row], text, starts[row], ends[row])
    for row in range(len(starts)):
        key, start, end = keys[row], starts[row], ends[row]
        if key[2] == _WHOLE:
            whole[key[0]] = True
            codes[row] = key[0]
            continue
        at = _find_slot(slots, key, text, start, end, kept, bounds)
        if slots[at, 2] == 0:
            kept[bounds[count] : bounds[count] + end - start] = text[start:end]
            bounds[count + 1] = bounds[count] + end - start
            count += 1
            slots[at, 0], slots[at, 1], slots[at, 3] = key[0], key[1], key[2]
            slots[at, 2] = count
        codes[row] = FIRST_TEXT + slots[at, 2] - 1
    return count


@njit(nogil=True, cache=True)
def _whole_number(text: Bytes, start: int, end: int) -> int:
    """The number that a text writes in the usual way, if it has few digits; else -1."""
    digits = end - start
    if digits == 0 or digits > MOST_DIGITS or (text[start] == _ZERO and digits > 1):
        return -1
    number = 0
    for at in range(start, end):
        digit = text[at] - _ZERO
        if digit < 0 or digit > 9:
            return -1
        number = 10 * number + digit
    return number


@njit(nogil=True, cache=True)
def keep_numbers(numbers: IntArray, kept: Bytes, bounds: IntArray, count: int) -> None:
    """Write whole numbers down behind the texts that are kept."""
    for number in numbers:
        start, rest = bounds[count], number // 10
        end = start + 1
        while rest:
            end += 1
            rest //= 10
        rest = number
        for at in range(end - 1, start - 1, -1):
            kept[at] = _ZERO + rest % 10
            rest //= 10
        count += 1
        bounds[count] = end


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


@njit(nogil=True, cache=True)
def join_texts(kept: Bytes, bounds: IntArray, numbers: PositionArray) -> Bytes:
    """The texts of these numbers one after another, each ended by a zero byte."""
    size = len(numbers)
    for number in numbers:
        size += bounds[number + 1] - bounds[number]
    joined = np.zeros(size, dtype=np.uint8)
    at = 0
    for number in numbers:
        for place in range(bounds[number], bounds[number + 1]):
            joined[at] = kept[place]
            at += 1
        at += 1
    return joined


@njit(nogil=True, cache=True)
def write_words(kept: Bytes, bounds: IntArray, words: WordArray) -> None:
    """A number for each text of less than eight bytes: they are in order as the texts are."""
    for number in range(len(words)):
        start, end = bounds[number], bounds[number + 1]
        word = np.uint64(0)
        for at in range(start, start + 7):
            byte = kept[at] if at < end else 0
            word = (word << np.uint64(8)) | np.uint64(byte)
        # Nothing but zero bytes tells a text from one that goes on with them.
        words[number] = (word << np.uint64(8)) | np.uint64(end - start)
