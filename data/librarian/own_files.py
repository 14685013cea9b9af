"""The owner's own members of the archive, and those a reader should pass over."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
from archive import Dialect, table
from draw import chance, choose
from owner import day_in, event_day
from places import spellings
from world import NOW

if TYPE_CHECKING:
    from members import Seen

SKILLS = (
    "Cataloguing",
    "Metadata",
    "Research",
    "Public Speaking",
    "Information Literacy",
    "Python",
    "Teaching",
    "Open Access",
    "Digital Libraries",
)


def _month(month: int) -> str:
    """`Sep 2013`; nothing for what still goes on."""
    return "" if month >= NOW else dt.date(month // 12, month % 12 + 1, 1).strftime("%b %Y")


def own_files(rng: np.random.Generator, seen: Seen) -> dict[str, bytes]:
    """What the owner says about themselves."""
    world, owner = seen.cast.world, seen.owner
    posts = []
    for post in sorted(owner.posts, key=lambda p: -p.start):
        forms = spellings(
            rng,
            world.employers.names[post.place],
            world.kinds[int(world.employers.world[post.place])],
        )
        text = (
            "Everything between the catalogue and the reader.\nAnd the printer."
            if chance(rng, 0.3)
            else ""
        )
        posts.append((forms[0], post.title, text, "", _month(post.start), _month(post.end)))
    degrees = [
        (world.schools.names[d.place], str(d.start // 12), str(d.end // 12), "", d.degree, "")
        for d in owner.degrees
    ]
    head = "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers"
    about = (
        owner.name.first,
        owner.name.last,
        "",
        "",
        "",
        'Librarian, "systems" kind',
        "Libraries are people.",
        "Libraries",
        "",
        "",
        "",
        "",
        "",
    )
    return {
        "Profile.csv": table(head.split(","), [about]),
        "Positions.csv": table(
            ("Company Name", "Title", "Description", "Location", "Started On", "Finished On"),
            posts,
            Dialect(newline="\r\n"),
        ),
        "Education.csv": table(
            ("School Name", "Start Date", "End Date", "Notes", "Degree Name", "Activities"), degrees
        ),
        "Events.csv": _events(seen),
    }


def _events(seen: Seen) -> bytes:
    """Events the owner answered on the site, which has offered them since 2018."""
    events, rows = seen.cast.world.events, []
    months = dict(
        zip(
            seen.cast.world.visits.place.tolist(),
            seen.cast.world.visits.start.tolist(),
            strict=True,
        )
    )
    for event in seen.owner.events:
        if months.get(event, 0) >= 2018 * 12:
            first = event_day(months[event], event)
            last = first + dt.timedelta(days=2 if "Conference" in events.names[event] else 0)
            span = f"{first:%b %d, %Y}, 9:00 AM - {last:%b %d, %Y}, 5:00 PM"
            rows.append((first, (events.names[event], span, "", "ATTENDING")))
    rows.sort(key=lambda row: (row[0], row[1]), reverse=True)
    return table(
        ("Event Name", "Event Time", "External Url", "Status"),
        [row for _, row in rows],
        Dialect(bom=True, newline="\r\n"),
    )


def passed_over(rng: np.random.Generator, seen: Seen) -> dict[str, bytes]:
    """Members that say nothing about who knows whom."""
    followed = [
        (name, f"{day_in(rng, 2018 * 12 + int(rng.integers(90))):%a %b %d %H:%M:%S UTC %Y}")
        for name in seen.cast.world.employers.names[::9][:14]
    ]
    days = [day_in(rng, 2019 * 12 + int(rng.integers(80))) for _ in range(12)]
    links = [
        f"https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A{int(rng.integers(10**15, 10**16))}"
        for _ in days
    ]
    shares = [
        (
            f"{d} 08:15:00",
            link,
            'Reading list: "weak ties", again.\nNew shelf!',
            "",
            "",
            "MEMBER_NETWORK",
        )
        for d, link in zip(days, links, strict=True)
    ]
    reactions = [
        (f"{d} 12:00:00", choose(rng, ("LIKE", "PRAISE", "EMPATHY")), link)
        for d, link in zip(days, links, strict=True)
    ]
    guide = (
        "2-Z3VpZGU=",
        "",
        "Guide",
        "",
        seen.owner.name.full,
        seen.owner.name.url,
        "2025-03-03 10:00:00 UTC",
        "",
        "How can I help?",
        "INBOX",
        "",
    )
    guide_header = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS"
    page = '<html><head><title>On weak ties</title></head><body><p class="published">Published on 2021-05-04 10:12</p><p>Talk to strangers.</p></body></html>\n'
    return {
        "Skills.csv": table(("Name",), [(skill,) for skill in SKILLS]),
        "Company Follows.csv": table(("Organization", "Followed On"), followed),
        "Shares.csv": table(
            ("Date", "ShareLink", "ShareCommentary", "SharedUrl", "MediaUrl", "Visibility"),
            shares,
            Dialect(newline="\r\n"),
        ),
        "Reactions.csv": table(("Date", "Type", "Link"), reactions),
        "guide_messages.csv": table(guide_header.split(","), [guide]),
        "Registration.csv": table(
            ("Registered At", "Registration Ip", "Subscription Types"),
            [("4/14/08, 7:03 AM", "", "")],
        ),
        "Jobs/Job Applications.csv": table(
            ("Application Date", "Contact Email", "Company Name", "Job Title"), []
        ),
        "Articles/Articles/on-weak-ties-2021.html": page.encode(),
    }
