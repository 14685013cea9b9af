"""A table that somebody keeps of people: what they know beside what a file says."""

import csv
import os

import pandas as pd

from weakties._columns import plain_name
from weakties._spreadsheets import plain_cell
from weakties.errors import NothingUsableError, ReadError
from weakties.importers._cells.privacy import Privacy
from weakties.importers._files.content import name_content
from weakties.importers._files.source import Member, open_source
from weakties.importers._files.tables import SEPARATORS
from weakties.importers._files.text import LONGEST_LINE
from weakties.importers._graphs.record_tables import typed_texts
from weakties.importers._log import Log


def read_people_table(path: str | os.PathLike[str]) -> tuple[pd.DataFrame, Log]:
    """Read a CSV or TSV with a header and a row a person: its columns by line, and what was left out.

    Numbers become numbers. Nothing is left out for being private: `without_private` does that.
    """
    texts, log = read_text_table(path)
    typed = {name: typed_texts(texts[name].tolist()) for name in texts.columns}
    return pd.DataFrame(typed, index=texts.index, dtype=object), log


def without_private(table: pd.DataFrame, log: Log) -> pd.DataFrame:
    """The attributes that may get into `Connections`; the log says what was left out.

    Left out are columns of addresses of mail, telephone numbers and texts of messages, and addresses
    and numbers elsewhere.
    """
    privacy = Privacy()
    kept = table[[name for name in table.columns if privacy.allows(str(name))]].copy()
    for name in kept.columns:
        values = kept[name].tolist()
        clean = privacy.clean(values)
        if any(new is not old for new, old in zip(clean, values)):
            kept[name] = pd.Series(clean, index=kept.index, dtype=object, name=name)
    privacy.report(log, ())
    return kept


def read_text_table(path: str | os.PathLike[str]) -> tuple[pd.DataFrame, Log]:
    """Read a CSV or TSV with a header as texts, by line; columns without a name are left out."""
    with open_source(path) as source:
        member = source.only
        if member is None or name_content(member.head()):
            message = f"{source.path} is no table. Give a CSV with a header and a row a person."
            raise ReadError(message)
        log = Log()
        lines = _read_lines(member)
        log.warn_of_encoding(member)
    if len(lines) < 2:
        message = f"{path} holds no row below its header. Give a CSV with a row a person."
        raise NothingUsableError(message)
    header, *rows = lines
    return _as_columns(header, rows, member, log), log


def _read_lines(member: Member) -> list[tuple[int, list[str]]]:
    """All rows that are not blank, with their lines."""
    with member.open_text() as stream:
        first = stream.readline(LONGEST_LINE)
        separator = max(SEPARATORS, key=first.count)
        stream.seek(0)
        reader = csv.reader(
            iter(lambda: stream.readline(LONGEST_LINE), ""),
            delimiter=separator,
            skipinitialspace=True,
        )
        try:
            rows = [
                (reader.line_num, [plain_cell(cell.strip()) for cell in cells]) for cells in reader
            ]
        except csv.Error as error:
            message = (
                f"{member.where}, line {reader.line_num}: {error}. Save the table again, as CSV."
            )
            raise ReadError(message) from None
    return [(line, cells) for line, cells in rows if any(cells)]


def _as_columns(
    header: tuple[int, list[str]], rows: list[tuple[int, list[str]]], member: Member, log: Log
) -> pd.DataFrame:
    line, names = header
    plain = [plain_name(name) for name in names]
    twice = sorted({name for name in plain if name and plain.count(name) > 1})
    if twice:
        message = (
            f"{member.where}, line {line}: the header names {', '.join(twice)} more than once."
        )
        raise ReadError(message)
    kept = []
    for number, cells in rows:
        if len(cells) > len(names):
            log.refuse(member, number, "more columns than others")
        elif any("\0" in cell for cell in cells):
            log.refuse(member, number, "NUL byte in the row")
        else:
            kept.append((number, [*cells, *[""] * (len(names) - len(cells))]))
    columns = {name: [cells[at] for _, cells in kept] for at, name in enumerate(names) if name}
    log.files[member.name] += len(rows)
    return pd.DataFrame(columns, index=[number for number, _ in kept], dtype=object)
