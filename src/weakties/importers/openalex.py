"""OpenAlex: works with ids of their authors, and what they cite."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from weakties._columns import plain_name
from weakties._counting import count
from weakties._typing import Progress
from weakties.connections import Connections
from weakties.importers._files.json_text import fields, items, objects, text
from weakties.importers._files.source import Member, open_source
from weakties.importers._files.text import start_of
from weakties.importers._format import FORMATS, Format
from weakties.importers._log import Log
from weakties.importers._works.author_names import Author, split_name
from weakties.importers._works.catalogue import Catalogue
from weakties.importers._works.work_records import begins_as_json, work_records
from weakties.importers._works.work_tables import is_work_table, same_length, work_layout, work_rows
from weakties.importers._works.works import Work, Works, find_doi, find_orcid, find_period

__all__ = ["read_openalex"]

_HOW_TO_GET = (
    "At openalex.org: search for works and export the list as CSV; or ask the API "
    "(api.openalex.org/works?filter=...) and save its answers, which also say what works cite."
)

_RECORD = re.compile(r'"id"\s*:\s*"(?:https?://openalex\.org/)?W\d+"')
_ID = re.compile(r"[AW]\d+$")
#: Ids that stand for nobody in particular: authors whom OpenAlex does not tell apart, or deleted.
_NOBODY = {"A9999999999", "A5317838346"}

#: What is said of works that OpenAlex marks so.
_MARKS = {
    "is_retracted": "Retracted, and counted like others",
    "is_authors_truncated": "With more authors than the first 100, which is all the API tells in a list",
}

_LAYOUT = work_layout(
    "id and authorships.author.display_name", {"id", "authorships.author.displayname"}.issubset
)


def read_openalex(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read works from OpenAlex: answers of its API, or the CSV of its web page.

    Parameters
    ----------
    path : path
        JSON (an answer, an array, or a work a line), or CSV; or a zip or folder with several.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with works read.

    Returns
    -------
    Connections
        ``people``: authors by their OpenAlex ids, with ``orcid`` and ``affiliation`` where they are
        stated. ``memberships``: who wrote which work (``kind="work"``), by its DOI, else its
        OpenAlex id. ``events``: who cited whom, as far as both works are in the file
        (``kind="citation"``; in ``context`` the work that cites, in ``thread`` the one it cites).

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is nothing of OpenAlex's.
    NothingUsableError
        No work names an author.

    Notes
    -----
    Of works with over 100 authors a list of works names the first 100; a warning says of how many.
    OpenAlex gives ids to authors by its own judgement: some ids hold several people, some people
    have several ids, and both change with time. The ids A9999999999 and A5317838346 stand for authors
    whom it does not tell apart, and go by name. The CSV says nothing of what works cite. Works that
    were retracted are kept; a warning says how many.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "works.json")
    >>> _ = file.write_text(
    ...     '{"results": [{"id": "https://openalex.org/W1", "publication_date": "2024-05-01", '
    ...     '"authorships": [{"author": {"id": "https://openalex.org/A1", "display_name": "I. Okafor"}}, '
    ...     '{"author": {"id": "https://openalex.org/A2", "display_name": "Al Ito"}}]}]}'
    ... )
    >>> read_openalex(file).memberships[["person", "focus", "start"]]
      person focus      start
    0     A1    W1 2024-05-01
    1     A2    W1 2024-05-01
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _CATALOGUE.read(source, progress)


def _parse(member: Member, works: Works, progress: Progress | None) -> None:
    found = _table_works if is_work_table(member, _LAYOUT) else _document_works
    marked: Counter[str] = Counter()
    for work, marks in found(member, works, progress):
        works.add(work)
        marked.update(marks)
    for mark, number in sorted(marked.items()):
        works.log.warn(f"{mark}: {count(number, 'work', 'works')}.")


def _document_works(
    member: Member, works: Works, progress: Progress | None
) -> Iterator[tuple[Work, Sequence[str]]]:
    for record in work_records(member, works.log, progress):
        number = _short(text(record.get("id")))
        if not number.startswith("W"):
            works.log.pass_over("record: no work")
            continue
        work = Work(
            key=find_doi(text(record.get("doi"))) or number,
            authors=tuple(_authors(record, works)),
            period=find_period(
                text(record.get("publication_date")), text(record.get("publication_year"))
            ),
            cites=[_short(text(one)) for one in items(record.get("referenced_works"))],
            names=(number,),
        )
        yield work, [mark for name, mark in _MARKS.items() if record.get(name) is True]


def _authors(record: Mapping[str, Any], works: Works) -> Iterator[Author]:
    for one in objects(record.get("authorships")):
        author = fields(one.get("author"))
        names = text(author.get("display_name")), text(one.get("raw_author_name"))
        places = [text(place.get("display_name")) for place in objects(one.get("institutions"))]
        number, orcid = _short(text(author.get("id"))), text(author.get("orcid"))
        if found := _author(names, number, orcid, works):
            yield found._replace(affiliation="; ".join(filter(None, places)))


def _author(names: tuple[str, str], number: str, orcid: str, works: Works) -> Author | None:
    """Somebody by the name of OpenAlex or of the work; by the latter where the id is nobody's."""
    given, printed = names
    if number in _NOBODY:
        number, given, printed = "", printed, given
    number = number if number.startswith("A") else ""
    name = given or printed
    if not name and not number:
        works.log.pass_over("author: without a name")
        return None
    found = works.author(name, split_name) if name else Author(number)
    return None if found is None else found._replace(id=number, orcid=find_orcid(orcid))


def _short(address: str) -> str:
    """The number at the end of an address of OpenAlex."""
    found = _ID.search(address)
    return found[0] if found else ""


def _table_works(
    member: Member, works: Works, progress: Progress | None
) -> Iterator[tuple[Work, Sequence[str]]]:
    for row in work_rows(member, _LAYOUT, works.log, progress):
        cells = row.fields
        number = _short(cells["id"])
        names = _parts(cells, "authorships.author.displayname")
        numbers = _matching(cells, "authorships.author.id", names, member, row.line, works.log)
        # Whoever has no ORCID leaves no gap in some exports, so that it cannot be told whose is whose.
        orcids = same_length(_parts(cells, "authorships.author.orcid"), names)
        printed = same_length(_parts(cells, "authorships.rawauthorname"), names)
        known = zip(zip(names, printed), map(_short, numbers), orcids)
        authors = (_author(*one, works) for one in known)
        work = Work(
            key=find_doi(cells.get("doi", "")) or number or f"row of line {row.line}",
            authors=tuple(filter(None, authors)),
            period=find_period(cells.get("publicationdate", ""), cells.get("publicationyear", "")),
            names=(number,),
        )
        marks = [
            mark
            for name, mark in _MARKS.items()
            if cells.get(plain_name(name), "").lower() == "true"
        ]
        yield work, marks


def _parts(cells: Mapping[str, str], name: str) -> list[str]:
    cell = cells.get(name, "")
    return [part.strip() for part in cell.split("|")] if cell else []


def _matching(
    cells: Mapping[str, str], name: str, names: Sequence[str], member: Member, line: int, log: Log
) -> Sequence[str]:
    """As many ids as there are names; none where the two lists differ in length."""
    parts = _parts(cells, name)
    if parts and len(parts) != len(names):
        log.note(member, line, "as many ids of authors as names are wanted (names kept)")
    return same_length(parts, names)


def _accepts(member: Member) -> bool:
    """Whether a document has ids of works of OpenAlex, or a table its columns."""
    head = start_of(member)
    if begins_as_json(head):
        return _RECORD.search(head) is not None and '"authorships"' in head
    return is_work_table(member, _LAYOUT)


_CATALOGUE = Catalogue(
    name="openalex",
    title="list of works from OpenAlex",
    endings=(".json", ".jsonl", ".ndjson", ".csv", ".txt"),
    accepts=_accepts,
    parse=_parse,
    how_to_get=_HOW_TO_GET,
)


FORMATS.add(
    "openalex",
    Format(
        name="openalex",
        title="OpenAlex works (JSON of the API, or CSV)",
        gives=("events", "memberships"),
        lasting_ids=r"A\d+",
        read=_CATALOGUE.read,
        sniff=_CATALOGUE.sniff,
        how_to_get=_HOW_TO_GET,
    ),
)
