"""Distinct texts of columns that are too long to hold as one Python object a cell."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from weakties._typing import BoolArray, PositionArray

#: Rows numbered at a time; so many new texts there can be at most.
_ROWS = 1 << 16
_FEWEST = 1 << 12


class Texts:
    """Distinct texts, each with a code: whole numbers are their own, others count on from there."""

    def __init__(self, whole: BoolArray) -> None:
        self._whole = whole  #: which whole numbers stand there
        self._count = 0
        self._slots = np.zeros((_FEWEST, 4), dtype=np.int64)
        self._kept = np.empty(_FEWEST, dtype=np.uint8)
        self._bounds = np.zeros(_FEWEST, dtype=np.int64)

    def number(self, text: Any, starts: PositionArray, ends: PositionArray) -> PositionArray:
        """The code of the text in each of these stretches of bytes."""
        from weakties.kernels.texts import number_texts

        codes = np.empty(len(starts), dtype=np.int32)
        for at in range(0, len(starts), _ROWS):
            part = slice(at, at + _ROWS)
            self._make_room(len(starts[part]), int((ends[part] - starts[part]).sum()))
            self._count = number_texts(
                text,
                starts[part],
                ends[part],
                codes[part],
                self._whole,
                self._slots,
                self._kept,
                self._bounds,
                self._count,
            )
        return codes

    def number_all(self, texts: Sequence[str]) -> PositionArray:
        """The codes of these texts."""
        encoded = [text.encode() for text in texts]
        bounds = np.cumsum([0, *map(len, encoded)], dtype=np.int32)
        buffer = np.frombuffer(b"".join(encoded), dtype=np.uint8)
        return self.number(buffer, bounds[:-1], bounds[1:])

    def ranked(self) -> tuple[list[str], PositionArray]:
        """All texts, sorted, and the place of every code among them."""
        from weakties.kernels.texts import FIRST_TEXT, MOST_DIGITS, join_texts, keep_numbers

        whole = np.flatnonzero(self._whole)
        every = self._count + len(whole)
        kept = _grown(self._kept, int(self._bounds[self._count]) + MOST_DIGITS * len(whole))
        bounds = _grown(self._bounds, every + 1)[: every + 1]
        keep_numbers(whole, kept, bounds, self._count)
        order = _order(kept, bounds)
        codes = np.concatenate([np.arange(self._count) + FIRST_TEXT, whole])
        places = np.empty(FIRST_TEXT + self._count, dtype=np.int32)
        places[codes[order]] = np.arange(every, dtype=np.int32)
        # No text holds the sign between them: rows with NUL bytes are refused.
        return join_texts(kept, bounds, order).tobytes().decode().split("\0")[:-1], places

    def _make_room(self, rows: int, size: int) -> None:
        """Room for so many more texts of so many bytes in all."""
        if 2 * (self._count + rows) > len(self._slots):
            from weakties.kernels.texts import move_slots

            # A power of two, of which at most half is ever filled.
            slots = np.zeros((1 << (2 * (self._count + rows)).bit_length(), 4), dtype=np.int64)
            move_slots(self._slots, slots)
            self._slots = slots
        self._kept = _grown(self._kept, int(self._bounds[self._count]) + size)
        self._bounds = _grown(self._bounds, self._count + rows + 1)


def _order(kept: Any, bounds: Any) -> Any:
    """Which texts come first, second, ...: their order is that of their bytes."""
    from weakties.kernels.texts import write_words

    if np.diff(bounds).max(initial=0) < 8:
        words = np.empty(len(bounds) - 1, dtype=np.uint64)
        write_words(kept, bounds, words)
        return np.argsort(words)
    texts = [
        bytes(kept[start:end]) for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist())
    ]
    return np.array(sorted(range(len(texts)), key=texts.__getitem__))


def _grown(values: Any, least: int) -> Any:
    """The values with room behind them."""
    if len(values) >= least:
        return values
    longer = np.empty(2 * least, dtype=values.dtype)
    longer[: len(values)] = values
    return longer
