"""Personal networks of respondents: whom each named, and who of those know each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from weakties.connections import Connections
from weakties.errors import NotFoundError, NothingUsableError
from weakties.importers._acts.addresses import id_of_address, normal_address
from weakties.importers._cells.labels import is_telephone
from weakties.importers._cells.numbers import number_of
from weakties.importers._cells.privacy import is_address
from weakties.importers._files.source import Member, Source
from weakties.importers._files.tables import Place
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.matrix import are_mutual
from weakties.importers._graphs.record_tables import label_of
from weakties.importers._graphs.tie_columns import Tie
from weakties.importers._log import Log

#: The kind of a tie between a respondent and somebody they named.
NAMED = "named"
#: Columns of people that say who is who; what a file calls so gets another name.
_ROLE, _EGO = "role", "ego"
_PERCEIVED_BY = "perceived_by"
_SHOWN = 10


class _Tie(NamedTuple):
    """What a respondent said of two people they named."""

    one: str
    two: str
    place: Place
    kind: str
    weight: float | None
    attributes: Mapping[str, Any]


@dataclass
class _Person:
    label: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)

    def add(self, label: str, attributes: Mapping[str, Any]) -> None:
        """Take in what another row says, the same in either order."""
        if label:
            self.label = min(self.label, label) if self.label else label
        for name, value in attributes.items():
            known = self.attributes
            known[name] = min(known[name], value, key=str) if name in known else value


@dataclass
class _Interview:
    """What one respondent said."""

    ego: _Person = field(default_factory=_Person)
    listed: bool = False
    alters: dict[str, _Person] = field(default_factory=dict)
    ties: list[_Tie] = field(default_factory=list)


@dataclass(kw_only=True)
class EgoNetworks:
    """Everything that the files of a survey say, respondent by respondent.

    A respondent (ego) is a person like others. Somebody they named (alter) is a person of this
    respondent alone: two people whom different respondents named are never one.
    """

    log: Log = field(default_factory=Log)
    _interviews: dict[str, _Interview] = field(default_factory=dict)

    def add_ego(
        self, ego: str, place: Place, *, label: str = "", attributes: Mapping[str, Any]
    ) -> None:
        """Add a respondent."""
        if not ego:
            self.log.refuse(place.member, place.line, "respondent without id")
            return
        ego = _unaddressed(ego)
        interview = self._interviews.setdefault(ego, _Interview())
        if interview.listed:
            self.log.refuse(place.member, place.line, "respondent given again", ego)
        interview.listed = True
        interview.ego.add(label, attributes)

    def add_alter(
        self, ego: str, alter: str, place: Place, *, label: str = "", attributes: Mapping[str, Any]
    ) -> None:
        """Add somebody whom a respondent named."""
        if not ego or not alter:
            reason = "named person without id" if ego else "named by nobody"
            self.log.refuse(place.member, place.line, reason)
            return
        ego, alter = _unaddressed(ego), _unaddressed(alter)
        alters = self._interviews.setdefault(ego, _Interview()).alters
        if alter in alters:
            self.log.refuse(place.member, place.line, "named person given again", alter)
        label = "" if is_telephone(label) else label
        alters.setdefault(alter, _Person()).add(label, attributes)

    def add_tie(
        self,
        ego: str,
        ends: tuple[str, str],
        place: Place,
        *,
        kind: str = "between those named",
        weight: str = "",
        attributes: Mapping[str, Any] | None = None,
    ) -> None:
        """Add what a respondent said of two people they named; a weight of 0 says: no tie."""
        number = number_of(weight) if weight else None
        if not ego:
            self.log.refuse(place.member, place.line, "tie seen by nobody")
        elif not all(ends):
            self.log.refuse(place.member, place.line, "tie without two people")
        elif weight and number is None:
            self.log.refuse(place.member, place.line, "weight is no number", weight)
        elif number is not None and number < 0:
            self.log.refuse(place.member, place.line, "weight is not positive", weight)
        elif number == 0:
            self.log.pass_over("tie: of weight 0, which says that there is none")
        else:
            one, two = map(_unaddressed, ends)
            tie = _Tie(one, two, place, kind, number, attributes or {})
            self._interviews.setdefault(_unaddressed(ego), _Interview()).ties.append(tie)

    def connections(
        self, format_name: str, source: Source, member: Member, *, ego: str | None
    ) -> Connections:
        """All of it, or the network of one respondent."""
        chosen = sorted(self._interviews) if ego is None else [self._sought(ego, source)]
        interviews = {one: self._interviews[one] for one in chosen}
        named = sum(len(one.alters) for one in interviews.values())
        if not named:
            message = (
                f"{source.path} names nobody but respondents ({len(chosen)} of them). Give all files "
                "of the survey, with the people whom respondents named."
            )
            raise NothingUsableError(message)
        self._warn(interviews, named)
        records = Records(member=member, log=self.log, lists_people=False)
        ties = self._ties(interviews)
        # Where some ties have a strength, naming somebody counts 1.
        weight = 1.0 if any(tie.weight is not None for _, tie in ties) else None
        whose = _shown(interviews)
        for one, interview in interviews.items():
            _add_people(one, interview, records, weight, whose[one])
        for one, tie in ties:
            _add_tie(one, tie, records)
        # Each file has its own count of rows.
        records.rows = 0
        # Of one respondent the view is no other: in the view of an owner ties would be inferred, but
        # here somebody was asked for them.
        owner = _escaped(chosen[0]) if len(chosen) == 1 else None
        return records.connections(format_name, view="sample", owner=owner)

    def _sought(self, wanted: str, source: Source) -> str:
        """The respondent of this id or name."""
        if (known := _unaddressed(wanted)) in self._interviews:
            return known
        found = sorted(one for one, it in self._interviews.items() if it.ego.label == wanted)
        if len(found) == 1:
            return found[0]
        what = f"{len(found)} respondents" if found else "no respondent"
        ids = found or sorted(self._interviews)
        more = f" and {len(ids) - _SHOWN:,} more" if len(ids) > _SHOWN else ""
        message = (
            f"{source.path} has {what} called {wanted!r}. Choose one of the ids: "
            f"{', '.join(ids[:_SHOWN])}{more}."
        )
        raise NotFoundError(message)

    def _warn(self, interviews: Mapping[str, _Interview], named: int) -> None:
        if len(interviews) > 1:
            self.log.warn(
                f"These are {len(interviews):,} separate personal networks with {named:,} people whom "
                "respondents named. Somebody named by two respondents is two people here, and "
                "respondents are people like others."
            )
        if any(one.ties for one in interviews.values()):
            self.log.warn("Ties among people who were named are as the respondent sees them.")
        else:
            self.log.warn(
                "No ties among people who were named are stated, so nobody can be seen to stand "
                "between them but the respondent."
            )
        egos = interviews.keys() | {one.ego.label for one in interviews.values()} - {""}
        alike = sum(one.label in egos for it in interviews.values() for one in it.alters.values())
        if alike:
            self.log.warn(
                f"Of those named {alike:,} are called like a respondent, and are other people here. If "
                "respondents named each other this is one network: give it as a list of ties."
            )
        unlisted = sum(not one.listed for one in interviews.values())
        if unlisted and unlisted < len(interviews):
            self.log.warn(f"Respondents who are not in the list of respondents: {unlisted:,}.")

    def _ties(self, interviews: Mapping[str, _Interview]) -> list[tuple[str, _Tie]]:
        """Ties among those who were named, each once, with the respondent who sees them."""
        found = [(ego, tie) for ego, it in interviews.items() for tie in self._known(it)]
        return [one for one in found if one[1].one <= one[1].two] if _are_mutual(found) else found

    def _known(self, interview: _Interview) -> list[_Tie]:
        """The ties between people whom the respondent named; others are reported."""
        known = []
        for tie in interview.ties:
            if {tie.one, tie.two} <= interview.alters.keys():
                known.append(tie)
            else:
                reason = "tie with somebody whom the respondent did not name"
                self.log.refuse(tie.place.member, tie.place.line, reason)
        return known


def person_id(ego: str, alter: str) -> str:
    """The id of somebody who was named: the respondent's, a stroke, and their own."""
    return f"{_escaped(ego)}/{_escaped(alter)}"


def _unaddressed(part: str) -> str:
    """An id, but for an address of mail, in whose place a digest of it stands."""
    if not is_address(part):
        return part
    return id_of_address(normal_address(part) or part)


def _escaped(part: str) -> str:
    """An id without a stroke, so that no two people can come to have one id."""
    return part.replace("%", "%25").replace("/", "%2F")


def _add_tie(ego: str, tie: _Tie, records: Records) -> None:
    one, two = person_id(ego, tie.one), person_id(ego, tie.two)
    row = Tie(one, two, tie.place.line, weight=tie.weight, kind=tie.kind)
    records.add_tie(row, {**tie.attributes, _PERCEIVED_BY: _escaped(ego)})


def _shown(interviews: Mapping[str, _Interview]) -> dict[str, str]:
    """What networks are called: after the respondent; by ids, where two respondents have one name."""
    names = {ego: label_of({"label": it.ego.label}, ego) for ego, it in interviews.items()}
    alone = len(set(names.values())) == len(names)
    return names if alone else {ego: _escaped(ego) for ego in names}


def _add_people(
    ego: str, interview: _Interview, records: Records, weight: float | None, whose: str
) -> None:
    """Add a respondent and those they named, as people of a network that is called so."""
    own = _escaped(ego)
    respondent = interview.ego
    records.add_person(
        own,
        label=respondent.label or ego,
        attributes={**_renamed(respondent.attributes), _ROLE: "ego", _EGO: whose},
    )
    for alter, person in interview.alters.items():
        records.add_person(
            person_id(ego, alter),
            label=person.label,
            attributes={**_renamed(person.attributes), _ROLE: "alter", _EGO: whose},
        )
    ends = [person_id(ego, alter) for alter in interview.alters]
    like = Tie("", "", kind=NAMED, weight=weight)
    records.add_ties({"source": [own] * len(ends), "target": ends}, like=like)


def _renamed(attributes: Mapping[str, Any]) -> dict[str, Any]:
    return {
        f"{name} (attribute)" if name in (_ROLE, _EGO) else name: value
        for name, value in attributes.items()
    }


def _are_mutual(ties: Sequence[tuple[str, _Tie]]) -> bool:
    """Whether every tie is given from both its people."""
    if not ties:
        return False
    names = sorted({(ego, tie.kind, end) for ego, tie in ties for end in (tie.one, tie.two)})
    place = {name: at for at, name in enumerate(names)}
    table = np.array(
        [(place[ego, tie.kind, tie.one], place[ego, tie.kind, tie.two]) for ego, tie in ties],
        dtype=np.int64,
    )
    weights = np.array([tie.weight or 0.0 for _, tie in ties])
    return are_mutual(table[:, 0], table[:, 1], weights)
