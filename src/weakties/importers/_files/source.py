"""Open whatever a user points at (file, gz, bz2, zip, tar, folder) as named members, safely.

Nothing is ever extracted to disk. Names that lead out of the archive, links, encryption and
contents that unpack beyond all reason are refused with one message.
"""

import bz2
import difflib
import gzip
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from io import BufferedReader, BytesIO, TextIOWrapper
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Literal, Self, TypeAlias, cast
from zipfile import ZipFile

from weakties.errors import ReadError
from weakties.importers._files.decoding import Decoding, decode_start, detect_encoding
from weakties.importers._files.guard import Guarded, largest_allowed
from weakties.importers._files.tar_archive import TAR_HEAD, is_tar, list_tar
from weakties.importers._files.zip_archive import list_zip, open_zip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SourceKind: TypeAlias = Literal["file", "packed", "zip", "tar", "folder"]

#: How a single packed file begins, and what unpacks it.
_PACKED = {b"\x1f\x8b": (gzip.GzipFile, ".gz"), b"BZh": (bz2.BZ2File, ".bz2")}
#: Bytes that are looked at to recognise content.
HEAD = 1 << 16
_CHUNK = 1 << 20
#: Folders are searched this deep: an archive may sit in one extra folder and has subfolders.
_DEEPEST = 8
_MOST_FILES = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Member:
    """One file of a source, which may be opened several times."""

    name: str  #: path inside the source, with forward slashes
    where: str  #: how messages call it
    size: int  #: bytes as stored in a file or declared by a zip; packed bytes of a gz or bz2
    opener: "Callable[[], BinaryIO]" = field(repr=False)

    @property
    def stem(self) -> str:
        """The file name without folders and without its last ending."""
        return PurePosixPath(self.name).stem

    def open(self) -> BinaryIO:
        """Open as bytes; reading raises `ReadError` where the content is damaged or unsafe."""
        return self.opener()

    def head(self, size: int = HEAD) -> bytes:
        """The first bytes."""
        with self.open() as stream:
            return stream.read(size)

    def head_lines(self, most: int) -> list[str]:
        """The first lines as text, to recognise the content without going through all of it."""
        # Only these end a line for the csv module; str.splitlines knows many more.
        text = decode_start(self.head()).replace("\r\n", "\n").replace("\r", "\n")
        return text.split("\n", most)[:most]

    @cached_property
    def decoding(self) -> Decoding:
        """The encoding, found by going through the whole content once."""
        with self.open() as stream:
            return detect_encoding(_chunks(stream), where=self.where)

    def open_text(self) -> TextIOWrapper:
        """Open as text, with line ends kept as they are (what the csv module wants)."""
        encoding = self.decoding.encoding
        stream = cast("BufferedReader", self.open())
        return TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")


def _chunks(stream: BinaryIO) -> "Iterator[bytes]":
    while chunk := stream.read(_CHUNK):
        yield chunk


@dataclass(frozen=True, kw_only=True)
class Source:
    """An opened file, archive or folder; use it in a ``with`` block."""

    path: Path  #: what the user gave
    kind: SourceKind
    members: Sequence[Member]  #: in order of name
    left_out: Sequence[str] = ()  #: files of a folder that were not opened because they are links
    archives: Sequence[ZipFile] = field(default=(), repr=False)

    @property
    def only(self) -> Member | None:
        """The single member, if there is just one."""
        return self.members[0] if len(self.members) == 1 else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for archive in reversed(self.archives):
            archive.close()


def open_source(path: str | os.PathLike[str]) -> Source:
    """Open a file, a gz or bz2, a zip, a tar or a folder, whatever its name ends with."""
    place = _place(path)
    mode = _mode(place)
    if stat.S_ISDIR(mode):
        return _open_folder(place)
    if not stat.S_ISREG(mode):
        message = f"{place} is {_kind_of_device(mode)}. Give an ordinary file or a folder."
        raise ReadError(message)
    head = _first_bytes(place)
    if not head:
        message = f"{place} is empty (0 bytes). Download or export it again."
        raise ReadError(message)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _open_zip(place)
    for mark, (unpack, ending) in _PACKED.items():
        if head.startswith(mark):
            return _open_packed(place, unpack, ending)
    if _holds_tar(partial(_open_plain, place)):
        return _open_tar(place, partial(_open_plain, place))
    opener, size = partial(_open_plain, place), place.stat().st_size
    member = Member(name=place.name, where=str(place), size=size, opener=opener)
    return Source(path=place, kind="file", members=(member,))


def _place(path: str | os.PathLike[str]) -> Path:
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


def _mode(place: Path) -> int:
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


def _kind_of_device(mode: int) -> str:
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


def _open_plain(place: Path) -> BinaryIO:
    try:
        return place.open("rb")
    except OSError as error:
        raise ReadError(_cannot_open(place, error)) from None


def _first_bytes(place: Path) -> bytes:
    with _open_plain(place) as stream:
        try:
            return stream.read(4)
        except OSError as error:
            raise ReadError(_cannot_open(place, error)) from None


def _open_packed(place: Path, unpack: "Callable[[Path], object]", ending: str) -> Source:
    packed = place.stat().st_size

    def opener() -> BinaryIO:
        unpacked = unpack(place)
        guarded = Guarded(cast("BinaryIO", unpacked), str(place), largest_allowed(packed))
        return cast("BinaryIO", BufferedReader(guarded, _CHUNK))

    if _holds_tar(opener):
        return _open_tar(place, opener)
    name = place.name.removesuffix(ending)
    member = Member(name=name, where=str(place), size=packed, opener=opener)
    return Source(path=place, kind="packed", members=(member,))


def _holds_tar(opener: "Callable[[], BinaryIO]") -> bool:
    with opener() as stream:
        try:
            return is_tar(stream.read(TAR_HEAD))
        except ReadError:
            # Whoever reads on says what is wrong.
            return False


def _open_tar(place: Path, opener: "Callable[[], BinaryIO]") -> Source:
    with opener() as stream:
        members = tuple(
            Member(
                name=name, where=f"{place}: {name}", size=len(text), opener=partial(BytesIO, text)
            )
            for name, text in list_tar(stream, str(place))
        )
    return Source(path=place, kind="tar", members=members)


def _open_zip(place: Path) -> Source:
    archives = open_zip(place)
    archive, label = archives[-1], str(place)
    members = tuple(
        Member(name=name, where=f"{label}: {name}", size=info.file_size, opener=opener)
        for name, info, opener in list_zip(archive, label)
    )
    return Source(path=place, kind="zip", members=members, archives=archives)


def _open_folder(place: Path) -> Source:
    found, links = _walk(place)
    members = tuple(
        Member(
            name=file.relative_to(place).as_posix(),
            where=str(file),
            size=file.stat().st_size,
            opener=partial(_open_plain, file),
        )
        for file in found
    )
    return Source(path=place, kind="folder", members=members, left_out=links)


def _walk(place: Path) -> tuple[list[Path], tuple[str, ...]]:
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
