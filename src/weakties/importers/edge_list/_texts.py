"""Distinct texts of columns that are too long to hold as one Python object a cell."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from weakties._typing import PositionArray

#: Rows numbered at a time; so many new texts there can be at most.
_ROWS = 1 << 16
_FEWEST = 1 << 12
#: Whole numbers below this are looked up; the table takes memory only where there are some.
_MOST_DIRECT = 1 << 24


class Texts:
    """Distinct texts, numbered in the order in which they first come up."""

    def __init__(self) -> None:
        self._count = self._hashed = 0
        self._direct = np.zeros(_MOST_DIRECT, dtype=np.int32)
        self._slots = np.zeros((_FEWEST, 4), dtype=np.int64)
        self._kept = np.empty(_FEWEST, dtype=np.uint8)
        self._bounds = np.zeros(_FEWEST, dtype=np.int64)

    def number(self, text: Any, starts: PositionArray, ends: PositionArray) -> PositionArray:
        """The number of the text in each of these stretches of bytes, as int32."""
        from weakties.kernels.cells import number_texts

        codes = np.empty(len(starts), dtype=np.int32)
        for at in range(0, len(starts), _ROWS):
            part = slice(at, at + _ROWS)
            self._make_room(len(starts[part]), int((ends[part] - starts[part]).sum()))
            self._count, self._hashed = number_texts(
                text,
                starts[part],
                ends[part],
                codes[part],
                self._direct,
                self._slots,
                self._kept,
                self._bounds,
                self._count,
                self._hashed,
            )
        return codes

    def number_all(self, texts: Sequence[str]) -> PositionArray:
        """The numbers of these texts."""
        encoded = [text.encode() for text in texts]
        bounds = np.cumsum([0, *map(len, encoded)], dtype=np.int32)
        buffer = np.frombuffer(b"".join(encoded), dtype=np.uint8)
        return self.number(buffer, bounds[:-1], bounds[1:])

    def distinct(self) -> list[str]:
        """All texts, by number."""
        return self._decoded(np.arange(self._count))

    def ranked(self) -> tuple[list[str], PositionArray]:
        """All texts, sorted, and the place of every number among them."""
        order = self._order()
        rank = np.empty(self._count, dtype=np.int32)
        rank[order] = np.arange(self._count, dtype=np.int32)
        return self._decoded(order), rank

    def _decoded(self, numbers: Any) -> list[str]:
        whole = self._kept[: self._bounds[self._count]].tobytes()
        bounds = zip(self._bounds[numbers].tolist(), self._bounds[numbers + 1].tolist())
        if whole.isascii():
            text = whole.decode()
            return [text[start:end] for start, end in bounds]
        return [whole[start:end].decode() for start, end in bounds]

    def _order(self) -> Any:
        """The numbers in the order of their texts, which is that of their bytes."""
        size = np.diff(self._bounds[: self._count + 1])
        if size.max(initial=0) > 8:
            texts = self.distinct()
            return np.array(sorted(range(self._count), key=texts.__getitem__))
        words = np.zeros(self._count, dtype=np.uint64)
        for at in range(8):
            there = size > at
            words[there] |= self._kept[self._bounds[:-1][: self._count][there] + at].astype(
                np.uint64
            ) << np.uint64(56 - 8 * at)
        # Nothing but zero bytes tells a text from one that goes on with them.
        return np.lexsort((size, words))

    def _make_room(self, rows: int, size: int) -> None:
        from weakties.kernels.cells import move_slots

        if 2 * (self._hashed + rows) > len(self._slots):
            # A power of two, of which at most half is ever filled.
            slots = np.zeros((1 << (2 * (self._hashed + rows)).bit_length(), 4), dtype=np.int64)
            move_slots(self._slots, slots)
            self._slots = slots
        self._kept = _grown(self._kept, int(self._bounds[self._count]) + size)
        self._bounds = _grown(self._bounds, self._count + rows + 1)


def _grown(values: Any, least: int) -> Any:
    """The values with room behind them."""
    if len(values) >= least:
        return values
    longer = np.empty(2 * least, dtype=values.dtype)
    longer[: len(values)] = values
    return longer
