"""Planted connectors and planted isolates: who gets a life in several worlds, and who knows nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from draw import choose, pick, pick_distinct
from places import KINDS
from world import NOW, Stays, World, stack

CONNECTORS = 23 / 640
ISOLATES = 50 / 640
SAME_REGION = 0.7
# What the person is, where they are at home, and where else their life takes them.
STORIES = (
    ("changed worlds", "own university", ("public librarians",)),
    ("vendor representative", "vendors", ("public librarians", "academics")),
    ("adjunct lecturer", "public librarians", ("academics",)),
    ("board member", "local business", ("public librarians", "own university")),
    ("changed worlds", "vendors", ("academics",)),
    ("consultant", "scattered others", ("public librarians", "local business")),
    ("adjunct lecturer", "local business", ("own university",)),
    ("changed worlds", "public librarians", ("vendors",)),
    ("board member", "own university", ("local business",)),
    ("research partner", "academics", ("own university", "vendors")),
    ("changed worlds", "local business", ("scattered others", "public librarians")),
    ("vendor representative", "vendors", ("own university",)),
)


@dataclass(frozen=True)
class Role:
    """One planted connector and the worlds joined, home first."""

    person: int
    story: str
    worlds: tuple[int, ...]


@dataclass(frozen=True)
class Cast:
    """The world with its special people: `side` holds the connectors' second lives."""

    world: World
    roles: list[Role]
    side: Stays
    isolated: np.ndarray
    sociability: np.ndarray


def _near(rng: np.random.Generator, world: World, home: int, kind: str) -> int:
    """A world of the wished kind, usually in the same region."""
    region = home // len(KINDS)
    if rng.random() > SAME_REGION:
        region = int(rng.integers(len(world.worlds) // len(KINDS)))
    return region * len(KINDS) + KINDS.index(kind)


def cast_connectors(rng: np.random.Generator, world: World) -> list[Role]:
    """People in mid-career get the stories in turn, in every region."""
    wanted = max(len(STORIES) // 3, round(CONNECTORS * world.people))
    seasoned = world.career_start < 2012 * 12
    free = seasoned.copy()
    roles: list[Role] = []
    for number in range(wanted):
        story, home_kind, other_kinds = STORIES[number % len(STORIES)]
        homes = [w for w, kind in enumerate(world.kinds) if kind == home_kind]
        home = homes[(number // len(STORIES)) % len(homes)]
        found = pick_distinct(rng, (free & (world.home == home)).astype(float), 1)
        if not len(found):
            continue
        person = int(found[0])
        free[person] = False
        others = dict.fromkeys(_near(rng, world, home, kind) for kind in other_kinds)
        roles.append(Role(person, story, (home, *others)))
    return roles


def cast_isolates(rng: np.random.Generator, world: World, roles: list[Role]) -> np.ndarray:
    """People with ordinary lives; whoever shared a small department with many others is taken less often."""
    jobs = world.jobs
    room = jobs.place * (int(jobs.unit.max()) + 1) + jobs.unit
    crowd = np.bincount(room)[room]
    company = np.bincount(jobs.person, weights=crowd, minlength=world.people)
    weights = 1.0 / (4.0 + company)
    weights[[role.person for role in roles]] = 0.0
    isolated = np.zeros(world.people, dtype=bool)
    isolated[pick_distinct(rng, weights, max(2, round(ISOLATES * world.people)))] = True
    return isolated


def _window(rng: np.random.Generator, world: World, role: Role) -> tuple[int, int]:
    """Years of the second life: the early career for those who changed worlds, any years since for the others."""
    begin = int(world.career_start[role.person])
    if role.story == "changed worlds":
        return begin, min(NOW - 60, begin + int(rng.integers(60, 109)))
    length = int(rng.integers(60, 145))
    first = max(begin, 2004 * 12)
    start = first + int(rng.random() * max(1, NOW - length - first))
    return start, min(NOW, start + length)


def _organisations(
    rng: np.random.Generator, world: World, other: int, window: tuple[int, int], count: int
) -> np.ndarray:
    """Organisations of another world, chosen by how many of its people were there then."""
    jobs = world.jobs
    then = (np.minimum(jobs.end, window[1]) - np.maximum(jobs.start, window[0])) >= 6
    here = then & (world.employers.world[jobs.place] == other) & (world.home[jobs.person] == other)
    crowd = np.bincount(jobs.place[here], minlength=len(world.employers.names)).astype(float)
    return pick_distinct(rng, crowd, count)


def second_lives(rng: np.random.Generator, world: World, roles: list[Role]) -> Stays:
    """The connectors' stays at organisations of the other worlds."""
    rows: list[tuple[int, int, int, int, int]] = []
    for role in roles:
        for other in role.worlds[1:]:
            window = _window(rng, world, role)
            count = choose(rng, (2, 2, 3) if len(role.worlds) == 2 else (1, 2, 2))
            rows += [
                (role.person, int(place), 0, *window)
                for place in _organisations(rng, world, other, window, count)
            ]
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    return Stays(*(table[:, i] for i in range(5)))


def _left_for_good(world: World, roles: list[Role], side: Stays) -> World:
    """Whoever changed worlds held no other job while still in the first one."""
    left = {role.person for role in roles if role.story == "changed worlds"}
    until = np.zeros(world.people, dtype=np.int64)
    mine = np.isin(side.person, sorted(left))
    np.maximum.at(until, side.person[mine], side.end[mine])
    jobs = world.jobs
    start = np.maximum(jobs.start, until[jobs.person])
    moved = stack([(jobs.person, jobs.place, jobs.unit, start, jobs.end)])
    return replace(world, jobs=moved.of(np.flatnonzero(moved.end > moved.start)))


def make_cast(rng: np.random.Generator, world: World) -> Cast:
    """The special people, and how sociable everybody is (connectors more, isolates not at all)."""
    roles = cast_connectors(rng, world)
    isolated = cast_isolates(rng, world, roles)
    side = second_lives(rng, world, roles)
    levels = np.array([0.4, 0.6, 0.8, 1.0, 1.2, 1.5, 1.9])
    sociability = levels[pick(rng, np.array([2.0, 3.0, 4.0, 4.0, 3.0, 2.0, 1.0]), world.people)]
    for role in roles:
        sociability[role.person] = 1.3
    sociability[isolated] = 0.0
    return Cast(_left_for_good(world, roles, side), roles, side, isolated, sociability)
