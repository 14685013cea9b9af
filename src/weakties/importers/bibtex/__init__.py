"""BibTeX: what reference managers and journals write."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.importers._files.content import name_content
from weakties.importers._files.source import Member, Source, open_source
from weakties.importers._files.text import read_text, start_of
from weakties.importers._format import FORMATS, Format
from weakties.importers._graphs.record_tables import LONGEST_ID
from weakties.importers._steps import steps
from weakties.importers._works.author_names import (
    COMMAS,
    Author,
    is_suffix,
    split_commas,
    split_name,
    without_others,
)
from weakties.importers._works.catalogue import (
    AMONG_OTHERS,
    Catalogue,
)
from weakties.importers._works.works import Period, Work, Works, find_doi, find_period
from weakties.importers.bibtex._latex import plain_text
from weakties.importers.bibtex._parser import ENTRY, Entry, is_braced, parse, split_authors

__all__ = ["read_bibtex"]

_HOW_TO_GET = (
    "In Zotero, Mendeley, EndNote or JabRef: export as BibTeX; Google Scholar, Web of Science, Scopus "
    "and ORCID offer it for what they list. Several .bib files in a folder or zip are read together."
)

_KINDS = {
    *("article", "book", "booklet", "collection", "comment", "conference", "dataset", "inbook"),
    *("incollection", "inproceedings", "manual", "mastersthesis", "misc", "mvbook", "online"),
    *("patent", "periodical", "phdthesis", "preamble", "proceedings", "report", "software"),
    *("string", "suppbook", "techreport", "thesis", "unpublished", "xdata", "electronic", "www"),
}
#: Entries that other entries take fields from, no works themselves.
_NO_WORKS = {"xdata", "set"}


def read_bibtex(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read works and their authors from BibTeX.

    Parameters
    ----------
    path : path
        A ``.bib`` file, or a zip or folder with several, which are read together.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with entries read.

    Returns
    -------
    Connections
        ``people``: authors by family name and initials. ``memberships``: who wrote which work
        (``kind="work"``), by its DOI, else its key, with the period of its publication.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is no BibTeX.
    NothingUsableError
        No entry names an author.

    Notes
    -----
    Names are split at the word "and" in any case, outside braces; a name all in braces is a group
    and no person. ``others``, groups, and lists of names between commas of which it cannot be told
    where a name ends are counted in ``provenance.dropped``. Entries of one DOI count once, and so
    do those of one key, title and year. A brace too few costs one entry at most. The parser is our own:
    bibtexparser 2.1 does not join texts around ``#``, and sets entries without a key, with a key
    given twice or with a brace too few aside as a whole.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "refs.bib")
    >>> _ = file.write_text(
    ...     r"@article{k1, author = {Okafor, In{\'e}s and van Heel, M. and others}, year = 2024,"
    ...     " doi = {10.1000/X}}"
    ... )
    >>> found = read_bibtex(file)
    >>> found.people["label"].to_list(), found.memberships["focus"].to_list()
    (['Inés Okafor', 'M. van Heel'], ['10.1000/x', '10.1000/x'])
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _CATALOGUE.read(source, progress)


def _parse(member: Member, works: Works, progress: Progress | None) -> None:
    entries = [*parse(read_text(member, works.log, "entries", progress))]
    parents = {entry.key.casefold(): entry for entry in entries if entry.key}
    for entry in steps(entries, "reading entries", progress):
        works.log.files[member.name] += 1
        if entry.kind in _NO_WORKS:
            works.log.pass_over(f"entry: {entry.kind}, no work")
            continue
        if not entry.whole:
            works.log.note(member, entry.line, "entry not closed (what was read is kept)")
        works.add(_work(entry, parents, works))


def _work(entry: Entry, parents: Mapping[str, Entry], works: Works) -> Work:
    fields = entry.fields
    doi = find_doi(plain_text(fields.get("doi", "")))
    if not doi and "doi.org/" in fields.get("url", ""):
        doi = find_doi(plain_text(fields["url"]))
    title = plain_text(fields.get("title", ""))
    return Work(
        key=doi or plain_text(entry.key) or title or f"entry of line {entry.line}",
        authors=tuple(_authors(fields.get("author", ""), works)),
        period=_period(entry, parents),
        title=title,
    )


def _period(entry: Entry, parents: Mapping[str, Entry]) -> Period:
    """When it was published; a paper is as old as the proceedings it refers to."""
    own = entry.fields
    parent = parents.get(own.get("crossref", "").strip().casefold())
    for fields in (own, {} if parent is None else parent.fields):
        day, month, year, date = (
            plain_text(fields.get(name, "")) for name in ("day", "month", "year", "date")
        )
        # A span such as 2024-05/2024-06 begins with its first day.
        date = date.partition("/")[0]
        named = month[:3] if month.isalpha() else ""
        written = [f"{year}-{month}-{day}", f"{year}-{month}"] if month.isdigit() else []
        found = find_period(date, f"{day} {named} {year}", f"{named} {year}", *written, year)
        if found[0]:
            return found
    return None, None


def _authors(value: str, works: Works) -> Iterator[Author]:
    for name in _names(value):
        if is_braced(name):
            works.groups(1)
        else:
            plain = plain_text(name)
            for one in _between_commas(plain, works):
                if author := works.author(one, split_name):
                    yield author


def _names(value: str) -> Sequence[str]:
    names = split_authors(value)
    if len(names) == 1 and re.search(r";\s", value):
        # Some programs leave semicolons where "and" should stand.
        return [part.strip() for part in re.split(r";\s+", value)]
    return names


def _between_commas(name: str, works: Works) -> Sequence[str]:
    """One name; or several where somebody put commas between names, if it is clear which."""
    if len(name) > LONGEST_ID:
        return [name]
    name, others = without_others(name)
    if others:
        return [*_between_commas(name, works), "others"]
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) == 3 and any(map(is_suffix, parts[1:])):
        return [name]
    names = split_commas(name)
    # Initials behind every family name tell more than the words alone.
    if not names and all(" " in part for part in parts):
        return parts
    works.log.pass_over(COMMAS, not names)
    return names


def _accepts(member: Member) -> bool:
    """Whether a text has an entry of a usual kind."""
    if name_content(member.head(2000)) is not None:
        return False
    found = ENTRY.search(start_of(member))
    return found is not None and found[1].lower() in _KINDS


_CATALOGUE = Catalogue(
    name="bibtex",
    title="BibTeX file",
    endings=(".bib", ".bibtex", ".txt"),
    accepts=_accepts,
    parse=_parse,
    how_to_get=_HOW_TO_GET,
)


def _sniff(source: Source) -> float:
    """How sure the source is BibTeX: by an entry on a line of its own; less below other text.

    Letters and chats quote entries, too.
    """
    found = _CATALOGUE.sniff(source)
    return AMONG_OTHERS * found if source.only and _is_below_text(source.only) else found


def _is_below_text(member: Member) -> bool:
    """Whether lines that are no comments stand before the first entry."""
    before = ENTRY.split(start_of(member), maxsplit=1)[0]
    return any(line.strip() and not line.lstrip().startswith("%") for line in before.split("\n"))


FORMATS.add(
    "bibtex",
    Format(
        name="bibtex",
        title="BibTeX (publications)",
        gives=("memberships",),
        read=_CATALOGUE.read,
        sniff=_sniff,
        how_to_get=_HOW_TO_GET,
        endings=(".bib",),
    ),
)
