"""Where letters begin in a file that holds many (mbox), found while the file goes by."""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

#: Bytes read at once, and bytes of headers that are kept of one letter.
CHUNK = 1 << 20
LARGEST_HEADERS = 1 << 20
#: What a line that begins a letter may look like: "From ", whoever it is from, and a date as asctime
#: writes it, with or without a zone. Thunderbird leaves out both. A line of headers comes next, so
#: that a sentence that begins a paragraph is none.
_MONTH = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_BEGINNING = re.compile(
    rb"From (?:[^\r\n]{0,300}?\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? "
    rb"(?: ?" + _MONTH + rb" {1,2}\d\d?| ?\d\d? " + _MONTH + rb")(?: \d{4})?"
    rb" {1,2}\d\d?:\d\d(?::\d\d)?[A-Z\d+: -]{0,30}(?: remote from [^\r\n]{1,99})?)?[ \t]*\r?\n"
    rb"(?=>?From |[!-9;-~]{1,100}[ \t]?:)"
)
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_LONGEST_BEGINNING = 600
#: Enough of what was seen to find a beginning that the next chunk completes.
_TAIL = 8


class Block(NamedTuple):
    """The headers of a letter as they stand, and the line that began it."""

    beginning: bytes
    headers: bytes
    whole: bool  #: whether these are all of the headers


def begins_mbox(head: bytes) -> bool:
    """Whether the first bytes of a file begin a letter among many."""
    return _BEGINNING.match(head.lstrip(b"\r\n")[:_LONGEST_BEGINNING]) is not None


def first_block(stream: BinaryIO, start: bytes) -> Block:
    """The headers that a file of one letter begins with."""
    held = start.lstrip(b"\r\n")
    while (end := _END_OF_HEADERS.search(held)) is None and len(held) <= LARGEST_HEADERS:
        if not (more := stream.read(CHUNK)):
            return Block(b"", held, whole=True)
        held += more
    stop = LARGEST_HEADERS if end is None else min(end.start(), LARGEST_HEADERS)
    return Block(b"", held[:stop], whole=end is not None and end.start() == stop)


class Letters:
    """The headers of every letter of a stream; what comes between them is never held for long."""

    def __init__(self, stream: BinaryIO, start: bytes, told: Callable[[int], None]) -> None:
        self._stream = stream
        self._told = told
        # A letter begins after a blank line, or at the beginning of all.
        self._held = b"\n\n" + start.lstrip(b"\r\n")
        self._at = 1  #: how far it was looked through
        self._done = len(start)
        self.most_held = 0  #: bytes held at once at most

    def __iter__(self) -> Iterator[Block]:
        while (found := self._find_beginning()) is not None:
            self._at = found.end()
            headers, whole = self._take_headers()
            yield Block(found.group(), headers, whole)

    def _find_beginning(self) -> re.Match[bytes] | None:
        while True:
            hit = self._held.find(b"\nFrom ", self._at)
            if hit < 0:
                self._at = max(self._at, len(self._held) - _TAIL)
                if not self._read_on():
                    return None
                continue
            self._at = hit
            if len(self._held) - hit < _LONGEST_BEGINNING and self._read_on():
                continue
            before = self._held[max(0, self._at - 2) : self._at]
            found = _BEGINNING.match(self._held, self._at + 1)
            if found is not None and before.endswith((b"\n", b"\n\r")):
                return found
            self._at += 1

    def _take_headers(self) -> tuple[bytes, bool]:
        """The headers that come next, and whether these are all."""
        while (end := _END_OF_HEADERS.search(self._held, self._at)) is None:
            if len(self._held) - self._at > LARGEST_HEADERS or not self._read_on():
                break
        start = self._at
        stop = len(self._held) if end is None else end.start()
        whole = stop - start <= LARGEST_HEADERS
        stop = stop if whole else start + LARGEST_HEADERS
        self._at = max(start, stop if end is not None and whole else stop - _TAIL)
        return self._held[start:stop], whole

    def _read_on(self) -> bool:
        """Hold the next chunk as well, and give up what was looked through."""
        more = self._stream.read(CHUNK)
        if not more:
            return False
        # Two bytes before tell whether a blank line comes first.
        given_up = max(0, self._at - 2)
        self._held = self._held[given_up:] + more
        self._at -= given_up
        self._done += len(more)
        self.most_held = max(self.most_held, len(self._held))
        self._told(self._done)
        return True
