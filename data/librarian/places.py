"""Invented organisations, schools and events, and the several ways people spell one organisation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from draw import chance, choose, zipf

KINDS = (
    "academics",
    "public librarians",
    "own university",
    "vendors",
    "local business",
    "scattered others",
)
PEOPLE_PER_ORGANISATION = (14.0, 11.0, 26.0, 9.0, 4.5, 2.6)
STEEPNESS = (
    0.7,
    0.8,
    1.9,
    0.8,
    0.4,
    0.5,
)  # how far the biggest organisation of a world outgrows the others
PEOPLE_PER_DEPARTMENT = 8
FIRST_YEAR, LAST_YEAR = 2004, 2025
EVENT_STEMS = {
    "academics": "Library Research",
    "public librarians": "Public Libraries",
    "own university": "Campus Teaching",
    "vendors": "Library Technology",
    "local business": "Town Business",
}
TOPICS = (
    "Metadata",
    "Community",
    "Open Data",
    "Readers",
    "Digital Skills",
    "Funding",
    "Archives",
    "Access",
)

TOWN_HEADS = (
    "Alder Bram Calder Dun East Fern Glen Hazel Iron Kestrel Lark Mar Nor Oster Pell Quill Raven Sel Thorn Ul Vale "
    "Wether Yar Zel Birken Cold Drum Elm Fal Grey"
).split()
TOWN_TAILS = "mere by wick haven stead ford holm gate minster combe beck worth cliff moor".split()
COINED_HEADS = (
    "Quorv Vellt Ostrim Mirrad Tavuq Zephl Arquen Fennov Brixl Tesselm Ondur Kyrm Havalt Jovem Wendra Uskol Prell "
    "Nuvrem Galdim Irvost"
).split()
COINED_TAILS = "ava ion ix ana enta ora ique eon alis umo idia esk ander".split()
FAMILIES = "Ashworth Barrientos Carrow Dahlgren Eze Fontanelle Garside Haddad Iyer Kovačević Lindqvist Mwangi Okafor Tanabe".split()
DEPARTMENTS = (
    "Library,Chemistry,History,Computer Science,Nursing,Economics,Linguistics,Registry,Biology,Law,Music,"
    "Civil Engineering,Philosophy,Information Technology,Mathematics,Student Services,Psychology,Fine Arts"
).split(",")

TEMPLATES = {
    "academics": (
        "{town} School of Information",
        "University of {town} iSchool",
        "{town} Institute for Library Research",
        "{town} State University",
        "{town} University College",
    ),
    "public librarians": (
        "{town} Public Library",
        "{town} City Library",
        "{town} County Library",
        "State Library of {town}",
        "{town} Regional Libraries",
        "{town} & District Library Service",
    ),
    "own university": (
        "{town} University Press",
        "{town} Teaching Hospital",
        "{town} Business School",
        "{town} College",
    ),
    "vendors": (
        "{coined} Library Systems",
        "{coined} Publishing",
        "{coined} Discovery",
        "{coined} Software",
        "{coined} Data Services",
    ),
    "local business": (
        "{family} Architects",
        "{town} Savings Bank",
        "{family} & Daughters Bakery",
        "{coined} Design Studio",
        "{town} Chamber of Commerce",
        "{town} Harbour Authority",
        "{coined} Legal",
        "The {town} Courier",
    ),
    "scattered others": (
        "{coined} Insurance",
        "{coined} Logistics",
        "{town} Regional Hospital",
        "Ministry of Transport, {town}",
        "{coined} Consulting Group",
        "{town} Grammar School",
        "{coined} Pharma",
        "{family} Recruitment",
    ),
}
COMPANIES = {"vendors", "local business", "scattered others"}


@dataclass(frozen=True)
class Places:
    """Organisations, schools or events in parallel lists; `units` counts departments whose people know each other."""

    names: list[str]
    world: np.ndarray
    weight: np.ndarray
    units: np.ndarray

    def of_world(self, world: int) -> np.ndarray:
        """Positions of the places of one world, biggest first."""
        return np.flatnonzero(self.world == world)


@dataclass
class _Listing:
    """Places while they are being listed."""

    rows: list[tuple[str, int, float, int]]
    taken: set[str]

    def add(self, name: str, world: int, weight: float, units: int) -> None:
        """One more place."""
        self.rows.append((name, world, weight, units))
        self.taken.add(name)

    def done(self) -> Places:
        """The frozen table."""
        names, worlds, weights, units = zip(*self.rows, strict=True)
        return Places(list(names), np.array(worlds), np.array(weights), np.array(units))


def town(rng: np.random.Generator) -> str:
    """An invented town."""
    return choose(rng, TOWN_HEADS) + choose(rng, TOWN_TAILS)


def coined(rng: np.random.Generator) -> str:
    """An invented brand."""
    return choose(rng, COINED_HEADS) + choose(rng, COINED_TAILS)


def fill(rng: np.random.Generator, template: str) -> str:
    """A template with its blanks filled in."""
    return template.format(town=town(rng), coined=coined(rng), family=choose(rng, FAMILIES))


def new_name(rng: np.random.Generator, kind: str, taken: set[str]) -> str:
    """A name nobody else has; a second word is added when the pool runs dry."""
    for _ in range(40):
        name = fill(rng, choose(rng, TEMPLATES[kind]))
        if name not in taken:
            break
    else:
        name = (
            f"{name} of {town(rng)} {choose(rng, ('North', 'South', 'East', 'West'))} {len(taken)}"
        )
    taken.add(name)
    return name


def make_employers(
    rng: np.random.Generator, kinds: list[str], people: np.ndarray, first: dict[str, str]
) -> Places:
    """Organisations of every world, biggest first; `first` names the biggest of some kinds."""
    listing = _Listing([], set(first.values()))
    for world, kind in enumerate(kinds):
        at = KINDS.index(kind)
        shares = zipf(max(4, round(people[world] / PEOPLE_PER_ORGANISATION[at])), STEEPNESS[at])
        shares /= shares.sum()
        for rank, share in enumerate(shares):
            named = first.get(kind) if rank == 0 and world < len(KINDS) else None
            units = max(1, round(float(people[world] * share) * 1.6 / PEOPLE_PER_DEPARTMENT))
            listing.add(named or new_name(rng, kind, listing.taken), world, float(share), units)
    return listing.done()


def make_schools(rng: np.random.Generator, kinds: list[str], people: np.ndarray) -> Places:
    """Where people studied: each world draws from its own few schools, library schools in the academics' world."""
    listing = _Listing([], set())
    for world, kind in enumerate(kinds):
        source = "academics" if kind == "academics" else "own university"
        for weight in zipf(max(3, round(people[world] / 22)), 0.6):
            listing.add(new_name(rng, source, listing.taken), world, float(weight), 1)
    return listing.done()


def make_events(
    rng: np.random.Generator, worlds: list[str], kinds: list[str]
) -> tuple[Places, np.ndarray]:
    """A big yearly conference and two small workshops for every organised world, and their months."""
    listing = _Listing([], set())
    months: list[int] = []
    for world, kind in enumerate(kinds):
        for year in range(FIRST_YEAR, LAST_YEAR + 1) if kind in EVENT_STEMS else ():
            region = worlds[world].removeprefix(kind)
            listing.add(f"{EVENT_STEMS[kind]} Conference{region} {year}", world, 6.0, 1)
            listing.add(f"{choose(rng, TOPICS)} Workshop, {town(rng)} {year}", world, 1.0, 1)
            listing.add(f"{choose(rng, TOPICS)} Day, {town(rng)} {year}", world, 1.0, 1)
            months += [year * 12 + int(rng.integers(12)) for _ in range(3)]
    return listing.done(), np.array(months)


def _swapped(rng: np.random.Generator, name: str) -> str:
    """Two neighbouring letters typed in the wrong order."""
    at = 1 + int(rng.integers(max(1, len(name) - 3)))
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _initials(name: str) -> str:
    """The capitals of a name, when there are at least three words."""
    capitals = "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())
    return capitals if len(capitals) >= 3 else name


def spellings(rng: np.random.Generator, name: str, kind: str) -> list[str]:
    """The form most people choose first, then the rarer ones."""
    found = [
        name,
        f"The {name}",
        name.upper(),
        name.lower(),
        _initials(name),
        _swapped(rng, name),
        f"{name} ",
    ]
    swaps = (
        ("University", "Univ."),
        ("Library", "Libraries"),
        ("Harbour", "Harbor"),
        ("&", "and"),
        ("County", "Co."),
        ("School", "Sch."),
    )
    found += [name.replace(old, new) for old, new in swaps if old in name]
    if _initials(name) != name:
        found.append(f"{name} ({_initials(name)})")
    if kind in COMPANIES:
        found += [name + tail for tail in (", Inc.", " Inc", " LLC", " Ltd.", " GmbH", " S.A.")]
    if kind == "own university" or "University" in name:
        found += [f"{name} - {choose(rng, DEPARTMENTS)}", f"{name}, {town(rng)} Campus"]
    rest = found[1:]
    order = np.argsort(rng.random(len(rest)), kind="stable")[:6]
    return [found[0], *(rest[i] for i in order)]


def written(rng: np.random.Generator, forms: list[str]) -> str:
    """How one person writes an organisation: mostly the usual form."""
    return forms[0] if chance(rng, 0.72) else choose(rng, forms[1:])
