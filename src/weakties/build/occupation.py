"""Ties inferred from the line of work that titles and employers' names tell of."""

import re
from collections import defaultdict

import numpy as np

from weakties._typing import FloatArray, IntArray
from weakties.build._archive import Archive
from weakties.build._rule import Found, Pairs, as_found, rule

#: Fewer people than this who share a word share it by chance.
FEWEST_WITH_WORD = 3
#: A word that a larger share of all contacts use tells nothing about any of them.
MOST_SHARE = 0.15
#: With how many of those met next a person is tied for each word.
NEXT = 2
#: What one shared word is worth against one shared focus: people in one line of work need not have met.
WORTH = 0.3
#: Words of rank or form, found in every line of work.
_RANKS = frozenset(
    """
    senior junior lead head chief principal associate assistant deputy vice president director manager
    coordinator officer specialist consultant founder cofounder owner partner staff intern trainee interim
    executive member board chair team group the and for with der die und von les des del los para
    """.split()
)
_WORD = re.compile(r"[^\W\d_]{3,}")


@rule("inferred", worth=WORTH, meeting=False)
def occupation(archive: Archive) -> Found:
    """Two contacts met one after the other share a word of their line of work."""
    members = _members(archive)
    most = MOST_SHARE * max(len(archive.dated), 1)
    usable = [word for word in sorted(members) if FEWEST_WITH_WORD <= len(members[word])]
    chosen = [word for word in usable if len(members[word]) <= most]
    pairs, strength = _neighbours(archive, [members[word] for word in chosen])
    common = {f"words that more than {MOST_SHARE:.0%} use": len(usable) - len(chosen)}
    return as_found(pairs, strength, common)


def _members(archive: Archive) -> dict[str, IntArray]:
    """Who uses which word in a title or has it in an employer's name, in the order of meeting."""
    employers = sorted(archive.company_names, key=archive.company_names.__getitem__)
    titles = archive.people.get("position", [""] * len(archive.people))
    found = defaultdict(list)
    person = archive.dated
    person = person[np.lexsort((person, archive.day[person]))]
    title_of = list(titles)
    for at in person:
        title = title_of[at] if isinstance(title_of[at], str) else ""
        company = archive.company[at]
        text = f"{title.casefold()} {employers[company] if company >= 0 else ''}"
        for word in set(_WORD.findall(text)) - _RANKS:
            found[word].append(at)
    return {word: np.array(people, dtype=np.int64) for word, people in found.items()}


def _neighbours(archive: Archive, members: list[IntArray]) -> tuple[Pairs, FloatArray]:
    """Everybody with the next few of the same word; colleagues are left to the rule on employers."""
    total = max(len(archive.dated), 2)
    parts = [np.empty((0, 4), dtype=np.int64)]
    worth = [np.empty(0)]
    for number, people in enumerate(members):
        for step in range(1, min(NEXT, len(people) - 1) + 1):
            a, b = people[:-step], people[step:]
            apart = (archive.company[a] != archive.company[b]) | (archive.company[a] < 0)
            low, high = np.minimum(a, b)[apart], np.maximum(a, b)[apart]
            same = np.full(len(low), number)
            parts.append(np.column_stack([low, high, same, np.full(len(low), len(people))]))
            # The rarer the word, the more it says.
            rarity = np.log(total / len(people)) / np.log(total)
            worth.append(np.full(len(low), rarity))
    return Pairs(*np.concatenate(parts).T.copy()), np.concatenate(worth)
