"""The whole text of a file whose grammar does not keep to lines."""

import codecs

from weakties._typing import Progress
from weakties.errors import ArgumentError, ReadError
from weakties.importers._files.decoding import decode_start
from weakties.importers._files.source import Member
from weakties.importers._log import Log

_CHUNK = 1 << 22
#: Characters that are held in memory at once.
_LARGEST = 4 * 2**30


def start_of(member: Member) -> str:
    """The first characters, with line ends alike, to recognise what a text is."""
    text = decode_start(member.head()).lstrip("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(
    member: Member,
    log: Log,
    what: str,
    progress: Progress | None,
    *,
    encoding: str | None = None,
) -> str:
    """All of a text, with line ends alike; says where letters may be wrong."""
    if encoding is not None:
        _check_encoding(encoding)
    pieces = []
    done = 0
    with member.open_text() as stream:
        stream.reconfigure(newline=None)
        if encoding is not None:
            stream.reconfigure(encoding=encoding, errors="replace")
        while piece := stream.read(_CHUNK):
            pieces.append(piece)
            done += len(piece)
            if done > _LARGEST:
                message = (
                    f"{member.where} is longer than {_LARGEST // 2**30} GB of text, which cannot "
                    "be held in memory. Export a part of the network, or an edge list."
                )
                raise ReadError(message)
            if progress is not None:
                progress(f"Reading {what}", done, max(done, member.size))
    if encoding is None:
        log.warn_of_encoding(member)
    return "".join(pieces)


def _check_encoding(encoding: str) -> None:
    try:
        codecs.lookup(encoding)
    except LookupError:
        message = f"encoding={encoding!r} is not known. Use one such as utf-8, cp1250 or cp1252."
        raise ArgumentError(message) from None
