"""The text of an edge list as blocks of whole lines: UTF-8, each line ended by a line feed."""

import codecs
from collections.abc import Iterator
from io import StringIO, TextIOWrapper
from typing import Protocol

from weakties.errors import ReadError
from weakties.importers._files.source import HEAD, Member
from weakties.importers._files.text import LONGEST_LINE

#: Bytes or characters read at a time.
_BLOCK = 1 << 20
#: Beyond this a block does not wait for the end of a quoted field: places in it are 32 bits wide.
_LONGEST_BLOCK = 1 << 25
#: Physical lines that a quoted field may go over.
LONGEST_ROW = 50


class NotAsStoredError(Exception):
    """The bytes of a file are not its text in UTF-8, so that it has to be decoded."""


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...

    def readline(self, size: int, /) -> bytes: ...


class _Decoded:
    """A text of any encoding and any line ends, as bytes of UTF-8."""

    def __init__(self, stream: TextIOWrapper) -> None:
        stream.reconfigure(newline=None)
        self._stream = stream

    def read(self, size: int) -> bytes:
        return self._stream.read(size).encode()

    def readline(self, size: int) -> bytes:
        return self._stream.readline(size).encode()


def first_lines(member: Member) -> list[str]:
    """Whole lines from the beginning, with their ends."""
    with member.open() as stored:
        head = _head(stored)
    if not head.isascii() or b"\0" in head or (b"\r" in head and b"\n" not in head):
        with member.open_text() as text:
            head = _head(_Decoded(text))
    head = _with_line_feeds(head)
    if head.count(b"\n") == 0 and len(head) >= HEAD:
        message = f"{member.where} begins with a line of over {HEAD:,} characters; it is no table."
        raise ReadError(message)
    return StringIO(head.decode()).readlines()


def _head(stream: _Stream) -> bytes:
    return stream.read(HEAD) + stream.readline(HEAD)


def stored_blocks(member: Member, skip: int) -> Iterator[bytes]:
    """Blocks of the bytes as they are stored, which spares going through the file beforehand."""
    with member.open() as stream:
        skipped = b"".join(stream.readline(LONGEST_LINE) for _ in range(skip))
        _check_stored(skipped)
        if _with_line_feeds(skipped).count(b"\n") > skip:
            raise NotAsStoredError
        mark = b"" if skip else codecs.BOM_UTF8
        for block in _whole_lines(stream, member):
            _check_stored(block)
            yield _with_line_feeds(block.removeprefix(mark))
            mark = b""


def _check_stored(text: bytes) -> None:
    if b"\0" in text or (b"\r" in text and b"\n" not in text):
        raise NotAsStoredError
    if not text.isascii():
        try:
            text.decode()
        except UnicodeDecodeError:
            raise NotAsStoredError from None


def decoded_blocks(member: Member, skip: int) -> Iterator[bytes]:
    """Blocks of a text whose encoding and line ends may be any."""
    with member.open_text() as text:
        stream = _Decoded(text)
        for _ in range(skip):
            stream.readline(LONGEST_LINE)
        yield from _whole_lines(stream, member)


def _whole_lines(stream: _Stream, member: Member) -> Iterator[bytes]:
    """Blocks that end with a row."""
    while block := stream.read(_BLOCK):
        block += _rest_of_line(stream, member)
        for _ in range(LONGEST_ROW):
            if block.count(b'"') % 2 == 0 or len(block) > _LONGEST_BLOCK:
                break
            block += _rest_of_line(stream, member)
        yield block


def _rest_of_line(stream: _Stream, member: Member) -> bytes:
    rest = stream.readline(LONGEST_LINE)
    if len(rest) >= LONGEST_LINE and b"\r" in rest:
        raise NotAsStoredError
    if len(rest) >= LONGEST_LINE and not rest.endswith(b"\n"):
        message = (
            f"{member.where} has a line of over {LONGEST_LINE:,} characters, which is no tie. "
            "Give a table with a row a tie."
        )
        raise ReadError(message)
    return rest


def _with_line_feeds(text: bytes) -> bytes:
    if b"\r" not in text:
        return text
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
