"""People under pseudonyms that cannot be undone without the key."""

import hashlib
import hmac
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

import pandas as pd

from weakties._typing import PersonId
from weakties.connections import Provenance
from weakties.errors import ArgumentError
from weakties.network import Network, network_from_positions

_WORD = re.compile(r"\w+")
#: Names of more words than this are only found where they are all that is said.
_MOST_WORDS = 8
#: What an owner is called whose name a file does not say.
_OF_EVERY_OWNER = {"owner", "you"}

#: Digits of a pseudonym: of 100,000 people two have the same in one case of 200.
_SHORTEST = 10

_ON_FADING = (
    "Strengths fade with age (half_life), so that who has this file can tell from a strength when "
    "people were in contact."
)

#: Numbers of the owner's ties from which the time of the last contact could be worked out.
_TELL_THE_TIME = ("recency", "strength")


def pseudonymize(network: Network, key: str, *, known_files: Collection[str] = ()) -> Network:
    """Replace ids and labels by pseudonyms made from each id and a secret key.

    The same id and key always give the same pseudonym (unless two people's would be the same: then
    everybody's get longer). Without the key nobody can tell whose they are, not even with a list
    of all ids. Attributes stay, for naming communities; drop them before the network is shown.
    Wherever an attribute, a warning or a reason mentions somebody, the pseudonym takes the place of
    the id or label.
    Of times the year remains; strengths that fade with age tell more, which is a warning. Files get
    numbers for names, but for those that everybody has, which are named in ``known_files`` (in lower
    case, letters alone, without ending).
    """
    if not key:
        message = "The key for pseudonyms is empty; give a secret text."
        raise ArgumentError(message)
    names = pseudonyms_of(network.ids, key)
    mentions = _Mentions(network, names)
    people = _years(mentions.hidden_in(network.people))
    people = people.set_axis(names, axis="index").assign(label=names)
    ties = _years(network.tie_table).assign(
        source=network.tie_source, target=network.tie_target, strength=network.tie_strength
    )
    provenance = _hide_mentions(_hide_files(network.provenance, known_files), mentions)
    provenance = replace(provenance, latest=provenance.latest[:4])
    if "half_life" in provenance.built:
        provenance = replace(provenance, warnings=[*provenance.warnings, _ON_FADING])
    hidden = network_from_positions(
        people, ties, directed=network.directed, view=network.view, provenance=provenance
    )
    contacts = pd.Index(names)[network.positions(network.owner_ties.index)]
    owners = [] if network.owner is None else ["owner"]
    owner_ties = _coarse(network.owner_ties).set_axis(contacts, axis="index").sort_index()
    return replace(
        hidden,
        owner=owners[0] if owners else None,
        owner_person=pd.DataFrame({"label": owners}, index=owners),
        owner_ties=owner_ties,
        provenance=provenance,
    )


def pseudonyms_of(ids: Iterable[PersonId], key: str) -> list[str]:
    """Pseudonyms of people, in the order of the ids."""
    digests = [
        hmac.new(key.encode(), f"{type(one).__name__}:{one}".encode(), hashlib.sha256).hexdigest()
        for one in ids
    ]
    length = _SHORTEST
    while len({digest[:length] for digest in digests}) < len(digests):
        length += 1
    return [f"person-{digest[:length]}" for digest in digests]


def _key(words: Sequence[str]) -> tuple[str, ...]:
    """Words by which a name is found: of several, in any case."""
    return tuple(words) if len(words) == 1 else tuple(map(str.casefold, words))


class _Mentions:
    """Where texts mention people, by id or label; pseudonyms for them."""

    def __init__(self, network: Network, names: list[str]) -> None:
        self._whole: dict[str, str] = {}
        self._parts: dict[tuple[str, ...], str] = {}
        self._longest: dict[str, int] = {}  #: first word -> most words of a name that begins so
        for ids, labels, shown in (
            (network.ids, network.people["label"], names),
            (network.owner_person.index, network.owner_person["label"], ["owner"]),
        ):
            for texts in (labels, ids):
                for text, name in zip(map(str, texts), shown):
                    self._add(text, name)

    def _add(self, text: str, name: str) -> None:
        self._whole[text.strip().casefold()] = name
        words = _WORD.findall(text)
        # One word alone is often another, so it has to be long enough and written the same.
        vague = len(words) == 1 and (
            len(text) < 3
            or (text.isdecimal() and len(text) < 5)
            or text.casefold() in _OF_EVERY_OWNER
        )
        if words and len(words) <= _MOST_WORDS and not vague:
            self._parts[_key(words)] = name
            first = words[0].casefold()
            self._longest[first] = max(len(words), self._longest.get(first, 0))

    def hide(self, text: str) -> str:
        """The text with pseudonyms in the places of names."""
        if whole := self._whole.get(text.strip().casefold()):
            return whole
        found = list(_WORD.finditer(text))
        words = [one[0] for one in found]
        parts, done, at = [], 0, 0
        while at < len(words):
            most = self._longest.get(words[at].casefold(), 0)
            lengths = (n for n in range(most, 0, -1) if _key(words[at : at + n]) in self._parts)
            length = next(lengths, 0)
            if length:
                name = self._parts[_key(words[at : at + length])]
                parts += [text[done : found[at].start()], name]
                done = found[at + length - 1].end()
            at += max(length, 1)
        return "".join([*parts, text[done:]])

    def hidden_in(self, table: pd.DataFrame) -> pd.DataFrame:
        """The table without mentions in its texts."""
        hidden = table.copy()
        for name in table.columns:
            values = table[name]
            if pd.api.types.is_object_dtype(values) or pd.api.types.is_string_dtype(values):
                texts = {one for one in values if isinstance(one, str)}
                shown = {text: self.hide(text) for text in texts}
                hidden[name] = [shown[one] if isinstance(one, str) else one for one in values]
        return hidden


def _hide_mentions(provenance: Provenance, mentions: _Mentions) -> Provenance:
    """Reasons and warnings that mention nobody; counts of reasons that are then the same add up."""
    dropped: Counter[str] = Counter()
    for reason, rows in provenance.dropped.items():
        dropped[mentions.hide(reason)] += rows
    rules = [
        replace(rule, left_out={mentions.hide(why): n for why, n in rule.left_out.items()})
        for rule in provenance.rules
    ]
    warnings = [mentions.hide(sentence) for sentence in provenance.warnings]
    return replace(provenance, dropped=dropped, rules=rules, warnings=warnings)


def _years(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the first day of the year for every time: the minute of a message tells who."""
    rounded = table.copy()
    for name, times in table.select_dtypes("datetime").items():
        rounded[name] = times.to_numpy().astype("datetime64[Y]").astype("datetime64[us]")
    return rounded


def _coarse(owner_ties: pd.DataFrame) -> pd.DataFrame:
    """The owner's ties without exact times, and without what gives them away."""
    if "last_contact" not in owner_ties:
        return _years(owner_ties)
    return _years(owner_ties).round(dict.fromkeys(_TELL_THE_TIME, 1))


def _hide_files(provenance: Provenance, known: Collection[str]) -> Provenance:
    """Numbers for the names of files, also where warnings mention them; no single rows."""
    files = [*provenance.files, *sorted({one.file for one in provenance.problems})]
    files += provenance.sources
    shown: dict[str, str] = {}
    for number, file in enumerate(dict.fromkeys(files), start=1):
        path = PurePosixPath(file)
        letters = "".join(filter(str.isalpha, path.stem)).casefold()
        usual = letters in known and path.name not in shown.values()
        shown[file] = path.name if usual else f"file {number}"
    return replace(
        provenance,
        problems=(),
        sources=(),
        merges=(),
        files={shown[file]: rows for file, rows in provenance.files.items()},
        warnings=[_renamed(sentence, shown) for sentence in provenance.warnings],
    )


def _renamed(sentence: str, shown: dict[str, str]) -> str:
    if not shown:
        return sentence
    longest_first = sorted(shown, key=len, reverse=True)
    names = "|".join(map(re.escape, longest_first))
    return re.sub(rf"(?<!\w)(?:{names})(?!\w)", lambda found: shown[found[0]], sentence)
