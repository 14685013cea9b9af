"""Small tables for notebooks: escaped, without styles or scripts, and nothing to load."""

from collections.abc import Mapping, Sequence
from html import escape


def summary_table(title: str, rows: Mapping[str, object], *, notes: Sequence[str] = ()) -> str:
    """A title, a row per fact, and sentences below."""
    body = "".join(
        f'<tr><th style="text-align: left">{escape(name)}</th>'
        f'<td style="text-align: left">{escape(str(value))}</td></tr>'
        for name, value in rows.items()
    )
    below = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return (
        f"<div><strong>{escape(title)}</strong><table>{body}</table>"
        f"{f'<ul>{below}</ul>' if below else ''}</div>"
    )
