"""Words and signs of DOT."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from weakties.errors import ReadError

_TOKEN = re.compile(
    r"""
      (?P<skip>\s+|//[^\n]*|/\*.*?\*/|^\#[^\n]*)
    | (?P<sign>->|--|[{}\[\];,=:+])
    | "(?P<text>(?:[^"\\]|\\.)*)"
    | (?P<word>-?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][+-]?\d+)?(?![\w.])|[^\W\d][\w.]*|\d[\w.]*)
    | (?P<markup><)
    | (?P<wrong>.)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_MARK = re.compile(r"<[^<>]*>")


class Token(NamedTuple):
    """A sign, or a word whatever it looks like."""

    text: str
    line: int
    is_sign: bool


def read_tokens(text: str, where: str) -> Iterator[Token]:
    """Words and signs in order, then an empty sign at the end."""
    place, line = 0, 1
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None or found["wrong"] is not None:
            message = (
                f"{where}, line {line}: {text[place : place + 20]!r} is no word and no sign of DOT; "
                "a quotation mark may be lacking. Export the graph again."
            )
            raise ReadError(message)
        if found["markup"] is not None:
            end = _end_of_markup(text, place, where, line)
            inner = _MARK.sub(" ", text[place + 1 : end - 1])
            yield Token(" ".join(html.unescape(inner).split()), line, is_sign=False)
        else:
            end = found.end()
            if found["sign"] is not None:
                yield Token(found["sign"], line, is_sign=True)
            elif found["text"] is not None:
                yield Token(_unquoted(found["text"]), line, is_sign=False)
            elif found["word"] is not None:
                yield Token(found["word"], line, is_sign=False)
        line += text.count("\n", place, end)
        place = end
    yield Token("", line, is_sign=True)


def _unquoted(text: str) -> str:
    """The text of a string, in which a backslash joins lines or, before n, l and r, breaks them."""
    joined = text.replace("\\\n", "").replace('\\"', '"')
    return " ".join(html.unescape(re.sub(r"\\[nlr]", " ", joined)).split())


def _end_of_markup(text: str, start: int, where: str, line: int) -> int:
    depth = 0
    for found in re.compile("[<>]").finditer(text, start):
        depth += 1 if found[0] == "<" else -1
        if depth == 0:
            return found.end()
    message = f"{where}, line {line}: a bracket < is never closed. Export the graph again."
    raise ReadError(message)
