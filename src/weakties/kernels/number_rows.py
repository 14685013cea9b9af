"""Lists of ties among people who are whole numbers, in one pass."""

import numpy as np
from numba import njit

from weakties._typing import BoolArray, IntArray, PositionArray
from weakties.kernels.cells import BLANK, COMMENTS, END, Bytes, find_stops
from weakties.kernels.texts import MOST_DIGITS

_ZERO, _TEN, _ONE = np.uint32(48), np.uint32(10), np.uint64(1)


@njit(nogil=True, cache=True)
def find_number_rows(  # noqa: C901, PLR0912 (one pass over the bytes)
    text: Bytes,
    separator: int,
    place: IntArray,
    codes: PositionArray,
    whole: BoolArray,
    starts: PositionArray,
    ends: PositionArray,
) -> tuple[int, int]:
    """Rows from the beginning of a text on, as long as their people are whole numbers.

    ``text`` is lines that each end with a line feed; ``place`` gives for each column its row in
    ``codes``, 0 and 1 for the people, or -1. Only rows as a program writes them count: as many
    cells as columns, one separator between them, no blanks around them, numbers of at most
    ``MOST_DIGITS`` digits without zeros or signs before them. Numbers become their own codes and
    are noted in ``whole``, in row 0 for the people and in the others for the other columns. What
    is no number in those gets the code -1, and where it begins and ends. Returns how many rows
    were found, and where the first line begins that is none.
    """
    stops = find_stops(separator)
    # Signed positions would have to be checked for being negative, byte by byte.
    at, rows, size = np.uint64(0), 0, np.uint64(len(text))
    while at < size:
        begin = at
        if text[at] in COMMENTS:
            return rows, int(begin)
        for column in range(len(place)):
            first, slot = at, place[column]
            number, digit = np.uint32(0), np.uint32(np.uint32(text[at]) - _ZERO)
            while digit < _TEN:
                number = np.uint32(number * _TEN + digit)
                at += _ONE
                digit = np.uint32(np.uint32(text[at]) - _ZERO)
            digits, end = at - first, END if column == len(place) - 1 else separator
            plain = text[at] == end and 0 < digits <= MOST_DIGITS
            if plain and (digits == 1 or text[first] != _ZERO):
                if slot >= 0:
                    codes[slot, rows] = number
                at += _ONE
                continue
            if 0 <= slot < 2:
                return rows, int(begin)
            while not stops[text[at]]:
                at += _ONE
            if text[at] != end or at == first or text[first] <= BLANK or text[at - _ONE] <= BLANK:
                return rows, int(begin)
            if slot >= 0:
                codes[slot, rows] = -1
                starts[slot - 2, rows], ends[slot - 2, rows] = first, at
            at += _ONE
        for slot in range(len(codes)):
            if codes[slot, rows] >= 0:
                whole[max(slot - 1, 0), codes[slot, rows]] = True
        rows += 1
    return rows, int(at)
