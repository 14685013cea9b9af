"""What people have in common: values of their attributes, and words in these values."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from weakties._legal_forms import LEGAL_ENDINGS, without_legal_ending
from weakties._typing import IntArray
from weakties.connections import IS_OWNER

#: Words that say nothing by themselves, in the languages most often met.
EMPTY_WORDS = {
    "a", "an", "and", "at", "au", "aux", "avec", "by", "chez", "d", "das", "de", "del", "della",
    "delle", "dem", "den", "der", "des", "di", "die", "du", "e", "ed", "en", "et", "for",
    "from", "für", "i", "il", "im", "in", "l", "la", "las", "le", "les", "los", "na", "o", "of",
    "on", "or", "para", "pour", "the", "to", "und", "von", "with", "y", "zu", "zur",
}  # fmt: skip

_DULL = EMPTY_WORDS | {form[0] for form in LEGAL_ENDINGS if len(form) == 1}

#: Words that say something only with the word beside them.
RANKS = {
    "acting", "assistant", "associate", "chief", "deputy", "executive", "general", "head",
    "interim", "jr", "junior", "lead", "new", "principal", "second", "senior", "sr", "staff",
    "vice",
}  # fmt: skip

#: Numbers stand for categories only if there are at most this many.
MOST_CATEGORIES = 100

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, kw_only=True)
class Features:
    """What people can have in common; a feature is a column of ``holders``."""

    column: list[str]  #: attribute that each feature is about
    text: list[str]  #: how each feature is shown, as most people write it
    words: IntArray  #: 0 if the feature is a whole value, else the number of words of it
    holders: csr_array  #: 1 where a person (row) has a feature


def find_features(people: pd.DataFrame) -> Features:
    """Features of at least two people from all columns but names, dates and measurements."""
    column: list[str] = []
    text: list[str] = []
    words: list[int] = []
    holders: list[IntArray] = []
    for name in people.columns.drop(["label", IS_OWNER], errors="ignore"):
        for shown, size, positions in _column_features(str(name), people[name]):
            column.append(str(name))
            text.append(shown)
            words.append(size)
            holders.append(positions)
    return Features(
        column=column,
        text=text,
        words=np.array(words, dtype=np.int64),
        holders=_incidence(holders, len(people)),
    )


def _incidence(holders: list[IntArray], people: int) -> csr_array:
    sizes = np.array([len(one) for one in holders], dtype=np.int64)
    feature = np.repeat(np.arange(len(holders)), sizes)
    person = np.concatenate([np.empty(0, dtype=np.int64), *holders])
    return csr_array((np.ones(len(person)), (person, feature)), shape=(people, len(holders)))


def _column_features(name: str, values: pd.Series) -> Iterator[tuple[str, int, IntArray]]:
    """Text, number of words (0 for whole values) and holders of the features of a column."""
    codes, texts = pd.factorize(_as_texts(name, values))
    counts = np.bincount(codes[codes >= 0], minlength=len(texts))
    spellings: dict[tuple[int, str], Counter[str]] = {}
    holding: dict[tuple[int, str], list[int]] = {}
    for code, text in enumerate(texts):
        for key, spelling in dict.fromkeys(_keys(text)):
            spellings.setdefault(key, Counter())[spelling] += int(counts[code])
            holding.setdefault(key, []).append(code)
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(len(texts) + 1))
    shared = (key for key, spelled in spellings.items() if spelled.total() >= 2)
    for key in sorted(shared):
        spelled = spellings[key]
        shown = min(spelled, key=lambda one: (-spelled[one], one))
        holders = [order[starts[code] : starts[code + 1]] for code in dict.fromkeys(holding[key])]
        yield shown, key[0], np.concatenate(holders)


def _as_texts(name: str, values: pd.Series) -> NDArray[np.object_]:
    """Values as people write them; None where there is nothing, or nothing that groups people."""
    if pd.api.types.is_bool_dtype(values) or pd.api.types.is_numeric_dtype(values):
        numbers = values.to_numpy(dtype=np.float64, na_value=np.nan)
        known = np.unique(numbers[np.isfinite(numbers)])
        if len(known) > MOST_CATEGORIES or (known % 1 != 0).any():
            return np.full(len(values), None)
        shown = {number: f"{name} {number:.0f}" for number in known}
        return np.array([shown.get(number) for number in numbers], dtype=object)
    return np.array([one if _may_group(one) else None for one in values], dtype=object)


def _may_group(value: object) -> bool:
    """Whether people can have this in common: addresses on the web share no more than their form."""
    return isinstance(value, str) and not value.startswith(("http://", "https://"))


def _keys(text: str) -> Iterator[tuple[tuple[int, str], str]]:
    """The value, its words and its phrases of two telling words: compared form and spelling."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    found = [(match.start(), match.end()) for match in _WORD.finditer(plain)]
    folded = [plain[start:end].casefold() for start, end in found]
    if folded:
        named = folded[1:] if folded[0] == "the" and len(folded) > 1 else folded
        yield (0, " ".join(without_legal_ending(named))), plain
    telling = [len(word) > 2 and word not in _DULL for word in folded]
    for at in np.flatnonzero(telling).tolist():
        start, end = found[at]
        if folded[at] not in RANKS:
            yield (1, folded[at]), plain[start:end]
        last = at + 2 if folded[at + 1 : at + 2] and folded[at + 1] in EMPTY_WORDS else at + 1
        if last < len(found) and telling[last]:
            phrase = plain[start : found[last][1]]
            if phrase.casefold() == " ".join(folded[at : last + 1]):
                yield (2, phrase.casefold()), phrase
