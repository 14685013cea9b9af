"""Times in files: seconds since 1970, years, ISO, dates as people write them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from weakties._typing import FloatArray
from weakties.importers._cells.dates import parse_times

#: Smallest number that can count seconds since 1970 (it is in 1973); ids and weights are smaller.
FIRST_SECOND = 1e8
#: From so many on, a number counts milliseconds, microseconds, nanoseconds.
_UNITS = ((1e17, 1e-3), (1e14, 1.0), (1e11, 1e3), (FIRST_SECOND, 1e6))
_YEARS = (1500, 2100)
#: Nanoseconds beyond this lie outside what NumPy can count.
_LAST = 9e18
#: Share of the values that must be times, for a column that is not called so.
MOST = 0.9


def numbers_of(texts: Sequence[str]) -> FloatArray:
    """Texts as numbers, NaN for what is none."""
    values = pd.to_numeric(pd.Series(texts, dtype=object), errors="coerce")
    return values.to_numpy(dtype=np.float64)


def are_seconds(numbers: FloatArray) -> bool:
    """Whether whole numbers can only be times: each so large that it counts seconds."""
    finite = numbers[np.isfinite(numbers)]
    return len(finite) > 0 and bool((finite >= FIRST_SECOND).all() and (finite % 1 == 0).all())


def unknown_times(count: int) -> Any:
    """So many times that are not known."""
    return np.full(count, np.datetime64("NaT", "us"), dtype="datetime64[us]")


def parse_moments(texts: Sequence[str]) -> Any:
    """Moments in UTC as datetime64[us]; NaT for what is none."""
    found = unknown_times(len(texts))
    # ISO dates are told by their first hyphen; trying a million of them as numbers takes long.
    plain = [at for at, text in enumerate(texts) if text[4:5] != "-"]
    numbers = numbers_of([texts[at] for at in plain])
    numeric = np.array(plain, dtype=np.int64)[np.isfinite(numbers)]
    found[numeric] = _from_numbers(numbers[np.isfinite(numbers)])
    others = np.array([bool(text) for text in texts], dtype=bool)
    others[numeric] = False
    rest = np.flatnonzero(others)
    if len(rest):
        found[rest] = _from_texts([texts[at] for at in rest.tolist()])
    return found


def _from_numbers(numbers: FloatArray) -> Any:
    """Years if all can be, else seconds or their parts since 1970, by the size of the largest."""
    unknown = unknown_times(len(numbers))
    if len(numbers) == 0 or np.abs(numbers).max() > _LAST:
        return unknown
    if (numbers % 1 == 0).all() and _YEARS[0] <= numbers.min() and numbers.max() <= _YEARS[1]:
        return (numbers.astype(np.int64) - 1970).astype("datetime64[Y]").astype("datetime64[us]")
    factor = next((factor for least, factor in _UNITS if numbers.max() >= least), None)
    if factor is None:
        return unknown
    return np.rint(numbers * factor).astype(np.int64).astype("datetime64[us]")


def _from_texts(texts: list[str]) -> Any:
    parsed = pd.to_datetime(pd.Series(texts), format="ISO8601", errors="coerce", utc=True)
    found = parsed.dt.tz_localize(None).to_numpy(dtype="datetime64[us]").copy()
    rest = np.flatnonzero(np.isnat(found))
    if len(rest):
        values = parse_times([texts[at] for at in rest.tolist()]).values
        found[rest] = np.array(values, dtype="datetime64[us]")
    return found
