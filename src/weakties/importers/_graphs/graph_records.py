"""What a graph file states, gathered on the way to `Connections`: the same for every format."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress
from types import MappingProxyType
from typing import Any

from weakties._typing import Evidence, View
from weakties.connections import Connections
from weakties.errors import NothingUsableError
from weakties.importers._cells.numbers import number_of
from weakties.importers._cells.privacy import Privacy
from weakties.importers._files.source import Member
from weakties.importers._graphs.record_tables import (
    LONG_NAME,
    LONGEST_ID,
    Membership,
    check_width,
    label_of,
    membership_table,
    people_table,
)
from weakties.importers._graphs.spells import Spell
from weakties.importers._graphs.tie_columns import Tie, TieColumns
from weakties.importers._log import Log

#: Attributes of one person or tie, by name.
Attributes = Mapping[str, Any]


@dataclass(kw_only=True)
class Records:
    """People, ties and memberships of one file, in the words of the file.

    Ids are texts. Who is named by a tie alone becomes a person as well. A group (a node that holds
    others) is a focus, and a person only if ties lead to it.
    """

    member: Member
    log: Log = field(default_factory=Log)
    lists_people: bool = True  #: whether it is odd that somebody is named by a tie alone
    evidence: Evidence = "declared"
    people: dict[str, dict[str, Any]] = field(default_factory=dict)  #: id -> attributes
    presence: dict[str, Sequence[Spell]] = field(default_factory=dict)  #: id -> when there
    groups: set[str] = field(default_factory=set)  #: ids of people who are groups of others
    ties: TieColumns = field(default_factory=TieColumns)
    memberships: list[Membership] = field(default_factory=list)
    differing: set[str] = field(default_factory=set)  #: of whom several networks say not the same
    _given: dict[str, str] = field(default_factory=dict)  #: the network that gave a person last
    rows: int = 0  #: rows that say a person, tie or membership, whether usable or not

    def add_person(
        self,
        person: str,
        line: int | None = None,
        *,
        label: str = "",
        attributes: Attributes | None = None,
        spells: Sequence[Spell] = (),
        network: str = "",
    ) -> None:
        """Add a person; who is given twice is one, with what both rows say, in either order.

        Several networks of one file give the same people again.
        """
        self.rows += 1
        if not person or len(person) > LONGEST_ID:
            reason = LONG_NAME if person else "person without id"
            self.log.refuse(self.member, line, reason)
            return
        again = self._given.get(person) == network
        if again:
            self.log.refuse(self.member, line, "person given again", person)
        self._given[person] = network
        known = self.people.setdefault(person, {})
        given = {**(attributes or {}), **({"label": label} if label else {})}
        for name, value in given.items():
            if not again and str(known.get(name, value)) != str(value):
                self.differing.add(person)
            known[name] = min(known[name], value, key=str) if name in known else value
        if spells:
            self.presence[person] = [*self.presence.get(person, ()), *spells]

    def add_people(self, ids: Iterable[str], labels: Iterable[str]) -> None:
        """Add people of whom nothing but a label is said."""
        for person, label in zip(ids, labels):
            self.add_person(person, label=label)

    def add_tie(self, tie: Tie, attributes: Attributes | None = None) -> None:
        """Add a tie; a weight, kind or time that is not given may stand among the attributes.

        Where a file holds several networks, that of a tie is its kind, unless it has another.
        """
        if why := _fault_of(tie.source, tie.target):
            self.refuse(tie.line, why)
            return
        self.rows += 1
        self.ties.append(tie, attributes or {})

    def add_ties(
        self,
        columns: Mapping[str, Sequence[Any]],
        *,
        like: Tie,
        attributes: Mapping[str, Sequence[Any]] = MappingProxyType({}),
    ) -> None:
        """Add many ties between people at once: columns of some fields, the others as in one tie."""
        ends = columns["source"], columns["target"]
        if any("" in some or max(map(len, some), default=0) > LONGEST_ID for some in ends):
            faults = [_fault_of(source, target) for source, target in zip(*ends)]
            lines = columns.get("line") or [like.line] * len(faults)
            for line, why in zip(lines, faults):
                if why:
                    self.refuse(line, why)
            fit = [not why for why in faults]
            columns, attributes = _rows(columns, fit), _rows(attributes, fit)
        self.rows += len(columns["source"])
        self.ties.extend(columns, like=like, attributes=attributes)

    def add_membership(self, membership: Membership) -> None:
        """Add that a person belongs to something, which is no person."""
        weight = membership.weight
        number = None if weight is None else number_of(weight)
        if max(len(membership.person), len(membership.focus)) > LONGEST_ID:
            self.refuse(membership.line, LONG_NAME)
        elif weight is not None and number is None:
            self.refuse(membership.line, "weight is no number", str(weight))
        elif number is not None and number <= 0:
            self.refuse(membership.line, "weight is not positive", str(weight))
        else:
            self.rows += 1
            self.memberships.append(membership._replace(weight=number))

    def join_attributes(self, name: str, twin: str) -> None:
        """Make one attribute of two if nobody, and no tie, has both."""
        if not any(name in one and twin in one for one in self.people.values()):
            for one in self.people.values():
                if twin in one:
                    one[name] = one.pop(twin)
        self.ties.join(name, twin)

    def refuse(self, line: int | None, reason: str, found: str = "") -> None:
        """Count and report a row that says a person or tie but cannot be used."""
        self.rows += 1
        self.log.refuse(self.member, line, reason, found)

    def connections(
        self, format_name: str, *, view: View = "whole", owner: Hashable | None = None
    ) -> Connections:
        """All of it, sorted, so that the order of the rows makes no difference."""
        self._settle_groups()
        self._add_people_of_ties()
        if not self.people:
            raise NothingUsableError(self._nothing())
        if self.differing:
            self.log.warn(
                "People of whom several networks do not say the same, so that one value was kept: "
                f"{len(self.differing):,}."
            )
        self._check_width()
        privacy = Privacy()
        people = people_table(self.people, self.presence, self.log, privacy)
        ties = self.ties.table(people.index, self.member, self.log, privacy, evidence=self.evidence)
        memberships = membership_table(self.memberships, self.member, self.log)
        self.log.files[self.member.name] += self.rows
        privacy.report(self.log, people.index)
        return Connections(
            people=people,
            ties=ties,
            memberships=memberships,
            owner=owner,
            view=view,
            provenance=self.log.provenance(format_name),
        )

    def _settle_groups(self) -> None:
        """Take groups that no tie leads to out of the people, and call foci what they are called."""
        if not self.groups:
            return
        called = {one: label_of(self.people.get(one, {}), one) for one in sorted(self.groups)}
        foci = self.groups - self.ties.everyone().keys()
        for group in foci:
            self.people.pop(group, None)
            self.presence.pop(group, None)
        self.memberships = [
            one._replace(focus=called.get(one.focus, one.focus))
            for one in self.memberships
            if one.person not in foci
        ]

    def _add_people_of_ties(self) -> None:
        named = chain(self.ties.everyone(), (one.person for one in self.memberships))
        unlisted = dict.fromkeys(person for person in named if person not in self.people)
        self.people |= {person: {} for person in unlisted}
        if unlisted and self.lists_people:
            self.log.warn(
                f"People named by ties alone, not in the list of people: {len(unlisted):,}."
            )

    def _check_width(self) -> None:
        named = {name for said in self.people.values() for name in said}
        check_width(len(named), len(self.people), "people", self.member)
        check_width(len(self.ties.attributes()), len(self.ties), "ties", self.member)

    def _nothing(self) -> str:
        dropped = sorted(self.log.dropped.items())
        why = ", ".join(f"{reason}: {rows}" for reason, rows in dropped)
        left_out = f" {self.log.dropped.total()} rows were left out ({why})." if why else ""
        return (
            f"{self.member.where} holds no person and no tie.{left_out} "
            "Export the network again, with its nodes and edges."
        )


def _fault_of(source: str, target: str) -> str:
    """Why there can be no tie between two people called so; nothing if there can."""
    if not source or not target:
        return "no target" if source else "no source"
    return LONG_NAME if max(len(source), len(target)) > LONGEST_ID else ""


def _rows(columns: Mapping[str, Sequence[Any]], chosen: Sequence[bool]) -> dict[str, list[Any]]:
    return {name: list(compress(column, chosen)) for name, column in columns.items()}
