"""Writing the archive: CSV members in LinkedIn's dialects, as a folder and as a zip that is the same byte for byte."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

Row = Sequence[str]
ZIP_TIME = (2026, 1, 15, 9, 30, 0)
BOM = "\ufeff"


@dataclass(frozen=True)
class Dialect:
    """How one member is written: byte order mark, line ends, quotes, and whether the last line is ended."""

    bom: bool = False
    newline: str = "\n"
    quote_all: bool = False
    last_newline: bool = True


PLAIN = Dialect()


def table(header: Row, rows: Sequence[Row], dialect: Dialect = PLAIN, preamble: str = "") -> bytes:
    """A CSV member."""
    out = io.StringIO()
    writer = csv.writer(
        out,
        lineterminator=dialect.newline,
        quoting=csv.QUOTE_ALL if dialect.quote_all else csv.QUOTE_MINIMAL,
    )
    writer.writerow(header)
    writer.writerows(rows)
    text = preamble + out.getvalue()
    if not dialect.last_newline:
        text = text.removesuffix(dialect.newline)
    return ((BOM if dialect.bom else "") + text).encode("utf-8")


def zipped(members: dict[str, bytes]) -> bytes:
    """All members with one fixed time, in the given order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, date_time=ZIP_TIME)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED, compresslevel=9)
    return out.getvalue()


def write_folder(folder: Path, members: dict[str, bytes]) -> None:
    """The same members as files; what an earlier run left there goes."""
    if folder.exists():
        shutil.rmtree(folder)
    for name, content in members.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
