"""A folder with the results: written whole or not at all, and never over anybody's files."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from weakties._spreadsheets import write_cells
from weakties.errors import WriteError

DOCUMENT = "analysis.json"


def write_folder(
    folder: str | os.PathLike[str],
    tables: Mapping[str, pd.DataFrame],
    document: str,
    draw: Callable[[Path], None],
) -> Path:
    """Write tables as CSV, the document and the pictures into a folder.

    Parameters
    ----------
    folder : path
        Made if it is not there. A folder that holds an earlier analysis is replaced; one that
        holds anything else is left alone.
    tables : mapping of str to DataFrame
        Name of the file (without ``.csv``) and table.
    document : str
        Text of ``analysis.json``.
    draw : callable
        Called with the folder to put the pictures into.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    WriteError
        If the folder holds files that weakties did not write, or cannot be written.
    """
    target = check_folder(folder)
    try:
        return _write(target, tables, document, draw)
    except OSError as error:
        raise _cannot_write(target, error) from error


def _cannot_write(target: Path, error: OSError) -> WriteError:
    message = f"Cannot write to {target}: {error.strerror or error}. Choose another folder."
    return WriteError(message)


def _write(
    target: Path,
    tables: Mapping[str, pd.DataFrame],
    document: str,
    draw: Callable[[Path], None],
) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        for name, table in tables.items():
            _write_table(draft / f"{name}.csv", table)
        draw(draft)
        (draft / DOCUMENT).write_text(document, encoding="utf-8")
        target.mkdir(exist_ok=True)
        for old in _known_names(target / DOCUMENT):
            (target / old).unlink(missing_ok=True)
        for file in sorted(draft.iterdir()):
            file.replace(target / file.name)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return target


def check_folder(folder: str | os.PathLike[str]) -> Path:
    """The full path of a folder that may be written: free, or holding an earlier analysis.

    Raises `WriteError` for any other, before anything is computed or written.
    """
    target = Path(os.path.abspath(folder))  # noqa: PTH100 (resolve would follow links)
    try:
        foreign = _foreign_files(target)
        above = next(one for one in (target, *target.parents) if one.exists())
    except WriteError:
        raise
    except OSError as error:
        raise _cannot_write(target, error) from error
    if foreign:
        message = (
            f"{target} holds files that weakties did not write ({', '.join(foreign[:3])}). "
            "Nothing was changed; choose another folder with -o."
        )
        raise WriteError(message)
    if not os.access(above, os.W_OK | os.X_OK):
        message = f"Cannot write to {target}: {above} may not be written. Choose another folder."
        raise WriteError(message)
    return target


def _foreign_files(target: Path) -> list[str]:
    """Names of files in the way that no earlier analysis wrote."""
    if not target.exists() and not target.is_symlink():
        return []
    if target.is_symlink() or not target.is_dir():
        message = f"{target} is there and is no folder. Choose another one with -o."
        raise WriteError(message)
    found = {entry.name for entry in target.iterdir()}
    return sorted(found - _known_names(target / DOCUMENT)) if found else []


def _known_names(document: Path) -> set[str]:
    """Names of the files of the analysis that a document belongs to."""
    try:
        content = json.loads(document.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    files = content.get("files") if isinstance(content, dict) else None
    return {str(name) for name in files} if isinstance(files, list) else set()


def _write_table(file: Path, table: pd.DataFrame) -> None:
    named = table.index.name is not None or table.index.nlevels > 1
    with file.open("w", encoding="utf-8", errors="replace", newline="") as stream:
        write_cells(table.reset_index() if named else table, stream)
