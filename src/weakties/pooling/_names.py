"""Names of people of different exports, compared."""

import unicodedata
from typing import TypeAlias

from weakties.connections import is_unnamed

Words: TypeAlias = tuple[str, ...]

#: What a name counts that is the same but for a middle name that one of the two leaves out or
#: shortens, and what it counts where the middle names are others.
SIMILAR, OTHER_MIDDLE = 0.8, 0.5

#: What stands behind a comma as given names do, and is none.
_NO_GIVEN = {"esq", "ii", "iii", "jr", "ret", "sr"}


def name_words(label: str) -> Words:
    """The words of a name without case, accents, signs and titles; none if it is none or unclear.

    >>> name_words("Ana Ruiz, PhD"), name_words("Ruiz, Ana"), name_words("Ruiz Oz, Ana")
    (('ana', 'ruiz'), ('ana', 'ruiz'), ())
    """
    if is_unnamed(label):
        return ()
    name, _, behind = label.partition(",")
    words, given = _plain(name), behind.split()
    if not given or not all(map(_may_be_given, given)):
        return words
    # One word in front of given names is a family name; of several, nobody knows.
    return (*_plain(behind), *words) if len(words) == 1 else ()


def _may_be_given(word: str) -> bool:
    plain = word.strip(".,")
    named = plain[:1].isupper() and plain[1:].replace("-", "").islower()
    return (named or len(plain) == 1) and plain.casefold() not in _NO_GIVEN


def _plain(text: str) -> Words:
    folded = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(one for one in folded if not unicodedata.combining(one))
    return tuple("".join(one if one.isalnum() else " " for one in kept.replace("'", "")).split())


def is_full(name: Words) -> bool:
    """Whether this is a first and a last name, neither of them an initial."""
    return len(name) > 1 and not _is_initial(name[0]) and not _is_initial(name[-1])


def _is_initial(word: str) -> bool:
    """Whether a word is one letter of a script in which names have more."""
    return len(word) == 1 and word.upper() != word.lower()


def share_ends(one: Words, other: Words) -> bool:
    """Whether two full names have one first and one last name."""
    return is_full(one) and is_full(other) and (one[0], one[-1]) == (other[0], other[-1])


def name_part(one: Words, other: Words) -> float:
    """How alike two names are that share the first and the last name, up to 1.

    >>> name_part(("ana", "m", "ruiz"), ("ana", "maria", "ruiz"))
    0.8
    >>> name_part(("ana", "lucia", "ruiz"), ("ana", "maria", "ruiz"))
    0.5
    """
    if one == other:
        return 1.0
    # The longer of two lists of middle names may go on where the other ends.
    fit = all(map(_may_be_one, one[1:-1], other[1:-1]))
    return SIMILAR if fit else OTHER_MIDDLE


def _may_be_one(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
