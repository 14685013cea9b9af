"""Which of the candidates are one person, as somebody decided or by default."""

import math
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from weakties._columns import plain_name
from weakties._spreadsheets import plain_cell, write_cells
from weakties._typing import IntArray
from weakties.connections import Merge
from weakties.errors import ArgumentError, NotFoundError, ReadError, WriteError
from weakties.importers.people_table import read_text_table
from weakties.pooling._candidates import Candidate, components
from weakties.pooling._sources import Sources

COLUMNS = ["a", "b", "a_label", "b_label", "score", "why", "accepted"]
_YES, _NO, _UNDECIDED = {"true", "yes", "1", "x"}, {"false", "no", "0"}, {"", "nan", "none"}


def as_table(sources: Sources, found: Sequence[Candidate]) -> pd.DataFrame:
    """The candidates with the names of their people, the surest first."""
    labels = sources.labels
    rows = []
    for one in found:
        (a, first), (b, second) = _ends(sources, one)
        rows.append((a, b, labels[first], labels[second], one.score, one.why, one.accepted))
    rows.sort(key=lambda row: (not row[6], -row[4], row[0], row[1]))
    return pd.DataFrame(rows, columns=COLUMNS).astype({"score": float, "accepted": bool})


def _ends(sources: Sources, pair: Candidate) -> list[tuple[str, int]]:
    """The keys and numbers of two people, in the order of the keys."""
    return sorted((sources.keys[at], at) for at in (pair.a, pair.b))


def write_table(table: pd.DataFrame, path: str | os.PathLike[str]) -> None:
    """Write candidates as CSV; a file that is there already is not touched."""
    try:
        with Path(path).open("x", encoding="utf-8", newline="") as stream:
            write_cells(table, stream)
    except FileExistsError:
        message = f"{path} is there already and was not changed. Choose another name."
        raise WriteError(message) from None
    except OSError as error:
        message = f"Cannot write {path}: {error.strerror or error}. Choose another place."
        raise WriteError(message) from error


def decide(
    sources: Sources,
    found: Sequence[Candidate],
    matches: pd.DataFrame | str | os.PathLike[str] | None,
) -> tuple[IntArray, list[Merge], int]:
    """Everybody's group, the pairs that made it, and how many pairs nobody has decided on."""
    given = {} if matches is None else _given(sources, matches)
    pairs = {(one.a, one.b): one for one in found if one.accepted}
    known = {(one.a, one.b): one.score for one in found}
    for pair, accepted in given.items():
        if not accepted:
            pairs.pop(pair, None)
        elif pair not in pairs:
            score = known.get(pair, math.nan)
            pairs[pair] = Candidate(*pair, score, "said to be one person", accepted=True)
    group = components(len(sources.ids), pairs)
    _refuse_contradictions(
        sources, group, [pair for pair, accepted in given.items() if not accepted]
    )
    merges = []
    for one in pairs.values():
        (a, _), (b, _) = _ends(sources, one)
        known_score = None if math.isnan(one.score) else one.score
        merges.append(Merge(a=a, b=b, score=known_score, why=one.why))
    merges.sort(key=lambda one: (one.a, one.b))
    apart = {pair for pair in known if group[pair[0]] != group[pair[1]]}
    return group, merges, len(apart - given.keys())


def _refuse_contradictions(
    sources: Sources, group: IntArray, refused: Sequence[tuple[int, int]]
) -> None:
    for a, b in refused:
        if group[a] == group[b]:
            others = np.setdiff1d(np.flatnonzero(group == group[a]), [a, b])
            names = ", ".join(sources.keys[at] for at in others)
            message = (
                f"The matches say that {sources.keys[a]} and {sources.keys[b]} are not one person, "
                f"yet both are taken for {names}. Refuse one of these pairs as well."
            )
            raise ArgumentError(message)


def _given(
    sources: Sources, matches: pd.DataFrame | str | os.PathLike[str]
) -> dict[tuple[int, int], bool]:
    """Pairs of people by number, and whether they are one."""
    table = matches
    if not isinstance(table, pd.DataFrame):
        table = read_text_table(table)[0]
    columns = {plain_name(column): column for column in table.columns}
    if not {"a", "b"} <= columns.keys():
        message = (
            f"The table of matches has the columns {', '.join(map(str, table.columns[:12]))}; it needs "
            "a and b, and may have accepted. 'weakties A B --candidates FILE' writes such a table."
        )
        raise ReadError(message)
    number = {key: at for at, key in enumerate(sources.keys)}
    accepted = table[columns["accepted"]] if "accepted" in columns else [True] * len(table)
    given: dict[tuple[int, int], bool] = {}
    for a, b, yes in zip(table[columns["a"]], table[columns["b"]], accepted):
        ends = sorted(_number_of(key, number) for key in (a, b))
        pair, verdict = (ends[0], ends[1]), _verdict(yes, a, b)
        if verdict is None:
            continue
        if given.setdefault(pair, verdict) != verdict:
            message = f"The matches both accept and refuse {a} and {b}. Leave one row out."
            raise ArgumentError(message)
    return given


def _number_of(key: Any, number: dict[str, int]) -> int:
    text = str(key)
    # Of a file the signs against formulas are gone already; a table may hold what was written.
    text = text if text in number else plain_cell(text)
    if text not in number:
        message = (
            f"The matches name {text!r}, who is in none of the exports; people are named there by "
            f"export, stroke and id, such as {next(iter(number))!r}."
        )
        raise NotFoundError(message)
    return number[text]


def _verdict(value: Any, a: Any, b: Any) -> bool | None:
    """What a row says of a pair; None where it leaves the decision open."""
    text = str(value).strip().casefold()
    if text in _UNDECIDED:
        return None
    if text in _YES | _NO:
        return text in _YES
    message = f"The matches say {value!r} of {a} and {b}; accepted is True or False."
    raise ArgumentError(message)
