"""Small invented archives, made by functions that the tests get as fixtures."""

from collections.abc import Callable, Sequence

import pandas as pd
import pytest

from weakties._typing import View
from weakties.connections import Connections, Provenance

OWNER = "you"


def as_times(values: Sequence[object]) -> pd.Series:
    texts = pd.Series(list(values), dtype=object)
    return pd.Series(pd.to_datetime(texts, format="ISO8601"), dtype="datetime64[us]")


def make_archive(
    contacts: dict[str, tuple[str, str, str | None]],
    *,
    messages: Sequence[tuple[str, str, Sequence[str], str]] = (),
    acts: Sequence[tuple[str, str, str, str]] = (),
    stays: Sequence[tuple[str, str, str, str | None]] = (),
) -> Connections:
    """An owner's archive.

    contacts: id -> (company, position, connected on); messages: (time, actor, targets, conversation);
    acts: (time, actor, target, kind); stays of the owner: (kind, focus, start, end).
    """
    rows = {**contacts, OWNER: ("", "", None)}
    people = pd.DataFrame.from_dict(rows, orient="index", columns=["company", "position", "day"])
    people["connected_on"] = as_times(people.pop("day")).to_numpy()
    people.insert(0, "label", people.index.str.title())
    ties = pd.DataFrame({"source": OWNER, "target": list(contacts)})
    ties = ties.assign(kind="connection", directed=False, weight=1.0, evidence="declared")
    ties["start"] = people["connected_on"].iloc[:-1].to_numpy()
    ties["end"] = as_times([None] * len(ties))
    events = pd.DataFrame(
        [(time, who, tuple(to), "message", talk) for time, who, to, talk in messages]
        + [(time, who, (to,), kind, None) for time, who, to, kind in acts],
        columns=["time", "actor", "targets", "kind", "context"],
    )
    events["time"] = as_times(events["time"])
    memberships = pd.DataFrame(
        [(OWNER, focus, kind, start, end) for kind, focus, start, end in stays],
        columns=["person", "focus", "kind", "start", "end"],
    )
    for column in ("start", "end"):
        memberships[column] = as_times(memberships[column])
    return Connections(
        people=people,
        ties=ties,
        events=events,
        memberships=memberships,
        owner=OWNER,
        view="ego",
        provenance=Provenance(format="linkedin"),
    )


def make_records(
    events: Sequence[tuple[str | None, str, Sequence[str], str, str | None, str | None]],
    *,
    people: Sequence[str] = ("ana", "ben", "cy", "dee"),
    owner: str | None = None,
    view: View = "whole",
) -> Connections:
    """What was written in some place: events are (time, actor, targets, kind, context, thread)."""
    table = pd.DataFrame(
        [(time, who, tuple(to), *rest) for time, who, to, *rest in events],
        columns=["time", "actor", "targets", "kind", "context", "thread"],
    )
    table["time"] = as_times(table["time"])
    names = [*people, *([] if owner is None else [owner])]
    return Connections(
        people=pd.DataFrame({"label": [one.title() for one in names]}, index=names),
        events=table,
        owner=owner,
        view=view,
        provenance=Provenance(format="slack"),
    )


def shuffle_rows(found: Connections, seed: int) -> Connections:
    """The same archive with the rows of every table in another order."""
    return Connections(
        people=found.people.sample(frac=1, random_state=seed),
        ties=found.ties.sample(frac=1, random_state=seed + 1),
        events=found.events.sample(frac=1, random_state=seed + 2),
        memberships=found.memberships.sample(frac=1, random_state=seed + 3),
        owner=found.owner,
        view=found.view,
        provenance=found.provenance,
    )


def make_everyday(count: int, *, every: int = 45) -> dict[str, tuple[str, str, str | None]]:
    """Contacts without employer, connected one by one at long intervals."""
    days = pd.date_range("2012-01-05", periods=count, freq=f"{every}D")
    return {f"p{at:03d}": ("", "", str(day.date())) for at, day in enumerate(days)}


@pytest.fixture
def archive() -> Callable[..., Connections]:
    return make_archive


@pytest.fixture
def records() -> Callable[..., Connections]:
    return make_records


@pytest.fixture
def shuffled() -> Callable[[Connections, int], Connections]:
    return shuffle_rows


@pytest.fixture
def everyday() -> Callable[..., dict[str, tuple[str, str, str | None]]]:
    return make_everyday
