"""When a node, an edge or a value of GEXF was there, as its attributes say."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from weakties.importers._graphs.spells import Spell, split_cell
from weakties.importers._log import Log

#: A moment of a day, without the zone that could follow.
_CLOCK = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")


class Clock:
    """Reads periods and moments; a graph says in which zone those are that name none."""

    def __init__(self) -> None:
        self._zone: tzinfo | None = None
        self._slice: list[Spell] = []

    def set(self, graph: Mapping[str, str], log: Log) -> None:
        """Go by what a graph says of all its times."""
        self._zone = _zone(graph.get("timezone", ""), log)
        is_slice = graph.get("mode", "").casefold() == "slice"
        self._slice = self.spells(graph) if is_slice else []

    def spells(self, given: Mapping[str, str]) -> list[Spell]:
        """The periods or moments that the attributes of a tag state, if they state any."""
        if moment := given.get("timestamp"):
            moments = [moment]
        else:
            moments = [one for parts in _brackets(given.get("timestamps")) for one in parts]
        bounds = [(one, one) for one in moments]
        bounds += [(parts[0], parts[-1]) for parts in _brackets(given.get("intervals"))]
        start = given.get("start", given.get("startopen"))
        end = given.get("end", given.get("endopen"))
        if not bounds and not (start is None and end is None):
            bounds = [(start or "", end or "")]
        return [Spell(self._in_utc(start), self._in_utc(end)) for start, end in bounds]

    def of_element(self, spells: list[Spell]) -> list[Spell]:
        """The periods of a node or edge, which has those of a slice where it says nothing."""
        return spells or self._slice

    def _in_utc(self, moment: str) -> str:
        if self._zone is None or _CLOCK.fullmatch(moment.strip()) is None:
            return moment
        try:
            local = datetime.fromisoformat(moment.strip()).replace(tzinfo=self._zone)
            return local.astimezone(UTC).replace(tzinfo=None).isoformat()
        except (ValueError, OverflowError):
            return moment


def _brackets(cell: str | None) -> list[tuple[str, ...]]:
    """The parts of each pair of brackets; a list may stand without any."""
    if not cell:
        return []
    return split_cell(cell) or split_cell(f"[{cell.strip('<> ')}]")


def _zone(name: str, log: Log) -> tzinfo | None:
    """The zone of this name or offset; says so where it is not known."""
    if name in ("", "UTC", "Z"):
        return None
    if found := _OFFSET.fullmatch(name):
        ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
        if ahead < timedelta(days=1):
            return timezone(ahead if found[1] == "+" else -ahead)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        log.warn(f"The time zone {name[:40]!r} is not known; times were kept as written.")
        return None
