"""Say in words what some bytes are, so that a wrong file gets a useful message."""

import re

from weakties.importers._source import Source

_STARTS = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image, sound or film"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"PAR1", "a Parquet table"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a Windows program"),
    (b"\x1f\x8b", "a gzip archive inside another"),
    (b"PK\x03\x04", "a zip archive inside another"),
)
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
)
#: A GML file may begin with lines on who made it.
_GML = re.compile(r"^\s*graph\s*\[", re.MULTILINE)


def name_content(head: bytes) -> str | None:
    """What these first bytes are, if they are surely no table of text."""
    for start, name in _STARTS:
        if head.startswith(start):
            return name
    if head[257:262] == b"ustar":
        return "a tar archive"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    if head[:4096].count(0) > len(head[:4096]) // 10:
        return "binary data, or UTF-16 text without byte order mark (if so, save it as UTF-8)"
    text = head[:2000].decode("latin-1").removeprefix("ï»¿").lstrip().lower()
    if _GML.search(text):
        return "a GML graph"
    return next((name for start, name in _TEXT_STARTS if text.startswith(start)), None)


def describe(source: Source) -> str:
    """What a source is, in words that follow "is"."""
    names = [member.name for member in source.members]
    if not names:
        return f"a {source.kind} without any file in it"
    if source.kind in {"file", "packed"}:
        return name_content(source.members[0].head()) or "text of a kind that is not known"
    if "[Content_Types].xml" in names:
        return "an Excel, Word or PowerPoint document; save its sheet as CSV (UTF-8) and give that"
    if source.only is not None and (what := name_content(source.only.head())):
        return f"a {source.kind} whose only file, {source.only.name}, is {what}"
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5:,} more" if len(names) > 5 else "")
    return f"a {source.kind} holding {shown}"
