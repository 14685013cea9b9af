"""Which encoding a text has: UTF-8, UTF-16 where marked as such, else Windows-1252."""

import codecs
from collections.abc import Iterable
from dataclasses import dataclass

from weakties.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: A share of NUL bytes that text with NUL bytes by accident never has, and UTF-16 always has.
_UTF16_SHARE = 0.2


@dataclass(frozen=True, kw_only=True)
class Decoding:
    """How a text was encoded, and how many characters of it are damaged."""

    encoding: str
    damaged: int = 0


def detect_encoding(chunks: Iterable[bytes], *, where: str) -> Decoding:
    """Find the encoding from all of the content, chunk by chunk."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    well_formed = damaged = 0
    first = True
    for chunk in chunks:
        if first:
            first = False
            if marked := _marked(chunk):
                return Decoding(encoding=marked)
            _refuse_unmarked_utf16(chunk, where)
        if chunk.isascii() and not decoder.getstate()[0]:
            continue
        text = decoder.decode(chunk)
        if not text.isascii():
            written = chunk.count(b"\xef\xbf\xbd")
            broken = max(0, text.count("\ufffd") - written)
            damaged += broken
            well_formed += len(text) - len(text.encode("ascii", "ignore")) - broken
    damaged += decoder.decode(b"", final=True).count("\ufffd")
    # One broken byte must not turn every accent of a UTF-8 file into two wrong letters.
    if damaged > well_formed:
        return Decoding(encoding="cp1252")
    return Decoding(encoding="utf-8-sig", damaged=damaged)


def decode_start(head: bytes) -> str:
    """Text of the first bytes, good enough to recognise what it is."""
    marked = _marked(head)
    if marked is not None:
        return head.decode(marked, "replace")
    text = head.decode("utf-8-sig", "replace")
    return text if text.count("\ufffd") < 2 else head.decode("cp1252", "replace")


def _marked(head: bytes) -> str | None:
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def _refuse_unmarked_utf16(head: bytes, where: str) -> None:
    start = head[:4096]
    if start.count(0) > _UTF16_SHARE * len(start):
        message = (
            f"{where} holds a NUL byte beside every letter: it is binary, or UTF-16 text without "
            "the byte order mark that says so. Save it as UTF-8 and try again."
        )
        raise ReadError(message)
