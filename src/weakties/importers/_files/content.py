"""Say in words what some bytes are, so that a wrong file gets a useful message."""

import json
import re
from collections.abc import Collection

from weakties.importers._files.source import Source

_OLD_DOCUMENT = b"\xd0\xcf\x11\xe0"
_STARTS = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image, sound or film"),
    (_OLD_DOCUMENT, "an old Excel or Word document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"PAR1", "a Parquet table"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a Windows program"),
    (b"\x1f\x8b", "a gzip archive inside another"),
    (b"PK\x03\x04", "a zip archive inside another"),
    (b"\xe2\x9b\xbe gt", "a graph of graph-tool"),
    *((one + version, "data of R") for one in (b"RDX", b"RDA") for version in (b"2\n", b"3\n")),
    (b"X\n\x00\x00", "data of R"),
    (b"$FL", "data of SPSS"),
    (b"<stata_dta>", "data of Stata"),
    (b"!BDN", "a mailbox of Outlook (PST)"),
    (b"bplist", "a property list of an Apple program"),
    *((b"ID3" + version, "a sound recording") for version in (b"\x02", b"\x03", b"\x04")),
)
#: How the parts of a letter are called in such a document (MSG), in UTF-16.
_OF_A_LETTER = "__substg1.0_".encode("utf-16-le")
#: What stands further in.
_SIGNS = ((257, b"ustar", "a tar archive"), (4, b"ftyp", "an image, sound or film"))
_TEXT_STARTS = (
    ("<!doctype html", "an HTML page"),
    ("<html", "an HTML page"),
    ("<?xml", "an XML document"),
    ("<graphml", "a GraphML graph"),
    ("<gexf", "a GEXF graph"),
    ("<", "marked-up text (HTML or XML)"),
    ("{\\rtf", "an RTF document"),
    ("{", "JSON"),
    ("[", "JSON"),
    ("begin:vcard", "a vCard file"),
    ("begin:vcalendar", "a calendar"),
    ("window.ytd", "a part of an X archive"),
    ("*vertices", "a Pajek network"),
    ("*network", "a Pajek network"),
    ("%%matrixmarket", "a Matrix Market file"),
    ("dl n", "a UCINET DL file"),
    ("pmid- ", "a list of works from PubMed"),
    ("%0 ", "a list of works from EndNote"),
    ("nodedef>", "a GDF graph"),
    ("(tlp ", "a graph of Tulip"),
    ("leda.graph", "a LEDA graph"),
    (">>graph6<<", "a graph6 graph"),
    (">>sparse6<<", "a sparse6 graph"),
)
_GEPHI = "Open it in Gephi, and there: File, Export, Graph file, GEXF."
_UNPACK = "Unpack it and give the file or folder that comes out."
_SAVE_TABLE = "Save its table of ties as CSV, with columns source and target, and give that."
#: What to do about content that is not read.
_NEXT_STEPS = {
    "a PDF document": "Give the table or export behind it; a page cannot be read as ties.",
    "an HTML page": "Pages are not read; give the export as JSON, CSV or zip.",
    "marked-up text (HTML or XML)": "If it is a page, give the export as JSON, CSV or zip.",
    "an old Excel or Word document": "Open it and save its sheet as .xlsx or CSV.",
    "an RTF document": "If it holds a table of ties, save that as CSV.",
    "an SQLite database": _SAVE_TABLE,
    "a bzip2 archive": _UNPACK,
    "an xz archive": _UNPACK,
    "a 7-Zip archive": _UNPACK,
    "a RAR archive": _UNPACK,
    "a Zstandard archive": _UNPACK,
    "a tar archive": _UNPACK,
    "a zip archive inside another": _UNPACK,
    "a gzip archive inside another": _UNPACK,
    "a graph of graph-tool": "In graph-tool save it as GraphML (.graphml), which is read.",
    "a GDF graph": _GEPHI,
    "a graph of Tulip": _GEPHI,
    "a LEDA graph": "Export the network again, as GraphML.",
    "a DIMACS graph": "Export the network again, as an edge list.",
    "a graph6 graph": "In NetworkX, write it with write_graphml.",
    "a sparse6 graph": "In NetworkX, write it with write_graphml.",
    "data of R": "In R, write the ties with write.csv, or the graph as GraphML.",
    "data of SPSS": _SAVE_TABLE,
    "data of Stata": _SAVE_TABLE,
    "a PNG image": "Pictures are not read; give the data that it was drawn from.",
    "a JPEG image": "Pictures are not read; give the data that it was drawn from.",
    "a GIF image": "Pictures are not read; give the data that it was drawn from.",
    "a list of works from PubMed": "Open them in a reference manager, Zotero say, and export them as RIS.",
    "a list of works from EndNote": "Open them in a reference manager, Zotero say, and export them as RIS.",
    "a letter of Outlook (MSG)": "Save letters as .eml, or ask for the mailbox as mbox.",
    "a mailbox of Outlook (PST)": "Make an mbox of it: readpst of libpst does.",
}
#: What a zip with such a file in it is, and what to do about it.
_ZIPPED = (
    ("word/document.xml", "a Word document; save its table as CSV (UTF-8) and give that"),
    ("ppt/presentation.xml", "a PowerPoint document; give the data behind it as CSV"),
    ("[Content_Types].xml", "an Office document; save its sheet as CSV (UTF-8) and give that"),
    ("mimetype", "an OpenDocument file or e-book; save its sheet as .xlsx or CSV and give that"),
    ("Project_xml", "a project of Gephi; in Gephi: File, Export, Graph file, GEXF"),
    ("META-INF/MANIFEST.MF", "a program in Java"),
)
#: A GML file may begin with lines on who made it.
_GML = re.compile(r"^\s*graph\s*\[", re.MULTILINE)
#: Comments begin with c, the first line after them says how large the graph is.
_DIMACS = re.compile(r"\A(?:c(?: [^\n]*)?\r?\n)*p (?:edge|col|sp|max|asn|min) \d+ \d+\s")
_PATTERNS = ((_GML, "a GML graph"), (_DIMACS, "a DIMACS graph"))
_TITLE = re.compile(r"<title[^>]*>([^<]{1,300})", re.IGNORECASE)
#: Files of an archive whose names are looked at.
_MOST_NAMES = 200


def name_content(head: bytes) -> str | None:
    """What these first bytes are, if they are surely no table of text."""
    if known := _name_start(head):
        return known
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    if head[:4096].count(0) > len(head[:4096]) // 10:
        return "binary data, or UTF-16 text without byte order mark (if so, save it as UTF-8)"
    text = head[:2000].decode("latin-1").removeprefix("ï»¿").lstrip().lower()
    pattern = next((name for pattern, name in _PATTERNS if pattern.search(text)), None)
    return pattern or next((name for start, name in _TEXT_STARTS if text.startswith(start)), None)


def _name_start(head: bytes) -> str | None:
    """What begins with such bytes, or has them in their place."""
    if head.startswith(_OLD_DOCUMENT) and _OF_A_LETTER in head:
        return "a letter of Outlook (MSG)"
    starts = (name for start, name in _STARTS if head.startswith(start))
    return next(starts, None) or next(
        (name for at, sign, name in _SIGNS if head.startswith(sign, at)), None
    )


def describe(source: Source) -> str:
    """What a source is, in words that follow "is"."""
    names = [member.name for member in source.members]
    if not names and source.kind == "tar":
        return "a tar without any file that is called like a text; unpack it and give the folder"
    if not names:
        return f"a {source.kind} without any file in it"
    if source.kind in {"file", "packed"}:
        head = source.members[0].head()
        return _name_json(head) or name_content(head) or "text of a kind that is not known"
    if document := next((what for name, what in _ZIPPED if name in names), None):
        return document
    if source.only is not None and (what := name_content(source.only.head())):
        return f"a {source.kind} whose only file, {source.only.name}, is {what}"
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5:,} more" if len(names) > 5 else "")
    return f"a {source.kind} holding {shown}"


def next_steps(source: Source) -> list[str]:
    """What to do about a source that is not read, in sentences, if that is known."""
    what = None if source.only is None else name_content(source.only.head())
    return [_NEXT_STEPS[what]] if what in _NEXT_STEPS else []


def words_of(source: Source) -> Collection[str]:
    """Words in the names of a source and its files, and in the title of a page."""
    texts = [source.path.name, *(member.name for member in source.members[:_MOST_NAMES])]
    if source.only is not None:
        texts += _TITLE.findall(source.only.head().decode("utf-8", "replace"))[:1]
    return set(re.findall(r"[a-z]+", " ".join(texts).casefold()))


def _name_json(head: bytes) -> str | None:
    """What a short JSON document holds."""
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return None
    try:
        document = json.loads(head)
    except (ValueError, RecursionError):
        return None
    if not document:
        return "JSON without anything in it"
    if isinstance(document, dict):
        keys = ", ".join(list(document)[:5])
        return f"JSON with {keys}" + (
            f" and {len(document) - 5:,} more" if len(document) > 5 else ""
        )
    return f"JSON: a list of {len(document):,}"
