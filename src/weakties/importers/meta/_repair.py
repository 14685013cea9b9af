"""Texts as Meta exports them: every byte of UTF-8 written as a character of its own."""

from typing import Any

from weakties.importers._cells.labels import label_of
from weakties.importers._files.json_text import text


def repair(written: str) -> str:
    """The text that was meant; one that is not spoilt in this way is returned as it is.

    >>> repair("JosÃ©"), repair("José"), repair("Kovač")
    ('José', 'José', 'Kovač')
    """
    if written.isascii() or max(written) > "\xff":
        return written
    try:
        return written.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return written


def name_in(value: Any) -> str:
    """The repaired name in a value, without addresses and numbers; nothing if it holds none."""
    # Repaired first: a byte of a letter may look like a space at the end.
    return label_of(text(repair(value))) if isinstance(value, str) else ""
