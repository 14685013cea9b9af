"""Words and tables on the terminal; tab-separated values where there is none."""

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pandas as pd
from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table
from rich.text import Text

from weakties._arguments import as_options
from weakties._counting import count
from weakties.connections import Connections, count_tied_pairs
from weakties.measures import MEASURES
from weakties.result import Analysis

#: Files that are named; how many others there were is said.
_MOST_FILES = 20

#: Progress shows only on work that takes longer than this, in seconds.
_PATIENCE = 1.0

_TIE_COLUMNS = {
    "source_label": "person",
    "target_label": "person",
    "structural_weakness": "structural",
    "interaction_weakness": "interaction",
    "why": "why",
}
_ON_WEAKNESS = (
    "structural: from 0, all contacts shared, to 1, none shared; "
    "interaction: share of the observed ties that are stronger"
)


class Narrator:
    """Says on standard error what is going on, with a bar on a terminal."""

    def __init__(self, *, quiet: bool) -> None:
        self._console = Console(stderr=True, quiet=quiet)
        self._bar: Progress | None = None
        self._task = TaskID(0)
        self._started: dict[str, float] = {}

    def say(self, words: str) -> None:
        self.close()
        self._console.print(Text(words), style="dim", highlight=False)

    def progress(self, what: str, done: int, total: int) -> None:
        started = self._started.setdefault(what, time.monotonic())
        if not self._console.is_terminal or time.monotonic() - started < _PATIENCE:
            return
        if self._bar is None:
            columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
            self._bar = Progress(*columns, console=self._console, transient=True)
            self._task = self._bar.add_task(what, total=total)
            self._bar.start()
        self._bar.update(self._task, description=what, completed=done, total=total)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


@contextmanager
def narrator(*, quiet: bool) -> Iterator[Narrator]:
    """A narrator whose bar is gone at the end, however it ends."""
    one = Narrator(quiet=quiet)
    try:
        yield one
    finally:
        one.close()


def show(result: Analysis, *, top: int) -> None:
    """Print what was read, the findings in words, and the first rows of the tables."""
    console = Console()
    if not console.is_terminal:
        _show_plain(result, top)
        return
    _heading(console, "What was read")
    for line in _reading_lines(result):
        _paragraph(console, line)
    for caution in result.cautions:
        _paragraph(console, _told(caution), style="yellow")
    _heading(console, "The network")
    for sentence in result.sentences:
        _paragraph(console, _told(sentence))
    by = result.settings["by"]
    columns = {"label": "person", "joins": "joins", by: _spaced(by), "why": "why"}
    note = f"{_spaced(by)}: {MEASURES[by].summary[:1].lower()}{MEASURES[by].summary[1:-1]}"
    _table(console, "Connectors", _first(result.connectors, columns, top), note)
    _table(console, "Weak ties", _first(result.weak_ties, _TIE_COLUMNS, top), _ON_WEAKNESS)
    columns = {"label": "person", "kind": "kind", "why": "why"}
    _table(console, "Isolates", _first(result.isolates, columns, top))
    left = len(result.isolates) - top
    if left > 0:
        _paragraph(console, f"and {left:,} more, in isolates.csv", style="dim")


def _spaced(measure: str) -> str:
    return measure.replace("_", " ")


def _paragraph(console: Console, text: str, *, style: str = "") -> None:
    """A text that keeps its margin on every line it takes."""
    console.print(Padding(Text(text, style=style), (0, 0, 0, 2)))


def _reading_lines(result: Analysis) -> list[str]:
    read = result.reading()
    files = _files(read["files"])
    left_out = ", ".join(f"{why} ({rows:,})" for why, rows in read["rows_left_out"].items())
    hidden, repeated, loops = (
        read[name] for name in ("hidden_members", "duplicates_merged", "loops_dropped")
    )
    shares = ", ".join(
        f"{ties:,} {'INFERRED' if name == 'inferred' else name}"
        for name, ties in read["evidence"].items()
        if ties
    )
    people = count(read["people"], "person", "people")
    ties = count(read["ties"], "tie", "ties")
    both_ways = f" ({read['ties_both_ways']:,} both ways)" if read["ties_both_ways"] else ""
    seen = f"; {count(hidden, 'hidden member', 'hidden members')} counted" if hidden else ""
    lines = [
        f"{people}{seen}; {ties}{both_ways}{f': {shares}' if shares else ''}",
        f"Format {read['format']}; files used: {files}" if files else "",
        f"Left out (faulty rows are listed by 'weakties check'): {left_out}" if left_out else "",
        f"{count(repeated, 'repeated row', 'repeated rows')} merged" if repeated else "",
        f"{count(loops, 'tie', 'ties')} of a person to themselves dropped" if loops else "",
    ]
    lines += [_rules_line("Observed", read["rules"]), _rules_line("INFERRED", read["rules"])]
    lines += [_left_out_line(read["rules"])]
    lines += [str(warning) for warning in read["warnings"]]
    return [_told(line) for line in lines if line]


def _files(rows: Mapping[str, int]) -> str:
    """The files with most rows, in order of name; some exports have thousands."""
    largest = sorted(rows, key=lambda name: (-rows[name], name))[:_MOST_FILES]
    shown = ", ".join(f"{name} ({count(rows[name], 'row', 'rows')})" for name in sorted(largest))
    rest = len(rows) - len(largest)
    left = sum(rows.values()) - sum(rows[name] for name in largest)
    return f"{shown} and {rest:,} more ({count(left, 'row', 'rows')})" if rest else shown


def _rules_line(title: str, rules: list[dict[str, Any]]) -> str:
    """Which rules gave ties of this kind, and how many; a tie may stand under several."""
    chosen = [r for r in rules if (r["evidence"] == "inferred") == (title == "INFERRED")]
    counts = ", ".join(f"{r['rule']} {r['ties']:,}" for r in chosen if r["ties"])
    return f"{title} by rule: {counts}" if counts else ""


def _left_out_line(rules: list[dict[str, Any]]) -> str:
    """What each rule made no ties of, and why."""
    parts = [
        f"{rule['rule']} {foci:,} ({why})"
        for rule in rules
        for why, foci in rule["left_out"].items()
    ]
    return f"Left out by rule: {', '.join(parts)}" if parts else ""


def _first(table: pd.DataFrame, columns: dict[str, str], top: int) -> pd.DataFrame:
    rows = table.head(top)
    chosen = rows[[column for column in columns if column in rows]]
    if rows.index.name == "rank":
        chosen = chosen.reset_index()
    return chosen.set_axis([columns.get(name, "#") for name in chosen.columns], axis="columns")


def _heading(console: Console, title: str) -> None:
    console.print()
    console.print(Text(title, style="bold"))


def _table(console: Console, title: str, rows: pd.DataFrame, note: str = "") -> None:
    _heading(console, title)
    if rows.empty:
        _paragraph(console, "none", style="dim")
        return
    table = Table(box=None, pad_edge=True, header_style="dim", show_edge=False)
    for name in rows.columns:
        numeric = name == "#" or pd.api.types.is_numeric_dtype(rows.iloc[:, list(rows).index(name)])
        table.add_column(name, justify="right" if numeric else "left", no_wrap=name == "#")
    for row in rows.itertuples(index=False):
        table.add_row(*(Text(_readable(value)) for value in row))
    console.print(table)
    if note:
        _paragraph(console, note, style="dim")


def _show_plain(result: Analysis, top: int) -> None:
    lines = ["# read", *_reading_lines(result)]
    lines += ["", "# cautions", *map(_told, result.cautions)] if result.cautions else []
    lines += ["", "# summary", *map(_told, result.sentences)]
    tables = {
        "connectors": result.connectors,
        "weak ties": result.weak_ties,
        "isolates": result.isolates,
    }
    for title, table in tables.items():
        rows = table.head(top)
        rows = rows.reset_index() if rows.index.name == "rank" else rows
        lines += ["", f"# {title}", "\t".join(rows.columns) if len(rows) else "none"]
        lines += ["\t".join(map(_cell, row)) for row in rows.itertuples(index=False)]
    left = len(result.isolates) - top
    more = count(left, "more isolate", "more isolates")
    lines += [f"# and {more}, see isolates.csv"] if left > 0 else []
    sys.stdout.write("\n".join(lines) + "\n")


def show_check(file: str, found: Connections, notes: Sequence[str] = ()) -> None:
    """Print what a file is, what was read of it and every row that could not be used."""
    origin = found.provenance
    hidden = f", {count(origin.hidden, 'hidden member', 'hidden members')}" * bool(origin.hidden)
    lines = [
        f"{file}: {origin.format}",
        f"people\t{len(found.people) - (found.owner is not None):,}{hidden}",
        *_counts_of(found),
        f"owner\t{_owner_of(found)}",
        *(f"note\t{as_options(note)}" for note in notes),
        *(f"file\t{name}\t{count(rows, 'row', 'rows')}" for name, rows in origin.files.items()),
        *(f"left out\t{reason}\t{rows}" for reason, rows in origin.dropped.items()),
        *(f"warning\t{as_options(warning)}" for warning in origin.warnings),
    ]
    for problem in origin.problems:
        place = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
        lines.append(f"problem\t{place}\t{problem.reason}\t{problem.found}")
    listed = sum(problem.reason in origin.dropped for problem in origin.problems)
    left = sum(origin.dropped.values()) - listed
    lines += (
        [f"rows left out that are not listed: {left:,}"] if origin.problems and left > 0 else []
    )
    sys.stdout.write("\n".join(_clean(line, keep="\t") for line in lines) + "\n")


def _owner_of(found: Connections) -> str:
    """Whose file it is, who is not counted among the people."""
    if found.owner is None:
        return "none: the file is not one person's, or does not say whose it is"
    label = found.people["label"].to_dict()[found.owner]
    return f"{label} (not counted among the people)"


def _counts_of(found: Connections) -> list[str]:
    """How many ties, events and memberships there are; the ways and times a tie is stated are one."""
    rows = {"events": len(found.events), "memberships": len(found.memberships)}
    stated, ties = len(found.ties), count_tied_pairs(found)
    lines = [f"{name}\t{number:,}" for name, number in rows.items() if number]
    if stated == 0:
        return lines
    return [f"ties\t{ties:,}{f', stated in {stated:,} rows' * (ties < stated)}", *lines]


def _readable(value: Any) -> str:
    """A cell for people: few digits, thousands apart."""
    if not isinstance(value, float) or pd.isna(value):
        return _cell(value)
    return f"{value:,.0f}" if 1000 <= abs(value) < 1e15 else f"{value:.3g}"


def _cell(value: Any) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return _clean(str(value))


def _told(text: str) -> str:
    """A sentence in the words of the command line."""
    return _clean(as_options(text))


def _clean(text: str, keep: str = "") -> str:
    """Text without characters that would move the cursor or turn the direction of writing."""
    return "".join(one if one.isprintable() or one in keep else " " for one in text)
