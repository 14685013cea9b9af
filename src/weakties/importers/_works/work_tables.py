"""Tables of works, a row a work, as catalogues on the web give them."""

import re
from collections.abc import Callable, Iterator, Sequence

from weakties._typing import Progress
from weakties.importers._files.source import Member
from weakties.importers._files.tables import HEADER_LINES, Layout, Row, find_header, read_table
from weakties.importers._log import Log
from weakties.importers._steps import steps

#: Lines that one row may take: abstracts have several.
_LONGEST = 20_000


def work_layout(expects: str, accepts: Callable[[frozenset[str]], bool]) -> Layout:
    """What is known of the rows of such a table."""
    return Layout(accepts=accepts, expects=expects, longest=_LONGEST, aliases={}, essential=True)


def is_work_table(member: Member, layout: Layout) -> bool:
    """Whether one of the first lines of a text names the columns of such a table."""
    return find_header(member.head_lines(HEADER_LINES), layout.accepts, {}) is not None


def work_rows(member: Member, layout: Layout, log: Log, progress: Progress | None) -> Iterator[Row]:
    """All rows that can be read."""
    return steps(read_table(member, layout, log), "reading works", progress)


def split_list(text: str) -> list[str]:
    """What stands between semicolons outside of brackets.

    >>> split_list("Okafor, Inés (A; B); Ito, Al;")
    ['Okafor, Inés (A; B)', 'Ito, Al']
    """
    parts, start, depth = [], 0, 0
    for sign in re.finditer(r"[;()]", text):
        if sign[0] != ";":
            depth = max(0, depth + (1 if sign[0] == "(" else -1))
        elif depth == 0:
            parts.append(text[start : sign.start()])
            start = sign.end()
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def split_bracket(text: str) -> tuple[str, str]:
    """A text, and what stands in brackets at its end.

    >>> split_bracket("Okafor, Inés (Harbour University (North))")
    ('Okafor, Inés', 'Harbour University (North)')
    """
    name, bracket, rest = text.partition("(")
    if not bracket or not rest.endswith(")"):
        return text.strip(), ""
    return name.strip(), rest[:-1].strip()


def same_length(texts: Sequence[str], others: Sequence[str]) -> Sequence[str]:
    """The texts if there are as many as others, else so many empty ones: it is unclear whose is whose."""
    return texts if len(texts) == len(others) else [""] * len(others)
