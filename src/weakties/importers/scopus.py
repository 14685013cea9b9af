"""Scopus: works with ids of their authors, and references as texts."""

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.importers._files.source import Member, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._works.author_names import (
    COMMAS,
    Author,
    plain_words,
    split_commas,
    split_indexed,
    split_name,
)
from weakties.importers._works.catalogue import Catalogue
from weakties.importers._works.work_tables import (
    is_work_table,
    same_length,
    split_bracket,
    split_list,
    work_layout,
    work_rows,
)
from weakties.importers._works.works import Work, Works, find_doi, find_period

__all__ = ["read_scopus"]

_HOW_TO_GET = (
    "In Scopus: select the results, Export, CSV, with author names and ids, DOI, EID and, for who "
    "cites whom, references. Several files in a folder or zip are read together."
)

_ID = re.compile(r"\d{5,12}")
#: A full name, which may have brackets itself, and the id in brackets behind it.
_NAMED = re.compile(rf"(.*)\(({_ID.pattern})\)")
_YEAR = re.compile(r"\((\d{4})\)")
#: A shorter title may stand in a reference by chance.
_TELLING_TITLE = 12

#: Keys of works by family name and title, by the first word of the name, the year, and the first
#: letters of the title.
_Described = dict[tuple[str, str, str], dict[tuple[str, str], str]]


def _is_header(columns: frozenset[str]) -> bool:
    return {"authors", "title", "year"} <= columns and bool(
        {"eid", "author(s)id", "authorfullnames"} & columns
    )


_LAYOUT = work_layout("Authors, Title, Year and EID or Author(s) ID", _is_header)


def read_scopus(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read works from a CSV that Scopus exports.

    Parameters
    ----------
    path : path
        The CSV, or a zip or folder with several, which are read together.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with works read.

    Returns
    -------
    Connections
        ``people``: authors by Scopus' ids where the columns were exported, else by family name and
        initials, with ``affiliation``. ``memberships``: who wrote which work (``kind="work"``), by
        its DOI, else its EID, with its year. ``events``: who cited whom, as far as both works are
        in the file (``kind="citation"``; in ``context`` the work that cites, in ``thread`` the one
        it cites).

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is no CSV of Scopus.
    NothingUsableError
        No work names an author.

    Notes
    -----
    References are texts. One is taken for a work of the file if it begins with the family name of
    its first author and holds its whole title and, in brackets, its year; all others are counted in
    ``provenance.dropped``.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "scopus.csv")
    >>> _ = file.write_text(
    ...     '"Authors","Author full names","Title","Year","EID"\n'
    ...     '"Okafor I.; Ito A.","Okafor, Ines (57190000011); Ito, Al (57190000012)","Ties","2024","2-s2.0-1"\n'
    ... )
    >>> read_scopus(file).people["label"].to_dict()
    {'57190000011': 'Ines Okafor', '57190000012': 'Al Ito'}
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _CATALOGUE.read(source, progress)


def _parse(member: Member, works: Works, progress: Progress | None) -> None:
    for row in work_rows(member, _LAYOUT, works.log, progress):
        cells = row.fields
        eid = cells.get("eid", "")
        works.add(
            Work(
                key=find_doi(cells.get("doi", "")) or eid or cells["title"] or f"row {row.line}",
                authors=tuple(_authors(cells, works)),
                period=find_period(cells["year"]),
                title=cells["title"],
                # Titles may open a bracket that they do not close.
                cites=[
                    one.strip() for one in cells.get("references", "").split(";") if one.strip()
                ],
                names=(eid,) if eid else (),
            )
        )


def _authors(cells: Mapping[str, str], works: Works) -> Iterator[Author]:
    full = split_list(cells.get("authorfullnames", ""))
    if full:
        named = [(one, _NAMED.fullmatch(one)) for one in full]
        names = [found[1].rstrip() if found else split_bracket(one)[0] for one, found in named]
        ids = [found[2] if found else "" for _, found in named]
        read = split_name
    else:
        ids = split_list(cells.get("author(s)id", ""))
        names, read = _short_names(cells["authors"], works), split_indexed
        ids = [*same_length(ids, names)]
    places = same_length(split_list(cells.get("authorswithaffiliations", "")), names)
    for name, number, place in zip(names, ids, places):
        if found := works.author(name, read):
            known = _ID.fullmatch(number) is not None
            yield found._replace(
                id=number if known else "",
                affiliation=_affiliation(place, found),
            )


def _short_names(text: str, works: Works) -> list[str]:
    """Names between semicolons; in older files between commas."""
    if ";" in text:
        return split_list(text)
    names = split_commas(text)
    works.log.pass_over(COMMAS, not names)
    return names


def _affiliation(text: str, author: Author) -> str:
    """What follows the name of the author, who is written with or without a comma."""
    name = rf"\s*{re.escape(author.family)},?\s*[\w.\- ]{{0,30}}?,\s*"
    found = re.match(name, text, re.IGNORECASE)
    return text[found.end() :] if found else ""


def _find_cited(works: dict[str, Work]) -> dict[str, Work]:
    """Put the keys of works of the file in place of the references that describe them."""
    described: _Described = defaultdict(dict)
    for work in works.values():
        title = plain_words(work.title)
        if work.period[0] and len(title) >= _TELLING_TITLE:
            family = plain_words(work.authors[0].family)
            place = family.partition(" ")[0], str(work.period[0].year), title[:_TELLING_TITLE]
            whole = f"{family} ", f"{title} "
            # Of two works that are described alike a reference means neither for sure.
            described[place][whole] = "" if whole in described[place] else work.key
    near = {place[:2] for place in described}
    return {
        focus: work._replace(cites=[_cited(one, described, near) for one in work.cites])
        for focus, work in works.items()
    }


def _cited(reference: str, described: _Described, near: Set[tuple[str, str]]) -> str:
    """The key of the work that a reference describes, or the reference."""
    years = _YEAR.findall(reference)
    first = plain_words(reference[:60]).partition(" ")[0]
    if not years or (first, years[-1]) not in near:
        return reference
    plain = f"{plain_words(reference)} "
    for word in re.finditer(r"(?<= )\w", plain):
        at = word.start()
        place = first, years[-1], plain[at : at + _TELLING_TITLE]
        for (family, title), key in described.get(place, {}).items():
            if key and plain.startswith(family) and plain.startswith(title, at):
                return key
    return reference


def _accepts(member: Member) -> bool:
    """Whether a table has the columns of Scopus."""
    return is_work_table(member, _LAYOUT)


_CATALOGUE = Catalogue(
    name="scopus",
    title="CSV of Scopus",
    endings=(".csv", ".txt"),
    accepts=_accepts,
    parse=_parse,
    how_to_get=_HOW_TO_GET,
    finish=_find_cited,
)


FORMATS.add(
    "scopus",
    Format(
        name="scopus",
        title="Scopus works (CSV)",
        gives=("events", "memberships"),
        lasting_ids=r"\d{5,12}",
        read=_CATALOGUE.read,
        sniff=_CATALOGUE.sniff,
        how_to_get=_HOW_TO_GET,
    ),
)
