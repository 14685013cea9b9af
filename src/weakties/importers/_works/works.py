"""Works and who wrote them, gathered on the way to `Connections`: the same for every catalogue."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from weakties._counting import count
from weakties._typing import View
from weakties.connections import Connections
from weakties.importers._acts.records import Records, Stay
from weakties.importers._cells.dates import parse_period
from weakties.importers._cells.labels import blank_mail, label_of
from weakties.importers._graphs.record_tables import LONG_NAME, LONGEST_ID
from weakties.importers._log import Log
from weakties.importers._works.author_names import (
    Author,
    is_anonymous,
    is_group,
    plain_words,
    without_others,
)
from weakties.importers._works.identities import Identities

#: What an ORCID is made of.
ORCID = r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]"
#: Who is one of more authors than this can hardly be said to cite the authors of another work.
MOST_CITING = 50

_DOI = re.compile(r"10\.\d{4,9}/\S+")
#: What stands behind a DOI in a sentence, and what opens what may end one.
_BEHIND = ".,;\"'"
_OPENED = {")": "(", "]": "[", "}": "{", ">": "<"}
_ORCID = re.compile(rf"(?<!\d){ORCID}(?!\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(1[5-9]|20)\d\d(?!\d)")

Period = tuple[datetime | None, datetime | None]


class Work(NamedTuple):
    """One publication, as one record describes it."""

    key: str  #: DOI, or what the file calls it
    authors: Sequence[Author]
    period: Period = (None, None)  #: first and last day on which it may have been published
    title: str = ""  #: to tell works of one key apart; not kept
    cites: Sequence[str] = ()  #: keys of works
    names: Sequence[str] = ()  #: other keys by which works may cite it


@dataclass(kw_only=True)
class Works:
    """The works of one reading."""

    log: Log = field(default_factory=Log)
    _works: dict[str, dict[tuple[str, str, str], list[Work]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def add(self, work: Work) -> None:
        """Add a work; one that comes again counts once, with the longer list of authors."""
        work = work._replace(key=blank_mail(work.key[:LONGEST_ID]) or "work")
        # A number of a register is of one work, whatever its records say of title and date.
        registered = is_doi(work.key) or work.key in work.names
        first = plain_words(work.authors[0].family) if work.authors else ""
        telling = (
            ("", "", "") if registered else (plain_words(work.title), _order(work.period), first)
        )
        self._works[work.key][telling].append(work)

    def author(self, text: str, read: Callable[[str], Author]) -> Author | None:
        """Read the name of an author; who is not named is counted."""
        if not text.strip():
            return None
        if len(text) > LONGEST_ID:
            self.log.pass_over(f"author: {LONG_NAME}")
            return None
        text, others = without_others(label_of(text))
        self.log.pass_over("author: others who are not named (et al.)", others)
        if is_anonymous(text):
            self.log.pass_over("author: anonymous")
            return None
        found = read(text)
        if is_group(found):
            self.groups(1)
            return None
        if plain_words(found.family):
            return found
        self.log.pass_over("author: without a name", not others)
        return None

    def authors(self, texts: Iterable[str], read: Callable[[str], Author]) -> tuple[Author, ...]:
        """Read the names of all authors of a work."""
        return tuple(filter(None, (self.author(text, read) for text in texts)))

    def groups(self, number: int) -> None:
        """Count authors that are no people: collaborations, companies, committees."""
        self.log.pass_over("author: a group, not a person", number)

    def connections(
        self,
        format_name: str,
        *,
        nobody: str,
        owner: Author | None = None,
        stays: Iterable[Stay] = (),
        finish: Callable[[dict[str, Work]], dict[str, Work]] = dict,
    ) -> Connections:
        """All of it: authors as people, works as what they have in common, citations as acts.

        ``finish`` gets the works by what they are called and gives them back with what they cite,
        where that is known only when all works are.
        """
        foci = finish(dict(self._foci()))
        people = Identities(one for work in foci.values() for one in work.authors)
        records = Records(log=self.log)
        teams = self._add_authors(foci, people, records)
        self._add_citations(foci, teams, records)
        for stay in stays:
            records.stay(stay)
        if owner is not None:
            records.know(owner.id, owner.label)
        undated = sum(work.period[0] is None for work in foci.values())
        if undated:
            self.log.warn(f"Without a date that can be read: {undated:,} of {len(foci):,} works.")
        view: View = "sample" if owner is None else "ego"
        whose = None if owner is None else owner.id
        left_out = ", ".join(f"{why}: {number}" for why, number in sorted(self.log.dropped.items()))
        nobody += f" Left out: {left_out}." if left_out else ""
        return records.connections(format_name, view=view, owner=whose, nobody=nobody)

    def _foci(self) -> Iterator[tuple[str, Work]]:
        """Works by what they are called; those of one key that differ get numbers."""
        for key, same in sorted(self._works.items()):
            works = [(_merged(same[telling]), len(same[telling])) for telling in sorted(same)]
            self.log.duplicates += sum(records - 1 for _, records in works)
            written = [work for work, _ in works if work.authors]
            self.log.pass_over("work: without authors", len(works) - len(written))
            for number, work in enumerate(written, start=1):
                yield (key if len(written) == 1 else f"{key} ({number})"), work

    def _add_authors(
        self, foci: Mapping[str, Work], people: Identities, records: Records
    ) -> dict[str, list[str]]:
        """Who wrote what, in the order of the file."""
        teams: dict[str, list[str]] = {}
        seen: dict[str, list[tuple[str, Author]]] = defaultdict(list)
        joined = 0
        for focus, work in foci.items():
            team: dict[str, None] = {}
            for author in work.authors:
                person = people.person_of(author)
                joined += not author.id and person in people.ids
                seen[person].append((_order(work.period), author))
                team[person] = None
            self.log.pass_over("author: named twice on one work", len(work.authors) - len(team))
            for person in team:
                records.stay(Stay(person, focus, "work", *work.period))
            teams[focus] = list(team)
        by_name = seen.keys() - people.ids
        for person, rows in seen.items():
            _describe(person, rows, records, known_by_name=person in by_name)
        self._warn_of_names(len(by_name), len(seen), joined)
        return teams

    def _add_citations(
        self, foci: Mapping[str, Work], teams: Mapping[str, list[str]], records: Records
    ) -> None:
        """Every author of a work, towards the authors of a work of the file that it cites."""
        called = _called(foci)
        for focus, work in foci.items():
            cited = {called.get(key, "") for key in work.cites} - {focus}
            self.log.pass_over(
                "reference: to a work that is not in the file",
                sum(key not in called for key in work.cites),
            )
            for other in sorted(cited - {""}):
                if max(len(teams[focus]), len(teams[other])) > MOST_CITING:
                    self.log.pass_over(f"citation: by or of over {MOST_CITING} authors")
                    continue
                for person in teams[focus]:
                    records.act(
                        *(work.period[0], person, teams[other], "citation"),
                        context=focus,
                        thread=other,
                    )

    def _warn_of_names(self, by_name: int, everybody: int, joined: int) -> None:
        if by_name:
            self.log.warn(
                f"{by_name:,} of {everybody:,} people are known by name alone: different people "
                "with the same family name and initials are one, unless their given names differ, "
                "and whoever writes their name in two ways is two."
            )
        if joined:
            self.log.warn(
                f"Given to the only person with an id who has that name: "
                f"{count(joined, 'authorship', 'authorships')} without an id."
            )


def _merged(records: Sequence[Work]) -> Work:
    """One work of all records of it: the one with most authors, and what any says it cites."""
    best = max(records, key=lambda one: (len(one.authors), repr(one)))
    if len(records) == 1:
        return best
    cites = sorted({cited for one in records for cited in one.cites})
    names = sorted({name for one in records for name in one.names})
    return best._replace(cites=cites, names=names)


def _called(foci: Mapping[str, Work]) -> dict[str, str]:
    """Works by every key that leads to one of them alone."""
    leads: dict[str, set[str]] = defaultdict(set)
    for focus, work in foci.items():
        for key in {work.key, *work.names} - {""}:
            leads[key].add(focus)
    return {key: next(iter(found)) for key, found in leads.items() if len(found) == 1}


def _describe(
    person: str, rows: Sequence[tuple[str, Author]], records: Records, *, known_by_name: bool
) -> None:
    """Name a person as fully as any record does, with the latest affiliation."""
    times = Counter(author.label for _, author in rows)
    name = max(times, key=lambda label: (len(plain_words(label)), times[label], label))
    placed = [(when, one.affiliation) for when, one in rows if one.affiliation]
    orcids = sorted({one.orcid for _, one in rows if one.orcid})
    records.know(
        person,
        name,
        affiliation=max(placed)[1][:LONGEST_ID] if placed else "",
        # The number alone looks like one of a telephone, which is never kept.
        orcid=f"https://orcid.org/{orcids[0]}" if len(orcids) == 1 else "",
        known_by_name=known_by_name,
    )


def _order(period: Period) -> str:
    return period[0].isoformat() if period[0] else ""


def is_doi(text: str) -> bool:
    """Whether a text is a DOI and nothing else."""
    return _DOI.fullmatch(text) is not None


def find_doi(text: str) -> str:
    """The DOI in a text, in small letters; nothing if there is none.

    >>> find_doi("https://doi.org/10.1000/X.1"), find_doi("none")
    ('10.1000/x.1', '')
    >>> find_doi("(see 10.1061/(ASCE)1084(66))")
    '10.1061/(asce)1084(66)'
    """
    found = _DOI.search(text)
    doi = found[0][:LONGEST_ID].lower() if found else ""
    # Brackets that are closed are part of it; others stand around it.
    while doi and (
        doi[-1] in _BEHIND or doi.count(doi[-1]) > doi.count(_OPENED.get(doi[-1], doi[-1]))
    ):
        doi = doi[:-1]
    return doi


def find_orcid(text: str) -> str:
    """The ORCID in a text, such as an address; nothing if there is none.

    >>> find_orcid("https://orcid.org/0000-0001-0000-0009"), find_orcid("none")
    ('0000-0001-0000-0009', '')
    """
    found = _ORCID.search(text)
    return found[0].upper() if found else ""


def find_period(*texts: str) -> Period:
    """First and last day of the first of these texts that says a date, or at least a year."""
    for text in texts:
        plain = text.strip(" /")
        if exact := parse_period(plain):
            return exact
        if found := _YEAR.search(plain):
            return parse_period(found[0]) or (None, None)
    return None, None
