"""Tables that spreadsheets open without running anything."""

from typing import Any

#: A spreadsheet would run a cell that begins with one of these as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: Any) -> Any:
    """A value as it may stand in a table; a sign before texts that would be run.

    >>> safe_cell("=1+1"), safe_cell("Ana"), safe_cell(-1)
    ("'=1+1", 'Ana', -1)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
