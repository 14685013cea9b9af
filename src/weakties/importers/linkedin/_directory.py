"""Who is meant: from a profile or a name in some row to a person of the network."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from weakties.importers.linkedin._names import OWNER, Party, full_key, name_key

#: The owner takes part in every conversation of their own archive, but for a few oddities.
_SHARE_OF_OWNER = 0.8


@dataclass(frozen=True, kw_only=True)
class Directory:
    """Everybody who may take part in an event."""

    owner: str  #: the owner's id
    ids: frozenset[str]  #: all ids, the owner's included
    by_name: Mapping[str, frozenset[str]]  #: name without case -> ids of those who bear it

    def find(self, party: Party) -> str | None:
        """The id of a party: by profile, else by a name that only one person bears."""
        if party is OWNER:
            return self.owner
        if party.slug is not None:
            return party.slug if party.slug in self.ids else None
        person = self.find_name(party.name)
        return person if person or "," not in party.name else self._only(name_key(party.name))

    def find_name(self, name: str) -> str | None:
        """The one person who bears exactly this name."""
        return self._only(full_key(name))

    def _only(self, key: str) -> str | None:
        ids = self.by_name.get(key, frozenset())
        return next(iter(ids)) if len(ids) == 1 else None

    def split_names(self, text: str) -> tuple[set[str], int]:
        """People in a list of names, and how many other names it holds.

        Names are joined by ", " and may hold ", " themselves, so the longest known ones win.
        """
        parts = text.split(", ")
        found: set[str] = set()
        others = start = 0
        while start < len(parts):
            ends = range(len(parts), start, -1)
            known = ((end, self.find_name(", ".join(parts[start:end]))) for end in ends)
            end, person = next(((e, p) for e, p in known if p), (start + 1, None))
            if person:
                found.add(person)
            elif " " in parts[start].strip():
                # A part of one word is a title or degree of the name before it.
                others += 1
            start = end
        return found, others


def build_directory(labels: Mapping[str, str], owner: str) -> Directory:
    """A directory of everybody by id and label."""
    by_name: dict[str, set[str]] = defaultdict(set)
    for person, label in labels.items():
        by_name[full_key(label)].add(person)
        if "," in label:
            by_name[name_key(label)].add(person)
    return Directory(
        owner=owner,
        ids=frozenset(labels),
        by_name={key: frozenset(ids) for key, ids in by_name.items()},
    )


def learn_profiles(parties: Iterable[Party]) -> dict[str, frozenset[str]]:
    """Name without credentials -> profiles that were seen under it."""
    learned: dict[str, set[str]] = defaultdict(set)
    for party in parties:
        if party.slug is not None and party.name:
            learned[name_key(party.name)].add(party.slug)
    return {key: frozenset(slugs) for key, slugs in learned.items()}


def infer_owner(
    *,
    invited: Sequence[str],
    senders: Sequence[Party],
    name: str | None,
    conversations: Sequence[frozenset[str]],
    contacts: frozenset[str],
) -> str | None:
    """The owner's profile, which no table states, from the first of three signs that decides.

    Invitations name it as inviter of what went out and invitee of what came in; messages carry it
    with the name in Profile.csv; and it takes part in nearly all conversations.
    """
    found = _leader(invited)
    if found is None and name is not None:
        key = name_key(name)
        own = [one.slug for one in senders if one.slug and name_key(one.name) == key]
        found = _leader([slug for slug in own if slug not in contacts])
    if found is None:
        present = Counter(slug for some in conversations for slug in some - contacts)
        enough = _SHARE_OF_OWNER * len(conversations)
        often = [slug for slug, number in present.items() if number >= enough]
        found = often[0] if len(often) == 1 else None
    return found


def _leader(slugs: Sequence[str]) -> str | None:
    """What more than half of them are."""
    counts = Counter(slugs).most_common(1)
    return counts[0][0] if counts and counts[0][1] > len(slugs) / 2 else None
