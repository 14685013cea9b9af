"""Times as programs write them: seconds since 1970, or ISO 8601. All become UTC where a zone is known."""

import math
from datetime import UTC, datetime
from typing import Any

#: Years in which people can have written to each other; a time outside is a mistake.
_YEARS = range(1900, 2200)


def as_utc(time: datetime) -> datetime | None:
    """The time in UTC if it names a zone, without it; None if nobody can have lived then."""
    utc = time if time.tzinfo is None else time.astimezone(UTC).replace(tzinfo=None)
    return utc if utc.year in _YEARS else None


def from_seconds(value: Any) -> datetime | None:
    """The time that lies so many seconds after 1970, given as a number or a text of one."""
    if isinstance(value, bool):
        return None
    try:
        return as_utc(datetime.fromtimestamp(float(value), UTC))
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def from_milliseconds(value: Any) -> datetime | None:
    """The time that lies so many milliseconds after 1970."""
    if isinstance(value, bool):
        return None
    try:
        seconds = float(value) / 1000.0
    except (TypeError, ValueError, OverflowError):
        return None
    return from_seconds(seconds) if math.isfinite(seconds) else None


def from_iso(value: Any) -> datetime | None:
    """A time in ISO 8601, in UTC if it names a zone, else as written."""
    if not isinstance(value, str):
        return None
    try:
        return as_utc(datetime.fromisoformat(value.strip().removesuffix(" UTC")))
    except (ValueError, OverflowError):
        return None


def from_pattern(value: Any, pattern: str) -> datetime | None:
    """A time written by a pattern of `strptime`, which names months in English."""
    if not isinstance(value, str):
        return None
    try:
        time = datetime.strptime(value.strip(), pattern)
        return time if time.tzinfo is None else time.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
