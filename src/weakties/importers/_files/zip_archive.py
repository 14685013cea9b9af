"""Zip archives as people have them: double, nested, in an extra folder, damaged or hostile."""

import stat
from collections.abc import Callable, Iterator
from functools import partial
from io import BufferedReader, BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from weakties.errors import ReadError
from weakties.importers._files.guard import Guarded, largest_allowed, refuse_bomb

#: A zip inside a zip is held in memory.
_LARGEST_INNER = 512 * 2**20
_MOST_MEMBERS = 100_000
_MOST_NESTED = 3
_ENCRYPTED = 0x1
_TEXT_ENDINGS = (".csv", ".tsv", ".txt", ".json", ".js", ".xml", ".html")

Opener = Callable[[], BinaryIO]


def open_zip(place: Path) -> tuple[ZipFile, ...]:
    """The zip and, where it holds nothing but another zip, that one, and so on."""
    archives = [_open(place, str(place))]
    try:
        while inner := _only_inner_zip(archives[-1], str(place)):
            archives.append(_open_inner(archives[-1], inner, str(place), depth=len(archives)))
    except ReadError:
        for archive in reversed(archives):
            archive.close()
        raise
    return tuple(archives)


def list_zip(archive: ZipFile, label: str) -> Iterator[tuple[str, ZipInfo, Opener]]:
    """Name, entry and opener of every safe file; an unsafe one refuses the archive."""
    for name, info in sorted(_checked(archive, label).items()):
        yield name, info, partial(_open_member, archive, info, f"{label}: {name}")


def _open(file: Path | BytesIO, label: str) -> ZipFile:
    try:
        return ZipFile(file)
    except PermissionError:
        message = f"{label} may not be read: permission denied. Change its permissions or copy it."
        raise ReadError(message) from None
    except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError, IndexError) as error:
        message = (
            f"{label} starts like a zip but is damaged or cut short ({error}). "
            "Download it again; the download may not have been finished."
        )
        raise ReadError(message) from None


def _only_inner_zip(archive: ZipFile, label: str) -> ZipInfo | None:
    """The inner zip, if the archive holds one and no text beside it."""
    checked = _checked(archive, label)
    inner = [info for name, info in checked.items() if name.lower().endswith(".zip")]
    has_text = any(name.lower().endswith(_TEXT_ENDINGS) for name in checked)
    return inner[0] if len(inner) == 1 and not has_text else None


def _open_inner(archive: ZipFile, info: ZipInfo, label: str, *, depth: int) -> ZipFile:
    where = f"{label}: {info.filename}"
    if depth > _MOST_NESTED:
        message = f"{label} is a zip in a zip, over {_MOST_NESTED} times. Unzip it first."
        raise ReadError(message)
    if info.file_size > _LARGEST_INNER:
        message = f"{where} is a zip over {_LARGEST_INNER // 2**20} MB inside a zip. Unzip it."
        raise ReadError(message)
    with _open_member(archive, info, where) as stream:
        return _open(BytesIO(stream.read()), where)


def _open_member(archive: ZipFile, info: ZipInfo, where: str) -> BinaryIO:
    try:
        stream = archive.open(info)
    except (BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        message = f"{where} is damaged and cannot be unpacked ({error}). Download it again."
        raise ReadError(message) from None
    guarded = Guarded(cast("BinaryIO", stream), where, largest_allowed(info.compress_size))
    return cast("BinaryIO", BufferedReader(guarded, 1 << 20))


def _checked(archive: ZipFile, label: str) -> dict[str, ZipInfo]:
    """Every file by its name, after refusing what no honest export holds."""
    entries = archive.infolist()
    if len(entries) > _MOST_MEMBERS:
        message = f"{label} lists over {_MOST_MEMBERS:,} files. Give the archive as downloaded."
        raise ReadError(message)
    files: dict[str, ZipInfo] = {}
    for info in entries:
        name = info.filename.replace("\\", "/")
        if name.endswith("/") or is_clutter(name):
            continue
        _refuse_unsafe(info, name, label)
        if name in files:
            message = f"{label} holds two files called {name}; which is meant? Unzip it first."
            raise ReadError(message)
        files[name] = info
    return files


def is_clutter(name: str) -> bool:
    """What file managers put beside the files."""
    parts = PurePosixPath(name).parts
    return not parts or parts[0] == "__MACOSX" or parts[-1].startswith(("._", ".DS_Store"))


def refuse_astray(name: str, label: str) -> None:
    """Refuse names that lead out of the archive."""
    if ".." in name.split("/") or name.startswith("/") or name[1:2] == ":":
        message = (
            f"{label} holds a file {name!r}, which leads out of the archive, as no honest export "
            "does. It was not read; download it again from where it came."
        )
        raise ReadError(message)


def _refuse_unsafe(info: ZipInfo, name: str, label: str) -> None:
    refuse_astray(name, label)
    if stat.S_ISLNK(info.external_attr >> 16):
        message = f"{label} holds a symbolic link, {name!r}. No export does; download it again."
        raise ReadError(message)
    if info.flag_bits & _ENCRYPTED:
        message = f"{label} is protected with a password ({name}). Unzip it and give the folder."
        raise ReadError(message)
    if info.file_size > largest_allowed(info.compress_size):
        where = f"{label}: {name}"
        raise refuse_bomb(where)
