"""Ties inferred from the line of work that titles and employers' names tell of."""

import re

import numpy as np

from weakties._typing import IntArray
from weakties.build._archive import Archive
from weakties.build._rule import Found, Pairs, as_found, next_met, rule

#: Fewer people than this who share a word share it by chance.
FEWEST_WITH_WORD = 3
#: A word that a larger share of all contacts use tells nothing about any of them.
MOST_SHARE = 0.15
#: With how many of those met next a person is tied for each word.
NEXT = 2
#: Words of rank or form, found in every line of work.
_RANKS = frozenset(
    """
    senior junior lead head chief principal associate assistant deputy vice president director manager
    coordinator officer specialist consultant founder cofounder owner partner staff intern trainee interim
    executive member board chair team group the and for with der die und von les des del los para
    """.split()
)
_WORD = re.compile(r"[^\W\d_]{3,}")


@rule("inferred", worth=0.3, basis="likeness")
def occupation(archive: Archive) -> Found:
    """Two contacts met one after the other share a word of their line of work."""
    person, word = _words(archive)
    count = np.bincount(word)
    common = count > MOST_SHARE * max(len(archive.dated), 1)
    usable = (count >= FEWEST_WITH_WORD) & ~common
    pairs, _ = next_met(archive, person[usable[word]], word[usable[word]], steps=NEXT)
    # Colleagues are left to the rule on employers.
    company_a, company_b = archive.company[pairs.a], archive.company[pairs.b]
    apart = (company_a != company_b) | (company_a < 0)
    pairs = Pairs(pairs.a[apart], pairs.b[apart], pairs.focus[apart], pairs.size[apart])
    # The rarer the word, the more it says.
    total = max(len(archive.dated), 2)
    rarity = np.log(total / pairs.size) / np.log(total)
    return as_found(
        pairs, rarity, {f"words that more than {MOST_SHARE:.0%} use": int(common.sum())}
    )


def _words(archive: Archive) -> tuple[IntArray, IntArray]:
    """Who uses which word in a title, or has it in an employer's name: parallel arrays."""
    employers = list(archive.company_names)
    titles = list(archive.people.get("position", [""] * len(archive.people)))
    used: list[tuple[str, int]] = []
    for at in archive.dated.tolist():
        title = titles[at]
        company = employers[archive.company[at]] if archive.company[at] >= 0 else ""
        text = f"{title.casefold() if isinstance(title, str) else ''} {company}"
        used.extend((word, at) for word in sorted(set(_WORD.findall(text)) - _RANKS))
    number = {word: at for at, word in enumerate(sorted({word for word, _ in used}))}
    person = np.array([at for _, at in used], dtype=np.int64)
    word = np.array([number[one] for one, _ in used], dtype=np.int64)
    return person, word
