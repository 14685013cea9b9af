"""Write the reference pages of what is registered, so that they never differ from the code."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from weakties.backend import FUNCTIONS, interface
from weakties.build import RULES
from weakties.communities import METHODS
from weakties.importers import FORMATS
from weakties.measures import MEASURES

SCOPES = {
    "own": "own ties",
    "neighbourhood": "ties among contacts",
    "paths": "paths through the whole network",
}


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [".. list-table::", "   :header-rows: 1", "   :widths: auto", ""]
    for row in [header, *rows]:
        lines += [f"   {'*' if at == 0 else ' '} - {cell}" for at, cell in enumerate(row)]
    return [*lines, ""]


def heading(text: str, sign: str) -> list[str]:
    return [text, sign * len(text), ""]


def stubs(module: str, names: Iterable[str]) -> list[str]:
    """Ask for a page for each function, out of sight: the table above links to them."""
    head = [f".. currentmodule:: {module}", "", ".. container:: d-none", ""]
    ask = ["   .. autosummary::", "      :toctree:", ""]
    return [*head, *ask, *(f"      {name}" for name in names), ""]


def measures_page() -> list[str]:
    lines = heading("Measures", "=")
    lines += [
        "Each links to its formula, conventions, cost and source. *Looks at* is what the data must",
        "show for the measure to be valid: where they do not, the verdict says so.",
        "",
    ]
    titles = {"person": "Of people", "tie": "Of ties", "network": "Of the whole network"}
    for level, title in titles.items():
        here = [one for one in MEASURES.values() if one.level == level]
        if not here:
            continue
        lines += heading(title, "-")
        rows = [
            (
                f":func:`~weakties.measures.{one.name}`",
                one.summary,
                SCOPES[one.scope],
                "yes" if one.needs_partition else "no",
            )
            for one in here
        ]
        lines += table(("Measure", "What it is", "Looks at", "Needs communities"), rows)
        lines += stubs("weakties.measures", (one.name for one in here))
    return lines


def formats_page() -> list[str]:
    lines = heading("Formats", "=")
    lines += [
        "``weakties.read`` recognises them by content; ``format=`` insists on one.",
        "``weakties formats`` lists them on the command line.",
        "",
    ]
    rows = [
        (
            f":func:`{one.name} <weakties.importers.read_{one.name}>`",
            one.title,
            ", ".join(["people", *one.gives]),
            one.how_to_get,
            f"``weakties[{one.extra}]``" if one.extra else "",
        )
        for one in FORMATS.values()
    ]
    header = ("Name, and function", "What it is", "What it gives", "How to get one", "Needs")
    lines += table(header, rows)
    return lines + stubs("weakties.importers", (f"read_{name}" for name in FORMATS))


def methods_page() -> list[str]:
    lines = heading("Ways to detect communities", "=")
    lines += ["For ``weakties.detect_communities(network, method=...)``.", ""]
    return lines + table(
        ("Method", "What it does"), [(f"``{k}``", about(v)) for k, v in METHODS.items()]
    )


def rules_page() -> list[str]:
    lines = heading("Rules that make ties", "=")
    lines += [
        "For ``weakties.build_network(connections, ties=[...])`` and ``weakties FILE --ties ...``.",
        "Rules whose evidence is not *inferred* observe ties: ``ties='observed'`` takes these.",
        "",
    ]
    rows = [(f"``{one.name}``", one.summary, one.evidence) for one in RULES.values()]
    return lines + table(("Rule", "What makes a tie", "Best evidence"), rows)


def networkx_page() -> list[str]:
    lines = heading("Functions of NetworkX", "=")
    lines += [
        'What ``backend="weakties"`` answers, and what there is to know beside the documentation',
        "of NetworkX: see :doc:`/how-to/networkx`.",
        "",
    ]
    rows = [(f"``{k}``", about(getattr(interface, k)), v) for k, v in FUNCTIONS.items()]
    return lines + table(("Function", "What it gives", "What to know"), rows)


def about(entry: Any) -> str:
    """First line about an entry, its own or that of its docstring."""
    return getattr(entry, "summary", None) or (entry.__doc__ or "").strip().splitlines()[0]


PAGES = {
    "measures": measures_page,
    "formats": formats_page,
    "methods": methods_page,
    "rules": rules_page,
    "networkx": networkx_page,
}


def write_pages(app: Sphinx, _config: object) -> None:
    folder = Path(app.srcdir) / "reference" / "generated"
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        text = "\n".join(page())
        file = folder / f"{name}.rst"
        # Left alone if nothing changed: Sphinx reads again what is newer than its last build.
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("config-inited", write_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
