"""Times of a chat: whether the day or the month comes first follows from all of its dates."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from weakties.importers.whatsapp._lines import Stamp

#: Years in which there can be such chats; other calendars count others.
_YEARS = range(2000, 2100)
_BUDDHIST = 543


def is_day_first(stamps: Sequence[Stamp]) -> bool | None:
    """Whether days stand before months; None if the dates allow both.

    A number above 12 decides, then dots (which only those use who put the day first), then the
    order of the messages, which are written as time goes.
    """
    open_ones = [stamp for stamp in stamps if not stamp.year_first]
    day_first = any(stamp.parts[0] > 12 for stamp in open_ones)
    month_first = any(stamp.parts[1] > 12 for stamp in open_ones)
    if day_first or month_first:
        return None if day_first and month_first else day_first
    if open_ones and all(stamp.dotted for stamp in open_ones):
        return True
    back = [_steps_back(open_ones, day_first=order) for order in (True, False)]
    return None if back[0] == back[1] else back[0] < back[1]


def _steps_back(stamps: Sequence[Stamp], *, day_first: bool) -> int:
    """How often a date lies before the one above it."""
    times = [time_of(stamp, day_first=day_first) for stamp in stamps]
    days = [time.date() for time in times if time is not None]
    return sum(later < earlier for earlier, later in pairwise(days))


def time_of(stamp: Stamp, *, day_first: bool | None) -> datetime | None:
    """The time, as the clock of the telephone showed it; None if it cannot be told."""
    if stamp.year_first:
        year, month, day = stamp.parts
    elif day_first or stamp.parts[0] == stamp.parts[1]:
        day, month, year = stamp.parts
    elif day_first is None:
        return None
    else:
        month, day, year = stamp.parts
    year += 2000 if year < 100 else 0
    # Telephones in Thailand count the years from the Buddha on.
    year -= _BUDDHIST if year > _YEARS.stop + _BUDDHIST // 2 else 0
    if year not in _YEARS:
        return None
    try:
        return datetime(year, month, day, stamp.hour, stamp.minute, stamp.second)
    except ValueError:
        return None
