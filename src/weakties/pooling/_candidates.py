"""Who in one export may be whom in another, how sure that is, and why."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from weakties._columns import plain_name
from weakties._typing import IntArray
from weakties.build.companies import normalise_company
from weakties.connections import Connections
from weakties.importers._id_spaces import id_space
from weakties.importers._works.works import is_doi
from weakties.pooling._lookup import ADDRESS_COLUMNS, HOSTS, plain_address
from weakties.pooling._names import (
    OTHER_MIDDLE,
    SIMILAR,
    Words,
    is_full,
    name_part,
    name_words,
    share_ends,
)
from weakties.pooling._sources import Sources

#: What a name counts, and what an employer does.
NAME, EMPLOYER = 0.6, 0.4
#: What an employer counts, in parts of one, that one of two people names more fully.
SIMILAR_EMPLOYER = 0.5
#: From this score on two people are one unless somebody says otherwise; listed from the other on.
ACCEPTED, LISTED = 0.85, 0.6

_NAMED = {
    1.0: "same name",
    SIMILAR: "same first and last name",
    OTHER_MIDDLE: "same first and last name, another middle name",
}
_SEVERAL = "; not merged, since several people of one export fit"


class Candidate(NamedTuple):
    """Two people by number, the lower one first."""

    a: int
    b: int
    score: float
    why: str
    accepted: bool


def find_candidates(sources: Sources, *, same_owner: bool) -> list[Candidate]:
    """All pairs worth a look, in order."""
    names = [name_words(label) for label in sources.labels]
    by_address = list(_same_addresses(sources, names))
    sure = [*_same_ids(sources), *(one for one in by_address if one.accepted)]
    sure += _same_works(sources, names)
    if same_owner:
        sure += _pairs(sources.owners, "said to be one owner")
    best = {(one.a, one.b): one for one in reversed(sure)}
    group = components(len(sources.ids), best)
    doubtful = [one for one in by_address if group[one.a] != group[one.b]]
    named = _without_doubles(_same_names(sources, names, group), group, _exports_of(sources, group))
    return sorted([*best.values(), *doubtful, *named])


def components(people: int, pairs: Iterable[tuple[int, int]]) -> IntArray:
    """The number of everybody's group, where pairs of people are one."""
    ends = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
    links = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(people, people))
    return np.asarray(connected_components(links, directed=False)[1], dtype=np.int64)


def _pairs(people: Iterable[int], why: str) -> Iterator[Candidate]:
    yield from (
        Candidate(a, b, 1.0, why, accepted=True) for a, b in combinations(sorted(people), 2)
    )


def _same_ids(sources: Sources) -> Iterator[Candidate]:
    """Everybody with one lasting id in exports of one format, or of formats that share their ids."""
    formats, export = [id_space(one) for one in sources.formats], sources.export.tolist()
    holders: dict[tuple[str, Hashable], list[int]] = defaultdict(list)
    for number in np.flatnonzero(sources.lasting).tolist():
        holders[formats[export[number]], sources.ids[number]].append(number)
    for people in holders.values():
        yield from _pairs(people, "same id")


def _same_addresses(sources: Sources, names: Sequence[Words]) -> Iterator[Candidate]:
    """Everybody with one profile, if it is one person's in each export.

    An address that no export gives as somebody's id may be that of a firm: with another name it
    leaves the decision open.
    """
    holders: dict[str, dict[int, bool]] = defaultdict(dict)
    for at, export in enumerate(sources.exports):
        start = int(sources.start[at])
        for number, address, by_id in _addresses(export, sources, start):
            holders[address][number] = holders[address].get(number, False) or by_id
    for people in holders.values():
        exports = sources.export[sorted(people)]
        if len(people) < 2 or len(np.unique(exports)) < len(people):
            continue
        for a, b in combinations(sorted(people), 2):
            if people[a] or people[b] or share_ends(names[a], names[b]):
                yield Candidate(a, b, 1.0, "same address", accepted=True)
            else:
                yield Candidate(a, b, LISTED, "same address, another name", accepted=False)


def _addresses(
    export: Connections, sources: Sources, start: int
) -> Iterator[tuple[int, str, bool]]:
    """Number of the person, address, and whether it says the id that the export gives them."""
    people = export.people
    for column in people.columns:
        if plain_name(column) in ADDRESS_COLUMNS:
            for place, text in enumerate(people[column]):
                if address := plain_address(text):
                    yield start + place, address, False
    host = HOSTS.get(export.provenance.format)
    if host is not None:
        for place, one in enumerate(people.index):
            if sources.lasting[start + place]:
                yield start + place, f"{host}{str(one).casefold()}", True


def _same_works(sources: Sources, names: Sequence[Words]) -> Iterator[Candidate]:
    """Authors whom several exports name on one work, if the work has one author of that name."""
    holders: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, export in enumerate(sources.exports):
        works = export.memberships[export.memberships["kind"] == "work"]
        places = export.people.index.get_indexer(pd.Index(works["person"], dtype=object))
        told = zip(places.tolist(), map(str, works["focus"]))
        for place, work in dict.fromkeys(told):
            number = int(sources.start[at]) + place
            name = names[number] if place >= 0 else ()
            if len(name) > 1 and is_doi(work):
                holders[work, name[0][0], name[-1]].append(number)
    for people in holders.values():
        exports = sources.export[people]
        if len(np.unique(exports)) == len(people):
            yield from _pairs(people, "same name on the same work")


def _same_names(sources: Sources, names: Sequence[Words], group: IntArray) -> list[Candidate]:
    """People of different groups with one first and last name, by name and employer."""
    employers = _employers(sources)
    blocks: dict[tuple[str, str], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, name in enumerate(names):
        if is_full(name):
            blocks[name[0], name[-1]][int(group[number])].append(number)
    exports = _exports_of(sources, group)
    found = []
    for groups in blocks.values():
        for one, two in combinations(sorted(groups.values()), 2):
            # An export that holds both knows them as two people.
            if not exports[int(group[one[0]])] & exports[int(group[two[0]])]:
                found.append(_compare(one, two, names, employers))
    return [one for one in found if one.score >= LISTED]


def _exports_of(sources: Sources, group: IntArray) -> dict[int, set[int]]:
    exports: dict[int, set[int]] = defaultdict(set)
    for number, export in zip(group.tolist(), sources.export.tolist()):
        exports[number].add(export)
    return exports


def _compare(
    one: list[int], two: list[int], names: Sequence[Words], employers: list[set[str]]
) -> Candidate:
    name = max(name_part(names[a], names[b]) for a in one for b in two)
    left: set[str] = set().union(*(employers[a] for a in one))
    right: set[str] = set().union(*(employers[b] for b in two))
    employer = _employer_part(left, right)
    score = NAME * name + EMPLOYER * employer
    known = "another employer" if left and right else "no employer to compare"
    why = {1.0: "same employer", SIMILAR_EMPLOYER: "similar employer"}.get(employer, known)
    return Candidate(one[0], two[0], round(score, 2), f"{_NAMED[name]}, {why}", score >= ACCEPTED)


def _employer_part(left: set[str], right: set[str]) -> float:
    if left & right:
        return 1.0
    words = [(set(one.split()), set(two.split())) for one in left for two in right]
    return SIMILAR_EMPLOYER if any(a <= b or b <= a for a, b in words) else 0.0


def _without_doubles(
    found: list[Candidate], group: IntArray, exports: dict[int, set[int]]
) -> Iterator[Candidate]:
    """The candidates; nobody is merged who might as well be somebody else of one export."""
    partners: dict[int, list[int]] = defaultdict(list)
    for one in found:
        if one.accepted:
            partners[one.a] += exports[int(group[one.b])]
            partners[one.b] += exports[int(group[one.a])]
    unclear = {person for person, others in partners.items() if len(set(others)) < len(others)}
    for one in found:
        if one.accepted and {one.a, one.b} & unclear:
            yield one._replace(accepted=False, why=one.why + _SEVERAL)
        else:
            yield one


def _employers(sources: Sources) -> list[set[str]]:
    """The compared forms of everybody's employers of today."""
    forms: dict[str, str] = {}
    found: list[set[str]] = [set() for _ in sources.ids]
    for at, export in enumerate(sources.exports):
        start = int(sources.start[at])
        for place, name in _employments(export):
            if name not in forms:
                forms[name] = normalise_company(name)
            if forms[name]:
                found[start + place].add(forms[name])
    return found


def _employments(export: Connections) -> Iterator[tuple[int, str]]:
    people, stays = export.people, export.memberships
    if "company" in people.columns:
        yield from (
            (place, name) for place, name in enumerate(people["company"]) if isinstance(name, str)
        )
    current = stays[(stays["kind"] == "employer") & stays["end"].isna()]
    places = people.index.get_indexer(pd.Index(current["person"], dtype=object))
    yield from ((int(at), str(name)) for at, name in zip(places, current["focus"]) if at >= 0)
