"""Times as programs write them."""

from datetime import datetime

import pytest

from weakties.importers._cells.moments import (
    from_iso,
    from_milliseconds,
    from_pattern,
    from_seconds,
)

NEVER = [
    None,
    "",
    "x",
    True,
    1e11 * 1000,
    -1e10 * 1000,
    [],
    {},
    "nan",
    "inf",
    float("nan"),
    1e30,
    -1e30,
    10**400,
]


@pytest.mark.parametrize("value", [1709551234, "1709551234", 1709551234.0, "1709551234.000000"])
def test_seconds(value) -> None:
    assert from_seconds(value) == datetime(2024, 3, 4, 11, 20, 34)


def test_parts_of_seconds() -> None:
    assert from_seconds("1709551234.001200") == datetime(2024, 3, 4, 11, 20, 34, 1200)
    assert from_milliseconds(1709551234567) == datetime(2024, 3, 4, 11, 20, 34, 567000)


@pytest.mark.parametrize("value", NEVER)
@pytest.mark.parametrize("reader", [from_seconds, from_milliseconds])
def test_no_time_is_made_up(reader, value) -> None:
    assert reader(value) is None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2024-03-04T11:20:34Z", datetime(2024, 3, 4, 11, 20, 34)),
        ("2024-03-04T13:20:34.567+02:00", datetime(2024, 3, 4, 11, 20, 34, 567000)),
        ("2024-03-04 11:20:34 UTC", datetime(2024, 3, 4, 11, 20, 34)),
        ("2024-03-04T11:20", datetime(2024, 3, 4, 11, 20)),
        ("2021-03-1706:47:05.123Z", None),
        ("0001-01-01T00:00:00+10:00", None),
        ("1066-10-14T09:00:00", None),
        ("9999-12-31T23:59:59-01:00", None),
        ("", None),
        (7, None),
    ],
)
def test_iso(text, time) -> None:
    assert from_iso(text) == time


def test_patterns() -> None:
    pattern = "%a %b %d %H:%M:%S %z %Y"
    time = datetime(2024, 3, 5, 14, 2, 11)
    assert from_pattern("Tue Mar 05 16:02:11 +0200 2024", pattern) == time
    assert from_pattern("Tuesday", pattern) is None
    assert from_pattern(None, pattern) is None
