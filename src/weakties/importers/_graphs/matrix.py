"""Matrices of strengths as ties, or as memberships where rows and columns are not the same."""

from collections.abc import Sequence

import numpy as np

from weakties._typing import FloatArray, IntArray
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.record_tables import Membership
from weakties.importers._graphs.tie_columns import Tie


def add_matrix(
    records: Records,
    people: Sequence[str],
    values: FloatArray,
    *,
    kind: str = "",
    line: int | None = None,
) -> None:
    """Add a square matrix: a tie for every number but 0, from the row to the column.

    Where both halves are the same the ties have no direction, which says the same with half as
    many. NaN is a value that is missing.
    """
    _count_missing(records, values, line)
    symmetric = bool(np.array_equal(values, values.T, equal_nan=True))
    known = np.nan_to_num(np.triu(values) if symmetric else values)
    for row, column in np.argwhere(known).tolist():
        tie = Tie(
            people[row],
            people[column],
            line,
            directed=not symmetric,
            weight=float(known[row, column]),
            kind=kind,
        )
        records.add_tie(tie)


def add_affiliations(
    records: Records,
    people: Sequence[str],
    foci: Sequence[str],
    values: FloatArray,
    *,
    kind: str = "affiliation",
    line: int | None = None,
) -> None:
    """Add a matrix of people by foci: a membership for every number but 0."""
    _count_missing(records, values, line)
    known = np.nan_to_num(values)
    for row, column in np.argwhere(known).tolist():
        weight = float(known[row, column])
        records.add_membership(Membership(people[row], foci[column], kind, line, weight))


def are_reordered(rows: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether labels of columns are those of the rows in another order, each once."""
    return (
        list(rows) != list(columns)
        and len(set(rows)) == len(rows) == len(columns)
        and set(rows) == set(columns)
    )


def in_order(values: FloatArray, rows: Sequence[str], columns: Sequence[str]) -> FloatArray:
    """A matrix with its columns in the order of its rows, whose labels they have."""
    place = {label: at for at, label in enumerate(columns)}
    return values[..., [place[label] for label in rows]]


def are_mutual(source: IntArray, target: IntArray, weight: FloatArray) -> bool:
    """Whether every tie is given in both directions, with the same strength."""
    there = np.lexsort((weight, target, source))
    back = np.lexsort((weight, source, target))
    return bool(
        (source[there] == target[back]).all()
        and (target[there] == source[back]).all()
        and (weight[there] == weight[back]).all()
    )


def _count_missing(records: Records, values: FloatArray, line: int | None) -> None:
    missing = int(np.isnan(values).sum())
    if missing:
        records.log.dropped["value is missing"] += missing
        records.log.note(records.member, line, "value is missing", f"{missing:,} cells")
