"""The whole text of a file whose grammar does not keep to lines."""

from weakties._typing import Progress
from weakties.errors import ReadError
from weakties.importers._log import Log
from weakties.importers._source import Member

_CHUNK = 1 << 22
#: Characters that are held in memory at once.
_LARGEST = 4 * 2**30


def read_text(member: Member, log: Log, what: str, progress: Progress | None) -> str:
    """All of a text, with line ends alike; says where letters may be wrong."""
    pieces = []
    done = 0
    with member.open_text() as stream:
        stream.reconfigure(newline=None)
        while piece := stream.read(_CHUNK):
            pieces.append(piece)
            done += len(piece)
            if done > _LARGEST:
                message = (
                    f"{member.where} is longer than {_LARGEST // 2**30} GB of text, which cannot "
                    "be held in memory. Export a part of the network, or an edge list."
                )
                raise ReadError(message)
            if progress is not None:
                progress(f"Reading {what}", done, max(done, member.size))
    log.warn_of_encoding(member)
    return "".join(pieces)
