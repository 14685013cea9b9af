"""Open whatever a user points at (file, gz, bz2, zip, tar, folder) as named members, safely.

Nothing is ever extracted to disk. Names that lead out of the archive, links, encryption and
contents that unpack beyond all reason are refused with one message.
"""

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
from weakties.importers._files.packed import ending_of, unpack_members, unpacked
from weakties.importers._files.paths import (
    files_in,
    first_bytes,
    kind_of_device,
    mode_of,
    open_plain,
    place_of,
)
from weakties.importers._files.tar_archive import TAR_HEAD, is_tar, list_tar
from weakties.importers._files.zip_archive import is_clutter, list_zip, open_zip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SourceKind: TypeAlias = Literal["file", "packed", "zip", "tar", "folder"]

#: Bytes that are looked at to recognise content.
HEAD = 1 << 16
_CHUNK = 1 << 20
#: Zips of one folder, which are all open at a time.
_MOST_ZIPS = 100
#: What archives are called that stay closed where they lie among other files.
_ARCHIVES = (".zip", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".7z", ".rar", ".zst", ".xz")


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

    def open_text(self, encoding: str | None = None) -> TextIOWrapper:
        """Open as text, with line ends kept as they are (what the csv module wants).

        Whoever looks at figures alone says an encoding, and spares going through it beforehand.
        """
        encoding = encoding or self.decoding.encoding
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
    closed: Sequence[str] = ()  #: archives that lie among other files of a folder
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
    place = place_of(path)
    mode = mode_of(place)
    if stat.S_ISDIR(mode):
        return _open_folder(place)
    if not stat.S_ISREG(mode):
        message = f"{place} is {kind_of_device(mode)}. Give an ordinary file or a folder."
        raise ReadError(message)
    head = first_bytes(place)
    if not head:
        message = f"{place} is empty (0 bytes). Download or export it again."
        raise ReadError(message)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _open_zip(place)
    if (ending := ending_of(head)) is not None:
        return _open_packed(place, ending)
    if _holds_tar(partial(open_plain, place)):
        return _open_tar(place, partial(open_plain, place))
    opener, size = partial(open_plain, place), place.stat().st_size
    member = Member(name=place.name, where=str(place), size=size, opener=opener)
    return Source(path=place, kind="file", members=(member,))


def _open_packed(place: Path, ending: str) -> Source:
    plain, size = partial(open_plain, place), place.stat().st_size
    opener = unpacked(plain, ending, where=str(place), size=size)
    if _holds_tar(opener):
        return _open_tar(place, opener)
    name = place.name.removesuffix(ending)
    member = Member(name=name, where=str(place), size=size, opener=opener)
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
    members = unpack_members(_zipped(archives[-1], str(place)))
    return Source(path=place, kind="zip", members=members, archives=archives)


def _zipped(archive: ZipFile, label: str, folder: str = "") -> "Iterator[Member]":
    for name, info, opener in list_zip(archive, label):
        where = f"{label}: {name}"
        yield Member(name=folder + name, where=where, size=info.file_size, opener=opener)


def _open_folder(place: Path) -> Source:
    found, links = files_in(place)
    kept = [file for file in found if not is_clutter(file.name)]
    if kept and all(file.suffix.lower() == ".zip" and file.parent == place for file in kept):
        return _open_zips(place, kept, links)
    members = tuple(
        Member(
            name=file.relative_to(place).as_posix(),
            where=str(file),
            size=file.stat().st_size,
            opener=partial(open_plain, file),
        )
        for file in found
    )
    closed = (file for file in found if file.parent == place)
    names = tuple(file.name for file in closed if file.name.lower().endswith(_ARCHIVES))
    members = unpack_members(members)
    return Source(path=place, kind="folder", members=members, left_out=links, closed=names)


def _open_zips(place: Path, files: Sequence[Path], links: Sequence[str]) -> Source:
    """Parts of one export, or exports that belong together, each as a folder of its name."""
    if len(files) > _MOST_ZIPS:
        message = f"The folder {place} holds over {_MOST_ZIPS} zips. Unzip them into one folder."
        raise ReadError(message)
    archives: list[ZipFile] = []
    members: list[Member] = []
    try:
        for file in files:
            archives += open_zip(file)
            members += _zipped(archives[-1], str(file), folder=f"{file.stem}/")
    except ReadError:
        for archive in reversed(archives):
            archive.close()
        raise
    return Source(
        path=place,
        kind="folder",
        members=unpack_members(members),
        left_out=links,
        archives=tuple(archives),
    )
