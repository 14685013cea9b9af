"""One name for one employer, however people write it."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from weakties._legal_forms import without_legal_ending
from weakties.build._company_words import LEGAL_STARTS, NO_EMPLOYER, SAME_WORDS

_SEEKING = re.compile(
    r"^(actively )?(seeking|looking for|searching for|open to|exploring|available for)\b.*"
    r"\b(opportunit|role|position|work|job|challenge|employment|hire)"
)

_STEALTH = re.compile(r"(in )?stealth( mode)?( \w+)?( startup| company| venture)?")
#: Letters that decomposing does not turn into plain ones.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_SEPARATOR = re.compile(r"\s+[-–—|/@]\s+|\s*[,|;]\s+|\s+at\s+")
_ACRONYM = re.compile(r"[A-Z]{3,8}")
#: From this many letters on, one wrong letter does not make another name.
_LONG_NAME = 8
#: A spelling belongs to another only if that is at least this many times as frequent.
_TYPO_RATIO = 3


def normalise_company(name: object) -> str:
    """Bring one employer's name into the form that is compared; "" if it names no employer.

    Case, accents, punctuation, a leading "The", a bracketed addition and legal forms at the end
    ("Inc.", "GmbH & Co. KG", "Sp. z o.o.") go; "&" becomes "and"; common abbreviations and plurals
    become one word. Names that say there is no employer ("Self-employed", "Stealth Startup",
    "Seeking new opportunities") give "".

    Parameters
    ----------
    name : object
        The name as written; anything that is no text counts as blank.

    Returns
    -------
    str
        The compared form, in lower case.

    Examples
    --------
    >>> normalise_company("The Northmere Univ. Libraries, Inc.")
    'northmere university library'
    >>> normalise_company("Self-employed")
    ''
    """
    if not isinstance(name, str):
        return ""
    words = _words(name)
    plain = " ".join(words)
    if plain in NO_EMPLOYER or _SEEKING.match(plain) or _STEALTH.fullmatch(plain):
        return ""
    words = _without_legal_form(words)
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 1 and words[-1] == "the":
        words = words[:-1]
    words = [_singular(SAME_WORDS.get(word, word)) for word in words]
    plain = " ".join(words)
    return "" if plain in NO_EMPLOYER else plain


def _words(name: str) -> list[str]:
    text = re.sub(r"(?<=\S)\s*[(\[][^)\]]*[)\]]\s*", " ", name)
    text = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub(r"\s*[&+]\s*", " and ", text)
    text = re.sub(r"['’`´]", "", text)
    return "".join(letter if letter.isalnum() else " " for letter in text).split()


def _without_legal_form(words: list[str]) -> list[str]:
    words = without_legal_ending(words)
    if len(words) > 1 and words[0] in LEGAL_STARTS:
        return words[1:]
    # Japanese names have no spaces around the form.
    return (
        [words[0].removeprefix("株式会社").removesuffix("株式会社") or words[0], *words[1:]]
        if words
        else []
    )


def _singular(word: str) -> str:
    if len(word) > 5 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def same_companies(names: Iterable[object]) -> dict[str, str]:
    """Group spellings of employers: from each name as written to the compared form of its employer.

    Beyond `normalise_company`, which looks at one name alone, this looks at how often each form
    occurs and joins, each time only if exactly one form can be meant:

    - a department or branch to its parent where the parent also stands alone
      ("Northmere University - Chemistry", "Department of Chemistry, Northmere University");
    - initials to the name they abbreviate ("NPL", "Northmere Public Library");
    - a rare spelling to one at least three times as frequent that differs in one letter left out,
      added, replaced or swapped, in names of eight letters or more with the same digits.

    "Northmere University Libraries" stays apart from "Northmere University": nothing separates
    the two names, and they can be two employers.

    Parameters
    ----------
    names : iterable
        Names as written, one a mention; the order makes no difference.

    Returns
    -------
    dict
        Compared form for every distinct name; "" for those that name no employer.

    Examples
    --------
    >>> found = same_companies(
    ...     ["Acme Library", "Acme Library", "Acme Library", "Acme Libary", "n/a"]
    ... )
    >>> found["Acme Libary"], found["n/a"]
    ('acme library', '')
    """
    written = Counter(name for name in names if isinstance(name, str))
    form = {name: normalise_company(name) for name in sorted(written)}
    form = _join_parents(form, _count(form, written))
    form = _join_initials(form, _count(form, written))
    return _join_typos(form, _count(form, written))


def _count(form: Mapping[str, str], written: Mapping[str, int]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for name, one in form.items():
        if one:
            counts[one] += written[name]
    return counts


def _join_parents(form: dict[str, str], counts: Mapping[str, int]) -> dict[str, str]:
    """Departments named together with a parent that at least two others name alone."""
    joined = {}
    for name, one in form.items():
        parts = [normalise_company(part) for part in _SEPARATOR.split(name)] if one else []
        parents = {part for part in parts if part != one and counts.get(part, 0) >= 2}
        joined[name] = min(parents) if len(parents) == 1 else one
    return joined


def _join_initials(form: dict[str, str], counts: Mapping[str, int]) -> dict[str, str]:
    full_names = defaultdict(set)
    for one in counts:
        words = one.split()
        for chosen in (words, [word for word in words if word not in {"of", "and", "for", "the"}]):
            if len(chosen) >= 3:
                full_names["".join(word[0] for word in chosen)].add(one)
    joined = dict(form)
    for name, one in form.items():
        if one and _ACRONYM.fullmatch(name.strip()):
            meant = full_names.get(one, set())
            joined[name] = min(meant) if len(meant) == 1 else one
    return joined


def _join_typos(form: dict[str, str], counts: Mapping[str, int]) -> dict[str, str]:
    frequent = defaultdict(set)
    for one, count in counts.items():
        if count >= _TYPO_RATIO and len(one) >= _LONG_NAME:
            for short in _shortened(one):
                frequent[short].add(one)
    meant = {}
    for one, count in counts.items():
        if len(one) >= _LONG_NAME:
            near = {
                other
                for short in _shortened(one)
                for other in frequent.get(short, ())
                if counts[other] >= _TYPO_RATIO * count and _one_slip(one, other)
            }
            meant[one] = min(near) if len(near) == 1 else one
    return {name: meant.get(one, one) for name, one in form.items()}


def _shortened(name: str) -> set[str]:
    """The name and all it becomes when one letter is left out: near names share one of these."""
    return {name} | {name[:at] + name[at + 1 :] for at in range(len(name))}


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter left out, added, replaced or swapped makes one name of the other."""
    if one == other or re.findall(r"\d", one) != re.findall(r"\d", other):
        return False
    start = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    one, other = one[start:], other[start:]
    swapped = one[1:2] + one[:1] + one[2:] == other
    return swapped or one[1:] == other[1:] or one[1:] == other or one == other[1:]
