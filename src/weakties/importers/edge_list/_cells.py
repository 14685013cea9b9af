"""One line of a table, taken apart."""

import csv
import re

#: In the order in which they are believed: who writes tabs or semicolons means them.
SEPARATORS = ("\t", ";", ",", " ")
COMMENT_SIGNS = ("#", "%")

#: What spreadsheets put before the header, to say what separates cells.
_SEPARATOR = re.compile(r'\ufeff?"?sep=(?P<sign>[\t;,])"?', re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


def split_line(line: str, separator: str) -> list[str]:
    """The stripped cells of a line; runs of blanks separate where a blank does."""
    text = line.strip(" \r\n")
    if separator == " ":
        text = text.replace("\t", " ").strip()
    if '"' not in text:
        return [
            cell.strip() for cell in (text.split() if separator == " " else text.split(separator))
        ]
    try:
        cells = next(csv.reader([text], delimiter=separator, skipinitialspace=True), [])
    except csv.Error:
        return []
    return [cell.strip() for cell in cells]


def is_comment(line: str) -> bool:
    """Whether a line is a remark of whoever wrote the file."""
    return line.lstrip("\ufeff ").startswith(COMMENT_SIGNS)


def named_separator(line: str) -> str | None:
    """The separator that a first line names, where it says nothing else."""
    found = _SEPARATOR.fullmatch(line.strip(" \r\n"))
    return found["sign"] if found else None


def is_number(text: str) -> bool:
    """Whether a cell holds a number as programs write it."""
    return _NUMBER.fullmatch(text) is not None
