"""Several exports as one: one id for everybody, and what is true of all of them."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import replace

from weakties._counting import count
from weakties._typing import IntArray, View
from weakties.connections import IS_OWNER, Connections, Merge, Problem, Provenance
from weakties.pooling._sources import Sources
from weakties.pooling._tables import (
    merge_events,
    merge_memberships,
    merge_people,
    merge_ties,
    rename,
)


def new_ids(sources: Sources, group: IntArray) -> list[Hashable]:
    """The id of everybody: that of their group, which no other group has.

    It is one of the ids in the exports, rather one that lasts, behind the name of the format if
    there are several formats.
    """
    several = len(set(sources.formats)) > 1
    proposed: list[Hashable] = [
        f"{sources.formats[at]}:{one}" if several else one
        for at, one in zip(sources.export.tolist(), sources.ids)
    ]
    order = sorted(
        range(len(proposed)), key=lambda at: (not sources.lasting[at], str(proposed[at]), at)
    )
    of_group: dict[int, Hashable] = {}
    taken: set[Hashable] = set()
    wanted = set(proposed)
    for at in order:
        number = int(group[at])
        if number not in of_group:
            one, again = proposed[at], 1
            while one in taken or (again > 1 and one in wanted):
                again += 1
                one = f"{proposed[at]}#{again}"
            of_group[number] = one
            taken.add(one)
    return [of_group[number] for number in group.tolist()]


def merge(
    sources: Sources, ids: Sequence[Hashable], merges: Sequence[Merge], *, undecided: int
) -> Connections:
    """All exports as one; the owners stay people, and one owner of all stays the owner."""
    parts = [rename(sources, at, ids) for at in range(len(sources.exports))]
    owners = {ids[number] for number in sources.owners}
    one_owner = len(owners) == 1 and len(sources.owners) == len(parts)
    repeated: Counter[str] = Counter()
    people = merge_people(parts, one_owner=one_owner)
    if owners and not one_owner:
        people[IS_OWNER] = people.index.isin(list(owners))
    return Connections(
        people=people,
        ties=merge_ties([one.ties for one in parts], repeated),
        events=merge_events([one.events for one in parts], repeated),
        memberships=merge_memberships([one.memberships for one in parts], repeated),
        owner=next(iter(owners)) if one_owner else None,
        view=_view(sources, one_owner=one_owner),
        provenance=replace(
            _provenance(sources),
            duplicates=repeated.total(),
            merges=merges,
            warnings=[
                *_warnings(sources, repeated),
                *_words_on_merges(merges, undecided),
                *([] if one_owner else _words_on_owners(len(owners), len(people))),
            ],
        ),
    )


def _view(sources: Sources, *, one_owner: bool) -> View:
    views = {one.view for one in sources.exports}
    if one_owner:
        return "ego"
    return "whole" if views == {"whole"} and len(set(sources.formats)) == 1 else "sample"


def _provenance(sources: Sources) -> Provenance:
    """What all exports used and left out; their files under the names of the exports."""
    files: dict[str, int] = {}
    dropped: Counter[str] = Counter()
    problems: list[Problem] = []
    for name, export in zip(sources.names, sources.exports, strict=True):
        origin = export.provenance
        files |= {_file(name, file): rows for file, rows in origin.files.items()}
        dropped.update(origin.dropped)
        problems += [replace(one, file=_file(name, one.file)) for one in origin.problems]
    named = dict.fromkeys(sources.formats)
    return Provenance(
        format=", ".join(sorted(named)),
        files=files,
        dropped=dropped,
        problems=problems,
        hidden=sum(one.provenance.hidden for one in sources.exports),
        sources=sorted(sources.names),
    )


def _file(export: str, file: str) -> str:
    return file if file == export else f"{export}/{file}"


def _warnings(sources: Sources, repeated: Counter[str]) -> list[str]:
    """What the exports warn of, and what they say twice."""
    sentences = [
        f"{name}: {warning}"
        for name, export in zip(sources.names, sources.exports, strict=True)
        for warning in export.provenance.warnings
    ]
    if sources.repeated:
        again = count(sources.repeated, "export was", "exports were")
        sentences.append(f"{again} given more than once and counted once.")
    if repeated:
        stated = ", ".join(f"{what} {rows:,}" for what, rows in sorted(repeated.items()))
        sentences.append(f"Stated by more than one export and counted once: {stated}.")
    return sentences


def _words_on_merges(merges: Sequence[Merge], undecided: int) -> list[str]:
    sentences = []
    if merges:
        reasons = Counter(one.why for one in merges)
        why = ", ".join(f"{number:,} {reason}" for reason, number in sorted(reasons.items()))
        pairs = count(len(merges), "pair", "pairs")
        sentences.append(f"Taken for one person in several exports: {pairs} ({why}).")
    if undecided:
        pairs = count(undecided, "pair of people", "pairs of people")
        sentences.append(
            f"{pairs} of one name may be one person and were kept apart; --candidates FILE "
            "(weakties.pooling.find_matches) lists them for you to decide."
        )
    return sentences


def _words_on_owners(owners: int, people: int) -> list[str]:
    if not owners:
        return []
    sentence = (
        f"Of {people:,} people {count(owners, 'is the owner', 'are owners')} of an export. All ties "
        "of owners are seen, and those of others only as far as they lead to owners, so that owners "
        "seem to connect more than they do. Nothing is inferred from the dates on which they "
        "connected, for these are several lives."
    )
    return [sentence]
