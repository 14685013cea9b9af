"""Lens.org: works, a row each, with the ids of what they cite."""

import os

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.importers._files.source import Member, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._works.author_names import split_name
from weakties.importers._works.catalogue import Catalogue
from weakties.importers._works.work_tables import is_work_table, split_list, work_layout, work_rows
from weakties.importers._works.works import Work, Works, find_doi, find_period

__all__ = ["read_lens"]

_HOW_TO_GET = (
    "At lens.org: search for scholarly works, Export, CSV. Several files in a folder or zip are read "
    "together."
)

_LAYOUT = work_layout("Lens ID and Author/s", {"lensid", "author/s"}.issubset)


def read_lens(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read works from a CSV that Lens.org exports.

    Parameters
    ----------
    path : path
        The CSV, or a zip or folder with several, which are read together.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with works read.

    Returns
    -------
    Connections
        ``people``: authors by family name and initials. ``memberships``: who wrote which work
        (``kind="work"``), by its DOI, else its Lens id, with the period of its publication.
        ``events``: who cited whom, as far as both works are in the file (``kind="citation"``; in
        ``context`` the work that cites, in ``thread`` the one it cites).

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is no CSV of Lens.org.
    NothingUsableError
        No work names an author.

    Notes
    -----
    The table has no ids of authors, and no affiliations.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "lens.csv")
    >>> _ = file.write_text(
    ...     "Lens ID,Title,Publication Year,Author/s,References\n"
    ...     "001-001,Ties,2024,Ines Okafor; Al Ito,\n"
    ... )
    >>> read_lens(file).people["label"].to_list()
    ['Al Ito', 'Ines Okafor']
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _CATALOGUE.read(source, progress)


def _parse(member: Member, works: Works, progress: Progress | None) -> None:
    for row in work_rows(member, _LAYOUT, works.log, progress):
        cells = row.fields
        number = cells["lensid"]
        works.add(
            Work(
                key=find_doi(cells.get("doi", "")) or number or f"row of line {row.line}",
                authors=works.authors(split_list(cells["author/s"]), split_name),
                period=find_period(
                    cells.get("datepublished", ""), cells.get("publicationyear", "")
                ),
                title=cells.get("title", ""),
                cites=split_list(cells.get("references", "")),
                names=(number,) if number else (),
            )
        )


def _accepts(member: Member) -> bool:
    """Whether a table has the columns of Lens.org."""
    return is_work_table(member, _LAYOUT)


_CATALOGUE = Catalogue(
    name="lens",
    title="CSV of Lens.org",
    endings=(".csv", ".txt"),
    accepts=_accepts,
    parse=_parse,
    how_to_get=_HOW_TO_GET,
)


FORMATS.add(
    "lens",
    Format(
        name="lens",
        title="Lens.org scholarly works (CSV)",
        gives=("events", "memberships"),
        read=_CATALOGUE.read,
        sniff=_CATALOGUE.sniff,
        how_to_get=_HOW_TO_GET,
    ),
)
