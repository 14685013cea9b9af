"""Tables of surveys: columns keep the names that their authors gave them."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from weakties._columns import plain_name
from weakties.importers._files.content import name_content
from weakties.importers._files.source import Member
from weakties.importers._files.tables import Header, Layout, Row, find_header, read_table
from weakties.importers._graphs.record_tables import typed_texts
from weakties.importers._log import Log

#: The header stands within so many lines.
_HEADER_LINES = 5
#: Lines that an answer in words may take.
_LONGEST_ROW = 1000
_DECIMAL_COMMA = re.compile(r"-?\d+,\d+")
#: What a spreadsheet would take for a formula is written behind this sign.
_GUARDED = re.compile(r"'[=+\-@\t]")
#: How R writes that there is no answer.
_MISSING = "NA"
_TRUTHS = {"true": True, "false": False}

Accepts = Callable[[frozenset[str]], bool]


class SurveyTable(NamedTuple):
    """The rows of one file, and what its columns are called."""

    member: Member
    names: tuple[str, ...]
    rows: Sequence[Row]

    def column(self, *roles: str) -> str:
        """The name of the column that has the first of these roles which any has; else nothing."""
        return first_of(self.names, roles)

    def values(self, names: Sequence[str]) -> list[dict[str, Any]]:
        """The cells of some columns, row by row, without empty ones: numbers and truths as such."""
        columns = {name: typed_cells([row.fields[name] for row in self.rows]) for name in names}
        return [
            {name: column[at] for name, column in columns.items() if column[at] is not None}
            for at in range(len(self.rows))
        ]


def role_name(name: str) -> str:
    """The name of a column without what makes no difference, dots among it."""
    return plain_name(name).replace(".", "")


def by_role(accepts: Accepts) -> Accepts:
    """The same for names as written, which are compared by `role_name`."""
    return lambda names: accepts(frozenset(map(role_name, names)))


def find_columns(member: Member, accepts: Accepts) -> Header | None:
    """The header of a table whose columns, as written, are accepted."""
    if name_content(member.head()):
        return None
    lines = member.head_lines(_HEADER_LINES)
    return find_header(lines, accepts, {}, _as_written)


def read_survey_table(member: Member, accepts: Accepts, expects: str, log: Log) -> SurveyTable:
    """The table, read as a whole."""
    layout = Layout(
        accepts=accepts,
        expects=expects,
        longest=_LONGEST_ROW,
        aliases={},
        essential=True,
        name_of=_as_written,
    )
    rows = read_table(member, layout, log)
    header = find_columns(member, accepts)
    # What was guessed from the beginning alone may have other letters.
    names = tuple(filter(None, rows[0].fields)) if rows else ()
    with_comma = header is not None and header.separator == ";"
    clean = [
        row._replace(
            # A column without a name numbers the rows, as R writes it.
            fields={name: _clean(row.fields[name], with_comma=with_comma) for name in names}
        )
        for row in rows
    ]
    return SurveyTable(member, names, clean)


def first_of(names: Iterable[str], roles: Sequence[str]) -> str:
    """The first of these names that has the first of these roles which any has; else nothing."""
    known = {role_name(name): name for name in reversed(list(names))}
    return next((known[role] for role in roles if role in known), "")


def _as_written(cell: str) -> str:
    return " ".join(cell.strip(" \ufeff\"'\t\r\n").split())


def _clean(text: str, *, with_comma: bool) -> str:
    if text == _MISSING:
        return ""
    if _GUARDED.match(text):
        text = text[1:]
    if with_comma and _DECIMAL_COMMA.fullmatch(text):
        return text.replace(",", ".")
    return text


def typed_cells(texts: Sequence[str]) -> list[Any]:
    """Cells of a column as truths or numbers if all are; None where empty."""
    given = {text.casefold() for text in texts if text}
    if given and given <= _TRUTHS.keys():
        return [_TRUTHS.get(text.casefold()) for text in texts]
    return typed_texts(texts)
