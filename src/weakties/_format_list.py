"""The formats that weakties reads: a list for the terminal, tab-separated values, or JSON."""

import json
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from weakties.importers import Format

#: Every line of a format but its first begins with so many blanks.
_MARGIN = 4
_COLUMNS = ("name", "title", "gives", "how_to_get", "install")


def show_formats(formats: Sequence[Format], *, as_json: bool) -> None:
    """Print what each format is, what it gives, where to get such a file and what to install."""
    rows = [_row(one) for one in formats]
    if as_json:
        sys.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
        return
    console = Console()
    if console.is_terminal:
        for row in rows:
            _show(console, row)
        return
    lines = ["\t".join(_COLUMNS), *("\t".join(row.values()) for row in rows)]
    sys.stdout.write("\n".join(lines) + "\n")


def _row(one: Format) -> dict[str, str]:
    gives = ", ".join(["people", *one.gives])
    install = f"pip install 'weakties[{one.extra}]'" if one.extra else ""
    return dict(zip(_COLUMNS, (one.name, one.title, gives, one.how_to_get, install)))


def _show(console: Console, row: dict[str, str]) -> None:
    console.print(Text(row["name"], style="bold"))
    console.print(_paragraph(row["title"]))
    console.print(_paragraph(f"Gives {row['gives']}.", style="dim"))
    console.print(_paragraph(row["how_to_get"], style="dim"))
    if row["install"]:
        console.print(_paragraph(f"Needs: {row['install']}", style="dim"))
    console.print()


def _paragraph(text: str, *, style: str = "") -> Padding:
    return Padding(Text(text, style=style), (0, 0, 0, _MARGIN))
