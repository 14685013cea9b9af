"""Tables that spreadsheets open without running anything."""

import csv
from itertools import chain
from typing import Any, TextIO

import pandas as pd

#: A spreadsheet would run a cell that begins with one of these as a formula; some run wide ones too.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_TEXT = "'"
#: Readers of tables may take a row that begins with one of these for a comment.
_COMMENT_STARTS = ("#", "%")


def safe_cell(value: Any) -> Any:
    """A value as it may stand in a table; a sign before texts that would be run.

    Texts that begin like one with the sign get another, so that no two become one.

    >>> safe_cell("=1+1"), safe_cell("'=1+1"), safe_cell("Ana"), safe_cell(-1)
    ("'=1+1", "''=1+1", 'Ana', -1)
    """
    return f"{_TEXT}{value}" if isinstance(value, str) and _is_run(value) else value


def plain_cell(text: str) -> str:
    """The text of a cell that `safe_cell` gave.

    >>> plain_cell("'=1+1"), plain_cell("'tis"), plain_cell("Ana")
    ('=1+1', "'tis", 'Ana')
    """
    return text[1:] if text.startswith(_TEXT) and _is_run(text) else text


def write_cells(table: pd.DataFrame, stream: TextIO) -> None:
    """Write a table as CSV, without its index; its texts are as `safe_cell` makes them."""
    safe = table.copy()
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]):
            safe[column] = safe[column].astype(object).map(safe_cell, na_action="ignore")
    safe = safe.rename(columns=safe_cell)
    quoting: Any = csv.QUOTE_NONNUMERIC if _needs_quotes(safe) else csv.QUOTE_MINIMAL
    safe.to_csv(stream, index=False, lineterminator="\n", quoting=quoting)


def _needs_quotes(table: pd.DataFrame) -> bool:
    """Whether a row would be read as two, or as a comment, without quotation marks."""
    texts = table.select_dtypes(exclude="number")
    # The csv module does not quote a carriage return, with which spreadsheets begin another row.
    if any("\r" in str(one) for one in chain(table.columns, *(texts[name] for name in texts))):
        return True
    first = table.columns[:1]
    begins = map(str, chain(first, *(table[name] for name in first)))
    return any(text.lstrip().startswith(_COMMENT_STARTS) for text in begins)


def _is_run(text: str) -> bool:
    return text.lstrip(_TEXT).startswith(_FORMULA_STARTS)
