"""LinkedIn data archives, of all years."""

import os

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.errors import NothingUsableError
from weakties.importers._format import FORMATS, Format
from weakties.importers._source import Source, open_source


def read_linkedin(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    """Read a LinkedIn data archive: the zip, the unzipped folder, or Connections.csv alone."""
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    raise NothingUsableError(str(source.path))


def _sniff(source: Source) -> float:
    """How sure the source is LinkedIn's."""
    return 0.0


FORMATS.add(
    "linkedin",
    Format(
        name="linkedin",
        title="LinkedIn data archive (zip, folder or Connections.csv)",
        read=_read,
        sniff=_sniff,
        how_to_get=(
            "LinkedIn: Settings & Privacy, Data privacy, Get a copy of your data; "
            "choose Connections, Messages and Invitations, or the larger archive."
        ),
    ),
)
