"""Web of Science: records with tags of two signs, and tables whose columns are called by these tags."""

import os
import re
from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from weakties._typing import Progress
from weakties.connections import Connections
from weakties.importers._files.source import Member, open_source
from weakties.importers._files.text import read_text, start_of
from weakties.importers._format import FORMATS, Format
from weakties.importers._steps import steps
from weakties.importers._works.author_names import Author, plain_words, split_name
from weakties.importers._works.catalogue import Catalogue
from weakties.importers._works.work_tables import same_length
from weakties.importers._works.works import ORCID, Work, Works, find_doi, find_period

__all__ = ["read_web_of_science"]

_HOW_TO_GET = (
    "In Web of Science: Export, Plain text file or Tab delimited file, Full record and cited "
    "references. The parts of 500 or 1,000 records, in one folder or zip, are read together."
)

#: Tags that are read; the texts of all others, of abstracts too, are dropped.
_READ = {
    *("PT", "AU", "AF", "CA", "C1", "CR", "DI", "EA", "OI", "PD", "PY", "TI", "UT", "VL", "BP"),
    "ER",
}
#: Tags with a text a line, or texts between semicolons in a table.
_LISTS = {"AU", "AF", "CA", "CR"}
_TAG = re.compile(r"([A-Z][A-Z0-9])(?: (.*)|)$", re.ASCII)
_PLACE = re.compile(r"\[([^\[\]]*)\]([^\[\]]*)")
_NUMBERED = re.compile(rf"([^;/]+)/({ORCID})")
_VOLUME = re.compile(r"V(\w+)")
_PAGE = re.compile(r"P(\w+)")


class _Record(NamedTuple):
    line: int
    texts: dict[str, list[str]]

    def first(self, tag: str) -> str:
        return next(iter(self.texts.get(tag, ())), "")

    def joined(self, tag: str) -> str:
        return " ".join(self.texts.get(tag, ()))


def read_web_of_science(
    path: str | os.PathLike[str], *, progress: Progress | None = None
) -> Connections:
    r"""Read works from Web of Science: plain text with tags, or tab delimited.

    Parameters
    ----------
    path : path
        A text that Web of Science exports, or a zip or folder with several, read together.
    progress : callable, optional
        Called as ``progress(what, done, total)`` with records read.

    Returns
    -------
    Connections
        ``people``: authors by ORCID where the record gives it (``OI``), else by family name and
        initials, with ``affiliation`` (``C1``). ``memberships``: who wrote which work
        (``kind="work"``), by its DOI, else its accession number, with the period of its
        publication. ``events``: who cited whom, as far as both works are in the files
        (``kind="citation"``; in ``context`` the work that cites, in ``thread`` the one it cites).

    Raises
    ------
    ReadError
        The file is missing, damaged or unsafe.
    UnknownFormatError
        It is no text of Web of Science.
    NothingUsableError
        No record names an author.

    Notes
    -----
    A reference is a work of the files if its DOI is, or else if its first author, year, volume and
    first page are. Group authors (``CA``) are counted. Of ResearcherIDs nothing is kept.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "savedrecs.txt")
    >>> _ = file.write_text(
    ...     "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Okafor, I\n   Ito, A\n"
    ...     "AF Okafor, Ines\n   Ito, Al\nPY 2024\nUT WOS:000000000000001\nER\n\nEF\n"
    ... )
    >>> read_web_of_science(file).people["label"].to_dict()
    {'ito, a': 'Al Ito', 'okafor, i': 'Ines Okafor'}
    >>> folder.cleanup()
    """
    with open_source(path) as source:
        return _CATALOGUE.read(source, progress)


def _parse(member: Member, works: Works, progress: Progress | None) -> None:
    text = read_text(member, works.log, "records", progress)
    found = _table_records if _is_table(text[:2000]) else _tagged_records
    for record in steps([*found(text)], "reading records", progress):
        works.log.files[member.name] += 1
        if "ER" not in record.texts:
            works.log.note(member, record.line, "record without its end (kept)")
        works.add(_work(record, works))


def _tagged_records(text: str) -> Iterator[_Record]:
    """Records from ``PT`` to ``ER``; lines that begin with blanks go on with a tag."""
    record: _Record | None = None
    texts: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        found = _TAG.match(line.strip("\ufeff").rstrip())
        if found is None:
            if line.startswith("   ") and line.strip():
                texts.append(line.strip())
            continue
        tag = found[1]
        if tag == "PT":
            if record is not None:
                yield record
            record = _Record(number, {})
        texts = [] if record is None or tag not in _READ else record.texts.setdefault(tag, [])
        texts.append((found[2] or "").strip())
        if tag == "ER" and record is not None:
            yield record
            record = None
    if record is not None:
        yield record


def _table_records(text: str) -> Iterator[_Record]:
    lines = text.split("\n")
    tags = [tag.strip('\ufeff" ') for tag in lines[0].split("\t")]
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        # The tables are written without quotation marks; programs that save them again add some.
        cells = [_unquoted(cell) for cell in line.split("\t")]
        texts = {tag: _cell_texts(tag, cell) for tag, cell in zip(tags, cells) if tag in _READ}
        # What ends a record is the line; one that has lost columns is cut short.
        ended = {"ER": [""]} if len(cells) >= len(tags) else {}
        yield _Record(number, {**texts, **ended})


def _unquoted(cell: str) -> str:
    quoted = len(cell) > 1 and cell.startswith('"') and cell.endswith('"')
    return (cell[1:-1].replace('""', '"') if quoted else cell).strip()


def _cell_texts(tag: str, cell: str) -> list[str]:
    parts = cell.split(";") if tag in _LISTS else [cell]
    return [part.strip() for part in parts if part.strip()]


def _work(record: _Record, works: Works) -> Work:
    works.groups(len(record.texts.get("CA", ())))
    number, title = record.first("UT"), record.joined("TI")
    described = _described(
        record.first("AU"), record.first("PY"), record.first("VL"), record.first("BP")
    )
    year = record.first("PY")
    return Work(
        key=find_doi(record.first("DI")) or number or title or f"record of line {record.line}",
        authors=tuple(_authors(record, works)),
        period=find_period(f"{record.first('PD')} {year}".strip(), record.first("EA")),
        title=title,
        cites=tuple(record.texts.get("CR", ())),
        names=tuple(filter(None, (number, described))),
    )


def _authors(record: _Record, works: Works) -> Iterator[Author]:
    short = record.texts.get("AU", [])
    full = same_length(record.texts.get("AF", ()), short)
    places = _places(record)
    orcids = _orcids(record)
    for brief, name in zip(short, full):
        if found := works.author(name or brief, split_name):
            keys = plain_words(name), plain_words(brief)
            number = next((orcids[key] for key in keys if orcids.get(key)), "")
            place = next((places[key] for key in keys if key in places), "")
            yield found._replace(
                id=number,
                orcid=number,
                affiliation=place or (places.get("", "") if len(short) == 1 else ""),
            )


def _places(record: _Record) -> Mapping[str, str]:
    """The first affiliation of everybody, by name; under no name what is said of nobody by name."""
    found: dict[str, str] = {}
    text = "; ".join(record.texts.get("C1", ()))
    if "[" not in text:
        return {"": text.rstrip(".; ")}
    for names, place in _PLACE.findall(text):
        for name in names.split(";"):
            found.setdefault(plain_words(name), place.strip(" .;"))
    return found


def _orcids(record: _Record) -> Mapping[str, str]:
    """ORCIDs by name; nothing where one name has two."""
    found: dict[str, str] = {}
    # Lines are broken after so many signs, in the middle of a name, too.
    for name, number in _NUMBERED.findall(record.joined("OI")):
        key = plain_words(name)
        found[key] = number if found.get(key, number) == number else ""
    return found


def _find_cited(works: dict[str, Work]) -> dict[str, Work]:
    """Put the keys of works of the files in place of the references to them."""
    known = {key for work in works.values() for key in (work.key, *work.names)}
    return {
        focus: work._replace(cites=[_cited(one, known) for one in work.cites])
        for focus, work in works.items()
    }


def _cited(reference: str, known: Set[str]) -> str:
    """What a reference calls a work: one of its DOIs, else author, year, volume and page."""
    link = reference.partition("DOI")[2]
    dois = [find_doi(one.strip(" [")) for one in link.split(",")]
    return next((key for key in (*dois, _description(reference)) if key in known), reference)


def _description(reference: str) -> str:
    parts = [part.strip() for part in reference.split(",")]
    volume = next((one[1] for one in map(_VOLUME.fullmatch, parts[3:]) if one), "")
    page = next((one[1] for one in map(_PAGE.fullmatch, parts[3:]) if one), "")
    return _described(parts[0], parts[1] if len(parts) > 1 else "", volume, page)


def _described(author: str, year: str, volume: str, page: str) -> str:
    """First author, year, volume and page as one text; nothing if one of them is not known."""
    parts = [plain_words(author), year.strip(), volume.strip().lower(), page.strip().lower()]
    return "|".join(parts) if all(parts) else ""


def _is_table(head: str) -> bool:
    tags = [tag.strip('\ufeff" ') for tag in head.partition("\n")[0].split("\t")]
    return tags[0] == "PT" and {"AU", "TI", "SO"} <= set(tags)


def _accepts(member: Member) -> bool:
    """Whether the first lines are tags of a record, or the first line names columns by tags."""
    head = start_of(member)
    if _is_table(head):
        return True
    lines = [line.rstrip() for line in head.split("\n", 40)[:40] if line.strip()]
    tags = [found[1] for line in lines if (found := _TAG.match(line))]
    return tags[:1] in (["FN"], ["PT"]) and "PT" in tags and bool({"AU", "TI", "SO"} & set(tags))


_CATALOGUE = Catalogue(
    name="web_of_science",
    title="text of Web of Science",
    endings=(".txt", ".ciw", ".tsv", ".tab", ".csv"),
    accepts=_accepts,
    parse=_parse,
    how_to_get=_HOW_TO_GET,
    finish=_find_cited,
)


FORMATS.add(
    "web_of_science",
    Format(
        name="web_of_science",
        title="Web of Science records (plain text or tab delimited)",
        gives=("events", "memberships"),
        lasting_ids=ORCID,
        read=_CATALOGUE.read,
        sniff=_CATALOGUE.sniff,
        how_to_get=_HOW_TO_GET,
    ),
)
