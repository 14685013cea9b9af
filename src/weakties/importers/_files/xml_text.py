"""Read XML step by step, without ever holding all of it, and without what XML is attacked with.

Nothing outside the file is loaded, entities that a file declares are refused, and so is a document
nested beyond all reason.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple
from xml.parsers import expat  # guarded below

from weakties._typing import Progress
from weakties.errors import ReadError
from weakties.importers._files.decoding import decode_start
from weakties.importers._files.source import Member
from weakties.importers._log import Log

_CHUNK = 1 << 20
_DEEPEST = 200
#: Bytes without a tag that opens or closes, beyond which a text or attribute is no honest one.
_LONGEST_TEXT = 1 << 26
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']""")
_UNICODE = {"utf-8", "utf8", "utf-16", "us-ascii", "ascii"}


class Step(NamedTuple):
    """A tag that opens or closes; where it closes, with the text right inside it."""

    kind: Literal["start", "end"]
    name: str  #: without prefix
    prefix: str
    attributes: dict[str, str]
    text: str
    line: int


def has_root(head: bytes, name: str) -> bool:
    """Whether these first bytes are XML whose first element is called so."""
    text = decode_start(head).lstrip("\ufeff \t\r\n")
    # Comments, processing instructions and a document type may come first.
    plain = re.sub(
        r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(\[.*?\])?[^>]*>", "", text, flags=re.DOTALL
    )
    return re.match(rf"\s*<(?:[\w.-]+:)?{name}[\s/>]", plain, re.IGNORECASE) is not None


def read_xml(member: Member, log: Log, what: str, progress: Progress | None) -> Iterator[Step]:
    """Every tag of a document, in order."""
    gathered = _Gathered(member)
    done = 0
    as_text = _is_mistaken(member)
    if as_text:
        log.warn_of_encoding(member)
    with member.open_text() if as_text else member.open() as stream:
        while chunk := stream.read(_CHUNK):
            done += len(chunk)
            yield from gathered.feed(chunk, final=False)
            if progress is not None:
                progress(f"Reading {what}", done, max(done, member.size))
    yield from gathered.feed(b"", final=True)


def _is_mistaken(member: Member) -> bool:
    """Whether a document that says it is UTF-8, or says nothing, is something else."""
    declared = _DECLARED.match(member.head().removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].decode("ascii").lower() not in _UNICODE:
        return False
    return member.decoding.encoding == "cp1252" or member.decoding.damaged > 0


class _Gathered:
    """Tags as the parser meets them."""

    def __init__(self, member: Member) -> None:
        self._member = member
        self._parser = self._new_parser()
        self._steps: list[Step] = []
        self._since_step = 0
        self._texts: list[list[str]] = []

    def feed(self, chunk: bytes | str, *, final: bool) -> list[Step]:
        """The tags that this piece completes."""
        try:
            self._parser.Parse(chunk, final)
        except expat.ExpatError as error:
            raise ReadError(self._explain(error)) from None
        except (LookupError, ValueError) as error:
            message = (
                f"{self._member.where} says it is in an encoding that cannot be read ({error}). "
                "Save it as UTF-8."
            )
            raise ReadError(message) from None
        steps, self._steps = self._steps, []
        self._since_step = 0 if steps else self._since_step + len(chunk)
        if self._since_step > _LONGEST_TEXT:
            message = (
                f"{self._member.where}, line {self._line()}: over {_LONGEST_TEXT // 2**20:,} MB "
                "without a tag, as in no export. Export it again."
            )
            raise ReadError(message)
        return steps

    def _new_parser(self) -> "expat.XMLParserType":
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._refuse_entity
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        return parser

    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._texts) >= _DEEPEST:
            message = (
                f"{self._member.where}, line {self._line()}: elements are nested over {_DEEPEST} "
                "deep, as in no export. Export it again."
            )
            raise ReadError(message)
        around = self._texts[-1] if self._texts else None
        if around and around[-1].isspace():
            # Blanks between millions of rows would fill the memory.
            around.pop()
        self._texts.append([])
        prefix, _, name = tag.rpartition(":")
        self._steps.append(Step("start", name, prefix, attributes, "", self._line()))

    def _end(self, tag: str) -> None:
        prefix, _, name = tag.rpartition(":")
        text = "".join(self._texts.pop())
        self._steps.append(Step("end", name, prefix, {}, text, self._line()))

    def _text(self, text: str) -> None:
        self._texts[-1].append(text)

    def _refuse_entity(self, *declaration: object) -> None:
        message = (
            f"{self._member.where}, line {self._line()}: declares the entity {declaration[0]!r}, "
            "which can make a small file grow without end or reach for other files. It was not "
            "read. Export it again; no program that writes such files declares entities."
        )
        raise ReadError(message)

    def _explain(self, error: expat.ExpatError) -> str:
        what = expat.ErrorString(error.code)
        place = f"{self._member.where}, line {error.lineno}, column {error.offset + 1}"
        cut = {"no element found", "unclosed token", "unclosed CDATA section"}
        if what in cut:
            return f"{place}: the file ends in the middle ({what}). Download or export it again."
        return f"{place}: is not well-formed XML ({what}). Export it again, as UTF-8."
