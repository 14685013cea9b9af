"""Edge lists of NetworkX, which end every row with a dictionary of attributes: ``ana ben {'weight': 2}``."""

import ast
import re
from collections.abc import Sequence
from typing import Any

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.importers._files.source import Member
from weakties.importers._files.text import read_lines
from weakties.importers._graphs.graph_records import Records
from weakties.importers._graphs.tie_columns import Tie
from weakties.importers.edge_list._cells import is_comment

_ROW = re.compile(r"(?P<one>[^\s,{]+)[\s,]+(?P<two>[^\s,{]+)[\s,]+(?P<data>\{.*\})")
#: How values of numpy are written: np.float64(2.0), np.True_.
_OF_NUMPY = re.compile(r"\bnp\.(?:\w+\(([^()]*)\)|(True|False)_)")
#: Nobody says so much of one tie, and brackets beyond number take the parser down.
_LONGEST = 1 << 16


def have_dictionaries(lines: Sequence[str]) -> bool:
    """Whether the first rows all end with a dictionary."""
    rows = [line.strip() for line in lines if line.strip() and not is_comment(line)][:20]
    return bool(rows) and all(_ROW.fullmatch(row) is not None for row in rows)


def read_dictionaries(member: Member, progress: Progress | None, *, directed: bool) -> Connections:
    """Read the ties and what the dictionaries say of them."""
    records = Records(member=member, lists_people=False)
    for number, line in read_lines(member, records.log, "ties", progress):
        row = line.strip()
        if not row or is_comment(row):
            continue
        found = _ROW.fullmatch(row) if len(row) <= _LONGEST else None
        said = None if found is None else _parse(found["data"])
        if found is None or said is None:
            records.refuse(number, "row without two people and a dictionary", row[:_LONGEST])
        else:
            records.add_tie(Tie(found["one"], found["two"], number, directed=directed), said)
    return records.connections("edge_list")


def _parse(text: str) -> dict[str, Any] | None:
    """What a dictionary says, numbers as they are and all else as text; nothing if it is none."""
    try:
        found = ast.literal_eval(_OF_NUMPY.sub(r"\1\2", text))
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    plain = (str, int, float)
    return {
        str(name): value if isinstance(value, plain) else str(value)
        for name, value in found.items()
        if value is not None
    }
