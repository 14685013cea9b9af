"""Who talks with whom: one-to-one conversations, groups, blasts, and the rubbish of every inbox."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from draw import chance, choose, pick_distinct, waiting
from owner import EXPORTED, Acquaintance, day_in
from roles import Cast
from ties import TieBook

OWNER = -1
ONE_TO_ONE = 0.33
GROUPS_PER_PERSON = 0.066
STRANGER_IN_GROUP = 0.08
GROUP_OF_STRANGERS = 0.12


@dataclass(frozen=True)
class Line:
    """One message: sender, moment, text."""

    sender: int
    at: dt.datetime
    text: str


@dataclass(frozen=True)
class Conversation:
    """Contacts taking part (the owner always does), what kind it is, and the messages, oldest first."""

    kind: str
    members: tuple[int, ...]
    title: str
    lines: tuple[Line, ...]


OPENERS = (
    "Good to see you at the conference!",
    "Thanks for connecting.",
    "Hope the new job is treating you well.",
    "Do you still have the slides from that session?",
    "Quick question about the discovery layer.",
    "Are you coming in autumn?",
    "Congratulations!",
)
REPLIES = (
    "Sure, I'll send it over tomorrow.",
    "Yes, let's talk next week.",
    "Ha, exactly my thoughts.\nMore when I'm back at my desk.",
    "Sorry for the late answer.\n\nIt has been a long month.",
    "<p>Works for me.</p><p>Best wishes</p>",
    "Could you forward this to your colleague?",
    'She called it "the quiet floor", which is about right.',
    "Thank you, that helps a lot &amp; saves me a day.",
    "👍",
)
GROUP_TITLES = (
    "",
    "",
    "",
    "Workshop planning",
    "Dinner on Thursday?",
    "Reading group",
    "Panel, spring meeting",
)
GROUP_OPENERS = (
    "Hi both\nI think you should know each other.",
    "Hello everyone, shall we find a date?",
    "Who is in for the panel?",
    "As discussed, here is the draft.",
)
BLASTS = (
    "Dear all,\nour annual survey is open until Friday. Please take five minutes!",
    "Happy holidays to everybody in my network!\n\nMay your shelves be full.",
    "I have moved on to a new role, please note my new address.",
    "<p>Vote for our project!</p><p>Every click counts.</p>",
)


def _moment(rng: np.random.Generator, day: dt.date) -> dt.datetime:
    """Some time of a working day."""
    return dt.datetime(
        day.year,
        day.month,
        day.day,
        7 + int(rng.integers(14)),
        int(rng.integers(60)),
        int(rng.integers(60)),
    )


def _lines(
    rng: np.random.Generator, first: dt.datetime, speakers: list[int], count: int, opener: str
) -> tuple[Line, ...]:
    """A talk that goes back and forth, with pauses that are sometimes months."""
    lines = [Line(speakers[0], first, opener)]
    at = first
    for _ in range(count - 1):
        hours = float(waiting(rng, 9.0 if chance(rng, 0.85) else 2400.0, 1)[0])
        at += dt.timedelta(minutes=1 + int(hours * 60), seconds=int(rng.integers(60)))
        if at.date() >= EXPORTED:
            break
        others = [s for s in speakers if s != lines[-1].sender]
        lines.append(
            Line(
                choose(rng, others) if chance(rng, 0.9) else lines[-1].sender,
                at,
                choose(rng, REPLIES),
            )
        )
    return tuple(lines)


def _between(rng: np.random.Generator, first: dt.date, last: dt.date) -> dt.date:
    """Some day from the first to before the last."""
    return first + dt.timedelta(days=int(rng.random() * max(1, (last - first).days)))


def _pairs(rng: np.random.Generator, met: list[Acquaintance]) -> list[Conversation]:
    """One-to-one: the closer the likelier; a fifth never gets an answer."""
    closeness = np.array([a.closeness + 0.05 for a in met])
    chosen = np.sort(pick_distinct(rng, closeness, round(ONE_TO_ONE * len(met))))
    made: list[Conversation] = []
    for person in chosen.tolist():
        first = (
            _between(rng, met[person].connected, EXPORTED)
            if chance(rng, 0.6)
            else met[person].connected
        )
        speakers = [person, OWNER] if chance(rng, 0.5) else [OWNER, person]
        silent = chance(rng, 0.2)
        count = (
            1
            if silent
            else 2 + int(waiting(rng, 2.2 * min(3.0, 0.4 + met[person].closeness), 1)[0])
        )
        made.append(
            Conversation(
                "pair",
                (person,),
                "",
                _lines(rng, _moment(rng, first), speakers, count, choose(rng, OPENERS)),
            )
        )
    return made


def _next_member(
    rng: np.random.Generator, book: TieBook, company: list[int], people: int
) -> int | None:
    """Somebody who knows as many of the company as possible; now and then a stranger; nobody if none fits."""
    if chance(rng, STRANGER_IN_GROUP):
        return int(rng.integers(people))
    near = [p for p in book.known[company[0]] if p not in company]
    knows = [sum(p in book.known[q] for q in company) for p in near]
    most = max(knows, default=0)
    if most < len(company) and chance(rng, 0.7):
        return None
    return (
        choose(rng, [p for p, count in zip(near, knows, strict=True) if count == most])
        if near
        else None
    )


def _company(rng: np.random.Generator, cast: Cast, book: TieBook, seed: int) -> list[int]:
    """People who belong together around one person."""
    size = min(9, 2 + int(waiting(rng, 1.4, 1)[0]))
    company = [seed]
    while len(company) < size:
        other = _next_member(rng, book, company, cast.world.people)
        if other is None:
            break
        if other not in company:
            company.append(other)
    return company


def _groups(
    rng: np.random.Generator, cast: Cast, book: TieBook, met: list[Acquaintance]
) -> list[Conversation]:
    """Groups of true acquaintances mostly; sometimes the owner brings strangers together."""
    people = cast.world.people
    weights = np.array([a.closeness * min(len(book.known[p]), 12) for p, a in enumerate(met)])
    wanted = max(3, round(GROUPS_PER_PERSON * people))
    favourites = pick_distinct(rng, weights, max(3, wanted * 2 // 3))
    made: list[Conversation] = []
    while len(made) < wanted:
        if chance(rng, GROUP_OF_STRANGERS):
            company = sorted({int(rng.integers(people)) for _ in range(2 + int(rng.integers(2)))})
        else:
            company = _company(rng, cast, book, choose(rng, favourites.tolist()))
        if len(company) < 2:
            continue
        first = _between(rng, max(met[p].connected for p in company), EXPORTED)
        talkers = [p for p in company if chance(rng, 0.75)] or company[:1]
        speakers = [OWNER, *talkers] if chance(rng, 0.6) else [*talkers, OWNER]
        lines = _lines(
            rng,
            _moment(rng, first),
            speakers,
            2 + int(waiting(rng, 5.0, 1)[0]),
            choose(rng, GROUP_OPENERS),
        )
        made.append(Conversation("group", tuple(company), choose(rng, GROUP_TITLES), lines))
    return made


def _blasts(rng: np.random.Generator, people: int) -> list[Conversation]:
    """One sender, many readers: by the owner or by a contact; at most one annoyed answer."""
    made: list[Conversation] = []
    for number in range(max(3, min(40, people // 130))):
        size = min(18 + int(rng.integers(24)), people // 2)
        members = np.sort(np.argsort(rng.random(people), kind="stable")[:size]).tolist()
        sender = OWNER if number % 2 == 0 else int(choose(rng, members))
        at = _moment(rng, day_in(rng, 2016 * 12 + int(rng.integers(118))))
        lines = [Line(sender, at, BLASTS[number % len(BLASTS)])]
        if number % 3 == 2:
            annoyed = choose(rng, [m for m in members if m != sender])
            lines.append(Line(annoyed, at + dt.timedelta(hours=3), "Please take me off this list."))
        made.append(Conversation("blast", tuple(members), "", tuple(lines)))
    return made


def make_conversations(
    rng: np.random.Generator, cast: Cast, book: TieBook, met: list[Acquaintance]
) -> list[Conversation]:
    """All conversations between the owner and contacts."""
    return [*_pairs(rng, met), *_groups(rng, cast, book, met), *_blasts(rng, cast.world.people)]
