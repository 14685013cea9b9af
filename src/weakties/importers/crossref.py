"""Crossref: works as publishers register them; and CSL-JSON, which reference managers write."""

import os
from collections.abc import Iterator, Mapping
from typing import Any

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.importers._files.json_text import fields, items, objects, text
from weakties.importers._files.source import Member, open_source
from weakties.importers._files.text import start_of
from weakties.importers._format import FORMATS, Format
from weakties.importers._works.author_names import Author, split_name
from weakties.importers._works.catalogue import Catalogue
from weakties.importers._works.work_records import begins_as_json, first_text, work_records
from weakties.importers._works.works import (
    ORCID,
    Period,
    Work,
    Works,
    find_doi,
    find_orcid,
    find_period,
)

__all__ = ["read_crossref"]

_HOW_TO_GET = (
    "Ask api.crossref.org/works?query=... (with rows and cursor for more) and save the answers; or "
    "export from Zotero as CSL JSON. Several files in a folder or zip are read together."
)

#: Dates of publication, best first; those of deposit and indexing say nothing of the work.
_DATES = ("issued", "published", "published-print", "published-online")


def read_crossref(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read works from Crossref, or CSL-JSON.

    Parameters
    ----------
    path : path
        JSON: an answer of the API, an array of works, or a work a line; or a zip or folder with
        several.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with works read.

    Returns
    -------
    Connections
        ``people``: authors by ORCID where the publisher gave it, else by family name and initials,
        with ``affiliation`` where it is stated. ``memberships``: who wrote which work
        (``kind="work"``), by its DOI. ``events``: who cited whom, as far as both works are in the
        file and the reference has a DOI (``kind="citation"``; in ``context`` the work that cites,
        in ``thread`` the one it cites).

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is nothing of Crossref's.
    NothingUsableError
        No work names an author.

    Notes
    -----
    Authors with a ``name`` alone are groups; they and references without a DOI are counted in
    ``provenance.dropped``. Dates may be a year alone; a work then has the whole year as its period.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "works.json")
    >>> _ = file.write_text(
    ...     '{"message": {"items": [{"DOI": "10.1000/X", "author": [{"given": "Inés", "family": "Okafor"}, '
    ...     '{"given": "A.", "family": "Ito"}], "issued": {"date-parts": [[2024, 5]]}}]}}',
    ...     encoding="utf-8",
    ... )
    >>> read_crossref(file).memberships[["person", "focus", "start"]]
          person      focus      start
    0     ito, a  10.1000/x 2024-05-01
    1  okafor, i  10.1000/x 2024-05-01
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _CATALOGUE.read(source, progress)


def _parse(member: Member, works: Works, progress: Progress | None) -> None:
    for number, record in enumerate(work_records(member, works.log, progress), start=1):
        if not {"author", "DOI", "title"} & record.keys():
            works.log.pass_over("record: no work")
            continue
        title = first_text(record.get("title"))
        works.add(
            Work(
                key=find_doi(text(record.get("DOI")))
                or text(record.get("id"))
                or title
                or f"record {number}",
                authors=tuple(_authors(record, works)),
                period=_period(record),
                title=title,
                cites=tuple(_references(record, works)),
            )
        )


def _authors(record: Mapping[str, Any], works: Works) -> Iterator[Author]:
    for one in objects(record.get("author")):
        family, given = text(one.get("family")), text(one.get("given"))
        particles = [text(one.get(name)) for name in ("dropping-particle", "non-dropping-particle")]
        if not family and not given:
            named = text(one.get("name"))
            # CSL calls a name that is not taken apart, and mostly that of a group, literal.
            works.groups(bool(named or text(one.get("literal"))))
            continue
        last = " ".join(filter(None, [*particles, family])) or given
        name = f"{last}, {given}" if family else last
        found = works.author(name, split_name)
        if found is not None:
            yield _identified(found, one)


def _identified(author: Author, one: Mapping[str, Any]) -> Author:
    orcid = find_orcid(text(one.get("ORCID")))
    places = [text(place.get("name")) for place in objects(one.get("affiliation"))]
    return author._replace(
        id=orcid,
        orcid=orcid,
        affiliation="; ".join(filter(None, places)),
    )


def _period(record: Mapping[str, Any]) -> Period:
    for name in _DATES:
        date = fields(record.get(name))
        parts = next(iter(items(date.get("date-parts"))), None)
        numbers = [text(part) for part in items(parts)]
        found = find_period(
            "-".join(filter(None, numbers)), text(date.get("raw")), text(date.get("literal"))
        )
        if found[0]:
            return found
    return None, None


def _references(record: Mapping[str, Any], works: Works) -> Iterator[str]:
    for one in objects(record.get("reference")):
        if doi := find_doi(text(one.get("DOI"))):
            yield doi
        else:
            works.log.pass_over("reference: without a DOI")


def _accepts(member: Member) -> bool:
    """Whether a document has works with their authors or dates as Crossref and CSL write them."""
    head = start_of(member)
    if not begins_as_json(head):
        return False
    named = '"author"' in head and '"family"' in head
    return named or ('"date-parts"' in head and '"DOI"' in head)


_CATALOGUE = Catalogue(
    name="crossref",
    title="list of works from Crossref, or in CSL-JSON",
    endings=(".json", ".jsonl", ".ndjson", ".txt"),
    accepts=_accepts,
    parse=_parse,
    how_to_get=_HOW_TO_GET,
)


FORMATS.add(
    "crossref",
    Format(
        name="crossref",
        title="Crossref works (JSON of the API), or CSL-JSON",
        gives=("events", "memberships"),
        lasting_ids=ORCID,
        read=_CATALOGUE.read,
        sniff=_CATALOGUE.sniff,
        how_to_get=_HOW_TO_GET,
    ),
)
