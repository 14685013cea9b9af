"""The formats that weakties reads: a list or pages for the terminal, tab-separated values, or JSON."""

import inspect
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from weakties import importers
from weakties.importers import Format

#: Every line of a format but its first begins with so many blanks.
_MARGIN = 4
_COLUMNS = ("name", "title", "gives", "how_to_get", "install")

#: Arguments of every reader.
_USUAL = ("path", "progress")
_HEADING = re.compile(r"^(\w[\w ]*)\n-+\n", re.MULTILINE)
_ENTRY = re.compile(r"^(\w+(?:, \w+)*) : (.+)\n((?:[ ]{4}.*\n|\n)+)", re.MULTILINE)


def show_formats(formats: Sequence[Format], *, as_json: bool, whole: bool) -> None:
    """Print what each format is, what it gives, where to get such a file and what to install.

    With ``whole`` also what its reader says: the files it takes, its arguments, and what to know.
    """
    rows = [_row(one) for one in formats]
    if as_json:
        shown = [{**row, **describe_reader(row["name"])} if whole else row for row in rows]
        sys.stdout.write(json.dumps(shown, indent=2, ensure_ascii=False) + "\n")
        return
    console = Console()
    if whole:
        for row in rows:
            _show(console, row)
            _show_details(console, row["name"])
        return
    if console.is_terminal:
        for row in rows:
            _show(console, row)
            console.print()
        return
    lines = ["\t".join(_COLUMNS), *("\t".join(row.values()) for row in rows)]
    sys.stdout.write("\n".join(lines) + "\n")


def _row(one: Format) -> dict[str, str]:
    gives = ", ".join(["people", *one.gives])
    install = f"pip install 'weakties[{one.extra}]'" if one.extra else ""
    return dict(zip(_COLUMNS, (one.name, one.title, gives, one.how_to_get, install)))


def describe_reader(name: str) -> dict[str, Any]:
    """What the reader of a format says of itself."""
    reader = getattr(importers, f"read_{name}")
    sections = _sections(inspect.getdoc(reader) or "")
    entries = _ENTRY.finditer(sections.get("Parameters", "") + "\n")
    arguments = {entry[1]: _plain(entry[3]) for entry in entries}
    return {
        "takes": arguments.pop("path", ""),
        "arguments": {one: words for one, words in arguments.items() if one not in _USUAL},
        "gives_in_detail": _plain(sections.get("Returns", "").partition("\n")[2]),
        "notes": [_plain(part) for part in sections.get("Notes", "").split("\n\n") if part.strip()],
        "reader": f"weakties.importers.{reader.__name__}",
    }


def _sections(text: str) -> Mapping[str, str]:
    """Text below each heading of a docstring."""
    _, *parts = _HEADING.split(text)
    return dict(zip(parts[::2], parts[1::2]))


def _plain(text: str) -> str:
    """A text in one line, without marks of code."""
    return " ".join(text.replace("`", "").split())


def _show(console: Console, row: Mapping[str, str]) -> None:
    console.print(Text(row["name"], style="bold"))
    console.print(_paragraph(row["title"]))
    console.print(_paragraph(f"Gives {row['gives']}.", style="dim"))
    console.print(_paragraph(row["how_to_get"], style="dim"))
    if row["install"]:
        console.print(_paragraph(f"Needs: {row['install']}", style="dim"))


def _show_details(console: Console, name: str) -> None:
    for heading, words in _page(describe_reader(name), name):
        console.print()
        console.print(_paragraph(heading, style="bold"))
        for text in words:
            console.print(_paragraph(text))
    console.print()


def _page(details: Mapping[str, Any], name: str) -> Iterator[tuple[str, list[str]]]:
    """Headings and paragraphs about one format."""
    one = importers.FORMATS[name]
    yield "Files", [details["takes"]]
    yield "What is read", [details["gives_in_detail"]]
    if details["notes"]:
        yield "Notes", details["notes"]
    example = ["weakties FILE", "weakties check FILE"]
    if one.read_one is not None:
        example.append("weakties FILE --ego ID")
    yield "On the command line", example
    names = [name for several in details["arguments"] for name in several.split(", ")]
    call = ", ".join(["FILE", *(f"{argument}=..." for argument in names)])
    options = [f"{argument}: {words}" for argument, words in details["arguments"].items()]
    yield "From Python", [f"{details['reader']}({call})", *options]


def _paragraph(text: str, *, style: str = "") -> Padding:
    return Padding(Text(text, style=style), (0, 0, 0, _MARGIN))
