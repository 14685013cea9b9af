"""The text of a file: whole, line by line, or in pieces."""

from collections.abc import Iterator

from weakties._typing import Progress
from weakties.errors import ArgumentError, ReadError
from weakties.importers._files.decoding import decode_start
from weakties.importers._files.source import Member
from weakties.importers._log import Log

_CHUNK = 1 << 20
#: Characters of a line; nothing that is read has longer ones.
LONGEST_LINE = 1 << 24
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
    pieces = []
    done = 0
    for piece in read_pieces(member, log, what, progress, encoding=encoding):
        pieces.append(piece)
        done += len(piece)
        if done > _LARGEST:
            message = (
                f"{member.where} is longer than {_LARGEST // 2**30} GB of text, which cannot "
                "be held in memory. Export a part of the network, or an edge list."
            )
            raise ReadError(message)
    return "".join(pieces)


def read_lines(
    member: Member, log: Log, what: str, progress: Progress | None
) -> Iterator[tuple[int, str]]:
    """Every line with its number and without its end."""
    number, rest = 1, ""
    for piece in read_pieces(member, log, what, progress):
        first, *others = piece.split("\n")
        rest += first
        for line in others:
            yield number, rest
            number, rest = number + 1, line
    if rest:
        yield number, rest


def lines_of(text: str) -> Iterator[str]:
    """The lines of a text without their ends, never all at once."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def read_pieces(
    member: Member,
    log: Log,
    what: str,
    progress: Progress | None,
    *,
    encoding: str | None = None,
    size: int = _CHUNK,
) -> Iterator[str]:
    """A text piece by piece, with line ends alike; says where letters may be wrong.

    A line that never ends is refused.
    """
    if encoding is not None:
        _check_encoding(encoding)
    done = begun = 0
    with member.open_text(encoding) as stream:
        stream.reconfigure(newline=None)
        while piece := stream.read(size):
            end = piece.rfind("\n")
            begun = done + end + 1 if end >= 0 else begun
            done += len(piece)
            if done - begun > LONGEST_LINE:
                message = (
                    f"{member.where}: one line goes on for over {LONGEST_LINE:,} characters, as in "
                    "no such file. Export it again."
                )
                raise ReadError(message)
            yield piece
            if progress is not None:
                progress(f"Reading {what}", done, max(done, member.size))
    if encoding is None:
        log.warn_of_encoding(member)


def _check_encoding(encoding: str) -> None:
    try:
        "a".encode(encoding)
    except (LookupError, UnicodeError):
        message = f"encoding={encoding!r} is not known. Use one such as utf-8, cp1250 or cp1252."
        raise ArgumentError(message) from None
