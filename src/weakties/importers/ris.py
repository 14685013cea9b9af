"""RIS: what reference managers, journals and libraries write."""

import os
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.importers._files.source import Member, open_source
from weakties.importers._files.text import read_text, start_of
from weakties.importers._format import FORMATS, Format
from weakties.importers._steps import steps
from weakties.importers._works.author_names import split_name
from weakties.importers._works.catalogue import Catalogue
from weakties.importers._works.works import Work, Works, find_doi, find_period

__all__ = ["read_ris"]

_HOW_TO_GET = (
    "In Zotero, Mendeley or EndNote: export as RIS; journals, Web of Science, Scopus and Europe "
    "PMC offer it as a citation to download. Several files in a folder or zip are read together."
)

#: A tag of two signs, blanks and a hyphen; some programs write one blank, or none behind.
_TAG = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*)|)$", re.ASCII)
#: Tags that are read; the text of all others, of abstracts too, is dropped at once.
_READ = {
    *("TY", "ER", "AU", "A1", "TI", "T1", "CT", "BT", "DA", "PY", "Y1", "DO", "DI", "AN", "ID"),
    *("UR", "L3", "M3"),
}
#: A record begins within so many lines, behind notices of who made the file.
_NOTICES = 20


class _Record(NamedTuple):
    """One record."""

    line: int
    pieces: dict[str, list[list[str]]]  #: lines of every text by tag, in order

    def texts(self, *tags: str) -> list[str]:
        """All texts under these tags."""
        return [" ".join(filter(None, one)) for tag in tags for one in self.pieces.get(tag, ())]

    def first(self, *tags: str) -> str:
        """The first text under the first of these tags that has any."""
        return next(filter(None, self.texts(*tags)), "")


def read_ris(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Connections:
    r"""Read works and their authors from RIS.

    Parameters
    ----------
    path : path
        A ``.ris`` file, or a zip or folder with several, which are read together.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with records read.

    Returns
    -------
    Connections
        ``people``: authors by family name and initials. ``memberships``: who wrote which work
        (``kind="work"``), by its DOI, else its number or title, with the period of its publication.

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is no RIS.
    NothingUsableError
        No record names an author.

    Notes
    -----
    Authors are those under ``AU`` and ``A1``; ``A2``, ``A3`` and ``ED`` name editors, who are not
    counted as authors. Lines without a tag go on with the text before. The parser is our own:
    rispy 0.10 reads nothing behind a byte order mark, nothing where one blank stands before the
    hyphen, and makes one work of two where the end of the first is missing.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "refs.ris")
    >>> _ = file.write_text(
    ...     "TY  - JOUR\nAU  - Okafor, I.\nAU  - Ito, A.\nPY  - 2024///\nDO  - 10.1000/x\nER  - \n"
    ... )
    >>> read_ris(file).memberships[["person", "focus", "kind"]]
          person      focus  kind
    0     ito, a  10.1000/x  work
    1  okafor, i  10.1000/x  work
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _CATALOGUE.read(source, progress)


def _parse(member: Member, works: Works, progress: Progress | None) -> None:
    records = [*_records(read_text(member, works.log, "records", progress))]
    for one in steps(records, "reading records", progress):
        works.log.files[member.name] += 1
        if "ER" not in one.pieces:
            works.log.note(member, one.line, "record without its end (kept)")
        works.add(_work(one, works))


def _records(text: str) -> Iterator[_Record]:
    """The records; one begins with ``TY``, whether the one before has ended or not."""
    record: _Record | None = None
    pieces: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        found = _TAG.match(line.strip("\ufeff \t"))
        if found is None:
            pieces.append(line.strip())
            continue
        tag = found[1]
        if tag == "TY":
            if record is not None:
                yield record
            record = _Record(number, {})
        if record is None:
            continue
        pieces = [(found[2] or "").strip()]
        if tag in _READ:
            record.pieces.setdefault(tag, []).append(pieces)
        if tag == "ER":
            yield record
            record = None
    if record is not None:
        yield record


def _work(record: _Record, works: Works) -> Work:
    doi = find_doi(record.first("DO", "DI")) or _linked(record)
    title = record.first("TI", "T1", "CT", "BT")
    names = _names(record.texts("AU", "A1"))
    return Work(
        key=doi or record.first("AN", "ID") or title or f"record of line {record.line}",
        authors=works.authors(dict.fromkeys(names), split_name),
        period=find_period(record.first("DA"), record.first("PY", "Y1")),
        title=title,
    )


def _names(lines: Sequence[str]) -> Iterator[str]:
    """A name a line; some programs put several on one, with semicolons."""
    for line in lines:
        yield from (name.strip() for name in line.split(";") if name.strip())


def _linked(record: _Record) -> str:
    links = record.texts("UR", "L3", "M3")
    return next((find_doi(link) for link in links if "doi" in link.lower()), "")


def _accepts(member: Member) -> bool:
    """Whether the first tag of a text begins a record."""
    lines = start_of(member).split("\n", _NOTICES)[:_NOTICES]
    tags = [found[1] for line in lines if (found := _TAG.match(line.strip()))]
    return tags[:1] == ["TY"] and len(tags) > 1


_CATALOGUE = Catalogue(
    name="ris",
    title="RIS file",
    endings=(".ris", ".txt"),
    accepts=_accepts,
    parse=_parse,
    how_to_get=_HOW_TO_GET,
)


FORMATS.add(
    "ris",
    Format(
        name="ris",
        title="RIS (publications)",
        gives=("memberships",),
        read=_CATALOGUE.read,
        sniff=_CATALOGUE.sniff,
        how_to_get=_HOW_TO_GET,
        endings=(".ris",),
    ),
)
