"""ORCID: the works that people list in their records, and who wrote them together."""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.importers._acts.records import Stay
from weakties.importers._cells.labels import label_of
from weakties.importers._files.source import Source, open_source
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.record_tables import LONGEST_ID
from weakties.importers._steps import steps
from weakties.importers._works.author_names import Author, plain_words, split_name
from weakties.importers._works.catalogue import WorkFiles
from weakties.importers._works.works import ORCID, Period, Work, Works, find_doi, find_orcid
from weakties.importers.orcid._document import (
    dig,
    find_all,
    is_document,
    period_of,
    read_document,
    said,
)

__all__ = ["read_orcid"]

_HOW_TO_GET = (
    "Ask pub.orcid.org/v3.0/ID/record for JSON or XML, for each of the people, into one folder. One "
    "record alone mostly names nobody else: for one person's co-authors export the works as BibTeX "
    "(Works, Actions, Export works to BibTeX)."
)

#: Affiliations of a record, and what we call them.
_STAYS = {"employment-summary": "employer", "education-summary": "school"}


class _Told(NamedTuple):
    """A work, as one record tells of it."""

    key: str
    title: str
    period: Period
    authors: tuple[Author, ...]


def read_orcid(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read records of ORCID: who lists which works, and whom they name beside.

    Parameters
    ----------
    path : path
        A record or its works in JSON or XML, as the public API gives them; or a zip or folder with
        those of several people, who wrote together what more than one of them lists.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with files read.

    Returns
    -------
    Connections
        ``people`` by ORCID; contributors who are named without one by family name and initials.
        ``memberships``: who wrote which work (``kind="work"``), by its DOI, else another id or its
        title; employers and schools of those whose record it is. One record has this person as the
        owner and ``view="ego"``; of several, the view is ``"sample"``.

    Raises
    ------
    ReadError
        The file is missing, damaged, unsafe, or declares entities.
    UnknownFormatError
        It is nothing of ORCID's.
    NothingUsableError
        It names nobody but the owner.

    Notes
    -----
    A record lists works, and not who else wrote them; only the full description of a work
    (``.../works/``) may name contributors. So one record alone mostly says nothing of others. Works are
    what people claim, some of them twice under different ids. Addresses of mail are not read.

    Examples
    --------
    >>> import json, tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> for number, name in enumerate(["Okafor", "Ito"]):
    ...     doi = {"external-id-type": "doi", "external-id-value": "10.1000/x"}
    ...     work = {"external-ids": {"external-id": [doi]}}
    ...     record = {
    ...         "orcid-identifier": {"path": f"0000-0001-0000-000{number}"},
    ...         "person": {"name": {"family-name": {"value": name}}},
    ...         "activities-summary": {"works": {"group": [{"work-summary": [work]}]}},
    ...     }
    ...     _ = Path(folder.name, f"{name}.json").write_text(json.dumps(record))
    >>> read_orcid(folder.name).memberships[["person", "focus"]].to_numpy().tolist()
    [['0000-0001-0000-0000', '10.1000/x'], ['0000-0001-0000-0001', '10.1000/x']]
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _read(source, progress)


def _read(source: Source, progress: Progress | None) -> Connections:
    members, works = _FILES.begin(source, _HOW_TO_GET)
    owners: dict[str, Author] = {}
    told: list[_Told] = []
    stays: list[Stay] = []
    for member in steps(members, "reading records", progress):
        document = read_document(member, works.log, None)
        works.log.files[member.name] += 1
        owner = _owner(document)
        if owner is not None:
            known = owners.get(owner.id, owner)
            owners[owner.id] = max(known, owner)
            stays += _stays(document, owner.id)
        told += _works(document, owner, works)
    for work in _merged(told):
        works.add(work)
    nobody = f"{source.path} names nobody but its owner. {_HOW_TO_GET}"
    only = next(iter(owners.values())) if len(owners) == 1 else None
    return works.connections("orcid", nobody=nobody, owner=only, stays=stays)


def _owner(document: Any) -> Author | None:
    """Whose record or works these are."""
    identifiers = find_all(document, "orcid-identifier")
    numbers = (find_orcid(said(one, "path") or said(one, "uri")) for one in identifiers)
    # Works alone say whose they are in the path they have on the site.
    paths = (said(one, "path") for one in find_all([document], "work", "work-summary"))
    own = find_orcid(said(document, "path"))
    number = (
        next(filter(None, numbers), "") or own or next(filter(None, map(find_orcid, paths)), "")
    )
    if not number:
        return None
    names = ((said(one, "family-name"), said(one, "given-names")) for one in _names(document))
    family, given = next(filter(any, names), ("", ""))
    # Who has no family name has one name, which is called the given one.
    parts = (family, given) if family else (given, "")
    return Author(*parts, id=number, orcid=number)


def _names(document: Any) -> Iterator[Mapping[str, Any]]:
    return (name for person in find_all(document, "person") for name in find_all(person, "name"))


def _stays(document: Any, owner: str) -> Iterator[Stay]:
    for name, kind in _STAYS.items():
        for one in find_all(document, name):
            if place := label_of(said(one, "organization", "name")[:LONGEST_ID]):
                start, end = (period_of(dig(one, f"{when}-date")) for when in ("start", "end"))
                yield Stay(owner, place, kind, start[0], end[1])


def _works(document: Any, owner: Author | None, works: Works) -> Iterator[_Told]:
    """Works that a document tells of: groups of what is one work, or works alone."""
    # Grants and reviews stand in groups, too.
    groups = find_all(document, "group")
    found = [one for one in groups if any(True for _ in find_all(one, "work", "work-summary"))]
    found = found or [*find_all(document, "work", "work-summary")]
    if not found and dig(document, "contributors") is not None:
        found = [document]
    for one in found:
        title = _title(one)
        dates = (period_of(date) for date in find_all(one, "publication-date"))
        authors = [*_contributors(one, works)]
        if owner is not None and owner.id not in {author.id for author in authors}:
            authors.append(owner)
        yield _Told(
            key=_key(one) or title or "untitled",
            title=title,
            period=next((date for date in dates if date[0]), (None, None)),
            authors=tuple(authors),
        )


def _title(work: Mapping[str, Any]) -> str:
    titles = (said(one, "title") for one in find_all(work, "title"))
    return next(filter(None, titles), "")


def _key(work: Mapping[str, Any]) -> str:
    """The DOI of a work, else another id of its own; those of the journal or book are not."""
    ids: dict[str, str] = {}
    for one in find_all(work, "external-id"):
        kind, value = said(one, "external-id-type").lower(), said(one, "external-id-value")
        if value and said(one, "external-id-relationship").lower() in {"self", ""}:
            ids.setdefault(kind, value)
    if doi := find_doi(ids.get("doi", "")):
        return doi
    return next((f"{kind}:{ids[kind].lower()}" for kind in sorted(ids)), "")


def _contributors(work: Mapping[str, Any], works: Works) -> Iterator[Author]:
    for one in find_all(work, "contributor"):
        role = said(one, "contributor-attributes", "contributor-role").lower()
        if role and "author" not in role and "writing" not in role:
            works.log.pass_over("contributor: not called an author")
            continue
        number = find_orcid(said(one, "contributor-orcid", "path"))
        name = said(one, "credit-name")
        author = works.author(name, split_name) if name else None
        if author is None and number:
            author = Author("")
        if author is not None:
            yield author._replace(id=number, orcid=number)


def _merged(told: Sequence[_Told]) -> Iterator[Work]:
    """Works of all records, each with everybody who lists it or is named by whoever does."""
    same: dict[tuple[str, str], list[_Told]] = {}
    for one in told:
        titled = one.key in {one.title, "untitled"}
        telling = (one.key, plain_words(one.title) if titled else "")
        same.setdefault(telling, []).append(one)
    for ones in same.values():
        ones.sort(key=repr)
        authors = dict.fromkeys(author for one in ones for author in one.authors)
        first = ones[0]
        period = next((one.period for one in ones if one.period[0]), first.period)
        yield Work(key=first.key, authors=tuple(authors), period=period, title=first.title)


_FILES = WorkFiles(title="record of ORCID", endings=(".json", ".xml", ".txt"), accepts=is_document)


FORMATS.add(
    "orcid",
    Format(
        name="orcid",
        title="ORCID records (JSON or XML)",
        gives=("memberships",),
        lasting_ids=ORCID,
        read=_read,
        sniff=_FILES.sniff,
        how_to_get=_HOW_TO_GET,
    ),
)
