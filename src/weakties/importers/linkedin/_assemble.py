"""Tables of an archive in an order that does not depend on the order of rows."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import pandas as pd

from weakties.connections import Connections
from weakties.importers._log import Log
from weakties.importers.linkedin._history import Stay
from weakties.importers.linkedin._messages import Event
from weakties.importers.linkedin._people import Contact

_DAY = "datetime64[us]"


def assemble(
    *,
    people: Mapping[str, Contact],
    owner: str,
    label: str,
    events: Sequence[Event],
    stays: Sequence[Stay],
    log: Log,
) -> Connections:
    """Put everything into `Connections`."""
    return Connections(
        people=_people(people, owner, label),
        ties=_ties(people, owner),
        events=_events(events),
        memberships=_memberships(people, owner, stays),
        owner=owner,
        view="ego",
        provenance=log.provenance("linkedin"),
    )


def _texts(values: Sequence[str | None]) -> pd.Series:
    return pd.Series(values, dtype=object)


def _days(values: Sequence[datetime | None]) -> pd.Series:
    return pd.Series(values, dtype=_DAY)


def _people(people: Mapping[str, Contact], owner: str, label: str) -> pd.DataFrame:
    rows = {**people, owner: Contact(None, label, None, None, None)}
    contacts = [rows[person] for person in sorted(rows)]
    frame = pd.DataFrame(
        {
            "label": _texts([one.label for one in contacts]),
            "company": _texts([one.company for one in contacts]),
            "position": _texts([one.position for one in contacts]),
            "connected_on": _days([one.connected_on for one in contacts]),
        }
    )
    return frame.set_index(pd.Index(sorted(rows), dtype=object, name="person"))


def _ties(people: Mapping[str, Contact], owner: str) -> pd.DataFrame:
    contacts = sorted(people)
    number = len(contacts)
    return pd.DataFrame(
        {
            "source": _texts([owner] * number),
            "target": _texts(contacts),
            "kind": _texts(["connection"] * number),
            "directed": pd.Series([False] * number, dtype=bool),
            "weight": pd.Series([1.0] * number, dtype="float64"),
            "start": _days([people[one].connected_on for one in contacts]),
            "end": _days([None] * number),
            "evidence": _texts(["declared"] * number),
        }
    )


def _events(events: Sequence[Event]) -> pd.DataFrame:
    rows = sorted(events, key=_when)
    targets = pd.Series([None] * len(rows), dtype=object)
    targets[:] = [row.targets for row in rows]
    return pd.DataFrame(
        {
            "time": _days([row.time for row in rows]),
            "actor": _texts([row.actor for row in rows]),
            "targets": targets,
            "kind": _texts([row.kind for row in rows]),
            "context": _texts([row.context for row in rows]),
            "others": pd.Series([row.others for row in rows], dtype="int64"),
        }
    )


def _when(row: Event) -> tuple[datetime, str, str, str, tuple[str, ...], int]:
    time = row.time or datetime.max
    return time, row.actor, row.context or "", row.kind, row.targets, row.others


def _memberships(people: Mapping[str, Contact], owner: str, stays: Sequence[Stay]) -> pd.DataFrame:
    rows = [(owner, *stay) for stay in stays]
    for person, contact in people.items():
        if contact.company:
            rows.append((person, contact.company, "employer", None, None))
        if contact.position:
            rows.append((person, contact.position, "position", None, None))
    rows = sorted(dict.fromkeys(rows), key=_membership_order)
    return pd.DataFrame(
        {
            "person": _texts([row[0] for row in rows]),
            "focus": _texts([row[1] for row in rows]),
            "kind": _texts([row[2] for row in rows]),
            "start": _days([row[3] for row in rows]),
            "end": _days([row[4] for row in rows]),
        }
    )


def _membership_order(
    row: tuple[str, str, str, datetime | None, datetime | None],
) -> tuple[str, str, str, datetime, datetime]:
    person, focus, kind, start, end = row
    return kind, focus, person, start or datetime.max, end or datetime.max
