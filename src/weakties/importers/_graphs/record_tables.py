"""Tables of people and memberships from the records of a graph file."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from weakties._columns import plain_name
from weakties.errors import ReadError
from weakties.importers._cells.privacy import Privacy, is_address
from weakties.importers._files.source import Member
from weakties.importers._graphs.spells import Periods, Spell, resolve_spells
from weakties.importers._log import Log

#: Nobody's name or address is longer; a text that is belongs to no network.
LONGEST_ID = 1_000
LONG_NAME = f"name of over {LONGEST_ID:,} characters"
#: Whole numbers beyond this are not all floats.
_LAST_EXACT = 2**53
#: A table may have so many columns, or cells where it has more.
_MOST_COLUMNS, _MOST_CELLS = 1_000, 50_000_000
#: No leading zeros, for 007 is not 7, and nothing that overflows.
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9]\d{0,17})(\.\d{1,18})?([eE][+-]?\d{1,2})?")


class Membership(NamedTuple):
    """A person belongs to something."""

    person: str
    focus: str
    kind: str = "affiliation"
    line: int | None = None
    weight: Any = None
    spells: Sequence[Spell] = ()


def check_width(names: int, rows: int, what: str, member: Member) -> None:
    """Refuse attributes of which hardly anybody has any: a small file would fill the memory."""
    if names > _MOST_COLUMNS and names * rows > _MOST_CELLS:
        message = (
            f"{member.where} gives {names:,} different attributes to {rows:,} {what}, of which a "
            f"table would have {names * rows:,} cells. Export the network with fewer attributes "
            f"(up to {_MOST_COLUMNS:,} are read of any network)."
        )
        raise ReadError(message)


def people_table(
    people: Mapping[str, Mapping[str, Any]],
    presence: Mapping[str, Sequence[Spell]],
    log: Log,
    privacy: Privacy,
) -> pd.DataFrame:
    """Everybody, in the order of their ids, with a label and the attributes any of them has."""
    ids = sorted(people)
    rows = [people[one] for one in ids]
    names = dict.fromkeys(name for row in rows for name in row)
    columns: dict[str, Any] = {"label": [label_of(row, one) for row, one in zip(rows, ids)]}
    if presence:
        periods = resolve_spells([presence.get(one, ()) for one in ids])
        columns |= period_columns(periods)
        if periods.unread.any():
            log.warn(
                f"People kept without their times, which could not be read: {periods.unread.sum():,}."
            )
    for name in sorted(set(names) - set(_label_names(names)[:1])):
        if privacy.allows(name):
            values = privacy.clean([row.get(name) for row in rows])
            add_attribute(columns, name, values)
    return pd.DataFrame(columns, index=pd.Index(ids, dtype="str"))


def label_of(row: Mapping[str, Any], person: str) -> str:
    """What to call somebody; never by an address that is not their id."""
    given = (row[name] for name in _label_names(row))
    found = (" ".join(str(value).split()) for value in given if value is not None)
    return next((label for label in found if label and not is_address(label)), person)


def _label_names(names: Iterable[str]) -> list[str]:
    """The attributes that hold what people are called, best first."""
    known = sorted(names)
    return [name for role in ("label", "name") for name in known if plain_name(name) == role]


def add_attribute(columns: dict[str, Any], name: str, values: list[Any]) -> None:
    """Add a column of attributes, unless nobody has any; a name that is taken says what it is."""
    if any(value is not None and value != "" for value in values):
        while name in columns:
            name = f"{name} (attribute)"
        columns[name] = attribute_column(values)


def attribute_column(values: Sequence[Any]) -> Any:
    """Values as a column: numbers or truths where all are, else as they are."""
    whole = [type(value) is int for value in values]
    rounded = not all(whole) and any(
        abs(value) > _LAST_EXACT for value, is_whole in zip(values, whole) if is_whole
    )
    if rounded or any(isinstance(value, tuple) for value in values):
        # A series would make floats of large numbers beside gaps, and a table of tuples.
        column = np.empty(len(values), dtype=object)
        column[:] = values
        return column
    return pd.Series(list(values)).to_numpy()


def typed_texts(texts: Sequence[str]) -> list[Any]:
    """Cells of a column, as numbers if all are and none loses a sign by it; None where empty."""
    given = [text for text in texts if text]
    if given and all(_PLAIN_NUMBER.fullmatch(text) for text in given):
        whole = all("." not in text and "e" not in text.casefold() for text in given)
        kind: Callable[[str], float] = int if whole else float
        return [kind(text) if text else None for text in texts]
    return [text or None for text in texts]


def period_columns(periods: Periods) -> dict[str, Any]:
    """Beginning and end as columns; steps and several periods have columns of their own."""
    columns = {"start": periods.start, "end": periods.end}
    if periods.numbers is not None:
        columns |= dict(zip(("start_number", "end_number"), periods.numbers))
    if periods.spells is not None:
        columns["spells"] = attribute_column(periods.spells)
    return columns


def membership_table(rows: Sequence[Membership], member: Member, log: Log) -> pd.DataFrame:
    """Who belongs to what, sorted."""
    periods = resolve_spells([one.spells for one in rows])
    for at in np.flatnonzero(periods.unread).tolist():
        log.note(member, rows[at].line, "time not understood (row kept)")
    table = pd.DataFrame(
        {
            "person": [one.person for one in rows],
            "focus": [one.focus for one in rows],
            "kind": [one.kind for one in rows],
            **period_columns(periods),
        }
    )
    weights = [1.0 if one.weight is None else one.weight for one in rows]
    if any(weight != 1 for weight in weights):
        table["weight"] = weights
    again = table.duplicated()
    log.duplicates += int(again.sum())
    order = [str(name) for name in table if name != "spells"]
    return table[~again].sort_values(order, kind="stable", ignore_index=True)
