"""Lines of calendars and address books (iCalendar, vCard), which are broken after so many signs."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from io import BufferedReader, RawIOBase, TextIOWrapper
from typing import TYPE_CHECKING, BinaryIO, cast

from weakties.importers._files.source import Member

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LONGEST_LINE = 1 << 16
_CHUNK = 1 << 16
#: A fold between two bytes of one letter of UTF-8: what comes behind it begins no letter.
_WITHIN_A_LETTER = re.compile(rb"\r?\n[ \t](?=[\x80-\xbf])")
#: Bytes at the end that may begin such a fold.
_FOLD = 3


def with_whole_letters(member: Member) -> Member:
    """The same file without the folds that part one letter: some programs count bytes."""
    return replace(member, opener=partial(_open_joined, member.opener))


def _open_joined(opener: Callable[[], BinaryIO]) -> BinaryIO:
    return cast("BinaryIO", BufferedReader(_Joined(opener()), _CHUNK))


class _Joined(RawIOBase):
    """Bytes of a file as they are, but for folds within letters."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self._ready = self._held = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer).cast("B")
        while not self._ready and (more := self._stream.read(_CHUNK)):
            found = _WITHIN_A_LETTER.sub(b"", self._held + more)
            self._ready, self._held = found[:-_FOLD], found[-_FOLD:]
        if not self._ready:
            self._ready, self._held = self._held, b""
        taken, self._ready = self._ready[: len(view)], self._ready[len(view) :]
        view[: len(taken)] = taken
        return len(taken)

    def close(self) -> None:
        self._stream.close()
        super().close()


def unfolded(stream: TextIOWrapper) -> Iterator[str]:
    """Lines, those put together again that go on after a line end; over-long ones are cut."""
    stream.reconfigure(newline=None)
    parts: list[str] = []
    size = 0
    soft = False  # vCard 2.1 goes on after a line that ends with an equals sign
    while read := stream.readline(_LONGEST_LINE):
        line = read.rstrip("\n")
        if parts and (soft or line.startswith((" ", "\t"))):
            size += len(line)
            if size <= _LONGEST_LINE:
                parts[-1] = parts[-1][:-1] if soft else parts[-1]
                parts.append(line if soft else line[1:])
        else:
            if parts:
                yield "".join(parts)
            parts, size = [line.lstrip("\ufeff")], len(line)
        soft = line.endswith("=") and "QUOTED-PRINTABLE" in parts[0].upper()
    if parts:
        yield "".join(parts)
