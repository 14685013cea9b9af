"""What a profile shows on the day of the export: one employer, one title, seldom an e-mail address."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from draw import chance, choose
from names import Name, fold
from places import DEPARTMENTS, spellings, written
from roles import Cast
from world import NOW, Stays

TITLES = {
    "academics": (
        "Assistant Professor",
        "Professor of Information Science",
        "Postdoctoral Researcher",
        "Lecturer, Library and Information Studies",
        "PhD Candidate",
        "Dean",
        "Associate Professor, Archival Studies",
        "Research Fellow",
    ),
    "public librarians": (
        "Branch Manager",
        "Children's Librarian",
        "Library Director",
        "Reference Librarian",
        "Outreach Coordinator",
        "Cataloguer",
        "Collections Librarian",
        "Digital Literacy Trainer",
        "Head of Adult Services",
    ),
    "own university": (
        "Professor of {department}",
        "Lecturer, {department}",
        "Subject Librarian, {department}",
        "Department Administrator, {department}",
        "Systems Librarian",
        "Research Data Manager",
        "Student Adviser",
    ),
    "vendors": (
        "Account Executive",
        "Regional Sales Manager",
        "Product Manager",
        "Software Engineer",
        'Customer Success Manager, "Library Services"',
        "VP, Partnerships",
        "Metadata Specialist",
        "Consultant, Implementation",
    ),
    "local business": (
        "Owner",
        "Managing Partner",
        "Graphic Designer",
        "Branch Manager",
        "Architect",
        "Accountant",
        "Reporter",
        "Office Manager",
        "Event Planner",
    ),
    "scattered others": (
        "Data Analyst",
        "Nurse Practitioner",
        "Talent Acquisition Partner",
        "Teacher",
        "Logistics Coordinator",
        "Civil Servant",
        "Project Manager",
        "Recruiter",
        "Actuary",
    ),
}
RANKS = ("", "", "", "", "Senior ", "Interim ")
RANKED = ("public librarians", "vendors", "scattered others")
NO_EMPLOYER = (
    ("Retired", "Retired"),
    ("Retired", ""),
    ("", ""),
    ("", ""),
    ("Self-employed", "Consultant"),
    ("self employed", "Independent Consultant"),
    ("Self-Employed", "Writer"),
    ("Freelance", "Editor & Indexer"),
    ("Seeking new opportunities", "Librarian"),
    ("Stealth Startup", "Co-Founder"),
    ("-", "-"),
)
STALE = 0.07
SIDE_JOB_FIRST = 0.35
NO_ORGANISATION = 0.045
GIVES_EMAIL = 0.017


@dataclass(frozen=True)
class Profile:
    """The visible part of one contact; `place` is the organisation behind the text, or -1."""

    name: Name
    place: int
    company: str
    title: str
    email: str


def _rows_of(stays: Stays, people: int) -> list[list[int]]:
    """The stays of each person, earliest first."""
    rows: list[list[int]] = [[] for _ in range(people)]
    for row in np.lexsort((stays.start, stays.person)).tolist():
        rows[int(stays.person[row])].append(row)
    return rows


def _current_place(
    rng: np.random.Generator, jobs: Stays, rows: list[int], side: Stays, second: list[int]
) -> int:
    """The organisation a profile names: the present job, a present side job, or one long left."""
    if not rows:
        return -1
    place = int(jobs.place[rows[-1]])
    if int(jobs.end[rows[-1]]) < NOW:
        return place if chance(rng, 0.3) else -1
    if len(rows) > 1 and chance(rng, STALE):
        place = int(jobs.place[rows[-2]])
    open_side = [row for row in second if int(side.end[row]) >= NOW]
    if open_side and chance(rng, SIDE_JOB_FIRST):
        place = int(side.place[open_side[-1]])
    return -1 if chance(rng, NO_ORGANISATION) else place


def _title(rng: np.random.Generator, kind: str) -> str:
    """A job title of that world; one in forty leaves it empty."""
    if chance(rng, 0.025):
        return ""
    rank = choose(rng, RANKS) if kind in RANKED else ""
    title = rank + choose(rng, TITLES[kind]).format(department=choose(rng, DEPARTMENTS))
    return title.lower() if chance(rng, 0.02) else title


def _email(rng: np.random.Generator, name: Name) -> str:
    """Hardly anybody lets connections export the address."""
    local = fold(name.first + name.last[:1]).lower()
    return (
        f"{''.join(c for c in local if c.isalnum())}@example.org"
        if chance(rng, GIVES_EMAIL)
        else ""
    )


def make_profiles(rng: np.random.Generator, cast: Cast, names: list[Name]) -> list[Profile]:
    """Everybody's visible profile."""
    world, employers = cast.world, cast.world.employers
    forms = [
        spellings(rng, name, world.kinds[w])
        for name, w in zip(employers.names, employers.world.tolist(), strict=True)
    ]
    jobs, second = _rows_of(world.jobs, world.people), _rows_of(cast.side, world.people)
    profiles = []
    for person, name in enumerate(names):
        place = _current_place(rng, world.jobs, jobs[person], cast.side, second[person])
        if place < 0:
            company, title = choose(rng, NO_EMPLOYER)
        else:
            company = written(rng, forms[place])
            title = _title(rng, world.kinds[int(employers.world[place])])
        profiles.append(Profile(name, place, company, title, _email(rng, name)))
    return profiles
