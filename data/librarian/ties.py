"""The true network: who really knows whom, since when and where from."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from draw import chance, choose, pick, pick_distinct, whole
from roles import Cast
from world import NOW, Stays

TIES_PER_PERSON = 4.1
QUOTA = {"work": 0.36, "study": 0.08, "event": 0.09, "introduction": 0.13}
ELSEWHERE = 0.33
CIRCLES = ("neighbours", "family", "online", "sports club", "parents", "choir", "volunteering")
OWN_WORLD = 0.92
SPIRIT = np.array(
    [0.05, 0.15, 0.4, 1.0, 2.5]
)  # from departments of strangers to departments of friends
HALF_LIFE = 96  # months after which half of the ties between people who no longer meet have gone


@dataclass(frozen=True)
class Tie:
    """One true tie; `focus` says where the two lives touched, or which kind of circle if nowhere on record."""

    low: int
    high: int
    origin: str
    focus: str
    since: int


@dataclass
class TieBook:
    """All ties so far, each pair once."""

    people: int
    ties: dict[tuple[int, int], Tie] = field(default_factory=dict)
    known: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.known = [[] for _ in range(self.people)]

    def add(self, a: int, b: int, origin: str, focus: str, since: int) -> bool:
        """Write a tie down unless the two already know each other."""
        pair = (min(a, b), max(a, b))
        if a == b or pair in self.ties:
            return False
        self.ties[pair] = Tie(*pair, origin, focus, min(int(since), NOW - 1))
        self.known[a].append(b)
        self.known[b].append(a)
        return True


@dataclass(frozen=True)
class Meetings:
    """Pairs of people who may have come to know each other, in random order."""

    a: np.ndarray
    b: np.ndarray
    place: np.ndarray
    since: np.ndarray


def meetings(
    rng: np.random.Generator,
    cast: Cast,
    stays: Stays,
    rate: float,
    overlap: int,
    *,
    by_unit: bool = False,
) -> Meetings:
    """Random pairs inside each place (or department) whose stays overlapped.

    The chance of a pair falls with the number of people there: `rate` acquaintances a person, so that big places
    hold many strangers. Some places are closer-knit than others, and ties fade after people part.
    """
    stays = stays.of(np.flatnonzero(cast.sociability[stays.person] > 0))
    room = stays.place * (int(stays.unit.max()) + 1) + stays.unit if by_unit else stays.place
    order = np.argsort(room, kind="stable")
    _, first, crowd = np.unique(room[order], return_index=True, return_counts=True)
    spirit = SPIRIT[np.floor(rng.random(len(crowd)) * len(SPIRIT)).astype(np.int64)]
    draws = whole(rng, np.minimum(crowd * rate, crowd * (crowd - 1) * 1.5) * spirit * (crowd > 1))
    start, size = np.repeat(first, draws), np.repeat(crowd, draws)
    x = order[start + np.floor(rng.random(len(start)) * size).astype(np.int64)]
    y = order[start + np.floor(rng.random(len(start)) * size).astype(np.int64)]
    begin = np.maximum(stays.start[x], stays.start[y])
    shared = np.minimum(stays.end[x], stays.end[y]) - begin
    warm = cast.sociability[stays.person[x]] * cast.sociability[stays.person[y]] / 2.5
    alive = 0.5 ** ((NOW - begin - shared) / HALF_LIFE)
    kept = (
        (stays.person[x] != stays.person[y])
        & (shared >= overlap)
        & (rng.random(len(x)) < warm * alive)
    )
    x, y = x[kept], y[kept]
    since = begin[kept] + np.floor(rng.random(len(x)) * np.minimum(shared[kept], 36)).astype(
        np.int64
    )
    return Meetings(stays.person[x], stays.person[y], stays.place[x], since)


def _add_some(
    rng: np.random.Generator,
    book: TieBook,
    found: list[Meetings],
    names: list[str],
    origin: str,
    wanted: int,
) -> None:
    """Write down meetings in random order until there are enough."""
    a, b, place, since = (
        np.concatenate([getattr(part, key) for part in found])
        for key in ("a", "b", "place", "since")
    )
    for i in np.argsort(rng.random(len(a)), kind="stable"):
        if wanted <= 0:
            return
        wanted -= book.add(int(a[i]), int(b[i]), origin, names[int(place[i])], int(since[i]))


def _second_life_ties(rng: np.random.Generator, cast: Cast, book: TieBook) -> None:
    """Connectors keep a handful of people from every organisation of their second life."""
    world, jobs = cast.world, cast.world.jobs
    at_home = world.home[jobs.person] == world.employers.world[jobs.place]
    by_place = np.argsort(jobs.place, kind="stable")
    first = np.searchsorted(jobs.place[by_place], np.arange(len(world.employers.names) + 1))
    columns = (cast.side.person, cast.side.place, cast.side.start, cast.side.end)
    for person, place, start, end in zip(*(c.tolist() for c in columns), strict=True):
        rows = by_place[first[place] : first[place + 1]]
        shared = np.minimum(jobs.end[rows], end) - np.maximum(jobs.start[rows], start)
        there = rows[at_home[rows] & (shared >= 6) & (jobs.person[rows] != person)]
        warmth = cast.sociability[jobs.person[there]]
        for row in there[pick_distinct(rng, warmth, 4 + int(rng.integers(4)))]:
            since = max(start, int(jobs.start[row])) + int(rng.integers(6))
            book.add(person, int(jobs.person[row]), "work", world.employers.names[place], since)


def _introductions(
    rng: np.random.Generator, cast: Cast, book: TieBook, wanted: int, slugs: list[str]
) -> None:
    """A common acquaintance brings two people together, seldom across worlds."""
    home = cast.world.home
    brokers = np.array([len(k) for k in book.known], dtype=float)
    brokers[brokers < 2] = 0.0
    for broker in pick(rng, brokers, wanted * 8).tolist():
        if wanted <= 0:
            return
        a, b = choose(rng, book.known[broker]), choose(rng, book.known[broker])
        if home[a] != home[b] and chance(rng, 0.85):
            continue
        earlier = (
            max(book.ties[min(broker, x), max(broker, x)].since for x in (a, b)) if a != b else NOW
        )
        if earlier < NOW - 2:
            since = earlier + int(rng.random() * min(60, NOW - earlier))
            wanted -= book.add(a, b, "introduction", slugs[broker], since)


def _partner(rng: np.random.Generator, cast: Cast, person: int, members: list[np.ndarray]) -> int:
    """Somebody met by chance: mostly of one's own world, the sociable more often."""
    at_home = chance(rng, OWN_WORLD)
    pool = (
        members[int(cast.world.home[person])] if at_home else np.flatnonzero(cast.sociability > 0)
    )
    for _ in range(4):
        other = int(pool[int(rng.random() * len(pool))])
        if rng.random() < cast.sociability[other] / 2:
            break
    return other


def _met_since(rng: np.random.Generator, cast: Cast, a: int, b: int) -> int:
    """Any month since both were grown up."""
    first = max(int(cast.world.career_start[a]), int(cast.world.career_start[b]))
    return first + int(rng.random() * (NOW - first))


def _circle(
    rng: np.random.Generator, cast: Cast, book: TieBook, seed: int, members: list[np.ndarray]
) -> int:
    """A small group that no profile shows: most of its people know each other."""
    kind = choose(rng, CIRCLES)
    circle = [seed, *(_partner(rng, cast, seed, members) for _ in range(2 + int(rng.integers(6))))]
    added = 0
    for i, a in enumerate(circle):
        for b in circle[:i]:
            if chance(rng, 0.7):
                added += book.add(a, b, "elsewhere", kind, _met_since(rng, cast, a, b))
    return added


def _elsewhere(rng: np.random.Generator, cast: Cast, book: TieBook, wanted: int) -> None:
    """Ties without any focus on record; first those without which a sociable person would know nobody."""
    home = cast.world.home
    members = [
        np.flatnonzero((home == w) & (cast.sociability > 0)) for w in range(len(cast.world.worlds))
    ]
    for person in np.flatnonzero(cast.sociability > 0).tolist():
        while not book.known[person]:
            other = _partner(rng, cast, person, members)
            wanted -= book.add(
                person,
                other,
                "elsewhere",
                choose(rng, CIRCLES),
                _met_since(rng, cast, person, other),
            )
    lonely = cast.sociability * np.where(
        np.array(cast.world.kinds)[home] == "scattered others", 2.5, 1.0
    )
    while wanted > 0:
        for seed in pick(rng, lonely, max(1, wanted // 6)).tolist():
            if chance(rng, 0.7):
                wanted -= _circle(rng, cast, book, seed, members)
            else:
                other = _partner(rng, cast, seed, members)
                wanted -= book.add(
                    seed,
                    other,
                    "elsewhere",
                    choose(rng, CIRCLES),
                    _met_since(rng, cast, seed, other),
                )
            if wanted <= 0:
                return


def make_ties(rng: np.random.Generator, cast: Cast, slugs: list[str]) -> TieBook:
    """The true network of a cast."""
    world = cast.world
    book = TieBook(world.people)
    total = TIES_PER_PERSON * int((~cast.isolated).sum())
    _second_life_ties(rng, cast, book)
    close = meetings(rng, cast, world.jobs, 18.0, 6, by_unit=True)
    distant = meetings(rng, cast, world.jobs, 0.6, 12)
    rest = round(total * QUOTA["work"]) - len(book.ties)
    _add_some(rng, book, [close, distant], world.employers.names, "work", rest)
    together = meetings(rng, cast, world.studies, 20.0, 9)
    _add_some(rng, book, [together], world.schools.names, "study", round(total * QUOTA["study"]))
    attended = meetings(rng, cast, world.visits, 2.5, 1)
    _add_some(rng, book, [attended], world.events.names, "event", round(total * QUOTA["event"]))
    _introductions(rng, cast, book, round(total * QUOTA["introduction"]), slugs)
    _elsewhere(rng, cast, book, round(len(book.ties) * ELSEWHERE / (1 - ELSEWHERE)))
    return book
