"""What somebody knows beside what a file says: attributes of people, and further ties."""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from pandas.api.types import is_datetime64_any_dtype

from weakties._columns import plain_name
from weakties._counting import count
from weakties.connections import Connections, Problem, Provenance
from weakties.errors import ArgumentError, ArgumentTypeError
from weakties.importers import read
from weakties.importers._cells.labels import without_telephone
from weakties.importers._log import Log
from weakties.importers.people_table import read_people_table, without_private
from weakties.pooling._lookup import ADDRESS_COLUMNS, Lookup
from weakties.pooling._tie_table import BY_USER, MOST_SHOWN, read_dates, ties_of_table

Table: TypeAlias = pd.DataFrame | str | os.PathLike[str]

#: Columns that say whose row it is, best first.
_WHO = ("id", "person", *ADDRESS_COLUMNS, "label", "name")
_NOBODY = "nobody has this id, address or name"


def add_people(connections: Connections, table: Table) -> Connections:
    """Join attributes that you know of people to those that a file tells.

    Parameters
    ----------
    connections : Connections
        From `weakties.read`.
    table : DataFrame or path
        A row a person, in a DataFrame or a CSV file. The first of the columns ``id`` (or
        ``person``), ``url`` (or ``profile``, ``address``) and ``label`` (or ``name``) that is there
        says who is meant; all other columns are attributes.

    Returns
    -------
    Connections
        With the attributes: a value of the table takes the place of that of the file, an empty one
        does not. Rows for people who are not found are left out, counted in ``provenance.dropped`` and
        listed in ``provenance.problems``; no person is added.

    Raises
    ------
    ArgumentError
        If no column says who is meant, two columns have one name, a person has two rows, a name
        fits several people, or a column of dates such as ``connected_on`` gets a value that is none.
    ReadError
        The file is missing, damaged or no table.

    Notes
    -----
    Names count only if they are the same to the letter; nobody is guessed. Columns of e-mail
    addresses, telephone numbers and texts of messages are left out, and so are values elsewhere that
    hold an address or number; warnings say which.

    Examples
    --------
    >>> import pandas as pd
    >>> from weakties.connections import Provenance
    >>> people = pd.DataFrame({"label": ["Ana Ruiz", "Ben Ito"]}, index=["ana", "ben"])
    >>> found = Connections(people=people, provenance=Provenance(format="by hand"))
    >>> known = pd.DataFrame({"name": ["Ben Ito", "Cy Oz"], "team": ["red", "blue"]})
    >>> added = add_people(found, known)
    >>> added.people["team"].dropna().to_dict(), len(added.provenance.problems)
    ({'ben': 'red'}, 1)
    """
    rows, name, log = _people_rows(table)
    who = _who_column(rows)
    people = connections.people
    found = Lookup(people, connections.provenance.format).find(rows[who].tolist(), what=name)
    known = np.array([one is not None for one in found], dtype=bool)
    ids = pd.Index([one for one in found if one is not None], dtype=object)
    if not ids.is_unique:
        again = ids[ids.duplicated()][0]
        message = f"{name} has two rows for {again!r}. Give every person one row."
        raise ArgumentError(message)
    joined = people.copy()
    attributes = without_private(rows.drop(columns=who), log)
    for column in attributes.columns:
        values = attributes[column][known].set_axis(ids, axis="index").reindex(people.index)
        joined[column] = _joined_column(column, people.get(column), values)
    notes = replace(log.provenance("people_table"), sources=[name])
    left_out = [(line, rows[who].loc[line]) for line in rows.index[~known]]
    return replace(
        connections,
        people=joined,
        provenance=_told(
            connections, notes, left_out, numbered=not isinstance(table, pd.DataFrame)
        ),
    )


def add_ties(connections: Connections, table: Table) -> Connections:
    """Add ties that you know of to those that a file states.

    Parameters
    ----------
    connections : Connections
        From `weakties.read`.
    table : DataFrame or path
        A row a tie: ``source`` and ``target`` (ids, addresses of profiles or exact names of people),
        and if you like ``weight``, ``kind``, ``directed``, ``start`` and ``end``. Or a file that
        `weakties.read` reads, such as an edge list.

    Returns
    -------
    Connections
        With these ties, whose evidence is ``declared`` and whose kind, if none is given, "declared
        by user". Ties of people who are not found are left out, counted in ``provenance.dropped`` and
        listed in ``provenance.problems``; no person is added.

    Raises
    ------
    ArgumentError
        If a column is missing; a weight is no positive number, a direction neither yes nor no, or a time no
        date; or a name fits several people: the message lists them.
    WeakTiesError
        The file cannot be read.

    Examples
    --------
    >>> import pandas as pd
    >>> from weakties.connections import Provenance
    >>> people = pd.DataFrame({"label": ["Ana Ruiz", "Ben Ito"]}, index=["ana", "ben"])
    >>> found = Connections(people=people, provenance=Provenance(format="by hand"))
    >>> known = pd.DataFrame({"source": ["ana"], "target": ["Ben Ito"]})
    >>> add_ties(found, known).ties[["source", "target", "kind", "evidence"]].to_numpy().tolist()
    [['ana', 'ben', 'declared by user', 'declared']]
    """
    ties, notes = _tie_rows(table, connections.people.index)
    look = Lookup(connections.people, connections.provenance.format)
    ends = {
        end: look.find(ties[end].tolist(), what=notes.sources[0]) for end in ("source", "target")
    }
    known = np.array(
        [one is not None and two is not None for one, two in zip(*ends.values())], dtype=bool
    )
    added = ties.assign(
        **{end: pd.Series(ids, dtype=object, index=ties.index) for end, ids in ends.items()}
    )
    both = pd.concat([_plain(connections.ties), added[known]], ignore_index=True)
    # Ties do not keep the line of a file that they were read from.
    places = list(ties.index) if isinstance(table, pd.DataFrame) else [None] * len(ties)
    left_out = [
        (places[row], f"{ties['source'].iloc[row]}, {ties['target'].iloc[row]}")
        for row in np.flatnonzero(~known)
    ]
    return replace(
        connections,
        ties=both.astype({"directed": bool}),
        provenance=_told(connections, notes, left_out),
    )


def _people_rows(table: Table) -> tuple[pd.DataFrame, str, Log]:
    """The rows, what they are called in messages, and what is to be said of them."""
    if isinstance(table, pd.DataFrame):
        _refuse_twice(table.columns)
        name = "table of people"
        return table.reset_index(drop=True), name, Log(files=Counter({name: len(table)}))
    if not isinstance(table, str | os.PathLike):
        raise _no_table(table)
    rows, log = read_people_table(table)
    return rows, Path(table).name, log


def _tie_rows(table: Table, known: pd.Index) -> tuple[pd.DataFrame, Provenance]:
    """The ties with the columns of `Connections`; people who are not known by id, by their names."""
    if isinstance(table, pd.DataFrame):
        name = "table of ties"
        notes = Provenance(format="table", sources=[name], files={name: len(table)})
        return ties_of_table(table), notes
    if not isinstance(table, str | os.PathLike):
        raise _no_table(table)
    found = read(table)
    ties = _plain(found.ties)
    # A tie that was seen at a time is declared all the same: somebody gives it as such.
    unnamed = ties["kind"] == "tie"
    ties = ties.assign(evidence="declared", kind=ties["kind"].mask(unnamed, BY_USER))
    labels = found.people["label"]
    for end in ("source", "target"):
        ids = ties[end]
        ties[end] = ids.where(ids.isin(known), ids.map(labels).fillna(ids))
    return ties, found.provenance


def _plain(ties: pd.DataFrame) -> pd.DataFrame:
    """The ties with plain texts: categories of two tables do not add up."""
    return ties.astype(dict.fromkeys(ties.select_dtypes("category"), object))


def _no_table(table: object) -> ArgumentTypeError:
    message = f"Expected a DataFrame or the path of a file, got {type(table).__name__}."
    return ArgumentTypeError(message)


def _refuse_twice(columns: pd.Index) -> None:
    plain = Counter(map(plain_name, columns))
    twice = sorted(name for name, times in plain.items() if times > 1)
    if twice:
        message = (
            f"The table of people names {', '.join(twice)} more than once. Rename one of them."
        )
        raise ArgumentError(message)


def _who_column(rows: pd.DataFrame) -> Any:
    plain = {plain_name(column): column for column in reversed(rows.columns)}
    for name in _WHO:
        if name in plain:
            return plain[name]
    message = (
        f"The table of people has the columns {', '.join(map(str, rows.columns[:MOST_SHOWN]))}; one called id, "
        "url or name has to say who is meant."
    )
    raise ArgumentError(message)


def _joined_column(column: Any, before: pd.Series | None, values: pd.Series) -> pd.Series:
    """Values of the table where it has some, else those of the file."""
    filled = values.where(values.notna() & (values != ""))
    if column == "connected_on" or _is_dated(before):
        filled = read_dates(column, filled)
    if before is None:
        return filled.infer_objects()
    joined = before.astype(object).where(filled.isna(), filled)
    try:
        return joined.astype(before.dtype)
    except (TypeError, ValueError):
        return joined.infer_objects()


def _is_dated(column: pd.Series | None) -> bool:
    return column is not None and is_datetime64_any_dtype(column)


def _told(
    connections: Connections,
    notes: Provenance,
    left_out: Sequence[tuple[Any, Any]],
    *,
    numbered: bool = False,
) -> Provenance:
    """Where the data come from, the table among it, with the rows of people who are not there.

    ``numbered`` says that the places of these rows are lines of a file.
    """
    origin = connections.provenance
    problems = [
        Problem(
            file=notes.sources[0],
            line=None if line is None else int(line),
            reason=_NOBODY,
            found=_shown(text),
        )
        for line, text in left_out
    ]
    dropped = Counter(origin.dropped) + Counter(notes.dropped)
    if left_out:
        dropped[f"table added: {_NOBODY}"] += len(left_out)
    rows = count(
        len(left_out),
        "row names nobody in the file and was left out",
        "rows name nobody in the file and were left out",
    )
    lines = _lines([line for line, _ in left_out]) if numbered else ""
    words = [f"{notes.sources[0]}: {rows}{lines}."] if left_out else []
    return replace(
        origin,
        files={**origin.files, **notes.files},
        dropped=dropped,
        problems=[*origin.problems, *notes.problems, *problems],
        warnings=[*origin.warnings, *notes.warnings, *words],
    )


def _lines(lines: Sequence[int]) -> str:
    """The first lines of a file of which something is said."""
    more = ", ..." if len(lines) > MOST_SHOWN else ""
    first = ", ".join(map(str, lines[:MOST_SHOWN]))
    return f" (line{'s' * (len(lines) > 1)} {first}{more})"


def _shown(text: Any) -> str:
    line = without_telephone(" ".join(str(text).split()))
    return "" if "@" in line else line[:40]
