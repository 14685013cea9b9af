"""Names as a font can draw them: no controls, no glyph that is missing, not too long."""

import unicodedata
from functools import cache

from matplotlib import font_manager

#: Comes with matplotlib, so that a picture is the same everywhere.
FAMILY = "DejaVu Sans"

#: Asked, where installed, for scripts that the family above lacks.
_OTHER_FAMILIES = (
    *("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans SC", "Noto Sans JP"),
    *("PingFang SC", "Hiragino Sans", "Microsoft YaHei", "Yu Gothic", "Malgun Gothic"),
    *("Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans Tamil", "Noto Sans Thai"),
    *("Nirmala UI", "Leelawadee UI", "Arial Unicode MS", "WenQuanYi Zen Hei"),
)

#: No more of a text is ever drawn; to look at all of a long one takes long.
_MOST_LETTERS = 5_000

#: Stands for a letter that no installed font has.
_MISSING = "\N{WHITE VERTICAL RECTANGLE}"


@cache
def families() -> tuple[str, ...]:
    """Font families that text is drawn in, the first that has a letter first."""
    installed = set(font_manager.get_font_names())
    return (FAMILY, *(name for name in _OTHER_FAMILIES if name in installed))


@cache
def _letters() -> frozenset[int]:
    files = (font_manager.findfont(name) for name in families())
    return frozenset(code for file in files for code in font_manager.get_font(file).get_charmap())


def printable(text: object) -> str:
    """The text on one line; symbols that no font has left out, such letters as boxes."""
    kept = []
    for letter in unicodedata.normalize("NFC", str(text)[:_MOST_LETTERS]):
        kind = unicodedata.category(letter)
        if kind.startswith("Z") or letter in "\t\r\n":
            kept.append(" ")
        elif kind.startswith("C") or 0xFE00 <= ord(letter) <= 0xFE0F:
            continue
        elif ord(letter) in _letters():
            kept.append(letter)
        elif kind[0] in "LN":
            kept.append(_MISSING)
    return " ".join("".join(kept).split()) or "(no name)"


def shorten(text: str, most: int) -> str:
    """The text in at most so many letters."""
    return text if len(text) <= most else text[: most - 1].rstrip(" ,.;:-") + "…"


def wrap(text: str, width: int, lines: int) -> str:
    """The text on at most so many lines of about a width, the last shortened."""
    done: list[str] = []
    words = text.split(" ")
    while words and len(done) < lines - 1:
        line = words.pop(0)
        while words and len(line) + 1 + len(words[0]) <= width:
            line += " " + words.pop(0)
        done.append(shorten(line, width + 4))
    if words:
        done.append(shorten(" ".join(words), width))
    return "\n".join(done)
