"""Whole and half matrices of a DL file, whose rows may go over any lines."""

from collections.abc import Iterator, Sequence

import numpy as np

from weakties._typing import FloatArray
from weakties.errors import ReadError
from weakties.importers._cells.numbers import number_of
from weakties.importers._files.claims import check_claim
from weakties.importers.ucinet_dl._header import NEXT, Header, split_words

_MISSING = {"na", "n/a", ".", "nan", "missing"}
#: UCINET writes a number beyond this where a value is missing.
_NO_VALUE = 1e37


def read_matrices(header: Header, data: str) -> list[FloatArray]:
    """All matrices, with NaN for what is missing; labels among the data go into the header."""
    words = [word for word in split_words(data) if word != NEXT]
    if not header.rows and header.columns_embedded:
        header.rows = header.columns = len(split_words(data.strip().partition("\n")[0]))
    cells = header.rows * header.columns * header.matrices
    check_claim(cells, "values", size=len(data), where=header.where)
    need = _needed(header)
    if len(words) != need or not header.rows:
        message = (
            f"{header.where}, line {header.line}: the data hold {len(words):,} values, where "
            f"{header.rows:,} rows and {header.columns:,} columns in {header.matrices:,} matrices "
            f"need {need:,}. It is cut short, or a label with blanks lacks quotation marks."
        )
        raise ReadError(message)
    rest = iter(words)
    return [_read_matrix(header, rest) for _ in range(header.matrices)]


def _needed(header: Header) -> int:
    cells = sum(len(_places(header, row)) for row in range(header.rows))
    labels = header.rows * header.rows_embedded + header.columns * header.columns_embedded
    return (cells + labels) * header.matrices


def _places(header: Header, row: int) -> range | list[int]:
    """The columns whose values a row gives."""
    start = row if header.shape == "upperhalf" else 0
    end = row + 1 if header.shape == "lowerhalf" else header.columns
    if header.diagonal:
        return range(start, end)
    return [column for column in range(start, end) if column != row]


def _read_matrix(header: Header, words: Iterator[str]) -> FloatArray:
    if header.columns_embedded:
        header.column_labels = _next(words, header.columns)
    values = np.full((header.rows, header.columns), np.nan)
    labels = []
    for row in range(header.rows):
        labels += _next(words, int(header.rows_embedded))
        places = _places(header, row)
        values[row, places] = _numbers(_next(words, len(places)), header.where)
    if header.rows_embedded:
        header.row_labels = labels
    if header.shape != "fullmatrix":
        values = np.where(np.isnan(values), values.T, values)
    if not header.diagonal:
        np.fill_diagonal(values, 0)
    return values


def _next(words: Iterator[str], count: int) -> list[str]:
    return [word for _, word in zip(range(count), words)]


def _numbers(words: Sequence[str], where: str) -> FloatArray:
    try:
        values = np.array(words, dtype=np.float64)
    except ValueError:
        numbers = [np.nan if word.casefold() in _MISSING else number_of(word) for word in words]
        if None in numbers:
            word = words[numbers.index(None)]
            message = (
                f"{where}: {word[:40]!r} stands where a number of the matrix should. If rows begin "
                "with labels, the header must say: labels embedded."
            )
            raise ReadError(message) from None
        values = np.array(numbers, dtype=np.float64)
    return np.where(np.abs(values) < _NO_VALUE, values, np.nan)
