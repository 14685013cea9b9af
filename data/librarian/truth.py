"""truth.json: the true network that the archive hides, and how much of it the archive shows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from brokerage import bridge_betweenness
from conversations import Conversation
from names import Name
from owner import Acquaintance
from roles import Cast
from shown import Profile
from ties import Tie, TieBook

SCHEMA_VERSION = 1
LEAST_TIES = 3
TOP_SHARE = 0.05
CONNECTOR_MEANS = (
    "A contact with at least {least} true ties in each of at least two worlds whose bridge betweenness in the true "
    "network (shortest paths between people of different worlds, the owner left out) is among the highest {top:.0%} of "
    "all contacts. `role` is the planted story, or null for those whom an ordinary life made a connector."
)


def worlds_met(book: TieBook, home: np.ndarray, person: int) -> dict[int, int]:
    """How many true ties one person has in each world, most first."""
    counts = Counter(int(home[other]) for other in book.known[person])
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _pairs_in_groups(talks: Sequence[Conversation]) -> set[tuple[int, int]]:
    """Pairs of contacts who took part in one group conversation."""
    groups = [sorted(talk.members) for talk in talks if talk.kind == "group"]
    return {(a, b) for group in groups for i, a in enumerate(group) for b in group[i + 1 :]}


def _shown_by(tie: Tie, profiles: Sequence[Profile], grouped: set[tuple[int, int]]) -> list[str]:
    """What in the archive puts both ends of a true tie side by side."""
    places = profiles[tie.low].place, profiles[tie.high].place
    ways = ["current employer"] if places[0] == places[1] >= 0 else []
    return ways + (["group conversation"] if (tie.low, tie.high) in grouped else [])


def _connectors(
    cast: Cast, book: TieBook, names: Sequence[Name], brokerage: np.ndarray
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Connectors by the criterion, best first, and the planted ones with their rank, whether or not they meet it."""
    world = cast.world
    stories = {role.person: role.story for role in cast.roles}
    order = np.argsort(-brokerage, kind="stable").tolist()
    last = max(1, round(TOP_SHARE * world.people))
    found, planted = [], []
    for rank, person in enumerate(order, start=1):
        strong = {w: n for w, n in worlds_met(book, world.home, person).items() if n >= LEAST_TIES}
        joins = rank <= last and len(strong) >= 2
        if joins:
            entry = {
                "id": names[person].slug,
                "rank": rank,
                "bridge_betweenness": round(float(brokerage[person]), 2),
                "worlds": {world.worlds[w]: n for w, n in strong.items()},
                "role": stories.get(person),
            }
            found.append(entry)
        if person in stories:
            planted.append(
                {
                    "id": names[person].slug,
                    "role": stories[person],
                    "rank": rank,
                    "connector": joins,
                }
            )
    return found, planted


def _statistics(
    cast: Cast,
    book: TieBook,
    ties: Sequence[dict[str, Any]],
    profiles: Sequence[Profile],
    met: Sequence[Acquaintance],
    talks: Sequence[Conversation],
) -> dict[str, Any]:
    """Shares that say how hard the archive is to read."""
    home, employers = cast.world.home, cast.world.employers.names
    working: list[set[str]] = [set() for _ in profiles]
    for tie in book.ties.values():
        if tie.origin == "work":
            working[tie.low].add(tie.focus)
            working[tie.high].add(tie.focus)
    named = [p for p, profile in enumerate(profiles) if profile.place >= 0]
    here = [p for p in named if employers[profiles[p].place] in working[p]]
    in_groups = {p for talk in talks if talk.kind == "group" for p in talk.members}
    origins = Counter(tie["origin"] for tie in ties)
    true_pairs = _pairs_in_groups(talks)
    beside = Counter(profile.place for profile in profiles if profile.place >= 0)
    return {
        "contacts_with_a_name": len(profiles),
        "ties": len(ties),
        "mean_degree": round(2 * len(ties) / len(profiles), 2),
        "ties_by_origin": dict(sorted(origins.items())),
        "share_of_ties_without_focus": round(origins["elsewhere"] / len(ties), 3),
        "share_of_ties_between_worlds": round(
            sum(home[t.low] != home[t.high] for t in book.ties.values()) / len(ties), 3
        ),
        "share_of_ties_whose_ends_show_one_employer": round(
            sum("current employer" in t["shown_by"] for t in ties) / len(ties), 3
        ),
        "share_of_ties_in_a_group_conversation": round(
            sum("group conversation" in t["shown_by"] for t in ties) / len(ties), 3
        ),
        "share_of_ties_shown_at_all": round(sum(bool(t["shown_by"]) for t in ties) / len(ties), 3),
        "share_of_group_pairs_truly_tied": round(
            sum(pair in book.ties for pair in true_pairs) / max(1, len(true_pairs)), 3
        ),
        "pairs_showing_one_employer": sum(n * (n - 1) // 2 for n in beside.values()),
        "share_of_contacts_showing_an_employer_where_they_made_a_tie": round(
            len(here) / len(profiles), 3
        ),
        "share_of_contacts_in_group_conversations": round(len(in_groups) / len(profiles), 3),
        "how_the_owner_met_contacts": dict(sorted(Counter(m.how for m in met).items())),
    }


def make_truth(
    seed: int,
    cast: Cast,
    book: TieBook,
    profiles: Sequence[Profile],
    met: Sequence[Acquaintance],
    talks: Sequence[Conversation],
    rng: np.random.Generator,
) -> dict[str, Any]:
    """The document."""
    world, names = cast.world, [profile.name for profile in profiles]
    grouped = _pairs_in_groups(talks)
    ties = []
    for tie in book.ties.values():
        ends = sorted((names[tie.low].slug, names[tie.high].slug))
        since = f"{tie.since // 12}-{tie.since % 12 + 1:02d}"
        ties.append(
            {
                "source": ends[0],
                "target": ends[1],
                "origin": tie.origin,
                "focus": tie.focus,
                "since": since,
                "shown_by": _shown_by(tie, profiles, grouped),
            }
        )
    ties.sort(key=lambda tie: (tie["source"], tie["target"]))
    connectors, planted = _connectors(
        cast, book, names, bridge_betweenness(sorted(book.ties), world.home, rng)
    )
    return {
        "schema_version": SCHEMA_VERSION,
        "seed": seed,
        "exported_on": "2026-01-15",
        "connector_definition": CONNECTOR_MEANS.format(least=LEAST_TIES, top=TOP_SHARE),
        "statistics": _statistics(cast, book, ties, profiles, met, talks),
        "connectors": connectors,
        "planted_connectors": planted,
        "isolates": sorted(names[p].slug for p in range(world.people) if not book.known[p]),
        "communities": {
            names[p].slug: world.worlds[int(world.home[p])]
            for p in sorted(range(world.people), key=lambda p: names[p].slug)
        },
        "ties": ties,
    }


def truth_text(truth: dict[str, Any]) -> str:
    """JSON with one entry of the long lists a line, so that a change is readable."""
    parts = []
    for key, value in truth.items():
        if isinstance(value, list):
            body = ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in value)
            parts.append(f"{json.dumps(key)}: [\n{body}\n]")
        elif key == "communities":
            body = ",\n".join(
                f"  {json.dumps(k, ensure_ascii=False)}: {json.dumps(v, ensure_ascii=False)}"
                for k, v in value.items()
            )
            parts.append(f"{json.dumps(key)}: {{\n{body}\n}}")
        else:
            parts.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False, indent=1)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"
