"""The owner of the archive: their own life, and how and when they came to know each contact."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from draw import chance, choose, waiting
from names import Name
from places import KINDS
from roles import Cast
from ties import TieBook
from world import NOW

EXPORTED = dt.date(2026, 1, 15)
JOINED = dt.date(2008, 4, 14)
ADDRESS_BOOK_DAYS = (dt.date(2009, 11, 14), dt.date(2014, 2, 22))
MET_BY_CHANCE = 0.14


@dataclass(frozen=True)
class Post:
    """One line of the owner's career; `place` is an employer of the world."""

    place: int
    title: str
    start: int
    end: int


@dataclass(frozen=True)
class Degree:
    """One line of the owner's studies; `place` is a school of the world."""

    place: int
    degree: str
    start: int
    end: int


@dataclass(frozen=True)
class Owner:
    """Whose archive it is."""

    name: Name
    posts: list[Post]
    degrees: list[Degree]
    events: list[int]


@dataclass(frozen=True)
class Acquaintance:
    """How the owner came to know one contact, and the day the connection was accepted."""

    how: str
    connected: dt.date
    closeness: float


def make_owner(rng: np.random.Generator, cast: Cast, name: Name) -> Owner:
    """A library career: city library, vendor, university; an adjunct course and a seat in the chamber besides."""
    employers, schools = cast.world.employers, cast.world.schools
    biggest = {kind: int(employers.of_world(KINDS.index(kind))[0]) for kind in KINDS}
    smaller = int(employers.of_world(KINDS.index("public librarians"))[2])
    own = biggest["own university"]
    posts = [
        Post(smaller, "Library Assistant", 2002 * 12 + 8, 2004 * 12 + 5),
        Post(biggest["public librarians"], "Reference Librarian", 2004 * 12 + 5, 2009 * 12 + 7),
        Post(biggest["vendors"], "Implementation Consultant", 2009 * 12 + 8, 2013 * 12 + 2),
        Post(own, "Systems Librarian", 2013 * 12 + 3, 2018 * 12 + 7),
        Post(biggest["academics"], "Adjunct Lecturer", 2016 * 12, 2019 * 12 + 5),
        Post(own, "Head of Digital Services", 2018 * 12 + 8, NOW),
        Post(biggest["local business"], "Board Member (volunteer)", 2020 * 12 + 2, NOW),
    ]
    first = int(schools.of_world(KINDS.index("own university"))[0])
    library_school = int(schools.of_world(KINDS.index("academics"))[0])
    degrees = [
        Degree(first, "BA, Comparative Literature", 1998 * 12 + 8, 2002 * 12 + 5),
        Degree(
            library_school,
            "Master of Library and Information Science",
            2002 * 12 + 8,
            2004 * 12 + 5,
        ),
    ]
    return Owner(name, posts, degrees, _events(rng, cast))


def _events(rng: np.random.Generator, cast: Cast) -> list[int]:
    """Conferences and workshops of the region, those of the library worlds more often."""
    events = cast.world.events
    taste = {
        "public librarians": 0.26,
        "vendors": 0.2,
        "academics": 0.18,
        "own university": 0.13,
        "local business": 0.08,
    }
    nearby = [e for e, world in enumerate(events.world.tolist()) if world < len(KINDS)]
    return [e for e in nearby if chance(rng, taste[KINDS[int(events.world[e])]])]


def day_in(rng: np.random.Generator, month: int) -> dt.date:
    """Some day of a month counted from year 0."""
    return dt.date(month // 12, month % 12 + 1, 1 + int(rng.integers(28)))


def event_day(month: int, event: int) -> dt.date:
    """The opening day of an event: the same for everyone."""
    return dt.date(month // 12, month % 12 + 1, 1 + event * 7 % 26)


def _occasions(
    rng: np.random.Generator, cast: Cast, owner: Owner
) -> list[list[tuple[str, dt.date]]]:
    """Every occasion on which the owner and each contact were at the same place at the same time."""
    world = cast.world
    found: list[list[tuple[str, dt.date]]] = [[] for _ in range(world.people)]
    shared = [(("work", post), world.jobs) for post in owner.posts] + [
        (("study", d), world.studies) for d in owner.degrees
    ]
    shared += [(("work", post), cast.side) for post in owner.posts]
    for (how, mine), stays in shared:
        begin, end = np.maximum(stays.start, mine.start), np.minimum(stays.end, mine.end)
        for row in np.flatnonzero((stays.place == mine.place) & (end - begin >= 3)).tolist():
            month = int(begin[row]) + int(rng.random() * min(18, end[row] - begin[row]))
            found[int(stays.person[row])].append((how, day_in(rng, month)))
    attended = set(owner.events)
    for person, event, month in zip(
        world.visits.person.tolist(),
        world.visits.place.tolist(),
        world.visits.start.tolist(),
        strict=True,
    ):
        if event in attended:
            found[person].append(("event", event_day(month, event)))
    return found


def _accepted(rng: np.random.Generator, how: str, met: dt.date) -> dt.date:
    """The day of the connection: soon after meeting, or much later; before 2008 nobody was on the site."""
    if met < JOINED:
        if chance(rng, 0.45):
            return choose(rng, ADDRESS_BOOK_DAYS)
        return _later(rng, JOINED, 900.0)
    if chance(rng, 0.05):
        return max(met, choose(rng, ADDRESS_BOOK_DAYS))
    prompt = chance(rng, 0.7 if how == "event" else 0.6)
    usual = {"event": 3.0, "introduction": 10.0}.get(how, 70.0)
    return _later(rng, met, usual if prompt else 600.0)


def _later(rng: np.random.Generator, day: dt.date, mean: float) -> dt.date:
    """A day some time after another, before the export."""
    last = EXPORTED - dt.timedelta(days=1)
    found = day + dt.timedelta(days=int(waiting(rng, mean, 1)[0]))
    if found <= last:
        return found
    return day + dt.timedelta(days=int(rng.random() * max(0, (last - day).days)))


def _stranger(rng: np.random.Generator) -> tuple[str, dt.date]:
    """A recruiter, a cold request, somebody from the feed: any day, more of them in recent years."""
    span = (EXPORTED - JOINED).days
    return "chance", JOINED + dt.timedelta(days=int(span * rng.random() ** 0.6) - 1)


def _introduced(
    rng: np.random.Generator, friends: list[int], ways: dict[int, tuple[str, dt.date]]
) -> tuple[str, dt.date] | None:
    """Through somebody who is tied to the person and already knows the owner."""
    days = [ways[friend][1] for friend in friends if friend in ways]
    return ("introduction", _later(rng, choose(rng, days), 700.0)) if days else None


def acquaint(
    rng: np.random.Generator, cast: Cast, book: TieBook, owner: Owner
) -> list[Acquaintance]:
    """How and when the owner met everybody: shared places first, then introductions, then chance."""
    ways: dict[int, tuple[str, dt.date]] = {}
    for person, options in enumerate(_occasions(rng, cast, owner)):
        if options and not chance(rng, MET_BY_CHANCE):
            colleagues = [option for option in options if option[0] != "event"]
            ways[person] = choose(rng, colleagues if colleagues and chance(rng, 0.6) else options)
    for person in np.argsort(rng.random(cast.world.people), kind="stable").tolist():
        if person not in ways:
            through = _introduced(rng, book.known[person], ways) if chance(rng, 0.75) else None
            ways[person] = through or _stranger(rng)
    return [_acquaintance(rng, *ways[person]) for person in range(cast.world.people)]


def _acquaintance(rng: np.random.Generator, how: str, met: dt.date) -> Acquaintance:
    """The connection that followed a first meeting."""
    day = met if how == "chance" else _accepted(rng, how, met)
    warmth = {"work": 1.6, "study": 1.0, "event": 0.8, "introduction": 1.0, "chance": 0.25}[how]
    return Acquaintance(how, max(day, JOINED), warmth * float(waiting(rng, 1.0, 1)[0]))
