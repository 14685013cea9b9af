"""Tables of what was measured: for the terminal, for the documentation, and all of it as CSV."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from itertools import groupby
from pathlib import Path

import numpy as np

from benchmarks.goals import Verdict
from benchmarks.rows import Row
from benchmarks.works import WORKS

HEADINGS = ("library", "what is called", "seconds", "× weakties", "memory", "runs", "answers")

#: Columns with numbers, which stand to the right.
NUMBERS = {
    *("seconds", "× weakties", "memory", "runs", "ties", "bytes a tie", "in all"),
    *("exponent of time", "of memory", "of steps", "of time against steps"),
    *("triangles a tie", "steps a tie", "nanoseconds a step", "milliseconds"),
}


def cases(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The rows of every piece of work on a graph, with a title."""
    for (work, graph), those in groupby(rows, key=lambda row: (row.work, row.graph)):
        here = list(those)
        people, ties = here[0].people, here[0].ties
        yield f"{WORKS[work].title}: {graph} ({people:,} people, {ties:,} ties)", here


def cells(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Texts of the rows of one case, weakties first and then the fastest."""
    first = rows[0].library
    in_order = sorted(rows, key=lambda row: (row.library != first, _for_order(row)))
    base = rows[0].seconds
    return [
        (
            f"{row.library} {row.version}",
            row.method,
            _seconds(row),
            _times(row, base),
            megabytes(row.memory),
            f"{row.runs}",
            _answers(row, first),
        )
        for row in in_order
    ]


def _for_order(row: Row) -> float:
    return np.inf if np.isnan(row.at_least) else row.at_least


def _seconds(row: Row) -> str:
    if np.isnan(row.at_least):
        return "–"
    return f"> {row.limit:g}" if row.is_bound else three_digits(row.seconds)


def _times(row: Row, base: float) -> str:
    times = row.at_least / base
    if np.isnan(times):
        return "–"
    return f"{'> ' if row.is_bound else ''}{three_digits(times)}"


def three_digits(value: float) -> str:
    """A number with three digits that count, at most four of them after the point."""
    digits = 2 - int(np.floor(np.log10(value))) if value > 0 else 0
    return f"{value:,.{max(0, min(digits, 4))}f}"


def megabytes(count: float) -> str:
    """Bytes as megabytes; a dash for what is not known."""
    return "–" if np.isnan(count) else f"{three_digits(count / 1e6)} MB"


def _answers(row: Row, first: str) -> str:
    """What there is to say of the answers, or of why there are none."""
    if row.status != "done":
        return row.status
    if row.disagreement:
        return f"DISAGREE: {row.disagreement}"
    if WORKS[row.work].check == "modularity":
        return f"modularity {row.modularity:.4f}"
    if row.work == "local":
        return f"{row.memory / row.ties:.0f} bytes a tie"
    return "" if row.library == first else "agree"


def markdown(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A table as the documentation includes it."""
    rule = ["---:" if heading in NUMBERS else "---" for heading in headings]
    return "".join(f"| {' | '.join(line)} |\n" for line in [headings, rule, *lines])


def plain(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A table as the terminal shows it."""
    everything = [headings, *lines]
    widths = [max(map(len, column)) for column in zip(*everything)]
    to_the_right = [heading in NUMBERS for heading in headings]
    return "\n".join(
        "  ".join(
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(line, widths, to_the_right)
        ).rstrip()
        for line in everything
    )


def comparison(rows: Sequence[Row], verdicts: Sequence[Verdict], notes: str) -> str:
    """The page of a comparison, after notes on how it came about."""
    tables = [f"**{title}**\n\n{markdown(HEADINGS, cells(here))}" for title, here in cases(rows)]
    parts = [f"{notes}\n", verdict_table(verdicts), *tables]
    return "\n".join(filter(None, parts))


def verdict_table(verdicts: Sequence[Verdict]) -> str:
    """What is held to, and what was measured; nothing if nothing is."""
    lines = [(one.subject, one.goal, one.measured, one.word) for one in verdicts]
    return markdown(("work", "goal", "measured", ""), lines) if lines else ""


def write_csv(file: Path, rows: Sequence[Row]) -> None:
    """Write everything that was measured; what could not be is empty."""
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, [one.name for one in fields(Row)], lineterminator="\n")
        table.writeheader()
        for row in rows:
            table.writerow({name: _plain(value) for name, value in asdict(row).items()})


def _plain(value: object) -> object:
    if isinstance(value, float):
        return "" if np.isnan(value) else float(f"{value:.6g}")
    return value
