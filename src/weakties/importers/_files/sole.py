"""The one file of a source that is of some format, alone or beside others that are not."""

from collections.abc import Callable

from weakties.errors import ReadError, UnknownFormatError
from weakties.importers._files.content import describe
from weakties.importers._files.source import Member, Source

#: Beyond so many files it is an archive of something else.
_MOST = 50

Accepts = Callable[[Member], bool]


def sniff_members(source: Source, accepts: Accepts) -> float:
    """How sure it is that a source holds a file of the format: 1 or 0."""
    return float(bool(_accepted(source, accepts)))


def sole_member(source: Source, what: str, accepts: Accepts) -> Member:
    """The one file of the format, whatever lies beside it."""
    found = _accepted(source, accepts)
    if len(found) > 1:
        names = ", ".join(member.name for member in found[:5])
        message = f"{source.path} holds {len(found)} files that are {what}: {names}. Give one."
        raise ReadError(message)
    if not found:
        message = f"{source.path} is {describe(source)}, not {what}. Give one."
        raise UnknownFormatError(message)
    return found[0]


def _accepted(source: Source, accepts: Accepts) -> list[Member]:
    if len(source.members) > _MOST:
        return []
    return [member for member in source.members if member.size and accepts(member)]
