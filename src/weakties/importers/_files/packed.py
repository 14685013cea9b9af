"""Files packed one by one (gz, bz2): given alone, or many in a folder or zip."""

import bz2
import gzip
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from io import BufferedReader
from typing import TYPE_CHECKING, BinaryIO, cast

from weakties.importers._files.guard import Guarded, largest_allowed

if TYPE_CHECKING:
    from weakties.importers._files.source import Member

Opener = Callable[[], BinaryIO]

#: How a packed file begins, what its name ends with, and what unpacks it.
_PACKED: tuple[tuple[bytes, str, Callable[[BinaryIO], object]], ...] = (
    (b"\x1f\x8b", ".gz", lambda stream: gzip.GzipFile(fileobj=stream)),
    (b"BZh", ".bz2", bz2.BZ2File),
)
_CHUNK = 1 << 20


def ending_of(head: bytes) -> str | None:
    """What the name of a packed file with these first bytes ends with; None if it is not packed."""
    return next((ending for mark, ending, _ in _PACKED if head.startswith(mark)), None)


def unpacked(opener: Opener, ending: str, *, where: str, size: int) -> Opener:
    """What opens the content of a packed file of so many bytes, within limits."""
    unpack = next(unpack for _, known, unpack in _PACKED if known == ending)
    return partial(_open, opener, unpack, where, largest_allowed(size))


def _open(opener: Opener, unpack: Callable[[BinaryIO], object], where: str, limit: int) -> BinaryIO:
    packed = opener()
    guarded = Guarded(cast("BinaryIO", unpack(packed)), where, limit, beneath=packed)
    return cast("BinaryIO", BufferedReader(guarded, _CHUNK))


def unpack_members(members: "Iterable[Member]") -> "tuple[Member, ...]":
    """The members, those packed one by one as what they hold, under names without the ending.

    One whose content lies beside it, or that holds an archive, stays as it is.
    """
    found = list(members)
    taken = {member.name for member in found}
    plain = []
    for member in found:
        name, dot, ending = member.name.rpartition(".")
        ending = (dot + ending).lower()
        known = any(ending == one for _, one, _ in _PACKED) and not name.lower().endswith(".tar")
        if known and name not in taken and ending_of(member.head(4)) == ending:
            taken.add(name)
            opener = unpacked(member.opener, ending, where=member.where, size=member.size)
            member = replace(member, name=name, opener=opener)
        plain.append(member)
    return tuple(sorted(plain, key=lambda member: member.name))
