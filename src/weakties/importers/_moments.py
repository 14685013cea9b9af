"""Times as programs write them: seconds since 1970, or ISO 8601. All become UTC where a zone is known."""

import math
from datetime import UTC, datetime
from typing import Any


def from_seconds(value: Any) -> datetime | None:
    """The time that lies so many seconds after 1970, given as a number or a text of one."""
    if isinstance(value, bool):
        return None
    try:
        seconds = float(value)
        return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)
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
        time = datetime.fromisoformat(value.strip().removesuffix(" UTC"))
        return time if time.tzinfo is None else time.astimezone(UTC).replace(tzinfo=None)
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
