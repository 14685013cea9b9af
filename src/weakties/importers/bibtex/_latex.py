"""Plain text from what BibTeX writes with commands of LaTeX."""

import re
import unicodedata

_ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
    "d": "\u0323",
    "b": "\u0331",
    "t": "\u0361",
    "G": "\u030f",
    "h": "\u0309",
}
_LETTERS = {
    "ss": "ß",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "dj": "đ",
    "DJ": "Đ",
    "ng": "ŋ",
    "NG": "Ŋ",
    "textquoteright": "’",
}
#: An accent and its letter: in braces, behind a blank, or at once; the letter may be a command.
_ACCENTED = re.compile(
    r"""\\(?:(?P<sign>['`^"~=.])\s*|(?P<word>[uvHckrdbtGh])(?=[\s{\\])\s*)"""
    r"(?:\{\s*(?:\\(?P<inner>[ij])(?![a-zA-Z])\s*|(?P<braced>\w\w?))\s*\}"
    r"|\\(?P<bare>[ij])(?![a-zA-Z])\s?|(?P<letter>\w))"
)
_COMMAND = re.compile(r"\\([a-zA-Z]+)\*?[ \t]*(\{\})?|\\(.)", re.DOTALL)


def plain_text(text: str) -> str:
    r"""Text with its accents in place, and without commands and braces.

    >>> plain_text(
    ...     r"G{\"o}del, \'{\i}, {\L}ukasiewicz, \c{c}a, H\aa{}kan, O{\textquoteright}Neill~Jr"
    ... )
    'Gödel, í, Łukasiewicz, ça, Håkan, O’Neill Jr'
    """
    if "\\" in text:
        text = _COMMAND.sub(_command, _ACCENTED.sub(_accent, text))
    plain = text.replace("{", "").replace("}", "").replace("~", " ")
    return " ".join(unicodedata.normalize("NFC", plain).split())


def _accent(found: re.Match[str]) -> str:
    letters = found["inner"] or found["bare"] or found["braced"] or found["letter"]
    return letters[0] + _ACCENTS[found["sign"] or found["word"]] + letters[1:]


def _command(found: re.Match[str]) -> str:
    name, _, sign = found.groups()
    if name is None:
        # \- says where a word may be broken, \\ where a line ends; \& and the like are signs.
        return {"-": "", "\\": " ", "/": ""}.get(sign, sign)
    return _LETTERS.get(name, "")
