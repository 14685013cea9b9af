"""Values of GEXF attributes as they are typed."""

import re
from typing import Any

from weakties.importers._cells.numbers import measure_of, whole_of

_WHOLE = {"byte", "short", "integer", "int", "long", "biginteger"}
_NUMBERS = _WHOLE | {"float", "double", "bigdecimal"}
_BETWEEN = re.compile(r"\s*[;,]\s*")


def typed(text: str | None, kind: str) -> Any:
    """A value of the declared type, a list as a tuple; text that is none of it stays text."""
    plain = (text or "").strip()
    if kind.startswith("list"):
        inner = plain.removeprefix("[").removesuffix("]").strip()
        parts = inner.split("|") if "|" in inner else _BETWEEN.split(inner)
        return tuple(typed(part.strip("\"' "), kind.removeprefix("list")) for part in parts if part)
    if kind == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(plain.casefold(), plain)
    if kind not in _NUMBERS:
        return plain
    number = whole_of(plain) if kind in _WHOLE else measure_of(plain)
    return plain or None if number is None else number
