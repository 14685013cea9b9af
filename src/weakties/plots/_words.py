"""What the map says, in sentences: the caption below it and the text instead of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from weakties._counting import count
from weakties.communities import Partition
from weakties.network import Network
from weakties.plots._text import printable, shorten

#: Letters of a name in a sentence, at most.
_LONGEST_NAME = 60

#: Ties drawn at most.
MOST_DRAWN = 150_000

#: Rules whose names do not say by themselves what people share.
_RULE_WORDS = {"burst": "connecting in the same days"}


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What is drawn on the map; each table may be missing."""

    network: Network  #: without directions
    partition: Partition
    names: pd.DataFrame  #: communities of two people and more: ``name``, ``people``, ``share``
    connectors: pd.DataFrame  #: index ``rank``; ``person``, ``label``
    weak_ties: pd.DataFrame  #: ``source``, ``target``
    cautions: Sequence[str]  #: verdicts that are not ``valid``, the worst first
    untied_groups: int  #: groups that people belong to, where no tie was made of any
    alone: int  #: people without any tie, where that says something about them
    no_data: int  #: of these, people of whom the file says nothing
    loose: int  #: people in small components or on one tie


def people_words(found: Findings) -> str:
    """Size of the network."""
    return count(found.network.n_people, "person", "people")


def communities_words(found: Findings) -> str:
    """Number of communities and of people who stand alone, or of groups that tie nobody yet."""
    parts = [count(len(found.names), "community", "communities")] if len(found.names) else []
    if found.alone:
        parts.append(f"{found.alone:,} {'stands' if found.alone == 1 else 'stand'} alone")
    if found.untied_groups:
        parts.append(count(found.untied_groups, "group", "groups"))
    if not found.network.n_ties and not found.alone and found.network.n_people:
        parts.append("no ties between people")
    return ", ".join(parts)


def evidence(found: Findings) -> str:
    """How many ties are inferred, and from what; how they are drawn."""
    inferred = inferred_ties(found.network)
    total = found.network.n_ties
    if total == 0:
        # What there is none of the verdict says.
        return ""
    every = "The only tie is" if total == 1 else f"All {total:,} ties are"
    if not inferred.any():
        return f"{every} in the data; none is inferred."
    rules = [
        _RULE_WORDS.get(rule.name, rule.name.replace("_", " "))
        for rule in found.network.provenance.rules
        if rule.evidence == "inferred" and rule.ties
    ]
    source = f" (by {', '.join(rules)})" if rules else ""
    few = int(inferred.sum())
    if few == total:
        return f"{every} INFERRED{source}: likely, not observed."
    if any("INFERRED" in caution for caution in found.cautions[:1]):
        # How many they are stands there.
        return f"Ties that are INFERRED{source} are drawn lighter: likely, not observed."
    verb = "is" if few == 1 else "are"
    share = f"{few:,} of {total:,} ties {verb}"
    return f"{share} INFERRED{source} and drawn lighter: likely, not observed."


def inferred_ties(network: Network) -> np.ndarray:
    """Whether each tie is inferred."""
    inferred: np.ndarray = (network.tie_table["evidence"] == "inferred").to_numpy()
    return inferred


def ties_a_line(network: Network) -> int:
    """Of how many ties one is drawn: 1 unless there are too many to see more by more lines."""
    return max(1, -(-network.n_ties // MOST_DRAWN))


def alone_sentence(found: Findings) -> str:
    """How many people stand alone."""
    if not found.alone:
        return ""
    verb = "stands" if found.alone == 1 else "stand"
    text = f"{count(found.alone, 'person', 'people')} {verb} alone"
    return f"{text} ({found.no_data:,} of them without data)" if found.no_data else text


def _named(name: object) -> str:
    return shorten(printable(name), _LONGEST_NAME)


def caption(found: Findings) -> str:
    """The sentences below the map."""
    parts = []
    if len(found.names):
        first = found.names.iloc[0]
        parts.append(f"The largest community, {_named(first['name'])}, holds {first['share']:.0%}.")
    parts += [evidence(found), *found.cautions[:1]]
    period = found.network.provenance.period
    parts.append(f"{period[0].upper()}{period[1:]}." if period else "")
    if found.untied_groups:
        parts.append("The rule affiliation ties people who share a group.")
    if ties_a_line(found.network) > 1:
        parts.append(f"One tie in {ties_a_line(found.network)} is drawn.")
    if any(str(name).endswith("_low") for name in [*found.connectors, *found.weak_ties]):
        parts.append("Who and what connects most is ESTIMATED from a sample of shortest paths.")
    if found.alone:
        parts.append(f"On the rim: {alone_sentence(found)}, without a tie to anyone else here.")
    if found.loose:
        verb = "hangs" if found.loose == 1 else "hang"
        who = f"{found.loose:,} more" if found.alone else count(found.loose, "person", "people")
        parts.append(f"{who} {verb} on a single tie or in a small group apart.")
    return " ".join(filter(None, parts))


def alternative(found: Findings, *, most: int = 5) -> str:
    """The text that stands for the picture where it cannot be seen."""
    about = f"{people_words(found)}, {communities_words(found)}".removesuffix(", ")
    parts = [f"Map of a social network: {about}.", caption(found)]
    if len(found.names):
        islands = [
            f"{_named(row['name'])} ({count(int(row['people']), 'person', 'people')})"
            for _, row in found.names.head(most).iterrows()
        ]
        more = len(found.names) - len(islands)
        rest = f" and {more} smaller" if more else ""
        parts.append(f"Communities: {', '.join(islands)}{rest}.")
    if len(found.connectors):
        labels = [_named(label) for label in found.connectors["label"].head(most)]
        more = len(found.connectors) - len(labels)
        rest = f" and {more} more" if more else ""
        parts.append(f"Connectors: {', '.join(labels)}{rest}.")
    if len(found.weak_ties):
        ties = count(len(found.weak_ties), "weak tie", "weak ties")
        parts.append(f"{ties} between communities drawn over the rest.")
    return " ".join(parts)
