"""What the columns of an edge table are called in files and programs of the field."""

from collections.abc import Iterable

#: Signs that make no difference between two names.
_IGNORED = str.maketrans("", "", " _-\"'#\ufeff\u00a0\u200b\t\r\n")

#: Names of each role, compared by `plain_name`; the first that a table has is taken.
NAMES = {
    "source": (
        *("source", "from", "sender", "ego", "src", "node1", "vertex1", "actor"),
        *("fromnodeid", "fromid", "sourceid", "sourcenode", "u", "i"),
    ),
    "target": (
        *("target", "to", "receiver", "recipient", "alter", "dst", "node2", "vertex2"),
        *("tonodeid", "toid", "targetid", "targetnode", "v", "j"),
    ),
    "weight": (
        "weight",
        "strength",
        "value",
        "count",
        "n",
        "edgeweight",
        "linkweight",
        "sign",
        "w",
    ),
    "time": (
        *("time", "timestamp", "date", "datetime", "createdat", "start", "t"),
        *("timeset", "interval", "starttime", "startdate", "since", "relationshipdate(utc)"),
    ),
    "end": ("end", "endtime", "enddate", "until", "stop"),
    "kind": ("kind", "relation", "relationship", "relationtype", "tietype", "edgetype"),
    "type": ("type",),
    "evidence": ("evidence",),
}


def plain_name(name: object) -> str:
    """A column or file name without case, spaces, underscores, quotes and marks."""
    return str(name).translate(_IGNORED).casefold()


def find_roles(columns: Iterable[object]) -> dict[str, int]:
    """Position of the column for each role that a column is named after."""
    places: dict[str, int] = {}
    for place, column in enumerate(columns):
        places.setdefault(plain_name(column), place)
    roles = {}
    for role, names in NAMES.items():
        found = [places[name] for name in names if name in places]
        if found:
            roles[role] = found[0]
    return roles
