"""Tar archives, plain or packed: their texts are held in memory, as one cannot jump about in them."""

import re
import tarfile
from collections.abc import Iterator
from typing import BinaryIO

from weakties.errors import ReadError
from weakties.importers._files.zip_archive import is_clutter, refuse_astray

#: Bytes that tell a tar archive.
TAR_HEAD = 512
_MOST_MEMBERS = 1_000_000
#: Endings of the files that are kept; pictures and repositories are passed over.
_TEXT_ENDINGS = (
    *(".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".ndjson", ".js", ".xml"),
    *(".graphml", ".gexf", ".gml", ".net", ".paj", ".dl", ".vna", ".dot", ".gv", ".mtx", ".graph"),
    *(".mbox", ".eml", ".ics", ".vcf", ".vcard"),
    *(".bib", ".bibtex", ".ris", ".ciw"),
    *(".edges", ".circles", ".feat", ".egofeat", ".featnames"),  # ego networks of SNAP
)
#: What files that are kept may be called whatever their ending: networks of KONECT.
_TEXT_STARTS = ("out.", "ent.")
#: Letters of a Maildir, of Apple Mail and of the Enron corpus, whose names have no ending.
_LETTER = re.compile(r"(?:^|/)(?:(?:cur|new)/[^/]+|mbox|\d+\.)$")
#: Bytes of all texts together.
_LARGEST_TEXTS = 1 << 30


def is_tar(head: bytes) -> bool:
    """Whether these first bytes begin a tar archive, and not only look a little like one."""
    try:
        tarfile.TarInfo.frombuf(head, "utf-8", "replace")
    except tarfile.HeaderError:
        return False
    return head[257:262] == b"ustar"


def list_tar(stream: BinaryIO, label: str) -> Iterator[tuple[str, bytes]]:
    """Name and content of every text, in order of name; an unsafe entry refuses the archive."""
    texts: dict[str, bytes] = {}
    left = _LARGEST_TEXTS
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for number, info in enumerate(archive):
                if number >= _MOST_MEMBERS:
                    raise _too_much(label, f"lists over {_MOST_MEMBERS:,} files")
                name = _checked_name(info, label)
                if name is None:
                    continue
                left -= info.size
                if left < 0:
                    raise _too_much(label, f"holds over {_LARGEST_TEXTS // 2**20:,} MB of text")
                file = archive.extractfile(info)
                texts[name] = b"" if file is None else file.read()
    except (tarfile.TarError, EOFError, ValueError) as error:
        message = f"{label} is a damaged or cut short tar archive ({error}). Download it again."
        raise ReadError(message) from None
    yield from sorted(texts.items())


def _checked_name(info: tarfile.TarInfo, label: str) -> str | None:
    """The name of a text to be kept; None for all else that is harmless."""
    name = info.name.replace("\\", "/").removeprefix("./")
    refuse_astray(name, label)
    if info.issym() or info.islnk():
        message = f"{label} holds a link, {name!r}. No export does; download it again."
        raise ReadError(message)
    return name if info.isreg() and _is_text(name) and not is_clutter(name) else None


def _is_text(name: str) -> bool:
    file = name.lower().rpartition("/")[2]
    called_so = file.endswith(_TEXT_ENDINGS) or file.startswith(_TEXT_STARTS)
    return called_so or _LETTER.search(name) is not None


def _too_much(label: str, what: str) -> ReadError:
    return ReadError(f"{label} {what}. Unpack it and give the folder that holds the export.")
