"""Tables of what was measured."""

import csv
from pathlib import Path

import numpy as np
import pytest

from benchmarks.curves import GROUPS, fitted_cells, steps_cells
from benchmarks.figure import COLOURS
from benchmarks.page import HEADINGS, cells, comparison, markdown, plain, three_digits, write_csv


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.000123, "0.0001"),
        (0.01234, "0.0123"),
        (1.234, "1.23"),
        (12.34, "12.3"),
        (1234.5, "1,234"),
    ],
)
def test_numbers_have_three_digits_that_count(value: float, text: str) -> None:
    assert three_digits(value) == text


def test_rows_stand_in_order_of_time_with_ours_first(row) -> None:
    rows = [
        row(seconds=2.0),
        row(library="slow", status="over the time limit"),
        row(library="wrong", seconds=4.0, disagreement="betweenness: 1 of 2 differ"),
        row(library="broken", status="ValueError: no"),
        row(library="quick", seconds=1.0),
    ]
    found = [dict(zip(HEADINGS, line)) for line in cells(rows)]
    assert [line["library"] for line in found] == [
        *("weakties 1", "quick 1", "wrong 1", "slow 1", "broken 1")
    ]
    assert [line["seconds"] for line in found] == ["2.00", "1.00", "4.00", "> 60", "–"]
    assert [line["× weakties"] for line in found] == ["1.00", "0.500", "2.00", "> 30.0", "–"]
    assert [line["answers"] for line in found] == [
        "",
        "agree",
        "DISAGREE: betweenness: 1 of 2 differ",
        "over the time limit",
        "ValueError: no",
    ]


def test_pages_have_a_table_for_every_case(row) -> None:
    rows = [row(seconds=1.0), row(seconds=1.0, graph="lfr:10", work="holes")]
    page = comparison(rows, [], "Measured here.")
    assert page.startswith("Measured here.\n\n**Exact betweenness of people: rmat:1000")
    assert page.count("| library |") == 2


def test_tables_for_pages_and_terminals() -> None:
    table = ("library", "seconds"), [("a", "1.5"), ("long", "20")]
    assert markdown(*table).splitlines() == [
        "| library | seconds |",
        "| --- | ---: |",
        "| a | 1.5 |",
        "| long | 20 |",
    ]
    assert plain(*table).splitlines() == [
        "library  seconds",
        "a            1.5",
        "long          20",
    ]


def test_everything_measured_is_written(row, tmp_path: Path) -> None:
    write_csv(tmp_path / "rows.csv", [row(seconds=1.23456789, memory=np.nan)])
    with (tmp_path / "rows.csv").open(encoding="utf-8") as file:
        (line,) = csv.DictReader(file)
    assert (line["library"], line["seconds"], line["memory"]) == ("weakties", "1.23457", "")


def test_exponents_are_those_of_the_last_two_decades(row) -> None:
    rows = [
        row(
            work="local",
            graph=f"rmat:{size}",
            ties=size,
            seconds=seconds,
            memory=size,
            steps=5.0 * size**2,
            triangles=2.0 * size,
        )
        for size, seconds in ((10, 50.0), (10**5, 1.0), (10**6, 10.0), (10**7, 100.0))
    ]
    title = "All measures of own ties and surroundings"
    assert fitted_cells(rows) == [("R-MAT", title, "1.00", "1.00", "2.00", "0.50")]
    assert steps_cells(rows)[1] == ("R-MAT", "100,000", "2.00", title, "500000", "0.02")


def test_steps_are_counted_where_they_say_something(row) -> None:
    assert steps_cells([row(work="communities", graph="rmat:10", ties=10)]) == []


def test_every_curve_has_a_colour() -> None:
    assert {work for works, _ in GROUPS for work in works} <= set(COLOURS)
