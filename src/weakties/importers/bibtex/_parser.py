"""The grammar of BibTeX: entries, their fields, and texts put together from several.

An entry ends at the latest where the next begins on a line of its own, so that a brace too few
costs one entry, and no text is gone through more than a few times.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

#: An entry begins on a line of its own, or right behind another.
ENTRY = re.compile(r"(?:^|(?<=\}))[ \t]*@[ \t]*([A-Za-z]+)\s*[{(]", re.MULTILINE)
_KEY = re.compile(r"\s*+([^,={}\"\n]*+)\s*+(,|[})]|$)")
#: Names of fields may hold blanks, as in "Times Cited". Nothing here is tried twice (*+): a text of
#: blanks alone would take the square of its length.
_NAME = re.compile(r"[\s,]*+([^\s,={}()\"#][^,={}()\"#]*+)=\s*+")
_WORD = re.compile(r"[^\s,={}()\"#]+")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTES = re.compile(r"\\.|[{}\"]", re.DOTALL)
_AND = re.compile(r"\\.|[{}]|(?<=\s)and(?=\s)", re.DOTALL | re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(kw_only=True)
class Entry:
    """One entry, its fields by their names in small letters."""

    kind: str
    key: str
    line: int
    fields: Mapping[str, str] = field(default_factory=dict)
    whole: bool = True  #: whether all of it could be read


def parse(text: str) -> Iterator[Entry]:
    """All entries but comments and preambles, with the texts of ``@string`` in place."""
    strings = {name: name for name in _MONTHS}
    starts = [*ENTRY.finditer(text)]
    line, counted = 1, 0
    for number, start in enumerate(starts):
        at = start.start(1)
        line, counted = line + text.count("\n", counted, at), at
        end = starts[number + 1].start() if number + 1 < len(starts) else len(text)
        kind = start[1].lower()
        if kind in {"comment", "preamble"}:
            continue
        body = _Body(text, start.end(), end, strings)
        if kind == "string":
            strings.update(body.fields())
        else:
            key = body.key()
            fields = body.fields()
            yield Entry(kind=kind, key=key, line=line, fields=fields, whole=body.whole)


class _Body:
    """What stands between the braces of an entry."""

    def __init__(self, text: str, at: int, end: int, strings: Mapping[str, str]) -> None:
        self._text = text
        self._at = at
        self._end = end
        self._strings = strings
        self.whole = True

    def key(self) -> str:
        """What the entry is called; nothing if a field comes first."""
        found = _KEY.match(self._text, self._at, self._end)
        if found is None:
            return ""
        self._at = found.end(1) if found[2] != "," else found.end()
        return found[1].rstrip()

    def fields(self) -> dict[str, str]:
        """Names and values; the first of two of one name counts, as in BibTeX."""
        found: dict[str, str] = {}
        while name := _NAME.match(self._text, self._at, self._end):
            self._at = name.end()
            value = self._value()
            if value is None:
                self.whole = False
                return found
            found.setdefault(name[1].rstrip().lower(), value)
        rest = self._text[self._at : self._end].lstrip(" \t\r\n,")
        self.whole = rest.startswith(("}", ")"))
        return found

    def _value(self) -> str | None:
        """Texts, joined by number signs; None if one does not end."""
        parts = []
        while True:
            part = self._part()
            if part is None:
                return None
            parts.append(part)
            rest = re.compile(r"\s*#\s*").match(self._text, self._at, self._end)
            if rest is None:
                return "".join(parts)
            self._at = rest.end()

    def _part(self) -> str | None:
        sign = self._text[self._at : min(self._at + 1, self._end)]
        if sign == "{":
            return self._until("}", _BRACES)
        if sign == '"':
            return self._until('"', _QUOTES)
        word = _WORD.match(self._text, self._at, self._end)
        if word is None:
            return None
        self._at = word.end()
        return self._strings.get(word[0].lower(), word[0])

    def _until(self, close: str, signs: re.Pattern[str]) -> str | None:
        """The text to the brace or quotation mark that ends it, whatever stands in braces inside."""
        start, depth = self._at + 1, 0
        for found in signs.finditer(self._text, start, self._end):
            sign = found[0]
            if depth == 0 and sign == close:
                self._at = found.end()
                return self._text[start : found.start()]
            depth += (sign == "{") - (sign == "}")
        return None


def split_authors(value: str) -> Sequence[str]:
    """Names between the word "and", wherever no brace is open."""
    if "{" not in value:
        return [
            name.strip() for name in re.split(r"(?:^|\s)and(?:\s|$)", value, flags=re.IGNORECASE)
        ]
    names, start, depth = [], 0, 0
    for found in _AND.finditer(value):
        sign = found[0]
        depth += (sign == "{") - (sign == "}")
        if depth == 0 and len(sign) == 3:
            names.append(value[start : found.start()].strip())
            start = found.end()
    return [*names, value[start:].strip()]


def is_braced(name: str) -> bool:
    """Whether a name stands in one pair of braces as a whole: that of a group."""
    if not (name.startswith("{") and name.endswith("}")):
        return False
    depth = 0
    for found in _BRACES.finditer(name):
        depth += (found[0] == "{") - (found[0] == "}")
        if depth == 0:
            return found.end() == len(name)
    return False
