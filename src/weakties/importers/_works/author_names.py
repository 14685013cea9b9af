"""Names of authors: their parts, and what two spellings of one name have in common."""

import re
from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import category, normalize

from weakties.importers._cells.labels import visible

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
#: What stands alone behind a family name and is no given name; V, IV and JR may be initials.
_SOLE_SUFFIX = re.compile(r"[Jj]r\.?|[Ss]r\.?|I{2,3}")
#: Initials: capitals, each with or without a point, with or without hyphens.
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[- ]?){1,5}")
#: Others who are not named stand alone, or behind a name.
_OTHERS = re.compile(
    r"(?:^(?:and )?others|(?:^|[\s,])et\.? ?al\.?|^u\. ?a\.|…|\.{3})$", re.IGNORECASE
)
#: Why a list of names is left out.
COMMAS = "author: names between commas, of which it cannot be told where one ends"
_ANONYMOUS = re.compile(
    r"\[?(?:anonymous|anon\.?|no author[a-z ]*|unknown(?: author| unknown)?|null author_id"
    r"|deleted authors?)\]?",
    re.IGNORECASE,
)

#: Words that names of groups end with, and names of people do not.
_GROUP = re.compile(
    r"\b(?:collaborations?|consortium|committee|commission|organi[sz]ation|investigators|group"
    r"|task force|(?:core|development) team)$",
    re.IGNORECASE,
)


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
    """Parts of "Family, Given", "Family, Jr, Given", "Given von Family" or "Family I."."""
    plain = visible(text)
    parts = [part.strip() for part in plain.split(",") if part.strip()]
    if not parts:
        return Author("")
    if "," in plain:
        family, *rest = parts
        names = [part for part in rest if not is_suffix(part)]
        names = names or [part for part in rest if not _SOLE_SUFFIX.fullmatch(part)]
        return Author(family, " ".join(names))
    words = parts[0].split()
    while len(words) > 2 and is_suffix(words[-1]) and words[-1].strip(".") not in {"V", "v"}:
        words.pop()
    if behind := _initials_behind(words):
        return Author(" ".join(words[:-behind]), " ".join(words[-behind:]))
    small = (at for at, word in enumerate(words[1:-1], start=1) if word[:1].islower())
    at = next(small, len(words) - 1)
    return Author(" ".join(words[at:]), " ".join(words[:at]))


def _initials_behind(words: Sequence[str]) -> int:
    """How many initials stand behind a family name; 0 where any stand before it.

    Several capitals without points may as well be a short family name, as in "Xi LI".
    """
    at = len(words)
    while (
        at > 1 and are_initials(words[at - 1]) and (len(words[at - 1]) == 1 or "." in words[at - 1])
    ):
        at -= 1
    return 0 if any(map(are_initials, words[:at])) else len(words) - at


def split_commas(text: str) -> list[str]:
    """The name, or the names between commas; nothing where it cannot be told where one ends.

    >>> split_commas("Okafor, Ines"), split_commas("Okafor I., Ito A.")
    (['Okafor, Ines'], ['Okafor, I.', 'Ito, A.'])
    >>> split_commas("Okafor, I., Ito, A."), split_commas("Okafor, Ines, Ito, Al")
    (['Okafor, I.', 'Ito, A.'], [])
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1 and all(" " in one and are_initials(one.rpartition(" ")[2]) for one in parts):
        return [re.sub(r" (?=\S+$)", ", ", one) for one in parts]
    if len(parts) > 2 and len(parts) % 2 == 0 and all(map(are_initials, parts[1::2])):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2])]
    return [text] if len(parts) <= 2 else []


def is_suffix(word: str) -> bool:
    """Whether this stands behind a name, such as Jr."""
    return _SUFFIX.fullmatch(word) is not None


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


def is_group(author: Author) -> bool:
    """Whether a name is that of a group, by the word that it ends with, in whatever order it is.

    >>> is_group(Author("Collaboration", "CMS")), is_group(Author("Groupe", "Ana"))
    (True, False)
    """
    return _GROUP.search(author.label) is not None


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
