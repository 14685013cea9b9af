"""The layers, limits and promises that hold for the whole source, read from the source itself."""

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import weakties

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "weakties"
FILES = sorted(SOURCE.rglob("*.py"))

BASE = {"errors", "_typing", "_registry", "_html", "_counting"}
CENTRE = BASE | {"connections", "network"}
MEANING = CENTRE | {"kernels"}
RESULTS = CENTRE | {"communities"}

#: Which parts of the package a part may import: one way, from the file to the terminal.
MAY_IMPORT = {
    "": {"errors"},
    "errors": set(),
    "_typing": set(),
    "_html": set(),
    "_counting": set(),
    "_columns": set(),
    "_registry": {"errors"},
    "_spreadsheets": set(),
    "_strengths": {"_typing"},
    "_legal_forms": set(),
    "_parallel_ties": {"errors", "_typing"},
    "_canonical": {"errors", "_typing", "_parallel_ties", "_strengths"},
    "kernels": {"_typing"},
    "connections": BASE,
    "network": BASE | {"_canonical", "_parallel_ties", "connections"},
    "convert": CENTRE | {"_canonical", "_columns", "_parallel_ties", "_strengths"},
    "export": CENTRE,
    "pseudonyms": CENTRE,
    "importers": CENTRE | {"_columns", "_spreadsheets", "_strengths", "kernels"},
    "build": CENTRE | {"_canonical", "_legal_forms", "_parallel_ties", "_strengths"},
    "datasets": CENTRE | {"importers"},
    "pooling": CENTRE
    | {"_canonical", "_columns", "_spreadsheets", "_strengths", "build", "importers"},
    "communities": MEANING | {"_legal_forms"},
    "measures": MEANING | {"communities"},
    "layout": MEANING | {"communities"},
    "backend": MEANING | {"measures"},
    "ranking": RESULTS | {"measures"},
    "plots": RESULTS | {"layout", "measures"},
    "report": RESULTS | {"_spreadsheets"},
    "result": RESULTS | {"export", "layout", "measures", "plots", "report"},
}
MAY_IMPORT["analysis"] = set(MAY_IMPORT)
MAY_IMPORT["_terminal"] = CENTRE | {"_arguments", "measures", "result"}
MAY_IMPORT["_format_list"] = {"importers"}
MAY_IMPORT["_arguments"] = {""}
MAY_IMPORT["cli"] = set(MAY_IMPORT)
MAY_IMPORT["__main__"] = {"cli"}

#: Packages of others that only these parts may import.
ONLY_IN = {
    "numba": {"kernels"},
    "llvmlite": {"kernels"},
    "matplotlib": {"plots"},
    "networkx": {"convert", "communities", "backend"},
    "community": {"communities"},
    "igraph": {"convert"},
    "rich": {"_terminal", "_format_list"},
    "argparse": {"cli", "_arguments"},
}

KERNELS_MAY_IMPORT = {"numpy", "numba", "llvmlite"} | sys.stdlib_module_names

NETWORK_MODULES = {
    *("socket", "ssl", "http", "urllib.request", "urllib3", "requests", "httpx", "aiohttp"),
    *("ftplib", "smtplib", "xmlrpc", "webbrowser"),
}


def module_name(file: Path) -> str:
    parts = ["weakties", *file.relative_to(SOURCE).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(file): file for file in FILES}


def part_of(module: str) -> str:
    return ([*module.split("."), ""])[1]


def is_for_types_only(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.If)
        and isinstance(node.test, ast.Name)
        and node.test.id == "TYPE_CHECKING"
    )


def imports_in(node: ast.AST, *, types_too: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every import below a node, as (module, names taken from it)."""
    for child in ast.iter_child_nodes(node):
        if is_for_types_only(child) and not types_too:
            continue
        if isinstance(child, ast.Import):
            yield from ((alias.name, ()) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield child.module or "", tuple(alias.name for alias in child.names)
        yield from imports_in(child, types_too=types_too)


@cache
def imported(module: str, *, types_too: bool = True) -> frozenset[str]:
    """Full names of the modules a module of ours imports, at the top or inside functions."""
    found = set()
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    for origin, names in imports_in(tree, types_too=types_too):
        inner = {f"{origin}.{name}" for name in names}
        modules = inner & MODULES.keys()
        found |= modules
        if not modules or inner - modules:
            found.add(origin)
    return frozenset(found)


def is_ours(module: str) -> bool:
    return module.split(".", maxsplit=1)[0] == "weakties"


def test_the_table_names_every_part_and_no_other() -> None:
    assert {part_of(module) for module in MODULES} <= MAY_IMPORT.keys()


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_parts_below_it(module: str) -> None:
    part = part_of(module)
    types_too = part != ""  # the package itself names its parts for type checkers
    used = {part_of(other) for other in imported(module, types_too=types_too) if is_ours(other)}
    assert used - {part} <= MAY_IMPORT[part]


def test_no_two_modules_import_each_other() -> None:
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " imports ".join([*path, module])
        if module in done:
            return
        for other in sorted(imported(module, types_too=False) & MODULES.keys()):
            visit(other, (*path, module))
        done.add(module)

    for module in MODULES:
        visit(module, ())


@pytest.mark.parametrize("module", MODULES)
def test_a_module_uses_the_packages_meant_for_its_layer(module: str) -> None:
    used = imported(module, types_too=False)
    others = {name.split(".")[0] for name in used if not is_ours(name)}
    astray = {
        name for name in others if part_of(module) not in ONLY_IN.get(name, {""} | set(MAY_IMPORT))
    }
    assert not astray
    if part_of(module) == "kernels":
        assert others <= KERNELS_MAY_IMPORT


@pytest.mark.parametrize("module", MODULES)
def test_nothing_can_reach_a_network(module: str) -> None:
    reached = {
        name
        for name in imported(module)
        if any(name == one or name.startswith(f"{one}.") for one in NETWORK_MODULES)
    }
    assert not reached


def loaded_after(statement: str) -> set[str]:
    """Names of the top-level modules in memory after one statement in a fresh process."""
    code = f"import sys; {statement}; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import weakties", {"matplotlib", "numba", "pandas", "scipy", "networkx", "rich"}),
        ("import weakties.cli", {"matplotlib", "numba", "pandas", "scipy", "networkx"}),
        ("import weakties.importers, weakties.build", {"matplotlib", "numba", "igraph"}),
        ("import weakties.backend", {"networkx", "numba", "numpy", "pandas", "scipy"}),
        ("import weakties.convert", {"matplotlib", "numba", "igraph"}),
        ("import weakties.measures, weakties.communities", {"matplotlib", "igraph"}),
        ("import weakties.ranking, weakties.layout", {"matplotlib", "igraph"}),
    ],
)
def test_heavy_packages_load_only_when_used(statement: str, absent: set[str]) -> None:
    loaded = loaded_after(statement)
    assert "weakties" in loaded
    assert not loaded & absent


def body_length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return function.end_lineno - body[0].lineno + 1 if body and function.end_lineno else 0


def functions() -> dict[str, int]:
    """Length of the body of every function, by place."""
    return {
        f"{file.relative_to(SOURCE)}:{node.lineno} {node.name}": body_length(node)
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_no_function_is_longer_than_sixty_lines() -> None:
    assert not {place: lines for place, lines in functions().items() if lines > 60}


def test_the_median_function_has_at_most_twelve_lines() -> None:
    assert statistics.median(functions().values()) <= 12


def test_no_file_has_more_than_three_hundred_lines() -> None:
    lines = {
        file.relative_to(SOURCE).as_posix(): file.read_text(encoding="utf-8").count("\n")
        for file in FILES
    }
    assert not {name: count for name, count in lines.items() if count > 300}


def test_no_file_is_a_drawer_for_everything() -> None:
    assert not {"utils", "helpers", "common", "misc"} & {file.stem.strip("_") for file in FILES}


def test_there_are_fewer_than_thirty_public_names() -> None:
    assert len(weakties.__all__) < 30


def text_files() -> Iterator[Path]:
    """Files of the project that people read, wherever the project was unpacked."""
    kinds = {".py", ".md", ".toml", ".yaml", ".cff", ".ipynb", ".css", ".txt", ".cfg", ".json"}
    for name in ("src", "tests", "docs", "data", "examples", "benchmarks", ".ci"):
        for file in sorted((ROOT / name).rglob("*")):
            hidden = any(part.startswith("_build") or part == "generated" for part in file.parts)
            if file.is_file() and not hidden and (file.suffix in kinds or file.name == "run"):
                yield file
    yield from (file for file in sorted(ROOT.iterdir()) if file.suffix in kinds)


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    places = re.compile(r"(?<![\w.<>~-])/(?:home|root|Users|work|mnt|tmp/\w)[/\w]|C:\\Users")
    found = {
        f"{file.relative_to(ROOT)}: {place.group()}"
        for file in text_files()
        for place in places.finditer(file.read_text(encoding="utf-8", errors="replace"))
    }
    assert not found
