"""The arcs, edges, lists and matrices of one Pajek network."""

import numpy as np

from weakties.errors import ReadError
from weakties.importers._cells.numbers import number_of
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.matrix import add_affiliations, add_matrix
from weakties.importers._graphs.record_tables import Membership
from weakties.importers._graphs.tie_columns import Tie
from weakties.importers.pajek._project import PajekNetwork
from weakties.importers.pajek._sections import Row, Section, split_relation, split_row

#: What programs write for a value that is no number.
_NO_VALUES = {"na", "nan", "inf", "infinity"}


def _is_word_of_drawing(word: str) -> bool:
    """Whether a word says how to draw, as ``c`` or ``lp`` do, and is no value in vain."""
    return word[:1].isalpha() and word.casefold() not in _NO_VALUES


class TieReader:
    """Reads the ties of one network into the records."""

    def __init__(self, network: PajekNetwork, ids: list[str], records: Records) -> None:
        self._network = network
        self._ids = ids
        self._records = records
        self._relations = {
            section.relation: section.title for section in network.links if section.title
        }
        self.drawn = False  #: whether ties have colours and the like

    def read(self) -> None:
        """Read all sections."""
        for section in self._network.links:
            if section.name == "matrix":
                self._read_matrix(section)
            elif section.name in ("arcslist", "edgeslist"):
                self._read_list(section)
            else:
                for row in section.rows:
                    self._read_row(section, row)

    def _kind(self, relation: str, section: Section) -> str:
        """What the relation of a row is called."""
        if not relation:
            return section.title
        return self._relations.get(relation) or f"relation {relation}"

    def _read_row(self, section: Section, row: Row) -> None:
        relation, text = split_relation(row.text)
        words, spells = split_row(text)
        if len(words) < 2:
            self._records.refuse(row.line, "row without two vertices", row.text)
            return
        value = words[2] if len(words) > 2 and not _is_word_of_drawing(words[2]) else None
        rest = words[2 + (value is not None) :]
        self.drawn |= bool(rest)
        attributes = {"label": rest[rest.index("l") + 1]} if "l" in rest[:-1] else {}
        tie = Tie(
            words[0],
            words[1],
            row.line,
            directed=section.name == "arcs",
            weight=value,
            kind=self._kind(relation or section.relation, section),
            spells=spells,
        )
        self._add(tie, attributes)

    def _read_list(self, section: Section) -> None:
        for row in section.rows:
            relation, text = split_relation(row.text)
            (first, *others), spells = split_row(text)
            if not others:
                self._records.refuse(row.line, "row without two vertices", row.text)
            kind = self._kind(relation or section.relation, section)
            for other in others:
                directed = section.name == "arcslist"
                tie = Tie(first, other, row.line, directed=directed, kind=kind, spells=spells)
                self._add(tie, {})

    def _read_matrix(self, section: Section) -> None:
        people = self._network.people
        total = len(self._ids)
        shape = (total, total) if people is None else (people, total - people)
        words = [word for row in section.rows for word in row.text.split()]
        where = f"{self._records.member.where}, line {section.line}"
        if len(words) != shape[0] * shape[1]:
            message = (
                f"{where}: the matrix has {len(words):,} numbers, but {shape[0]:,} rows of "
                f"{shape[1]:,} are {shape[0] * shape[1]:,}. Export the network again."
            )
            raise ReadError(message)
        numbers = [number_of(word) for word in words]
        if None in numbers:
            at = numbers.index(None)
            message = f"{where}: the matrix holds {words[at][:40]!r}, which is no number."
            raise ReadError(message)
        values = np.array(numbers, dtype=np.float64).reshape(shape)
        kind, line = self._kind(section.relation, section), section.line
        if people is None:
            add_matrix(self._records, self._ids, values, kind=kind, line=line)
        else:
            rows, columns = self._ids[:people], self._ids[people:]
            kind = kind or "affiliation"
            add_affiliations(self._records, rows, columns, values, kind=kind, line=line)

    def _add(self, tie: Tie, attributes: dict[str, str]) -> None:
        """Add a tie between two numbers, in a two-mode network a membership."""
        first, second = self._place(tie.source), self._place(tie.target)
        if first is None or second is None:
            found = f"{tie.source} {tie.target}"
            self._records.refuse(tie.line, "no vertex of this number", found)
            return
        source, target = self._ids[first], self._ids[second]
        network = self._network.name or "network"
        named = tie._replace(source=source, target=target, network=network)
        people = self._network.people
        if people is None or max(first, second) < people:
            self._records.add_tie(named, attributes)
        elif min(first, second) >= people:
            self._records.refuse(tie.line, "tie between two that are no people")
        else:
            self._add_membership(
                named, self._ids[min(first, second)], self._ids[max(first, second)]
            )

    def _add_membership(self, tie: Tie, person: str, focus: str) -> None:
        kind = tie.kind or "affiliation"
        member = Membership(person, focus, kind, tie.line, tie.weight, tie.spells)
        self._records.add_membership(member)

    def _place(self, word: str) -> int | None:
        number = int(word) if word.isdecimal() and len(word) < 12 else 0
        return number - 1 if 1 <= number <= len(self._ids) else None
