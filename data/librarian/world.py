"""The lives: which worlds there are, who lives in them, and where everyone studied, worked and travelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from draw import pick, waiting, whole
from places import KINDS, Places, make_employers, make_events, make_schools, town

NOW = 2026 * 12  # months since year 0; January 2026
SHARE = (0.17, 0.23, 0.20, 0.14, 0.13, 0.13)
CONTACTS_PER_REGION = 900  # with many more contacts each kind of world exists in several regions
MOVES_TO_ANOTHER_WORLD = 0.015
MEAN_JOB_MONTHS = 66
LIBRARY_KINDS = ("academics", "public librarians", "own university", "vendors")


@dataclass(frozen=True)
class Stays:
    """Who was where and when, in parallel arrays; `unit` is the department inside the place."""

    person: np.ndarray
    place: np.ndarray
    unit: np.ndarray
    start: np.ndarray
    end: np.ndarray

    def of(self, rows: np.ndarray) -> Stays:
        """Some of the rows."""
        return Stays(
            self.person[rows], self.place[rows], self.unit[rows], self.start[rows], self.end[rows]
        )


@dataclass(frozen=True)
class World:
    """Worlds, places and lives, before anybody knows anybody."""

    worlds: list[str]
    kinds: list[str]
    home: np.ndarray
    career_start: np.ndarray
    employers: Places
    schools: Places
    events: Places
    jobs: Stays
    studies: Stays
    visits: Stays

    @property
    def people(self) -> int:
        """Number of contacts who can be seen."""
        return len(self.home)

    def kind_of(self, person: int) -> str:
        """Kind of the world a person is at home in."""
        return self.kinds[int(self.home[person])]


def stack(parts: Sequence[tuple[np.ndarray, ...]]) -> Stays:
    """Pieces of (person, place, unit, start, end) put end to end."""
    return Stays(*(np.concatenate([part[i] for part in parts]).astype(np.int64) for i in range(5)))


def _worlds(rng: np.random.Generator, people: int) -> tuple[list[str], list[str]]:
    """Names and kinds of the worlds: six, or six in each of several regions when there are very many contacts."""
    regions = [""]
    while len(regions) < round((people / CONTACTS_PER_REGION) ** 0.45):
        name = f" of {town(rng)}"
        if name not in regions:
            regions.append(name)
    return [kind + region for region in regions for kind in KINDS], [
        kind for _ in regions for kind in KINDS
    ]


def _homes(rng: np.random.Generator, people: int, kinds: list[str]) -> np.ndarray:
    """Everybody's world, in exact shares so that no world of a small network stays empty."""
    weights = np.array([SHARE[KINDS.index(kind)] for kind in kinds])
    if len(kinds) > len(KINDS):
        weights = weights * (0.7 + 0.6 * rng.random(len(kinds)))
    edges = np.round(np.cumsum(weights) / weights.sum() * people)
    home = np.searchsorted(edges, np.arange(people), side="right")
    return home[np.argsort(rng.random(people), kind="stable")]


def _career_starts(rng: np.random.Generator, people: int) -> np.ndarray:
    """First month of working life, mostly within fifteen years of the owner's own start in 2004."""
    years = 2004 + 11.0 * (rng.random(people) + rng.random(people) + rng.random(people) - 1.5)
    return np.clip(np.round(years * 12), 1985 * 12, 2022 * 12).astype(np.int64)


def _place_in(rng: np.random.Generator, places: Places, world: np.ndarray) -> np.ndarray:
    """A place of the wished world for everybody, big ones more often."""
    chosen = np.zeros(len(world), dtype=np.int64)
    for wished in np.unique(world):
        options = places.of_world(int(wished))
        here = np.flatnonzero(world == wished)
        chosen[here] = options[pick(rng, places.weight[options], len(here))]
    return chosen


def _other_worlds(rng: np.random.Generator, home: np.ndarray, worlds: int) -> np.ndarray:
    """The world of the next job: nearly always one's own."""
    moved = rng.random(len(home)) < MOVES_TO_ANOTHER_WORLD
    return np.where(moved, rng.integers(0, worlds, len(home)), home)


def _work(
    rng: np.random.Generator, home: np.ndarray, begins: np.ndarray, employers: Places
) -> Stays:
    """Job after job until today, or until an early end of working life."""
    worlds = int(employers.world.max()) + 1
    leaves = np.where(rng.random(len(home)) < 0.06, NOW - 1 - rng.integers(0, 60, len(home)), NOW)
    person, start = np.arange(len(home)), begins.copy()
    parts = []
    while len(person):
        place = _place_in(rng, employers, _other_worlds(rng, home[person], worlds))
        length = 8 + np.floor(waiting(rng, MEAN_JOB_MONTHS, len(person)))
        end = np.minimum(start + length, leaves[person]).astype(np.int64)
        unit = np.floor(rng.random(len(person)) ** 1.3 * employers.units[place]).astype(np.int64)
        parts.append((person, place, unit, start, end))
        following = end + rng.integers(0, 4, len(person))
        goes_on = following < leaves[person] - 2
        person, start = person[goes_on], following[goes_on]
    return _only_forward(stack(parts))


def _only_forward(stays: Stays) -> Stays:
    """Stays that lasted at all."""
    return stays.of(np.flatnonzero(stays.end > stays.start))


def _school_worlds(
    rng: np.random.Generator, home: np.ndarray, kinds: list[str], *, graduate: bool
) -> np.ndarray:
    """Whose schools one attends: library people take their second degree at a library school of their region."""
    region_start = home - home % len(KINDS)
    library = np.isin(np.array(kinds)[home], LIBRARY_KINDS)
    wished = np.where(
        library & (rng.random(len(home)) < (0.75 if graduate else 0.1)), region_start, home
    )
    return np.where(rng.random(len(home)) < 0.06, rng.integers(0, len(kinds), len(home)), wished)


def _study(
    rng: np.random.Generator,
    home: np.ndarray,
    begins: np.ndarray,
    kinds: list[str],
    schools: Places,
) -> Stays:
    """A first degree for all, a second for half; the unit is not needed, years keep cohorts apart."""
    everybody = np.arange(len(home))
    first_end = begins - rng.integers(0, 30, len(home))
    first = _place_in(rng, schools, _school_worlds(rng, home, kinds, graduate=False))
    again = everybody[rng.random(len(home)) < 0.5]
    second = _place_in(rng, schools, _school_worlds(rng, home[again], kinds, graduate=True))
    second_end = begins[again] + rng.integers(0, 60, len(again))
    none = np.zeros(len(home), dtype=np.int64)
    return stack(
        [
            (everybody, first, none, first_end - 36, first_end),
            (again, second, none[again], second_end - 24, second_end),
        ]
    )


def _travel(
    rng: np.random.Generator,
    home: np.ndarray,
    begins: np.ndarray,
    events: Places,
    month: np.ndarray,
) -> Stays:
    """Events attended: about one in three years, nearly always of one's own world."""
    years = (NOW - np.maximum(begins, month.min())) / 12
    keen = 0.1 + 0.5 * rng.random(len(home))
    person = np.repeat(np.arange(len(home)), whole(rng, years * keen))
    elsewhere = rng.random(len(person)) < 0.08
    world = np.where(
        elsewhere, events.world[rng.integers(0, len(events.world), len(person))], home[person]
    )
    goes = np.isin(world, events.world)
    person, world = person[goes], world[goes]
    event = _place_in(rng, events, world)
    fits = month[event] >= begins[person]
    person, event = person[fits], event[fits]
    once = np.unique(person * len(month) + event)
    person, event = once // len(month), once % len(month)
    return Stays(
        person, event, np.zeros(len(person), dtype=np.int64), month[event], month[event] + 1
    )


def make_world(rng: np.random.Generator, people: int) -> World:
    """Lives of the given number of people."""
    worlds, kinds = _worlds(rng, people)
    home = _homes(rng, people, kinds)
    counts = np.bincount(home, minlength=len(worlds))
    first = {
        "own university": f"{town(rng)} University",
        "public librarians": f"{town(rng)} City Library",
        "local business": f"{town(rng)} Chamber of Commerce",
    }
    employers = make_employers(rng, kinds, counts, first)
    schools = make_schools(rng, kinds, counts)
    events, month = make_events(rng, worlds, kinds)
    begins = _career_starts(rng, people)
    return World(
        worlds,
        kinds,
        home,
        begins,
        employers,
        schools,
        events,
        _work(rng, home, begins, employers),
        _study(rng, home, begins, kinds, schools),
        _travel(rng, home, begins, events, month),
    )
