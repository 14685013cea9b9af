"""Words and signs of DOT."""

import re

from weakties.importers._cells.labels import without_entities

#: Texts, signs, line ends with the line of the preprocessor behind them, numbers and words, comments,
#: marked-up texts (whose brackets stand in each other); then whatever else there is.
TOKEN = re.compile(
    r"""
      "[^"\\]*+(?:\\(?s:.)[^"\\]*+)*+"?
    | [{}\[\];,=:+] | -> | --
    | \n(?:\#[^\n]*+)?
    | -?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][+-]?\d+)?(?![\w.]) | \w[\w.]*+
    | //[^\n]*+ | /\*(?s:.*?)\*/ | /\*(?s:.*)
    | <(?:[^<>]|<(?:[^<>]|<(?:[^<>]|<[^<>]*+>)*+>)*+>)*+> | <(?s:.*)
    | \S
    """,
    re.VERBOSE,
)
#: Signs beside blanks that end a word.
ENDS = ";,{}[]"
SIGNS = frozenset(["->", "--", *"{}[];,=:+"])
_MARK = re.compile(r"<[^<>]*>")


def fault_of(token: str) -> str:
    """Why a token that is no sign is no word and no text either; nothing if it is."""
    first, last = token[0], token[-1]
    if first == "<" and last != ">":
        return "begins with a bracket < that is never closed"
    known = len(token) > 1 and last == '"' if first == '"' else len(token) > 1 or first.isalnum()
    lacking = "is no word and no sign of DOT; a quotation mark may be lacking"
    return "" if known or first == "_" else lacking


def text_of(token: str) -> str:
    """What a word or text says; in a text, a backslash joins lines or, before n, l and r, breaks them."""
    if token[0] == "<":
        inner = _MARK.sub(" ", token[1:-1])
    elif token[0] == '"':
        inner = token[1:-1]
        if "\\" in inner:
            joined = inner.replace("\\\n", "").replace('\\"', '"')
            inner = re.sub(r"\\[nlr]", " ", joined)
    else:
        return token
    return " ".join(without_entities(inner).split())
