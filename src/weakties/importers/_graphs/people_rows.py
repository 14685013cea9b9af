"""A table of people beside a list of ties."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from weakties._columns import plain_name
from weakties._spreadsheets import plain_cell
from weakties.connections import Connections, Provenance
from weakties.importers._cells.privacy import Privacy
from weakties.importers._files.source import Member
from weakties.importers._graphs.record_tables import people_table, typed_texts
from weakties.importers._log import Log

#: Columns that name people, best first.
_IDS = ("id", "nodeid", "node", "index", "key", "vertex", "userid", "name", "label")
#: An id that is a name as well.
_NAMES = {"name", "label"}


def find_id_column(names: Sequence[str]) -> int | None:
    """The column that names people, if there is one."""
    plain = [plain_name(name) for name in names]
    return next((plain.index(name) for name in _IDS if name in plain), None)


@dataclass(kw_only=True)
class PeopleRows:
    """Rows of texts, one a person; columns without name are not kept."""

    names: Sequence[str]
    id_column: int
    member: Member
    log: Log
    _known: dict[str, list[str]] = field(default_factory=dict)

    def add(self, line: int, cells: Sequence[str]) -> None:
        """Add a row; who comes again is one, with what both rows say, in either order."""
        self.log.files[self.member.name] += 1
        texts = [plain_cell(cell.strip()) for cell in cells]
        person = texts[self.id_column] if self.id_column < len(texts) else ""
        if not person:
            self.log.refuse(self.member, line, "person without id")
        elif len(texts) > len(self.names):
            self.log.refuse(self.member, line, "more columns than others")
        else:
            row = [*texts, *[""] * (len(self.names) - len(texts))]
            if person in self._known:
                self.log.refuse(self.member, line, "person given again", person)
                both = zip(self._known[person], row)
                row = [min(filter(None, pair), default="") for pair in both]
            self._known[person] = row

    def attributes(self) -> dict[str, dict[str, Any]]:
        """What is said of everybody."""
        columns = {
            name: typed_texts([row[at] for row in self._known.values()])
            for at, name in enumerate(self.names)
            if name and (at != self.id_column or plain_name(name) in _NAMES)
        }
        return {
            one: {name: values[row] for name, values in columns.items() if values[row] is not None}
            for row, one in enumerate(self._known)
        }


def with_people(found: Connections, rows: PeopleRows, log: Log, format_name: str) -> Connections:
    """The ties with everybody that the rows name, and their attributes."""
    listed = rows.attributes()
    unlisted = len(set(found.people.index) - listed.keys())
    if unlisted:
        log.warn(f"People named by ties alone, not in {rows.member.name}: {unlisted:,}.")
    privacy = Privacy()
    named: dict[str, dict[str, Any]] = {one: {} for one in found.people.index}
    table = people_table(named | listed, {}, log, privacy)
    privacy.report(log, ())
    ends = {
        end: pd.Categorical(found.ties[end], categories=table.index) for end in ("source", "target")
    }
    provenance = _joined(found.provenance, log.provenance(format_name))
    return replace(found, people=table, ties=found.ties.assign(**ends), provenance=provenance)


def _joined(ties: Provenance, people: Provenance) -> Provenance:
    reasons = sorted({*ties.dropped, *people.dropped})
    return replace(
        people,
        files={**ties.files, **people.files},
        dropped={why: ties.dropped.get(why, 0) + people.dropped.get(why, 0) for why in reasons},
        problems=[*ties.problems, *people.problems],
        warnings=[*ties.warnings, *people.warnings],
    )
