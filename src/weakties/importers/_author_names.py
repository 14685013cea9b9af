"""Names of authors: their parts, and what two spellings of one name have in common."""

import re
from typing import NamedTuple
from unicodedata import category, normalize

from weakties.importers._labels import visible

#: Letters that have no plain letter inside them as Unicode sees it.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ı": "i",
        "ŋ": "n",
        "ħ": "h",
        "ŧ": "t",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ĳ": "ij",
        # An apostrophe is left out of some spellings of a name, and a hyphen replaced by a blank.
        **dict.fromkeys("'’‘ʼ`´", ""),
    }
)
_MARKS = re.compile("[\u0300-\u036f]")
_NO_WORD = re.compile("[^a-z0-9]+")
_SUFFIX = re.compile(r"(?:jr|sr|i{2,3}|iv|v)\.?", re.IGNORECASE)
#: Initials: capitals, each with or without a point, with or without hyphens.
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[- ]?){1,5}")
#: Others who are not named stand alone, or behind a name.
_OTHERS = re.compile(
    r"(?:^(?:and )?others|(?:^|[\s,])et\.? ?al\.?|^u\. ?a\.|…|\.{3})$", re.IGNORECASE
)
_ANONYMOUS = re.compile(r"\[?(?:anonymous|anon\.?|no author[a-z ]*|unknown)\]?", re.IGNORECASE)


class Author(NamedTuple):
    """Somebody who wrote a work, as one record names them."""

    family: str
    given: str = ""
    id: str = ""  #: number in a register of authors, if the record says it
    affiliation: str = ""
    orcid: str = ""

    @property
    def label(self) -> str:
        """The name as one says it."""
        return f"{self.given} {self.family}".strip()


def split_name(text: str) -> Author:
    """Parts of "Family, Given", "Family, Jr, Given", "Family, Given, Jr" or "Given von Family"."""
    plain = visible(text)
    parts = [part.strip() for part in plain.split(",") if part.strip()]
    if not parts:
        return Author("")
    if "," in plain:
        family, *rest = parts
        names = [part for part in rest if not _SUFFIX.fullmatch(part)]
        return Author(family, " ".join(names))
    words = parts[0].split()
    while len(words) > 2 and _SUFFIX.fullmatch(words[-1]):
        words.pop()
    small = (at for at, word in enumerate(words[1:-1], start=1) if word[:1].islower())
    at = next(small, len(words) - 1)
    return Author(" ".join(words[at:]), " ".join(words[:at]))


def split_indexed(text: str) -> Author:
    """Parts of a name as catalogues write it: "Family I.J." or "Family, I.J."."""
    plain = visible(text)
    family, _, given = plain.rpartition(" ")
    if "," in plain or not family or not are_initials(given):
        return split_name(plain) if "," in plain else Author(plain)
    return Author(family, given)


def are_initials(text: str) -> bool:
    """Whether this is nothing but capitals that stand for names."""
    letters = [sign for sign in text if sign.isalpha()]
    return bool(letters) and all(map(str.isupper, letters)) and bool(_INITIALS.fullmatch(text))


def without_others(text: str) -> tuple[str, bool]:
    """A name without what stands for authors who are not named, and whether there was any.

    >>> without_others("Ito, A., et al."), without_others("others"), without_others("Ito, Al")
    (('Ito, A.', True), ('', True), ('Ito, Al', False))
    """
    named = text
    while found := _OTHERS.search(named):
        named = named[: found.start()].strip(" ,;")
    return named, named != text


def is_anonymous(text: str) -> bool:
    """Whether this says that nobody is named."""
    return _ANONYMOUS.fullmatch(text.strip()) is not None


def plain_words(text: str) -> str:
    """A text in small letters without accents, signs and apostrophes, to compare.

    >>> plain_words("O’Brien-Łuczak, Zoë")
    'obrien luczak zoe'
    """
    folded = normalize("NFKD", text.casefold().translate(_LETTERS))
    letters = normalize("NFC", _MARKS.sub("", folded)).translate(_LETTERS)
    if letters.isascii():
        return " ".join(_NO_WORD.sub(" ", letters).split())
    # What is no letter, mark or digit parts words; vowels of some scripts are marks.
    parted = (one if one.isalnum() or category(one)[0] == "M" else " " for one in letters)
    return " ".join("".join(parted).split())


def given_words(given: str) -> tuple[str, ...]:
    """Given names to compare, a letter each where there are initials alone.

    >>> given_words("Jean-Pierre"), given_words("J.-P."), given_words("JP")
    (('jean', 'pierre'), ('j', 'p'), ('j', 'p'))
    """
    # Short names in capitals are initials, as in "Okafor, IM"; a longer one is a name in capitals.
    words = (
        " ".join(word) if word.isalpha() and word.isupper() and len(word) <= 3 else word
        for word in re.split(r"[\s.\-]+", given)
    )
    return tuple(plain_words(" ".join(words)).split())
