"""The other members of the archive: contacts, the owner's own files, and those a reader should pass over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from archive import Dialect, Row, table
from draw import chance, choose, pick_distinct
from names import Name
from own_files import SKILLS, own_files, passed_over
from owner import EXPORTED, Acquaintance, Owner
from roles import Cast
from shown import Profile

PREAMBLE = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. '
    'Only addresses that members let their connections see are listed here."\n\n'
)
SHORT = "%d %b %Y"
EARLY = dt.date(2025, 7, 1)


@dataclass(frozen=True)
class Seen:
    """Everything the archive is written from."""

    cast: Cast
    owner: Owner
    profiles: list[Profile]
    met: list[Acquaintance]
    strangers: list[Name]


def connections(rng: np.random.Generator, seen: Seen, hidden: int) -> bytes:
    """Contacts, the newest first; hidden members leave only the date."""
    rows: list[tuple[dt.date, str, Row]] = []
    for profile, met in zip(seen.profiles, seen.met, strict=True):
        name, day = profile.name, met.connected
        who = (name.first, name.last, name.url, profile.email)
        row = (*who, profile.company, profile.title, day.strftime(SHORT))
        rows.append((day, name.slug, row))
    for number in range(hidden):
        day = EXPORTED - dt.timedelta(days=int(rng.random() * 6000) + 5)
        rows.append((day, f"~{number}", ("", "", "", "", "", "", day.strftime(SHORT))))
    rows.sort(key=lambda row: (-row[0].toordinal(), row[1]))
    header = (
        "First Name",
        "Last Name",
        "URL",
        "Email Address",
        "Company",
        "Position",
        "Connected On",
    )
    return table(header, [row for _, _, row in rows], Dialect(last_newline=False), PREAMBLE)


def _clock(rng: np.random.Generator, day: dt.date) -> str:
    """`1/9/26, 2:37 PM`, without a zone."""
    hour, minute = int(rng.integers(6, 22)), int(rng.integers(60))
    return f"{day.month}/{day.day}/{day.year % 100:02d}, {(hour - 1) % 12 + 1}:{minute:02d} {'AM' if hour < 12 else 'PM'}"


def invitations(rng: np.random.Generator, seen: Seen) -> bytes:
    """Recent and pending ones only."""
    owner, rows = seen.owner.name, []
    recent = [
        (p.name, m.connected - dt.timedelta(days=int(rng.integers(5))))
        for p, m in zip(seen.profiles, seen.met, strict=True)
        if m.connected >= EARLY
    ]
    pending = [
        (name, EXPORTED - dt.timedelta(days=1 + int(rng.integers(120))))
        for name in seen.strangers[:9]
    ]
    for name, day in sorted(
        recent + pending, key=lambda pair: (pair[1], pair[0].slug), reverse=True
    ):
        incoming = chance(rng, 0.6)
        sender, target = (name, owner) if incoming else (owner, name)
        note = "It was good to meet you, let's stay in touch." if chance(rng, 0.2) else ""
        direction = "INCOMING" if incoming else "OUTGOING"
        rows.append(
            (sender.full, target.full, _clock(rng, day), note, direction, sender.url, target.url)
        )
    header = (
        "From",
        "To",
        "Sent At",
        "Message",
        "Direction",
        "inviterProfileUrl",
        "inviteeProfileUrl",
    )
    return table(header, rows, Dialect(bom=True))


def _close_ones(rng: np.random.Generator, seen: Seen, share: float) -> list[int]:
    """A share of the contacts, those close to the owner more often."""
    closeness = np.array([met.closeness + 0.02 for met in seen.met])
    return sorted(pick_distinct(rng, closeness, max(2, round(share * len(closeness)))).tolist())


def _day_since(rng: np.random.Generator, first: dt.date) -> dt.date:
    """Some day between a first one and the export."""
    return first + dt.timedelta(days=int(rng.random() * max(1, (EXPORTED - first).days)))


def endorsements(
    rng: np.random.Generator, seen: Seen, role: str, share: float, dialect: Dialect
) -> bytes:
    """Skills endorsed by (Endorser) or for (Endorsee) contacts; the addresses come without a scheme."""
    rows = []
    for person in _close_ones(rng, seen, share):
        name = seen.profiles[person].name
        day = _day_since(rng, max(seen.met[person].connected, dt.date(2012, 10, 1)))
        for skill in pick_distinct(rng, np.ones(len(SKILLS)), 1 + int(rng.integers(3))).tolist():
            status = choose(
                rng, ("ACCEPTED", "ACCEPTED", "ACCEPTED", "ACCEPTED", "PENDING", "HIDDEN")
            )
            stamp = f"{day:%Y/%m/%d} {int(rng.integers(24)):02d}:{int(rng.integers(60)):02d}:{int(rng.integers(60)):02d} UTC"
            rows.append(
                (
                    stamp,
                    SKILLS[skill],
                    name.first,
                    name.last,
                    name.url.removeprefix("https://"),
                    status,
                )
            )
    rows.sort(reverse=True)
    header = (
        "Endorsement Date",
        "Skill Name",
        f"{role} First Name",
        f"{role} Last Name",
        f"{role} Public Url",
        "Endorsement Status",
    )
    return table(header, rows, dialect)


def recommendations(rng: np.random.Generator, seen: Seen, share: float) -> bytes:
    """A few long-standing contacts, known by name only."""
    rows = []
    for person in _close_ones(rng, seen, share):
        profile = seen.profiles[person]
        day = _day_since(rng, seen.met[person].connected)
        text = "Calm, curious and exact.\nI would work with this person again, any day."
        rows.append(
            (
                profile.name.first,
                profile.name.last,
                profile.company,
                profile.title,
                text,
                f"{day:%m/%d/%y}, 09:{int(rng.integers(60)):02d} AM",
                "VISIBLE",
            )
        )
    return table(
        ("First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date", "Status"), rows
    )


def other_members(rng: np.random.Generator, seen: Seen, hidden: int) -> dict[str, bytes]:
    """Every member but the messages."""
    return {
        "Connections.csv": connections(rng, seen, hidden),
        "Invitations.csv": invitations(rng, seen),
        "Endorsement_Received_Info.csv": endorsements(
            rng, seen, "Endorser", 0.14, Dialect(bom=True, newline="\r\n")
        ),
        "Endorsement Given Info.csv": endorsements(rng, seen, "Endorsee", 0.1, Dialect()),
        "Recommendations_Received.csv": recommendations(rng, seen, 0.014),
        "Recommendations Given.csv": recommendations(rng, seen, 0.01),
        **own_files(rng, seen),
        **passed_over(rng, seen),
    }
