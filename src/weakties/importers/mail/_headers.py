"""Headers of a letter (RFC 5322): those that are needed, decoded, whatever state they are in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import parsedate_to_datetime

from weakties.importers._cells.moments import as_utc

Headers = Mapping[str, Sequence[bytes]]

#: All that is looked at. Subjects tell copies of a letter, and are not kept.
_WANTED = {
    *(b"from", b"to", b"cc", b"bcc", b"date", b"message-id", b"in-reply-to", b"references"),
    *(b"list-id", b"list-post", b"mailing-list", b"precedence", b"auto-submitted", b"return-path"),
    *(b"delivered-to", b"x-original-to", b"envelope-to", b"x-gmail-labels", b"x-from"),
    *(b"content-type", b"x-autoreply", b"x-auto-response-suppress", b"x-mozilla-status"),
    *(b"reply-to", b"x-original-from", b"subject", b"list-unsubscribe"),
}
_KNOWN = _WANTED | {b"received", b"mime-version", b"sender", b"x-to"}
_FIELD = re.compile(rb"^([!-9;-~]{1,100})[ \t]*:", re.MULTILINE)
_LINE_END = re.compile(r"[\r\n]+")
_ID = re.compile(r"<\s*([^<>\s]{3,990})\s*>")
#: Fields that a file must have to be taken for a letter.
_FEWEST = 3
_ENCODED = "=?"
_DATE_OF_BEGINNING = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? +([A-Z][a-z]{2}) +(\d\d?) +"
    r"(\d\d?:\d\d(?::\d\d)?) +(?:([+-]\d{4}|[A-Z]{1,5}) +)?(\d{4})"
)


def parse_headers(block: bytes) -> Headers:
    """The fields that are needed, by name; what is no field is passed over."""
    found: dict[str, list[bytes]] = {}
    places = list(_FIELD.finditer(block))
    ends = [*(one.start() for one in places[1:]), len(block)]
    for place, end in zip(places, ends):
        name = place.group(1).lower()
        if name in _WANTED:
            found.setdefault(name.decode(), []).append(block[place.end() : end])
    return found


def looks_like_a_letter(head: bytes) -> bool:
    """Whether the first bytes of a file are the headers of one letter."""
    start = head.lstrip(b"\r\n")
    first = _FIELD.match(start)
    if first is None or not first.group(1).isascii():
        return False
    block = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    names = {one.group(1).lower() for one in _FIELD.finditer(block)}
    return b"from" in names and len(names & _KNOWN) >= _FEWEST


def texts_of(headers: Headers, name: str) -> Iterator[str]:
    """Every field of a name as one line; bytes are UTF-8 if they can be, else Windows-1252."""
    for value in headers.get(name, ()):
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            text = value.decode("cp1252", "replace")
        yield " ".join(filter(None, (line.strip() for line in _LINE_END.split(text))))


def text_of(headers: Headers, name: str) -> str:
    """All fields of a name as one line."""
    return ", ".join(filter(None, texts_of(headers, name)))


def decode_words(text: str) -> str:
    """A text with its encoded words (RFC 2047) decoded; as it stands where that fails."""
    if _ENCODED not in text:
        return text
    try:
        parts = decode_header(text)
    except (HeaderParseError, ValueError):
        return text
    return "".join(_decoded(part, charset) for part, charset in parts)


def _decoded(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    try:
        return part.decode(charset or "ascii", "replace")
    except (LookupError, ValueError):
        return part.decode("latin-1")


def ids_in(text: str) -> list[str]:
    """Every id of a letter that a field names, in order."""
    return _ID.findall(text)


def time_of(headers: Headers, beginning: bytes) -> datetime | None:
    """When it was written in UTC, else when it was put into the file; naive without a zone."""
    for text in texts_of(headers, "date"):
        if time := _parsed(text):
            return time
    found = _DATE_OF_BEGINNING.search(beginning.decode("latin-1"))
    if found is None:
        return None
    month, day, clock, zone, year = found.groups()
    return _parsed(f"{day} {month} {year} {clock} {zone or ''}".strip())


def _parsed(text: str) -> datetime | None:
    try:
        return as_utc(parsedate_to_datetime(text))
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
