"""Dimensions: works, a row each, below a line about the data."""

import os
import re
from collections.abc import Iterator, Mapping

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.importers._files.source import Member, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._works.author_names import Author, split_name
from weakties.importers._works.catalogue import Catalogue
from weakties.importers._works.work_tables import (
    is_work_table,
    split_bracket,
    split_list,
    work_layout,
    work_rows,
)
from weakties.importers._works.works import Work, Works, find_doi, find_period

__all__ = ["read_dimensions"]

_HOW_TO_GET = (
    "In Dimensions: search for publications, Save / Export, Export results as CSV; for who cites "
    "whom, Export for bibliometric mapping. Several files in a folder or zip are read together."
)

_NUMBER = re.compile(r"pub\.\d+")
#: Columns that give authors with their affiliations in brackets, best first.
_PLACES = ("authorsaffiliations", "authors(rawaffiliation)")

_LAYOUT = work_layout(
    "Publication ID, Title and Authors", {"publicationid", "title", "authors"}.issubset
)


def read_dimensions(
    path: str | os.PathLike[str], *, progress: Progress | None = None
) -> Connections:
    r"""Read works from a CSV that Dimensions exports.

    Parameters
    ----------
    path : path
        The CSV, or a zip or folder with several, which are read together. The line about the data
        above the header may be there or not.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with works read.

    Returns
    -------
    Connections
        ``people``: authors by family name and initials, with ``affiliation`` where the columns
        state it. ``memberships``: who wrote which work (``kind="work"``), by its DOI, else its
        publication id, with the period of its publication. ``events``: who cited whom, as far as
        both works are in the file (``kind="citation"``; in ``context`` the work that cites, in
        ``thread`` the one it cites).

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is no CSV of Dimensions.
    NothingUsableError
        No work names an author.

    Notes
    -----
    The table has no ids of authors. References count if they name a publication id, which only the
    export for bibliometric mapping holds.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "dimensions.csv")
    >>> _ = file.write_text(
    ...     '"About the data: exported on May 1, 2024."\n'
    ...     "Rank,Publication ID,DOI,Title,PubYear,Authors\n"
    ...     '1,pub.1001,,Ties,2024,"Okafor, Ines; Ito, Al"\n'
    ... )
    >>> read_dimensions(file).memberships[["person", "focus"]].to_numpy().tolist()
    [['ito, a', 'pub.1001'], ['okafor, i', 'pub.1001']]
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _CATALOGUE.read(source, progress)


def _parse(member: Member, works: Works, progress: Progress | None) -> None:
    for row in work_rows(member, _LAYOUT, works.log, progress):
        cells = row.fields
        number = cells["publicationid"]
        works.add(
            Work(
                key=find_doi(cells.get("doi", "")) or number or f"row of line {row.line}",
                authors=tuple(_authors(cells, works)),
                period=find_period(cells.get("publicationdate", ""), cells.get("pubyear", "")),
                title=cells["title"],
                cites=tuple(dict.fromkeys(_NUMBER.findall(cells.get("citedreferences", "")))),
                names=(number,) if number else (),
            )
        )


def _authors(cells: Mapping[str, str], works: Works) -> Iterator[Author]:
    placed = next((cells[name] for name in _PLACES if cells.get(name)), "")
    places = dict(map(split_bracket, split_list(placed)))
    for name in split_list(cells["authors"]):
        if found := works.author(name, split_name):
            yield found._replace(affiliation=places.get(name, ""))


def _accepts(member: Member) -> bool:
    """Whether a table has the columns of Dimensions."""
    return is_work_table(member, _LAYOUT)


_CATALOGUE = Catalogue(
    name="dimensions",
    title="CSV of Dimensions",
    endings=(".csv", ".txt"),
    accepts=_accepts,
    parse=_parse,
    how_to_get=_HOW_TO_GET,
)


FORMATS.add(
    "dimensions",
    Format(
        name="dimensions",
        title="Dimensions publications (CSV)",
        gives=("events", "memberships"),
        read=_CATALOGUE.read,
        sniff=_CATALOGUE.sniff,
        how_to_get=_HOW_TO_GET,
    ),
)
