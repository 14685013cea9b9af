"""Content-addressed archives (CAR) of records in DAG-CBOR, decoded within limits.

The specifications are short, and no package that reads them is needed for what is read here:
https://ipld.io/specs/transport/car/carv1/ and https://ipld.io/specs/codecs/dag-cbor/spec/.
"""

import struct
from collections.abc import Iterator
from typing import Any

from weakties.errors import ReadError

#: Deeper than any record of this network is nested.
_DEEPEST = 64
_LARGEST_BLOCK = 1 << 24


class CarError(ReadError):
    """An archive, or a block of it, cannot be decoded."""


def is_car(head: bytes) -> bool:
    """Whether these first bytes are the header of such an archive."""
    return b"eroots" in head[:24] and b"gversion" in head[:128]


def read_blocks(content: bytes, where: str) -> Iterator[Any]:
    """What every block says; blocks that are no DAG-CBOR (pictures) are passed over."""
    view, at = memoryview(content), 0
    size, at = _varint(view, at, where)
    at += size
    if at > len(view):
        raise _cut(where)
    while at < len(view):
        size, at = _varint(view, at, where)
        if size > _LARGEST_BLOCK:
            message = (
                f"{where} holds a block of {size:,} bytes, as no archive does. Export it again."
            )
            raise CarError(message)
        if at + size > len(view):
            raise _cut(where)
        block, at = view[at : at + size], at + size
        start, codec = _content_id(block, where)
        if codec == 0x71:
            yield _Decoder(block[start:], where).document()


def _cut(where: str) -> CarError:
    return CarError(f"{where} is cut short: it ends within a block. Export it again.")


def _varint(view: memoryview, at: int, where: str) -> tuple[int, int]:
    """A number in groups of seven bits, the lowest first, and the place behind it."""
    value = shift = 0
    while at < len(view) and shift < 63:
        byte = view[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
    raise _cut(where)


def _content_id(block: memoryview, where: str) -> tuple[int, int]:
    """Where the content of a block begins, behind its id, and how it is encoded."""
    if bytes(block[:2]) == b"\x12\x20":
        return 34, 0x70
    _, at = _varint(block, 0, where)
    codec, at = _varint(block, at, where)
    _, at = _varint(block, at, where)
    length, at = _varint(block, at, where)
    return at + length, codec


class _Decoder:
    """One document in DAG-CBOR: maps, arrays, texts, bytes, numbers and links."""

    def __init__(self, view: memoryview, where: str) -> None:
        self._view = view
        self._where = where
        self._at = 0

    def document(self) -> Any:
        """The whole document."""
        return self._value(0)

    def _value(self, depth: int) -> Any:
        if depth > _DEEPEST:
            message = f"{self._where} holds a record that is nested over {_DEEPEST} deep."
            raise CarError(message)
        first = self._take(1)[0]
        major, info = first >> 5, first & 0x1F
        if major == 7:
            return self._simple(info)
        size = self._size(info)
        if major <= 1:
            return size if major == 0 else -1 - size
        if major <= 3:
            content = bytes(self._take(size))
            return content if major == 2 else content.decode("utf-8", "replace")
        return self._container(major, size, depth + 1)

    def _container(self, major: int, size: int, depth: int) -> Any:
        if major == 4:
            return [self._value(depth) for _ in range(self._possible(size))]
        if major == 5:
            pairs = range(self._possible(size))
            return {str(self._value(depth)): self._value(depth) for _ in pairs}
        # A tag; the only one that occurs marks a link, whose bytes say nothing here.
        return self._value(depth)

    def _simple(self, info: int) -> Any:
        if info in (20, 21, 22, 23):
            return {20: False, 21: True}.get(info)
        sizes = {25: (2, ">e"), 26: (4, ">f"), 27: (8, ">d")}
        if info not in sizes:
            message = f"{self._where} holds a value of a kind that DAG-CBOR does not know."
            raise CarError(message)
        length, form = sizes[info]
        return struct.unpack(form, self._take(length))[0]

    def _size(self, info: int) -> int:
        if info < 24:
            return info
        if info > 27:
            message = f"{self._where} holds a value of a size that DAG-CBOR does not know."
            raise CarError(message)
        return int.from_bytes(self._take(1 << (info - 24)), "big")

    def _possible(self, count: int) -> int:
        """A count of values, each of which takes a byte at least."""
        if count > len(self._view) - self._at:
            raise _cut(self._where)
        return count

    def _take(self, length: int) -> memoryview:
        taken = self._view[self._at : self._at + length]
        if len(taken) < length:
            raise _cut(self._where)
        self._at += length
        return taken
