"""What the file system says of a path that a user gave, in words where it says no."""

import difflib
import os
import stat
from pathlib import Path
from typing import BinaryIO

from weakties.errors import ReadError

#: Folders are searched this deep: an archive may sit in one extra folder and has subfolders.
_DEEPEST = 8
_MOST_FILES = 1_000_000


def place_of(path: str | os.PathLike[str]) -> Path:
    """The path that was named."""
    if not os.fspath(path):
        message = (
            "No file was named. Give a file or a folder; the current folder is called . (dot)."
        )
        raise ReadError(message)
    try:
        return Path(path).expanduser()
    except RuntimeError:
        message = (
            f"{path}: the home folder that the sign ~ stands for is not known. Check the name of "
            "the user, or write out the path."
        )
        raise ReadError(message) from None


def mode_of(place: Path) -> int:
    """Of what kind the file or folder is; `ReadError` where there is none."""
    try:
        return place.stat().st_mode
    except FileNotFoundError:
        if place.is_symlink():
            message = (
                f"{place} is a broken link: {place.readlink()}, where it leads, is not there. "
                "Give the file itself."
            )
            raise ReadError(message) from None
        message = f"There is no file or folder {place}.{_similar_names(place)}"
        raise ReadError(message) from None
    except (OSError, ValueError) as error:
        raise ReadError(_cannot_open(place, error)) from None


def _similar_names(place: Path) -> str:
    try:
        beside = sorted(entry.name for entry in place.absolute().parent.iterdir())
    except OSError:
        return f" The folder {place.parent} cannot be listed either; check the path."
    close = difflib.get_close_matches(place.name, beside, n=3, cutoff=0.6)
    return f" Did you mean {' or '.join(close)}?" if close else " Check the path."


def kind_of_device(mode: int) -> str:
    """What it is if it is neither file nor folder."""
    kinds = {
        stat.S_IFIFO: "a named pipe",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
    }
    return kinds.get(stat.S_IFMT(mode), "something else")


def _cannot_open(place: Path, error: Exception) -> str:
    if isinstance(error, PermissionError):
        return f"{place} may not be read: permission denied. Change its permissions or copy it."
    reason = getattr(error, "strerror", None) or str(error)
    return f"{place} cannot be opened: {reason}. Check the path."


def open_plain(place: Path) -> BinaryIO:
    """Open as bytes."""
    try:
        return place.open("rb")
    except OSError as error:
        raise ReadError(_cannot_open(place, error)) from None


def first_bytes(place: Path) -> bytes:
    """As many bytes as tell how a file is packed."""
    with open_plain(place) as stream:
        try:
            return stream.read(4)
        except OSError as error:
            raise ReadError(_cannot_open(place, error)) from None


def files_in(place: Path) -> tuple[list[Path], tuple[str, ...]]:
    """Ordinary files up to some depth, in order of name, and the links met."""
    files: list[Path] = []
    links: list[str] = []

    def fail(error: OSError) -> None:
        raise ReadError(_cannot_open(Path(error.filename or place), error)) from None

    for folder, folders, names in os.walk(place, onerror=fail):
        here = Path(folder)
        deep = len(here.relative_to(place).parts) + 1 >= _DEEPEST
        # A Maildir hides its folders, as programs hide theirs.
        shown = (one for one in folders if one[0] != "." or (here / one / "cur").is_dir())
        folders[:] = [] if deep else sorted(shown)
        for name in sorted(names):
            file = here / name
            if name.startswith("."):
                continue
            if file.is_symlink():
                links.append(file.relative_to(place).as_posix())
            elif file.is_file():
                files.append(file)
        if len(files) > _MOST_FILES:
            message = f"The folder {place} has over {_MOST_FILES:,} files. Give the archive alone."
            raise ReadError(message)
    return sorted(files), tuple(sorted(links))
