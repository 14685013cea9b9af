"""Reading packed content within limits."""

import zipfile
import zlib
from io import RawIOBase
from typing import TYPE_CHECKING, BinaryIO

from weakties.errors import ReadError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

#: Text packs to between a third and a fiftieth; a thousandth is what bombs are made of.
LARGEST_RATIO = 200
#: Below this size no ratio is dangerous.
ALWAYS_ALLOWED = 64 * 2**20
#: No content above this size is unpacked, whatever its ratio.
LARGEST_UNPACKED = 8 * 2**30

#: What the standard library raises on damaged content.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


def largest_allowed(packed: int) -> int:
    """How many bytes so many packed bytes may become."""
    return min(LARGEST_UNPACKED, max(ALWAYS_ALLOWED, LARGEST_RATIO * packed))


def refuse_bomb(where: str) -> ReadError:
    """The error for content that unpacks beyond its limit."""
    message = (
        f"{where} unpacks to far more than such a file holds (over {LARGEST_RATIO} times its size, "
        f"or over {LARGEST_UNPACKED // 2**30} GB), as a zip bomb does. It was not read. "
        "Download the archive again from where it came."
    )
    return ReadError(message)


class Guarded(RawIOBase):
    """Bytes of packed content; damage and excess become `ReadError`."""

    def __init__(
        self, stream: BinaryIO, where: str, limit: int, *, beneath: BinaryIO | None = None
    ) -> None:
        super().__init__()
        self._stream = stream
        self._beneath = beneath  # what the stream reads from, if it does not close that itself
        self._where = where
        self._left = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer).cast("B")
        try:
            data = self._stream.read(len(view))
        except _DAMAGE as error:
            message = f"{self._where} is damaged or cut short ({error}). Download it again."
            raise ReadError(message) from None
        self._left -= len(data)
        if self._left < 0:
            raise refuse_bomb(self._where)
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        if self._beneath is not None:
            self._beneath.close()
        super().close()
